#pragma once

#include <string>

#include "parley/study/cases/result.hpp"

namespace parley::report {

/// The self-contained HTML page.
[[nodiscard]] std::string html_page(const study::RunResult& result);

}  // namespace parley::report
