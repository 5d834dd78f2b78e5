#pragma once

#include "parley/replicate/replication.hpp"

namespace parley::replicate {

/// Prices in March and April 2018; they are read from data/market, beside the folder of references.
[[nodiscard]] Replication replicate_event_study_2018(const std::filesystem::path& folder, Observer& observer);

}  // namespace parley::replicate
