#pragma once

#include "parley/model/equilibrium_adjoint.hpp"

namespace parley::model {

/// reverse() of an economy with production terms.
void reverse_production(const ShockedEconomy& economy, const MapState& at, std::span<const double> image_seed,
                        const LevelSeeds* levels, std::span<double> x_seed, AdjointState& state,
                        TradeTermGradient* terms);

}  // namespace parley::model
