#pragma once

#include <string>
#include <string_view>

#include "parley/replicate/replication.hpp"

namespace parley::report {

/// "agrees", "known exception", "DIFFERS"
[[nodiscard]] std::string_view verdict_text(replicate::PublishedCell::Verdict verdict);

/// A replication for the terminal; `all_cells` shows the cells that agree too, not only their count.
[[nodiscard]] std::string replication_text(const replicate::Replication& replication, bool all_cells);

}  // namespace parley::report
