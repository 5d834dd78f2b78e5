#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "parley/rules/case_data.hpp"
#include "parley/rules/case_file.hpp"
#include "parley/rules/read_case.hpp"
#include "parley/rules/run_checks.hpp"
#include "parley/text/csv.hpp"
#include "support/files.hpp"

namespace parley::rules {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

fs::path march_2018() { return test::project() / "scenarios/wto/march-2018.toml"; }

double figure(const CheckResult& result, const std::string& name) {
  for (const Figure& each : result.figures) {
    if (each.name.find(name) != std::string::npos) return each.value;
  }
  ADD_FAILURE() << result.id << " has no figure " << name;
  return -1;
}

CheckResult run_one(const std::string& id, const fs::path& data = {}) {
  return run_checks(read_case(march_2018()), data, {id}).at(0);
}

TEST(March2018, ListsHaveTheirPublishedCounts) {
  const RuleCase rule_case = read_case(march_2018());
  EXPECT_EQ(rule_case.list("us-232-steel").lines.size(), 303u);
  EXPECT_EQ(rule_case.list("us-232-aluminium").lines.size(), 37u);
  EXPECT_EQ(rule_case.list("cn-232-part-1").lines.size(), 120u);
  EXPECT_EQ(rule_case.list("cn-232-part-2").lines.size(), 8u);
}

TEST(March2018, EveryBoundSteelLineIsChargedMoreThanItsBoundRate) {
  const CheckResult result = run_one("us-bound");
  EXPECT_EQ(result.verdict, Verdict::fails);
  EXPECT_EQ(result.failing.size(), 340u) << "all 340 lines are bound: the duty comes on top of the bound rate";
  EXPECT_NEAR(figure(result, "largest excess"), 25, 1e-9);
  EXPECT_EQ(run_one("cn-bound").verdict, Verdict::open) << "China's bound rates are not in the data";
}

TEST(March2018, BothSidesTreatMembersDifferently) {
  EXPECT_THAT(run_one("us-mfn").claims.at(0).text, HasSubstr("pay more than ARG BRA EUN on 2018-04-04"));
  const CheckResult china = run_one("cn-mfn");
  EXPECT_THAT(china.claims.at(0).text, HasSubstr("on 128 of 128 lines USA pay more than"));
}

TEST(March2018, PartnersInFreeTradeAreasPayWhatTheirTreatiesDoNotAllow) {
  const CheckResult result = run_one("us-preferences");
  EXPECT_EQ(result.verdict, Verdict::fails);
  EXPECT_EQ(figure(result, "partners that pay more"), 16) << "20 partners less Canada, Mexico, Australia and Korea";
}

TEST(March2018, ChinasAnswerIsWorthWhatIsPublished) {
  const CheckResult result = run_one("cn-rebalancing");
  // Ministry of Commerce: $977m and $1.992bn; static duty $146.5m + $498.3m (methods page, from the same list).
  EXPECT_NEAR(figure(result, "trade under the suspension, cn-imports"), 976.945 + 1993.018, 1e-6);
  EXPECT_NEAR(figure(result, "duty of the suspension, cn-imports"), 644.8, 0.05);
  // PIIE's chart: $2.4bn on US export statistics, section 232 hits $2.8bn of Chinese goods.
  EXPECT_NEAR(figure(result, "trade under the suspension, us-exports"), 2400, 50);
  EXPECT_NEAR(figure(result, "trade under the measure, us-imports-customs"), 2800, 50);
  EXPECT_EQ(result.verdict, Verdict::fails) << "four days after the notice";
}

TEST(March2018, TheDayOfSuspensionIsTooEarlyByTwentySixDays) {
  EXPECT_EQ(figure(run_one("cn-rebalancing"), "days from notice"), 4);
}

TEST(March2018, ACarDutyCutForOneMemberIsNoFreeTradeArea) {
  const CheckResult result = run_one("cars-for-the-us-alone");
  EXPECT_EQ(result.verdict, Verdict::fails);
  EXPECT_NEAR(figure(result, "share of trade freed"), 100 * 12.79 / 154.84, 0.01);
}

TEST(March2018, TotalsAreWhatTheStatisticsGive) {
  const auto shared = test::shared();
  if (!shared) GTEST_SKIP() << "needs PARLEY_SHARED";
  const RuleCase rule_case = read_case(march_2018());
  const fs::path data = *shared / "data";
  std::size_t compared = 0;
  for (const Valuation& valuation : rule_case.valuations) {
    for (const auto& [list, total] : valuation.totals_musd) {
      EXPECT_NEAR(value_list(rule_case.list(list), valuation, data).value_musd, total, 0.00051)
          << valuation.id << " " << list;
      ++compared;
    }
  }
  EXPECT_EQ(compared, 8u);
  const CheckResult cars = run_one("cars-for-the-us-alone", data);
  EXPECT_NEAR(figure(cars, "trade freed"), 12793.937, 1e-3);
  EXPECT_EQ(figure(cars, "lines freed"), 70);
}

TEST(March2018, ShippedListsAreTheSourcesLists) {
  const auto shared = test::shared();
  if (!shared) GTEST_SKIP() << "needs PARLEY_SHARED";
  const fs::path lines = *shared / "data/tariff-lines";
  const RuleCase rule_case = read_case(march_2018());
  const auto steel = read_rows({"us_s232_2018_lines.csv", {{"program", "steel"}}, "hts8", "add_rate_pct", {}}, lines);
  ASSERT_EQ(steel.size(), 303u);
  for (std::size_t at = 0; at < steel.size(); ++at) {
    EXPECT_EQ(rule_case.list("us-232-steel").lines[at].code, steel[at].code);
  }
  const auto part_2 =
      read_rows({"cn_add_duty_us232_20180402_128lines.csv", {{"part", "2"}}, "hs8", "add_rate_pct", {}}, lines);
  ASSERT_EQ(part_2.size(), 8u);
  for (std::size_t at = 0; at < part_2.size(); ++at) {
    EXPECT_EQ(rule_case.list("cn-232-part-2").lines[at].code, part_2[at].code);
    EXPECT_EQ(part_2[at].value, 25);
  }
}

struct Broken {
  std::string name;
  std::string text;
  std::string message;
};

class BrokenCase : public testing::TestWithParam<Broken> {};

TEST_P(BrokenCase, IsRefusedWithItsPlace) {
  try {
    static_cast<void>(parse_case(GetParam().text, "c.toml"));
    FAIL() << GetParam().name;
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr(GetParam().message));
  }
}

