#pragma once

#include <string>

#include "parley/run/strategy_problem.hpp"
#include "support/files.hpp"

namespace parley::test {

/// The default baseline as the strategy commands take it, without deficits; read once.
inline const run::StrategyProblem& strategy_world() {
  static const run::StrategyProblem problem = [] {
    Observer silent;
    return run::read_strategy_problem({.target = (project() / "data" / "world-2017").string()}, silent);
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
