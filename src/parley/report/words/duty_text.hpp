#pragma once

#include <string>

#include "parley/study/cases/static_duties.hpp"

namespace parley::report {

/// For each case and entry the static duty beside the official sum, and why they differ where they do; "" where no case
/// changes a tariff.
[[nodiscard]] std::string duty_text(const study::RunResult& result);

}  // namespace parley::report
