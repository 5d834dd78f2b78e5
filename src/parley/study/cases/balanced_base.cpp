#include "parley/study/cases/balanced_base.hpp"

#include <cmath>
#include <utility>

#include "parley/base/not_solved.hpp"

namespace parley::study {

BalancedBase balanced_base(const Baseline& baseline, const SolveOptions& options, Observer& observer) {
  ResolvedBase balanced = resolve_base(baseline, DeficitRule::balanced, options, observer);
  if (!balanced.report.usable()) throw NotSolved("the base economy without deficits", balanced.report);
  BalancedBase result{.baseline = std::move(balanced.baseline)};
  for (const double deficit : baseline.deficit.values()) result.transfers_taken_away += std::abs(deficit) / 2;
  return result;
}

}  // namespace parley::study
