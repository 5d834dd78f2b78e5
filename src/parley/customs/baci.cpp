#include "parley/customs/baci.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "parley/text/number.hpp"
#include "parley/text/trim.hpp"

namespace parley::customs {
namespace {

constexpr std::size_t baci_digits = 6;

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

struct BaciColumns {
  std::size_t year, exporter, importer, product, value;
};

/// Year, exporter, importer and product of a row in one number, for a file of ten million rows.
std::uint64_t packed(const text::CsvTable& csv, std::size_t row, const BaciColumns& columns) {
  const auto number = [&](std::size_t column) {
    return std::uint64_t{text::read_whole<std::uint32_t>(text::trimmed(csv.cell(row, column))).value_or(0)};
  };
  constexpr std::uint64_t countries = 1000;
  constexpr std::uint64_t products = 1'000'000;
  return ((number(columns.year) * countries + number(columns.exporter)) * countries + number(columns.importer)) *
             products +
         number(columns.product);
}

/// Refuses a flow that stands in the file twice.
void refuse_twice(const text::CsvTable& csv, const BaciColumns& columns, ProblemList& problems) {
  std::vector<std::pair<std::uint64_t, std::size_t>> seen;
  seen.reserve(csv.row_count());
  for (std::size_t row = 0; row < csv.row_count(); ++row) seen.emplace_back(packed(csv, row, columns), row);
  std::sort(seen.begin(), seen.end());
  for (std::size_t at = 1; at < seen.size(); ++at) {
    if (seen[at].first != seen[at - 1].first) continue;
    const std::size_t row = seen[at].second;
    problems.add(csv.place(row, columns.product),
                 fmt::format("{} from {} to {} appears twice", csv.cell(row, columns.product),
                             csv.cell(row, columns.exporter), csv.cell(row, columns.importer)),
                 fmt::format("line {} has it, too", csv.place(seen[at - 1].second, columns.product).line));
  }
}

}  // namespace

void import_baci(const text::CsvTable& csv, const ImportOptions& options, Collector& collector) {
  const BaciColumns columns{csv.column("t"), csv.column("i"), csv.column("j"), csv.column("k"), csv.column("v")};
  const std::string nomenclature =
      options.nomenclature.empty() ? edition_of_file(csv.file()).value_or("") : options.nomenclature;
  if (nomenclature.empty()) {
    throw InputError({csv.file(), 0, 0, ""}, "the name of the file does not say which edition its codes are of",
                     "say it with --nomenclature HS2017");
  }
  ProblemList problems;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    collector.progress(row, csv.row_count());
    const std::optional<int> year = year_in(csv.cell(row, columns.year));
    if (!year)
      problems.add(csv.place(row, columns.year), fmt::format("'{}' is not a year", csv.cell(row, columns.year)));
    const std::optional<double> thousands =
        amount_at(csv, row, columns.value, text::read_number, "thousand US dollars", problems);
    const std::optional<std::string> code = collector.code_at(csv, row, columns.product, problems);
    if (code && code->size() != baci_digits) {
      problems.add(csv.place(row, columns.product),
                   fmt::format("'{}' is not a code of six digits", csv.cell(row, columns.product)));
    }
    TradeRow kept{.year = year.value_or(0),
                  .importer = country(csv, row, columns.importer, options.countries, problems),
                  .exporter = country(csv, row, columns.exporter, options.countries, problems),
                  .nomenclature = nomenclature,
                  .code = code.value_or(""),
                  .value_usd = thousands.value_or(0) * 1000,
                  .valuation = "fob"};
    collector.keep(std::move(kept));
  }
  refuse_twice(csv, columns, problems);
  problems.throw_if_any();
  collector.name_unread(csv, {columns.year, columns.exporter, columns.importer, columns.product, columns.value});
}

}  // namespace parley::customs
