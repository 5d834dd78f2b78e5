#pragma once

#include <string>

#include "parley/study/strategy_problem.hpp"
#include "support/files.hpp"

namespace parley::test {

/// The default baseline as the strategy commands take it, without deficits; read once.
inline const study::StrategyProblem& strategy_world() {
  static const study::StrategyProblem problem = [] {
    Observer silent;
    return study::read_strategy_problem({.target = (project() / "data" / "world-2017").string()}, silent);
  }();
  return problem;
}

/// A government there that is after its country's real income.
inline strategy::Government government(const char* code) {
  strategy::Government result;
  result.country = strategy_world().baseline.economy.find_country(code).value();
  return result;
}

}  // namespace parley::test
