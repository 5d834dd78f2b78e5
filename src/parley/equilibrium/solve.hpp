#pragma once

#include "parley/base/observer.hpp"
#include "parley/equilibrium/equilibrium.hpp"
#include "parley/model/nearby_inverse.hpp"

namespace parley {

enum class Solver { anderson, newton_krylov };

struct SolveOptions {
  /// Stops when max |scaled residual| <= tolerance (log prices, log expenditures, trade balance over value added).
  double tolerance = 1e-11;
  int iteration_limit = 2000;
  Solver solver = Solver::anderson;
  /// Start from this solution instead of ones; must have the baseline's shapes.
  const Equilibrium* start = nullptr;
  /// Improve every step by this inverse, learnt at a solution near the one sought: a third of the evaluations or fewer.
  /// Where improved steps fail the ordinary ones are taken, so that it changes no digit before the tolerance.
  const model::NearbyInverse* nearby = nullptr;
};

/// How many steps an improved solve mixes, and how many it may take before ordinary ones are tried.
constexpr int improved_depth = 10;
constexpr int improved_limit = 60;

/// Solves the model in changes; docs/model/equilibrium.md has the equations.
///
/// Under DeficitRule::balanced the deficits of the new economy are zero: a caller who wants the shock alone first takes
/// the base's deficits away with resolve_base().
/// Errors  InputError where the shock's shapes or values are not the baseline's; a failed solve is a status.
[[nodiscard]] Equilibrium solve(const Baseline& baseline, const Shock& shock, const SolveOptions& options = {});
[[nodiscard]] Equilibrium solve(const Baseline& baseline, const Shock& shock, const SolveOptions& options,
                                Observer& observer);

/// The inverse for SolveOptions::nearby, learnt at a usable solution; costs as much as some ten solves.
///
/// Errors  InputError for another structure of production than the long run's.
[[nodiscard]] model::NearbyInverse learn_inverse(const Baseline& baseline, const Shock& shock,
                                                 const Equilibrium& solution);

/// The economy that a solved equilibrium describes, as a new baseline (shares, flows, tariffs, incomes re-based).
[[nodiscard]] Baseline rebase(const Baseline& baseline, const Shock& shock, const Equilibrium& equilibrium);

struct ResolvedBase {
  Baseline baseline;  ///< a solution only if report.usable()
  SolveReport report;
};

/// The economy after a solve with unchanged tariffs: its deficits as the rule says, clipped final uses absorbed.
///
/// This is how Caliendo & Parro (2015) and Ossa (2014) make the base from which a shock is counted.
[[nodiscard]] ResolvedBase resolve_base(const Baseline& baseline, DeficitRule rule, const SolveOptions& options,
                                        Observer& observer);

}  // namespace parley
