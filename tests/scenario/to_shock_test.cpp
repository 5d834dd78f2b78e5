#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

#include "parley/scenario/resolve.hpp"

namespace parley::scenario {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Three countries, goods STL and MVH, services FIN; USA pays 2 % on STL everywhere, CHN 20 % on MVH from USA, 5 % from JPN.
Baseline small_world() {
  BaselineData data;
  data.info.name = "small";
  data.economy = Economy({{"USA", "United States"}, {"CHN", "China"}, {"JPN", "Japan"}},
                         {{"STL", "Steel", true}, {"MVH", "Cars", true}, {"FIN", "Finance", false}});
  data.flow = Array<Sector, Importer, Exporter>(3, 3, 3);
  data.tariff = Array<Sector, Importer, Exporter>(3, 3, 3);
  for (const Sector s : data.economy.sectors()) {
    for (const Importer n : data.economy.importers()) {
      for (const Exporter i : data.economy.exporters()) data.flow(s, n, i) = n.value() == i.value() ? 100 : 10;
    }
  }
  for (const Exporter i : data.economy.exporters()) {
    if (i.value() != 0) data.tariff(Sector(0), Importer(0), i) = 0.02;
  }
  data.tariff(Sector(1), Importer(1), Exporter(0)) = 0.20;
  data.tariff(Sector(1), Importer(1), Exporter(2)) = 0.05;
  data.trade_elasticity = Array<Sector>(3);
  data.trade_elasticity.fill(4);
  data.elasticity_source.assign(3, "made up");
  return calibrate(std::move(data));
}

class ToShock : public testing::Test {
 protected:
  const Baseline world = small_world();
  static constexpr Sector stl{0}, mvh{1}, fin{2};
  static constexpr Importer us{0}, cn{1}, jp{2};
  static constexpr Exporter from_us{0}, from_cn{1}, from_jp{2};

