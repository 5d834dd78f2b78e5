#pragma once

#include <string>

#include "parley/study/cases/result.hpp"
#include "parley/study/desk.hpp"

namespace parley::report {

/// The chapter of the page: the bargaining set with its frontier, threat point and solutions, and who gives what.
[[nodiscard]] study::Chapter deal_chapter(const study::Desk& desk, const study::RunResult& result);

}  // namespace parley::report
