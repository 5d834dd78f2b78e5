#pragma once

#include <string>
#include <vector>

#include "parley/equilibrium/gradient.hpp"
#include "parley/study/cases/result.hpp"

namespace parley::study {

/// The slopes of the parties' real incomes at the solved cases of one result, party after party and case after case.
struct Slopes {
  std::vector<Country> parties;
  std::vector<std::vector<Gradient>> by_case;  ///< [case][party]
};

/// One adjoint for each party and case; a case whose transposed system has no solution has no slopes.
[[nodiscard]] Slopes slopes_at(const RunResult& solved, Observer& observer);

/// What a changed scenario does to one party's real income, to first order from the last solution.
struct LinearPreview {
  std::string case_name;
  Country country{0};
  double real_income_pct = 0;
};

/// The cases of `now` that `solved` has too, under their new shocks; others are left out.
///
///     ln W = ln W(solved) + sum dV/dln(1+t) dln(1+t) + sum dV/dln(1+x) dln(1+x) + sum dV/dln d dln d
///
/// Nothing is solved. Errors  InputError as of scenario::resolve() and to_shock().
[[nodiscard]] std::vector<LinearPreview> linear_preview(const RunResult& solved, const Slopes& slopes,
                                                        const scenario::Scenario& now);

/// The preview in words, labelled as what it is; "" where it is empty.
[[nodiscard]] std::string preview_text(const std::vector<LinearPreview>& preview, const Economy& labels);

}  // namespace parley::study
