#pragma once

#include "parley/economy/shock.hpp"
#include "parley/model/equilibrium_adjoint.hpp"
#include "parley/strategy/instruments.hpp"

namespace parley::strategy {

/// A solved world with the adjoint of one objective.
struct AdjointView {
  const model::ShockedEconomy& economy;
  const model::MapState& levels;
  const model::TradeTermGradient& terms;  ///< dV/d(trade terms)
  const Array<Sector, Importer, Exporter>& export_tax;
  const std::vector<TariffGroup>& groups;
  const Policy& policy;
};

/// Slopes of the chosen instruments, and the tariffs that make them zero with shares and multipliers held.
///
///     slope_g(y) = sum_{cells of g} pi K - (theta + 1) z y_g,   y_g = 1/(1+t_g),   K = mu + theta sum_i q[i],   q = z y
///
/// Here K = -theta dV/dlnPhi of the cell's market, q the shadow value of its imports at the border. Solved by iterating
/// K and y, which contracts by theta/(theta+1) times the taxed share of spending.
/// Source  dV/dln(1+t) of docs/model/explanation.md, set to zero.
void answer_tariffs(const AdjointView& view, const std::vector<std::size_t>& chosen, std::span<double> slope,
                    std::span<double> answer);

}  // namespace parley::strategy
