// What holds for every rule in the list: a new one is tested here without a line of its own.
#include "parley/bargaining/rules.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string_view>

#include "parley/bargaining/convex.hpp"
#include "parley/bargaining/finite.hpp"

namespace parley::bargaining {
namespace {

TEST(Rules, HaveIdsKeysAndNamesOfTheirOwnAndSayWhatTheyChoose) {
  std::set<Rule> ids;
  std::set<std::string_view> keys, names;
  for (const RuleEntry& rule : rules()) {
    EXPECT_TRUE(ids.insert(rule.id).second) << rule.name;
    EXPECT_TRUE(keys.insert(rule.key).second) << rule.name;
    EXPECT_TRUE(names.insert(rule.name).second) << rule.name;
    EXPECT_FALSE(rule.chooses.empty()) << rule.name;
    EXPECT_FALSE(rule.source.empty()) << rule.name;
    EXPECT_EQ(&entry_of(rule.id), &rule);
    EXPECT_EQ(to_string(rule.id), rule.name);
    EXPECT_EQ(rule.key.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"), std::string_view::npos) << rule.key;
  }
  // Ids are numbered as they stand in the list, so that none is forgotten there.
  for (std::size_t at = 0; at < rules().size(); ++at) EXPECT_EQ(static_cast<std::size_t>(rules()[at].id), at);
}

RC_GTEST_PROP(Rules, PickWhatAllAcceptAndNothingDominates, ()) {
  const auto level = rc::gen::map(rc::gen::inRange(0, 9), [](int v) { return double(v); });
  const FiniteProblem problem{
      .outcomes = *rc::gen::nonEmpty(rc::gen::container<std::vector<Payoff>>(rc::gen::container<Payoff>(2, level))),
      .disagreement = *rc::gen::container<Payoff>(2, level)};
  const std::vector<std::size_t> accepted = acceptable(problem);
  for (const RuleEntry& rule : rules()) {
    if (rule.outcome == nullptr || rule.id == Rule::issue_by_issue) continue;
    const auto at = rule.outcome(problem);
    RC_ASSERT(at.has_value() == !accepted.empty());
    if (!at) continue;
    RC_ASSERT(std::binary_search(accepted.begin(), accepted.end(), *at));
    for (const Payoff& other : problem.outcomes) RC_ASSERT(!dominates(other, problem.outcomes[*at]));
  }
}

RC_GTEST_PROP(Rules, PickPointsOfTheFrontierThatBothAccept, ()) {
  const auto level = rc::gen::map(rc::gen::inRange(0, 9), [](int v) { return double(v); });
  ConvexProblem problem{.points = {{3, 3}}, .disagreement = {1, 2}};
  const int count = *rc::gen::inRange(1, 6);
  for (int k = 0; k < count; ++k) problem.points.push_back({*level, *level});
  const std::vector<PayoffPair> corners = convex_frontier(problem);
  for (const RuleEntry& rule : rules()) {
    if (rule.point == nullptr) continue;
    const auto at = rule.point(problem);
    RC_ASSERT(at.has_value());
    RC_ASSERT(at->first >= problem.disagreement.first - 1e-9);
    RC_ASSERT(at->second >= problem.disagreement.second - 1e-9);
    RC_ASSERT(at->second <= second_at(corners, at->first) + 1e-9);
  }
}

TEST(IssueByIssue, MissesWhatOnlyOnePackageGives) {
  // Each issue alone costs one side more than no deal; both together are better for both.
  const FiniteProblem problem{.outcomes = {{0, 0}, {-1, 3}, {3, -1}, {2, 2}},
                              .disagreement = {0, 0},
                              .packages = {{0, 0}, {0, 1}, {1, 0}, {1, 1}}};
  EXPECT_EQ(solution(Rule::issue_by_issue, problem), 0U);
  EXPECT_EQ(solution(Rule::nash, problem), 3U);
}

TEST(IssueByIssue, PutsTogetherWhatEachIssueGives) {
  FiniteProblem problem{.outcomes = {{0, 0}, {1, 2}, {2, 1}, {3, 3}},
                        .disagreement = {0, 0},
                        .packages = {{0, 0}, {0, 1}, {1, 0}, {1, 1}}};
  EXPECT_EQ(solution(Rule::issue_by_issue, problem), 3U);
  // A package that is not among the outcomes is no pick.
  problem.outcomes.pop_back();
  problem.packages.pop_back();
  EXPECT_FALSE(solution(Rule::issue_by_issue, problem));
  // Outcomes that are not made of issues have none to settle.
  problem.packages.clear();
  EXPECT_FALSE(solution(Rule::issue_by_issue, problem));
}

TEST(Rules, AreRefusedForProblemsThatTheyAreNotFor) {
  const FiniteProblem finite{.outcomes = {{1, 1}}, .disagreement = {0, 0}};
  EXPECT_THROW((void)solution(Rule::nash_in_nash, finite), std::invalid_argument);
  EXPECT_THROW((void)solution(Rule::equal_proportions, finite), std::invalid_argument);
  const ConvexProblem convex{.points = {{1, 1}}};
  EXPECT_THROW((void)solution(Rule::issue_by_issue, convex), std::invalid_argument);
}

}  // namespace
}  // namespace parley::bargaining
