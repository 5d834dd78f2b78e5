#pragma once

#include <optional>

#include "parley/study/strategy_choices.hpp"

namespace parley::study {

struct LadderRequest {
  strategy::Government first, second;  ///< who begins, and who answers
  strategy::InstrumentChoice first_choice, second_choice;
  /// The first move, where the problem has no case: points on everything in the choice, a fraction.
  double first_points = 0.25;
};

/// One step of the escalation.
struct Rung {
  enum class Kind { status_quo, announced, in_the_case, mirror, equivalent, best_answer, full_war };
  Kind kind = Kind::status_quo;
  std::string name;                  ///< of its kind
  std::optional<std::size_t> mover;  ///< 0 first, 1 second; nobody for the status quo
  StrategyOutcome outcome;
  std::vector<double> mean_tariff_pct;    ///< of each side on the other, weighted with base trade
  std::vector<double> change_pct;         ///< of each objective against the status quo
  std::vector<double> share_of_war_cost;  ///< of what the full war costs each; NaN where the war is no loss
  /// What the mover gains by taking this step from the rung below, per cent of its objective there.
  double step_gain_pct = 0;
  /// Whether the mover takes this step when it looks ahead to the end of what follows.
  bool is_taken_looking_ahead = false;
};

[[nodiscard]] std::string_view to_string(Rung::Kind kind);

/// A truce and the patience that keeps it.
struct Truce {
  std::string name;
  std::vector<double> betrayal_gain_pct;  ///< once, by each side
  std::vector<double> patience;           ///< smallest discount factor; one or more: none will do
};

struct Ladder {
  std::vector<std::string> players;
  std::vector<Rung> rungs;  ///< status quo, announced, mirror, equivalent, best answer, full war
  double equivalence = 0;   ///< factor on the mirrored increases that makes the duties on base trade equal
  /// The rung where the escalation ends when each mover looks ahead to the end, and the first rung from which the next
  /// mover would lose by stepping up at once.
  std::size_t ends_looking_ahead = 0, ends_at_once = 0;
  std::vector<Truce> truces;
};

/// From an announced skirmish to the full war between two governments.
///
/// announced     what the status quo of the problem has the first do to the second (or to others)
/// in the case   with what it has the second do to the first, where it has that
/// mirror        the second raises its tariffs on the first as much, in points, sector by sector
/// equivalent    the mirrored increases times one factor, so that the duties on base trade are equal
/// best answer   the second's best tariffs against the announced ones
/// full war      both best against each other
/// Where the problem's status quo is the base, the first move is first_points on all. A rung is reached only from the one
/// below it; looking ahead is backward induction over them.
/// Errors  NotSolved where a rung has no solution, InputError where the first does nothing to the second.
[[nodiscard]] Ladder escalate(const StrategyProblem& problem, const LadderRequest& request, Observer& observer);

/// An escalation as a user asks for it.
struct LadderOptions {
  StrategyRequest world;
  StrategyChoices choices;
  std::vector<std::string> players;  ///< codes: who begins, who answers
  double first_points = 0.25;        ///< as in LadderRequest
};
struct LadderAnswer {
  LadderOptions options;
  StrategyWorld world;
  Ladder ladder;
};
/// Errors  those of read_strategy_problem(), governments_of() and escalate(); InputError for players that are not two.
[[nodiscard]] LadderAnswer answer_ladder(const LadderOptions& options, Observer& observer);

/// Where a ladder ends: each mover compares stopping below its step with what follows from taking it.
///
/// payoff[r][p] of rung r; mover[r] who steps from r-1 to r. Ties stop.
[[nodiscard]] std::size_t end_looking_ahead(const std::vector<std::vector<double>>& payoff,
                                            const std::vector<std::size_t>& mover);

}  // namespace parley::study
