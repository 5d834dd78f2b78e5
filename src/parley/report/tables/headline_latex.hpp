#pragma once

#include <string>

#include "parley/study/cases/result.hpp"

namespace parley::report {

/// The headline table as a LaTeX tabular.
[[nodiscard]] std::string headline_latex(const study::RunResult& result);

}  // namespace parley::report
