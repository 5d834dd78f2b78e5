#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "parley/bargaining/convex.hpp"
#include "parley/bargaining/finite.hpp"
#include "parley/bargaining/rules.hpp"
#include "parley/bargaining/tariff_treaty.hpp"
#include "parley/bargaining/treaty_weights.hpp"

namespace parley::bargaining {
namespace {

std::optional<std::size_t> outcome(const FiniteProblem& problem) {
  return best_acceptable(problem, [&](const Payoff& u) {
    double product = 0;
    for (std::size_t party = 0; party < u.size(); ++party) {
      const double weight = problem.weights.empty() ? 1.0 : problem.weights[party];
      product += weight * std::log(u[party] - problem.disagreement[party]);
    }
    // Where someone gains nothing in every outcome, the sum of gains decides.
    return std::vector<double>{product, std::accumulate(u.begin(), u.end(), 0.0)};
  });
}

std::optional<PayoffPair> point(const ConvexProblem& problem) {
  return best_acceptable(problem, [&](const PayoffPair& at) {
    const double first = std::max(0.0, at.first - problem.disagreement.first);
    const double second = std::max(0.0, at.second - problem.disagreement.second);
    return std::pow(first, problem.first_weight) * std::pow(second, 1 - problem.first_weight);
  });
}

std::vector<double> power_of(const TariffProblem& problem) {
  return problem.power.empty() ? std::vector<double>(problem.threat.size(), 1.0) : problem.power;
}

/// ln(w_p u_p / (power_p (1 + u_p))), the same for all where the product is largest; a player below the threat needs more
/// weight.
strategy::Excess over_product(std::vector<double> power) {
  return [power = std::move(power)](const std::vector<double>& weight, const std::vector<double>& gain) {
    std::vector<double> excess;
    for (std::size_t p = 0; p < gain.size(); ++p) {
      excess.push_back(gain[p] > 0 ? std::log(weight[p] * gain[p] / (power[p] * (1 + gain[p])))
                                   : -std::numeric_limits<double>::infinity());
    }
    return excess;
  };
}

/// The search starts from equal proportions, where all gains have one sign.
std::vector<strategy::Excess> conditions(const TariffProblem& problem, const std::vector<double>& first_gain) {
  return {excess_over(std::vector<double>(first_gain.size(), 1.0), first_gain), over_product(power_of(problem))};
}

std::vector<double> parts(const TariffProblem& problem, const std::vector<double>&) { return power_of(problem); }

}  // namespace

RuleEntry nash_rule() {
  return {.id = Rule::nash,
          .key = "nash",
          .name = "Nash",
          .chooses = "the largest product of gains, each to the power of its party's bargaining power",
          .source = "Nash (1950, Econometrica 18); Harsanyi & Selten (1972) with powers",
          .outcome = outcome,
          .point = point,
          .tariffs = {.conditions = conditions, .parts = parts}};
}

}  // namespace parley::bargaining
