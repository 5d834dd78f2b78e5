#include "parley/customs/comtrade.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <bit>
#include <map>
#include <set>
#include <utility>

#include "parley/customs/comtrade_columns.hpp"
#include "parley/text/number.hpp"
#include "parley/text/trim.hpp"

namespace parley::customs {
namespace {

enum class Flow { imports, exports, other };

Flow flow_of(std::string_view code, std::string_view name) {
  if (code == "M" || code == "1" || name == "Import" || name == "Imports") return Flow::imports;
  if (code == "X" || code == "2" || name == "Export" || name == "Exports") return Flow::exports;
  return Flow::other;
}

/// One row with its cells understood.
struct Row {
  std::size_t at = 0;
  int year = 0;
  Flow flow = Flow::other;
  std::string period, reporter, partner, code, nomenclature;
  std::optional<double> value;
  unsigned detail = 0;  ///< a bit for each of second partner, customs procedure, transport, supply that is no total
  [[nodiscard]] bool is_month() const { return period.size() == 6; }
};

std::string_view cell_of(const text::CsvTable& csv, std::size_t row, std::optional<std::size_t> column) {
  return column ? text::trimmed(csv.cell(row, *column)) : std::string_view();
}

bool is_world(std::string_view partner) { return partner == "WLD" || partner == "W00" || partner == "World"; }

/// What a row of a whole year, its months, the world and its partners have in common.
std::string flow_key(const Row& row, std::string_view period, std::string_view partner) {
  return fmt::format("{}|{}|{}|{}|{}|{}", row.year, period, row.reporter, partner, row.nomenclature, row.code);
}

class Comtrade {
 public:
  Comtrade(const text::CsvTable& csv, const ImportOptions& options, Collector& collector)
      : csv_(csv), options_(options), collector_(collector), columns_(comtrade_columns(csv)) {}

  void run() {
    read_rows();
    choose_flow();
    refuse_two_editions();
    refuse_twice();
    drop_months_of_whole_years();
    name_part_years();
    drop_parts_of_totals();
    drop_worlds_of_partners();
    for (const Row& row : rows_) keep(row);
    collector_.name_unread(csv_, columns_.read());
  }

 private:
  void read_rows() {
    ProblemList problems;
    for (std::size_t at = 0; at < csv_.row_count(); ++at) {
      collector_.progress(at, csv_.row_count());
      if (std::optional<Row> row = read_row(at, problems)) rows_.push_back(std::move(*row));
    }
    problems.throw_if_any();
  }

  std::optional<Row> read_row(std::size_t at, ProblemList& problems) {
    Row row{.at = at};
    if (!text::trimmed(csv_.cell(at, columns_.value)).empty()) {
      row.value = amount_at(csv_, at, columns_.value, text::read_grouped_number, "US dollars", problems);
      if (!row.value) return std::nullopt;
    }
    const std::optional<int> year = year_in(csv_.cell(at, columns_.year));
    if (!year) {
      problems.add(csv_.place(at, columns_.year), fmt::format("'{}' is not a year", csv_.cell(at, columns_.year)));
      return std::nullopt;
    }
    const std::optional<std::string> code = collector_.code_at(csv_, at, columns_.code, problems);
    if (!code) return std::nullopt;
    row.code = *code;
    row.year = *year;
    row.flow = flow_of(cell_of(csv_, at, columns_.flow_code), cell_of(csv_, at, columns_.flow_name));
    row.period = cell_of(csv_, at, columns_.period);
    row.reporter = country(at, columns_.reporter_iso, columns_.reporter_number, problems);
    row.partner = country(at, columns_.partner_iso, columns_.partner_number, problems);
    row.nomenclature = nomenclature(at, problems);
    row.detail = detail(at);
    return row;
  }

  std::string country(std::size_t at, std::optional<std::size_t> iso, std::optional<std::size_t> number,
                      ProblemList& problems) const {
    const std::string_view letters = cell_of(csv_, at, iso);
    if (is_world(letters)) return "WLD";
    if (!letters.empty() && letters != "N/A") return std::string(letters);
    const std::string_view digits = cell_of(csv_, at, number);
    if (digits == "0") return "WLD";
    if (const auto found = options_.countries.by_number(digits)) return *found;
    problems.add(csv_.place(at, iso ? *iso : *number), fmt::format("no country for '{}'", digits),
                 "name a file of country codes with --countries");
    return "";
  }

