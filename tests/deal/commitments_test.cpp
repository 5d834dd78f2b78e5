#include "parley/deal/commitments.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "parley/base/error.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/equilibrium/certificate.hpp"
#include "parley/equilibrium/outcome.hpp"
#include "support/files.hpp"
#include "support/random_economy.hpp"

namespace parley::deal {
namespace {

using testing::HasSubstr;

/// The world of 2017, read once.
const Baseline& world() {
  static const Baseline baseline = data::read_baseline(test::project() / "data" / "world-2017");
  return baseline;
}
Country at(const char* code) { return world().economy.find_country(code).value(); }
Sector chips() { return world().economy.find_sector("SEM").value(); }

/// China buys 11 billion more chips from the United States.
Commitment chip_orders() {
  Commitment chip_orders{.id = "chips", .buyer = importer(at("CHN")), .supplier = exporter(at("USA"))};
  chip_orders.sectors = {chips()};
  chip_orders.target = world().flow(chips(), chip_orders.buyer, chip_orders.supplier) + 11000;
  return chip_orders;
}

CommittedEquilibrium solved(const Commitment& commitment) {
  Observer silent;
  return solve_with_commitments(world(), no_shock(world()), {commitment}, {}, silent);
}

TEST(FixedSpendingPurchase, HasItsClosedForms) {
  // T-D1: chips worth 11 of 270 become 22 of 270 at an elasticity of four.
  const FixedSpendingPurchase all = fixed_spending_purchase(11.0 / 270, 22.0 / 270, 4);
  EXPECT_NEAR(all.cost_hat, 0.8318221491739098, 1e-9);
  EXPECT_NEAR(all.subsidy / (1 + all.subsidy), 0.16817785082609016, 1e-9);
  EXPECT_NEAR(all.subsidy, 0.20218, 1e-5);
  EXPECT_NEAR(11.0 / 270 * std::pow(all.cost_hat, -4) / (11.0 / 270 * std::pow(all.cost_hat, -4) + 259.0 / 270),
              22.0 / 270, 1e-12);
  const FixedSpendingPurchase named = fixed_spending_purchase(11.0 / 270, 22.0 / 270, 4, 100.0 / 270);
  EXPECT_NEAR(std::pow(named.cost_hat, -4), 2, 1e-12);
  EXPECT_NEAR(std::pow(named.named_cost_hat, -4), 0.89, 1e-12);
  EXPECT_EQ(named.others_hat, 1);
  EXPECT_THROW(static_cast<void>(fixed_spending_purchase(0.1, 0.5, 4, 0.3)), std::invalid_argument);
}

TEST(Purchase, BindsToTheLastDigits) {
  const Commitment commitment = chip_orders();
  const CommittedEquilibrium result = solved(commitment);
  ASSERT_TRUE(result.report.usable()) << result.report.message;
  const CommitmentOutcome& outcome = result.outcomes.front();
  EXPECT_TRUE(outcome.binds);
  EXPECT_NEAR(outcome.reached / commitment.target, 1, 1e-8);
  EXPECT_GT(outcome.outlay, 0);
  EXPECT_TRUE(certify(world(), result.shock, result.equilibrium).holds());
}

TEST(Purchase, OthersLoseWhatTheBuyerDoesNotBuyAnew) {
  const CommittedEquilibrium result = solved(chip_orders());
  const Importer china = importer(at("CHN"));
  double change = 0;
  double lost = 0;
  for (const Exporter i : world().economy.exporters()) {
    const double moved = result.equilibrium.flow_new(chips(), china, i) - world().flow(chips(), china, i);
    change += moved;
    if (country(i) != at("USA")) lost += moved;
  }
  EXPECT_NEAR(change - lost, 11000, 1e-4);
  EXPECT_LT(lost, 0);
}

TEST(Purchase, WithNamedSuppliersSparesTheOthers) {
  Commitment commitment = chip_orders();
  const CommittedEquilibrium everyone = solved(commitment);
  commitment.from_suppliers = {exporter(at("KOR")), exporter(at("TWN"))};
  const CommittedEquilibrium named = solved(commitment);
  ASSERT_TRUE(named.report.usable()) << named.report.message;
  EXPECT_NEAR(named.outcomes.front().reached / commitment.target, 1, 1e-8);
  const Importer china = importer(at("CHN"));
  const auto moved = [&](const CommittedEquilibrium& result, const char* code) {
    const Exporter i = exporter(at(code));
    return result.equilibrium.flow_new(chips(), china, i) - world().flow(chips(), china, i);
  };
  EXPECT_LT(moved(named, "KOR") + moved(named, "TWN"), -9000);
  for (const char* other : {"JPN", "DEU", "ASE"}) {
    EXPECT_LT(std::abs(moved(named, other)), 0.2 * std::abs(moved(everyone, other))) << other;
  }
}

TEST(Purchase, OfWhatIsBoughtAnywayCostsNothing) {
  Commitment commitment = chip_orders();
  commitment.target -= 12000;
  const CommittedEquilibrium result = solved(commitment);
  ASSERT_TRUE(result.report.usable());
  EXPECT_FALSE(result.outcomes.front().binds);
  EXPECT_EQ(result.outcomes.front().outlay, 0);
  EXPECT_EQ(result.shock.tariff_new, world().tariff);
}

TEST(Purchase, ATariffCutEndsAtZero) {
  Commitment commitment = chip_orders();
  commitment.instrument = Commitment::Instrument::tariff_cut;
  const CommittedEquilibrium result = solved(commitment);
  EXPECT_FALSE(result.report.usable());
  EXPECT_THAT(result.report.message, HasSubstr("the tariff is zero"));
}

TEST(Purchase, AboveTheWholeOutputIsRefused) {
  Commitment commitment = chip_orders();
  commitment.target = 1e7;
  try {
    static_cast<void>(solved(commitment));
    FAIL() << "no error";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("above the whole output of USA"));
  }
}

TEST(Quota, KeepsTradeAtItsLimitAndLeavesTheRentWithTheBuyer) {
  Commitment quota = chip_orders();
  quota.kind = Commitment::Kind::quota;
  quota.target = 0.5 * (quota.target - 11000);
  const CommittedEquilibrium result = solved(quota);
  ASSERT_TRUE(result.report.usable()) << result.report.message;
  EXPECT_NEAR(result.outcomes.front().reached / quota.target, 1, 1e-8);
  EXPECT_LT(result.outcomes.front().outlay, 0);
  EXPECT_EQ(result.outcomes.front().rent_to_exporter, 0);
  quota.kind = Commitment::Kind::export_restraint;
  quota.unit = Commitment::Unit::volume;
  const CommittedEquilibrium restraint = solved(quota);
  ASSERT_TRUE(restraint.report.usable()) << restraint.report.message;
  EXPECT_GT(restraint.outcomes.front().rent_to_exporter, 0);
  // Who keeps the rent: the seller is better off under its own restraint than under the buyer's quota.
  const auto income = [&](const CommittedEquilibrium& solution) {
    return outcome(world(), solution.shock, solution.equilibrium).real_income_pct(at("USA"));
  };
  EXPECT_GT(income(restraint), income(result));
}

TEST(LargestFeasibleTarget, IsWhereNamedSuppliersRunOut) {
  Commitment commitment = chip_orders();
  commitment.from_suppliers = {exporter(at("KOR"))};
  Observer silent;
  const double most = largest_feasible_target(world(), no_shock(world()), {commitment}, 0, {}, silent);
  const double korean = world().flow(chips(), commitment.buyer, exporter(at("KOR")));
  EXPECT_GT(most, commitment.target - 11000);
  EXPECT_LT(most, commitment.target - 11000 + 1.3 * korean);
  commitment.target = 0.98 * most;
  EXPECT_TRUE(solved(commitment).report.usable());
}

}  // namespace
}  // namespace parley::deal
