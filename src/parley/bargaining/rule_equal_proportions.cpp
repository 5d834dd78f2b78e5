#include "parley/bargaining/rules.hpp"
#include "parley/bargaining/tariff_treaty.hpp"
#include "parley/bargaining/treaty_weights.hpp"

namespace parley::bargaining {
namespace {

std::vector<strategy::Excess> conditions(const TariffProblem& problem, const std::vector<double>& first_gain) {
  return {excess_over(std::vector<double>(problem.threat.size(), 1.0), first_gain)};
}

std::vector<double> parts(const TariffProblem&, const std::vector<double>& threat_income) { return threat_income; }

}  // namespace

RuleEntry equal_proportions_rule() {
  return {.id = Rule::equal_proportions,
          .key = "equal-proportions",
          .name = "equal proportions",
          .chooses = "the same gain for all in per cent of what each has at the threat",
          .source = "Ossa (2014, AER 104:12)",
          .tariffs = {.conditions = conditions, .parts = parts}};
}

}  // namespace parley::bargaining
