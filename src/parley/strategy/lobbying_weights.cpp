#include "parley/strategy/lobbying_weights.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <memory>
#include <numeric>

#include "parley/base/error.hpp"
#include "parley/numerics/fixed_point.hpp"
#include "parley/strategy/caliendo_parro_game.hpp"
#include "parley/strategy/fixed_firms_game.hpp"
#include "parley/strategy/stationary.hpp"

namespace parley::strategy {
namespace {

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// One government's MFN optimum as weights of sectors change, each searched from the last.
class Optimum {
 public:
  using GameOf = std::function<std::unique_ptr<TariffGame>(const std::vector<double>& weight)>;
  explicit Optimum(GameOf game_of) : game_of_(std::move(game_of)) {}

  /// Of every instrument; empty where it is not found.
  [[nodiscard]] std::vector<double> tariffs(const std::vector<double>& weight, Observer& observer) {
    const std::unique_ptr<TariffGame> game = game_of_(weight);
    const Block block = own_block(*game, 0);
    const StationaryPoint point =
        solve_stationary(*game, {&block, 1}, last_.empty() ? game->status_quo() : last_, {}, observer);
    if (!point.report.usable()) return {};
    last_ = point.policy;
    std::vector<double> tariff;
    for (const double each : point.policy) tariff.push_back(std::expm1(each));
    return tariff;
  }

 private:
  GameOf game_of_;
  Policy last_;
};

/// Room for every tariff: Ossa's bounds.
void set_bounds(std::vector<TariffGroup>& groups, std::span<const double> observed) {
  constexpr double margin = 0.03;
  constexpr double room = 2.25;
  for (TariffGroup& group : groups) {
    const double target = observed[group.cells.front().sector.value()];
    group.instrument.upper = std::log1p(std::max(target + margin, room));
  }
}

void check(const model::FixedFirmsEconomy& economy, Country government, const std::vector<double>& observed) {
  const Place place{.key = "observed tariffs of " + economy.countries[government.value()]};
  if (observed.size() != economy.sectors.size())
    throw InputError(place, fmt::format("are {}, not one per sector", observed.size()));
  for (const double tariff : observed) {
    if (!(tariff >= 0 && std::isfinite(tariff))) throw InputError(place, "one is negative or no number");
  }
}

void check(const Baseline& baseline, Country government, const std::vector<Sector>& sectors,
           const Array<Sector>& observed) {
  const Place place{.key = "observed tariffs of " + baseline.economy.code(government)};
  if (observed.size() != baseline.economy.sector_count())
    throw InputError(place, fmt::format("are {}, not one per sector", observed.size()));
  if (sectors.size() < 2) throw InputError(place, "there are not two goods that it both makes and imports");
  for (const Sector s : sectors) {
    if (std::isnan(observed(s)))
      throw InputError(place, fmt::format("there is none for {}", baseline.economy.code(s)),
                       "give one for each good that it both makes and imports");
    if (!(observed(s) >= 0 && std::isfinite(observed(s))))
      throw InputError(place, fmt::format("that of {} is negative or not finite", baseline.economy.code(s)));
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

/// How far a weight rises for a tariff that is one too low.
constexpr double step_of_firms = 0.1;
constexpr double step_with_links = 0.5;

/// Modelled tariffs by sector under weights by sector; empty where they are not found.
using TariffsOf = std::function<std::vector<double>(const std::vector<double>& weight)>;

LobbyingWeights fit(const std::vector<double>& observed, const TariffsOf& tariffs_of, double weight_step,
                    Observer& observer) {
  LobbyingWeights result;
  const double target_mean = mean(observed);
  const numerics::FixedPointMap map = [&](std::span<const double> x, std::span<double> image) {
    result.weight = normalised(x);
    result.tariff = tariffs_of(result.weight);
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

/// MFN tariffs by sector; where nothing is imported, the observed rate counts as met.
TariffsOf tariffs_of_firms(const model::FixedFirmsEconomy& economy, Country country,
                           const std::vector<double>& observed, Observer& observer) {
  std::vector<TariffGroup> groups = instruments_of(economy, country, 0, {.grouping = Grouping::by_sector});
  set_bounds(groups, observed);
  auto optimum = std::make_shared<Optimum>([&economy, country, groups](const std::vector<double>& weight) {
    return std::make_unique<FixedFirmsGame>(economy, std::vector<model::FixedFirmsGovernment>{{country, weight}},
                                            groups);
  });
  return [optimum, groups, &observed, &observer](const std::vector<double>& weight) {
    std::vector<double> found = optimum->tariffs(weight, observer);
    if (found.empty()) return found;
    std::vector<double> tariff = observed;
    for (std::size_t k = 0; k < groups.size(); ++k) tariff[groups[k].cells.front().sector.value()] = found[k];
    return tariff;
  };
}

/// Goods that a government imports and also makes: those whose weight moves a tariff.
std::vector<Sector> weighted_sectors(const Baseline& baseline, const std::vector<TariffGroup>& groups,
                                     Country government) {
  std::vector<Sector> sectors;
  for (const TariffGroup& group : groups) {
    const Sector s = group.cells.front().sector;
    if (baseline.value_added_share(government, s) * baseline.gross_output(government, s) > 0) sectors.push_back(s);
  }
  return sectors;
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
  return tariffs_of_firms(economy, government.country, observed, observer)(government.weight);
}

LobbyingWeights calibrate_weights(const model::FixedFirmsEconomy& economy, Country government,
                                  const std::vector<double>& observed, Observer& observer) {
  check(economy, government, observed);
  return fit(observed, tariffs_of_firms(economy, government, observed, observer), step_of_firms, observer);
}

SectorWeights calibrate_weights(const Baseline& baseline, const Shock& shock, Country government,
                                const Array<Sector>& observed, Observer& observer) {
  std::vector<TariffGroup> groups = instruments_of(baseline, government, 0, {.grouping = Grouping::by_sector});
  SectorWeights result{.sectors = weighted_sectors(baseline, groups, government)};
  check(baseline, government, result.sectors, observed);
  set_bounds(groups, observed.values());
  const auto government_of = [&](const std::vector<double>& weight) {
    Government wants{.country = government, .sector_weight = Array<Sector>(baseline.economy.sector_count())};
    wants.sector_weight.fill(1.0);
    for (std::size_t k = 0; k < weight.size(); ++k) wants.sector_weight(result.sectors[k]) = weight[k];
    return wants;
  };
  Optimum optimum([&](const std::vector<double>& weight) {
    return std::make_unique<CaliendoParroGame>(baseline, shock, std::vector<Government>{government_of(weight)}, groups);
  });
  for (const Sector s : result.sectors) result.observed.push_back(observed(s));
  const TariffsOf tariffs_of = [&](const std::vector<double>& weight) {
    const std::vector<double> found = optimum.tariffs(weight, observer);
    std::vector<double> tariff;
    for (std::size_t k = 0, f = 0; k < found.size(); ++k) {
      if (f == result.sectors.size() || groups[k].cells.front().sector != result.sectors[f]) continue;
      tariff.push_back(found[k]);
      ++f;
    }
    return tariff;
  };
  result.fit = fit(result.observed, tariffs_of, step_with_links, observer);
  result.government = government_of(result.fit.weight);
  return result;
}

}  // namespace parley::strategy
