#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parley/replicate/replication_cases.hpp"

namespace parley::report {

/// "agrees", "known exception", "DIFFERS"
[[nodiscard]] std::string_view verdict_text(replicate::PublishedCell::Verdict verdict);

/// A replication for the terminal; `all_cells` shows the cells that agree too, not only their count.
[[nodiscard]] std::string replication_text(const replicate::Replication& replication, bool all_cells);

/// The cases by name, with what each reproduces, and which of them need the authors' package.
[[nodiscard]] std::string published_cases_text(const std::vector<replicate::PublishedCase>& cases);

}  // namespace parley::report
