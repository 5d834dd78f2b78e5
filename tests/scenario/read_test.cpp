#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "parley/scenario/scenario.hpp"
#include "support/files.hpp"

namespace parley::scenario {
namespace {

using testing::HasSubstr;

const TariffChange& rates(const Action& action) { return std::get<TariffChange>(action.change); }

const std::string head = "format = 1\ntitle = \"t\"\nbaseline = \"b\"\n";  // lines 1 to 3
const std::string duty = R"([[action]]
id = "a"
imposer = "USA"
origin = ["CHN"]
sectors = ["STL"]
rate = "+25%"
)";                                                                        // lines 4 to 9 after the head

TEST(ReadScenario, TheShortestFile) {
  const Scenario scenario = parse(head + duty, "s.toml");
  ASSERT_EQ(scenario.actions.size(), 1u);
  const Action& action = scenario.actions[0];
  EXPECT_EQ(action.imposer, "USA");
  EXPECT_EQ(action.origin, std::vector<std::string>{"CHN"});
  EXPECT_EQ(action.title, "a");
  ASSERT_EQ(rates(action).coverage.size(), 1u);
  EXPECT_EQ(rates(action).coverage[0].sector, "STL");
  EXPECT_DOUBLE_EQ(rates(action).coverage[0].share, 1);
  EXPECT_EQ(action.place.line, 4);
  EXPECT_EQ(action.places.at("rate").line, 9);
  EXPECT_EQ(action.places.at("rate").key, "action[0].rate");
  ASSERT_EQ(scenario.compares.size(), 1u);
  EXPECT_EQ(scenario.compares[0].actions, std::vector<std::string>{"a"});
  EXPECT_EQ(scenario.parties, (std::vector<std::string>{"USA", "CHN"}));
}

TEST(ReadScenario, ExceptionsToTheDeficitRule) {
  const Scenario scenario =
      parse(head + "deficit_rule = \"share_of_own_income\"\nbalanced = [\"USA\"]\ndeficit_remainder = \"CHN\"\n" + duty,
            "s.toml");
  EXPECT_EQ(scenario.deficit_rule, DeficitRule::share_of_own_income);
  EXPECT_EQ(scenario.balanced, std::vector<std::string>{"USA"});
  EXPECT_EQ(scenario.deficit_remainder, std::vector<std::string>{"CHN"});
}

TEST(ReadScenario, EverythingThatAnEntryMaySay) {
  const Scenario scenario = parse(head + R"(as_of = 2018-04-04
deficit_rule = "balanced"
numeraire = "USA"
parties = ["USA", "CHN"]
[[action]]
id = "a"
title = "A duty"
imposer = "USA"
origin = ["*"]
origin_except = ["CAN"]
coverage = { STL = 0.9, NFM = 0.5 }
rate = "<=15%"
base_rate = "25%"
status = "proposed"
announced = 2018-03-08
effective = 2018-03-23
ends = 2019-01-01
except = [{ origin = ["DEU"], sectors = ["STL"], share = 0.5, from = 2018-03-23, until = 2018-05-01, note = "n", source = "s" }]
source = "law"
notes = ["one", "two"]
[[action]]
id = "b"
imposer = "CHN"
kind = "export_tax"
destination = ["USA"]
sectors = "ORE"
rate = "+5%"
answers = "a"
[[request]]
id = "c"
from = "USA"
to = "CHN"
coverage = { MVH = 0.86 }
rate = "cut 50%"
mfn = true
[[compare]]
name = "both"
title = "Both"
description = "d"
actions = ["a", "c"]
on = 2018-04-01
)",
                                  "s.toml");
  EXPECT_EQ(scenario.as_of, (Date{2018, 4, 4}));
  EXPECT_EQ(scenario.deficit_rule, DeficitRule::balanced);
  EXPECT_EQ(scenario.numeraire, "USA");
  const Action& a = scenario.actions[0];
  EXPECT_EQ(a.origin_except, std::vector<std::string>{"CAN"});
  EXPECT_DOUBLE_EQ(*rates(a).base_rate, 0.25);
  EXPECT_EQ(rates(a).rate.value().kind, RateKind::ceiling);
  EXPECT_EQ(a.announced, (Date{2018, 3, 8}));
  EXPECT_EQ(a.validity, (Validity{Date{2018, 3, 23}, Date{2019, 1, 1}}));
  ASSERT_EQ(rates(a).except.size(), 1u);
  EXPECT_DOUBLE_EQ(rates(a).except[0].share, 0.5);
  EXPECT_EQ(rates(a).except[0].validity, (Validity{Date{2018, 3, 23}, Date{2018, 5, 1}}));
  EXPECT_EQ(rates(a).except[0].note, "n; s");
  EXPECT_EQ(a.notes, (std::vector<std::string>{"one", "two"}));
  EXPECT_EQ(rates(scenario.actions[1]).instrument, PolicyInstrument::export_tax);
  EXPECT_EQ(scenario.actions[1].origin, std::vector<std::string>{"USA"});
  const Action& c = scenario.actions[2];
  EXPECT_TRUE(c.is_request);
  EXPECT_TRUE(rates(c).mfn);
  EXPECT_EQ(c.imposer, "CHN");
  EXPECT_EQ(c.asked_by, "USA");
  EXPECT_EQ(c.origin, std::vector<std::string>{"*"});
  EXPECT_EQ(scenario.compares[0].on, (Date{2018, 4, 1}));
}

