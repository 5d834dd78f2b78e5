#include "parley/study/strategy_choices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "parley/base/error.hpp"
#include "parley/base/percent.hpp"
#include "parley/data/sector_table.hpp"
#include "parley/study/cases/named_parts.hpp"

namespace parley::study {
namespace {

std::string codes_of(const Economy& labels, const std::vector<Country>& players) {
  std::vector<std::string> codes;
  for (const Country each : players) codes.push_back(labels.code(each));
  return fmt::format("they are {}", fmt::join(codes, " "));
}

void require_players(const std::vector<GivenWeight>& weights, const std::string& key, const Economy& labels,
                     const std::vector<Country>& players) {
  for (const GivenWeight& each : weights) {
    const Country who = named_country(labels, each.country, key);
    if (std::find(players.begin(), players.end(), who) == players.end())
      throw InputError(Place{.key = key}, fmt::format("'{}' is not one of the governments that choose", each.country),
                       codes_of(labels, players));
  }
}

/// Weights in a file; no number where a sector has none.
Array<Country, Sector> read_lobbying(const std::filesystem::path& file, const Economy& labels,
                                     const std::vector<Country>& players) {
  Array<Country, Sector> table = data::sector_table(text::read_csv(file), "weight", labels);
  for (const Country who : players) {
    for (const Sector s : labels.sectors()) {
      if (!std::isnan(table(who, s))) return table;
    }
  }
  throw InputError(Place{.file = file.string()}, "has no weights of a government that chooses",
                   codes_of(labels, players));
}

/// Where a weight is written: the others become `otherwise` with the first one.
double& weight_in(Array<Sector>& weights, Sector sector, double otherwise, const Economy& labels) {
  if (weights.empty()) {
    weights = Array<Sector>(labels.sector_count());
    weights.fill(otherwise);
  }
  return weights(sector);
}

void fill(const std::vector<GivenWeight>& given, const std::string& key, const Economy& labels, Country who,
          double otherwise, Array<Sector>& weights) {
  for (const GivenWeight& each : given) {
    if (named_country(labels, each.country, key) != who) continue;
    weight_in(weights, named_sector(labels, each.sector, key), otherwise, labels) = each.weight;
  }
}

}  // namespace

std::vector<strategy::Government> governments_of(const StrategyChoices& choices, const Economy& labels,
                                                 const std::vector<Country>& players) {
  Array<Country, Sector> lobbying;
  if (!choices.lobbying.empty()) lobbying = read_lobbying(choices.lobbying, labels, players);
  require_players(choices.weights, "weight", labels, players);
  require_players(choices.jobs, "jobs", labels, players);
  require_players(choices.revenue, "revenue", labels, players);
  std::vector<strategy::Government> governments;
  for (const Country who : players) {
    strategy::Government& government = governments.emplace_back();
    government.country = who;
    for (const Sector s : labels.sectors()) {
      if (!lobbying.empty() && !std::isnan(lobbying(who, s)))
        weight_in(government.sector_weight, s, 1, labels) = lobbying(who, s);
    }
    fill(choices.weights, "weight", labels, who, 1, government.sector_weight);
    fill(choices.jobs, "jobs", labels, who, 0, government.jobs_weight);
    for (const GivenWeight& each : choices.revenue) {
      if (named_country(labels, each.country, "revenue") == who) government.revenue_weight = each.weight;
    }
  }
  return governments;
}

strategy::InstrumentChoice instrument_choice(const StrategyChoices& choices, const Economy& labels,
                                             std::vector<Country> partners) {
  strategy::InstrumentChoice choice{.grouping = choices.grouping,
                                    .partners = std::move(partners),
                                    .lowest_tariff = choices.lowest_tariff,
                                    .highest_tariff = choices.highest_tariff};
  for (const std::string& code : choices.sectors) choice.sectors.push_back(named_sector(labels, code, "sectors"));
  return choice;
}

std::vector<Country> all_but(const std::vector<Country>& players, Country who) {
  std::vector<Country> others;
  std::copy_if(players.begin(), players.end(), std::back_inserter(others), [who](Country each) { return each != who; });
  return others;
}

StrategyWorld world_of(const StrategyProblem& problem) {
  return {problem.name, problem.baseline.info.currency, problem.baseline.economy, problem.notes};
}

std::vector<ChosenTariff> chosen_tariffs(const std::vector<strategy::Instrument>& instruments,
                                         const strategy::Policy& before, const strategy::Policy& policy) {
  std::vector<ChosenTariff> tariffs;
  for (std::size_t k = 0; k < instruments.size(); ++k)
    tariffs.push_back(
        {instruments[k].player, instruments[k].label, percent_of_log(before[k]), percent_of_log(policy[k])});
  return tariffs;
}

TariffSpread spread_of(const std::vector<ChosenTariff>& tariffs, std::size_t player) {
  constexpr double none = std::numeric_limits<double>::infinity();
  TariffSpread spread{.lowest_pct = none, .highest_pct = -none};
  double count = 0;
  for (const ChosenTariff& each : tariffs) {
    if (each.player != player) continue;
    spread.mean_before_pct += each.before_pct;
    spread.mean_pct += each.pct;
    spread.lowest_pct = std::min(spread.lowest_pct, each.pct);
    spread.highest_pct = std::max(spread.highest_pct, each.pct);
    ++count;
  }
  spread.mean_before_pct /= count;
  spread.mean_pct /= count;
  return spread;
}

}  // namespace parley::study
