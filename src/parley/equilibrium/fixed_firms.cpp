#include "parley/equilibrium/fixed_firms.hpp"

#include <fmt/format.h>

#include <cmath>

#include "parley/base/error.hpp"
#include "parley/numerics/fixed_point.hpp"

namespace parley {
namespace {

void check(const model::FixedFirmsEconomy& economy, const model::FixedFirmsShock& shock) {
  const std::size_t countries = economy.countries.size();
  const std::array<std::size_t, 3> cube{economy.sectors.size(), countries, countries};
  if (economy.trade.extents() != cube || economy.tariff.extents() != cube || shock.tariff_new.extents() != cube ||
      shock.net_exports_new.size() != countries)
    throw InputError(Place{.key = "trade"}, "the shapes of trade, tariffs and the shock differ");
  for (const Sector s : all<Sector>(economy.sectors.size())) {
    const auto place = [&](Importer n, Exporter i) {
      return Place{.key = fmt::format("{}: {} from {}", economy.sectors[s.value()], economy.countries[n.value()],
                                      economy.countries[i.value()])};
    };
    if (!(economy.substitution(s) > 1))
      throw InputError(Place{.key = economy.sectors[s.value()]}, "the elasticity of substitution must exceed one");
    for (const Importer n : all<Importer>(countries)) {
      for (const Exporter i : all<Exporter>(countries)) {
        if (!(economy.trade(s, n, i) >= 0)) throw InputError(place(n, i), "trade must not be negative");
        if (!(economy.tariff(s, n, i) > -1 && shock.tariff_new(s, n, i) > -1))
          throw InputError(place(n, i), "a tariff must exceed -100 %");
        if (country(n) == country(i) && (economy.tariff(s, n, i) != 0 || shock.tariff_new(s, n, i) != 0))
          throw InputError(place(n, i), "a country cannot tax its own sales at the border");
      }
    }
  }
}

}  // namespace

FixedFirmsEquilibrium solve(const model::FixedFirmsEconomy& economy, const model::FixedFirmsShock& shock,
                            Observer& observer) {
  check(economy, shock);
  const model::FixedFirmsShares shares(economy);
  FixedFirmsEquilibrium result;
  const numerics::FixedPointMap map = [&](std::span<const double> x, std::span<double> image) {
    return model::evaluate(economy, shares, shock, x, image, result.state);
  };
  const std::size_t countries = economy.countries.size();
  numerics::FixedPointResult solution =
      numerics::solve_fixed_point(map, std::vector<double>(2 * countries, 0.0), {.tolerance = 1e-13}, observer);
  std::vector<double> image(2 * countries);
  model::evaluate(economy, shares, shock, solution.x, image, result.state);
  result.report = std::move(solution.report);
  for (const Country n : all<Country>(countries)) {
    double log_price = 0.0;
    double before = 0.0;
    double after = 0.0;
    for (const Sector s : all<Sector>(economy.sectors.size())) {
      log_price += shares.spending_share(n, s) * std::log(result.state.price_hat(n, s));
      before += shares.profit(n, s);
      after += shares.profit(n, s) * result.state.profit_hat(n, s);
    }
    result.welfare_hat.push_back(result.state.spending_hat[n.value()] / std::exp(log_price));
    result.profit_hat.push_back(after / before);
  }
  return result;
}

PurgedEconomy without_imbalances(const model::FixedFirmsEconomy& economy, Observer& observer) {
  const model::FixedFirmsShock shock{economy.tariff, std::vector<double>(economy.countries.size(), 0.0)};
  FixedFirmsEquilibrium solved = solve(economy, shock, observer);
  PurgedEconomy result{economy, std::move(solved.report)};
  result.economy.trade = std::move(solved.state.trade_new);
  return result;
}

}  // namespace parley
