#pragma once

#include "parley/study/coalition.hpp"
#include "parley/study/deal.hpp"
#include "parley/study/ladder.hpp"
#include "parley/study/optimal_tariffs.hpp"
#include "parley/study/standing.hpp"
#include "parley/study/talks.hpp"
#include "parley/study/tariff_war.hpp"

namespace parley::study {

// Studies as questions that can be asked again under other elasticities. Each answers once at the central ones, to know
// what there is to choose; errors are those of that answer.

/// The package that each rule picks, the option of each issue in Nash's package, what both gain by it and lose by failure.
[[nodiscard]] StandingQuestion standing_question(const RunOptions& options);

/// The best tariffs: the good or partner that is taxed most, the best uniform tariff, the gain.
[[nodiscard]] StandingQuestion standing_question(const OptimalOptions& options);

/// Where a war ends: who gains by it, what it costs each, their mean tariffs.
[[nodiscard]] StandingQuestion standing_question(const TariffWarOptions& options);

/// Treaties by every rule: whether all gain by it, and how much each.
[[nodiscard]] StandingQuestion standing_question(const TariffTalksOptions& options);

/// Which coalition holds, by itself and with payments, and what each candidate gains in the one of all.
[[nodiscard]] StandingQuestion standing_question(const CoalitionOptions& options);

/// Where an escalation ends, for movers that look ahead and for those that do not, and what each has there.
[[nodiscard]] StandingQuestion standing_question(const LadderOptions& options);

}  // namespace parley::study
