// Closed forms and other people's figures: reference/bargaining, methods page on deals, section E.
#include "parley/bargaining/finite.hpp"
#include "parley/bargaining/convex.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>

#include "support/files.hpp"

namespace parley::bargaining {
namespace {

using testing::ElementsAre;

constexpr double exact = 1e-9;

bargaining::ConvexProblem unit_pie(double first_disagreement, double second_disagreement) {
  return {.points = {{1, 0}, {0, 1}}, .disagreement = {first_disagreement, second_disagreement}};
}

TEST(NashSolution, SplitsTheSurplusOfAPie) {
  const bargaining::PayoffPair even = bargaining::solution(bargaining::Rule::nash, unit_pie(0.1, 0.3)).value();
  EXPECT_NEAR(even.first, 0.4, exact);
  EXPECT_NEAR(even.second, 0.6, exact);
  bargaining::ConvexProblem strong = unit_pie(0.1, 0.3);
  strong.first_weight = 0.6;
  EXPECT_NEAR(bargaining::solution(bargaining::Rule::nash, strong).value().first, 0.46, exact);
}

/// S = {u1 + 2 u2 <= 2, u2 <= 0.6, u >= 0}, d = 0.
bargaining::ConvexProblem polygon() { return {.points = {{2, 0}, {0.8, 0.6}, {0, 0.6}, {0, 0}}}; }

TEST(Solutions, AgreeOnThePolygonWithTheirClosedForms) {
  EXPECT_NEAR(bargaining::solution(bargaining::Rule::nash, polygon()).value().first, 1, exact);
  EXPECT_NEAR(bargaining::solution(bargaining::Rule::nash, polygon()).value().second, 0.5, exact);
  EXPECT_NEAR(bargaining::solution(bargaining::Rule::kalai_smorodinsky, polygon()).value().first, 1.25, exact);
  EXPECT_NEAR(bargaining::solution(bargaining::Rule::kalai_smorodinsky, polygon()).value().second, 0.375, exact);
  EXPECT_NEAR(bargaining::solution(bargaining::Rule::egalitarian, polygon()).value().first, 0.8, exact);
  EXPECT_NEAR(bargaining::solution(bargaining::Rule::egalitarian, polygon()).value().second, 0.6, exact);
  EXPECT_NEAR(bargaining::solution(bargaining::Rule::utilitarian, polygon()).value().first, 2, exact);
}

TEST(Solutions, AreNothingWhereNoAgreementIsAcceptable) {
  bargaining::ConvexProblem hopeless = polygon();
  hopeless.disagreement = {1.5, 0.5};
  EXPECT_FALSE(bargaining::solution(bargaining::Rule::nash, hopeless));
  EXPECT_FALSE(bargaining::solution(bargaining::Rule::kalai_smorodinsky, hopeless));
  EXPECT_FALSE(bargaining::solution(bargaining::Rule::egalitarian, hopeless));
  EXPECT_FALSE(bargaining::solution(bargaining::Rule::nash,
                                    bargaining::FiniteProblem{.outcomes = {{0, 2}, {2, 0}}, .disagreement = {1, 1}}));
}

TEST(Linkage, GivesBothMoreThanIssueByIssue) {
  // Two pies; each side cares for one of them four times as much as for the other.
  const bargaining::ConvexProblem mine{.points = {{0.8, 0}, {0, 0.2}}};
  const bargaining::ConvexProblem theirs{.points = {{0.2, 0}, {0, 0.8}}};
  const bargaining::PayoffPair apart_1 = bargaining::solution(bargaining::Rule::nash, mine).value();
  const bargaining::PayoffPair apart_2 = bargaining::solution(bargaining::Rule::nash, theirs).value();
  EXPECT_NEAR(apart_1.first + apart_2.first, 0.5, exact);
  EXPECT_NEAR(apart_1.second + apart_2.second, 0.5, exact);
  const bargaining::PayoffPair package =
      bargaining::solution(bargaining::Rule::nash, bargaining::linked(mine, theirs)).value();
  EXPECT_NEAR(package.first, 0.8, exact);
  EXPECT_NEAR(package.second, 0.8, exact);
}

/// Utilities of the laptop domain: sum over issues of weight * value / largest value, as in the reference file.
struct Laptop {
  bargaining::FiniteProblem problem;
  std::vector<std::vector<std::string>> names;
};

Laptop laptop(const nlohmann::json& domain) {
  Laptop result;
  result.problem.disagreement = {0, 0};
  const auto utility = [&](const char* party, const std::vector<std::pair<std::string, std::size_t>>& chosen) {
    double sum = 0;
    for (const auto& [issue, at] : chosen) {
      const auto values = domain[party]["values"][issue].get<std::vector<double>>();
      sum +=
          domain[party]["weights"][issue].get<double>() * values[at] / *std::max_element(values.begin(), values.end());
    }
    return sum;
  };
  const nlohmann::json& issues = domain["issues"];
  for (std::size_t a = 0; a < 3; ++a) {
    for (std::size_t b = 0; b < 3; ++b) {
      for (std::size_t c = 0; c < 3; ++c) {
        const std::vector<std::pair<std::string, std::size_t>> chosen{{"Laptop", a}, {"Harddisk", b}, {"Monitor", c}};
        result.problem.outcomes.push_back({utility("party_1", chosen), utility("party_2", chosen)});
        result.names.push_back({issues["Laptop"][a], issues["Harddisk"][b], issues["Monitor"][c]});
      }
    }
  }
  return result;
}

TEST(Solutions, AgreeWithTheLaptopDomain) {
  const auto file = test::project() / "data" / "reference" / "bargaining" / "laptop_domain_reference.json";
  const nlohmann::json reference = nlohmann::json::parse(test::read_file(file));
  const Laptop domain = laptop(reference["domain"]);
  const std::vector<std::size_t> frontier = bargaining::pareto_frontier(domain.problem.outcomes);
  ASSERT_EQ(frontier.size(), reference["pareto"].size());
  for (const nlohmann::json& row : reference["pareto"]) {
    const auto name = row[0].get<std::vector<std::string>>();
    const auto same =
        std::find_if(frontier.begin(), frontier.end(), [&](std::size_t at) { return domain.names[at] == name; });
    ASSERT_NE(same, frontier.end()) << name[0] << name[1] << name[2];
    EXPECT_NEAR(domain.problem.outcomes[*same][0], row[1][0].get<double>(), exact);
    EXPECT_NEAR(domain.problem.outcomes[*same][1], row[1][1].get<double>(), exact);
  }
  const auto named = [&](const std::optional<std::size_t>& at) { return nlohmann::json(domain.names[at.value()]); };
  EXPECT_EQ(named(bargaining::solution(bargaining::Rule::nash, domain.problem)), reference["nash"]);
  EXPECT_EQ(named(bargaining::solution(bargaining::Rule::egalitarian, domain.problem)), reference["egalitarian"]);
  EXPECT_EQ(named(bargaining::solution(bargaining::Rule::utilitarian, domain.problem)), reference["utilitarian"]);
  EXPECT_EQ(named(bargaining::solution(bargaining::Rule::kalai_smorodinsky, domain.problem)),
            reference["kalai_smorodinsky_maxmin_ratio"]);
}

RC_GTEST_PROP(ParetoFrontier, HoldsExactlyWhatNothingDominates, ()) {
  const std::size_t parties = *rc::gen::inRange<std::size_t>(2, 4);
  const auto outcomes =
      *rc::gen::nonEmpty(rc::gen::container<std::vector<bargaining::Payoff>>(rc::gen::container<bargaining::Payoff>(
          parties, rc::gen::map(rc::gen::inRange(0, 12), [](int v) { return double(v); }))));
  const std::vector<std::size_t> frontier = bargaining::pareto_frontier(outcomes);
  for (std::size_t at = 0; at < outcomes.size(); ++at) {
    const bool beaten = std::any_of(outcomes.begin(), outcomes.end(), [&](const bargaining::Payoff& other) {
      return bargaining::dominates(other, outcomes[at]);
    });
    RC_ASSERT(std::binary_search(frontier.begin(), frontier.end(), at) == !beaten);
  }
}

RC_GTEST_PROP(NashSolution, IgnoresWhatIsNotChosen, ()) {
  const auto level = rc::gen::map(rc::gen::inRange(1, 1000), [](int v) { return v / 7.0; });
  bargaining::FiniteProblem problem{.outcomes = *rc::gen::nonEmpty(rc::gen::container<std::vector<bargaining::Payoff>>(
                                        rc::gen::container<bargaining::Payoff>(2, level))),
                                    .disagreement = {0, 0}};
  const bargaining::Payoff chosen = problem.outcomes[bargaining::solution(bargaining::Rule::nash, problem).value()];
  std::erase_if(problem.outcomes,
                [&](const bargaining::Payoff& u) { return u != chosen && *rc::gen::arbitrary<bool>(); });
  const bargaining::Payoff again = problem.outcomes[bargaining::solution(bargaining::Rule::nash, problem).value()];
  RC_ASSERT(again[0] * again[1] == chosen[0] * chosen[1]);
}

RC_GTEST_PROP(Solutions, DoNotDependOnUnitsOfUtility, ()) {
  const auto level = rc::gen::map(rc::gen::inRange(1, 1000), [](int v) { return v / 7.0; });
  bargaining::FiniteProblem problem{.outcomes = *rc::gen::nonEmpty(rc::gen::container<std::vector<bargaining::Payoff>>(
                                        rc::gen::container<bargaining::Payoff>(2, level))),
                                    .disagreement = {0, 0}};
  const bargaining::Payoff nash = problem.outcomes[bargaining::solution(bargaining::Rule::nash, problem).value()];
  bargaining::FiniteProblem scaled = problem;
  for (bargaining::Payoff& u : scaled.outcomes)
    u = {4 * u[0] + 1, u[1] / 2 - 3};  // powers of two: products stay comparable
  scaled.disagreement = {1, -3};
  const bargaining::Payoff same = scaled.outcomes[bargaining::solution(bargaining::Rule::nash, scaled).value()];
  RC_ASSERT(std::abs((same[0] - 1) * (same[1] + 3) - 2 * nash[0] * nash[1]) <= 1e-9 * (1 + nash[0] * nash[1]));
}

}  // namespace
}  // namespace parley::bargaining
