#pragma once

#include "parley/uncertainty/sensitivity.hpp"

namespace parley::uncertainty {

/// What one case commits to, with what keeps the commitments at the central inputs.
struct CaseCommitments {
  std::string case_name;
  std::vector<Commitment> commitments;
  std::vector<CommitmentOutcome> outcomes;
};

/// Solves a case under a draw: purchases by the subsidy that keeps them at the central inputs, limits kept again.
///
/// `solved.shock` is the case's shock without wedges, and then with them; `solved.equilibrium` is the answer, to be looked
/// at only where its report is usable().
void solve_under_draw(const Baseline& baseline, const CaseCommitments& committed, const SolveOptions& options,
                      study::CaseResult& solved);

/// What the case's purchases come to at a solution, in their order.
[[nodiscard]] std::vector<double> quantities_of(const CaseCommitments& committed, const study::CaseResult& solved);

/// Mean, standard deviation and quantiles of one column of the draws.
void describe(const std::vector<Draw>& draws, std::size_t column, bool has_quantiles, Spread& spread);

/// How often a purchase falls short, and by how much; its quantities stand in `column` of the draws.
[[nodiscard]] QuantityInterval shortfall(const CaseCommitments& committed, const Commitment& commitment,
                                         const std::vector<Draw>& draws, const Draw& middle, bool has_quantiles,
                                         std::size_t column);

}  // namespace parley::uncertainty
