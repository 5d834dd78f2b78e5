#pragma once

#include "parley/report/page/chapter.hpp"
#include "parley/study/attempt.hpp"
#include "parley/study/cases/result.hpp"
#include "parley/study/desk.hpp"

namespace parley::report {

/// The chapter of the page: the bargaining set with its frontier, threat point and solutions, and who gives what;
/// or why there is none.
[[nodiscard]] Chapter deal_chapter(const study::Attempt<study::Desk>& deal, const study::RunResult& result);

}  // namespace parley::report
