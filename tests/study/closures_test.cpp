// The same cases under every deficit rule: which closures are compared, what they must agree with, what is said of signs.
#include "parley/study/cases/closures.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "parley/report/tables/closure_files.hpp"
#include "parley/report/words/closures_text.hpp"
#include "parley/report/write.hpp"
#include "parley/study/study.hpp"
#include "support/files.hpp"

namespace parley::study {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

/// A duty of the United States on everybody, on the default baseline, under the closure of `head`.
fs::path written(const test::TemporaryFolder& folder, const std::string& head, const std::string& more = "") {
  const fs::path file = folder.path() / "s.toml";
  test::write_file(file,
                   "format = 1\ntitle = \"t\"\nbaseline = \"" + (test::project() / "data/world-2017").string() +
                       "\"\nparties = [\"USA\", \"CHN\"]\n" + head +
                       "[[action]]\nid = \"duty\"\nimposer = \"USA\"\norigin = [\"*\"]\nsectors = [\"*\"]\nrate = "
                       "\"+25%\"\n" +
                       more);
  return file;
}

struct Heard : Observer {
  void note(std::string_view text) override { notes.emplace_back(text); }
  std::vector<std::string> notes;
};

RunResult run(const std::string& head, Observer& observer, const std::string& more = "") {
  const test::TemporaryFolder folder;
  return compute({.scenario = written(folder, head, more)}, observer);
}

ClosureComparison compared(const RunResult& result) {
  Observer silent;
  std::optional<ClosureComparison> comparison = compare_closures(result, {}, silent);
  EXPECT_TRUE(comparison.has_value());
  return comparison.value_or(ClosureComparison{});
}

/// The values of the first case under one closure, line by line.
std::vector<double> under(const ClosureComparison& comparison, const Closure& closure) {
  std::vector<double> values;
  for (const UnderClosure& each : comparison.closures) {
    if (each.closure != closure) continue;
    for (const std::vector<double>& line : each.values) values.push_back(line.front());
  }
  return values;
}

class OtherRules : public testing::TestWithParam<DeficitRule> {};

/// What the comparison says of another rule is what a run under that rule says.
TEST_P(OtherRules, GiveTheNumbersOfARunUnderThem) {
  Observer silent;
  const DeficitRule own = GetParam();
  const ClosureComparison comparison =
      compared(run("deficit_rule = \"" + std::string(to_string(own)) + "\"\n", silent));
  ASSERT_EQ(comparison.closures.size(), 3U);
  EXPECT_EQ(comparison.closures.front().closure.rule, own);
  for (const DeficitRule other :
       {DeficitRule::share_of_world, DeficitRule::share_of_own_income, DeficitRule::balanced}) {
    const RunResult there = run("deficit_rule = \"" + std::string(to_string(other)) + "\"\n", silent);
    const std::vector<double> values = under(comparison, {.rule = other, .exceptions = {}, .numeraire = {}});
    const std::vector<HeadlineRow> rows = headline(there);
    ASSERT_EQ(values.size(), rows.size());
    for (std::size_t line = 0; line < rows.size(); ++line)
      EXPECT_NEAR(values[line], rows[line].values.front(), 1e-6 * (1 + std::abs(values[line])))
          << to_string(other) << ", " << rows[line].item.name;
  }
}

INSTANTIATE_TEST_SUITE_P(Rules, OtherRules, testing::Values(DeficitRule::share_of_world, DeficitRule::balanced),
                         [](const auto& rule) { return std::string(to_string(rule.param)); });

/// What is fixed in units of world value added is a share of it.
TEST(CompareClosures, TakesFixedDeficitsOnlyInANamedNumeraire) {
  Observer silent;
  const auto fixed_closures = [](const ClosureComparison& comparison) {
    return std::ranges::count_if(comparison.closures,
                                 [](const UnderClosure& each) { return each.closure.rule == DeficitRule::fixed; });
  };
  EXPECT_EQ(fixed_closures(compared(run("", silent))), 0);
  const ClosureComparison named = compared(run("numeraire = \"CHN\"\n", silent));
  EXPECT_EQ(fixed_closures(named), 1);
  EXPECT_EQ(named.closures.size(), 4U);
  const ClosureComparison own = compared(run("deficit_rule = \"fixed\"\n", silent));
  EXPECT_EQ(own.closures.size(), 3U);
  const RunResult world = run("deficit_rule = \"share_of_world\"\n", silent);
  for (std::size_t line = 0; line < own.lines.size(); ++line) {
    const double value = value_of(own.lines[line], solved_world(world.baseline, world.cases.front()));
    EXPECT_NEAR(own.closures.front().values[line].front(), value, 1e-8 * (1 + std::abs(value)));
  }
}

TEST(CompareClosures, AnExceptionIsComparedWithEveryRuleWithoutIt) {
  Observer silent;
  const RunResult result = run("balanced = [\"USA\"]\n", silent);
  const Country usa = *result.baseline.economy.find_country("USA");
  EXPECT_NEAR(result.baseline.deficit(usa), 0, 1e-9 * result.baseline.income(usa));
  ASSERT_TRUE(result.base_year.has_value());
  EXPECT_LT(0, result.base_year->deficit(usa));
  EXPECT_THAT(result.notes, testing::Contains(HasSubstr("balanced trade of USA")));
  const ClosureComparison comparison = compared(result);
  EXPECT_EQ(comparison.closures.size(), 4U);
  EXPECT_EQ(report::closure_name(comparison.closures.front().closure, result.baseline.economy),
            "share_of_world, USA balanced");
}

TEST(CompareClosures, SaysWhyAQuotaRentHasNoBalancedAnswer) {
  Observer silent;
  const RunResult result = run("", silent,
                               "[[action]]\nid = \"quota\"\nkind = \"tariff_rate_quota\"\nimposer = \"USA\"\norigin = "
                               "[\"KOR\"]\nsectors = [\"STL\"]\nunit = \"volume\"\nlimit = \"-40%\"\nin_quota_rate = "
                               "\"0%\"\nlicences = \"exporter\"\n");
  const ClosureComparison comparison = compared(result);
  for (const UnderClosure& each : comparison.closures) {
    const bool fails = each.closure.rule == DeficitRule::balanced;
    EXPECT_EQ(each.failures.front().empty(), !fails) << to_string(each.closure.rule) << each.failures.front();
    EXPECT_EQ(std::isnan(each.values.front().front()), fails);
  }
  EXPECT_THAT(report::closures_csv(result, comparison), HasSubstr("which balanced trade has no room for"));
}

/// A comparison of three numbers under two closures: one that turns, one that stays, one that is nothing under a rule.
ClosureComparison made_up(const RunResult& result) {
  ClosureComparison comparison = {.lines = headline_items(parties(result), result.baseline), .closures = {}};
  comparison.lines.resize(3);
  comparison.closures = {{.closure = closure_of(result), .values = {{0.01}, {0.01}, {0.01}}, .failures = {""}},
                         {.closure = {.rule = DeficitRule::balanced, .exceptions = {}, .numeraire = {}},
                          .values = {{-0.02}, {0.02}, {-4e-7}},
                          .failures = {""}}};
  return comparison;
}

TEST(SignChanges, AreThoseThatAHeadlineWouldShow) {
  Observer silent;
  const RunResult result = run("", silent);
  const ClosureComparison comparison = made_up(result);
  const std::vector<SignChange> changes = sign_changes(comparison);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].line, 0U);
  const std::string words = report::closures_text(result, comparison);
  EXPECT_THAT(words, HasSubstr("+0.010 under share_of_world; -0.020 under balanced"));
  EXPECT_THAT(words, HasSubstr(report::line_name(comparison.lines[0])));
  EXPECT_THAT(words, Not(HasSubstr(report::line_name(comparison.lines[1]))));
  const auto json = report::closure_json(result, comparison);
  ASSERT_EQ(json["sign_changes"].size(), 1U);
  EXPECT_EQ(json["sign_changes"][0]["values"], (nlohmann::ordered_json{0.01, -0.02}));
  EXPECT_EQ(json["compared"][1]["deficit_rule"], "balanced");
}

