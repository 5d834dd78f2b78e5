#pragma once

#include "parley/replicate/replication.hpp"

namespace parley::replicate {

/// Services, purchases, quotas and bargaining; an empty folder: the closed forms alone.
///
/// Errors  InputError for files that are not in form; NotSolved where a small economy has no solution.
[[nodiscard]] Replication replicate_bargaining(const std::filesystem::path& folder, Observer& observer);

}  // namespace parley::replicate
