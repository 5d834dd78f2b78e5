#pragma once

#include <set>
#include <span>
#include <string>

#include "parley/study/study.hpp"

namespace parley::report {

/// The CSV files of some cases, whose name is the first column, at full precision; a cell that has no value (no base
/// trade) is empty.
[[nodiscard]] std::string country_csv(const Baseline& baseline, std::span<const study::CaseResult> cases);
[[nodiscard]] std::string sector_csv(const Baseline& baseline, std::span<const study::CaseResult> cases);
[[nodiscard]] std::string bilateral_csv(const Baseline& baseline, std::span<const study::CaseResult> cases);

/// Who bears the duties that moved; the header alone where none did.
[[nodiscard]] std::string incidence_csv(const Baseline& baseline, std::span<const study::CaseResult> cases);

/// What every commitment came to, supplier by supplier; "" where there are none.
[[nodiscard]] std::string commitments_csv(const Baseline& baseline, std::span<const study::CaseResult> cases);

/// result.json, manifest.json and certificate.json; the manifest names the `files` that are written with it.
[[nodiscard]] std::string result_json(const study::Study& study);
[[nodiscard]] std::string manifest_json(const study::RunResult& result, const std::set<std::string>& files = {});
[[nodiscard]] std::string certificate_json(const study::RunResult& result);

}  // namespace parley::report
