#pragma once

#include <vector>

#include "parley/economy/affiliate_reform.hpp"
#include "parley/economy/commitment.hpp"
#include "parley/economy/shock.hpp"
#include "parley/scenario/resolve.hpp"

namespace parley::study {

/// What the engine is given for one compared case.
struct CaseEntries {
  Shock shock;  ///< tariffs, taxes and wedges, reforms included
  std::vector<Commitment> commitments;
  std::vector<AffiliateReform> reforms;
};

/// The entries of a case in the economy's own terms; `scenario` is resolved for this baseline.
///
/// Errors  InputError, all problems of a kind at once, as scenario::to_shock() and commitments().
[[nodiscard]] CaseEntries entries_of(const scenario::ResolvedScenario& scenario, const scenario::Compare& compare,
                                     const Baseline& baseline);

}  // namespace parley::study
