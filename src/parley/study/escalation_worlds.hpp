#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/study/strategy_choices.hpp"

namespace parley::study {

/// What a side of an escalation can do when it is its turn.
enum class EscalationMove { hold, carry_out, mirror, equivalent, best_answer, withdraw, war };
[[nodiscard]] std::string_view to_string(EscalationMove move);

/// Who escalates, with what, and what each side may do.
struct EscalationRequest {
  strategy::Government first, second;  ///< who announces, and who answers
  strategy::InstrumentChoice first_choice, second_choice;
  /// What the first announces, where the problem has no case: points on everything in the choice, a fraction.
  double first_points = 0.25;
  bool allows_withdrawal = true;  ///< whether a side may go back to its tariffs of today
};

/// One side's tariffs on the other.
struct Stance {
  std::string name;  ///< "today", "announced", "mirror", ...
  bool is_today = false;
  std::vector<double> tariffs;  ///< on the side's cells, fractions
};

/// One step that a side can take from a world.
struct EscalationStep {
  EscalationMove move = EscalationMove::hold;
  std::size_t to = 0;  ///< world
};

/// Both sides' tariffs in force, and what they do.
struct TariffWorld {
  std::string name;
  std::array<std::size_t, 2> stance{};  ///< of each side, position in its list
  StrategyOutcome outcome;
  std::vector<double> mean_tariff_pct;  ///< of each side on the other, weighted with base trade
  std::vector<double> change_pct;       ///< of each objective against today
  std::vector<double>
      share_of_war_cost;  ///< of what the full war costs each; NaN where it is no loss that the model can tell
  std::array<std::vector<EscalationStep>, 2> steps;
};

/// Every world that the sides' moves can lead to, each solved and certified once.
struct EscalationWorlds {
  std::vector<std::string> players;  ///< codes: who announces, who answers
  std::vector<double> income;        ///< of each in the base, million
  std::array<std::vector<Stance>, 2> stances;
  std::vector<TariffWorld> worlds;  ///< today first
  std::size_t announced = 0;        ///< the world with what is announced in force, and no answer
  std::size_t war = 0;              ///< both best against each other
  double equivalence = 0;           ///< factor on the mirrored increases that makes the duties on base trade equal
};

/// The worlds of an escalation between two governments, from today's tariffs on each other.
///
/// hold         leaves everything as it is; no step of a world's list
/// carry out    the first: what the problem's status quo has it do; the second: what that has it do, where it does
/// mirror       the second raises its tariffs from today's by as many points as the first has, sector by sector
/// equivalent   the mirrored increases times one factor, so that the duties on base trade are equal
/// best answer  the second's best tariffs against those in force
/// withdraw     today's own tariffs again
/// war          both best against each other, from which nobody gains by another tariff of its own
/// What the problem's case does to third countries is in force in every world but those in which the first has its tariffs of
/// today. Tariffs that differ by less than 1e-6 in ln(1+t) are one stance.
/// Errors  NotSolved where a world has no solution, InputError where the first does nothing to the second.
[[nodiscard]] EscalationWorlds escalation_worlds(const StrategyProblem& problem, const EscalationRequest& request,
                                                 Observer& observer);

}  // namespace parley::study
