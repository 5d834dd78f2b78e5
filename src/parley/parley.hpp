#pragma once

/// The public door of Parley: what another program includes. docs/architecture.md has the map behind it.
///
///     read     data::read_baseline, scenario::read, study::read_problem
///     solve    study::compute; from arrays: no_shock, solve, certify, outcome
///     measure  study::headline, study::outcome_measures, rank_slopes (a gradient in tariffs), explain_case
///     choose   study::answer_optimal_tariffs, study::answer_tariff_war
///     deal     study::answer_deal
///     all      study::study, everything that a run of one scenario answers
///
/// Wrong input throws InputError, what has no solution NotSolved, a caller who asked to stop gets Cancelled.

#include "parley/base/error.hpp"
#include "parley/base/not_solved.hpp"
#include "parley/base/observer.hpp"
#include "parley/data/asset_folders.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/economy/shock.hpp"
#include "parley/equilibrium/certificate.hpp"
#include "parley/equilibrium/outcome.hpp"
#include "parley/equilibrium/solve.hpp"
#include "parley/scenario/scenario.hpp"
#include "parley/study/cases/compute.hpp"
#include "parley/study/cases/headline.hpp"
#include "parley/study/cases/measures.hpp"
#include "parley/study/cases/named_measure.hpp"
#include "parley/study/cases/ranked_slopes.hpp"
#include "parley/study/deal.hpp"
#include "parley/study/optimal_tariffs.hpp"
#include "parley/study/study.hpp"
#include "parley/study/tariff_war.hpp"
