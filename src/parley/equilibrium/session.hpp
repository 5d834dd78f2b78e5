#pragma once

#include <vector>

#include "parley/equilibrium/solve.hpp"
#include "parley/model/nearby_inverse.hpp"
#include "parley/model/shocked_economy.hpp"
#include "parley/numerics/fixed_point.hpp"

namespace parley {

/// Many solves near one solution, in memory that is made once: for games, bargaining and what-if.
///
///     SolveSession session = start_session(baseline, shock, {.tolerance = 1e-10}, observer);   // an ordinary solve
///     set_cell(session, baseline, s, n, i, {.tariff_new = 0.3});                                // as many cells as change
///     resolve(session, observer);                                                               // allocates nothing
///     if (session.report.usable()) use(session.levels, session.x);
///
/// The start of each solve is the last solution (go_back() returns to the first), its steps are improved by the inverse
/// learnt at the first solution. The equations, the residual test and the tolerance are those of solve(): the inverse
/// decides only how soon the test is met. Where improved steps fail, resolve() repeats the solve from the first
/// solution and then from ones without them. A session is a value: copy one for each thread.
/// The digits beyond the tolerance depend on where a solve started; go_back() before each makes them independent of the
/// order of the solves.
struct SolveSession {
  Shock shock;
  model::ShockedEconomy economy;
  model::MapState levels;  ///< at x, after a solve that is usable()
  std::vector<double> x;   ///< ln w, ln P, ln X / X0: the last solution
  SolveReport report;

  std::vector<double> first_solution;
  model::NearbyInverse inverse;
  model::ImproveMemory improve_memory;
  numerics::FixedPointMemory memory;
  numerics::FixedPointOptions options;
};

/// Solves the first shock, and learns the inverse there; `report` says how that ended, and nothing else is usable
/// where it failed.   Errors  as solve(), and InputError for another structure of production than the long run's.
[[nodiscard]] SolveSession start_session(const Baseline& baseline, const Shock& shock, const SolveOptions& options,
                                         Observer& observer);

/// Changes the instruments on one pair's trade in one sector.
///
/// Errors  InputError for a rate or cost outside its domain and for a tax on a country's own sales.
void set_cell(SolveSession& session, const Baseline& baseline, Sector s, Importer n, Exporter i,
              const model::CellShock& shock);

/// Changes the cells in which `shock` differs, and the claims; its deficit rule, exceptions and numeraire must be the
/// first shock's.
///
/// Errors  as solve(), and InputError for another rule, other exceptions or another numeraire.
void set_shock(SolveSession& session, const Baseline& baseline, const Shock& shock);

/// Solves the session's economy; `report`, `x` and `levels` hold the answer.
void resolve(SolveSession& session, Observer& observer);

/// Starts the next solve from the first solution.
void go_back(SolveSession& session);

/// The session's last solution as solve() returns it.
[[nodiscard]] Equilibrium equilibrium_of(const SolveSession& session, const Baseline& baseline);

}  // namespace parley
