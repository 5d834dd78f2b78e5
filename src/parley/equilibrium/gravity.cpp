#include "parley/equilibrium/gravity.hpp"

#include <fmt/format.h>

#include <cmath>

#include "parley/base/error.hpp"
#include "parley/numerics/fixed_point.hpp"

namespace parley {
namespace {

void check(const model::GravityEconomy& economy, const model::GravityShock& shock) {
  const std::size_t countries = economy.codes.size();
  const std::array<std::size_t, 2> square{countries, countries};
  if (economy.flow.extents() != square || shock.trade_cost_effect.extents() != square)
    throw InputError(Place{.key = "flow"}, "its shape is not countries by countries");
  if (!(economy.trade_elasticity > 0)) throw InputError(Place{.key = "trade_elasticity"}, "must be above zero");
  if (!(economy.supply_elasticity >= 0)) throw InputError(Place{.key = "supply_elasticity"}, "must not be negative");
  for (const Exporter i : all<Exporter>(countries)) {
    double sold = 0.0;
    double bought = 0.0;
    for (const Importer n : all<Importer>(countries)) {
      const double effect = shock.trade_cost_effect(i, n);
      if (!(economy.flow(i, n) >= 0) || !(effect > 0) || !std::isfinite(effect)) {
        throw InputError(Place{.key = fmt::format("{} to {}", economy.codes[i.value()], economy.codes[n.value()])},
                         "a flow must not be negative, and the effect of trade costs must be positive");
      }
      sold += economy.flow(i, n);
      bought += economy.flow(Exporter(n.value()), Importer(i.value()));
    }
    if (!(sold > 0 && bought > 0))
      throw InputError(Place{.key = economy.codes[i.value()]}, "sells nothing or buys nothing",
                       "leave the country out");
  }
}

}  // namespace

GravityEquilibrium solve(const model::GravityEconomy& economy, const model::GravityShock& shock, Observer& observer,
                         std::vector<double> start) {
  check(economy, shock);
  const std::size_t countries = economy.codes.size();
  if (start.empty()) start.assign(countries, 0.0);
  if (start.size() != countries) throw InputError(Place{.key = "start"}, "has another length than the countries");
  GravityEquilibrium result;
  const numerics::FixedPointMap map = [&](std::span<const double> x, std::span<double> image) {
    return model::evaluate(economy, shock, x, image, result.state);
  };
  numerics::FixedPointResult solution =
      numerics::solve_fixed_point(map, std::move(start), {.tolerance = 1e-13}, observer);
  std::vector<double> image(solution.x.size());
  model::evaluate(economy, shock, solution.x, image, result.state);
  result.report = std::move(solution.report);
  for (std::size_t n = 0; n < countries; ++n) {
    result.welfare_hat.push_back(
        result.state.spending_hat[n] / result.state.output_hat[n] *
        std::pow(result.state.price_hat[n] / result.state.price_index_hat[n], 1 + economy.supply_elasticity));
  }
  return result;
}

}  // namespace parley
