#pragma once

#include <vector>

#include "parley/base/observer.hpp"
#include "parley/economy/commitment.hpp"
#include "parley/equilibrium/session.hpp"

namespace parley {

/// What keeps a list of commitments: the unknowns of solve_with_commitments() and how the gaps follow them.
struct Wedges {
  /// z of every commitment, then y of every one that names suppliers.
  std::vector<double> z;
  std::vector<double> jacobian;       ///< of ln(quantity / target) and the crowding conditions by z, row by row
  std::vector<double> most;           ///< upper bounds of z; infinite where it is open
  SolveReport report;                 ///< a result only if usable()
  std::vector<std::size_t> crowding;  ///< where in z a commitment's y stands; the size of z where it has none
};

/// Finds the wedges on top of a session's shock; the session is then at the solution, its shock holds the wedges.
///
/// `start` is an earlier answer for the same commitments, or empty: then the search begins where nothing is committed.
/// Errors  those of solve_with_commitments().
[[nodiscard]] Wedges keep_commitments(SolveSession& session, const Baseline& baseline,
                                      const std::vector<Commitment>& commitments, const Wedges& start, double tolerance,
                                      Observer& observer);

/// What the exporter keeps of one sector's trade under a tariff-rate quota whose licences are its own.
///
///     rate = (1 + x') (t' - t_in) share,   share = min(1, quota / quantity)
[[nodiscard]] IncomeClaim rent_claim(const Shock& shock, const Commitment& commitment, Sector s, double in_quota_share);

}  // namespace parley
