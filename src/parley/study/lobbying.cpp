#include "parley/study/lobbying.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "parley/base/not_solved.hpp"
#include "parley/data/sector_table.hpp"
#include "parley/study/cases/named_parts.hpp"

namespace parley::study {
namespace {

/// A country's own tariffs by sector; no number where it imports nothing.
Array<Sector> applied_tariffs(const StrategyProblem& problem, Country who) {
  const std::vector<strategy::TariffGroup> groups =
      strategy::instruments_of(problem.baseline, who, 0, {.grouping = strategy::Grouping::by_sector});
  const strategy::CaliendoParroGame game(problem.baseline, problem.status_quo, {{.country = who}}, groups);
  const strategy::Policy policy = game.status_quo();
  Array<Sector> tariff(problem.baseline.economy.sector_count());
  tariff.fill(std::numeric_limits<double>::quiet_NaN());
  for (std::size_t k = 0; k < groups.size(); ++k) tariff(groups[k].cells.front().sector) = std::expm1(policy[k]);
  return tariff;
}

Array<Sector> row_of(const Array<Country, Sector>& table, Country who, const Economy& labels) {
  Array<Sector> row(labels.sector_count());
  for (const Sector s : labels.sectors()) row(s) = table(who, s);
  return row;
}

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

}  // namespace

std::vector<CountryWeights> fit_lobbying(const StrategyProblem& problem, const LobbyingRequest& request,
                                         Observer& observer) {
  const Economy& labels = problem.baseline.economy;
  std::vector<CountryWeights> results;
  for (const Country who : request.countries) {
    observer.progress("lobbying weights",
                      static_cast<double>(results.size()) / static_cast<double>(request.countries.size()));
    const Array<Sector> observed =
        request.observed ? row_of(*request.observed, who, labels) : applied_tariffs(problem, who);
    CountryWeights result{
        strategy::calibrate_weights(problem.baseline, problem.status_quo, who, observed, observer), 0, 0, {}};
    const strategy::LobbyingWeights& fit = result.weights.fit;
    if (!fit.report.usable()) {
      SolveReport report = fit.report;
      report.message +=
          fmt::format("; the nearest weights miss a tariff by {:.3f} points", 100 * fit.largest_difference);
      throw NotSolved("lobbying weights of " + labels.code(who), report);
    }
    result.observed_mean = mean(result.weights.observed);
    result.modelled_mean = mean(fit.tariff);
    const std::vector<Sector>& fitted = result.weights.sectors;
    for (const Sector s : labels.sectors()) {
      if (!std::isnan(observed(s)) && std::find(fitted.begin(), fitted.end(), s) == fitted.end())
        result.unused.push_back(s);
    }
    results.push_back(std::move(result));
  }
  return results;
}

TariffBesideMean CountryWeights::beside_mean(std::size_t at) const {
  return {.observed_points = 100 * (weights.observed[at] - observed_mean),
          .modelled_points = 100 * (weights.fit.tariff[at] - modelled_mean)};
}

LobbyingAnswer answer_lobbying(const LobbyingOptions& options, Observer& observer) {
  const StrategyProblem problem = read_strategy_problem(options.world, observer);
  const Economy& labels = problem.baseline.economy;
  LobbyingRequest request{named_countries(labels, options.countries, "country"), {}};
  if (!options.observed.empty()) {
    request.observed = data::sector_table(text::read_csv(options.observed), "tariff_pct", labels);
    for (double& each : request.observed->values()) each /= 100;
  }
  return {options, world_of(problem), fit_lobbying(problem, request, observer)};
}

}  // namespace parley::study
