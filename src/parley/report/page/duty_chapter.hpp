#pragma once

#include <optional>

#include "parley/report/page/chapter.hpp"
#include "parley/study/cases/result.hpp"

namespace parley::report {

/// What the tariffs of every case would bring before anything reacts, beside the official sums; nothing where no case
/// changes a tariff.
[[nodiscard]] std::optional<Chapter> duty_chapter(const study::RunResult& result);

}  // namespace parley::report
