#include "parley/bargaining/nash_in_nash.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <stdexcept>

#include "parley/numerics/bounded_optimum.hpp"
#include "parley/numerics/fixed_point.hpp"

namespace parley::bargaining {
namespace {

/// The game of one pair: its two governments and its instruments, everything else held.
class PairGame final : public strategy::TariffGame {
 public:
  PairGame(strategy::TariffGame& game, const BargainingPair& pair, strategy::Policy held)
      : game_(game), pair_(pair), policy_(std::move(held)), slope_(policy_.size()), answer_(policy_.size()) {
    for (const std::size_t p : {pair.first, pair.second}) players_.push_back(game.players()[p]);
    for (const std::size_t k : pair.instruments) {
      instruments_.push_back(game.instruments()[k]);
      instruments_.back().player = instruments_.back().player == pair.first ? 0 : 1;
    }
    position_.payoff.assign(2, 0.0);
  }

  [[nodiscard]] const std::vector<std::string>& players() const override { return players_; }
  [[nodiscard]] const std::vector<strategy::Instrument>& instruments() const override { return instruments_; }
  [[nodiscard]] strategy::Policy status_quo() const override { return own(policy_); }

  const strategy::Position& move_to(std::span<const double> policy, Observer& observer) override {
    for (std::size_t k = 0; k < policy.size(); ++k) policy_[pair_.instruments[k]] = policy[k];
    const strategy::Position& all = game_.move_to(policy_, observer);
    position_.report = all.report;
    position_.payoff = {all.payoff[pair_.first], all.payoff[pair_.second]};
    return position_;
  }

  SolveReport respond(std::span<const strategy::Block> blocks, std::span<double> slope, std::span<double> answer,
                      Observer& observer) override {
    std::vector<strategy::Block> inner;
    for (const strategy::Block& block : blocks) {
      strategy::Block each{std::vector<double>(game_.players().size(), 0.0), {}};
      each.payoff_weight[pair_.first] = block.payoff_weight[0];
      each.payoff_weight[pair_.second] = block.payoff_weight[1];
      for (const std::size_t k : block.instruments) each.instruments.push_back(pair_.instruments[k]);
      inner.push_back(std::move(each));
    }
    const SolveReport report = game_.respond(inner, slope_, answer_, observer);
    for (const strategy::Block& block : blocks) {
      for (const std::size_t k : block.instruments) {
        slope[k] = slope_[pair_.instruments[k]];
        answer[k] = answer_[pair_.instruments[k]];
      }
    }
    return report;
  }

  /// The pair's part of a policy of all.
  [[nodiscard]] strategy::Policy own(const strategy::Policy& all) const {
    strategy::Policy part;
    for (const std::size_t k : pair_.instruments) part.push_back(all[k]);
    return part;
  }

 private:
  strategy::TariffGame& game_;
  const BargainingPair& pair_;
  strategy::Policy policy_;
  std::vector<double> slope_, answer_;
  std::vector<std::string> players_;
  std::vector<strategy::Instrument> instruments_;
  strategy::Position position_;
};

void check(const strategy::TariffGame& game, const std::vector<BargainingPair>& pairs) {
  std::set<std::size_t> seen;
  for (const BargainingPair& pair : pairs) {
    if (pair.first == pair.second || std::max(pair.first, pair.second) >= game.players().size())
      throw std::invalid_argument("a pair is not two players");
    if (!(pair.first_power > 0 && pair.first_power < 1))
      throw std::invalid_argument("bargaining power is not between zero and one");
    if (pair.instruments.empty()) throw std::invalid_argument("a pair has nothing to settle");
    for (const std::size_t k : pair.instruments) {
      const std::size_t owner = game.instruments().at(k).player;
      if (owner != pair.first && owner != pair.second)
        throw std::invalid_argument("a pair settles a tariff of somebody else");
      if (!seen.insert(k).second) throw std::invalid_argument("two pairs settle the same tariff");
    }
  }
}

class Table {
 public:
  Table(strategy::TariffGame& game, const std::vector<BargainingPair>& pairs, const strategy::Policy& disagreement,
        const NashInNashOptions& options, Observer& observer)
      : game_(game), pairs_(pairs), disagreement_(disagreement), options_(options), observer_(observer) {}

