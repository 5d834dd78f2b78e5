#pragma once

#include <random>
#include <string>

#include "parley/model/fixed_firms.hpp"

namespace parley::test {

/// A fixed-firms economy from a seed in which trade is balanced country by country.
///
/// What a country sells to another it buys from it in the same sector, so that any tariffs leave the base an equilibrium.
inline model::FixedFirmsEconomy random_firms(unsigned seed, std::size_t countries = 4, std::size_t sectors = 3) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> uniform(0.0, 1.0);
  model::FixedFirmsEconomy economy;
  for (std::size_t n = 0; n < countries; ++n) economy.countries.push_back("C" + std::to_string(n));
  for (std::size_t s = 0; s < sectors; ++s) economy.sectors.push_back("S" + std::to_string(s));
  economy.trade = economy.tariff = Array<Sector, Importer, Exporter>(sectors, countries, countries);
  economy.substitution = Array<Sector>(sectors);
  for (const Sector s : all<Sector>(sectors)) {
    economy.substitution(s) = 2 + 6 * uniform(random);
    for (const Importer n : all<Importer>(countries)) {
      economy.trade(s, n, Exporter(n.value())) = 300 + 100 * uniform(random);
      for (std::size_t i = 0; i < n.value(); ++i) {
        const double traded = 5 + 30 * uniform(random);
        economy.trade(s, n, Exporter(i)) = traded;
        economy.trade(s, Importer(i), Exporter(n.value())) = traded;
        economy.tariff(s, n, Exporter(i)) = 0.2 * uniform(random);
        economy.tariff(s, Importer(i), Exporter(n.value())) = 0.2 * uniform(random);
      }
    }
  }
  return economy;
}

/// The same world seen from every country: own sales 400, every other flow 20, tariffs as given.
inline model::FixedFirmsEconomy symmetric_firms(std::size_t countries, std::size_t sectors, double tariff = 0) {
  model::FixedFirmsEconomy economy = random_firms(1, countries, sectors);
  for (const Sector s : all<Sector>(sectors)) {
    for (const Importer n : all<Importer>(countries)) {
      for (const Exporter i : all<Exporter>(countries)) {
        const bool own = country(n) == country(i);
        economy.trade(s, n, i) = own ? 400 : 20;
        economy.tariff(s, n, i) = own ? 0 : tariff;
      }
    }
  }
  return economy;
}

}  // namespace parley::test
