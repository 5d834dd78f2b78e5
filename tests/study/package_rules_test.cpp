#include "parley/study/package_rules.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "parley/data/read_baseline.hpp"
#include "parley/report/tables/deal_files.hpp"
#include "parley/report/words/deal_text.hpp"
#include "parley/study/desk.hpp"
#include "support/files.hpp"

namespace parley::study {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

const char* const entries = R"(format = 1
title = "Rules"
baseline = "world-2017"
[[action]]
id = "on-china"
imposer = "USA"
origin = ["CHN"]
sectors = ["STL"]
rate = "+25%"
[[action]]
id = "on-all"
imposer = "USA"
origin = ["*"]
sectors = ["NFM"]
rate = "+10%"
[[action]]
id = "on-all-but-two"
imposer = "USA"
origin = ["*"]
except = [{ origin = ["CAN", "MEX"] }]
sectors = ["NFM"]
rate = "+10%"
[[request]]
id = "cars-for-all"
from = "USA"
to = "CHN"
sectors = ["MVH"]
rate = "<=15%"
mfn = true
[[request]]
id = "cars-for-one"
from = "USA"
to = "CHN"
sectors = ["MVH"]
rate = "<=15%"
[[request]]
id = "order"
from = "USA"
to = "CHN"
purchase = { sectors = ["SEM"], add_musd = 1000 }
[[request]]
id = "order-named"
from = "USA"
to = "CHN"
purchase = { sectors = ["SEM"], add_musd = 1000, from_suppliers = ["KOR", "TWN"] }
[[request]]
id = "levy-named"
from = "USA"
to = "CHN"
purchase = { sectors = ["SEM"], add_musd = 1000, from_suppliers = ["TWN"], levy_goes_to = "treasury" }
[[action]]
id = "quota"
imposer = "USA"
origin = ["CHN"]
kind = "import_quota"
sectors = ["STL"]
limit = "-30%"
[deal]
parties = ["USA", "CHN"]
disagreement = ["on-china"]
[[issue]]
id = "tariffs"
title = "Tariffs"
option = [{ id = "fail", title = "fail", actions = ["on-china"] }, { id = "calm", title = "calm", actions = [] },
  { id = "all", title = "all", actions = ["on-all"] }, { id = "but", title = "but", actions = ["on-all-but-two"] },
  { id = "quota", title = "quota", actions = ["quota"] }]
[[issue]]
id = "cars"
title = "Cars"
option = [{ id = "none", title = "none", actions = [] }, { id = "all", title = "all", actions = ["cars-for-all"] },
  { id = "one", title = "one", actions = ["cars-for-one"] }]
[[issue]]
id = "chips"
title = "Chips"
option = [{ id = "none", title = "none", actions = [] }, { id = "order", title = "order", actions = ["order"] },
  { id = "named", title = "named", actions = ["order-named"] }, { id = "levy", title = "levy", actions = ["levy-named"] }]
)";

class RuleRemarks : public testing::Test {
 protected:
  const Baseline world = data::read_baseline(test::project() / "data" / "world-2017");
  const scenario::Scenario scenario = scenario::parse(entries, (test::project() / "scenarios" / "s.toml").string());
  const scenario::ResolvedScenario resolved = scenario::resolve(scenario, world);
  const DealProblem problem{scenario, resolved, *scenario.deal, world};
  std::vector<std::pair<std::string, rules::Verdict>> on(const std::string& entry) {
    std::vector<std::pair<std::string, rules::Verdict>> found;
    for (const RuleRemark& each : rule_remarks(problem)) {
      if (each.entry == entry) found.emplace_back(each.rule, each.verdict);
    }
    return found;
  }
};

TEST_F(RuleRemarks, ADutyOnOneMemberIsNotMostFavouredNation) {
  EXPECT_THAT(on("on-china"),
              ElementsAre(Pair("GATT I:1", rules::Verdict::fails), Pair("GATT II:1(b)", rules::Verdict::open)));
  EXPECT_THAT(on("on-all"), ElementsAre(Pair("GATT II:1(b)", rules::Verdict::open)));
  EXPECT_THAT(on("on-all-but-two"),
              ElementsAre(Pair("GATT I:1", rules::Verdict::fails), Pair("GATT II:1(b)", rules::Verdict::open)));
}

TEST_F(RuleRemarks, ACutForAllBreaksNothing) {
  EXPECT_THAT(on("cars-for-all"), IsEmpty());
  EXPECT_THAT(on("cars-for-one"), ElementsAre(Pair("GATT I:1", rules::Verdict::fails)));
}

TEST_F(RuleRemarks, OrdersFallUnderStateTradingAndALevyIsADuty) {
  EXPECT_THAT(on("order"), ElementsAre(Pair("GATT XVII:1", rules::Verdict::open)));
  EXPECT_THAT(on("order-named"), ElementsAre(Pair("GATT XVII:1", rules::Verdict::fails)));
  EXPECT_THAT(on("levy-named"),
              ElementsAre(Pair("GATT I:1", rules::Verdict::fails), Pair("GATT II:1(b)", rules::Verdict::open)));
  EXPECT_THAT(on("quota"), ElementsAre(Pair("GATT XI:1", rules::Verdict::fails)));
}

TEST_F(RuleRemarks, NamedSuppliersAreNamedOnceAndWithoutTheParties) {
  std::vector<std::string> codes;
  for (const Country n : named_losers(problem)) codes.push_back(world.economy.code(n));
  EXPECT_THAT(codes, ElementsAre("KOR", "TWN"));
}

TEST_F(RuleRemarks, StandInTheAnswerAndFailureDoesNotCountAsBetterThanItself) {
  Observer silent;
  const Desk desk = open_desk(problem, {.threads = 2}, silent);
  std::size_t better = 0;
  for (const PackageValue& each : desk.packages) {
    const bool is_failure = each.package == Package{0, 0, 0};
    const bargaining::Payoff u = payoff_of(desk, each);
    const bargaining::Payoff d = payoff_of(desk, desk.disagreement);
    better += !is_failure && u[0] >= d[0] && u[1] >= d[1];
  }
  EXPECT_EQ(desk.better_than_disagreement, better);
  const std::string text = report::deal_text(desk, world);
  EXPECT_THAT(text, HasSubstr("Rules of the World Trade Organization and Nash's package"));
  EXPECT_THAT(text, HasSubstr("named suppliers: KOR"));
  EXPECT_THAT(report::packages_csv(desk, world), HasSubstr(",wto_fails,wto_open\n"));
  EXPECT_THAT(report::deal_json(desk, world), HasSubstr("\"reason\": \"a limit on the quantity of imports\""));
}

}  // namespace
}  // namespace parley::study
