#pragma once

#include <string>

#include "parley/study/cases/result.hpp"
#include "parley/study/exposure.hpp"

namespace parley::report {

/// Every industry, firm and affiliate row, with the portfolio of the firms.
[[nodiscard]] std::string exposure_json(const study::Exposure& exposure, const Baseline& baseline,
                                        const study::CaseResult& solved);

}  // namespace parley::report
