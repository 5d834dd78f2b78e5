#pragma once

#include "parley/economy/baseline.hpp"
#include "parley/economy/shock.hpp"
#include "parley/model/shocked_economy.hpp"

namespace parley {

/// Throws InputError where a shock is not of the baseline's shapes, a value is outside its domain, or a country taxes its
/// own sales at the border.
void check_shock(const Baseline& baseline, const Shock& shock);

/// The same for one cell.
void check_cell(const Baseline& baseline, Sector s, Importer n, Exporter i, const model::CellShock& shock);

}  // namespace parley
