#include "parley/replicate/ossa_2014.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/base/error.hpp"
#include "parley/replicate/cube.hpp"
#include "parley/text/csv.hpp"

namespace parley::replicate::ossa {

using model::FixedFirmsEconomy;

std::size_t position(const std::vector<std::string>& names, std::string_view name, const Place& place) {
  return position_of(names, name, place);
}

TariffCube read_cube(const std::filesystem::path& file, const FixedFirmsEconomy& labels) {
  return replicate::read_cube(file, labels.sectors, labels.countries);
}

FixedFirmsEconomy read_economy(const std::filesystem::path& folder, const char* trade) {
  FixedFirmsEconomy economy;
  const text::CsvTable table = text::read_csv(folder / "sigma_lambda.csv");
  for (const std::string& column : table.header()) {
    constexpr std::string_view prefix = "lambda_";
    if (column.starts_with(prefix)) economy.countries.push_back(column.substr(prefix.size()));
  }
  economy.substitution = Array<Sector>(table.row_count());
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    economy.sectors.emplace_back(table.cell(row, table.column("sector")));
    economy.substitution(Sector(row)) = table.number(row, table.column("sigma"));
  }
  economy.trade = read_cube(folder / trade, economy);
  economy.tariff = read_cube(folder / "tariff.csv", economy);
  return economy;
}

std::vector<model::FixedFirmsGovernment> read_governments(const std::filesystem::path& folder,
                                                          const FixedFirmsEconomy& economy) {
  const text::CsvTable table = text::read_csv(folder / "sigma_lambda.csv");
  std::vector<model::FixedFirmsGovernment> governments;
  for (const Country n : all<Country>(economy.countries.size())) {
    governments.push_back({n, std::vector<double>(economy.sectors.size(), std::nan(""))});
    const std::size_t column = table.column("lambda_" + economy.countries[n.value()]);
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      const std::size_t s =
          position(economy.sectors, table.cell(row, table.column("sector")), table.place(row, table.column("sector")));
      governments.back().weight[s] = table.number(row, column);
    }
  }
  return governments;
}

std::vector<model::FixedFirmsGovernment> unweighted_governments(const FixedFirmsEconomy& economy) {
  std::vector<model::FixedFirmsGovernment> governments;
  for (const Country n : all<Country>(economy.countries.size()))
    governments.push_back({n, std::vector<double>(economy.sectors.size(), 1.0)});
  return governments;
}

}  // namespace parley::replicate::ossa
