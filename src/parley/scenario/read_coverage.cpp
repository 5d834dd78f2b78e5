#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "parley/scenario/entry.hpp"
#include "parley/tariff/lists/coverage.hpp"
#include "parley/text/contains.hpp"

namespace parley::scenario {
namespace {

constexpr const char* coverage_forms =
    R"(a share such as 0.86, a table such as { STL = 0.9 }, or { file = "coverage/x.csv", list = "name" })";

/// The place of sectors[at], or of "sectors" where it is one string.
Place item_place(const TomlTable& entry, std::size_t at) {
  const toml::node* node = entry.node("sectors");
  const toml::array* list = node == nullptr ? nullptr : node->as_array();
  if (list == nullptr || at >= list->size()) return entry.place("sectors");
  return text::place_of((*list)[at], entry.file(), fmt::format("{}[{}]", entry.path("sectors"), at));
}

void from_share(const TomlTable& entry, const std::vector<std::string>& sectors, double share, const std::string& basis,
                TariffChange& change) {
  if (sectors.empty()) {
    entry.problem(entry.place("sectors"), "no sector is named", R"(sectors = ["STL", "NFM"], or ["*"] for all goods)");
  }
  if (!(share > 0 && share <= 1)) {
    entry.problem(entry.place("coverage"), fmt::format("{} is not a share", share), "above 0 and at most 1");
    return;
  }
  for (std::size_t at = 0; at < sectors.size(); ++at) {
    change.coverage.push_back({sectors[at], share, basis, "", item_place(entry, at)});
  }
}

void from_table(const TomlTable& table, const std::vector<std::string>& sectors, const TomlTable& entry,
                TariffChange& change) {
  for (const auto& [key, node] : table.table()) {
    const std::string sector(key.str());
    const std::optional<double> share = table.number(sector);
    if (!share) continue;
    if (*share < 0 || *share > 1) {
      table.problem(table.place(sector), fmt::format("{} is not a share", *share), "between 0 and 1");
    } else if (!sectors.empty() && !text::contains(sectors, sector)) {
      table.problem(table.place(sector), fmt::format("sector '{}' is not among 'sectors'", sector),
                    did_you_mean(sector, sectors));
    } else {
      change.coverage.push_back({sector, *share, "given", "", table.place(sector)});
    }
  }
  for (const std::string& sector : sectors) {
    if (!table.has(sector)) entry.problem(table.place(), fmt::format("no share for sector '{}'", sector));
  }
}

/// The rows of a list that speak for the entry: its origins' own, and the pooled "*" rows for those without.
std::vector<tariff::CoverageRow> rows_for(const TomlTable& table, const tariff::CoverageTable& coverage,
                                          const std::string& list, const Action& action,
                                          const std::vector<std::string>& sectors) {
  std::vector<tariff::CoverageRow> rows;
  bool has_pooled = false;
  std::vector<std::string> own;
  const bool everybody = text::contains(action.origin, "*");
  for (const tariff::CoverageRow& row : coverage.rows) {
    if (row.list != list || row.importer != action.imposer) continue;
    const bool is_pooled = row.exporter == "*";
    const bool is_origin = everybody
                               ? !text::contains(action.origin_except, row.exporter) && row.exporter != action.imposer
                               : text::contains(action.origin, row.exporter);
    if (!is_pooled && !is_origin) continue;
    has_pooled |= is_pooled;
    if (!is_pooled && !text::contains(own, row.exporter)) own.push_back(row.exporter);
    if (sectors.empty() || text::contains(sectors, row.sector)) rows.push_back(row);
  }
  for (const std::string& origin : action.origin) {
    if (has_pooled || text::contains(own, origin)) continue;
    table.problem(table.place("list"),
                  fmt::format("list '{}' has no row with importer {} and exporter {}", list, action.imposer, origin));
  }
  const bool all_own = !everybody && own.size() == action.origin.size();
  if (all_own) std::erase_if(rows, [](const tariff::CoverageRow& row) { return row.exporter == "*"; });
  return rows;
}

std::optional<tariff::ScaledCoverage> try_scale(const TomlTable& table, const std::vector<tariff::CoverageRow>& rows,
                                                double budget) {
  std::vector<InputProblem> found;
  try {
    return tariff::scale_to_budget(rows, budget, table.place("budget_musd"));
  } catch (const InputError& error) {
    found = error.problems();
  }
  for (InputProblem& each : found) {
    table.problem(std::move(each.place), std::move(each.message), std::move(each.hint));
  }
  return std::nullopt;
}

void scale(const TomlTable& table, const std::vector<tariff::CoverageRow>& rows, const std::string& file, double budget,
           Action& action, TariffChange& change) {
  const std::string& list = rows.front().list;
  if (budget <= 0) {
    table.problem(table.place("budget_musd"), fmt::format("{} is not a total", budget), "million USD, above zero");
    return;
  }
  if (std::any_of(rows.begin(), rows.end(), [](const tariff::CoverageRow& row) { return row.exporter == "*"; })) {
    table.problem(table.place("budget_musd"), "a pooled pattern has no dollars of its own, so none can be scaled",
                  "leave budget_musd out, or name origins that have rows of their own");
    return;
  }
  const std::optional<tariff::ScaledCoverage> found = try_scale(table, rows, budget);
  if (!found) return;
  const tariff::ScaledCoverage& scaled = *found;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    change.coverage[at].share = scaled.share[at];
    change.coverage[at].official_musd = scaled.share[at] * rows[at].total_musd;
  }
  action.notes.push_back(fmt::format(
      "list '{}' covers ${:.0f}m of imports in {}; its shares are scaled by {:.4f} to the official ${:.0f}m", list,
      scaled.covered_musd, file, scaled.factor, budget));
  if (!scaled.capped.empty()) {
    action.notes.push_back(fmt::format("scaling filled {} whole; the rest went to the other sectors",
                                       fmt::format("{}", fmt::join(scaled.capped, ", "))));
  }
}

void from_file(const TomlTable& table, const std::vector<std::string>& sectors, const std::filesystem::path& folder,
               Action& action, TariffChange& change, std::vector<std::filesystem::path>& files) {
  table.know({"file", "list", "budget_musd"});
  table.require("list", "the name in the file's column 'list'");
  const std::string name = table.text("file");
  const std::string list = table.text("list");
  if (name.empty() || list.empty()) return;
  const std::filesystem::path path = (folder / name).lexically_normal();
  const std::optional<tariff::CoverageTable> coverage = open_coverage(table, "file", path);
  if (!coverage) return;
  if (!std::count(files.begin(), files.end(), path)) files.push_back(path);
  const std::vector<std::string> lists = coverage->lists();
  if (!text::contains(lists, list)) {
    const std::string near = did_you_mean(list, lists);
    table.problem(table.place("list"), fmt::format("no list '{}' in {}", list, name),
                  near.empty() ? fmt::format("it has {}", fmt::join(lists, ", ")) : near);
    return;
  }
  use_coverage_list(table, *coverage, list, sectors, action, change);
}

}  // namespace

