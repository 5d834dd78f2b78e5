#pragma once

#include <optional>

#include "parley/strategy/coalition.hpp"
#include "parley/study/strategy_choices.hpp"

namespace parley::study {

/// What members of a coalition do together beside opening to each other; a candidate that stands alone does it alone.
enum class CoalitionAct {
  retaliation,  ///< best tariffs against those of the country they face, which stay as they are
  war,          ///< the same, and that country answers as best it can: Nash; without such a country, on each other
  none
};
[[nodiscard]] std::string_view to_string(CoalitionAct act);

struct CoalitionRequest {
  std::vector<strategy::Government> candidates;  ///< two to ten
  std::optional<strategy::Government> against;
  strategy::InstrumentChoice choice;  ///< of every government; the partners are filled in
  CoalitionAct act = CoalitionAct::retaliation;
  /// Share taken off the tariffs that members have on each other's goods, all goods; 0: none, 1: all.
  double opening = 0;
  bool opens_to_all = false;  ///< the same cut for every exporter: most favoured nation
  /// The attack, where the problem's status quo is the base: points on the candidates' goods, a fraction.
  double attack_points = 0.25;
};

/// One way the candidates unite, everybody else standing alone.
struct CoalitionOutcome {
  std::vector<std::size_t> members;  ///< positions among the candidates
  StrategyOutcome outcome;           ///< objectives of the candidates, then of whom they face
  /// What each candidate gains against the attack that nobody answers, million: base income times the change of its
  /// objective in proportions of the base's.
  std::vector<double> gain;
  double first_order_residual = 0, deviation_gain_pct = 0;  ///< of the equilibrium; zero where nobody chooses
};

struct CoalitionResult {
  std::vector<std::string> candidates;
  std::string against;                       ///< empty: nobody
  StrategyOutcome unanswered;                ///< the attack, or the status quo, with no candidate doing anything
  std::vector<CoalitionOutcome> coalitions;  ///< by the sum of 2^i over members; those of none and one are alike
  strategy::CoalitionGame game;
  /// Positions in `coalitions`: the empty one, then those of two and more by size and in the candidates' order; among them
  /// those that nobody would leave or join, and those whose members payments can keep.
  std::vector<std::size_t> by_size, stable, kept_by_payments;
  /// The largest of all coalitions' slopes that no bound holds, and of what deviations would add.
  double first_order_residual = 0, deviation_gain_pct = 0;
  /// What one candidate is paid so that it has its Shapley share of what all together gain, million.
  [[nodiscard]] double paid_to(std::size_t candidate) const {
    return game.shapley[candidate] - coalitions.back().gain[candidate];
  }
};

/// Every coalition of the candidates, each a full solution: an equilibrium in tariffs where governments choose.
///
/// Errors  InputError for fewer than two or more than ten candidates, a candidate among whom they face, retaliation
///         without a country to retaliate against, tariffs on each other that are both cut and chosen, or nothing to do.
///         NotSolved where some coalition has no equilibrium.
[[nodiscard]] CoalitionResult unite(const StrategyProblem& problem, const CoalitionRequest& request,
                                    Observer& observer);

/// Coalitions as a user asks for them.
struct CoalitionOptions {
  StrategyRequest world;
  StrategyChoices choices;
  std::vector<std::string> candidates;  ///< codes
  std::string against;                  ///< code; empty: nobody
  CoalitionAct act = CoalitionAct::retaliation;
  double opening = 0;  ///< these three as in CoalitionRequest
  bool opens_to_all = false;
  double attack_points = 0.25;
};
struct CoalitionAnswer {
  CoalitionOptions options;
  StrategyWorld world;
  CoalitionResult result;
};
/// Errors  those of read_strategy_problem(), governments_of() and unite(); InputError for opening to all by nothing.
[[nodiscard]] CoalitionAnswer answer_coalition(const CoalitionOptions& options, Observer& observer);

}  // namespace parley::study
