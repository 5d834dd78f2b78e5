#pragma once

#include "parley/report/page/chapter.hpp"
#include "parley/study/cases/result.hpp"

namespace parley::report {

/// How sure the headline is: real income with its ranges; without ranges the word that they were left out.
[[nodiscard]] Chapter ranges_chapter(const study::RunResult& result);

}  // namespace parley::report
