#include "parley/study/cases/balanced_base.hpp"

#include <cmath>
#include <utility>

#include "parley/base/not_solved.hpp"

namespace parley::study {
namespace {

BalancedBase base_under(const Baseline& baseline, DeficitRule rule, const SolveOptions& options, Observer& observer) {
  ResolvedBase balanced = resolve_base(baseline, rule, options, observer);
  if (!balanced.report.usable()) throw NotSolved("the base economy without deficits", balanced.report);
  BalancedBase result{.baseline = std::move(balanced.baseline)};
  for (const Country n : baseline.economy.countries())
    result.transfers_taken_away += std::abs(baseline.deficit(n) - result.baseline.deficit(n)) / 2;
  return result;
}

}  // namespace

bool takes_deficits_away(const BaselineInfo& info) {
  return info.deficit_rule == DeficitRule::balanced || !info.deficit_exceptions.balanced.empty();
}

BalancedBase balanced_base(const Baseline& baseline, const SolveOptions& options, Observer& observer) {
  return base_under(baseline, baseline.info.deficit_rule, options, observer);
}

BalancedBase fully_balanced_base(const Baseline& baseline, const SolveOptions& options, Observer& observer) {
  return base_under(baseline, DeficitRule::balanced, options, observer);
}

}  // namespace parley::study
