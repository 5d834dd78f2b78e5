#pragma once

#include <random>

#include "parley/economy/baseline.hpp"

namespace parley::test {

/// A made-up world of `countries` and `sectors` in which every account holds: inputs take `input_share` of output, and
/// of each sector at most that share is bought as input. The last sector is a service.
inline BaselineData small_world(std::size_t countries, std::size_t sectors, unsigned seed, double input_share = 0.5) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> draw(1.0, 9.0);
  BaselineData data;
  data.info.name = "small world";
  std::vector<Region> regions;
  regions.reserve(countries);
  for (std::size_t n = 0; n < countries; ++n)
    regions.push_back({"R" + std::to_string(n), "Region " + std::to_string(n)});
  std::vector<SectorLabel> labels;
  labels.reserve(sectors);
  for (std::size_t s = 0; s < sectors; ++s) {
    labels.push_back({"S" + std::to_string(s), "Sector " + std::to_string(s), s + 1 < sectors});
  }
  data.economy = Economy(regions, labels);
  data.flow = Array<Sector, Importer, Exporter>(sectors, countries, countries);
  data.tariff = data.flow;
  for (double& value : data.flow.values()) value = draw(random);
  for (const Sector s : data.economy.sectors()) {
    for (const Importer n : data.economy.importers()) {
      data.flow(s, n, exporter(country(n))) += 20;
      for (const Exporter i : data.economy.exporters()) {
        if (country(n) != country(i) && data.economy.sector(s).is_goods) data.tariff(s, n, i) = draw(random) / 100;
      }
    }
  }
  // u[k,j] = share * mix[k,j] * min(bought[k], made[j]) / sectors keeps both row and column within their totals.
  data.use = Array<Country, InputSector, Sector>(countries, sectors, sectors);
  for (const Country n : data.economy.countries()) {
    for (const InputSector k : data.economy.input_sectors()) {
      for (const Sector j : data.economy.sectors()) {
        double bought = 0;
        double made = 0;
        for (const Country m : data.economy.countries()) {
          bought += data.flow(sector(k), importer(n), exporter(m));
          made += data.flow(j, importer(m), exporter(n));
        }
        data.use(n, k, j) = input_share * draw(random) / 9 * std::min(bought, made) / static_cast<double>(sectors);
      }
    }
  }
  data.trade_elasticity = Array<Sector>(sectors);
  for (double& theta : data.trade_elasticity.values()) theta = draw(random);
  data.elasticity_source.assign(sectors, "made up");
  return data;
}

}  // namespace parley::test
