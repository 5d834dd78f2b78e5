#include "parley/equilibrium/point.hpp"

#include <cmath>

namespace parley {

std::vector<double> point_of(const model::ShockedEconomy& economy, const Equilibrium& solution) {
  const std::size_t countries = economy.country_count;
  const std::size_t sectors = economy.sector_count;
  std::vector<double> x(economy.unknown_count(), 0.0);
  for (std::size_t n = 0; n < countries; ++n) {
    x[n] = std::log(solution.wage_hat(Country(n)));
    for (std::size_t j = 0; j < sectors; ++j) {
      x[countries * (1 + j) + n] = std::log(solution.price_index_hat(Country(n), Sector(j)));
      const double base = economy.base_expenditure(Sector(j), Country(n));
      const double level = solution.expenditure_new(Country(n), Sector(j));
      x[countries * (1 + sectors + j) + n] = base > 0.0 ? std::log(level / base) : 0.0;
    }
  }
  return x;
}

}  // namespace parley
