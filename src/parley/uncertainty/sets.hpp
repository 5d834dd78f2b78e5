#pragma once

#include <string>
#include <vector>

#include "parley/uncertainty/central.hpp"

namespace parley::uncertainty {

/// The cases of a scenario under one named set of elasticities.
struct UnderSet {
  std::string name;                ///< "baseline" for the baseline's own elasticities
  std::string note;                ///< what the set left as it was, or why it has no solution
  std::vector<double> elasticity;  ///< by sector
  std::vector<study::HeadlineItem> items;
  std::vector<double> values;  ///< of the items, case after case; empty where there is no solution
};

/// The problem as it is, then the baseline's own elasticities where the problem has others, then every named set that ships
/// with Parley or stands beside the scenario; sets that have none of the baseline's sectors are left out.
///
/// Solved on `threads` threads, which change no digit.
[[nodiscard]] std::vector<UnderSet> answers_under_sets(const study::Problem& problem, const study::RunOptions& run,
                                                       const Preparation& what, std::size_t threads);

}  // namespace parley::uncertainty