  [[nodiscard]] Shock shock(const std::string& rest, std::size_t compare = 0) const {
    const Scenario scenario = parse("format = 1\ntitle = \"t\"\nbaseline = \"small\"\n" + rest, "s.toml");
    return to_shock(resolve(scenario, world), scenario.compares.at(compare), world);
  }
  [[nodiscard]] std::string error(const std::string& rest) const {
    try {
      static_cast<void>(shock(rest));
    } catch (const InputError& thrown) {
      return thrown.what();
    }
    return "no error";
  }
  /// An action of the United States on steel, lines 4 to 6, with more lines from line 7.
  static std::string steel(const std::string& more, const std::string& id = "a") {
    return "[[action]]\nid = \"" + id + "\"\nimposer = \"USA\"\n" + more;
  }
  /// How many cells differ from the baseline.
  [[nodiscard]] std::size_t changed(const Shock& after) const {
    const Shock before = no_shock(world);
    std::size_t count = 0;
    for (std::size_t at = 0; at < before.tariff_new.size(); ++at) {
      count += after.tariff_new.values()[at] != before.tariff_new.values()[at];
      count += after.export_tax_new.values()[at] != before.export_tax_new.values()[at];
      count += after.iceberg_hat.values()[at] != before.iceberg_hat.values()[at];
    }
    return count;
  }
};

TEST_F(ToShock, ADutyChangesItsCellAndNoOther) {
  const Shock after = shock(steel("origin = [\"CHN\"]\nsectors = [\"STL\"]\nrate = \"+25%\"\n"));
  EXPECT_DOUBLE_EQ(after.tariff_new(stl, us, from_cn), 0.27);
  EXPECT_EQ(changed(after), 1u);
  EXPECT_FALSE(after.numeraire.has_value());
}

TEST_F(ToShock, AnEmptyCaseChangesNothing) {
  const Shock after = shock(steel("origin = [\"CHN\"]\nsectors = [\"STL\"]\nrate = \"+25%\"\n") +
                            "[[compare]]\nname = \"nothing\"\nactions = []\n");
  EXPECT_EQ(changed(after), 0u);
}

TEST_F(ToShock, CoverageIsTheShareThatPays) {
  EXPECT_DOUBLE_EQ(
      shock(steel("origin = [\"CHN\"]\ncoverage = { STL = 0.4 }\nrate = \"+25%\"\n")).tariff_new(stl, us, from_cn),
      0.12);
  EXPECT_DOUBLE_EQ(shock(steel("origin = [\"CHN\"]\nsectors = [\"STL\"]\ncoverage = 0.5\nrate = \"=10%\"\n"))
                       .tariff_new(stl, us, from_cn),
                   0.06);
}

TEST_F(ToShock, EntriesAddUpInTheOrderOfTheFile) {
  const std::string first = steel("origin = [\"CHN\"]\nsectors = [\"STL\"]\nrate = \"+25%\"\n", "first");
  const std::string second = steel("origin = [\"CHN\"]\nsectors = [\"STL\"]\nrate = \"<=10%\"\n", "second");
  const std::string both = "[[compare]]\nname = \"c\"\nactions = [\"second\", \"first\"]\n";
  EXPECT_DOUBLE_EQ(shock(first + second + both).tariff_new(stl, us, from_cn), 0.10);
  EXPECT_DOUBLE_EQ(shock(second + first + both).tariff_new(stl, us, from_cn), 0.27);
}

TEST_F(ToShock, StarIsEverybodyElseButTheExcepted) {
  const Shock after = shock(steel("origin = [\"*\"]\norigin_except = [\"JPN\"]\nsectors = [\"*\"]\nrate = \"+10%\"\n"));
  EXPECT_DOUBLE_EQ(after.tariff_new(stl, us, from_cn), 0.12);
  EXPECT_DOUBLE_EQ(after.tariff_new(mvh, us, from_cn), 0.10);
  EXPECT_EQ(changed(after), 2u);  // neither Japan, nor services, nor itself
}

TEST_F(ToShock, ASectorsOwnShareGoesBeforeTheStar) {
  const Shock after = shock(steel("origin = [\"CHN\"]\ncoverage = { \"*\" = 0.1, MVH = 1 }\nrate = \"+10%\"\n"));
  EXPECT_DOUBLE_EQ(after.tariff_new(stl, us, from_cn), 0.03);
  EXPECT_DOUBLE_EQ(after.tariff_new(mvh, us, from_cn), 0.10);
}

TEST_F(ToShock, ExemptionsHoldInTheirTimeAndShare) {
  const std::string duty = steel(R"(origin = ["*"]
sectors = ["STL"]
rate = "+20%"
except = [{ origin = ["JPN"], until = 2018-05-01 }, { origin = ["CHN"], share = 0.25, from = 2018-06-01 }]
[[compare]]
name = "april"
actions = ["a"]
on = 2018-04-30
[[compare]]
name = "may"
actions = ["a"]
on = 2018-05-01
[[compare]]
name = "june"
actions = ["a"]
on = 2018-06-01
[[compare]]
name = "undated"
actions = ["a"]
)");
  EXPECT_DOUBLE_EQ(shock(duty, 0).tariff_new(stl, us, from_jp), 0.02);
  EXPECT_DOUBLE_EQ(shock(duty, 0).tariff_new(stl, us, from_cn), 0.22);
  EXPECT_THAT(shock(duty, 0).notes, ElementsAre("a: JPN spared in part or in full on 2018-04-30"));
  EXPECT_DOUBLE_EQ(shock(duty, 1).tariff_new(stl, us, from_jp), 0.22);
  EXPECT_DOUBLE_EQ(shock(duty, 2).tariff_new(stl, us, from_cn), 0.17);
  // Without any date, every exemption holds.
  EXPECT_DOUBLE_EQ(shock(duty, 3).tariff_new(stl, us, from_jp), 0.02);
  EXPECT_DOUBLE_EQ(shock(duty, 3).tariff_new(stl, us, from_cn), 0.17);
  EXPECT_DOUBLE_EQ(shock("as_of = 2018-05-15\n" + duty, 3).tariff_new(stl, us, from_jp), 0.22);
}

TEST_F(ToShock, OnADayOnlyWhatIsInForceCounts) {
  const std::string duty = steel(R"(origin = ["CHN"]
sectors = ["STL"]
rate = "+20%"
effective = 2018-03-23
ends = 2018-06-01
[[compare]]
name = "before"
actions = ["a"]
on = 2018-03-22
[[compare]]
name = "first-day"
actions = ["a"]
on = 2018-03-23
[[compare]]
name = "after"
actions = ["a"]
on = 2018-06-01
[[compare]]
name = "no-day"
actions = ["a"]
)");
  EXPECT_EQ(changed(shock(duty, 0)), 0u);
  EXPECT_THAT(shock(duty, 0).notes, ElementsAre(HasSubstr("not in force on 2018-03-22")));
  EXPECT_EQ(changed(shock(duty, 1)), 1u);
  EXPECT_EQ(changed(shock(duty, 2)), 0u);
  EXPECT_EQ(changed(shock(duty, 3)), 1u);
}

TEST_F(ToShock, ABaseRateSaysWhatTheCoveredGoodsPay) {
  const std::string request = R"([[request]]
id = "cars"
from = "USA"
to = "CHN"
coverage = { MVH = 0.6 }
base_rate = "25%"
rate = "<=15%"
mfn = true
)";
  const Shock after = shock(request);
  EXPECT_NEAR(after.tariff_new(mvh, cn, from_us), 0.20 - 0.6 * 0.10, 1e-15);
  // Japan's mean of 5 % can hold no more than a fifth that pays 25 %.
  EXPECT_NEAR(after.tariff_new(mvh, cn, from_jp), 0.05 - 0.2 * 0.10, 1e-15);
  EXPECT_THAT(after.notes, ElementsAre(HasSubstr("limits JPN")));
  EXPECT_EQ(changed(after), 2u);
}

