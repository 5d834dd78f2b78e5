#pragma once

#include <string>
#include <vector>

#include "parley/economy/baseline.hpp"
#include "parley/numerics/balance.hpp"

namespace parley::data {

/// How one sector of a baseline is cut in two.
struct SectorSplit {
  std::string sector;  ///< code of the sector that is cut
  SectorLabel rest;    ///< what stays; keeps the code
  SectorLabel part;    ///< what is split off; placed right after the rest
  /// Fraction of the sector's flow that is the part, own sales included.
  Array<Importer, Exporter> part_share;
  /// How much likelier a dollar of the sector is the part with this user than with a user of weight one, by the new
  /// sectors; final use last. Only ratios matter.
  std::vector<double> user_weight;
};

struct SplitBaseline {
  BaselineData data;
  int largest_iterations = 0;  ///< RAS passes of the slowest region
  double largest_gap = 0;      ///< largest relative margin error of any region
};

/// Cuts a sector in two, keeping every margin of the old one.
///
///     F[part] = share F,  F[rest] = (1 - share) F;   tariffs and elasticity of both are the old sector's
///     use by each user and final use of part + rest = the old use;  use of part by all + final = absorption of part
///     inputs of part and rest as users = the old inputs, divided in proportion to gross output
///
/// Which user buys the part: RAS per region from the seed weight[user] * old use. Units: those of `data`.
/// Errors  InputError: an unknown or taken code, shares outside [0, 1), weights not positive, negative final use of the
///         old sector, margins that RAS cannot meet.
[[nodiscard]] SplitBaseline split_sector(const BaselineData& data, const SectorSplit& split);

}  // namespace parley::data
