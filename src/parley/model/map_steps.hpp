#pragma once

#include <cmath>

#include "parley/model/equilibrium_map.hpp"

namespace parley::model {

// Steps of evaluate() that both production structures take; of no use outside this room.

/// The larger of two gaps; NaN wins, so that nothing that went wrong is lost.
inline double larger(double a, double b) { return b <= a || std::isnan(a) ? a : b; }

/// Where the parts of the vector of unknowns begin.
struct Layout {
  std::size_t countries;
  std::size_t sectors;
  [[nodiscard]] std::size_t price(std::size_t j) const { return countries * (1 + j); }
  [[nodiscard]] std::size_t expenditure(std::size_t j) const { return countries * (1 + sectors + j); }
  [[nodiscard]] std::size_t factor_premium(std::size_t j) const { return countries * (1 + 2 * sectors + j); }
};

/// c_hat^-theta and X' of every cell.
void supplies_and_expenditures(const ShockedEconomy& economy, const Layout& at, const double* x, MapState& state);

/// Price terms, trade and output of one sector from unit costs and expenditure, all origins on one level.
void trade_of_sector(const ShockedEconomy& economy, const Layout& at, std::size_t j, MapState& state);

/// World value added, revenues, deficits and incomes from trade.
void incomes(const ShockedEconomy& economy, const Layout& at, MapState& state);

/// ln(X+/X) of every cell from X+ in its place; returns the largest |ln X+ - ln X|.
double log_expenditures(const ShockedEconomy& economy, const Layout& at, const double* x, double* image);

/// w+ = w (1 + step * trade balance gap / VA), then the numeraire; returns the largest |gap| / (w VA).
double update_wages(const ShockedEconomy& economy, const Layout& at, double* image, MapState& state);

/// By how much x misses the numeraire, which is an equation too.
[[nodiscard]] double numeraire_gap(const ShockedEconomy& economy, const double* x, const MapState& state);

}  // namespace parley::model
