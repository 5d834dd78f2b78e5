#include "parley/study/pair_talks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "parley/base/error.hpp"
#include "parley/study/cases/named_parts.hpp"

namespace parley::study {
namespace {

/// A tariff group and the pair that settles it.
struct Settlement {
  strategy::TariffGroup group;
  std::size_t pair = 0;
};

std::string name_of(const StrategyProblem& problem, const PairwiseTalksRequest& request, const TalkingPair& pair) {
  const Economy& labels = problem.baseline.economy;
  return labels.code(request.governments[pair.first].country) + ":" +
         labels.code(request.governments[pair.second].country);
}

void check(const StrategyProblem& problem, const PairwiseTalksRequest& request) {
  const Place place{.key = "pairs"};
  if (request.pairs.empty()) throw InputError(place, "needs at least one pair of countries", "as USA:CHN");
  std::vector<std::pair<std::size_t, std::size_t>> seen;
  for (const TalkingPair& pair : request.pairs) {
    const std::string name = name_of(problem, request, pair);
    if (pair.first == pair.second) throw InputError(place, name + " is one government");
    if (!(pair.first_power > 0 && pair.first_power < 1))
      throw InputError(place, fmt::format("{} has a share of power of {:g}", name, pair.first_power),
                       "the first one's is between 0 and 1");
    const std::pair<std::size_t, std::size_t> ordered = std::minmax(pair.first, pair.second);
    if (std::find(seen.begin(), seen.end(), ordered) != seen.end()) throw InputError(place, name + " appears twice");
    seen.emplace_back(ordered);
  }
}

class SettlementsByPair {
 public:
  SettlementsByPair(const StrategyProblem& problem, const PairwiseTalksRequest& request)
      : problem_(problem), request_(request) {
    for (std::size_t player = 0; player < request.governments.size(); ++player) {
      if (request.choice.grouping == strategy::Grouping::by_sector) {
        add_favoured(player);
      } else {
        add_bilateral(player);
      }
    }
  }

  std::vector<Settlement> settlements;

 private:
  struct Partner {
    std::size_t pair;
    Country country;
  };

  [[nodiscard]] std::vector<Partner> partners_of(std::size_t player) const {
    std::vector<Partner> partners;
    for (std::size_t at = 0; at < request_.pairs.size(); ++at) {
      const TalkingPair& pair = request_.pairs[at];
      if (pair.first == player) partners.push_back({at, request_.governments[pair.second].country});
      if (pair.second == player) partners.push_back({at, request_.governments[pair.first].country});
    }
    return partners;
  }

  void add_bilateral(std::size_t player) {
    for (const Partner& partner : partners_of(player)) {
      strategy::InstrumentChoice choice = request_.choice;
      choice.partners = {partner.country};
      for (strategy::TariffGroup& group :
           strategy::instruments_of(problem_.baseline, request_.governments[player].country, player, choice))
        settlements.push_back({std::move(group), partner.pair});
    }
  }

  /// One rate per sector for all exporters, settled with the largest of the partners that sell any.
  void add_favoured(std::size_t player) {
    const Country n = request_.governments[player].country;
    strategy::InstrumentChoice choice = request_.choice;
    choice.partners.clear();
    const std::vector<Partner> partners = partners_of(player);
    for (strategy::TariffGroup& group : strategy::instruments_of(problem_.baseline, n, player, choice)) {
      const Sector s = group.cells.front().sector;
      const auto sales = [&](const Partner& each) {
        return problem_.baseline.flow(s, importer(n), exporter(each.country));
      };
      const auto principal = std::max_element(partners.begin(), partners.end(),
                                              [&](const Partner& a, const Partner& b) { return sales(a) < sales(b); });
      if (principal != partners.end() && sales(*principal) > 0)
        settlements.push_back({std::move(group), principal->pair});
    }
  }

