#include "parley/customs/dataweb.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "parley/text/number.hpp"
#include "parley/text/trim.hpp"

namespace parley::customs {
namespace {

/// What a data type of DataWeb measures.
struct Measure {
  const char* name;
  bool is_export;
  const char* valuation;
};

constexpr Measure measures[] = {{"Customs Value", false, "customs"},
                                {"General Customs Value", false, "customs"},
                                {"CIF Imports Value", false, "cif"},
                                {"General CIF Imports Value", false, "cif"},
                                {"CIF Import Value", false, "cif"},
                                {"General CIF Imports Val", false, "cif"},
                                {"Dutiable Value", false, "dutiable"},
                                {"Calculated Duties", false, "duties"},
                                {"Landed Duty-Paid Value", false, "duty-paid"},
                                {"FAS Value", true, "fas"}};

const Measure* find_measure(std::string_view name) {
  for (const Measure& each : measures) {
    if (name == each.name) return &each;
  }
  return nullptr;
}

/// A column that holds values: of a year, or of the year that the row names.
struct ValueColumn {
  std::size_t column = 0;
  int year = 0;           ///< 0: the row's own
  std::string data_type;  ///< "": the row's own
};

class DataWeb {
 public:
  DataWeb(const text::CsvTable& csv, const ImportOptions& options, Collector& collector)
      : csv_(csv),
        options_(options),
        collector_(collector),
        code_(csv.column("HTS Number")),
        country_(find_column(csv, {"Country"})),
        type_(find_column(csv, {"Data Type"})),
        year_(find_column(csv, {"Year"})),
        month_(find_column(csv, {"Month"})) {
    find_values();
  }

  void run() {
    choose_measure();
    refuse_twice();
    find_partners();
    std::set<std::string> strangers;
    for (std::size_t row = 0; row < csv_.row_count(); ++row) {
      collector_.progress(row, csv_.row_count());
      for (const ValueColumn& column : values_) take(row, column, strangers);
    }
    name_part_years();
    say_excess();
    collector_.name_unread(csv_, read_columns());
    if (strangers.empty()) return;
    throw InputError(
        {csv_.file(), 0, 0, "column Country"}, fmt::format("no code for {}", fmt::join(strangers, ", ")),
        "add them to a file of country_code,country_name,country_iso2,country_iso3 and name it with --countries");
  }

 private:
  void find_values() {
    for (std::size_t at = 0; at < csv_.header().size(); ++at) {
      const std::string& name = csv_.header()[at];
      const std::string_view bare = name.starts_with("Year ") ? std::string_view(name).substr(5) : name;
      if (const auto year = year_in(bare); year && bare.size() == 4) values_.push_back({at, *year, ""});
      if (year_ && find_measure(name) != nullptr) values_.push_back({at, 0, name});
    }
    if (values_.empty()) {
      throw InputError({csv_.file(), 1, 0, ""}, "no column of values",
                       "columns named by year (2017), or a Year column and one named Customs Value, FAS Value, ...");
    }
  }

  [[nodiscard]] std::string type_of(std::size_t row, const ValueColumn& column) const {
    if (!column.data_type.empty()) return column.data_type;
    return type_ ? std::string(text::trimmed(csv_.cell(row, *type_))) : options_.measure;
  }

  void choose_measure() {
    measure_ = options_.measure;
    if (!measure_.empty()) {
      if (find_measure(measure_) == nullptr) {
        throw InputError({"", 0, 0, "--measure"}, fmt::format("no data type '{}'", measure_),
                         "Customs Value, General Customs Value, CIF Imports Value, FAS Value, Calculated Duties, ...");
      }
      return;
    }
    std::set<std::string> found;
    for (std::size_t row = 0; row < csv_.row_count(); ++row) {
      for (const ValueColumn& column : values_) {
        if (find_measure(type_of(row, column)) != nullptr) found.insert(type_of(row, column));
      }
    }
    if (found.size() == 1) {
      measure_ = *found.begin();
      return;
    }
    throw InputError({csv_.file(), 0, 0, ""},
                     found.empty() ? "no data type in US dollars that is known here"
                                   : fmt::format("has several data types: {}", fmt::join(found, ", ")),
                     "choose one with --measure");
  }

  /// Rows that differ in no cell but their values say the same flow twice.
  void refuse_twice() const {
    std::set<std::size_t> values;
    for (const ValueColumn& column : values_) values.insert(column.column);
    SeenRows seen;
    ProblemList problems;
    for (std::size_t row = 0; row < csv_.row_count(); ++row) {
      std::string words;
      for (std::size_t at = 0; at < csv_.header().size(); ++at) {
        if (!values.contains(at)) words += fmt::format("{}{}", words.empty() ? "" : ", ", csv_.cell(row, at));
      }
      seen.add(std::move(words), csv_.place(row, code_), problems);
    }
    problems.throw_if_any();
  }

  /// The codes and years that have a country of their own: only of these is the total of all countries a total.
  void find_partners() {
    for (std::size_t row = 0; row < csv_.row_count(); ++row) {
      if (is_total_of_countries(row)) continue;
      for (const ValueColumn& column : values_) partners_usd_[partner_key(row, column)] += dollars(row, column);
    }
  }

  [[nodiscard]] double dollars(std::size_t row, const ValueColumn& column) const {
    return text::read_grouped_number(text::trimmed(csv_.cell(row, column.column))).value_or(0);
  }

  void leave_out_total(const std::string& cause, double total_usd, double parts_usd) {
    collector_.leave_out(cause, total_usd);
    excess_usd_[cause] += std::max(0.0, total_usd - parts_usd);
  }

