#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "parley/bargaining/finite.hpp"

namespace parley::bargaining {

/// The first mover's share of a pie of one when offers alternate for ever.
///
///     x = (1 - d2) / (1 - d1 d2),   d the discount factor of one round
/// Source  Rubinstein (1982, Econometrica 50).   Errors  std::invalid_argument for factors outside [0, 1).
[[nodiscard]] double first_mover_share(double first_discount, double second_discount);

/// The same with a last round, after which nobody gets anything; the first party moves in round one.
///
/// Backward induction: the last mover takes all, everyone before offers the other what waiting is worth.
[[nodiscard]] double first_mover_share(double first_discount, double second_discount, std::size_t rounds);

/// The first party's share as rounds become short: r2 / (r1 + r2), r the impatience per unit of time.
[[nodiscard]] double patient_share(double first_rate, double second_rate);

/// The first mover's share where the second party may leave for an outside option: it binds only where it is larger
/// than what the second party gets anyway.   Source  Binmore, Shaked & Sutton (1989, QJE 104).
[[nodiscard]] double first_mover_share_with_outside_option(double first_discount, double second_discount,
                                                           double second_outside_option);

/// What a party demands as time runs out: target(t) = reserve + (best - reserve) (1 - t^(1/e)), t in [0, 1].
///
/// e < 1 is tough until the end, e > 1 gives early.   Source  Faratin, Sierra & Jennings (1998).
struct Concession {
  double exponent = 1;
};

struct AlternatingOffers {
  FiniteProblem problem;  ///< two parties
  std::vector<Concession> concessions;
  std::vector<double> discount;  ///< of one round, by party; payoffs over disagreement shrink with time
  std::size_t rounds = 20;       ///< the deadline: without agreement by then, disagreement
  double breakdown_chance = 0;   ///< after every round without agreement
  std::uint64_t seed = 1;
};

struct OffersOutcome {
  enum class End { agreement, deadline, breakdown };
  End end = End::deadline;
  std::size_t round = 0;    ///< of the agreement or breakdown, from one
  std::size_t outcome = 0;  ///< position of the agreed outcome
  Payoff payoff;            ///< discounted to the start
};

/// One run of alternating offers: a mover proposes the acceptable outcome that the other likes best among those that
/// meet the mover's demand; the other accepts what meets its own demand of that round.
///
/// Deterministic for a seed; only breakdown is drawn.
/// Errors  std::invalid_argument where sizes differ or there are not two parties.
[[nodiscard]] OffersOutcome simulate(const AlternatingOffers& offers);

/// Subgame-perfect alternating offers over a finite set, found backwards from the deadline.
///
/// In every round the mover picks, among outcomes that give the other at least its value of waiting, the one it likes
/// best; where none beats its own waiting, it waits. Values of waiting include breakdown and discounting of gains.
struct BackwardSolution {
  bool agrees_at_once = false;
  std::size_t outcome = 0;  ///< of the first round where agrees_at_once
  Payoff value;             ///< at the start
};
[[nodiscard]] BackwardSolution solve_backwards(const AlternatingOffers& offers, std::size_t first_mover);

}  // namespace parley::bargaining
