#pragma once

#include "parley/base/observer.hpp"
#include "parley/study/cases/compute.hpp"
#include "parley/study/cases/ranges.hpp"
#include "parley/uncertainty/sensitivity.hpp"

namespace parley::uncertainty {

/// How elasticities vary where nothing else is said: lognormal with a standard deviation of 0.3 in the logarithm and a
/// correlation of 0.5 between sectors, 256 Sobol points of seed 1.
///
/// An estimate that is too high for one sector is likely too high for others, made with the same data and method: drawn
/// alone, sectors' errors would average out and the ranges come out several times too narrow.
[[nodiscard]] SensitivityPlan default_plan();

/// The ranges of a run's headline: solved again under every draw of the plan and under every named set of elasticities.
///
/// `result` is what study::compute() made of `run`. Draws depend on the plan alone: any number of threads gives the same
/// digits, and the intervals are those of sensitivity() under the same plan.
/// Errors  NotSolved where every draw failed; Cancelled.
[[nodiscard]] study::HeadlineRanges headline_ranges(const study::RunResult& result, const study::RunOptions& run,
                                                    const SensitivityPlan& plan, std::size_t threads,
                                                    Observer& observer);

}  // namespace parley::uncertainty
