#pragma once

#include <string>

#include "parley/study/cases/result.hpp"

namespace parley::report {

/// Who bears the duties that moved, by case: the pairs with the largest trade; "" where none moved.
[[nodiscard]] std::string incidence_text(const study::RunResult& result);

}  // namespace parley::report