  NashInNash run() {
    NashInNash result;
    SolveReport inner;
    const numerics::FixedPointMap round = [&](std::span<const double> x, std::span<double> image) {
      strategy::Policy policy = bounded(x);
      for (std::size_t at = 0; at < pairs_.size(); ++at) {
        observer_.progress("pairs", static_cast<double>(at) / static_cast<double>(pairs_.size()));
        PairGame game(game_, pairs_[at], policy);
        const TariffProblem problem = problem_of(at, game);
        const PairTreaty treaty = settle(game, problem, game.own(disagreement_), game.own(policy), observer_);
        inner = treaty.report;
        if (!inner.usable()) {
          inner.message = fmt::format("{} and {}: {}", game.players()[0], game.players()[1], inner.message);
          return std::numeric_limits<double>::quiet_NaN();
        }
        for (std::size_t k = 0; k < treaty.policy.size(); ++k) policy[pairs_[at].instruments[k]] = treaty.policy[k];
      }
      std::copy(policy.begin(), policy.end(), image.begin());
      double moved = 0;
      for (std::size_t k = 0; k < x.size(); ++k) moved = std::max(moved, std::abs(image[k] - x[k]));
      return moved;
    };
    numerics::FixedPointResult found = numerics::solve_fixed_point(
        round, disagreement_,
        {.tolerance = options_.tolerance, .iteration_limit = options_.round_limit, .depth = 5, .patience = 30},
        observer_);
    result.report = std::move(found.report);
    if (!result.report.usable()) {
      if (!inner.usable()) result.report.message = inner.message;
      return result;
    }
    result.policy = bounded(found.x);
    for (std::size_t at = 0; at < pairs_.size(); ++at) prove(at, result);
    result.position = game_.move_to(result.policy, observer_);
    return result;
  }

 private:
  /// Within bounds, and on one that is nearer than rounds tell.
  [[nodiscard]] strategy::Policy bounded(std::span<const double> x) const {
    strategy::Policy policy(x.begin(), x.end());
    for (const BargainingPair& pair : pairs_) {
      for (const std::size_t k : pair.instruments) {
        const strategy::Instrument& each = game_.instruments()[k];
        policy[k] = std::clamp(policy[k], each.lower, each.upper);
        if (policy[k] < each.lower + options_.tolerance) policy[k] = each.lower;
        if (policy[k] > each.upper - options_.tolerance) policy[k] = each.upper;
      }
    }
    return policy;
  }

  TariffProblem problem_of(std::size_t at, PairGame& game) {
    return {.threat = game.move_to(game.own(disagreement_), observer_).payoff,
            .power = {pairs_[at].first_power, 1 - pairs_[at].first_power},
            .income = {pairs_[at].first_income, pairs_[at].second_income}};
  }

  /// The pair's settlement held against two other searches for a larger product.
  void prove(std::size_t at, NashInNash& result) {
    observer_.progress("proof", static_cast<double>(at) / static_cast<double>(pairs_.size()));
    PairGame game(game_, pairs_[at], result.policy);
    const TariffProblem problem = problem_of(at, game);
    const PairTreaty treaty = settle(game, problem, game.own(disagreement_), game.own(result.policy), observer_);
    PairSettlement proof;
    proof.agrees = treaty.agrees;
    proof.gain_pct = {100 * treaty.gain[0], 100 * treaty.gain[1]};
    if (treaty.agrees) {
      NashProductGame product(game, problem.threat, problem.power);
      proof.first_order_residual = free_slope_at(product, game.own(result.policy));
      std::vector<double> others;
      if (const auto value = by_weights(game, product, problem)) others.push_back(*value);
      if (const auto value = by_gradients(product, game, treaty.policy)) others.push_back(*value);
      proof.other_searches = others.size();
      for (const double each : others)
        proof.product_gain_pct = std::max(proof.product_gain_pct, 100 * std::expm1(each - treaty.log_product));
      // What the last digits of the payoffs can make of the product.
      const double noise_pct = 100 * 1e-12 / *std::min_element(treaty.gain.begin(), treaty.gain.end());
      if (!(proof.product_gain_pct <= std::max(options_.allowed_gain_pct, noise_pct))) {
        result.report.status = SolveStatus::stalled;
        result.report.message =
            fmt::format("{} could raise their Nash product by {:.2e} %", product.players()[0], proof.product_gain_pct);
      }
    }
    if (!treaty.report.usable()) result.report = treaty.report;
    result.pairs.push_back(std::move(proof));
  }

