#pragma once

#include <span>

#include "parley/model/equilibrium_map.hpp"

namespace parley::model {

/// evaluate() of an economy with production terms.
double evaluate_production(const ShockedEconomy& economy, std::span<const double> x, std::span<double> image,
                           MapState& state);

/// flow_at() of an economy with production terms.
[[nodiscard]] double flow_in_production(const ShockedEconomy& economy, const MapState& state, Sector s, Importer n,
                                        Exporter i);

}  // namespace parley::model