std::optional<tariff::CoverageTable> open_coverage(const TomlTable& table, std::string_view key,
                                                   const std::filesystem::path& path) {
  std::vector<InputProblem> found;
  try {
    return tariff::read_coverage(path);
  } catch (const InputError& error) {
    found = error.problems();
  }
  for (InputProblem& each : found) {
    // Troubles with the file as a whole are shown at the line of the scenario that names it.
    if (each.place.line == 0) {
      each.message = each.place.file + ": " + each.message;
      each.place = table.place(key);
    }
    table.problem(std::move(each.place), std::move(each.message), std::move(each.hint));
  }
  return std::nullopt;
}

void use_coverage_list(const TomlTable& table, const tariff::CoverageTable& coverage, const std::string& list,
                       const std::vector<std::string>& sectors, Action& action, TariffChange& change) {
  const std::string name = std::filesystem::path(coverage.file).filename().string();
  const std::vector<tariff::CoverageRow> rows = rows_for(table, coverage, list, action, sectors);
  for (const tariff::CoverageRow& row : rows) {
    SectorCoverage covered{row.sector, row.coverage, fmt::format("{}, list '{}'", name, list),
                           row.exporter == "*" ? "" : row.exporter, table.place("list")};
    covered.rate = row.rate;
    if (row.exporter != "*") covered.official_musd = row.covered_musd;
    change.coverage.push_back(std::move(covered));
    const bool is_unrated = !change.rate && row.coverage > 0 && !row.rate;
    if (is_unrated) {
      table.problem(table.place("list"), fmt::format("list '{}' has no rates of its own in {}", list, name),
                    R"(rate = "+25%" gives one for all lines)");
      return;
    }
  }
  for (const std::string& sector : sectors) {
    if (std::none_of(rows.begin(), rows.end(), [&](const auto& row) { return row.sector == sector; })) {
      table.problem(table.place("list"), fmt::format("list '{}' has no row for sector '{}'", list, sector));
    }
  }
  const std::optional<double> budget = table.number("budget_musd");
  if (budget && !rows.empty()) scale(table, rows, name, *budget, action, change);
}

void read_coverage_of(const TomlTable& entry, const std::filesystem::path& folder, Action& action, TariffChange& change,
                      std::vector<std::filesystem::path>& files) {
  const std::vector<std::string> sectors = entry.words("sectors");
  const toml::node* node = entry.node("coverage");
  if (node == nullptr) {
    from_share(entry, sectors, 1.0, "the whole sector", change);
    return;
  }
  if (const toml::table* table = node->as_table()) {
    const TomlTable inner = entry.inner(*table, "coverage");
    if (inner.has("file") || inner.has("list")) {
      inner.require("file", "the coverage file, beside the scenario");
      from_file(inner, sectors, folder, action, change, files);
    } else if (table->empty()) {
      entry.problem(entry.place("coverage"), "is empty", coverage_forms);
    } else {
      from_table(inner, sectors, entry, change);
    }
    return;
  }
  if (!node->is_number()) {
    entry.problem(entry.place("coverage"), "does not say what is covered", coverage_forms);
    return;
  }
  if (const std::optional<double> share = entry.number("coverage")) from_share(entry, sectors, *share, "given", change);
}

}  // namespace parley::scenario
