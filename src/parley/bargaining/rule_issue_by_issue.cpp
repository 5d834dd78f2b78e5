#include <algorithm>

#include "parley/bargaining/finite.hpp"
#include "parley/bargaining/rules.hpp"

namespace parley::bargaining {
namespace {

/// Whether a package leaves all issues but one as they stand.
bool settles_nothing_but(const std::vector<std::size_t>& package, std::size_t issue) {
  for (std::size_t other = 0; other < package.size(); ++other) {
    if (other != issue && package[other] != 0) return false;
  }
  return true;
}

/// Each issue by Nash's rule while all others stay as they stand; then all of it as one package, which nothing makes
/// acceptable.
std::optional<std::size_t> outcome(const FiniteProblem& problem) {
  if (problem.packages.empty()) return std::nullopt;
  std::vector<std::size_t> together(problem.packages.front().size(), 0);
  for (std::size_t issue = 0; issue < together.size(); ++issue) {
    FiniteProblem alone{.outcomes = {}, .disagreement = problem.disagreement, .weights = problem.weights};
    std::vector<std::size_t> options;
    for (std::size_t at = 0; at < problem.packages.size(); ++at) {
      if (!settles_nothing_but(problem.packages[at], issue)) continue;
      alone.outcomes.push_back(problem.outcomes[at]);
      options.push_back(problem.packages[at][issue]);
    }
    if (const auto chosen = solution(Rule::nash, alone)) together[issue] = options[*chosen];
  }
  const auto found = std::find(problem.packages.begin(), problem.packages.end(), together);
  if (found == problem.packages.end()) return std::nullopt;
  return static_cast<std::size_t>(found - problem.packages.begin());
}

}  // namespace

RuleEntry issue_by_issue_rule() {
  return {.id = Rule::issue_by_issue,
          .key = "issue-by-issue",
          .name = "issue by issue",
          .chooses = "Nash's option of each issue while all others stay as they stand",
          .source = "Fershtman (1990, Games and Economic Behavior 2)",
          .outcome = outcome};
}

}  // namespace parley::bargaining
