#include "parley/tariff/coverage_build.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "parley/tariff/row_selection.hpp"
#include "parley/text/csv.hpp"

namespace parley::tariff {
namespace {

/// The value of the longest key that `code` begins with.
const std::string* longest_prefix(const std::map<std::string, std::string>& values, std::string_view code) {
  for (std::size_t length = code.size(); length > 0; --length) {
    const auto found = values.find(std::string(code.substr(0, length)));
    if (found != values.end()) return &found->second;
  }
  return nullptr;
}

/// Commodity codes -> sectors.
class SectorFinder {
 public:
  SectorFinder(const SectorMap& map, const std::filesystem::path& sources) : map_(map) {
    const SelectedRows selected = select(map.concordance, sources);
    const std::size_t code = selected.csv.column(map.code_column);
    const std::size_t kind = selected.csv.column(map.class_column);
    for (const std::size_t row : selected.rows) {
      class_of_.emplace(selected.csv.cell(row, code), selected.csv.cell(row, kind));
    }
  }
  /// The sector, or nothing for codes (confidential, special provisions) that belong to none.
  [[nodiscard]] const std::string* sector(std::string_view code) const {
    if (const std::string* found = longest_prefix(map_.sector_of_hs, code)) return found;
    const std::string* kind = longest_prefix(class_of_, code);
    return kind == nullptr ? nullptr : longest_prefix(map_.sector_of_class, *kind);
  }

 private:
  const SectorMap& map_;
  std::map<std::string, std::string> class_of_;
};

struct TradeRow {
  std::string code;
  const std::string* sector;
  double value_musd;
};

struct Trade {
  std::vector<TradeRow> rows;
  TradeTotal total;
};

Trade read_trade(const TradeSource& source, const SectorFinder& sectors, const std::filesystem::path& folder) {
  const SelectedRows selected = select(source.rows, folder);
  const std::size_t code = selected.csv.column(source.code_column);
  const std::size_t value = selected.csv.column(source.value_column);
  Trade trade;
  trade.total.trade = source.id;
  std::set<std::string> seen;
  ProblemList problems;
  for (const std::size_t row : selected.rows) {
    TradeRow entry{std::string(selected.csv.cell(row, code)), nullptr,
                   selected.csv.number(row, value) * source.unit_musd};
    if (!seen.insert(entry.code).second) {
      problems.add(selected.csv.place(row, code), fmt::format("code {} appears twice", entry.code),
                   "select one year and partner with 'where'");
    }
    if (entry.value_musd < 0) problems.add(selected.csv.place(row, value), "imports are negative");
    entry.sector = sectors.sector(entry.code);
    trade.total.total_musd += entry.value_musd;
    trade.rows.push_back(std::move(entry));
  }
  problems.throw_if_any();
  if (source.official_musd && trade.total.total_musd > 0) {
    trade.total.factor = *source.official_musd / trade.total.total_musd;
    trade.total.total_musd = *source.official_musd;
  }
  std::vector<std::pair<double, std::string>> unmapped;
  for (TradeRow& row : trade.rows) {
    row.value_musd *= trade.total.factor;
    if (row.sector != nullptr || row.value_musd <= 0) continue;
    trade.total.unmapped_musd += row.value_musd;
    unmapped.push_back({row.value_musd, row.code});
  }
  std::sort(unmapped.rbegin(), unmapped.rend());
  for (std::size_t at = 0; at < std::min<std::size_t>(5, unmapped.size()); ++at) {
    trade.total.largest_unmapped.push_back(fmt::format("{} {:.1f}", unmapped[at].second, unmapped[at].first));
  }
  return trade;
}

/// The lines of a schedule that have none below them, sorted.
std::vector<std::string> read_schedule(const std::pair<RowSelection, std::string>& schedule,
                                       const std::filesystem::path& sources) {
  const SelectedRows selected = select(schedule.first, sources);
  const std::size_t column = selected.csv.column(schedule.second);
  std::vector<std::string> codes;
  for (const std::size_t row : selected.rows) {
    if (!selected.csv.cell(row, column).empty()) codes.emplace_back(selected.csv.cell(row, column));
  }
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  std::vector<std::string> leaves;
  for (std::size_t at = 0; at < codes.size(); ++at) {
    if (at + 1 == codes.size() || !codes[at + 1].starts_with(codes[at])) leaves.push_back(codes[at]);
  }
  return leaves;
}

/// The codes of a list, some perhaps longer than others.
class CodeSet {
 public:
  void insert(std::string code) {
    lengths_.insert(code.size());
    codes_.insert(std::move(code));
  }
  [[nodiscard]] const std::set<std::string>& codes() const { return codes_; }
  /// Whether the list names the code or a shorter one that it belongs to.
  [[nodiscard]] bool covers(std::string_view code) const {
    return std::any_of(lengths_.begin(), lengths_.end(), [&](std::size_t length) {
      return length <= code.size() && codes_.count(std::string(code.substr(0, length))) > 0;
    });
  }
  /// Whether the list names a code below this one.
  [[nodiscard]] bool goes_below(std::string_view code) const {
    const auto next = codes_.lower_bound(std::string(code));
    return next != codes_.end() && next->starts_with(code);
  }

