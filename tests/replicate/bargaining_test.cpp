// The closed forms and references of services, purchases, quotas and bargaining, as `parley replicate bargaining` has them.
#include <gmock/gmock.h>

#include <cmath>
#include <set>

#include "parley/base/error.hpp"
#include "parley/replicate/linear_tariff_game.hpp"
#include "parley/replicate/quota_economy.hpp"
#include "parley/replicate/replicate_bargaining.hpp"
#include "parley/report/words/replication_text.hpp"
#include "support/files.hpp"

namespace parley::replicate {
namespace {

std::set<std::string> tests_of(const replicate::Replication& report) {
  std::set<std::string> names;
  for (const replicate::OracleComparison& oracle : report.oracles) {
    EXPECT_GT(oracle.cells, 0U) << oracle.name;
    names.insert(oracle.name.substr(0, oracle.name.find(' ')));
  }
  return names;
}

TEST(Bargaining, MeetsEveryClosedFormWithoutData) {
  Observer silent;
  const replicate::Replication report = replicate::replicate_bargaining({}, silent);
  EXPECT_TRUE(report.holds()) << report::replication_text(report, true);
  EXPECT_EQ(tests_of(report), (std::set<std::string>{"T-C1", "T-C2", "T-C3", "T-D1", "T-D2", "T-D3", "T-E1", "T-E2",
                                                     "T-E3", "T-E4", "T-E5", "T-E6", "T-E7", "T-E9"}));
}

TEST(Bargaining, AgreesWithItsReferences) {
  Observer silent;
  const replicate::Replication report =
      replicate::replicate("bargaining", test::project() / "data" / "reference" / "bargaining", silent);
  EXPECT_TRUE(report.holds()) << report::replication_text(report, true);
  EXPECT_EQ(tests_of(report).size(), 15U);
  EXPECT_EQ(report.side_table.size(), replicate::replicate_bargaining({}, silent).side_table.size() + 25);
}

TEST(Bargaining, RefusesAFolderWithoutItsFiles) {
  const test::TemporaryFolder folder;
  Observer silent;
  EXPECT_THROW((void)replicate::replicate_bargaining(folder.path(), silent), InputError);
  test::write_file(folder / "bargaining_reference.json", "{}");
  test::write_file(folder / "markusen_m44_quota_reference.json", "{}");
  test::write_file(folder / "laptop_domain_reference.json", "{}");
  EXPECT_THROW((void)replicate::replicate_bargaining(folder.path(), silent), InputError);
}

TEST(QuotaEconomy, IsNotHeldByAQuotaAboveFreeTrade) {
  Observer silent;
  const replicate::QuotaEconomy free = replicate::with_quota(5, silent);
  ASSERT_TRUE(free.report.usable());
  EXPECT_EQ(free.rent, 0);
}

TEST(QuotaEconomy, LosesByATargetAboveFreeTrade) {
  Observer silent;
  const replicate::QuotaEconomy free = replicate::with_quota(5, silent);
  const replicate::QuotaEconomy managed = replicate::with_target(1.05 * free.imports, silent);
  ASSERT_TRUE(managed.report.usable());
  EXPECT_LT(managed.rent, 0);
  EXPECT_LT(managed.welfare, free.welfare);
}

TEST(LinearTariffGame, NeedsMorePatienceForLowerTariffs) {
  double before = replicate::best_home_tariff({});
  for (const double discount : {0.1, 0.2, 0.3, 0.4, 0.5, 0.59}) {
    const double tariff = replicate::most_cooperative_tariff({}, discount);
    EXPECT_LT(tariff, before);
    before = tariff;
  }
  EXPECT_EQ(replicate::most_cooperative_tariff({}, 0.61), 0);
}

}  // namespace
}  // namespace parley::replicate
