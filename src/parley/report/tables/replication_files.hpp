#pragma once

#include <string>

#include "parley/replicate/replication.hpp"

namespace parley::report {

/// A replication with every cell, as JSON.
[[nodiscard]] std::string replication_json(const replicate::Replication& replication);

}  // namespace parley::report
