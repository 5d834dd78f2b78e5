#pragma once

#include <span>
#include <vector>

#include "parley/model/equilibrium_map.hpp"

namespace parley::model {

/// An approximate inverse of I - g_x, g the equilibrium map, learnt at one solution and good near it.
///
///     (I - g_x)^-1  is taken as  (I + V (H^-1 - I) V') B^-1
///     B  the part of I - g_x that stays within each country: its wage, prices and expenditures on one another
///     V  an orthonormal basis of the `rank` directions that trade between countries couples most (Arnoldi on the
///        transpose, with exact transposed Jacobians), H = V' B^-1 (I - g_x) V
///
/// A preconditioner only, in single precision: it decides how fast a solve ends, never where. The values are immutable
/// after learn_inverse() and may be shared by threads.
/// Source  Saad (2003), Iterative Methods for Sparse Linear Systems, chs. 6 and 9.
struct NearbyInverse {
  std::size_t countries = 0;
  std::size_t sectors = 0;
  std::size_t stride = 0;  ///< of one row of a block, 2 sectors + 1 rounded up to a register
  std::size_t rank = 0;
  std::vector<float> block;        ///< B^-1 transposed, [country, 2 sectors + 1, stride]: wage, prices, expenditures
  std::vector<float> direction;    ///< V', [rank, unknown]
  std::vector<float> coefficient;  ///< (H^-1 - I) transposed, [rank, rank]
  [[nodiscard]] std::size_t unknown_count() const { return countries * (2 * sectors + 1); }
};

/// Working memory of improve(), one for each thread.
struct ImproveMemory {
  explicit ImproveMemory(const NearbyInverse& inverse);
  std::vector<float> from, to, local_from, local_to, product, weight;
};

/// `at` must hold the levels of an evaluation at a solution of `economy`.
///
/// Cost  about countries * (2 sectors + 1)^3 multiply-adds and `rank` transposed sweeps: as much as some ten solves.
/// Returns  an inverse with rank 0 where the coupling cannot be inverted.
[[nodiscard]] NearbyInverse learn_inverse(const ShockedEconomy& economy, const MapState& at, std::size_t rank = 24);

/// Replaces a residual g(x) - x by the approximate Newton step. Allocates nothing.
///
/// Cost  N (2J+1)^2 + 2 rank N (2J+1) multiply-adds in single precision: about half an evaluation.
void improve(const NearbyInverse& inverse, std::span<double> residual, ImproveMemory& memory);

/// g_x of one country on itself, row-major in the order ln w, ln P by sector, ln X by sector, at a solution.
///
/// The wage's row is that of the map before the numeraire divides it. Where deficits are shares of own income, what the
/// country does to the revenues of others, and by them to the remainder, is left out.
void domestic_jacobian(const ShockedEconomy& economy, const MapState& at, Country n, std::span<double> jacobian);

}  // namespace parley::model
