#include "parley/customs/dataweb.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
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
        year_(find_column(csv, {"Year"})) {
    find_values();
  }

  void run() {
    choose_measure();
    std::set<std::string> strangers;
    for (std::size_t row = 0; row < csv_.row_count(); ++row) {
      collector_.progress(row, csv_.row_count());
      for (const ValueColumn& column : values_) take(row, column, strangers);
    }
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

  void take(std::size_t row, const ValueColumn& column, std::set<std::string>& strangers) {
    const std::string_view cell = text::trimmed(csv_.cell(row, column.column));
    if (is_total(row)) {
      return collector_.leave_out("totals at the foot of the table", text::read_grouped_number(cell).value_or(0));
    }
    if (type_of(row, column) != measure_) return collector_.leave_out("another data type");
    if (cell.empty()) return collector_.leave_out("no value stated");
    ProblemList problems;
    const std::optional<double> value =
        amount_at(csv_, row, column.column, text::read_grouped_number, "US dollars", problems);
    problems.throw_if_any();
    if (*value == 0) return collector_.leave_out("no trade (zero)");
    std::string code(text::trimmed(csv_.cell(row, code_)));
    std::erase(code, '.');
    if (code.size() % 2 == 1 && is_digits(code)) {
      code.insert(0, "0");
      collector_.note("a leading zero was put back before a code with an odd number of digits");
    }
    const SizedCode sized = sized_code(code, options_.digits);
    if (leave_out_by_code(sized, *value, collector_)) return;
    const std::optional<int> year = column.year != 0 ? column.year : year_in(csv_.cell(row, *year_));
    if (!year) throw InputError(csv_.place(row, *year_), fmt::format("'{}' is no year", csv_.cell(row, *year_)));
    const std::optional<std::string> partner = partner_of(row);
    if (!partner) {
      strangers.insert(std::string(csv_.cell(row, *country_)));
      return;
    }
    const Measure& measure = *find_measure(measure_);
    collector_.keep({*year, measure.is_export ? *partner : "USA", measure.is_export ? "USA" : *partner,
                     options_.nomenclature.empty() ? "HTS" : options_.nomenclature, sized.code, *value,
                     measure.valuation});
  }

  [[nodiscard]] bool is_total(std::size_t row) const {
    const auto says_total = [](std::string_view cell) { return text::trimmed(cell).starts_with("Total"); };
    return says_total(csv_.cell(row, code_)) || (country_ && says_total(csv_.cell(row, *country_))) ||
           (type_ && says_total(csv_.cell(row, *type_)));
  }

  [[nodiscard]] std::optional<std::string> partner_of(std::size_t row) const {
    if (!country_) return "WLD";
    return options_.countries.by_name(text::trimmed(csv_.cell(row, *country_)));
  }

  const text::CsvTable& csv_;
  const ImportOptions& options_;
  Collector& collector_;
  std::size_t code_;
  std::optional<std::size_t> country_, type_, year_;
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
