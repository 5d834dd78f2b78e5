#pragma once

#include <string>

#include "parley/study/cases/result.hpp"
#include "parley/study/exposure.hpp"

namespace parley::report {

/// The most exposed industries, what a case does to firms' sales, and affiliates' sales beside exports.
[[nodiscard]] std::string exposure_text(const study::Exposure& exposure, const Baseline& baseline,
                                        const study::CaseResult& solved);

}  // namespace parley::report
