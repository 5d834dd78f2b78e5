#pragma once

#include <vector>

#include "parley/report/page/chapter.hpp"
#include "parley/study/study.hpp"

namespace parley::report {

/// The chapters of a study in the order of the page; one that could not be computed says why.
[[nodiscard]] std::vector<Chapter> chapters(const study::Study& study);

}  // namespace parley::report
