#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "parley/economy/baseline.hpp"
#include "parley/uncertainty/sensitivity.hpp"

namespace parley::uncertainty {

/// Trade elasticities by sector under one name.
struct ElasticityWorld {
  std::string name;
  std::vector<double> elasticity;
};

/// The baseline's own elasticities, then every named set of a file that differs from those before it.
///
/// `remarks` gets which sets are equal to another, and that none were found where `sets` is empty.
[[nodiscard]] std::vector<ElasticityWorld> distinct_elasticities(const Baseline& baseline,
                                                                 const std::filesystem::path& sets,
                                                                 std::vector<std::string>& remarks);

/// Elasticities at one point of a plan: the central ones times the factors of its draw.
///
/// `plan.sampling.dimension` is 2 + the number of sectors.
[[nodiscard]] std::vector<double> drawn_elasticities(const SensitivityPlan& plan, const std::vector<double>& central,
                                                     std::size_t index);

/// How a plan draws elasticities, in words.
[[nodiscard]] std::string words_of(const SensitivityPlan& plan);

}  // namespace parley::uncertainty
