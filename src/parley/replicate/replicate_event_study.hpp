#pragma once

#include "parley/replicate/replication.hpp"

namespace parley::replicate {

/// Prices in March and April 2018.
///
/// `folder` is the folder of references, with the prices in ../../data/market; or data/market as it ships with Parley, and
/// then what its small facts allow: the indices, and one portfolio against its firms.
[[nodiscard]] Replication replicate_event_study_2018(const std::filesystem::path& folder, Observer& observer);

}  // namespace parley::replicate
