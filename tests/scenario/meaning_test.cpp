// Entries that mean what they say: what would count otherwise than it is written is refused or said (issue 13).
#include <gmock/gmock.h>

#include <string>

#include "parley/data/read_baseline.hpp"
#include "parley/scenario/resolve.hpp"
#include "support/files.hpp"

namespace parley::scenario {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string head = "format = 1\ntitle = \"t\"\nbaseline = \"world-2017\"\n";

std::string duty(const std::string& rest = "", const std::string& origin = R"(["CHN"])") {
  return "[[action]]\nid = \"duty\"\nimposer = \"USA\"\norigin = " + origin +
         "\nsectors = [\"STL\", \"MCH\"]\nrate = \"+10%\"\n" + rest;
}

class EntryMeaning : public testing::Test {
 protected:
  static void SetUpTestSuite() { world = new Baseline(data::read_baseline(test::project() / "data/world-2017")); }
  static void TearDownTestSuite() { delete world; }
  [[nodiscard]] static Shock shock(const std::string& entries, std::size_t compare = 0) {
    const Scenario scenario = parse(head + entries, "s.toml");
    return to_shock(resolve(scenario, *world), scenario.compares.at(compare), *world);
  }
  [[nodiscard]] static std::string error(const std::string& entries) {
    try {
      static_cast<void>(shock(entries));
    } catch (const InputError& thrown) {
      return thrown.what();
    }
    return "no error";
  }
  [[nodiscard]] static bool counts(const Shock& shock) { return shock.tariff_new != world->tariff; }
  static inline Baseline* world = nullptr;
};

const std::string named_on = "[[compare]]\nname = \"a\"\nactions = [\"duty\"]\non = 2018-06-01\n";
const std::string unnamed_on = "[[compare]]\nname = \"b\"\non = 2018-06-01\n";

TEST_F(EntryMeaning, WhatIsOverIsLeftOutOfADayNamedOrNotAndSaid) {
  for (const std::string status : {"ended", "suspended"}) {
    const std::string file = duty("status = \"" + status + "\"\neffective = 2018-01-01\n") + named_on + unnamed_on;
    for (const std::size_t compare : {0U, 1U}) {
      const Shock made = shock(file, compare);
      EXPECT_FALSE(counts(made)) << status << compare;
      EXPECT_THAT(made.notes, Contains("duty has the status '" + status + "' and is left out on 2018-06-01"));
    }
  }
  for (const std::string status : {"in_force", "proposed"}) {
    const Shock made = shock(duty("status = \"" + status + "\"\n") + named_on);
    EXPECT_TRUE(counts(made)) << status;
    EXPECT_THAT(made.notes, IsEmpty());
  }
}

TEST_F(EntryMeaning, WhatIsOverCountsWithoutADayWhereItIsNamedAndIsSaid) {
  const std::string ended = duty("status = \"ended\"\n");
  const Shock named = shock(ended + "[[compare]]\nname = \"a\"\nactions = [\"duty\"]\n");
  EXPECT_TRUE(counts(named));
  EXPECT_THAT(named.notes,
              Contains("duty has the status 'ended' and counts all the same: the case names it and has no day"));
  const std::string other =
      "[[action]]\nid = \"other\"\nimposer = \"CHN\"\norigin = [\"USA\"]\nsectors = [\"STL\"]\n"
      "rate = \"+5%\"\n";
  const Shock all = shock(ended + other);
  EXPECT_EQ(all.tariff_new, shock(other).tariff_new);
  EXPECT_THAT(all.notes, Contains("duty has the status 'ended' and is left out"));
  EXPECT_THAT(error(ended), HasSubstr("nothing is in force; name what to combine in a [[compare]]"));
}

TEST_F(EntryMeaning, PurchasesAndReformsThatAreOverAreLeftOutAndSaid) {
  const std::string requests =
      "[[request]]\nid = \"buy\"\nfrom = \"USA\"\nto = \"CHN\"\nstatus = \"ended\"\n"
      "purchase = { sector = \"SEM\", add_musd = 500 }\n"
      "[[request]]\nid = \"cap\"\nfrom = \"USA\"\nto = \"CHN\"\nends = 2018-05-01\n"
      "services = { sector = \"FIN\", foreign_equity_cap = [0.49, 0.51], affiliate_sales_musd = 2412 }\n"
      "[[compare]]\nname = \"a\"\nactions = [\"buy\", \"cap\"]\non = 2018-06-01\n";
  const Scenario scenario = parse(head + requests, "s.toml");
  const ResolvedScenario resolved = resolve(scenario, *world);
  std::vector<std::string> notes;
  EXPECT_THAT(commitments(resolved, scenario.compares[0], notes), IsEmpty());
  EXPECT_THAT(affiliate_reforms(resolved, scenario.compares[0], notes), IsEmpty());
  EXPECT_THAT(notes, testing::ElementsAre("buy has the status 'ended' and is left out on 2018-06-01",
                                          "cap is not in force on 2018-06-01 and is left out"));
}

TEST_F(EntryMeaning, AnExemptionSparesSomeOfTheEntrysOwn) {
  EXPECT_THAT(error(duty("except = [{ origin = [\"CAN\"] }]\n")),
              AllOf(HasSubstr("action[0].except[0].origin[0]: CAN is not hit by 'duty', so it cannot be spared"),
                    HasSubstr("the entry's own: CHN")));
  EXPECT_THAT(error(duty("origin_except = [\"CAN\"]\nexcept = [{ origin = [\"CAN\"] }]\n", R"(["*"])")),
              HasSubstr("origin_except leaves it out already"));
  EXPECT_THAT(error(duty("except = [{ origin = [\"USA\"] }]\n", R"(["*"])")),
              HasSubstr("a country sets no duty on itself"));
  EXPECT_THAT(error(duty("except = [{ sectors = [\"SEM\"] }]\n")), HasSubstr("SEM is not hit by 'duty'"));
  EXPECT_EQ(error(duty("except = [{ origin = [\"CAN\"], sectors = [\"STL\"] }]\n", R"(["*"])")), "no error");
  EXPECT_THAT(error("[[action]]\nid = \"tax\"\nkind = \"export_tax\"\nimposer = \"CHN\"\ndestination = [\"USA\"]\n"
                    "sectors = [\"STL\"]\nrate = \"+10%\"\nexcept = [{ origin = [\"JPN\"] }]\n"),
              HasSubstr("JPN is not hit by 'tax'"));
}

TEST_F(EntryMeaning, PartsThatAreSparedAddUpToTheWholeAtMost) {
  const auto parts = [](const std::string& second) {
    return duty("except = [{ origin = [\"CHN\"], share = 0.7, until = 2018-06-01 }, { sectors = [\"STL\"], " + second +
                " }]\n");
  };
  EXPECT_THAT(error(parts("share = 0.6")),
              AllOf(HasSubstr("s.toml:10:"), HasSubstr("the exemptions of CHN in STL add up to 130 %"),
                    HasSubstr("at most 100 % together")));
  EXPECT_EQ(error(parts("share = 0.3")), "no error");
  // One exemption of everything beside another is no sum.
  EXPECT_EQ(error(parts("share = 1")), "no error");
  EXPECT_FALSE(counts(shock(duty("except = [{ origin = [\"CHN\"] }, { sectors = [\"STL\"] }]\n"))));
  // Of different times, and no day that chooses.
  const std::string later = parts("share = 0.6, from = 2018-06-01");
  EXPECT_THAT(shock(later).notes, Contains(HasSubstr("exemptions of different times spare more than there is of CHN")));
  EXPECT_THAT(shock("as_of = 2018-05-01\n" + later).notes, testing::Not(Contains(HasSubstr("different times"))));
}

TEST_F(EntryMeaning, NothingAnswersItselfOrWhatAnswersIt) {
  const auto entry = [](const std::string& id, const std::string& answers) {
    return "[[action]]\nid = \"" + id + "\"\nimposer = \"USA\"\norigin = [\"CHN\"]\nsectors = [\"STL\"]\n" +
           "rate = \"+10%\"\n" + (answers.empty() ? "" : "answers = \"" + answers + "\"\n");
  };
  EXPECT_THAT(error(entry("a", "a")), HasSubstr("s.toml:10:11: action[0].answers: 'a' answers itself"));
  const std::string circle = error(entry("x", "a") + entry("a", "b") + entry("b", "c") + entry("c", "a"));
  EXPECT_THAT(circle, AllOf(HasSubstr("action[1].answers: the answers go in a circle: a, b, c, a"),
                            testing::Not(HasSubstr("action[2]"))));
  EXPECT_EQ(error(entry("a", "") + entry("b", "a") + entry("c", "b") + entry("d", "b")), "no error");
}

TEST_F(EntryMeaning, ServicesAreAskedForInServicesAndDutiesOnGoods) {
  EXPECT_THAT(
      error("[[request]]\nid = \"cap\"\nfrom = \"USA\"\nto = \"CHN\"\n"
            "services = { sector = \"STL\", foreign_equity_cap = [0.49, 0.51], affiliate_sales_musd = 2412 }\n"),
      HasSubstr("request[0].services.sector: STL is not a services sector"));
  EXPECT_EQ(error("[[request]]\nid = \"t\"\nfrom = \"USA\"\nto = \"CHN\"\n"
                  "technology = { sector = \"MCH\", affiliate_sales_musd = 2412, transfer_cost = [0.03, 0.01] }\n"),
            "no error");
  EXPECT_THAT(error("[[request]]\nid = \"p\"\nfrom = \"USA\"\nto = \"CHN\"\n"
                    "purchase = { sector = \"FIN\", add_musd = 500, instrument = \"tariff_cut\" }\n"),
              HasSubstr("FIN is a service and carries no duty"));
  EXPECT_THAT(error("[[action]]\nid = \"q\"\nkind = \"tariff_rate_quota\"\nimposer = \"USA\"\norigin = [\"CHN\"]\n"
                    "sectors = [\"FIN\"]\nlimit = \"-30%\"\nin_quota_rate = \"5%\"\n"),
              AllOf(HasSubstr("FIN is a service"), HasSubstr("import_quota")));
}

TEST_F(EntryMeaning, ACutThatRaisesSaysWhomItRaises) {
  const auto cut = [](const std::string& rate) {
    return "[[request]]\nid = \"cut\"\nfrom = \"CHN\"\nto = \"USA\"\nsectors = [\"TEX\"]\nrate = \"" + rate +
           "\"\nmfn = true\n";
  };
  EXPECT_THAT(shock(cut("=15%")).notes,
              Contains(AllOf(HasSubstr("cut: '=15%' raises tariffs on goods of"), HasSubstr("CAN"), HasSubstr("CHN"))));
  EXPECT_THAT(shock(cut("<=15%")).notes, IsEmpty());
  EXPECT_THAT(shock(cut("=0%")).notes, IsEmpty());
}

TEST_F(EntryMeaning, AnUnknownFormatIsRefused) {
  for (const std::string format : {"2", "0", "1.5"}) {
    try {
      static_cast<void>(
          parse("format = " + format + "\ntitle = \"t\"\nbaseline = \"world-2017\"\n" + duty(), "s.toml"));
      ADD_FAILURE() << format;
    } catch (const InputError& thrown) {
      EXPECT_THAT(thrown.what(), HasSubstr("s.toml:1:10: format: format " + format + " is not known"));
    }
  }
}

TEST_F(EntryMeaning, TheReportedCaseOfAnEndedDutyIsLeftOutTwice) {
  if (!test::shared()) GTEST_SKIP() << "PARLEY_SHARED names no reference data";
  const Scenario scenario = read(*test::shared() / "cases/faults/16/s.toml");
  const ResolvedScenario resolved = resolve(scenario, *world);
  for (const Compare& compare : scenario.compares) EXPECT_FALSE(counts(to_shock(resolved, compare, *world)));
}

}  // namespace
}  // namespace parley::scenario
