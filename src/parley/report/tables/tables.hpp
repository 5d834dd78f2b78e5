#pragma once

#include <set>
#include <string>

#include "parley/study/study.hpp"

namespace parley::report {

/// The CSV files of one case, full precision; a cell that has no value (no base trade) is empty.
[[nodiscard]] std::string country_csv(const Baseline& baseline, const study::CaseResult& solved);
[[nodiscard]] std::string sector_csv(const Baseline& baseline, const study::CaseResult& solved);
[[nodiscard]] std::string bilateral_csv(const Baseline& baseline, const study::CaseResult& solved);

/// What every commitment of a case came to, supplier by supplier; "" where the case has none.
[[nodiscard]] std::string commitments_csv(const Baseline& baseline, const study::CaseResult& solved);

/// result.json, manifest.json and certificate.json; the manifest names the `files` that are written with it.
[[nodiscard]] std::string result_json(const study::Study& study);
[[nodiscard]] std::string manifest_json(const study::RunResult& result, const std::set<std::string>& files = {});
[[nodiscard]] std::string certificate_json(const study::RunResult& result);

}  // namespace parley::report
