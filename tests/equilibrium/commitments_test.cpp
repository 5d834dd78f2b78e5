#include "parley/equilibrium/commitments/commitments.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "parley/base/error.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/equilibrium/certificate.hpp"
#include "parley/equilibrium/outcome.hpp"
#include "support/files.hpp"
#include "support/random_economy.hpp"

namespace parley {
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

TEST(Commitment, ItsBaseQuantityIsThatOfTheBaseInItsUnit) {
  Commitment commitment = chip_orders();
  const Equilibrium calm = solve(world(), no_shock(world()));
  EXPECT_NEAR(base_quantity(world(), commitment), commitment.target - 11000, 1e-6);
  EXPECT_NEAR(base_quantity(world(), commitment), committed_quantity(no_shock(world()), calm, commitment), 1e-6);
  // At border prices an export tax counts, in the volume it does not.
  Baseline taxed = world();
  taxed.export_tax(chips(), commitment.buyer, commitment.supplier) = 0.5;
  EXPECT_NEAR(base_quantity(taxed, commitment), 1.5 * (commitment.target - 11000), 1e-6);
  commitment.unit = Commitment::Unit::volume;
  EXPECT_NEAR(base_quantity(taxed, commitment), commitment.target - 11000, 1e-6);
}

TEST(Commitment, ItsOutlayIsSpreadOverWhatIsBoughtForItAlone) {
  const CommitmentOutcome outcome{.reached = 30, .without = 10, .outlay = 5};
  EXPECT_EQ(outcome.gained(), 20);
  EXPECT_EQ(outcome.outlay_per_gain(), 0.25);
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
  // A duty, so that what they sell is what arrives: where nobody has the levy, they make the difference too.
  commitment.levy_goes_to = Commitment::Levy::treasury;
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

TEST(Purchase, FromTwoSuppliersCostsTheBuyerOnce) {
  Commitment american = chip_orders();
  Commitment korean = chip_orders();
  korean.id = "korean";
  korean.supplier = exporter(at("KOR"));
  korean.target = world().flow(chips(), korean.buyer, korean.supplier) + 3000;
  Observer silent;
  const CommittedEquilibrium result =
      solve_with_commitments(world(), no_shock(world()), {american, korean}, {}, silent);
  ASSERT_TRUE(result.report.usable()) << result.report.message;
  double forgone = 0;
  for (const Exporter i : world().economy.exporters()) {
    forgone += result.equilibrium.flow_new(chips(), american.buyer, i) *
               (world().tariff(chips(), american.buyer, i) - result.shock.tariff_new(chips(), american.buyer, i));
  }
  EXPECT_NEAR(result.outcomes[0].outlay + result.outcomes[1].outlay, forgone, 1e-6 * forgone);
  EXPECT_GT(result.outcomes[0].outlay, 0);
  EXPECT_GT(result.outcomes[1].outlay, 0);
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

/// The United States buys Korean steel: so much at a lower tariff, the rest at 25 %.
struct SteelQuota {
  Shock shock = no_shock(world());
  Commitment quota{.id = "steel", .kind = Commitment::Kind::tariff_rate_quota};
  explicit SteelQuota(double share_of_base) {
    const Sector steel = world().economy.find_sector("STL").value();
    quota.unit = Commitment::Unit::volume;
    quota.buyer = importer(at("USA"));
    quota.supplier = exporter(at("KOR"));
    quota.sectors = {steel};
    quota.target = share_of_base * world().flow(steel, quota.buyer, quota.supplier);
    shock.tariff_new(steel, quota.buyer, quota.supplier) = 0.25;
  }
  [[nodiscard]] double& tariff() { return shock.tariff_new(quota.sectors[0], quota.buyer, quota.supplier); }
  [[nodiscard]] CommittedEquilibrium solved() const {
    Observer silent;
    return solve_with_commitments(world(), shock, {quota}, {}, silent);
  }
};

double largest_difference(const Equilibrium& a, const Equilibrium& b) {
  double worst = 0;
  for (const Country n : world().economy.countries())
    worst = std::max(worst, std::abs(a.income_new(n) / b.income_new(n) - 1));
  return worst;
}

TEST(TariffRateQuota, ThatIsNotFilledIsTheLowerTariff) {
  SteelQuota large(3);
  const CommittedEquilibrium result = large.solved();
  ASSERT_TRUE(result.report.usable()) << result.report.message;
  EXPECT_FALSE(result.outcomes[0].binds);
  EXPECT_EQ(result.outcomes[0].wedge, 0);
  EXPECT_NEAR(result.outcomes[0].licence_rent, 0, 1e-6);
  large.tariff() = 0;
  EXPECT_LT(largest_difference(result.equilibrium, solve(world(), large.shock)), 1e-9);
}

TEST(TariffRateQuota, ThatIsOverrunIsTheHigherTariff) {
  SteelQuota small(0.05);
  const CommittedEquilibrium result = small.solved();
  ASSERT_TRUE(result.report.usable()) << result.report.message;
  EXPECT_FALSE(result.outcomes[0].binds);
  EXPECT_GT(result.outcomes[0].reached, small.quota.target);
  EXPECT_LT(largest_difference(result.equilibrium, solve(world(), small.shock)), 1e-9);
  // What comes in within the quota saves the whole tariff: 25 % of the border value of so much.
  const double value = result.equilibrium.flow_new(small.quota.sectors[0], small.quota.buyer, small.quota.supplier);
  EXPECT_NEAR(result.outcomes[0].licence_rent, 0.25 * value * small.quota.target / result.outcomes[0].reached, 1e-6);
}

TEST(TariffRateQuota, ThatIsJustFilledIsAnImportQuota) {
  SteelQuota filled(0.8);
  const CommittedEquilibrium result = filled.solved();
  ASSERT_TRUE(result.report.usable()) << result.report.message;
  EXPECT_NEAR(result.outcomes[0].reached / filled.quota.target, 1, 1e-9);
  SteelQuota plain = filled;
  plain.quota.kind = Commitment::Kind::quota;
  plain.tariff() = 0;
  const CommittedEquilibrium quota = plain.solved();
  EXPECT_LT(largest_difference(result.equilibrium, quota.equilibrium), 1e-9);
  EXPECT_NEAR(result.outcomes[0].licence_rent, quota.outcomes[0].licence_rent, 1e-4);
}

TEST(TariffRateQuota, WithTheExportersLicencesIsAnExportRestraint) {
  SteelQuota filled(0.8);
  filled.quota.licences = Commitment::Licences::exporter;
  const CommittedEquilibrium result = filled.solved();
  ASSERT_TRUE(result.report.usable()) << result.report.message;
  SteelQuota plain = filled;
  plain.quota.kind = Commitment::Kind::export_restraint;
  plain.tariff() = 0;
  const CommittedEquilibrium restraint = plain.solved();
  EXPECT_LT(largest_difference(result.equilibrium, restraint.equilibrium), 1e-9);
  EXPECT_NEAR(result.outcomes[0].rent_to_exporter, restraint.outcomes[0].rent_to_exporter, 1e-4);
}

TEST(TariffRateQuota, WithTheExportersLicencesPaysItOnWhatIsWithinTheQuota) {
  SteelQuota small(0.05);
  small.quota.licences = Commitment::Licences::exporter;
  const CommittedEquilibrium result = small.solved();
  ASSERT_TRUE(result.report.usable()) << result.report.message;
  EXPECT_FALSE(result.outcomes[0].binds);
  const double value = result.equilibrium.flow_new(small.quota.sectors[0], small.quota.buyer, small.quota.supplier);
  const double rent = 0.25 * value * small.quota.target / result.outcomes[0].reached;
  EXPECT_NEAR(result.outcomes[0].rent_to_exporter, rent, 1e-6 * rent);
  EXPECT_TRUE(certify(world(), result.shock, result.equilibrium).holds());
  double deficits = 0;
  for (const Country n : world().economy.countries()) deficits += result.equilibrium.deficit_new(n);
  EXPECT_NEAR(deficits, 0, 1e-3);
}

TEST(TariffRateQuota, WithTheExportersLicencesIsRefusedUnderBalancedTrade) {
  SteelQuota wrong(0.8);
  wrong.quota.licences = Commitment::Licences::exporter;
  wrong.shock.deficit_rule = DeficitRule::balanced;
  EXPECT_THROW(static_cast<void>(wrong.solved()), InputError);
}

TEST(TariffRateQuota, WithAHigherTariffWithinIsRefused) {
  SteelQuota wrong(0.8);
  wrong.quota.in_quota_tariff = 0.3;
  EXPECT_THROW(static_cast<void>(wrong.solved()), InputError);
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
}  // namespace parley
