#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "parley/equilibrium/compare_models.hpp"
#include "parley/study/cases/result.hpp"

namespace parley::study {

/// Why one step between two models changes one country's result, in words made from the numbers.
struct ModelReason {
  TradeModel to;
  Country country;
  double points = 0;  ///< of real income
  std::string words;
};

/// One of the two readings of the same equations.
struct ModelReading {
  std::string name;        ///< "Armington"
  std::string elasticity;  ///< which one it takes, with its values here
  std::string gains;       ///< where its gains come from
};

/// The same shock through several models, with the reasons for the differences.
struct ModelsReport {
  std::string title;
  std::string case_name;
  Economy labels;
  std::vector<Country> countries;
  ModelComparison comparison;
  std::vector<ModelReason> reasons;
  std::vector<ModelReading> readings;
};

/// Errors  those of compare_models().
[[nodiscard]] ModelsReport models_report(const RunResult& result, const CaseResult& solved,
                                         std::vector<Country> countries, const ModelComparisonOptions& options,
                                         Observer& observer);

}  // namespace parley::study