TEST(ReadScenario, AsOfDecidesWhereNothingIsNamed) {
  const std::string rest = R"([[action]]
id = "later"
imposer = "USA"
origin = ["CHN"]
sectors = ["STL"]
rate = "+25%"
effective = 2018-07-06
[[action]]
id = "proposed"
imposer = "USA"
origin = ["CHN"]
sectors = ["NFM"]
rate = "+25%"
status = "proposed"
[[request]]
id = "asked"
from = "USA"
to = "CHN"
sectors = ["MVH"]
rate = "<=15%"
)";
  const Scenario scenario = parse(head + "as_of = 2018-04-04\n" + duty + rest, "s.toml");
  ASSERT_EQ(scenario.compares.size(), 1u);
  EXPECT_EQ(scenario.compares[0].actions, std::vector<std::string>{"a"});
  EXPECT_EQ(scenario.compares[0].name, "in-force");
  const Scenario summer = parse(head + duty + rest + "[[compare]]\nname = \"summer\"\non = 2018-07-06\n", "s.toml");
  EXPECT_EQ(summer.compares[0].actions, (std::vector<std::string>{"a", "later"}));
}

TEST(ReadScenario, ACoverageFileSpeaksForEachOrigin) {
  test::TemporaryFolder folder;
  test::write_file(folder / "c.csv",
                   "# made by hand\nlist,importer,exporter,sector,covered_musd,total_musd,coverage\n"
                   "l,USA,CHN,STL,50,100,0.5\nl,USA,CHN,NFM,10,100,0.1\nl,USA,*,STL,80,100,0.8\nl,USA,*,NFM,0,100,0\n"
                   "m,USA,CHN,STL,1,100,0.01\n");
  const std::string action = "[[action]]\nid = \"a\"\nimposer = \"USA\"\nrate = \"+25%\"\norigin = [\"CHN\"]\n";
  const Scenario own = parse(head + action + "coverage = { file = \"c.csv\", list = \"l\" }\n", folder / "s.toml");
  ASSERT_EQ(rates(own.actions[0]).coverage.size(), 2u);
  EXPECT_EQ(rates(own.actions[0]).coverage[0].origin, "CHN");
  EXPECT_THAT(rates(own.actions[0]).coverage[0].basis, HasSubstr("list 'l'"));
  EXPECT_EQ(own.coverage_files, std::vector<std::filesystem::path>{folder / "c.csv"});

  const Scenario scaled =
      parse(head + action + "coverage = { file = \"c.csv\", list = \"l\", budget_musd = 90 }\n", folder / "s.toml");
  EXPECT_NEAR(rates(scaled.actions[0]).coverage[0].share, 0.75, 1e-12);
  EXPECT_NEAR(rates(scaled.actions[0]).coverage[1].share, 0.15, 1e-12);
  ASSERT_EQ(scaled.actions[0].notes.size(), 1u);
  EXPECT_THAT(scaled.actions[0].notes[0], HasSubstr("$60m"));
  EXPECT_THAT(scaled.actions[0].notes[0], HasSubstr("$90m"));

  const Scenario one =
      parse(head + action + "sectors = [\"NFM\"]\ncoverage = { file = \"c.csv\", list = \"l\" }\n", folder / "s.toml");
  ASSERT_EQ(rates(one.actions[0]).coverage.size(), 1u);
  EXPECT_EQ(rates(one.actions[0]).coverage[0].sector, "NFM");
}

