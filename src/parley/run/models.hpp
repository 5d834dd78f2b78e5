#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "parley/equilibrium/compare_models.hpp"
#include "parley/report/chapter.hpp"
#include "parley/report/run_result.hpp"

namespace parley::run {

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
[[nodiscard]] ModelsReport models_report(const report::RunResult& result, const report::CaseResult& solved,
                                         std::vector<Country> countries, const ModelComparisonOptions& options,
                                         Observer& observer);

[[nodiscard]] std::string to_text(const ModelsReport& report);
[[nodiscard]] std::string to_json(const ModelsReport& report);

/// One row for each model and country: status, real income, the difference to the full model and its parts, terms of
/// trade; cells of a model without a solution are empty.
[[nodiscard]] std::string models_csv(const ModelsReport& report);
/// One row for each model and pair of the countries: exports before and after.
[[nodiscard]] std::string model_exports_csv(const ModelsReport& report);
/// One row for each step between two models and country: points and the reason in words.
[[nodiscard]] std::string model_reasons_csv(const ModelsReport& report);

/// models.csv, exports.csv, reasons.csv and models.json; InputError for a folder that cannot be written.
void write_models(const ModelsReport& report, const std::filesystem::path& folder);

/// The page's chapter: for every case a chart of the parties' real income across models and the reasons behind a fold.
///
/// Errors  those of compare_models().
[[nodiscard]] report::Chapter models_chapter(const report::RunResult& result, const ModelComparisonOptions& options,
                                             Observer& observer);

}  // namespace parley::run