const std::string list_text =
    "[[list]]\nid = \"a\"\nimposer = \"USA\"\nfile = \"a.csv\"\ncode = \"code\"\nrate_pct = 25\n";

INSTANTIATE_TEST_SUITE_P(
    Cases, BrokenCase,
    testing::Values(Broken{"no check", "format = 1\n", "has no [[check]]"},
                    Broken{"kind", "format = 1\n[[check]]\nid = \"x\"\nkind = \"mfn-rule\"\n", "mfn-rule"},
                    Broken{"list",
                           "format = 1\n" + list_text +
                               "[[check]]\nid = \"x\"\nkind = \"bound-ceiling\"\nlists = [\"b\"]\n",
                           "no list 'b'"},
                    Broken{"rate", "format = 1\n[[list]]\nid = \"a\"\nimposer = \"USA\"\nfile = \"f\"\ncode = \"c\"\n",
                           "either 'rate_pct' or 'rate_column'"},
                    Broken{"key", "format = 1\nmember = [\"USA\"]\n", "member"},
                    Broken{"format", "format = 2\n", "format 2 is not known"}),
    [](const auto& each) {
      std::string name = each.param.name;
      std::erase(name, ' ');
      return name;
    });

TEST(CaseData, ATotalThatTheDataContradictIsAnError) {
  const test::TemporaryFolder folder;
  test::write_file(folder / "trade.csv", "code,usd\n72061000,5000000\n72069000,1\n");
  CaseList list{.id = "steel"};
  list.lines = {{"steel", "72061000", 0.25, 0.0, 0.0, std::nullopt}};
  Valuation valuation{.id = "v",
                      .source = "made up",
                      .rows = TableRows{"trade.csv", {}, "code", "usd", {}},
                      .unit_musd = 1e-6,
                      .totals_musd = {{"steel", 5.0}}};
  EXPECT_NEAR(value_list(list, valuation, folder.path()).value_musd, 5, 1e-9);
  EXPECT_NEAR(value_list(list, valuation, {}).value_musd, 5, 1e-9);
  valuation.totals_musd["steel"] = 5.1;
  EXPECT_THROW(static_cast<void>(value_list(list, valuation, folder.path())), InputError);
}

TEST(CaseData, BoundRatesComeFromATableByLongestPrefix) {
  const test::TemporaryFolder folder;
  test::write_file(folder / "lines.csv", "hs8\n02031200\n02032110\n99999999\n");
  test::write_file(folder / "rates.csv", "code,kind,rate_pct\n020312,bound,20\n0203,bound,12\n020312,mfn,5\n");
  CaseList list{.id = "l",
                .rows = TableRows{"lines.csv", {}, "hs8", "", {}},
                .rate = 0.25,
                .bound_table = TableRows{"rates.csv", {{"kind", "bound"}}, "code", "rate_pct", {}}};
  read_lines(list, folder.path());
  EXPECT_NEAR(list.lines[0].bound.value(), 0.20, 1e-12);
  EXPECT_NEAR(list.lines[1].bound.value(), 0.12, 1e-12);
  EXPECT_FALSE(list.lines[2].bound);
  EXPECT_FALSE(list.lines[0].applied);
}

TEST(CaseData, CodesThatHoldOtherLinesAreCountedWholeOrLeftOut) {
  const test::TemporaryFolder folder;
  test::write_file(folder / "trade.csv", "code,musd\n720610,10\n760200,20\n");
  test::write_file(folder / "schedule.csv", "hs8\n72061000\n72061090\n76020000\n");
  CaseList list{.id = "l"};
  list.lines = {{"l", "72061000", 0.25, 0.0, {}, {}}, {"l", "76020000", 0.25, 0.0, {}, {}}};
  Valuation valuation{.id = "v",
                      .source = "made up",
                      .rows = TableRows{"trade.csv", {}, "code", "musd", {}},
                      .schedule = TableRows{"schedule.csv", {}, "hs8", "", {}}};
  const ValuedList whole = value_list(list, valuation, folder.path());
  EXPECT_NEAR(whole.value_musd, 30, 1e-12);
  ASSERT_EQ(whole.notes.size(), 1u);
  EXPECT_THAT(whole.notes[0], HasSubstr("1 of 2 codes of v also hold lines that are not listed, 10.0 million USD"));
  valuation.keeps_partial = false;
  EXPECT_NEAR(value_list(list, valuation, folder.path()).value_musd, 20, 1e-12);
}

}  // namespace
}  // namespace parley::rules
