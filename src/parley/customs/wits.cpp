#include "parley/customs/wits.hpp"

#include <fmt/format.h>

#include <cmath>
#include <set>

#include "parley/text/trim.hpp"

namespace parley::customs {
namespace {

/// The columns of the bulk download (NomenCode, Reporter_ISO_N, ...) and of an advanced query (Reporter, DutyType, ...).
struct Columns {
  std::size_t nomenclature, reporter, year, product, rate;
  std::optional<std::size_t> partner, duty_type, lowest, highest, lines, without_rate;
};

Columns columns_of(const text::CsvTable& csv) {
  Columns c{};
  c.nomenclature = need_column(csv, {"Native Nomen", "NativeNomen", "NomenCode"});
  c.reporter = need_column(csv, {"Reporter", "Reporter_ISO_N"});
  c.year = need_column(csv, {"Tariff Year", "Year"});
  c.product = need_column(csv, {"Product", "ProductCode"});
  c.rate = need_column(csv, {"Simple Average", "SimpleAverage"});
  c.partner = find_column(csv, {"Partner"});
  c.duty_type = find_column(csv, {"DutyType", "Duty Type"});
  c.lowest = find_column(csv, {"Minimum Rate", "Min_Rate"});
  c.highest = find_column(csv, {"Maximum Rate", "Max_Rate"});
  c.lines = find_column(csv, {"Nbr of Total Lines", "TotalNoOfLines"});
  c.without_rate = find_column(csv, {"Nbr of NA Lines", "Nbr_NA_Lines"});
  return c;
}

/// MFN, PRF, AHS, BND; a bulk file without a column for it is MFN, or preferential where it names partners.
std::string kind_of(std::string_view duty_type, bool names_partners) {
  if (duty_type == "MFN") return "mfn";
  if (duty_type == "PRF" || duty_type == "PREF") return "preferential";
  if (duty_type == "AHS") return "applied";
  if (duty_type == "BND") return "bound";
  if (duty_type.empty()) return names_partners ? "preferential" : "mfn";
  return "";
}

/// A count of lines; some downloads write it as 3.0.
std::size_t count_at(const text::CsvTable& csv, std::size_t row, std::optional<std::size_t> column) {
  if (!column || text::trimmed(csv.cell(row, *column)).empty()) return 0;
  const double count = csv.number(row, *column);
  if (count < 0 || count > 1e6 || count != std::floor(count))
    throw InputError(csv.place(row, *column), fmt::format("{} is not a count of lines", count));
  return static_cast<std::size_t>(count);
}

double rate_at(const text::CsvTable& csv, std::size_t row, std::size_t column) {
  const double rate = csv.number(row, column);
  if (rate < 0 || rate > 100000) throw InputError(csv.place(row, column), fmt::format("{} % is not a duty", rate));
  return rate;
}

class Wits {
 public:
  Wits(const text::CsvTable& csv, const ImportOptions& options, Collector& collector)
      : csv_(csv), options_(options), collector_(collector), columns_(columns_of(csv)) {}

  [[nodiscard]] std::set<std::size_t> read_columns() const {
    std::set<std::size_t> read{columns_.nomenclature, columns_.reporter, columns_.year, columns_.product,
                               columns_.rate};
    for (const auto& each : {columns_.partner, columns_.duty_type, columns_.lowest, columns_.highest, columns_.lines,
                             columns_.without_rate}) {
      if (each) read.insert(*each);
    }
    return read;
  }

  void take(std::size_t row) {
    const std::string_view type = columns_.duty_type ? text::trimmed(csv_.cell(row, *columns_.duty_type)) : "";
    const std::string kind = kind_of(type, columns_.partner.has_value());
    if (kind.empty()) {
      throw InputError(csv_.place(row, *columns_.duty_type), fmt::format("no duty type '{}'", type),
                       "MFN, PRF, AHS or BND");
    }
    if (!options_.kind.empty() && kind != options_.kind) return collector_.leave_out("another kind of rate");
    const std::size_t lines = count_at(csv_, row, columns_.lines);
    const std::size_t without_rate = count_at(csv_, row, columns_.without_rate);
    // The source writes a mean of zero where no line has an ad valorem rate: that is no free entry.
    if (lines > 0 && without_rate >= lines) return collector_.leave_out("no line has an ad valorem rate");
    if (text::trimmed(csv_.cell(row, columns_.rate)).empty()) return collector_.leave_out("no rate stated");
    ProblemList problems;
    const std::optional<std::string> code = collector_.code_at(csv_, row, columns_.product, problems);
    problems.throw_if_any();
    TariffRow kept{.year = year(row),
                   .importer = country(row, columns_.reporter),
                   .exporter = columns_.partner ? country(row, *columns_.partner) : "WLD",
                   .nomenclature = nomenclature(row),
                   .code = *code,
                   .kind = kind,
                   .rate_pct = rate_at(csv_, row, columns_.rate),
                   .lines = lines,
                   .lines_without_rate = without_rate};
    if (columns_.lowest && !csv_.cell(row, *columns_.lowest).empty())
      kept.lowest_pct = rate_at(csv_, row, *columns_.lowest);
    if (columns_.highest && !csv_.cell(row, *columns_.highest).empty())
      kept.highest_pct = rate_at(csv_, row, *columns_.highest);
    if (without_rate > 0) collector_.note("some lines below the code have no ad valorem rate and are not in its mean");
    collector_.keep(std::move(kept), csv_.place(row, columns_.product));
  }

 private:
  [[nodiscard]] int year(std::size_t row) const {
    if (const auto found = year_in(csv_.cell(row, columns_.year))) return *found;
    throw InputError(csv_.place(row, columns_.year), fmt::format("'{}' is not a year", csv_.cell(row, columns_.year)));
  }

  [[nodiscard]] std::string nomenclature(std::size_t row) const {
    if (const auto edition = hs_edition(csv_.cell(row, columns_.nomenclature))) return *edition;
    if (!options_.nomenclature.empty()) return options_.nomenclature;
    throw InputError(
        csv_.place(row, columns_.nomenclature),
        fmt::format("'{}' is not an edition of the Harmonized System", csv_.cell(row, columns_.nomenclature)),
        "H0 to H6; or say which it is with --nomenclature HS2017");
  }

  std::string country(std::size_t row, std::size_t column) {
    const std::string_view cell = text::trimmed(csv_.cell(row, column));
    if (cell == "000" || cell == "0" || cell == "WLD") return "WLD";
    if (!is_digits(cell) && !cell.empty()) {
      if (cell.size() != 3 || is_digits(cell.substr(1)))
        collector_.note("a group of partners keeps its code in TRAINS");
      return std::string(cell);
    }
    if (const auto found = options_.countries.by_number(cell)) return *found;
    throw InputError(csv_.place(row, column), fmt::format("no country '{}'", cell),
                     "name a file of country codes with --countries");
  }

  const text::CsvTable& csv_;
  const ImportOptions& options_;
  Collector& collector_;
  Columns columns_;
};

}  // namespace

void import_wits(const text::CsvTable& csv, const ImportOptions& options, Collector& collector) {
  Wits wits(csv, options, collector);
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    collector.progress(row, csv.row_count());
    wits.take(row);
  }
  collector.name_unread(csv, wits.read_columns());
}

}  // namespace parley::customs