  /// What the foot of a column is the total of; nothing where the sheet has several data types.
  [[nodiscard]] double column_usd(const ValueColumn& column) const {
    double sum = 0;
    for (std::size_t row = 0; row < csv_.row_count(); ++row) {
      if (is_foot(row) || is_total_of_countries(row)) continue;
      if (type_of(row, column) != measure_) return std::numeric_limits<double>::infinity();
      sum += dollars(row, column);
    }
    return sum;
  }

  void say_excess() {
    constexpr double cent = 0.005;
    for (const auto& [cause, excess] : excess_usd_) {
      if (excess > cent) collector_.say(fmt::format("{}: {:.2f} US dollars more than their parts", cause, excess));
    }
  }

  [[nodiscard]] std::string partner_key(std::size_t row, const ValueColumn& column) const {
    return fmt::format("{}|{}|{}", text::trimmed(csv_.cell(row, code_)), type_of(row, column),
                       column.year != 0 ? std::to_string(column.year) : csv_.cell(row, *year_));
  }

  void name_part_years() {
    constexpr std::size_t months_of_a_year = 12;
    for (const auto& [year, months] : months_) {
      if (months.size() == months_of_a_year) continue;
      collector_.say(
          fmt::format("part year: {} has {} of 12 months ({})", year, months.size(), fmt::join(months, ", ")));
    }
  }

  [[nodiscard]] std::set<std::size_t> read_columns() const {
    std::set<std::size_t> columns{code_};
    for (const auto& each : {country_, type_, year_, month_}) {
      if (each) columns.insert(*each);
    }
    for (const ValueColumn& each : values_) columns.insert(each.column);
    return columns;
  }

  void take(std::size_t row, const ValueColumn& column, std::set<std::string>& strangers) {
    const std::string_view cell = text::trimmed(csv_.cell(row, column.column));
    if (is_foot(row)) {
      return leave_out_total("totals at the foot of the table", dollars(row, column), column_usd(column));
    }
    if (type_of(row, column) != measure_) return collector_.leave_out("another data type");
    if (cell.empty()) return collector_.leave_out("no value stated");
    ProblemList problems;
    const std::optional<double> value =
        amount_at(csv_, row, column.column, text::read_grouped_number, "US dollars", problems);
    problems.throw_if_any();
    if (*value == 0) return collector_.leave_out("no trade (zero)");
    if (const auto parts = partners_usd_.find(partner_key(row, column));
        is_total_of_countries(row) && parts != partners_usd_.end()) {
      return leave_out_total("all countries together, a total", *value, parts->second);
    }
    const std::optional<std::string> code = collector_.code_at(csv_, row, code_, problems);
    problems.throw_if_any();
    const std::optional<int> year = column.year != 0 ? column.year : year_in(csv_.cell(row, *year_));
    if (!year) throw InputError(csv_.place(row, *year_), fmt::format("'{}' is not a year", csv_.cell(row, *year_)));
    const std::optional<std::string> partner = partner_of(row);
    if (!partner) {
      strangers.insert(std::string(csv_.cell(row, *country_)));
      return;
    }
    if (month_) months_[*year].insert(std::string(text::trimmed(csv_.cell(row, *month_))));
    const Measure& measure = *find_measure(measure_);
    collector_.keep({*year, measure.is_export ? *partner : "USA", measure.is_export ? "USA" : *partner,
                     options_.nomenclature.empty() ? "HTS" : options_.nomenclature, *code, *value, measure.valuation});
  }

  static bool says_total(std::string_view cell) { return text::trimmed(cell).starts_with("Total"); }

  /// The row that ends a sheet: "Total:" in its first cell, and neither a code nor a country.
  [[nodiscard]] bool is_foot(std::size_t row) const {
    const auto is_blank = [&](std::size_t column) {
      return text::trimmed(csv_.cell(row, column)).empty() || says_total(csv_.cell(row, column));
    };
    const bool says = says_total(csv_.cell(row, code_)) || (type_ && says_total(csv_.cell(row, *type_))) ||
                      is_total_of_countries(row);
    return says && is_blank(code_) && (!country_ || is_blank(*country_));
  }

  [[nodiscard]] bool is_total_of_countries(std::size_t row) const {
    if (!country_) return false;
    const std::string_view cell = csv_.cell(row, *country_);
    return says_total(cell) || text::trimmed(cell) == "All Countries" || text::trimmed(cell) == "World";
  }

  [[nodiscard]] std::optional<std::string> partner_of(std::size_t row) const {
    if (!country_ || is_total_of_countries(row)) return "WLD";
    return options_.countries.by_name(text::trimmed(csv_.cell(row, *country_)));
  }

  const text::CsvTable& csv_;
  const ImportOptions& options_;
  Collector& collector_;
  std::size_t code_;
  std::optional<std::size_t> country_, type_, year_, month_;
  std::map<std::string, double> partners_usd_;  ///< by code, data type and year
  std::map<std::string, double> excess_usd_;    ///< of totals over their parts, by cause
  std::map<int, std::set<std::string>> months_;
  std::vector<ValueColumn> values_;
  std::string measure_;
};

}  // namespace

std::string dataweb_bytes(std::string bytes) {
  // The sheets begin with a title and a row count; their lines are blanked so that places keep their numbers.
  const std::size_t header = bytes.find("HTS Number");
  if (header == std::string::npos) return bytes;
  const std::size_t line = bytes.rfind('\n', header);
  if (line == std::string::npos) return bytes;
  const auto lines = std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(line) + 1, '\n');
  return std::string(static_cast<std::size_t>(lines), '\n') + bytes.substr(line + 1);
}

void import_dataweb(const text::CsvTable& csv, const ImportOptions& options, Collector& collector) {
  DataWeb(csv, options, collector).run();
}

}  // namespace parley::customs
