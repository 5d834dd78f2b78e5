#include "parley/customs/comtrade.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <set>
#include <utility>

#include "parley/text/number.hpp"
#include "parley/text/trim.hpp"

namespace parley::customs {
namespace {

/// The columns of a Comtrade download, under the names of the site until 2022 and since.
struct Columns {
  std::optional<std::size_t> classification, period, flow_code, flow_name, reporter_iso, reporter_number, partner_iso,
      partner_number, second_partner, customs, transport, supply;
  std::size_t year, code, value;
};

Columns columns_of(const text::CsvTable& csv) {
  Columns c{};
  c.classification = find_column(csv, {"Classification", "classificationCode"});
  c.period = find_column(csv, {"Period", "period"});
  c.flow_code = find_column(csv, {"Trade Flow Code", "flowCode"});
  c.flow_name = find_column(csv, {"Trade Flow", "flowDesc"});
  c.reporter_iso = find_column(csv, {"Reporter ISO", "reporterISO"});
  c.reporter_number = find_column(csv, {"Reporter Code", "reporterCode"});
  c.partner_iso = find_column(csv, {"Partner ISO", "partnerISO"});
  c.partner_number = find_column(csv, {"Partner Code", "partnerCode"});
  c.second_partner = find_column(csv, {"2nd Partner Code", "partner2Code"});
  c.customs = find_column(csv, {"Customs Proc. Code", "customsCode"});
  c.transport = find_column(csv, {"Mode of Transport Code", "motCode"});
  c.supply = find_column(csv, {"mosCode"});
  c.year = need_column(csv, {"Year", "refYear"});
  c.code = need_column(csv, {"Commodity Code", "cmdCode"});
  c.value = need_column(csv, {"Trade Value (US$)", "primaryValue"});
  if (!c.flow_code && !c.flow_name) (void)csv.column("flowCode");
  if (!c.reporter_iso && !c.reporter_number) (void)csv.column("reporterISO");
  if (!c.partner_iso && !c.partner_number) (void)csv.column("partnerISO");
  return c;
}

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

class Comtrade {
 public:
  Comtrade(const text::CsvTable& csv, const ImportOptions& options, Collector& collector)
      : csv_(csv), options_(options), collector_(collector), columns_(columns_of(csv)) {}

  void run() {
    read_rows();
    choose_flow();
    drop_months_of_whole_years();
    const bool has_partners =
        std::any_of(rows_.begin(), rows_.end(), [](const Row& r) { return !is_world(r.partner); });
    find_coarsest();
    std::set<std::tuple<std::string, unsigned, bool>> seen;
    for (const Row& row : rows_) take(row, has_partners, seen);
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
      problems.add(csv_.place(at, columns_.year), fmt::format("'{}' is no year", csv_.cell(at, columns_.year)));
      return std::nullopt;
    }
    row.year = *year;
    row.flow = flow_of(cell_of(csv_, at, columns_.flow_code), cell_of(csv_, at, columns_.flow_name));
    row.period = cell_of(csv_, at, columns_.period);
    row.reporter = country(at, columns_.reporter_iso, columns_.reporter_number, problems);
    row.partner = country(at, columns_.partner_iso, columns_.partner_number, problems);
    row.code = text::trimmed(csv_.cell(at, columns_.code));
    row.nomenclature = nomenclature(at, problems);
    row.detail = detail(at);
    return row;
  }

  std::string country(std::size_t at, std::optional<std::size_t> iso, std::optional<std::size_t> number,
                      ProblemList& problems) const {
    const std::string_view letters = cell_of(csv_, at, iso);
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
                 fmt::format("'{}' is no edition of the Harmonized System", cell),
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

  void drop_months_of_whole_years() {
    std::set<int> whole;
    for (const Row& row : rows_) {
      if (!row.is_month()) whole.insert(row.year);
    }
    std::erase_if(rows_, [&](const Row& row) {
      if (!row.is_month() || !whole.contains(row.year)) return false;
      collector_.leave_out("months of a year that is there as a whole", row.value.value_or(0));
      return true;
    });
  }

  static std::string key_of(const Row& row) {
    return fmt::format("{}|{}|{}|{}|{}|{}", row.year, row.period, row.reporter, row.partner, row.nomenclature,
                       row.code);
  }

  /// A total over transport, procedures and second partners is taken before its parts; of partial totals the coarsest.
  void find_coarsest() {
    const auto coarser = [](unsigned a, unsigned b) {
      return std::pair{std::popcount(a), a} < std::pair{std::popcount(b), b};
    };
    for (const Row& row : rows_) {
      const auto [found, is_new] = coarsest_.emplace(key_of(row), row.detail);
      if (!is_new && coarser(row.detail, found->second)) found->second = row.detail;
    }
  }

  void take(const Row& row, bool has_partners, std::set<std::tuple<std::string, unsigned, bool>>& seen) {
    const double value = row.value.value_or(0);
    if (!row.value) return collector_.leave_out("no value stated");
    if (has_partners && is_world(row.partner)) return collector_.leave_out("the world as partner, a total", value);
    const std::string key = key_of(row);
    if (row.detail != coarsest_.at(key)) {
      return collector_.leave_out("parts by transport, customs procedure or second partner of a total that is there",
                                  value);
    }
    if (row.detail == 0 && !seen.insert({key, row.detail, true}).second) {
      throw InputError(csv_.place(row.at, columns_.code),
                       fmt::format("{} {} {} appears twice", row.reporter, row.partner, row.code));
    }
    const SizedCode code = sized_code(row.code, options_.digits);
    if (leave_out_by_code(code, value, collector_)) return;
    if (row.detail != 0) collector_.note("parts by transport, customs procedure or second partner added up");
    if (row.is_month()) collector_.note("months added up to years");
    const std::string partner = is_world(row.partner) ? "WLD" : row.partner;
    const bool imports = flow_ == Flow::imports;
    collector_.keep({row.year, imports ? row.reporter : partner, imports ? partner : row.reporter, row.nomenclature,
                     code.code, value, imports ? "cif" : "fob"});
  }

  const text::CsvTable& csv_;
  const ImportOptions& options_;
  Collector& collector_;
  Columns columns_;
  std::vector<Row> rows_;
  Flow flow_ = Flow::imports;
  std::map<std::string, unsigned> coarsest_;
};

}  // namespace

std::string comtrade_bytes(std::string bytes) {
  // Downloads since 2022 end every row but the header with a comma.
  const std::size_t header = bytes.find('\n');
  if (header == std::string::npos) return bytes;
  const auto last_of = [&](std::size_t begin, std::size_t end) {
    return end > begin && bytes[end - 1] == '\r' ? end - 1 : end;
  };
  const std::size_t header_end = last_of(0, header);
  const std::size_t row = std::min(bytes.find('\n', header + 1), bytes.size());
  const std::size_t row_end = last_of(header + 1, row);
  const bool header_ends_open = header_end > 0 && bytes[header_end - 1] == ',';
  if (row_end > header + 1 && bytes[row_end - 1] == ',' && !header_ends_open &&
      bytes.compare(0, header_end, "Classification", 0, 14) != 0) {
    bytes.insert(header_end, ",(nothing)");
  }
  return bytes;
}

void import_comtrade(const text::CsvTable& csv, const ImportOptions& options, Collector& collector) {
  Comtrade(csv, options, collector).run();
}

}  // namespace parley::customs
