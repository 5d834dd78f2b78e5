#pragma once

#include <string>
#include <vector>

#include "parley/equilibrium/equilibrium.hpp"

namespace parley {

/// One thing that was checked about a solution.
struct Check {
  std::string name;                                                ///< "goods_market_clearing"
  std::string claim;                                               ///< one sentence in words
  double value = 0;                                                ///< the largest violation found
  double tolerance = 0;                                            ///< holds iff value <= tolerance
  std::string where;                                               ///< worst cell, "CHN,ELE"; may be empty
  [[nodiscard]] bool holds() const { return value <= tolerance; }  // NaN does not hold
};

/// All checks of one solution; a number may be shown only where all hold.
struct Certificate {
  std::vector<Check> checks;
  [[nodiscard]] bool holds() const;
};

/// The first check that does not hold, in words; "" where all hold.
[[nodiscard]] std::string first_failure(const Certificate& certificate);

/// The checks that cost no further solve: positivity, residuals, market clearing, Walras, adding up.
[[nodiscard]] Certificate certify(const Baseline& baseline, const Shock& shock, const Equilibrium& equilibrium);

/// Also: base replication, numeraire change, a second solver, another start.
[[nodiscard]] Certificate certify_thoroughly(const Baseline& baseline, const Shock& shock,
                                             const Equilibrium& equilibrium);

}  // namespace parley