TEST(NumeraireNote, IsSaidWhereTheUnitIsPartOfTheClosure) {
  Heard observer;
  const RunResult result = run("deficit_rule = \"fixed\"\nnumeraire = \"CHN\"\n", observer);
  EXPECT_THAT(observer.notes, testing::Contains(HasSubstr("the wage of CHN")));
  EXPECT_THAT(result.notes, testing::Contains(HasSubstr("the numeraire is part of the closure")));
  for (const char* head : {"deficit_rule = \"fixed\"\n", "numeraire = \"CHN\"\n",
                           "deficit_rule = \"share_of_own_income\"\nnumeraire = \"CHN\"\n",
                           "deficit_rule = \"balanced\"\nnumeraire = \"CHN\"\n"}) {
    Heard other;
    const RunResult quiet = run(head, other);
    EXPECT_EQ(numeraire_note(quiet.baseline, closure_of(quiet)), "") << head;
  }
}

TEST(ClosureChapter, StandsInTheReportItsHeadAndItsFiles) {
  Observer silent;
  const test::TemporaryFolder folder;
  const fs::path out = folder.path() / "out";
  const Study study =
      study::study({.scenario = written(folder, "deficit_rule = \"fixed\"\nnumeraire = \"USA\"\n")}, silent);
  ASSERT_TRUE(study.closures.has_value());
  report::write(study, out);
  const std::string page = test::read_file(out / "report.html");
  const std::string head = page.substr(0, page.find("<section"));
  EXPECT_THAT(head, HasSubstr("the numeraire is part of the closure"));
  EXPECT_EQ(sign_changes(*study.closures).empty(), head.find("The sign of these numbers") == std::string::npos);
  EXPECT_THAT(page, HasSubstr("<section id=\"closure\">"));
  const auto json = nlohmann::json::parse(test::read_file(out / "result.json"))["closure"];
  EXPECT_EQ(json["deficit_rule"], "fixed");
  EXPECT_EQ(json["numeraire"], "USA");
  EXPECT_THAT(json["numeraire_note"].get<std::string>(), HasSubstr("the wage of USA"));
  EXPECT_EQ(json["sign_changes"].size(), sign_changes(*study.closures).size());
  const std::string csv = test::read_file(out / "tables" / "closure" / "headline.csv");
  EXPECT_EQ(static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n')),
            1 + study.closures->closures.size() * study.closures->lines.size());
}

}  // namespace
}  // namespace parley::study
