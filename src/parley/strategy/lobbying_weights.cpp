#include "parley/strategy/lobbying_weights.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "parley/base/error.hpp"
#include "parley/numerics/fixed_point.hpp"
#include "parley/strategy/fixed_firms_game.hpp"
#include "parley/strategy/stationary.hpp"

namespace parley::strategy {
namespace {

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// One government's MFN optimum, searched from the last one.
class Optimum {
 public:
  Optimum(const model::FixedFirmsEconomy& economy, Country country, const std::vector<double>& observed)
      : economy_(economy),
        country_(country),
        groups_(instruments_of(economy, country, 0, {.grouping = Grouping::by_sector})) {
    for (TariffGroup& group : groups_) {
      constexpr double margin = 0.03;
      constexpr double room = 2.25;
      const double target = observed[group.cells.front().sector.value()];
      group.instrument.upper = std::log1p(std::max(target + margin, room));
    }
  }

  /// By sector; where nothing is imported, the observed rate counts as met.
  [[nodiscard]] std::vector<double> tariffs(const std::vector<double>& weight, const std::vector<double>& elsewhere,
                                            Observer& observer) {
    FixedFirmsGame game(economy_, {{country_, weight}}, groups_);
    const Block block = own_block(game, 0);
    const StationaryPoint point =
        solve_stationary(game, {&block, 1}, last_.empty() ? game.status_quo() : last_, {}, observer);
    if (!point.report.usable()) return {};
    last_ = point.policy;
    std::vector<double> tariff = elsewhere;
    for (std::size_t k = 0; k < groups_.size(); ++k)
      tariff[groups_[k].cells.front().sector.value()] = std::expm1(point.policy[k]);
    return tariff;
  }

 private:
  const model::FixedFirmsEconomy& economy_;
  Country country_;
  std::vector<TariffGroup> groups_;
  Policy last_;
};

void check(const model::FixedFirmsEconomy& economy, Country government, const std::vector<double>& observed) {
  const Place place{.key = "observed tariffs of " + economy.countries[government.value()]};
  if (observed.size() != economy.sectors.size())
    throw InputError(place, fmt::format("are {}, not one per sector", observed.size()));
  for (const double tariff : observed) {
    if (!(tariff >= 0 && std::isfinite(tariff))) throw InputError(place, "one is negative or no number");
  }
}

/// Weights of at least zero and mean one.
std::vector<double> normalised(std::span<const double> x) {
  std::vector<double> weight(x.begin(), x.end());
  for (double& each : weight) each = std::max(each, 0.0);
  const double level = mean(weight);
  for (double& each : weight) each /= level;
  return weight;
}

}  // namespace

double largest_difference(const std::vector<double>& tariff, const std::vector<double>& observed) {
  double worst = 0;
  for (std::size_t s = 0; s < tariff.size(); ++s)
    worst = std::max(worst, std::abs(tariff[s] - mean(tariff) - observed[s] + mean(observed)));
  return worst;
}

std::vector<double> weighted_mfn_tariffs(const model::FixedFirmsEconomy& economy,
                                         const model::FixedFirmsGovernment& government,
                                         const std::vector<double>& observed, Observer& observer) {
  check(economy, government.country, observed);
  return Optimum(economy, government.country, observed).tariffs(government.weight, observed, observer);
}

LobbyingWeights calibrate_weights(const model::FixedFirmsEconomy& economy, Country government,
                                  const std::vector<double>& observed, Observer& observer) {
  check(economy, government, observed);
  constexpr double weight_step = 0.1;
  Optimum optimum(economy, government, observed);
  LobbyingWeights result;
  const double target_mean = mean(observed);
  const numerics::FixedPointMap map = [&](std::span<const double> x, std::span<double> image) {
    result.weight = normalised(x);
    result.tariff = optimum.tariffs(result.weight, observed, observer);
    if (result.tariff.empty()) return std::numeric_limits<double>::quiet_NaN();
    const double tariff_mean = mean(result.tariff);
    std::vector<double> next = result.weight;
    for (std::size_t s = 0; s < next.size(); ++s)
      next[s] += weight_step * (observed[s] - target_mean - result.tariff[s] + tariff_mean);
    next = normalised(next);
    double worst = 0;
    for (std::size_t s = 0; s < next.size(); ++s) {
      image[s] = next[s];
      worst = std::max(worst, std::abs(next[s] - x[s]));
    }
    return worst;
  };
  // Plain steps: mixing crosses the jumps of the optimum.
  numerics::FixedPointResult solved =
      numerics::solve_fixed_point(map, std::vector<double>(observed.size(), 1.0),
                                  {.tolerance = 1e-8, .iteration_limit = 2000, .depth = 0, .patience = 150}, observer);
  std::vector<double> image(observed.size());
  (void)map(solved.x, image);
  result.largest_difference = largest_difference(result.tariff, observed);
  result.report = std::move(solved.report);
  return result;
}

}  // namespace parley::strategy