  std::string nomenclature(std::size_t at, ProblemList& problems) const {
    const std::string_view cell = cell_of(csv_, at, columns_.classification);
    if (const auto edition = hs_edition(cell)) return *edition;
    if (!options_.nomenclature.empty()) return options_.nomenclature;
    problems.add(csv_.place(at, columns_.classification ? *columns_.classification : columns_.code),
                 fmt::format("'{}' is not an edition of the Harmonized System", cell),
                 "H0 to H6; or say which it is with --nomenclature HS2017");
    return "";
  }

  [[nodiscard]] unsigned detail(std::size_t at) const {
    const auto is_part = [&](std::optional<std::size_t> column, std::initializer_list<const char*> totals) {
      const std::string_view cell = cell_of(csv_, at, column);
      return !cell.empty() && std::find(totals.begin(), totals.end(), cell) == totals.end();
    };
    return (is_part(columns_.second_partner, {"0"}) ? 1U : 0U) | (is_part(columns_.customs, {"C00", "0"}) ? 2U : 0U) |
           (is_part(columns_.transport, {"0"}) ? 4U : 0U) | (is_part(columns_.supply, {"0"}) ? 8U : 0U);
  }

  void choose_flow() {
    const auto has = [&](Flow flow) {
      return std::any_of(rows_.begin(), rows_.end(), [&](const Row& row) { return row.flow == flow; });
    };
    if (options_.flow.empty() && has(Flow::imports) && has(Flow::exports)) {
      throw InputError({csv_.file(), 0, 0, ""}, "has imports and exports",
                       "choose with --flow import or --flow export");
    }
    flow_ = options_.flow == "export" || (options_.flow.empty() && !has(Flow::imports)) ? Flow::exports : Flow::imports;
    std::erase_if(rows_, [&](const Row& row) {
      if (row.flow == flow_) return false;
      collector_.leave_out(row.flow == Flow::other ? "re-exports, re-imports and other flows" : "the other flow",
                           row.value.value_or(0));
      return true;
    });
  }

  /// A flow that a file has under two editions of the Harmonized System would be added up twice by whoever reads it.
  void refuse_two_editions() const {
    std::map<std::string, const Row*> first;
    for (const Row& row : rows_) {
      const auto [found, is_new] = first.emplace(fmt::format("{}|{}|{}", row.year, row.reporter, row.partner), &row);
      if (is_new || found->second->nomenclature == row.nomenclature) continue;
      throw InputError(csv_.place(row.at, columns_.code),
                       fmt::format("the trade of {} with {} in {} is there under {} and {}", row.reporter, row.partner,
                                   row.year, found->second->nomenclature, row.nomenclature),
                       fmt::format("keep the rows of one of them; line {} has the other",
                                   csv_.place(found->second->at, columns_.code).line));
    }
  }

  void refuse_twice() const {
    SeenRows seen;
    ProblemList problems;
    for (const Row& row : rows_) {
      std::string words = fmt::format("{} {} {} of {}", row.reporter, row.partner, row.code,
                                      row.period.empty() ? std::to_string(row.year) : row.period);
      if ((row.detail & 1U) != 0) words += fmt::format(" over {}", cell_of(csv_, row.at, columns_.second_partner));
      if ((row.detail & 2U) != 0) words += fmt::format(" procedure {}", cell_of(csv_, row.at, columns_.customs));
      if ((row.detail & 4U) != 0) words += fmt::format(" transport {}", cell_of(csv_, row.at, columns_.transport));
      if ((row.detail & 8U) != 0) words += fmt::format(" supply {}", cell_of(csv_, row.at, columns_.supply));
      seen.add(std::move(words), csv_.place(row.at, columns_.code), problems);
    }
    problems.throw_if_any();
  }

  void drop_months_of_whole_years() {
    std::set<std::string> whole;
    for (const Row& row : rows_) {
      if (!row.is_month()) whole.insert(flow_key(row, "", row.partner));
    }
    std::erase_if(rows_, [&](const Row& row) {
      if (!row.is_month() || !whole.contains(flow_key(row, "", row.partner))) return false;
      collector_.leave_out("months of a year that is there as a whole", row.value.value_or(0));
      return true;
    });
  }

