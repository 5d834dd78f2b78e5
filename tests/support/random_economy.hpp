#pragma once

#include <random>
#include <string>

#include "parley/economy/baseline.hpp"

namespace parley::test {

struct EconomyShape {
  std::size_t countries = 4;
  std::size_t sectors = 3;
  bool has_inputs = true;
  bool has_tariffs = true;
  bool has_gaps = false;  ///< some pairs do not trade; the last sector of the last country makes nothing
};

/// A valid economy from a seed: positive final use and value added by construction.
inline BaselineData random_economy(unsigned seed, const EconomyShape& shape = {}) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> uniform(0.0, 1.0);
  BaselineData data;
  std::vector<Region> regions;
  std::vector<SectorLabel> sectors;
  for (std::size_t n = 0; n < shape.countries; ++n)
    regions.push_back({"C" + std::to_string(n), "Country " + std::to_string(n)});
  for (std::size_t s = 0; s < shape.sectors; ++s)
    sectors.push_back({"S" + std::to_string(s), "Sector " + std::to_string(s), true});
  data.info.name = "random";
  data.info.year = 2017;
  data.economy = Economy(regions, sectors);
  data.flow = data.tariff = Array<Sector, Importer, Exporter>(shape.sectors, shape.countries, shape.countries);
  data.trade_elasticity = Array<Sector>(shape.sectors);
  data.elasticity_source.assign(shape.sectors, "drawn");
  for (const Sector s : data.economy.sectors()) {
    data.trade_elasticity(s) = 2.0 + 8.0 * uniform(random);
    for (const Importer n : data.economy.importers()) {
      for (const Exporter i : data.economy.exporters()) {
        const bool own = country(n) == country(i);
        const bool idle =
            shape.sectors > 1 && s.value() + 1 == shape.sectors && country(i).value() + 1 == shape.countries;
        const bool gap = shape.has_gaps && (idle || (!own && uniform(random) < 0.2));
        data.flow(s, n, i) = gap ? 0.0 : (own ? 500.0 + 500.0 * uniform(random) : 20.0 + 100.0 * uniform(random));
        data.tariff(s, n, i) = own || !shape.has_tariffs ? 0.0 : 0.2 * uniform(random);
      }
    }
  }
  if (!shape.has_inputs) return data;
  data.use = Array<Country, InputSector, Sector>(shape.countries, shape.sectors, shape.sectors);
  for (const Country n : data.economy.countries()) {
    for (const InputSector k : data.economy.input_sectors()) {
      double absorption = 0.0;
      for (const Exporter i : data.economy.exporters()) absorption += data.flow(sector(k), importer(n), i);
      for (const Sector j : data.economy.sectors()) {
        double output = 0.0;
        for (const Importer m : data.economy.importers()) output += data.flow(j, m, exporter(n));
        const double share = 0.5 * uniform(random) / static_cast<double>(shape.sectors);
        data.use(n, k, j) = share * std::min(absorption, output);
      }
    }
  }
  return data;
}

}  // namespace parley::test
