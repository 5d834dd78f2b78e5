#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "parley/base/error.hpp"
#include "parley/economy/baseline.hpp"

namespace parley::data {

/// Trade elasticities of one source by sector code; a source need not have every sector.
struct ElasticitySet {
  std::string name;
  std::map<std::string, double> theta;
};

/// Reads a table set,sector,theta.
///
/// Errors  InputError with file and line for a repeated row or an elasticity that is not positive.
[[nodiscard]] std::vector<ElasticitySet> read_elasticity_sets(const std::filesystem::path& file);

/// Puts a named set into a baseline and says in words what was kept; InputError with the known names for another name.
[[nodiscard]] std::string apply_elasticity_set(const std::vector<ElasticitySet>& sets, const std::string& name,
                                               const Place& place, Baseline& baseline);

}  // namespace parley::data