  const StrategyProblem& problem_;
  const PairwiseTalksRequest& request_;
};

strategy::CaliendoParroGame game_of(const StrategyProblem& problem, const PairwiseTalksRequest& request,
                                    const std::vector<Settlement>& settlements) {
  std::vector<strategy::TariffGroup> groups;
  for (const Settlement& each : settlements) groups.push_back(each.group);
  // What a pair gains may be a millionth of a per cent of its income: worlds are solved more closely than elsewhere.
  return {problem.baseline, problem.status_quo, request.governments, std::move(groups), {.tolerance = 1e-13}};
}

/// No rate may rise: what stands at its lowest already is not on the table.
void bind_rates(const strategy::Policy& before, std::vector<Settlement>& settlements) {
  std::vector<Settlement> bound;
  for (std::size_t k = 0; k < settlements.size(); ++k) {
    strategy::Instrument& each = settlements[k].group.instrument;
    each.upper = std::min(each.upper, before[k]);
    constexpr double nothing = 1e-9;
    if (each.upper > each.lower + nothing) bound.push_back(std::move(settlements[k]));
  }
  settlements = std::move(bound);
}

std::vector<Settlement> settlements_of(const StrategyProblem& problem, const PairwiseTalksRequest& request) {
  std::vector<Settlement> settlements = SettlementsByPair(problem, request).settlements;
  if (request.cuts_only) bind_rates(game_of(problem, request, settlements).status_quo(), settlements);
  for (std::size_t at = 0; at < request.pairs.size(); ++at) {
    const bool settles =
        std::any_of(settlements.begin(), settlements.end(), [at](const Settlement& each) { return each.pair == at; });
    if (!settles) {
      throw InputError(
          Place{.key = "pairs"}, name_of(problem, request, request.pairs[at]) + " has nothing to settle",
          "under one rate for all an importer settles a sector with the largest supplier among those it talks to");
    }
  }
  return settlements;
}

std::vector<bargaining::BargainingPair> bargaining_pairs(const StrategyProblem& problem,
                                                         const PairwiseTalksRequest& request,
                                                         const std::vector<Settlement>& settlements) {
  std::vector<bargaining::BargainingPair> pairs;
  for (const TalkingPair& each : request.pairs) {
    pairs.push_back({each.first,
                     each.second,
                     each.first_power,
                     {},
                     problem.baseline.income(request.governments[each.first].country),
                     problem.baseline.income(request.governments[each.second].country)});
  }
  for (std::size_t k = 0; k < settlements.size(); ++k) pairs[settlements[k].pair].instruments.push_back(k);
  return pairs;
}

/// Real income of the world, base incomes as weights.
double world_real_income_pct(const Baseline& baseline, const StrategyOutcome& outcome) {
  double change = 0;
  double income = 0;
  for (const Country n : baseline.economy.countries()) {
    change += baseline.income(n) * outcome.real_income_pct(n);
    income += baseline.income(n);
  }
  return change / income;
}

/// What one side of a pair settles there.
TariffSpread settled_by(const PairwiseTalks& talks, std::size_t pair, std::size_t player) {
  std::vector<ChosenTariff> here;
  for (std::size_t k = 0; k < talks.tariffs.size(); ++k) {
    if (talks.pair_of[k] == pair) here.push_back(talks.tariffs[k]);
  }
  return spread_of(here, player);
}

void add_settled(const strategy::CaliendoParroGame& game, PairwiseTalks& talks) {
  talks.tariffs = chosen_tariffs(game.instruments(), talks.before, talks.settled.policy);
  for (std::size_t at = 0; at < talks.pairs.size(); ++at)
    talks.spread.push_back(
        {settled_by(talks, at, talks.pairs[at].first), settled_by(talks, at, talks.pairs[at].second)});
}

}  // namespace

PairwiseTalks talk_in_pairs(const StrategyProblem& problem, const PairwiseTalksRequest& request, Observer& observer) {
  check(problem, request);
  const std::vector<Settlement> settlements = settlements_of(problem, request);
  PairwiseTalks result;
  result.pairs = request.pairs;
  for (const TalkingPair& each : request.pairs) result.names.push_back(name_of(problem, request, each));
  for (const Settlement& each : settlements) result.pair_of.push_back(each.pair);
  strategy::CaliendoParroGame game = game_of(problem, request, settlements);
  result.players = game.players();
  result.before = game.status_quo();
  result.settled =
      bargaining::nash_in_nash(game, bargaining_pairs(problem, request, settlements), result.before, {}, observer);
  if (!result.settled.report.usable()) throw NotSolved("talks in pairs", result.settled.report);
  add_settled(game, result);
  const auto outcome = [&](const char* name, const Shock& shock) {
    return outcome_of(name, problem, request.governments, shock, observer);
  };
  result.status_quo = outcome("status quo", problem.status_quo);
  result.disagreement = outcome("no agreement", game.shock_at(result.before));
  result.outcome = outcome("settled", game.shock_at(result.settled.policy));
  result.status_quo_world_pct = world_real_income_pct(problem.baseline, result.status_quo);
  result.disagreement_world_pct = world_real_income_pct(problem.baseline, result.disagreement);
  result.outcome_world_pct = world_real_income_pct(problem.baseline, result.outcome);
  return result;
}

PairwiseTalksAnswer answer_pairwise_talks(const PairwiseTalksOptions& options, Observer& observer) {
  const StrategyProblem problem = read_strategy_problem(options.world, observer);
  const Economy& labels = problem.baseline.economy;
  std::vector<Country> players;
  const auto position = [&](const std::string& code) {
    const Country who = named_country(labels, code, "pairs");
    const auto known = std::find(players.begin(), players.end(), who);
    if (known != players.end()) return static_cast<std::size_t>(known - players.begin());
    players.push_back(who);
    return players.size() - 1;
  };
  PairwiseTalksRequest request{.cuts_only = options.cuts_only};
  for (const NamedPair& each : options.pairs) {
    const std::size_t first = position(each.first);
    request.pairs.push_back({first, position(each.second), each.first_power});
  }
  request.governments = governments_of(options.choices, labels, players);
  request.choice = instrument_choice(options.choices, labels, {});
  return {options, world_of(problem), talk_in_pairs(problem, request, observer)};
}

}  // namespace parley::study
