#pragma once

#include "parley/bargaining/nash_in_nash.hpp"
#include "parley/study/strategy_problem.hpp"

namespace parley::study {

/// Two of the governments that talk; positions in PairTalksRequest::governments.
struct TalkingPair {
  std::size_t first = 0, second = 0;
  double first_power = 0.5;
};

struct PairTalksRequest {
  std::vector<strategy::Government> governments;
  std::vector<TalkingPair> pairs;
  /// Of every government; partners are filled in. By sector: most favoured nation, one rate for all exporters, which the
  /// importer settles with the largest supplier in the base among those it talks to.
  strategy::InstrumentChoice choice;
  bool cuts_only = false;  ///< rates are bound: none may rise above its status quo
};

struct PairTalksResult {
  std::vector<std::string> players;
  std::vector<TalkingPair> pairs;
  std::vector<strategy::Instrument> instruments;
  std::vector<std::size_t> pair_of;  ///< who settles each instrument
  strategy::Policy before;           ///< and without agreement
  bargaining::NashInNash settled;
  /// At the case's own tariffs; with each instrument at its trade-weighted mean, from which gains are counted; settled. The
  /// first two differ where an instrument moves tariffs that were not alike.
  StrategyOutcome status_quo, disagreement, outcome;
};

/// Nash-in-Nash over pairs of governments: each pair's treaty answers all others'.
///
/// Errors  InputError for no pair, a pair of one, a pair twice, or a pair that has nothing to settle; NotSolved where the
///         treaties do not settle, or a pair finds a better one.
[[nodiscard]] PairTalksResult talk_in_pairs(const StrategyProblem& problem, const PairTalksRequest& request,
                                            Observer& observer);

/// Real income of the world, base incomes as weights, in per cent.
[[nodiscard]] double world_real_income_pct(const Baseline& baseline, const StrategyOutcome& outcome);

}  // namespace parley::study
