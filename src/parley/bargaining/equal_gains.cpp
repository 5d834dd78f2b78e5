#include "parley/bargaining/equal_gains.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "parley/numerics/fixed_point.hpp"

namespace parley::bargaining {
namespace {

/// How fast weights answer to gains: a tenth of a per cent of difference moves one by a hundredth of the mean weight.
constexpr double weight_step = 10.0;

/// The unknowns: instruments, then one weight per player.
class EqualGainsMap {
 public:
  EqualGainsMap(strategy::TariffGame& game, const std::vector<double>& threat, GainRule rule, Observer& observer)
      : game_(game),
        threat_(threat),
        rule_(rule),
        observer_(observer),
        block_(
            strategy::joint_block(game, std::vector<double>(threat.size(), 1.0 / static_cast<double>(threat.size())))),
        policy_(game.instruments().size()),
        slope_(policy_.size()) {}

  double map(std::span<const double> x, std::span<double> image) {
    read(x);
    const strategy::Position& position = game_.move_to(policy_, observer_);
    report_ = position.report;
    const std::span<double> answer = image.first(policy_.size());
    if (report_.usable()) report_ = game_.respond({&block_, 1}, slope_, answer, observer_);
    if (!report_.usable()) return std::numeric_limits<double>::quiet_NaN();
    double level = 0;
    for (std::size_t p = 0; p < threat_.size(); ++p) level += mean_weight(p) * (position.payoff[p] - threat_[p]);
    double worst = 0;
    for (std::size_t p = 0; p < threat_.size(); ++p) {
      const std::size_t at = policy_.size() + p;
      const double gap = position.payoff[p] - threat_[p] - level;
      image[at] = block_.payoff_weight[p] - weight_step * gap / static_cast<double>(threat_.size());
      if (rule_ == GainRule::max_min) image[at] = std::max(image[at], 0.0);
      worst = std::max(worst, std::abs(image[at] - x[at]));
    }
    for (std::size_t k = 0; k < policy_.size(); ++k) worst = std::max(worst, std::abs(image[k] - x[k]));
    return worst;
  }

  [[nodiscard]] Treaty treaty(std::span<const double> x) {
    std::vector<double> image(x.size());
    (void)map(x, image);
    Treaty result;
    result.position = game_.move_to(policy_, observer_);
    for (std::size_t p = 0; p < threat_.size(); ++p)
      result.gain_pct.push_back(100 * std::expm1(result.position.payoff[p] - threat_[p]));
    for (std::size_t k = 0; k < policy_.size(); ++k) {
      const double slope = strategy::free_slope(game_.instruments()[k], policy_[k], slope_[k]);
      result.first_order_residual = std::max(result.first_order_residual, std::abs(slope));
    }
    result.policy = policy_;
    result.weight = block_.payoff_weight;
    return result;
  }

  [[nodiscard]] const SolveReport& inner() const { return report_; }

 private:
  /// Whose gains make up the level: everybody's, or under max_min only theirs who cannot gain more.
  [[nodiscard]] double mean_weight(std::size_t p) const {
    return rule_ == GainRule::max_min ? block_.payoff_weight[p] : 1.0 / static_cast<double>(threat_.size());
  }

  void read(std::span<const double> x) {
    for (std::size_t k = 0; k < policy_.size(); ++k)
      policy_[k] = std::clamp(x[k], game_.instruments()[k].lower, game_.instruments()[k].upper);
    const std::span<const double> weights = x.subspan(policy_.size());
    std::copy(weights.begin(), weights.end(), block_.payoff_weight.begin());
    if (rule_ == GainRule::max_min) {
      for (double& weight : block_.payoff_weight) weight = std::max(weight, 0.0);
    }
    const double sum = std::accumulate(block_.payoff_weight.begin(), block_.payoff_weight.end(), 0.0);
    for (double& weight : block_.payoff_weight) weight /= sum;
  }

  strategy::TariffGame& game_;
  const std::vector<double>& threat_;
  GainRule rule_;
  Observer& observer_;
  strategy::Block block_;
  strategy::Policy policy_;
  std::vector<double> slope_;
  SolveReport report_;
};

}  // namespace

Treaty equal_gains(strategy::TariffGame& game, const std::vector<double>& threat, const strategy::Policy& start,
                   const EqualGainsOptions& options, Observer& observer) {
  EqualGainsMap talks(game, threat, options.rule, observer);
  std::vector<double> x = start;
  x.resize(start.size() + threat.size(), 1.0 / static_cast<double>(threat.size()));
  if (!options.weight.empty()) std::copy(options.weight.begin(), options.weight.end(), x.end() - std::ssize(threat));
  const numerics::FixedPointMap map = [&](std::span<const double> at, std::span<double> image) {
    return talks.map(at, image);
  };
  numerics::FixedPointResult near =
      numerics::solve_fixed_point(map, std::move(x), {.tolerance = 0.1, .iteration_limit = 50, .depth = 0}, observer);
  numerics::FixedPointResult solved =
      numerics::solve_fixed_point(map, std::move(near.x),
                                  {.tolerance = options.stationary.tolerance,
                                   .iteration_limit = options.stationary.iteration_limit,
                                   .depth = options.stationary.depth},
                                  observer);
  Treaty result = talks.treaty(solved.x);
  result.report = std::move(solved.report);
  result.report.iterations += near.report.iterations;
  result.report.evaluations += near.report.evaluations;
  result.report.seconds += near.report.seconds;
  if (!talks.inner().usable() && !result.report.usable())
    result.report.message += "; inside it, " + talks.inner().message;
  return result;
}

Treaty equal_gains_by_steps(strategy::TariffGame& game, const std::vector<double>& threat, const Treaty& max_min,
                            EqualGainsOptions options, Observer& observer) {
  constexpr double first_step = 0.2;
  constexpr double longest_step = 0.25;
  constexpr double shortest_step = 1e-3;
  options.rule = GainRule::equal;
  std::vector<double> ahead;
  for (const double gain : max_min.gain_pct) ahead.push_back(std::log1p(gain / 100));
  const double least = *std::min_element(ahead.begin(), ahead.end());
  Treaty at = max_min;
  double done = 0;
  double step = first_step;
  while (done < 1 && step >= shortest_step) {
    const double to = std::min(1.0, done + step);
    std::vector<double> raised = threat;
    for (std::size_t p = 0; p < raised.size(); ++p) raised[p] += (1 - to) * (ahead[p] - least);
    options.weight = at.weight;
    Treaty next = equal_gains(game, raised, at.policy, options, observer);
    if (next.report.status == SolveStatus::cancelled) return next;
    step = next.report.usable() ? std::min(1.5 * step, longest_step) : step / 2;
    if (!next.report.usable()) continue;
    at = std::move(next);
    done = to;
  }
  for (std::size_t p = 0; p < threat.size(); ++p) at.gain_pct[p] = 100 * std::expm1(at.position.payoff[p] - threat[p]);
  if (done < 1) {
    at.report.status = SolveStatus::stalled;
    at.report.message =
        fmt::format("players who gain more could be brought down by {:.0f} % of their lead", 100 * done);
  }
  return at;
}

}  // namespace parley::bargaining
