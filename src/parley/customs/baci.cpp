#include "parley/customs/baci.hpp"

#include <fmt/format.h>

#include "parley/text/number.hpp"
#include "parley/text/trim.hpp"

namespace parley::customs {
namespace {

/// "BACI_HS17_Y2017_V202401b.csv" is HS2017; nothing where the name says nothing.
std::optional<std::string> edition_of_file(std::string_view file) {
  const std::size_t at = file.rfind("_HS");
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view digits = file.substr(at + 3, 2);
  if (!is_digits(digits)) return std::nullopt;
  return fmt::format("HS{}{}", digits[0] == '9' ? "19" : "20", digits);
}

std::string country(const text::CsvTable& csv, std::size_t row, std::size_t column, const CountryNames& countries,
                    ProblemList& problems) {
  if (const auto found = countries.by_number(text::trimmed(csv.cell(row, column)))) return *found;
  problems.add(csv.place(row, column), fmt::format("no country '{}'", csv.cell(row, column)),
               "name the country_codes file that comes with the data, with --countries");
  return "";
}

}  // namespace

void import_baci(const text::CsvTable& csv, const ImportOptions& options, Collector& collector) {
  const std::size_t year_column = csv.column("t");
  const std::size_t exporter = csv.column("i");
  const std::size_t importer = csv.column("j");
  const std::size_t product = csv.column("k");
  const std::size_t value = csv.column("v");
  const std::string nomenclature =
      options.nomenclature.empty() ? edition_of_file(csv.file()).value_or("") : options.nomenclature;
  if (nomenclature.empty()) {
    throw InputError({csv.file(), 0, 0, ""}, "the name of the file does not say which edition its codes are of",
                     "say it with --nomenclature HS2017");
  }
  ProblemList problems;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    collector.progress(row, csv.row_count());
    const std::optional<int> year = year_in(csv.cell(row, year_column));
    if (!year) problems.add(csv.place(row, year_column), fmt::format("'{}' is no year", csv.cell(row, year_column)));
    const std::optional<double> thousands =
        amount_at(csv, row, value, text::read_number, "thousand US dollars", problems);
    std::string code(text::trimmed(csv.cell(row, product)));
    if (code.size() == 5 && is_digits(code)) {
      code.insert(0, "0");
      collector.note("a leading zero was put back before a code of five digits");
    }
    TradeRow kept{.year = year.value_or(0),
                  .importer = country(csv, row, importer, options.countries, problems),
                  .exporter = country(csv, row, exporter, options.countries, problems),
                  .nomenclature = nomenclature,
                  .value_usd = thousands.value_or(0) * 1000,
                  .valuation = "fob"};
    const SizedCode sized = sized_code(code, options.digits);
    if (leave_out_by_code(sized, kept.value_usd, collector)) continue;
    kept.code = sized.code;
    collector.keep(std::move(kept));
  }
  problems.throw_if_any();
}

}  // namespace parley::customs
