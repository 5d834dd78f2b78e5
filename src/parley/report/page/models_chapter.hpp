#pragma once

#include "parley/study/cases/chapter.hpp"
#include "parley/study/models.hpp"

namespace parley::report {

/// The page's chapter: for every case a chart of the parties' real income across models and the reasons behind a fold.
///
/// Errors  those of compare_models().
[[nodiscard]] study::Chapter models_chapter(const study::RunResult& result, const ModelComparisonOptions& options,
                                            Observer& observer);

}  // namespace parley::report
