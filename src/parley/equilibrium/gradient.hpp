#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/base/observer.hpp"
#include "parley/economy/policy_instruments.hpp"
#include "parley/equilibrium/equilibrium.hpp"

namespace parley {

/// One number of an equilibrium whose causes are asked for.
struct Measure {
  enum class Kind {
    real_income,     ///< ln(I_hat / prod P_hat^alpha)
    real_wage,       ///< ln(w_hat / prod P_hat^alpha)
    tariff_revenue,  ///< R', million
    employment,      ///< ln(Y_hat / w_hat) of one sector
    output,          ///< ln(Y_hat / c_hat) of one sector
    exports          ///< sum of F' to one partner, or to all others; of one sector, or of all; million
  };
  Kind kind = Kind::real_income;
  Country country{0};
  std::optional<Sector> sector;
  std::optional<Country> partner;
};
[[nodiscard]] std::string_view to_string(Measure::Kind kind);
/// Whether a measure is in millions; else it is in log points.
[[nodiscard]] bool is_money(Measure::Kind kind);

/// A sum of measures, such as a political objective over several countries and sectors.
struct Objective {
  struct Term {
    double weight = 1;
    Measure measure;
  };
  std::vector<Term> terms;
};

/// The objective's value at a solution.
[[nodiscard]] double value_of(const Baseline& baseline, const Equilibrium& equilibrium, const Objective& objective);

/// dV of one objective with respect to every instrument at once.
struct Gradient {
  double value = 0;
  ByInstrument<TradeCells> by;     ///< dV/dt', t' a fraction; dV/dx'; dV/dln d
  std::vector<double> claim_rate;  ///< dV/d rate of each claim of the shock
  SolveReport report;              ///< of the transposed linear system; usable() or nothing counts
};

/// dV/dln(1 + t'), dV/dln(1 + x') or dV/dln d of one cell.
[[nodiscard]] double log_slope(const Gradient& gradient, const PolicyInstrumentRow& row, const Shock& shock,
                               std::size_t cell);

struct GradientOptions {
  double tolerance = 1e-11;  ///< of the transposed system, relative to the objective's own slope
  int iteration_limit = 1000;
};

/// The adjoint: one transposed linear solve gives the derivative with respect to all tariffs, export taxes and wedges.
///
///     dV/dp = V_p + lambda' g_p,   lambda = V_x + g_x' lambda,   g the equilibrium map at its fixed point
///
/// Own sales have wedges, but no tariffs and taxes: those cells are zero. Derived in docs/model/explanation.md.
/// Errors  InputError for a measure that the baseline cannot have; a failed solve is a status.
[[nodiscard]] Gradient gradient(const Baseline& baseline, const Shock& shock, const Equilibrium& equilibrium,
                                const Objective& objective, const GradientOptions& options, Observer& observer);

}  // namespace parley
