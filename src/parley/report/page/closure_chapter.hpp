#pragma once

#include <optional>

#include "parley/report/page/chapter.hpp"
#include "parley/study/cases/closures.hpp"

namespace parley::report {

/// The chapter on deficits: what closes the model, and the headline under every other rule.
///
/// Its head says below the headline which signs hang on the rule, and where a numeraire is part of the closure.
[[nodiscard]] Chapter closure_chapter(const study::RunResult& result,
                                      const std::optional<study::ClosureComparison>& comparison);

}  // namespace parley::report
