#pragma once

#include <string>
#include <vector>

#include "parley/base/observer.hpp"
#include "strategy_arguments.hpp"

namespace parley::cli {

/// Who talks two by two, as a user writes it.
struct PairArguments {
  std::vector<std::string> pairs;  ///< "USA:CHN" or, with the first one's power, "USA:CHN=0.6"
  bool cuts_only = false;
};

/// What `parley talks --pairs` prints: Nash-in-Nash over the pairs.
[[nodiscard]] std::string talks_in_pairs(const StrategyArguments& arguments, const PairArguments& pairs,
                                         Observer& observer);

}  // namespace parley::cli