  /// The largest slope of the weighted mean of payoffs that no bound holds.
  double free_slope_at(NashProductGame& product, const strategy::Policy& policy) {
    const strategy::Block block = strategy::own_block(product, 0);
    std::vector<double> slope(policy.size());
    strategy::Policy answer = policy;
    double worst = std::numeric_limits<double>::infinity();
    if (!product.move_to(policy, observer_).report.usable() ||
        !product.respond({&block, 1}, slope, answer, observer_).usable())
      return worst;
    worst = 0;
    for (std::size_t k = 0; k < policy.size(); ++k)
      worst = std::max(worst, std::abs(strategy::free_slope(product.instruments()[k], policy[k], slope[k])));
    return worst / product.total_weight();
  }

  /// ln of the product where the search for a treaty's weights ends, from no tariffs; nothing where it does not.
  std::optional<double> by_weights(PairGame& game, NashProductGame& product, const TariffProblem& problem) {
    const strategy::Policy none = game.own(bounded(strategy::Policy(disagreement_.size(), 0.0)));
    const Bargain found = bargain(game, Rule::nash, problem, none, options_.bargain, observer_);
    if (!found.report.usable()) return std::nullopt;
    const strategy::Position& position = product.move_to(found.policy, observer_);
    if (!position.report.usable()) return std::nullopt;
    return position.payoff[0];
  }

  /// The largest ln of the product that a bounded optimiser finds from half way to the settlement.
  std::optional<double> by_gradients(NashProductGame& product, const PairGame& game, const strategy::Policy& settled) {
    const strategy::Policy apart = game.own(disagreement_);
    std::vector<double> start, lower, upper;
    for (std::size_t k = 0; k < settled.size(); ++k) {
      start.push_back((settled[k] + apart[k]) / 2);
      lower.push_back(product.instruments()[k].lower);
      upper.push_back(product.instruments()[k].upper);
    }
    const strategy::Block block = strategy::own_block(product, 0);
    const numerics::SmoothFunction value = [&](std::span<const double> x, std::span<double> gradient) {
      strategy::Policy answer(x.begin(), x.end());
      const strategy::Position& position = product.move_to(x, observer_);
      if (!position.report.usable() || !product.respond({&block, 1}, gradient, answer, observer_).usable())
        return std::numeric_limits<double>::quiet_NaN();
      return position.payoff[0];
    };
    const numerics::Optimum found =
        numerics::maximise(value, start, lower, upper,
                           {.value_tolerance = 1e-9, .step_tolerance = 1e-7, .evaluation_limit = 200}, observer_);
    // Stalled: rounding keeps any step from raising the value, which is an end as well.
    if (!found.report.usable() && found.report.status != SolveStatus::stalled) return std::nullopt;
    return found.value;
  }

  strategy::TariffGame& game_;
  const std::vector<BargainingPair>& pairs_;
  const strategy::Policy& disagreement_;
  const NashInNashOptions& options_;
  Observer& observer_;
};

}  // namespace

NashInNash nash_in_nash(strategy::TariffGame& game, const std::vector<BargainingPair>& pairs,
                        const strategy::Policy& disagreement, const NashInNashOptions& options, Observer& observer) {
  check(game, pairs);
  return Table(game, pairs, disagreement, options, observer).run();
}

}  // namespace parley::bargaining
