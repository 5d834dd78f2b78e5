#pragma once

#include <vector>

#include "parley/report/page/chapter.hpp"
#include "parley/study/attempt.hpp"
#include "parley/study/models.hpp"

namespace parley::report {

/// The page's chapter: for every case a chart of the parties' real income across models and the reasons behind a fold,
/// or why it is left out.
[[nodiscard]] Chapter models_chapter(const std::vector<study::Attempt<study::ModelsReport>>& by_case,
                                     const study::RunResult& result);

}  // namespace parley::report
