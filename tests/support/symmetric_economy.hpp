#pragma once

#include <cmath>
#include <string>

#include "parley/economy/baseline.hpp"

namespace parley::test {

struct SymmetricShape {
  std::size_t countries = 2;
  std::vector<double> trade_elasticity{4.0};
  double iceberg = 1.5;
};

/// Equal countries with one factor at free trade: Armington or Eaton-Kortum, equal spending on every sector.
inline BaselineData symmetric_economy(const SymmetricShape& shape) {
  BaselineData data;
  std::vector<Region> regions;
  std::vector<SectorLabel> sectors;
  for (std::size_t n = 0; n < shape.countries; ++n)
    regions.push_back({"C" + std::to_string(n), "Country " + std::to_string(n)});
  for (std::size_t s = 0; s < shape.trade_elasticity.size(); ++s)
    sectors.push_back({"S" + std::to_string(s), "Sector " + std::to_string(s), true});
  data.info.name = "symmetric";
  data.info.year = 2017;
  data.info.deficit_rule = DeficitRule::balanced;
  data.economy = Economy(regions, sectors);
  data.flow = data.tariff = Array<Sector, Importer, Exporter>(sectors.size(), shape.countries, shape.countries);
  data.trade_elasticity = Array<Sector>(sectors.size());
  data.elasticity_source.assign(sectors.size(), "given");
  for (const Sector s : data.economy.sectors()) {
    const double theta = shape.trade_elasticity[s.value()];
    data.trade_elasticity(s) = theta;
    const double openness = std::pow(shape.iceberg, -theta);
    const double total = 1 + static_cast<double>(shape.countries - 1) * openness;
    for (const Importer n : data.economy.importers()) {
      for (const Exporter i : data.economy.exporters())
        data.flow(s, n, i) = 1000 * (country(n) == country(i) ? 1 : openness) / total;
    }
  }
  return data;
}

}  // namespace parley::test
