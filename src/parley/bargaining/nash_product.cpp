#include "parley/bargaining/nash_product.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace parley::bargaining {
namespace {

strategy::Policy moved(const strategy::Policy& from, const strategy::Policy& towards, double share) {
  strategy::Policy to = from;
  for (std::size_t k = 0; k < to.size(); ++k) to[k] += share * (towards[k] - from[k]);
  return to;
}

double distance(const strategy::Policy& a, const strategy::Policy& b) {
  double longest = 0;
  for (std::size_t k = 0; k < a.size(); ++k) longest = std::max(longest, std::abs(a[k] - b[k]));
  return longest;
}

/// Whether no small change makes both better off where the game stands: some weight w leaves no slope of
/// w V_first + (1-w) V_second that a bound does not hold. The largest such slope is convex in w.
bool is_efficient(strategy::TariffGame& two, const strategy::Policy& policy, Observer& observer) {
  std::vector<std::vector<double>> slope(2, std::vector<double>(policy.size()));
  strategy::Policy answer = policy;
  double steepest = 0;
  for (std::size_t p = 0; p < 2; ++p) {
    const strategy::Block alone = strategy::joint_block(two, {p == 0 ? 1.0 : 0.0, p == 0 ? 0.0 : 1.0});
    if (!two.respond({&alone, 1}, slope[p], answer, observer).usable()) return false;
    for (const double each : slope[p]) steepest = std::max(steepest, std::abs(each));
  }
  const auto free = [&](double weight) {
    double worst = 0;
    for (std::size_t k = 0; k < policy.size(); ++k) {
      const double joint = weight * slope[0][k] + (1 - weight) * slope[1][k];
      worst = std::max(worst, std::abs(strategy::free_slope(two.instruments()[k], policy[k], joint)));
    }
    return worst;
  };
  double low = 0;
  double high = 1;
  for (int third = 0; third < 100; ++third) {
    const double left = low + (high - low) / 3;
    const double right = high - (high - low) / 3;
    if (free(left) <= free(right)) {
      high = right;
    } else {
      low = left;
    }
  }
  return free((low + high) / 2) <= 1e-9 * steepest;
}

/// A step from disagreement at which both gain, as long as can be: along the answers to a weight that is found by halving,
/// for the more weight one has the more it gains and the less the other; empty where there is none.
strategy::Policy improvement(strategy::TariffGame& two, NashProductGame& product, const TariffProblem& problem,
                             const strategy::Policy& disagreement, Observer& observer) {
  std::vector<double> slope(disagreement.size());
  strategy::Policy answer = disagreement;
  for (double share = 1; share > 1e-4; share /= 2) {
    double low = -12;
    double high = 12;
    for (int halving = 0; halving < 40; ++halving) {
      const double log_ratio = (low + high) / 2;
      const strategy::Block block =
          strategy::joint_block(two, {problem.income[0] * std::exp(log_ratio), problem.income[1]});
      answer = disagreement;
      if (!two.move_to(disagreement, observer).report.usable() ||
          !two.respond({&block, 1}, slope, answer, observer).usable())
        return {};
      strategy::Policy policy = moved(disagreement, answer, share);
      if (product.move_to(policy, observer).report.usable()) return policy;
      if (product.gain()[0] > 0) {
        high = log_ratio;
      } else {
        low = log_ratio;
      }
    }
  }
  return {};
}

/// Uphill along answers, each step halved until the product rises, to where a whole step would be small.
strategy::Policy climb(NashProductGame& product, strategy::Policy policy, Observer& observer) {
  const strategy::Block block = strategy::own_block(product, 0);
  std::vector<double> slope(policy.size());
  strategy::Policy answer = policy;
  constexpr double near = 1e-3;
  for (int move = 0; move < 200; ++move) {
    const double value = product.move_to(policy, observer).payoff[0];
    answer = policy;
    if (!product.respond({&block, 1}, slope, answer, observer).usable() || distance(answer, policy) < near) break;
    double share = 1;
    for (; share > 1e-6; share /= 2) {
      const strategy::Position& there = product.move_to(moved(policy, answer, share), observer);
      if (there.report.usable() && there.payoff[0] > value) break;
    }
    if (!(share > 1e-6)) break;
    policy = moved(policy, answer, share);
  }
  return policy;
}

/// To where the product's slopes vanish: all answers at once, and where small gains make the weights jump too far for that,
/// by searching for the weights.
SolveReport refine(strategy::TariffGame& two, NashProductGame& product, const TariffProblem& problem,
                   strategy::Policy& policy, Observer& observer) {
  const strategy::Block block = strategy::own_block(product, 0);
  // Weights are known to what the last digits of the payoffs make of the gains.
  const double least = *std::min_element(product.gain().begin(), product.gain().end());
  strategy::StationaryPoint point =
      strategy::solve_stationary(product, {&block, 1}, policy,
                                 {.tolerance = 1e-9 + 1e-12 / least, .iteration_limit = 1000, .depth = 12}, observer);
  if (point.report.usable()) {
    policy = std::move(point.policy);
    return point.report;
  }
  Bargain found = bargain(two, Rule::nash, problem, policy, {}, observer);
  if (found.report.usable()) policy = std::move(found.policy);
  return found.report;
}

}  // namespace

