#include "parley/data/sector_table.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <optional>

namespace parley::data {

Array<Country, Sector> sector_table(const text::CsvTable& table, std::string_view column, const Economy& labels) {
  Array<Country, Sector> values(labels.country_count(), labels.sector_count());
  values.fill(std::numeric_limits<double>::quiet_NaN());
  const std::size_t country_column = table.column("country");
  const std::size_t sector_column = table.column("sector");
  const std::size_t value_column = table.column(column);
  ProblemList problems;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string country_code(table.cell(row, country_column));
    const std::string sector_code(table.cell(row, sector_column));
    const std::optional<Country> n = labels.find_country(country_code);
    const std::optional<Sector> s = labels.find_sector(sector_code);
    if (!n)
      problems.add(table.place(row, country_column), fmt::format("no country '{}'", country_code),
                   did_you_mean(country_code, labels.country_codes()));
    if (!s)
      problems.add(table.place(row, sector_column), fmt::format("no sector '{}'", sector_code),
                   did_you_mean(sector_code, labels.sector_codes()));
    if (!n || !s) continue;
    if (!std::isnan(values(*n, *s))) {
      problems.add(table.place(row, sector_column), fmt::format("{} {} has two rows", country_code, sector_code));
      continue;
    }
    const double value = table.number(row, value_column);
    if (value < 0) problems.add(table.place(row, value_column), fmt::format("{} is negative", value));
    values(*n, *s) = value;
  }
  problems.throw_if_any();
  return values;
}

}  // namespace parley::data
