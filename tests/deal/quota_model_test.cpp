// A small open economy with an import quota (Markusen's M44), solved through the mechanism of commitments' own solver.
#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "parley/numerics/complementarity.hpp"
#include "support/files.hpp"

namespace parley::deal {
namespace {

/// X1 = L^(2/3) K^(1/3), X2 = (L K)^(1/2), 120 of labour and 70 of capital, Cobb-Douglas demand; good 2 costs 1/1.2
/// abroad, good 1 is exported. Imports and welfare are relative to the benchmark with a quota rent of 20 %.
struct QuotaEconomy {
  double rent = 0;  ///< Q: good 2 costs (1 + Q) / 1.2 at home

  double imports = 0, welfare = 0;
  bool solve();
};

bool QuotaEconomy::solve() {
  if (rent <= -0.999) return false;
  const double price = (1 + rent) / 1.2;  // of good 2 in units of good 1
  const double labour = 120;
  const double capital = 70;
  // Unit costs c1 = w^(2/3) r^(1/3) = 1 and c2 = (w r)^(1/2) = price where both goods are made.
  const double w = std::pow(price, -2.0);
  const double r = std::pow(price, 4.0);
  // Factor markets: labour (2/3) x1 / w + (1/2) price x2 / w; capital (1/3) x1 / r + (1/2) price x2 / r, values x.
  double x1 = 3 * (labour * w - capital * r);
  double x2 = (labour * w - 2.0 / 3 * x1) * 2;
  if (x2 <= 0) {  // specialised in good 1
    x2 = 0;
    x1 = 150 * std::pow(labour / 100, 2.0 / 3) * std::pow(capital / 50, 1.0 / 3);
  }
  const double output = x1 + x2;
  // Half of income goes to each good; imports M at world price 1/1.2 each are paid with good 1.
  // income = output + rent M / 1.2;  price C2 = income / 2;  C2 = x2 / price + M.
  const double m = (output / 2 - x2) / (price - rent / 2.4);
  const double income = output + rent * m / 1.2;
  imports = m / 60;
  welfare = income / 200 / std::sqrt(price);
  return m > 0;
}

nlohmann::json reference() {
  const auto file = *test::shared() / "reference" / "bargaining" / "markusen_m44_quota_reference.json";
  return nlohmann::json::parse(test::read_file(file));
}

/// The quota 0 <= rent, imports <= quota; a target turns the inequality round and lets the rent be a subsidy.
QuotaEconomy with_limit(double quota, bool is_target) {
  numerics::BoundedEquations equations;
  const double infinity = std::numeric_limits<double>::infinity();
  equations.lower = {is_target ? -infinity : 0.0};
  equations.upper = {infinity};
  QuotaEconomy economy;
  equations.evaluate = [&](std::span<const double> z, std::span<double> value) {
    economy.rent = z[0];
    if (!economy.solve()) return false;
    value[0] = std::log(quota / economy.imports);
    return true;
  };
  Observer silent;
  const numerics::ComplementarityResult found =
      numerics::solve_complementarity(equations, {0.0}, {.tolerance = 1e-12}, silent);
  EXPECT_TRUE(found.report.usable()) << found.report.message;
  economy.rent = found.z[0];
  EXPECT_TRUE(economy.solve());
  return economy;
}

TEST(QuotaModel, AgreesWithItsReference) {
  if (!test::shared()) GTEST_SKIP() << "the reference data is not here";
  const nlohmann::json cases = reference();
  for (const double quota : {0.8, 1.0, 1.1, 1.25}) {
    std::string name = "quota_M2=" + std::to_string(quota);
    name.erase(name.find_last_not_of('0') + 1);
    if (name.back() == '.') name += '0';
    const QuotaEconomy economy = with_limit(quota, false);
    EXPECT_NEAR(economy.rent, cases[name]["Q"].get<double>(), 1e-9) << name;
    EXPECT_NEAR(economy.welfare, cases[name]["W"].get<double>(), 1e-9) << name;
  }
}

TEST(QuotaModel, AQuotaThatDoesNotBindLeavesFreeTrade) {
  const QuotaEconomy economy = with_limit(5, false);
  EXPECT_EQ(economy.rent, 0);
  EXPECT_NEAR(economy.imports, std::pow(1.2, 2.0 / 3) * std::pow(1.4, 1.0 / 3) * 1.5, 1e-9);
}

TEST(QuotaModel, ATargetAboveFreeTradeNeedsASubsidyOfKnownSize) {
  const QuotaEconomy free = with_limit(5, false);
  for (const double factor : {1.05, 1.1}) {
    const QuotaEconomy economy = with_limit(factor * free.imports, true);
    EXPECT_NEAR(economy.rent, 2 * (1 / factor - 1), 1e-9);
    EXPECT_LT(economy.welfare, free.welfare);
  }
}

}  // namespace
}  // namespace parley::deal
