#pragma once

#include <array>

#include "parley/bargaining/nash_in_nash.hpp"
#include "parley/study/strategy_choices.hpp"

namespace parley::study {

/// Two of the governments that talk; positions in PairwiseTalksRequest::governments.
struct TalkingPair {
  std::size_t first = 0, second = 0;
  double first_power = 0.5;
};

struct PairwiseTalksRequest {
  std::vector<strategy::Government> governments;
  std::vector<TalkingPair> pairs;
  /// Of every government; partners are filled in. By sector: most favoured nation, one rate for all exporters, which the
  /// importer settles with the largest supplier in the base among those it talks to.
  strategy::InstrumentChoice choice;
  bool cuts_only = false;  ///< rates are bound: none may rise above its status quo
};

struct PairwiseTalks {
  std::vector<std::string> players;
  std::vector<TalkingPair> pairs;
  std::vector<std::string> names;  ///< of the pairs, "USA:CHN"
  std::vector<ChosenTariff> tariffs;
  std::vector<std::size_t> pair_of;  ///< who settles each tariff
  /// What the first and the second of each pair settle there; no number in the means of one that settles nothing.
  std::vector<std::array<TariffSpread, 2>> spread;
  strategy::Policy before;  ///< and without agreement
  bargaining::NashInNash settled;
  /// At the case's own tariffs; with each instrument at its trade-weighted mean, from which gains are counted; settled. The
  /// first two differ where an instrument moves tariffs that were not alike.
  StrategyOutcome status_quo, disagreement, outcome;
  /// Real income of the world in each of them, base incomes as weights, per cent.
  double status_quo_world_pct = 0, disagreement_world_pct = 0, outcome_world_pct = 0;
};

/// Nash-in-Nash over pairs of governments: each pair's treaty answers all others'.
///
/// Errors  InputError for no pair, a pair of one, a pair twice, or a pair that has nothing to settle; NotSolved where the
///         treaties do not settle, or a pair finds a better one.
[[nodiscard]] PairwiseTalks talk_in_pairs(const StrategyProblem& problem, const PairwiseTalksRequest& request,
                                          Observer& observer);

/// Talks in pairs as a user asks for them.
struct NamedPair {
  std::string first, second;  ///< codes
  double first_power = 0.5;
};
struct PairwiseTalksOptions {
  StrategyRequest world;
  StrategyChoices choices;
  std::vector<NamedPair> pairs;
  bool cuts_only = false;
};
struct PairwiseTalksAnswer {
  PairwiseTalksOptions options;
  StrategyWorld world;
  PairwiseTalks talks;
};
/// Errors  those of read_strategy_problem(), governments_of() and talk_in_pairs().
[[nodiscard]] PairwiseTalksAnswer answer_pairwise_talks(const PairwiseTalksOptions& options, Observer& observer);

}  // namespace parley::study
