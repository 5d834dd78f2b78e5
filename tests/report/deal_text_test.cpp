#include "parley/report/words/deal_text.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace parley::report {
namespace {

using bargaining::Rule;
using testing::HasSubstr;

/// Two issues of two options: Nash's package settles both, issue by issue only the second.
study::Desk small_desk() {
  study::Desk desk;
  desk.plan.parties = {"AAA", "BBB"};
  desk.plan.issues = {{.id = "cars", .title = "Cars", .options = {{"no", "", {}}, {"yes", "cars at 15 %", {}}}},
                      {.id = "chips", .title = "Chips", .options = {{"no", "", {}}, {"yes", "chips bought", {}}}}};
  desk.parties = {Country(0), Country(1)};
  const auto value = [](study::Package package, double first, double second) {
    return study::PackageValue{
        .package = std::move(package), .gain = {first, second}, .imports = {0, 0}, .failure = ""};
  };
  desk.packages = {value({0, 0}, 0, 0), value({0, 1}, 1000, 1000), value({1, 0}, 4000, -1000),
                   value({1, 1}, 5000, 2000)};
  desk.disagreement = value({}, -1000, -1000);
  desk.status_quo = value({}, 0, 0);
  desk.solved = {0, 1, 2, 3};
  desk.frontier = {3};
  desk.picks = {{Rule::nash, 3},
                {Rule::kalai_smorodinsky, 3},
                {Rule::egalitarian, 2},
                {Rule::utilitarian, 0},
                {Rule::issue_by_issue, 1}};
  desk.ledger = {{.issue = 0, .gain = {4000, 1000}, .imports = {10, 20}, .is_needed = false}};
  return desk;
}

TEST(DealText, ComparesNashWithIssueByIssueWhereverTheyStand) {
  const Baseline baseline;
  study::Desk desk = small_desk();
  const std::string linkage = "one package adds to settling issue by issue: AAA +4.000, BBB +1.000\n";
  EXPECT_THAT(deal_text(desk, baseline), HasSubstr(linkage));
  EXPECT_THAT(deal_text(desk, baseline), HasSubstr("  cars at 15 % "));
  std::reverse(desk.picks.begin(), desk.picks.end());
  EXPECT_THAT(deal_text(desk, baseline), HasSubstr(linkage));
  EXPECT_THAT(deal_text(desk, baseline), HasSubstr("  cars at 15 % "));
  std::swap(desk.picks[0], desk.picks[1]);
  EXPECT_THAT(deal_text(desk, baseline), HasSubstr(linkage));
}

TEST(DealText, SaysNothingOfLinkageWhereARuleIsNotAmongThePicks) {
  const Baseline baseline;
  study::Desk desk = small_desk();
  std::erase_if(desk.picks, [](const study::Pick& pick) { return pick.rule == Rule::issue_by_issue; });
  EXPECT_THAT(deal_text(desk, baseline), testing::Not(HasSubstr("issue by issue")));
}

TEST(DealText, NamesRulesInTheirOrder) {
  EXPECT_THAT(deal_text(small_desk(), Baseline{}),
              testing::ContainsRegex("Nash +cars at 15 %; chips bought.*\n.*Kalai-Smorodinsky.*\n.*egalitarian"));
}

}  // namespace
}  // namespace parley::report
