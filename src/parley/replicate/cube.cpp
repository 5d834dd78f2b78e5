#include "parley/replicate/cube.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/text/csv.hpp"

namespace parley::replicate {

std::size_t position_of(const std::vector<std::string>& names, std::string_view name, const Place& place) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  throw InputError(place, fmt::format("'{}' is not known here", name), did_you_mean(name, names));
}

Array<Sector, Importer, Exporter> read_cube(const std::filesystem::path& file, const std::vector<std::string>& sectors,
                                            const std::vector<std::string>& countries) {
  const text::CsvTable table = text::read_csv(file);
  Array<Sector, Importer, Exporter> cube(sectors.size(), countries.size(), countries.size());
  cube.fill(std::nan(""));
  const std::size_t sector_column = table.column("sector");
  const std::size_t exporter_column = table.column("exporter");
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const Sector s(position_of(sectors, table.cell(row, sector_column), table.place(row, sector_column)));
    const Exporter i(position_of(countries, table.cell(row, exporter_column), table.place(row, exporter_column)));
    for (const Importer n : all<Importer>(countries.size())) {
      double& cell = cube(s, n, i);
      if (!std::isnan(cell)) throw InputError(table.place(row, exporter_column), "this pair appears twice");
      cell = table.number(row, table.column(countries[n.value()]));
    }
  }
  for (const double value : cube.values()) {
    if (std::isnan(value)) throw InputError(Place{.file = file.string()}, "a sector and exporter is absent");
  }
  return cube;
}

}  // namespace parley::replicate
