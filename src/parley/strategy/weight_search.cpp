#include "parley/strategy/weight_search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "parley/numerics/fixed_point.hpp"

namespace parley::strategy {
namespace {

constexpr double step = 0.3;
constexpr double longest_step = 0.5;
/// ln of the part of its first weight below which a player's weight is nothing.
constexpr double nothing = -8.0;

/// The unknowns: instruments, then ln weight over the first weight, one per player.
class Search {
 public:
  Search(TariffGame& game, const WeightSearch& search, Observer& observer)
      : game_(game),
        search_(search),
        observer_(observer),
        block_(joint_block(game, search.weight)),
        policy_(game.instruments().size()),
        slope_(policy_.size()),
        gain_(search.weight.size()) {}

  double map(std::span<const double> x, std::span<double> image) {
    read(x);
    const Position& position = game_.move_to(policy_, observer_);
    bool is_usable = position.report.usable();
    if (is_usable) {
      for (std::size_t p = 0; p < gain_.size(); ++p) gain_[p] = std::expm1(position.payoff[p] - search_.threat[p]);
      is_usable = game_.respond({&block_, 1}, slope_, image.first(policy_.size()), observer_).usable();
    }
    if (!is_usable) return std::numeric_limits<double>::quiet_NaN();
    move_weights(x.subspan(policy_.size()), image.subspan(policy_.size()));
    double worst = 0;
    for (std::size_t k = 0; k < x.size(); ++k) worst = std::max(worst, std::abs(image[k] - x[k]));
    return worst;
  }

  [[nodiscard]] WeightedPolicy at(std::span<const double> x) {
    read(x);
    WeightedPolicy result{policy_, block_.payoff_weight, {}};
    for (std::size_t p = 0; p < gain_.size(); ++p) {
      if (search_.unit != WeightSearch::npos && x[policy_.size() + p] <= nothing) result.weight[p] = 0;
    }
    return result;
  }

 private:
  void read(std::span<const double> x) {
    for (std::size_t k = 0; k < policy_.size(); ++k)
      policy_[k] = std::clamp(x[k], game_.instruments()[k].lower, game_.instruments()[k].upper);
    std::vector<double>& weight = block_.payoff_weight;
    for (std::size_t p = 0; p < gain_.size(); ++p) weight[p] = search_.weight[p] * std::exp(x[policy_.size() + p]);
    const double sum = std::accumulate(weight.begin(), weight.end(), 0.0);
    for (double& each : weight) each /= sum;
  }

  void move_weights(std::span<const double> from, std::span<double> to) {
    const std::vector<double> excess = search_.excess(block_.payoff_weight, gain_);
    double mean = 0;
    double finite = 0;
    for (const double each : excess) {
      if (!std::isfinite(each)) continue;
      mean += each;
      finite += 1;
    }
    if (finite > 0) mean /= finite;
    const bool is_absolute = search_.unit != WeightSearch::npos;
    for (std::size_t p = 0; p < excess.size(); ++p) {
      const double gap = is_absolute ? (p == search_.unit ? 0.0 : excess[p]) : excess[p] - mean;
      to[p] = from[p] + std::clamp(-step * gap, -longest_step, longest_step);
      if (is_absolute) to[p] = std::max(to[p], nothing);
    }
  }

  TariffGame& game_;
  const WeightSearch& search_;
  Observer& observer_;
  Block block_;
  Policy policy_;
  std::vector<double> slope_, gain_;
};

}  // namespace

WeightedPolicy search_weights(TariffGame& game, const Policy& start, const WeightSearch& search, Observer& observer) {
  Search unknowns(game, search, observer);
  std::vector<double> x = start;
  x.resize(start.size() + search.weight.size(), 0.0);
  const numerics::FixedPointMap map = [&](std::span<const double> at, std::span<double> image) {
    return unknowns.map(at, image);
  };
  numerics::FixedPointResult near =
      numerics::solve_fixed_point(map, std::move(x), {.tolerance = 0.1, .iteration_limit = 20, .depth = 0}, observer);
  numerics::FixedPointResult solved = numerics::solve_fixed_point(
      map, std::move(near.x), {.tolerance = 1e-9, .iteration_limit = 400, .depth = 20, .patience = 60}, observer);
  WeightedPolicy result = unknowns.at(solved.x);
  result.report = std::move(solved.report);
  return result;
}

}  // namespace parley::strategy