TEST_F(ToShock, ABilateralCutIsForTheOneWhoAsks) {
  const Shock after =
      shock("[[request]]\nid = \"r\"\nfrom = \"USA\"\nto = \"CHN\"\nsectors = [\"MVH\"]\nrate = \"cut 50%\"\n");
  EXPECT_DOUBLE_EQ(after.tariff_new(mvh, cn, from_us), 0.10);
  EXPECT_EQ(changed(after), 1u);
}

TEST_F(ToShock, AnExportTaxStandsAtTheExporter) {
  const Shock after =
      shock(steel("kind = \"export_tax\"\ndestination = [\"CHN\"]\nsectors = [\"STL\"]\nrate = \"+15%\"\n"));
  EXPECT_DOUBLE_EQ(after.export_tax_new(stl, cn, from_us), 0.15);
  EXPECT_EQ(changed(after), 1u);
}

TEST_F(ToShock, WedgesMultiplyAndMayStandBeforeServices) {
  const std::string one =
      "kind = \"non_tariff_wedge\"\norigin = [\"CHN\"]\ncoverage = { FIN = 0.5 }\nrate = \"+20%\"\n";
  EXPECT_DOUBLE_EQ(shock(steel(one)).iceberg_hat(fin, us, from_cn), 1.1);
  EXPECT_NEAR(shock(steel(one) + steel(one, "b")).iceberg_hat(fin, us, from_cn), 1.21, 1e-15);
  EXPECT_EQ(changed(shock(steel(one))), 1u);
}

TEST_F(ToShock, NumeraireAndDeficitRuleAreTheFiles) {
  const std::string duty = steel("origin = [\"CHN\"]\nsectors = [\"STL\"]\nrate = \"+25%\"\n");
  const Shock after = shock("numeraire = \"JPN\"\ndeficit_rule = \"share_of_world\"\n" + duty);
  EXPECT_EQ(after.numeraire, Country(2));
  EXPECT_EQ(after.deficit_rule, DeficitRule::share_of_world);
}

TEST_F(ToShock, ExceptionsToTheDeficitRuleAreTheFiles) {
  const std::string duty = steel("origin = [\"CHN\"]\nsectors = [\"STL\"]\nrate = \"+25%\"\n");
  const Shock after =
      shock("deficit_rule = \"share_of_own_income\"\nbalanced = \"USA\"\ndeficit_remainder = [\"JPN\"]\n" + duty);
  EXPECT_EQ(after.deficit_rule, DeficitRule::share_of_own_income);
  EXPECT_EQ(after.deficit_exceptions, (DeficitExceptions{.balanced = {Country(0)}, .remainder = {Country(2)}}));
  EXPECT_THAT(error("balanced = [\"USA\", \"CHM\"]\n" + duty),
              HasSubstr("s.toml:4:20: balanced[1]: no country 'CHM'; did you mean 'CHN'?"));
}

