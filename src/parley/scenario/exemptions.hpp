#pragma once

#include <string>
#include <vector>

#include "parley/scenario/resolve.hpp"

namespace parley::scenario {

/// Notes a code that the baseline does not have, and a service under a border tax; a wedge may stand before services too.
void check_sector(const TariffChange& change, const std::string& code, const Place& place, const Economy& economy,
                  ProblemList& problems);

/// The exemptions of an entry by index; `partners` and `trade` are what it hits without them.
///
/// Noted as problems: codes that the baseline does not have, partners and sectors that the entry does not hit, and parts
/// that together spare more than there is on one day.
[[nodiscard]] std::vector<ResolvedExemption> find_exemptions(const Action& action, const TariffChange& change,
                                                             const std::vector<Country>& partners,
                                                             const std::vector<CoveredTrade>& trade,
                                                             const Economy& economy, ProblemList& problems);

/// The share of a partner's trade in a sector that is spared on a day, and by all exemptions where there is none.
///
/// A full exemption spares everything whatever stands beside it; parts add up, to more than one where they are of
/// different times and no day chooses among them.
[[nodiscard]] double share_spared(const std::vector<ResolvedExemption>& exemptions, const CoveredTrade& trade,
                                  const std::optional<Date>& day);

}  // namespace parley::scenario