  void name_part_years() const {
    constexpr std::size_t months_of_a_year = 12;
    std::map<std::pair<std::string, int>, std::set<std::string>> months;
    for (const Row& row : rows_) {
      if (row.is_month()) months[{row.reporter, row.year}].insert(row.period.substr(4));
    }
    std::vector<std::string> names;
    for (const auto& [year, found] : months) {
      if (found.size() == months_of_a_year) continue;
      names.push_back(
          fmt::format("{} {} has {} of 12 months ({})", year.first, year.second, found.size(), fmt::join(found, ", ")));
    }
    if (!names.empty()) collector_.say(fmt::format("part years: {}", fmt::join(names, "; ")));
  }

  /// A total over transport, procedures and second partners is taken before its parts; of partial totals the coarsest.
  void drop_parts_of_totals() {
    const auto coarser = [](unsigned a, unsigned b) {
      return std::pair{std::popcount(a), a} < std::pair{std::popcount(b), b};
    };
    std::map<std::string, unsigned> coarsest;
    for (const Row& row : rows_) {
      const auto [found, is_new] = coarsest.emplace(flow_key(row, row.period, row.partner), row.detail);
      if (!is_new && coarser(row.detail, found->second)) found->second = row.detail;
    }
    std::erase_if(rows_, [&](const Row& row) {
      if (row.detail == coarsest.at(flow_key(row, row.period, row.partner))) return false;
      collector_.leave_out("parts by transport, customs procedure or second partner of a total that is there",
                           row.value.value_or(0));
      return true;
    });
  }

  /// The world as partner is a total where the same reporter, period and code has partners.
  void drop_worlds_of_partners() {
    std::map<std::string, double> partners, worlds;
    for (const Row& row : rows_) {
      if (row.value && !is_world(row.partner)) partners[flow_key(row, row.period, "")] += *row.value;
    }
    std::erase_if(rows_, [&](const Row& row) {
      const std::string key = flow_key(row, row.period, "");
      if (!row.value || !is_world(row.partner) || !partners.contains(key)) return false;
      worlds[key] += *row.value;
      collector_.leave_out("the world as partner, a total", *row.value);
      return true;
    });
    constexpr double cent = 0.005;
    double excess = 0;
    for (const auto& [key, dollars] : worlds) excess += std::max(0.0, dollars - partners.at(key));
    if (excess > cent) {
      collector_.say(fmt::format("the world as partner exceeds the partners in the file by {:.2f} US dollars", excess));
    }
  }

  /// What the row's own columns say; the usual valuation of the flow where they do not tell.
  [[nodiscard]] std::string valuation(const Row& row) const {
    const auto is_value = [&](std::optional<std::size_t> column) {
      const std::string_view cell = cell_of(csv_, row.at, column);
      return !cell.empty() && text::read_grouped_number(cell) == row.value;
    };
    const bool is_cif = is_value(columns_.cif);
    const bool is_fob = is_value(columns_.fob);
    if (is_cif != is_fob) return is_cif ? "cif" : "fob";
    return flow_ == Flow::imports ? "cif" : "fob";
  }

  void keep(const Row& row) {
    if (!row.value) return collector_.leave_out("no value stated");
    const bool imports = flow_ == Flow::imports;
    const std::string how = valuation(row);
    if (row.detail != 0) collector_.note("parts by transport, customs procedure or second partner added up");
    if (row.is_month()) collector_.note("months added up to years");
    if (imports && how == "fob") collector_.note("imports that their row values fob");
    if (!imports && how == "cif") collector_.note("exports that their row values cif");
    collector_.keep({row.year, imports ? row.reporter : row.partner, imports ? row.partner : row.reporter,
                     row.nomenclature, row.code, *row.value, how});
  }

  const text::CsvTable& csv_;
  const ImportOptions& options_;
  Collector& collector_;
  ComtradeColumns columns_;
  std::vector<Row> rows_;
  Flow flow_ = Flow::imports;
};

}  // namespace

void import_comtrade(const text::CsvTable& csv, const ImportOptions& options, Collector& collector) {
  Comtrade(csv, options, collector).run();
}

}  // namespace parley::customs
