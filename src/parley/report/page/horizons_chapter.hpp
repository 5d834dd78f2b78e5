#pragma once

#include <optional>

#include "parley/report/page/chapter.hpp"
#include "parley/study/cases/horizons.hpp"

namespace parley::report {

/// The long run and a year side by side; its head says on the top of the page which of them the page is about.
[[nodiscard]] Chapter horizons_chapter(const study::RunResult& result,
                                       const std::optional<study::HorizonComparison>& comparison);

}  // namespace parley::report
