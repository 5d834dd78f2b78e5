#include "parley/replicate/quota_economy.hpp"

#include <cmath>
#include <limits>

#include "parley/numerics/complementarity.hpp"

namespace parley::replicate {
namespace {

/// Imports and welfare at a rent; false where there is no trade.
bool solve_at(double rent, QuotaEconomy& economy) {
  if (rent <= -0.999) return false;
  const double price = (1 + rent) / 1.2;  // of good 2 in units of good 1
  const double labour = 120;
  const double capital = 70;
  // Unit costs c1 = w^(2/3) r^(1/3) = 1 and c2 = (w r)^(1/2) = price where both goods are made.
  const double w = std::pow(price, -2.0);
  const double r = std::pow(price, 4.0);
  // Factor markets: labour (2/3) x1 / w + (1/2) x2 / w; capital (1/3) x1 / r + (1/2) x2 / r, values x.
  double x1 = 3 * (labour * w - capital * r);
  double x2 = 2 * (labour * w - 2.0 / 3 * x1);
  if (x2 <= 0) {  // specialised in good 1
    x2 = 0;
    x1 = 150 * std::pow(labour / 100, 2.0 / 3) * std::pow(capital / 50, 1.0 / 3);
  }
  const double output = x1 + x2;
  // income = output + rent M / 1.2;  price C2 = income / 2;  C2 = x2 / price + M.
  const double imports = (output / 2 - x2) / (price - rent / 2.4);
  const double income = output + rent * imports / 1.2;
  economy.rent = rent;
  economy.imports = imports / 60;
  economy.welfare = income / 200 / std::sqrt(price);
  return imports > 0;
}

QuotaEconomy limited(double limit, double lowest_rent, Observer& observer) {
  QuotaEconomy economy;
  numerics::BoundedEquations equations;
  equations.lower = {lowest_rent};
  equations.upper = {std::numeric_limits<double>::infinity()};
  equations.evaluate = [&](std::span<const double> z, std::span<double> value) {
    if (!solve_at(z[0], economy)) return false;
    value[0] = std::log(limit / economy.imports);
    return true;
  };
  const numerics::ComplementarityResult found =
      numerics::solve_complementarity(equations, {0.0}, {.tolerance = 1e-12}, observer);
  economy.report = found.report;
  if (found.report.usable()) solve_at(found.z[0], economy);
  return economy;
}

}  // namespace

QuotaEconomy with_quota(double limit, Observer& observer) { return limited(limit, 0.0, observer); }

QuotaEconomy with_target(double target, Observer& observer) {
  return limited(target, -std::numeric_limits<double>::infinity(), observer);
}

}  // namespace parley::replicate
