#pragma once

#include "parley/economy/baseline.hpp"
#include "parley/economy/shock.hpp"
#include "parley/model/fixed_firms.hpp"
#include "parley/model/gravity.hpp"

namespace parley::model {

/// What structural gravity sees of a one-sector economy: its flows at exporter prices and its trade elasticity.
///
/// Tariff revenue is no part of gravity's accounts: spending is the sum of flows.
/// Errors  InputError for an economy of several sectors.
[[nodiscard]] GravityEconomy as_gravity(const Baseline& one_sector, double supply_elasticity);

/// A change of trade policy as a change of trade cost, B = (d_hat (1+t')(1+x') / ((1+t)(1+x)))^-theta.
[[nodiscard]] GravityShock as_gravity(const Baseline& one_sector, const Shock& shock);

/// The same trade and tariffs with sigma = theta + 1 and labour as the only factor; inputs become final purchases.
[[nodiscard]] FixedFirmsEconomy as_fixed_firms(const Baseline& baseline);

/// Base trade, in millions, under a new export tax or wedge: what a shock of tariffs alone cannot carry over.
[[nodiscard]] double trade_under_other_instruments(const Baseline& baseline, const Shock& shock);

}  // namespace parley::model
