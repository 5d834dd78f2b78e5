#include "parley/bargaining/alternating_offers.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "parley/numerics/sampling.hpp"

namespace parley::bargaining {
namespace {

void check_discount(double discount) {
  if (!(discount >= 0 && discount < 1)) throw std::invalid_argument("a discount factor lies in [0, 1)");
}

void check(const Talks& talks) {
  const std::size_t parties = talks.problem.disagreement.size();
  if (parties != 2 || talks.discount.size() != 2 || talks.problem.outcomes.empty())
    throw std::invalid_argument("talks need two parties and at least one outcome");
  for (const double discount : talks.discount) {
    if (!(discount > 0 && discount <= 1)) throw std::invalid_argument("a discount factor lies in (0, 1]");
  }
}

/// Gains over disagreement, worth less by the round in which they begin.
Payoff discounted(const Talks& talks, const Payoff& payoff, std::size_t round) {
  Payoff value = talks.problem.disagreement;
  for (std::size_t party = 0; party < value.size(); ++party) {
    const double gain = payoff[party] - talks.problem.disagreement[party];
    value[party] += std::pow(talks.discount[party], static_cast<double>(round - 1)) * gain;
  }
  return value;
}

double best_for(const Talks& talks, const std::vector<std::size_t>& open, std::size_t party) {
  double best = talks.problem.disagreement[party];
  for (const std::size_t at : open) best = std::max(best, talks.problem.outcomes[at][party]);
  return best;
}

double demand(const Talks& talks, std::size_t party, double best, std::size_t round) {
  const double reserve = talks.problem.disagreement[party];
  const double time = talks.rounds > 1 ? static_cast<double>(round - 1) / static_cast<double>(talks.rounds - 1) : 1.0;
  return reserve + (best - reserve) * (1 - std::pow(time, 1 / talks.concessions[party].exponent));
}

}  // namespace

double first_mover_share(double first_discount, double second_discount) {
  check_discount(first_discount);
  check_discount(second_discount);
  return (1 - second_discount) / (1 - first_discount * second_discount);
}

double first_mover_share(double first_discount, double second_discount, std::size_t rounds) {
  check_discount(first_discount);
  check_discount(second_discount);
  if (rounds == 0) throw std::invalid_argument("there is at least one round");
  // The mover's share, from the last round backwards; odd rounds are the first party's.
  double mover = 1;
  for (std::size_t round = rounds - 1; round >= 1; --round) {
    const double waiting = (round % 2 == 1 ? second_discount : first_discount) * mover;
    mover = 1 - waiting;
  }
  return mover;
}

double patient_share(double first_rate, double second_rate) {
  if (!(first_rate >= 0 && second_rate >= 0 && first_rate + second_rate > 0))
    throw std::invalid_argument("rates of impatience are not negative and not both zero");
  return second_rate / (first_rate + second_rate);
}

double first_mover_share_with_outside_option(double first_discount, double second_discount,
                                             double second_outside_option) {
  const double without = first_mover_share(first_discount, second_discount);
  return second_outside_option <= 1 - without ? without : 1 - second_outside_option;
}

TalksOutcome simulate(const Talks& talks) {
  check(talks);
  if (talks.concessions.size() != 2) throw std::invalid_argument("each party has its way of conceding");
  const std::vector<std::size_t> open = acceptable(talks.problem);
  const std::vector<double> best = {best_for(talks, open, 0), best_for(talks, open, 1)};
  const numerics::SamplingPlan chance{.dimension = 1, .count = talks.rounds, .seed = talks.seed};
  TalksOutcome result{.round = talks.rounds, .payoff = talks.problem.disagreement};
  for (std::size_t round = 1; round <= talks.rounds; ++round) {
    const std::size_t mover = (round - 1) % 2;
    const std::size_t other = 1 - mover;
    const double mine = demand(talks, mover, best[mover], round);
    std::size_t offer = talks.problem.outcomes.size();
    for (const std::size_t at : open) {
      const Payoff& candidate = talks.problem.outcomes[at];
      if (candidate[mover] < mine) continue;
      if (offer == talks.problem.outcomes.size() || candidate[other] > talks.problem.outcomes[offer][other]) offer = at;
    }
    const bool is_made = offer < talks.problem.outcomes.size();
    if (is_made && talks.problem.outcomes[offer][other] >= demand(talks, other, best[other], round)) {
      return {TalksOutcome::End::agreement, round, offer, discounted(talks, talks.problem.outcomes[offer], round)};
    }
    if (round < talks.rounds &&
        numerics::normal_probability(numerics::sample(chance, round - 1)[0]) < talks.breakdown_chance) {
      result.end = TalksOutcome::End::breakdown;
      result.round = round;
      return result;
    }
  }
  return result;
}

BackwardSolution solve_backwards(const Talks& talks, std::size_t first_mover) {
  check(talks);
  const BargainingProblem& problem = talks.problem;
  const std::vector<std::size_t> open = acceptable(problem);
  BackwardSolution now{.value = problem.disagreement};
  for (std::size_t round = talks.rounds; round >= 1; --round) {
    const std::size_t mover = (first_mover + round - 1) % 2;
    Payoff waiting = problem.disagreement;
    for (std::size_t party = 0; party < 2; ++party) {
      waiting[party] +=
          (1 - talks.breakdown_chance) * talks.discount[party] * (now.value[party] - problem.disagreement[party]);
    }
    BackwardSolution next{.value = waiting};
    for (const std::size_t at : open) {
      const Payoff& candidate = problem.outcomes[at];
      if (candidate[1 - mover] < waiting[1 - mover] || candidate[mover] < next.value[mover]) continue;
      if (next.agrees_at_once && candidate[mover] == next.value[mover]) continue;  // the first of equals
      next = {.agrees_at_once = true, .outcome = at, .value = candidate};
    }
    now = std::move(next);
  }
  return now;
}

}  // namespace parley::bargaining
