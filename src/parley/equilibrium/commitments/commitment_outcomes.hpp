#pragma once

#include "parley/equilibrium/commitments/commitments.hpp"
#include "parley/equilibrium/commitments/wedges.hpp"

namespace parley {

/// What each commitment came to at a solution: quantities, money, rents.
///
/// Where several commitments move one pair's trade in one sector, its money is theirs in the proportions of what each does
/// to ln(1 + tariff), or ln(1 + export tax), alone; the outlays add up to what the buyers' treasuries pay.
[[nodiscard]] std::vector<CommitmentOutcome> commitment_outcomes(const Baseline& baseline, const Shock& base_shock,
                                                                 const std::vector<Commitment>& commitments,
                                                                 const Wedges& wedges,
                                                                 const CommittedEquilibrium& solved);

}  // namespace parley
