#pragma once

#include <vector>

#include "parley/economy/affiliate_reform.hpp"
#include "parley/economy/commitment.hpp"
#include "parley/economy/shock.hpp"
#include "parley/scenario/scenario.hpp"

namespace parley::study {

/// What the engine is given for one compared case.
struct Entries {
  Shock shock;  ///< tariffs, taxes and wedges, reforms included
  std::vector<Commitment> commitments;
  std::vector<AffiliateReform> reforms;
};

/// The entries of a case in the economy's own terms.
///
/// Errors  InputError, all problems of a kind at once, as scenario::to_shock(), commitments() and affiliate_reforms().
[[nodiscard]] Entries entries_of(const scenario::Scenario& scenario, const scenario::Compare& compare,
                                 const Baseline& baseline);

}  // namespace parley::study
