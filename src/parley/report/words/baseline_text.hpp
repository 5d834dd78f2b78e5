#pragma once

#include <filesystem>
#include <string>

#include "parley/data/build/build_baseline.hpp"
#include "parley/study/baseline_folder.hpp"
#include "parley/tariff/lists/line_tariffs.hpp"

namespace parley::report {

/// One line for each check, and whether all hold.
[[nodiscard]] std::string baseline_accounts_text(const study::BaselineAccounts& accounts);
/// The country and sector tables, in billions, and what was judged where sources leave a choice.
[[nodiscard]] std::string baseline_description_text(const study::BaselineDescription& description);
/// What was made and written to `out`, and every step that moved money.
[[nodiscard]] std::string built_baseline_text(const data::BuiltBaseline& built, const std::filesystem::path& out);
/// The same, with the world's totals before and after.
[[nodiscard]] std::string aggregated_baseline_text(const data::AggregatedBaseline& small,
                                                   const std::filesystem::path& out);
/// Base tariffs by pair and sector with the span of their lines.
[[nodiscard]] std::string line_tariffs_text(const std::vector<tariff::SectorTariff>& tariffs,
                                            const std::filesystem::path& out);

}  // namespace parley::report