NashProductGame::NashProductGame(strategy::TariffGame& game, std::vector<double> threat, std::vector<double> power)
    : game_(game),
      threat_(std::move(threat)),
      power_(std::move(power)),
      gain_(threat_.size(), 0.0),
      players_{fmt::format("{}", fmt::join(game.players(), " and "))},
      instruments_(game.instruments()) {
  for (strategy::Instrument& each : instruments_) {
    each.label = game.players()[each.player] + " " + each.label;
    each.player = 0;
  }
  position_.payoff.assign(1, 0.0);
}

const strategy::Position& NashProductGame::move_to(std::span<const double> policy, Observer& observer) {
  const strategy::Position& inner = game_.move_to(policy, observer);
  position_.report = inner.report;
  if (!inner.report.usable()) return position_;
  position_.payoff[0] = 0;
  for (std::size_t p = 0; p < gain_.size(); ++p) {
    gain_[p] = std::expm1(inner.payoff[p] - threat_[p]);
    position_.payoff[0] += power_[p] * std::log(std::max(gain_[p], 0.0));
    if (gain_[p] > 0) continue;
    position_.report.status = SolveStatus::left_domain;
    position_.report.message = game_.players()[p] + " does not gain";
  }
  return position_;
}

SolveReport NashProductGame::respond(std::span<const strategy::Block> blocks, std::span<double> slope,
                                     std::span<double> answer, Observer& observer) {
  std::vector<strategy::Block> inner;
  for (const strategy::Block& block : blocks) {
    strategy::Block each{std::vector<double>(gain_.size()), block.instruments};
    for (std::size_t p = 0; p < gain_.size(); ++p)
      each.payoff_weight[p] = block.payoff_weight[0] * power_[p] * (1 + gain_[p]) / gain_[p];
    inner.push_back(std::move(each));
  }
  return game_.respond(inner, slope, answer, observer);
}

double NashProductGame::total_weight() const {
  double sum = 0;
  for (std::size_t p = 0; p < gain_.size(); ++p) sum += power_[p] * (1 + gain_[p]) / gain_[p];
  return sum;
}

PairTreaty settle(strategy::TariffGame& two, const TariffProblem& problem, const strategy::Policy& disagreement,
                  const strategy::Policy& start, Observer& observer) {
  PairTreaty treaty;
  treaty.report = two.move_to(disagreement, observer).report;
  if (!treaty.report.usable()) return treaty;
  if (is_efficient(two, disagreement, observer)) {
    treaty.policy = disagreement;
    treaty.gain.assign(2, 0.0);
    return treaty;
  }
  NashProductGame product(two, problem.threat, problem.power);
  strategy::Policy from = start;
  if (!product.move_to(from, observer).report.usable())
    from = improvement(two, product, problem, disagreement, observer);
  if (from.empty()) {
    treaty.report.status = SolveStatus::stalled;
    treaty.report.message = "no treaty found that gives both more, though small changes would";
    return treaty;
  }
  from = climb(product, std::move(from), observer);
  const double reached = product.move_to(from, observer).payoff[0];
  treaty.report = refine(two, product, problem, from, observer);
  const strategy::Position& position = product.move_to(from, observer);
  constexpr double noise = 1e-5;
  if (treaty.report.usable() && !(position.report.usable() && position.payoff[0] > reached - noise)) {
    treaty.report.status = SolveStatus::stalled;
    treaty.report.message = "the Nash product's slopes vanish at a lower point than one reached before";
  }
  treaty.agrees = treaty.report.usable();
  treaty.policy = std::move(from);
  treaty.gain = product.gain();
  if (!treaty.agrees) {
    treaty.report.message +=
        fmt::format(", both gaining something, {:.0e} and {:.0e} %", 100 * treaty.gain[0], 100 * treaty.gain[1]);
  }
  treaty.log_product = position.payoff[0];
  return treaty;
}

}  // namespace parley::bargaining
