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

void check(const AlternatingOffers& offers) {
  const std::size_t parties = offers.problem.disagreement.size();
  if (parties != 2 || offers.discount.size() != 2 || offers.problem.outcomes.empty())
    throw std::invalid_argument("talks need two parties and at least one outcome");
  for (const double discount : offers.discount) {
    if (!(discount > 0 && discount <= 1)) throw std::invalid_argument("a discount factor lies in (0, 1]");
  }
}

/// Gains over disagreement, worth less by the round in which they begin.
Payoff discounted(const AlternatingOffers& offers, const Payoff& payoff, std::size_t round) {
  Payoff value = offers.problem.disagreement;
  for (std::size_t party = 0; party < value.size(); ++party) {
    const double gain = payoff[party] - offers.problem.disagreement[party];
    value[party] += std::pow(offers.discount[party], static_cast<double>(round - 1)) * gain;
  }
  return value;
}

double best_for(const AlternatingOffers& offers, const std::vector<std::size_t>& open, std::size_t party) {
  double best = offers.problem.disagreement[party];
  for (const std::size_t at : open) best = std::max(best, offers.problem.outcomes[at][party]);
  return best;
}

double demand(const AlternatingOffers& offers, std::size_t party, double best, std::size_t round) {
  const double reserve = offers.problem.disagreement[party];
  const double time = offers.rounds > 1 ? static_cast<double>(round - 1) / static_cast<double>(offers.rounds - 1) : 1.0;
  return reserve + (best - reserve) * (1 - std::pow(time, 1 / offers.concessions[party].exponent));
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

OffersOutcome simulate(const AlternatingOffers& offers) {
  check(offers);
  if (offers.concessions.size() != 2) throw std::invalid_argument("each party has its way of conceding");
  const std::vector<std::size_t> open = acceptable(offers.problem);
  const std::vector<double> best = {best_for(offers, open, 0), best_for(offers, open, 1)};
  const numerics::SamplingPlan chance{.dimension = 1, .count = offers.rounds, .seed = offers.seed};
  OffersOutcome result{.round = offers.rounds, .payoff = offers.problem.disagreement};
  for (std::size_t round = 1; round <= offers.rounds; ++round) {
    const std::size_t mover = (round - 1) % 2;
    const std::size_t other = 1 - mover;
    const double mine = demand(offers, mover, best[mover], round);
    std::size_t offer = offers.problem.outcomes.size();
    for (const std::size_t at : open) {
      const Payoff& candidate = offers.problem.outcomes[at];
      if (candidate[mover] < mine) continue;
      if (offer == offers.problem.outcomes.size() || candidate[other] > offers.problem.outcomes[offer][other])
        offer = at;
    }
    const bool is_made = offer < offers.problem.outcomes.size();
    if (is_made && offers.problem.outcomes[offer][other] >= demand(offers, other, best[other], round)) {
      return {OffersOutcome::End::agreement, round, offer, discounted(offers, offers.problem.outcomes[offer], round)};
    }
    if (round < offers.rounds &&
        numerics::normal_probability(numerics::sample(chance, round - 1)[0]) < offers.breakdown_chance) {
      result.end = OffersOutcome::End::breakdown;
      result.round = round;
      return result;
    }
  }
  return result;
}

BackwardSolution solve_backwards(const AlternatingOffers& offers, std::size_t first_mover) {
  check(offers);
  const FiniteProblem& problem = offers.problem;
  const std::vector<std::size_t> open = acceptable(problem);
  BackwardSolution now{.value = problem.disagreement};
  for (std::size_t round = offers.rounds; round >= 1; --round) {
    const std::size_t mover = (first_mover + round - 1) % 2;
    Payoff waiting = problem.disagreement;
    for (std::size_t party = 0; party < 2; ++party) {
      waiting[party] +=
          (1 - offers.breakdown_chance) * offers.discount[party] * (now.value[party] - problem.disagreement[party]);
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
