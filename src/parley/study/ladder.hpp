#pragma once

#include "parley/study/escalation_game.hpp"

namespace parley::study {

/// An escalation as a user asks for it.
struct LadderOptions {
  StrategyRequest world;
  StrategyChoices choices;
  std::vector<std::string> players;  ///< codes: who begins, who answers; empty: those of the scenario's [strategy]
  double first_points = 0.25;        ///< as in EscalationRequest
  bool allows_withdrawal = true;
  EscalationPlay play;
  bool over_sets = false;  ///< also under every named set of elasticities that differs from the world's own
};

/// Where the escalation ends under other elasticities.
struct LadderUnderSet {
  std::string name;  ///< "baseline" for the elasticities that the answer itself has
  std::string ends_ahead, ends_at_once;
  std::size_t settles_at = 0;
  std::string failure;  ///< why there is no end
};

/// In how many sets an escalation ends so.
struct LadderEnd {
  std::string world;
  std::size_t ahead = 0, at_once = 0;
};

struct LadderAnswer {
  LadderOptions options;
  StrategyWorld world;
  EscalationGame game;
  std::vector<LadderUnderSet> sets;  ///< the answer's own first; empty unless asked for
};

/// Errors  those of read_strategy_problem(), governments_of() and play_escalation(); InputError for players that are not two.
[[nodiscard]] LadderAnswer answer_ladder(const LadderOptions& options, Observer& observer);

/// The ends of all sets, those that most sets come to looking ahead first.
[[nodiscard]] std::vector<LadderEnd> ends_over_sets(const LadderAnswer& answer);

}  // namespace parley::study