TEST_F(ToShock, UnknownCodesAreNamedWithTheNearMiss) {
  EXPECT_THAT(error(steel("origin = [\"CNN\"]\nsectors = [\"STL\"]\nrate = \"+25%\"\n")),
              HasSubstr("s.toml:7:11: action[0].origin[0]: no country 'CNN'; did you mean 'CHN'?"));
  EXPECT_THAT(error(steel("origin = [\"CHN\"]\nsectors = [\"MVH\", \"STLL\"]\nrate = \"+25%\"\n")),
              HasSubstr("s.toml:8:19: action[0].sectors[1]: no sector 'STLL'; did you mean 'STL'?"));
  EXPECT_THAT(error(steel("origin = [\"CHN\"]\ncoverage = { MVV = 0.5 }\nrate = \"+25%\"\n")),
              HasSubstr("s.toml:8:20: action[0].coverage.MVV: no sector 'MVV'"));
  EXPECT_THAT(error("numeraire = \"USB\"\n" + steel("origin = [\"CHN\"]\nsectors = [\"STL\"]\nrate = \"+25%\"\n")),
              HasSubstr("s.toml:4:13: numeraire: no country 'USB'"));
  EXPECT_THAT(
      error("parties = [\"USA\", \"CHX\"]\n" + steel("origin = [\"CHN\"]\nsectors = [\"STL\"]\nrate = \"+25%\"\n")),
      HasSubstr("s.toml:4:19: parties[1]: no country 'CHX'"));
  EXPECT_THAT(
      error(steel("origin = [\"CHN\"]\nsectors = [\"STL\"]\nrate = \"+25%\"\nexcept = [{ origin = [\"CAM\"] }]\n")),
      HasSubstr("s.toml:10:23: action[0].except[0].origin[0]: no country 'CAM'"));
  EXPECT_THAT(error("[[request]]\nid = \"r\"\nfrom = \"UAS\"\nto = \"CHN\"\nsectors = [\"MVH\"]\nrate = \"-5%\"\n"),
              HasSubstr("s.toml:6:8: request[0].from: no country 'UAS'"));
}

TEST_F(ToShock, EntriesThatAreNotComparedAreCheckedToo) {
  EXPECT_THAT(error(steel("origin = [\"CHN\"]\nsectors = [\"STL\"]\nrate = \"+25%\"\n") +
                    steel("origin = [\"CHM\"]\nsectors = [\"STL\"]\nrate = \"+25%\"\n", "b") +
                    "[[compare]]\nname = \"c\"\nactions = [\"a\"]\n"),
              HasSubstr("no country 'CHM'"));
}

TEST_F(ToShock, ServicesCarryNoDuty) {
  EXPECT_THAT(error(steel("origin = [\"CHN\"]\nsectors = [\"FIN\"]\nrate = \"+25%\"\n")),
              HasSubstr("s.toml:8:12: action[0].sectors[0]: FIN is a service and carries no duty"));
}

TEST_F(ToShock, RatesStayBetweenZeroAndThreeThousand) {
  EXPECT_THAT(error(steel("origin = [\"*\"]\nsectors = [\"STL\"]\nrate = \"-10%\"\n")),
              HasSubstr("s.toml:9:8: action[0].rate: '-10%' takes STL with CHN from 2 % to -8 % (and 1 more)"));
  EXPECT_EQ(error(steel("origin = [\"CHN\"]\nsectors = [\"STL\"]\nrate = \"+400%\"\n")), "no error");
  EXPECT_THAT(error(steel("origin = [\"CHN\"]\nsectors = [\"STL\"]\nrate = \"=3001%\"\n")),
              HasSubstr("at most 3000 %"));
}

TEST_F(ToShock, DoingAndUndoingLeavesTheTariffs) {
  const bool holds = rc::check("+r then -r at the same coverage", [this] {
    const int percent = *rc::gen::inRange(0, 301);
    const int share = *rc::gen::inRange(1, 101);
    const std::string rest =
        "origin = [\"*\"]\nsectors = [\"*\"]\ncoverage = " + std::to_string(share / 100.0) + "\nrate = \"";
    const Shock after = shock(steel(rest + "+" + std::to_string(percent) + "%\"\n", "a") +
                              steel(rest + "-" + std::to_string(percent) + "%\"\n", "b"));
    for (std::size_t at = 0; at < after.tariff_new.size(); ++at) {
      RC_ASSERT(std::abs(after.tariff_new.values()[at] - world.tariff.values()[at]) <= 1e-12);
      RC_ASSERT(after.tariff_new.values()[at] >= 0.0);
    }
  });
  EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace parley::scenario
