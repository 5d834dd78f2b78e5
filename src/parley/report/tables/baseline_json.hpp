#pragma once

#include <string>

#include "parley/data/build/build_baseline.hpp"
#include "parley/study/baseline_folder.hpp"
#include "parley/tariff/lists/line_tariffs.hpp"

namespace parley::report {

[[nodiscard]] std::string baseline_accounts_json(const study::BaselineAccounts& accounts);
[[nodiscard]] std::string baseline_description_json(const study::BaselineDescription& description);
/// What building did to the source's numbers; `out` is the folder that was written.
[[nodiscard]] std::string built_baseline_json(const data::BuiltBaseline& built, const std::string& out);
[[nodiscard]] std::string aggregated_baseline_json(const data::AggregatedBaseline& small, const std::string& out);
[[nodiscard]] std::string line_tariffs_json(const std::vector<tariff::SectorTariff>& tariffs, const std::string& out);

}  // namespace parley::report