TEST(ReadScenario, TheFilesOfTheProjectAreRight) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(test::project() / "scenarios")) {
    if (entry.path().extension() != ".toml") continue;
    ++count;
    const Scenario scenario = read(entry.path());
    for (const Action& action : scenario.actions) {
      EXPECT_FALSE(action.source.empty()) << entry.path() << " " << action.id;
    }
    for (const auto& compare : scenario.compares) EXPECT_FALSE(compare.actions.empty()) << compare.name;
  }
  EXPECT_GE(count, 3u);
}

TEST(ReadScenario, ALostFileIsOneClearError) {
  test::TemporaryFolder folder;
  for (const auto& path : {folder.path() / "none.toml", folder.path()}) {
    try {
      static_cast<void>(read(path));
      FAIL() << path;
    } catch (const InputError& error) {
      EXPECT_EQ(error.problems().size(), 1u);
      EXPECT_THAT(error.what(), HasSubstr(path.string()));
    }
  }
}

struct Wrong {
  std::string name;
  std::string text;
  int line;
  int column;
  std::string message;
};

class WrongScenario : public testing::TestWithParam<Wrong> {};

TEST_P(WrongScenario, IsRefusedAtLineAndColumn) {
  const Wrong& wrong = GetParam();
  try {
    static_cast<void>(parse(wrong.text, "s.toml"));
    FAIL() << "was read";
  } catch (const InputError& error) {
    const bool found = std::any_of(error.problems().begin(), error.problems().end(), [&](const InputProblem& each) {
      return each.place.file == "s.toml" && each.place.line == wrong.line && each.place.column == wrong.column &&
             to_string(each).find(wrong.message) != std::string::npos;
    });
    EXPECT_TRUE(found) << "expected " << wrong.line << ":" << wrong.column << " " << wrong.message << "\n"
                       << error.what();
    EXPECT_LE(error.problems().size(), 3u) << error.what();
  }
}

/// The duty with one line in place of another.
std::string with(const std::string& old_line, const std::string& new_line) {
  std::string text = head + duty;
  const std::size_t at = text.find(old_line);
  return text.replace(at, old_line.size(), new_line);
}
const std::string asked = "[[request]]\nid = \"r\"\nfrom = \"USA\"\nto = \"CHN\"\n";  // lines 4 to 7

