#pragma once

#include <vector>

#include "parley/equilibrium/equilibrium.hpp"
#include "parley/model/shocked_economy.hpp"

namespace parley {

/// The unknowns of the equilibrium map at a solution: ln w, ln P and ln X / X0.
[[nodiscard]] std::vector<double> point_of(const model::ShockedEconomy& economy, const Equilibrium& solution);

}  // namespace parley
