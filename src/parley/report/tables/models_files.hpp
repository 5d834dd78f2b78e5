#pragma once

#include <filesystem>
#include <string>

#include "parley/base/whole_output.hpp"
#include "parley/study/models.hpp"

namespace parley::report {

[[nodiscard]] std::string to_text(const study::ModelsReport& report);
[[nodiscard]] std::string to_json(const study::ModelsReport& report);

/// One row for each model and country: status, real income, the difference to the full model and its parts, terms of
/// trade; cells of a model without a solution are empty.
[[nodiscard]] std::string models_csv(const study::ModelsReport& report);
/// One row for each model and pair of the countries: exports before and after.
[[nodiscard]] std::string model_exports_csv(const study::ModelsReport& report);
/// One row for each step between two models and country: points and the reason in words.
[[nodiscard]] std::string model_reasons_csv(const study::ModelsReport& report);

/// What the folder of a comparison of models is known by.
[[nodiscard]] FolderKind models_folder();

/// models.csv, exports.csv, reasons.csv and models.json; MachineFailure for a folder that cannot be written.
/// It is there whole or not at all.
void write_models(const study::ModelsReport& report, const std::filesystem::path& folder);

}  // namespace parley::report
