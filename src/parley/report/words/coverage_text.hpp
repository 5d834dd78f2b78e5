#pragma once

#include <string>

#include "parley/tariff/lists/coverage_build.hpp"

namespace parley::report {

/// Dollars of each trade by how they were mapped to sectors, and of each list by how it covers them; then how many shares
/// were written to the file `out`.
[[nodiscard]] std::string coverage_text(const tariff::BuiltCoverage& built, const std::string& out);

}  // namespace parley::report