 private:
  std::set<std::string> codes_;
  std::set<std::size_t> lengths_;
};

CodeSet read_list(const LineList& list, const std::filesystem::path& sources) {
  CodeSet set;
  for (const std::string& prefix : list.prefixes) set.insert(prefix);
  if (list.rows) {
    const SelectedRows selected = select(*list.rows, sources);
    std::vector<std::size_t> columns;
    for (const std::string& name : list.code_columns) columns.push_back(selected.csv.column(name));
    for (const std::size_t row : selected.rows) {
      const auto filled = std::find_if(columns.begin(), columns.end(),
                                       [&](std::size_t column) { return !selected.csv.cell(row, column).empty(); });
      if (filled == columns.end()) throw InputError(selected.csv.place(row, columns.front()), "the code is empty");
      set.insert(std::string(selected.csv.cell(row, *filled)));
    }
  }
  if (list.expected_lines && *list.expected_lines != set.codes().size()) {
    throw InputError(list.place, fmt::format("list '{}' has {} lines, expected {}", list.id, set.codes().size(),
                                             *list.expected_lines));
  }
  return set;
}

/// The listed share of the schedule lines below a code that the list names only in part.
double listed_share(const CodeSet& list, const std::vector<std::string>& schedule, std::string_view code) {
  std::size_t lines = 0;
  std::size_t listed = 0;
  for (auto line = std::lower_bound(schedule.begin(), schedule.end(), code);
       line != schedule.end() && line->starts_with(code); ++line) {
    ++lines;
    if (list.covers(*line)) ++listed;
  }
  return lines == 0 ? 0 : static_cast<double>(listed) / static_cast<double>(lines);
}

std::size_t count_untraded(const CodeSet& list, const std::vector<std::string>& schedule,
                           const std::vector<const Trade*>& trades) {
  std::set<std::string> known(schedule.begin(), schedule.end());
  for (const Trade* trade : trades) {
    for (const TradeRow& row : trade->rows) known.insert(row.code);
  }
  std::size_t untraded = 0;
  for (const std::string& code : list.codes()) {
    const auto next = known.lower_bound(code);
    if (next == known.end() || !next->starts_with(code)) ++untraded;
  }
  return untraded;
}

using SectorSums = std::map<std::string, std::pair<double, double>>;  // sector -> covered, total

SectorSums sums_by_sector(const Trade& trade, const CodeSet& list, const std::vector<std::string>& schedule) {
  SectorSums sums;
  for (const TradeRow& row : trade.rows) {
    if (row.sector == nullptr) continue;
    double share = 0;
    if (list.covers(row.code)) {
      share = 1;
    } else if (list.goes_below(row.code)) {
      share = listed_share(list, schedule, row.code);
    }
    auto& [covered, total] = sums[*row.sector];
    covered += share * row.value_musd;
    total += row.value_musd;
  }
  return sums;
}

double rounded(double value, double unit) { return std::round(value / unit) * unit; }

CoverageRow make_row(const LineList& list, const std::string& importer, const std::string& exporter,
                     const std::string& sector, double covered, double total) {
  return {list.id,
          importer,
          exporter,
          sector,
          covered,
          total,
          total > 0 ? std::min(1.0, rounded(covered / total, 1e-6)) : 0};
}

void add_list(BuiltCoverage& built, const LineList& list, const CoverageRecipe& recipe,
              const std::map<std::string, Trade>& trades, const std::filesystem::path& sources) {
  const CodeSet codes = read_list(list, sources);
  std::vector<const TradeSource*> used;
  for (const TradeSource& source : recipe.trade) {
    if (std::find(list.trade.begin(), list.trade.end(), source.id) != list.trade.end()) used.push_back(&source);
  }
  if (used.empty()) throw InputError(list.place, "names no trade");
  std::vector<std::string> schedule;
  const auto found = recipe.schedules.find(used.front()->importer);
  if (found != recipe.schedules.end()) schedule = read_schedule(found->second, sources);

  std::vector<std::pair<std::string, SectorSums>> by_exporter;
  std::set<std::string> hit;
  SectorSums pooled;
  std::vector<const Trade*> its_trade;
  for (const TradeSource* source : used) {
    its_trade.push_back(&trades.at(source->id));
    by_exporter.push_back({source->exporter, sums_by_sector(trades.at(source->id), codes, schedule)});
    for (const auto& [sector, sum] : by_exporter.back().second) {
      if (sum.first > 0) hit.insert(sector);
      pooled[sector].first += sum.first;
      pooled[sector].second += sum.second;
    }
  }
  ListTotal total{list.id, codes.codes().size(), count_untraded(codes, schedule, its_trade), {}};
  if (list.pooled) by_exporter.push_back({"*", pooled});
  for (auto& [exporter, sums] : by_exporter) {
    double covered = 0;
    for (const std::string& sector : hit) {
      built.table.rows.push_back(
          make_row(list, used.front()->importer, exporter, sector, sums[sector].first, sums[sector].second));
      covered += sums[sector].first;
    }
    total.covered_musd.push_back({exporter, covered});
  }
  built.lists.push_back(std::move(total));
}

}  // namespace

BuiltCoverage build_coverage(const CoverageRecipe& recipe, const std::filesystem::path& sources) {
  const SectorFinder sectors(recipe.sectors, sources);
  std::map<std::string, Trade> trades;
  BuiltCoverage built;
  for (const TradeSource& source : recipe.trade) {
    Trade trade = read_trade(source, sectors, sources);
    built.trade.push_back(trade.total);
    trades.emplace(source.id, std::move(trade));
  }
  for (const LineList& list : recipe.lists) add_list(built, list, recipe, trades, sources);
  return built;
}

std::string coverage_csv(const CoverageRecipe& recipe, const BuiltCoverage& built) {
  std::string out = fmt::format("# {}\n", recipe.title);
  for (const std::string& note : recipe.notes) out += fmt::format("# {}\n", note);
  for (std::size_t at = 0; at < built.trade.size(); ++at) {
    const TradeTotal& total = built.trade[at];
    out += fmt::format("# trade {}: {:.3f} million USD", total.trade, total.total_musd);
    if (total.factor != 1) out += fmt::format(" (the file's own total times {:.6f})", total.factor);
    out += fmt::format("; {:.3f} belong to no sector and are left out", total.unmapped_musd);
    if (!total.largest_unmapped.empty()) out += fmt::format(" (largest: {})", fmt::join(total.largest_unmapped, ", "));
    out += fmt::format(". Source: {}\n", recipe.trade[at].source);
  }
  for (std::size_t at = 0; at < built.lists.size(); ++at) {
    const ListTotal& total = built.lists[at];
    out += fmt::format("# list {}: {} lines", total.list, total.lines);
    if (total.untraded_lines > 0) out += fmt::format(", {} of them not in the data", total.untraded_lines);
    for (const auto& [exporter, covered] : total.covered_musd) out += fmt::format("; {} {:.3f}", exporter, covered);
    out += fmt::format(" million USD. Source: {}\n", recipe.lists[at].source);
  }
  out += "list,importer,exporter,sector,covered_musd,total_musd,coverage\n";
  for (const CoverageRow& row : built.table.rows) {
    out += fmt::format("{},{},{},{},{:.3f},{:.3f},{:.6f}\n", row.list, row.importer, row.exporter, row.sector,
                       row.covered_musd, row.total_musd, row.coverage);
  }
  return out;
}

}  // namespace parley::tariff
