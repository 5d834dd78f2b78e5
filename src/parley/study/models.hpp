#pragma once

#include <optional>
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

/// How one model has a country's exports to another change.
struct ModelExports {
  Country to{0};
  double before_musd = 0, after_musd = 0;  ///< all sectors, exporter prices
  double change_pct = 0;
};

/// What one model says of one country, beside the full model.
struct ModelCountry {
  Country country{0};
  std::optional<double>
      difference_points;              ///< of real income, less the full model's; absent where that has no solution
  std::vector<ModelExports> exports;  ///< to the report's other countries, in their order
};
/// Of one model, for each country of a report; empty where the model has no solution.
[[nodiscard]] std::vector<ModelCountry> beside_full(const ModelComparison& comparison, const ModelAnswer& answer,
                                                    const std::vector<Country>& countries);

/// The same shock through several models, with the reasons for the differences.
struct ModelsReport {
  std::string title;
  std::string case_name;
  Economy labels;
  std::vector<Country> countries;
  ModelComparison comparison;
  std::vector<std::vector<ModelCountry>> by_model;  ///< beside_full() of each of the comparison's answers
  std::vector<ModelReason> reasons;
  std::vector<ModelReading> readings;
};

/// Errors  those of compare_models().
[[nodiscard]] ModelsReport models_report(const RunResult& result, const CaseResult& solved,
                                         std::vector<Country> countries, const ModelComparisonOptions& options,
                                         Observer& observer);

}  // namespace parley::study
