#pragma once

#include <string>
#include <vector>

#include "parley/base/observer.hpp"
#include "parley/equilibrium/equilibrium.hpp"

namespace parley {

/// One thing that was checked about a solution, or was to be.
struct Check {
  std::string name;      ///< "goods_market_clearing"
  std::string claim;     ///< one sentence in words
  double value = 0;      ///< the largest violation found
  double tolerance = 0;  ///< holds iff value <= tolerance
  std::string where;     ///< worst cell, "CHN,ELE"; may be empty
  /// Why the instrument of the check broke off, which says nothing of the solution; "" where the check was made.
  std::string not_made = {};
  [[nodiscard]] bool is_made() const { return not_made.empty(); }
  [[nodiscard]] bool fails() const { return is_made() && !(value <= tolerance); }  // NaN fails
  [[nodiscard]] bool holds() const { return is_made() && !fails(); }
};

/// All checks of one solution; a number may be shown only where none fails.
struct Certificate {
  std::vector<Check> checks;
  [[nodiscard]] bool holds() const;
};

/// The first check that fails, in words; "" where none does.
[[nodiscard]] std::string first_failure(const Certificate& certificate);

/// The checks that cost no further solve: positivity, residuals, market clearing, Walras, adding up.
[[nodiscard]] Certificate certify(const Baseline& baseline, const Shock& shock, const Equilibrium& equilibrium);

/// Also: base replication, numeraire change, a second solver, another start.
///
/// A second solver that breaks off is tried again from nearer to the solution; where it finds none, its check is not made.
[[nodiscard]] Certificate certify_thoroughly(const Baseline& baseline, const Shock& shock,
                                             const Equilibrium& equilibrium);

/// The certificate by which a solution may be shown: the same for a run, a draw, a package and an optimum.
///
/// Where a check fails, the solution is taken as near as rounding allows and judged once more: a few iterations decide
/// whether it was wrong or only stopped a hair too early. `equilibrium` is then the nearer one, if that one holds.
[[nodiscard]] Certificate certify_nearer(const Baseline& baseline, const Shock& shock, Equilibrium& equilibrium,
                                         bool thoroughly, Observer& observer);

}  // namespace parley
