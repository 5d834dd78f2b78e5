#include "parley/strategy/best_response.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

#include "parley/numerics/bounded_optimum.hpp"

namespace parley::strategy {
namespace {

struct Candidate {
  Policy policy;
  double payoff = -std::numeric_limits<double>::infinity();
};

class Search {
 public:
  Search(TariffGame& game, const Block& block, const BestResponseOptions& options, Observer& observer)
      : game_(game), block_(block), options_(options), observer_(observer) {}

  void by_answers(const std::string& start, const Policy& policy) {
    const StationaryPoint point = solve_stationary(game_, {&block_, 1}, policy, options_.stationary, observer_);
    const double payoff = objective_of(block_, point.position);
    records.push_back({start, "closed-form answers", payoff, 0, point.report});
    // A search that stopped early still names a deviation.
    if (point.position.report.usable()) keep({point.policy, payoff});
  }

  void by_gradients(const std::string& start, const Policy& policy) {
    std::vector<double> x, lower, upper;
    for (const std::size_t k : block_.instruments) {
      x.push_back(policy[k]);
      lower.push_back(game_.instruments()[k].lower);
      upper.push_back(game_.instruments()[k].upper);
    }
    Policy at = policy;
    Policy answer = policy;
    std::vector<double> slope(policy.size());
    // The optimiser sees per cent, so that its own tolerances are far from rounding.
    const numerics::SmoothFunction function = [&](std::span<const double> point, std::span<double> gradient) {
      for (std::size_t k = 0; k < point.size(); ++k) at[block_.instruments[k]] = point[k];
      const Position& position = game_.move_to(at, observer_);
      if (!position.report.usable()) return std::nan("");
      const double value = objective_of(block_, position);
      if (!game_.respond({&block_, 1}, slope, answer, observer_).usable()) return std::nan("");
      for (std::size_t k = 0; k < point.size(); ++k) gradient[k] = 100 * slope[block_.instruments[k]];
      return 100 * value;
    };
    const numerics::Optimum found =
        numerics::maximise(function, x, lower, upper,
                           {.value_tolerance = 1e-11, .step_tolerance = 1e-8, .evaluation_limit = 300}, observer_);
    records.push_back({start, "gradient search", found.value / 100, 0, found.report});
    for (std::size_t k = 0; k < found.x.size(); ++k) at[block_.instruments[k]] = found.x[k];
    keep({at, found.value / 100});
    ends_.back().second = records.size() - 1;
  }

  std::vector<SearchRecord> records;
  Candidate best;

  void measure_distances(const Policy& from) {
    for (const auto& [policy, record] : ends_) {
      for (std::size_t k = 0; k < from.size(); ++k)
        records[record].distance = std::max(records[record].distance, std::abs(policy[k] - from[k]));
    }
  }

 private:
  void keep(Candidate candidate) {
    ends_.emplace_back(candidate.policy, records.size() - 1);
    if (candidate.payoff > best.payoff) best = std::move(candidate);
  }

  TariffGame& game_;
  const Block& block_;
  const BestResponseOptions& options_;
  Observer& observer_;
  std::vector<std::pair<Policy, std::size_t>> ends_;
};

std::vector<BoundMultiplier> multipliers(const TariffGame& game, const Block& block, const StationaryPoint& at) {
  std::vector<BoundMultiplier> held;
  for (const std::size_t k : block.instruments) {
    const Instrument& each = game.instruments()[k];
    if (at.slope[k] == free_slope(each, at.policy[k], at.slope[k])) continue;
    held.push_back({k, at.slope[k] > 0, std::abs(at.slope[k])});
  }
  return held;
}

/// The block's instruments at no tariff, or at the bound nearest to it.
Policy without_tariffs(const TariffGame& game, const Block& block, Policy policy) {
  for (const std::size_t k : block.instruments)
    policy[k] = std::clamp(0.0, game.instruments()[k].lower, game.instruments()[k].upper);
  return policy;
}

}  // namespace

double objective_of(const Block& block, const Position& position) {
  return std::inner_product(block.payoff_weight.begin(), block.payoff_weight.end(), position.payoff.begin(), 0.0);
}

Policy random_policy(const TariffGame& game, const Block& block, Policy policy, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  for (const std::size_t k : block.instruments) {
    const double lower = std::max(game.instruments()[k].lower, std::log(0.8));
    const double upper = std::max(std::min(game.instruments()[k].upper, std::log(1.6)), lower);
    // 53 bits by hand: std::uniform_real_distribution may differ between libraries.
    const double draw = static_cast<double>(random() >> 11) * 0x1.0p-53;
    policy[k] = lower + draw * (upper - lower);
  }
  return policy;
}

BestResponse best_response(TariffGame& game, const Block& block, const Policy& policy,
                           const BestResponseOptions& options, Observer& observer) {
  Search search(game, block, options, observer);
  search.by_answers("status quo", policy);
  search.by_answers("no tariffs", without_tariffs(game, block, policy));
  for (int at = 0; at < options.random_starts; ++at) {
    observer.progress("searching", at / (options.random_starts + 1.0));
    search.by_answers(fmt::format("random {}", at + 1),
                      random_policy(game, block, policy, options.seed + static_cast<std::uint64_t>(at)));
  }
  if (options.gradient_search) search.by_gradients("status quo", policy);

  BestResponse result;
  StationaryPoint point = solve_stationary(game, {&block, 1}, search.best.policy.empty() ? policy : search.best.policy,
                                           options.stationary, observer);
  search.measure_distances(point.policy);
  result.proof.searches = std::move(search.records);
  result.proof.first_order_residual = point.first_order_residual;
  result.proof.bounds = multipliers(game, block, point);
  result.proof.deviation_gain_pct = 100 * std::expm1(search.best.payoff - objective_of(block, point.position));
  result.report = point.report;
  if (options.second_order && point.report.usable())
    result.proof.second_order = curvature(game, block, point.policy, observer);
  // Twice the solver's tolerance over the response of the payoffs: what rounding can make of an equal end.
  constexpr double noise_pct = 1e-7;
  if (result.report.usable() && result.proof.deviation_gain_pct > noise_pct) {
    result.report.status = SolveStatus::stalled;
    result.report.message = "a search ended higher than the point that satisfies the first-order conditions";
  }
  result.policy = std::move(point.policy);
  result.position = std::move(point.position);
  return result;
}

}  // namespace parley::strategy
