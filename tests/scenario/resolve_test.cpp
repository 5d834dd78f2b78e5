#include "parley/scenario/resolve.hpp"

#include <gmock/gmock.h>

#include <string>

#include "parley/data/read_baseline.hpp"
#include "support/files.hpp"

namespace parley::scenario {
namespace {

using testing::HasSubstr;

const std::string head = "format = 1\ntitle = \"t\"\nbaseline = \"world-2017\"\n";
const std::string duty =
    "[[action]]\nid = \"duty\"\nimposer = \"USA\"\norigin = [\"CHN\"]\nsectors = [\"STL\"]\nrate = \"+25%\"\n";
const std::string purchase =
    "[[request]]\nid = \"chips\"\nfrom = \"USA\"\nto = \"CHN\"\npurchase = { sector = \"SEM\", add_musd = 500 }\n";
const std::string cap =
    "[[request]]\nid = \"cap\"\nfrom = \"USA\"\nto = \"CHN\"\n"
    "services = { sector = \"FIN\", foreign_equity_cap = [0.49, 0.51], affiliate_sales_musd = 2412 }\n";

class Resolve : public testing::Test {
 protected:
  static void SetUpTestSuite() { world = new Baseline(data::read_baseline(test::project() / "data/world-2017")); }
  static void TearDownTestSuite() { delete world; }
  [[nodiscard]] static std::string error(const std::string& entries) {
    try {
      static_cast<void>(resolve(parse(head + entries, "s.toml"), *world));
    } catch (const InputError& thrown) {
      return thrown.what();
    }
    return "no error";
  }
  static inline Baseline* world = nullptr;
};

TEST_F(Resolve, AnEntryIsOneOfThreeKinds) {
  const Scenario scenario = parse(head + duty + purchase + cap, "s.toml");
  EXPECT_TRUE(std::holds_alternative<TariffChange>(scenario.actions.at(0).change));
  EXPECT_TRUE(std::holds_alternative<QuantityTarget>(scenario.actions.at(1).change));
  EXPECT_TRUE(std::holds_alternative<AffiliateRequest>(scenario.actions.at(2).change));
  EXPECT_EQ(rate_text(scenario.actions.at(0)), "+25%");
  EXPECT_EQ(rate_text(scenario.actions.at(1)), "");
  const ResolvedScenario resolved = resolve(scenario, *world);
  ASSERT_EQ(resolved.actions.size(), 3U);
  EXPECT_TRUE(std::holds_alternative<ResolvedTariffChange>(resolved.actions[0].change));
  EXPECT_EQ(std::get<ResolvedQuantity>(resolved.actions[1].change).commitments.size(), 1U);
  EXPECT_DOUBLE_EQ(std::get<AffiliateReform>(resolved.actions[2].change).affiliate_sales, 2412);
}

TEST_F(Resolve, OneResolutionAnswersEveryCase) {
  const ResolvedScenario resolved = resolve(parse(head + duty + purchase + cap, "s.toml"), *world);
  const Shock base = no_shock(*world);
  std::vector<std::string> notes;
  const Compare nothing{.name = "nothing"};
  EXPECT_EQ(to_shock(resolved, nothing, *world).tariff_new, base.tariff_new);
  EXPECT_TRUE(commitments(resolved, nothing, notes).empty());
  EXPECT_TRUE(affiliate_reforms(resolved, nothing, notes).empty());
  const Compare all{.name = "all", .actions = {"duty", "chips", "cap"}};
  for (int time = 0; time < 2; ++time) {
    EXPECT_NE(to_shock(resolved, all, *world).tariff_new, base.tariff_new);
    EXPECT_EQ(commitments(resolved, all, notes).size(), 1U);
    EXPECT_EQ(affiliate_reforms(resolved, all, notes).size(), 1U);
  }
  EXPECT_TRUE(notes.empty());
}

TEST_F(Resolve, EveryKindOfEntrySaysItsWrongCodesAtOnce) {
  EXPECT_EQ(error(duty + purchase + cap), "no error");
  const std::string said = error(
      "[[action]]\nid = \"duty\"\nimposer = \"USA\"\norigin = [\"CHM\"]\nsectors = [\"STL\"]\nrate = \"+25%\"\n"
      "[[request]]\nid = \"chips\"\nfrom = \"USA\"\nto = \"CHN\"\n"
      "purchase = { sector = \"SEN\", add_musd = 500, from_suppliers = [\"KOX\", \"USA\"] }\n"
      "[[request]]\nid = \"cap\"\nfrom = \"USA\"\nto = \"CHN\"\n"
      "services = { sector = \"FIX\", foreign_equity_cap = [0.49, 0.51], affiliate_sales_musd = 2412 }\n");
  EXPECT_THAT(said, HasSubstr("s.toml:7:11: action[0].origin[0]: no country 'CHM'; did you mean 'CHN'?"));
  EXPECT_THAT(said, HasSubstr("request[0].purchase.sector: no sector 'SEN'; did you mean 'SEM'?"));
  EXPECT_THAT(said, HasSubstr("no country 'KOX'"));
  EXPECT_THAT(said, HasSubstr("USA cannot make way for this purchase"));
  EXPECT_THAT(said, HasSubstr("request[1].services.sector: no sector 'FIX'"));
}

TEST_F(Resolve, PlansAreTheScenariosOwn) {
  const std::string deal =
      "[deal]\nparties = [\"USA\", \"CHN\"]\ndisagreement = [\"duty\"]\n[[issue]]\nid = \"x\"\n"
      "option = [{ id = \"no\" }, { id = \"yes\", actions = [\"chips\"] }]\n";
  const Scenario with = parse("market = \"../market/plan.toml\"\n" + head + duty + purchase + deal +
                                  "[strategy]\nplayers = [\"USA\", \"CHN\"]\n",
                              "scenarios/s.toml");
  ASSERT_TRUE(with.deal);
  EXPECT_EQ(with.deal->package_count(), 2U);
  ASSERT_TRUE(with.strategy);
  EXPECT_EQ(with.market, "market/plan.toml");
  const Scenario without = parse(head + duty, "s.toml");
  EXPECT_FALSE(without.deal);
  EXPECT_FALSE(without.strategy);
  EXPECT_TRUE(without.market.empty());
}

/// One reading finds what is wrong with entries and plans.
TEST_F(Resolve, WrongPlansAreRefusedWithTheFile) {
  const std::string said = error(
      "[[action]]\nid = \"duty\"\nimposer = \"USA\"\norigin = [\"CHN\"]\nsectors = [\"STL\"]\nrate = \"25\"\n"
      "[deal]\nparties = [\"USA\"]\ndisagreement = []\n[strategy]\nplayers = [\"USA\"]\n");
  EXPECT_THAT(said, HasSubstr("action[0].rate: '25' is not a rate"));
  EXPECT_THAT(said, HasSubstr("deal.parties: needs two different countries"));
  EXPECT_THAT(said, HasSubstr("strategy.players: needs two different countries"));
}

/// What is wrong with the closure that a file's head asks for; "" where nothing is.
std::string closure_error(const std::string& more, DeficitRule baseline_rule = DeficitRule::share_of_world) {
  Baseline small = data::read_baseline(test::project() / "data/world-2017");
  small.info.deficit_rule = baseline_rule;
  try {
    set_closure(parse(head + more + duty, "s.toml"), small);
  } catch (const InputError& thrown) {
    return thrown.what();
  }
  return "";
}

TEST(Closure, OfTheFileStandsInThePlaceOfTheBaselines) {
  Baseline world = data::read_baseline(test::project() / "data/world-2017");
  set_closure(parse(head + "deficit_rule = \"share_of_own_income\"\nbalanced = [\"CHN\"]\n" + duty, "s.toml"), world);
  EXPECT_EQ(world.info.deficit_rule, DeficitRule::share_of_own_income);
  EXPECT_EQ(world.info.deficit_exceptions.balanced, std::vector<Country>{*world.economy.find_country("CHN")});
  const Shock shock = no_shock(world);
  EXPECT_EQ(shock.deficit_rule, world.info.deficit_rule);
  EXPECT_EQ(shock.deficit_exceptions, world.info.deficit_exceptions);
}

TEST(Closure, ThatMeansNothingIsRefused) {
  EXPECT_EQ(closure_error(""), "");
  EXPECT_EQ(closure_error("balanced = [\"USA\"]\ndeficit_remainder = [\"CHN\"]\n"), "");
  EXPECT_EQ(closure_error("deficit_remainder = [\"CHN\"]\n", DeficitRule::share_of_own_income), "");
  EXPECT_THAT(
      closure_error("deficit_remainder = [\"CHN\"]\n"),
      HasSubstr("s.toml:4:21: deficit_remainder: under 'share_of_world' deficits add up to zero by themselves"));
  EXPECT_THAT(closure_error("deficit_rule = \"balanced\"\nbalanced = [\"USA\"]\n"),
              HasSubstr("s.toml:5:12: balanced: deficit_rule = \"balanced\" balances everybody's trade already"));
  EXPECT_THAT(closure_error("balanced = [\"USA\"]\ndeficit_remainder = [\"CHN\", \"USA\"]\n"),
              HasSubstr("s.toml:5:29: deficit_remainder[1]: USA cannot take up what others leave"));
  EXPECT_THAT(closure_error("balanced = [\"USB\"]\n"), HasSubstr("s.toml:4:13: balanced[0]: no country 'USB'"));
}

}  // namespace
}  // namespace parley::scenario
