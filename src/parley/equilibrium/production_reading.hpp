#pragma once

#include "parley/economy/baseline.hpp"
#include "parley/equilibrium/equilibrium.hpp"

namespace parley {

/// r_hat: what a sector's workers and machines are paid over what they were paid.
[[nodiscard]] double factor_price_hat(const Equilibrium& equilibrium, Country n, Sector s);

/// One sector's production as it follows from prices of factors and inputs alone.
struct SectorProduction {
  double materials_price_hat = 1;  ///< M_hat
  double unit_cost_hat = 1;        ///< c_hat
  double value_added_share = 1;    ///< b'
  double materials_share = 0;      ///< sum_k g'
  double materials_share_base = 0;
};

/// docs/model/short-run.md has the equations; in the long run b' and g' are the base's.
[[nodiscard]] SectorProduction sector_production(const Baseline& baseline, const Equilibrium& equilibrium, Country n,
                                                 Sector s);

/// g'[n,k,s] = g (P[n,k] / M)^(1-em) (M / c)^(1-ev)
[[nodiscard]] double input_share_new(const Baseline& baseline, const Equilibrium& equilibrium,
                                     const SectorProduction& production, Country n, InputSector k, Sector s);

/// v: a sector's value added over its base value, (b'/b) Y'/Y; one where it makes nothing.
[[nodiscard]] double value_added_hat(const Baseline& baseline, const Equilibrium& equilibrium, Country n, Sector s);

}  // namespace parley
