#pragma once

#include <string>

#include "parley/tariff/lists/coverage_build.hpp"

namespace parley::report {

/// Dollars of each trade and list; `out` is the file that the shares were written to.
[[nodiscard]] std::string coverage_json(const tariff::BuiltCoverage& built, const std::string& out);

}  // namespace parley::report
