#pragma once

#include <span>
#include <vector>

#include "parley/equilibrium/equilibrium.hpp"
#include "parley/model/shocked_economy.hpp"

namespace parley {

/// The unknowns of the equilibrium map at a solution: ln w, ln P and ln X / X0.
[[nodiscard]] std::vector<double> point_of(const model::ShockedEconomy& economy, const Equilibrium& solution);

/// The other way: hats and levels at a point of the map, whose report is left to the caller.
[[nodiscard]] Equilibrium equilibrium_at(const Baseline& baseline, const model::ShockedEconomy& economy,
                                         const Shock& shock, std::span<const double> x);

}  // namespace parley
