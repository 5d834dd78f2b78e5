#pragma once

#include "parley/economy/baseline.hpp"
#include "parley/economy/shock.hpp"
#include "parley/model/shocked_economy.hpp"

namespace parley {

/// Throws InputError where the structure of production, or an elasticity under it, is outside its domain.
///
/// mu within [0, 1], other elasticities of substitution at least zero (sigma = theta + 1), one home elasticity a sector.
void check_production(const Baseline& baseline);

/// Throws InputError where the long run's equations are needed and a baseline has others; `what` says what needs them.
void require_long_run(const Baseline& baseline, const char* what);

/// Throws InputError where a shock is not of the baseline's shapes, a value is outside its domain, or a country taxes its
/// own sales at the border.
void check_shock(const Baseline& baseline, const Shock& shock);

/// The same for one cell.
void check_cell(const Baseline& baseline, Sector s, Importer n, Exporter i, const model::CellShock& shock);

}  // namespace parley
