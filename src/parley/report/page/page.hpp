#pragma once

#include <string>
#include <vector>

#include "parley/report/page/chapter.hpp"
#include "parley/study/cases/result.hpp"

namespace parley::report {

/// The self-contained HTML page: the cases, then the further chapters, then how each number is made.
[[nodiscard]] std::string html_page(const study::RunResult& result, const std::vector<Chapter>& chapters);

}  // namespace parley::report