INSTANTIATE_TEST_SUITE_P(
    Kinds, WrongScenario,
    testing::Values(
        Wrong{"syntax", head + "as_of = = 3\n", 4, 9, ""},
        Wrong{"day_that_is_not", head + "as_of = 2018-02-30\n", 4, 19, "day"},
        Wrong{"quoted_date", head + "as_of = \"2018-04-04\"\n" + duty, 4, 9, "without quotes"},
        Wrong{"unknown_key", head + "as_off = 2018-04-04\n" + duty, 4, 1, "did you mean 'as_of'?"},
        Wrong{"unknown_key_of_action", with("origin =", "orgin ="), 7, 1, "did you mean 'origin'?"},
        Wrong{"format", "format = 2\ntitle = \"t\"\nbaseline = \"b\"\n" + duty, 1, 10, "format 2 is not known"},
        Wrong{"no_baseline", "format = 1\ntitle = \"t\"\n" + duty, 1, 1, "'baseline' is absent"},
        Wrong{"deficit_rule", head + "deficit_rule = \"fixd\"\n" + duty, 4, 16, "did you mean 'fixed'?"},
        Wrong{"no_entry", head, 0, 0, "no [[action]] and no [[request]]"},
        Wrong{"one_table_for_a_list", head + "[action]\nid = \"a\"\n", 4, 1, "[[action]]"},
        Wrong{"no_imposer", with("imposer = \"USA\"\n", ""), 4, 1, "'imposer' is absent"},
        Wrong{"imposer_number", with("imposer = \"USA\"", "imposer = 1"), 6, 11, "put it in quotes"},
        Wrong{"no_origin", with("origin = [\"CHN\"]\n", ""), 4, 1, "'origin' is absent"},
        Wrong{"empty_origin", with("[\"CHN\"]", "[]"), 7, 10, "names nobody"},
        Wrong{"origin_twice", with("[\"CHN\"]", "[\"CHN\", \"CHN\"]"), 7, 18, "appears twice"},
        Wrong{"origin_number", with("[\"CHN\"]", "[\"CHN\", 3]"), 7, 18, "put it in quotes"},
        Wrong{"own_origin", with("[\"CHN\"]", "[\"CHN\", \"USA\"]"), 7, 10, "USA is on both sides"},
        Wrong{"star_and_more", with("[\"CHN\"]", "[\"*\", \"CHN\"]"), 7, 10, "everybody else"},
        Wrong{"except_without_star", head + duty + "origin_except = [\"CAN\"]\n", 10, 17, "means nothing"},
        Wrong{"destination_of_a_duty", head + duty + "destination = [\"CAN\"]\n", 10, 15, "has no destination"},
        Wrong{"no_sectors", with("sectors = [\"STL\"]\n", ""), 4, 1, "no sector is named"},
        Wrong{"rate", with("+25%", "25%"), 9, 8, "is not a rate"},
        Wrong{"rate_number", with("\"+25%\"", "25"), 9, 8, "put it in quotes"},
        Wrong{"no_rate", with("rate = \"+25%\"\n", ""), 4, 1, "'rate' is absent"},
        Wrong{"base_rate", head + duty + "base_rate = \"+25%\"\n", 10, 13, "is not a tariff level"},
        Wrong{"kind", head + duty + "kind = \"export-tax\"\n", 10, 8, "did you mean 'export_tax'?"},
        Wrong{"status", head + duty + "status = \"maybe\"\n", 10, 10, "\"in_force\""},
        Wrong{"coverage_above_one", head + duty + "coverage = 1.5\n", 10, 12, "1.5 is not a share"},
        Wrong{"coverage_zero", head + duty + "coverage = 0\n", 10, 12, "0 is not a share"},
        Wrong{"coverage_nan", head + duty + "coverage = nan\n", 10, 12, "finite"},
        Wrong{"coverage_text", head + duty + "coverage = \"86%\"\n", 10, 12, "does not say what is covered"},
        Wrong{"coverage_of_another", head + duty + "coverage = { STLL = 0.5, STL = 1 }\n", 10, 21,
              "did you mean 'STL'?"},
        Wrong{"coverage_absent", head + duty + "coverage = { }\n", 10, 12, "is empty"},
        Wrong{"coverage_file", head + duty + "coverage = { file = \"no.csv\", list = \"l\" }\n", 10, 21,
              "no such file"},
        Wrong{"coverage_list", head + duty + "coverage = { file = \"no.csv\" }\n", 10, 12, "'list' is absent"},
        Wrong{"lines", head + duty + "lines = { list = \"x.csv\", weights = \"w.csv\" }\n", 10, 18, "x.csv"},
        Wrong{"ends_before", head + duty + "effective = 2018-03-23\nends = 2018-03-23\n", 11, 8, "is not after"},
        Wrong{"exemption_of_nobody", head + duty + "except = [{ until = 2018-05-01 }]\n", 10, 11,
              "nobody in particular"},
        Wrong{"exemption_share", head + duty + "except = [{ origin = [\"CHN\"], share = 2 }]\n", 10, 39,
              "2 is not a share"},
        Wrong{"answers_nobody", head + duty + "answers = \"b\"\n", 10, 11, "no entry 'b'"},
        Wrong{"id_twice", head + duty + duty, 11, 6, "appears twice"},
        Wrong{"id_with_slash", with("\"a\"", "\"../a\""), 5, 6, "is not a valid name"},
        Wrong{"compare_unknown", head + duty + "[[compare]]\nname = \"c\"\nactions = [\"a\", \"steal\"]\n", 12, 17,
              "no entry 'steal'"},
        Wrong{"compare_twice",
              head + duty + "[[compare]]\nname = \"c\"\nactions = []\n[[compare]]\nname = \"c\"\nactions = []\n", 14, 8,
              "appears twice"},
        Wrong{"compare_without_day", head + duty + "[[compare]]\nname = \"c\"\n", 10, 1, "'actions' is absent"},
        Wrong{"nothing_in_force", head + "as_of = 2018-01-01\n" + duty + "effective = 2018-03-23\n", 4, 9,
              "nothing is in force"},
        Wrong{"wedge_level", with("+25%", "=5%") + "kind = \"non_tariff_wedge\"\n", 9, 8, "no level"},
        Wrong{"wedge_all", with("+25%", "-100%") + "kind = \"non_tariff_wedge\"\n", 9, 8, "whole cost"},
        Wrong{"request_raises", head + asked + "sectors = [\"MVH\"]\nrate = \"+5%\"\n", 9, 8, "raises the tariff"},
        Wrong{"purchase_without_amount", head + asked + "purchase = { sector = \"SEM\" }\n", 8, 12, "needs one amount"},
        Wrong{"purchase_of_nothing", head + asked + "purchase = { add_musd = 5 }\n", 8, 12, "sectors"},
        Wrong{"purchase_below_zero", head + asked + "purchase = { sector = \"SEM\", add_musd = -5 }\n", 8, 41,
              "is not an amount"},
        Wrong{"purchase_key", head + asked + "purchase = { sector = \"SEM\", add_musd = 5, form = \"SEM\" }\n", 8, 44,
              "form"},
        Wrong{"purchase_customs",
              head + asked + "purchase = { sector = \"SEM\", add_musd = 5, valuation = \"customs\" }\n", 8, 56,
              "need the base year's trade"},
        Wrong{"purchase_with_rate", head + asked + "purchase = { sector = \"SEM\", add_musd = 5 }\nrate = \"-5%\"\n", 9,
              8, "a purchase has no rate"},
        Wrong{"purchase_named_opening",
              head + asked +
                  "purchase = { sector = \"SEM\", add_musd = 5, instrument = \"opening\", from_suppliers = \"KOR\" }\n",
              8, 85, "cannot be named"},
        Wrong{"quota_without_limit",
              head + "[[action]]\nid = \"q\"\nimposer = \"USA\"\norigin = [\"KOR\"]\nkind = \"import_quota\"\n"
                     "sectors = [\"STL\"]\n",
              4, 1, "needs one limit"},
        Wrong{"quota_with_rate",
              head + "[[action]]\nid = \"q\"\nimposer = \"USA\"\norigin = [\"KOR\"]\nkind = \"import_quota\"\n"
                     "sectors = [\"STL\"]\nlimit = \"-30%\"\nrate = \"+5%\"\n",
              11, 8, "has no rate"},
        Wrong{"tariff_rate_quota_without_rate",
              head + "[[action]]\nid = \"q\"\nimposer = \"USA\"\norigin = [\"KOR\"]\nkind = \"tariff_rate_quota\"\n"
                     "sectors = [\"STL\"]\nlimit = \"-30%\"\n",
              4, 1, "what the first quantity pays"},
        Wrong{"quota_with_in_quota_rate",
              head + "[[action]]\nid = \"q\"\nimposer = \"USA\"\norigin = [\"KOR\"]\nkind = \"import_quota\"\n"
                     "sectors = [\"STL\"]\nlimit = \"-30%\"\nin_quota_rate = \"5%\"\n",
              11, 17, "belongs to a tariff-rate quota"},
        Wrong{"in_quota_rate",
              head + "[[action]]\nid = \"q\"\nimposer = \"USA\"\norigin = [\"KOR\"]\nkind = \"tariff_rate_quota\"\n"
                     "sectors = [\"STL\"]\nlimit = \"-30%\"\nin_quota_rate = \"+5%\"\n",
              11, 17, "is not a tariff level"},
        Wrong{"purchase_by_month", head + asked + "purchase = { sector = \"SEM\", add_musd = { may = 5 } }\n", 8, 49,
              "'may' is not a year"},
        Wrong{"technology_of_nothing", head + asked + "technology = { sector = \"ELE\" }\n", 8, 14, "changes nothing"},
        Wrong{"technology_without_sales",
              head + asked + "technology = { sector = \"ELE\", transfer_cost = [0.05, 0.0] }\n", 8, 14,
              "what the asking country's affiliates sell there"},
        Wrong{"technology_fees", head + asked + "technology = { sector = \"ELE\", licence_fees_musd = [5, -1] }\n", 8,
              52, "-1 is negative"},
        Wrong{"technology_beside_services",
              head + asked +
                  "services = { sector = \"FIN\", affiliate_sales_musd = 5, stri = [0.3, 0.2], slope = { beta = -7, "
                  "sigma "
                  "= 2 } }\ntechnology = { sector = \"ELE\", licence_fees_musd = [5, 6] }\n",
              9, 14, "cannot be given together with 'services'"},
        Wrong{"services_without_sales", head + asked + "services = { sector = \"FIN\", stri = [0.3, 0.2] }\n", 8, 12,
              "what the asking country's affiliates sell there"},
        Wrong{"services_cap",
              head + asked +
                  "services = { sector = \"FIN\", affiliate_sales_musd = 5, foreign_equity_cap = [0.49, 1.4] }\n",
              8, 77, "1.4 does not lie between 0 and 1"},
        Wrong{"services_of_nothing", head + asked + "services = { sector = \"FIN\", affiliate_sales_musd = 5 }\n", 8,
              12, "changes nothing"},
        Wrong{"services_too_early",
              head + asked +
                  "services = { sector = \"FIN\", affiliate_sales_musd = 5, foreign_equity_cap = [0.4, 0.5], "
                  "months_earlier = 4, months_until = 2 }\n",
              8, 106, "would begin before the start"},
        Wrong{"request_of_oneself",
              head + "[[request]]\nid = \"r\"\nfrom = \"USA\"\nto = \"USA\"\nsectors = \"MVH\"\nrate = \"-5%\"\n", 7, 6,
              "asks itself"}),
    [](const auto& each) { return each.param.name; });

TEST(ReadScenario, AllProblemsOfAFileAreSaidAtOnce) {
  try {
    static_cast<void>(parse(head + R"([[action]]
id = "a"
imposr = "USA"
origin = ["CHN"]
sectors = ["STL"]
rate = "25"
)",
                            "s.toml"));
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.problems().size(), 3u) << error.what();  // the misspelt key, the absent one, the rate
  }
}

}  // namespace
}  // namespace parley::scenario
