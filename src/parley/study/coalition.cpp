#include "parley/study/coalition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "parley/base/error.hpp"
#include "parley/strategy/bloc_game.hpp"
#include "parley/strategy/nash.hpp"
#include "parley/study/cases/named_parts.hpp"

namespace parley::study {
namespace {

void check(const StrategyProblem& problem, const CoalitionRequest& request) {
  const Place place{.key = "coalition"};
  if (request.candidates.size() < 2 || request.candidates.size() > 10)
    throw InputError(place, fmt::format("{} candidates", request.candidates.size()), "name two to ten");
  for (const strategy::Government& each : request.candidates) {
    if (request.against && request.against->country == each.country)
      throw InputError(place, fmt::format("{} is on both sides", problem.baseline.economy.code(each.country)));
  }
  if (request.act == CoalitionAct::retaliation && !request.against)
    throw InputError(place, "there is nobody to retaliate against", "name a country, as --against USA");
  if (request.act == CoalitionAct::war && !request.against && request.opening > 0)
    throw InputError(place, "a war of the candidates chooses the tariffs that opening would cut", "leave one out");
  if (request.act == CoalitionAct::none && !(request.opening > 0))
    throw InputError(place, "the members do nothing together", "let them answer, or open to each other");
  if (!(request.opening >= 0 && request.opening <= 1))
    throw InputError(place, fmt::format("cannot take {:g} % off a tariff", 100 * request.opening), "0 to 100");
}

/// By size, then in the order of the candidates; those of one are the empty one again.
std::vector<std::size_t> by_size(std::size_t candidates) {
  std::vector<std::size_t> order;
  for (std::size_t size = 0; size <= candidates; ++size) {
    for (std::size_t coalition = 0; coalition < std::size_t{1} << candidates; ++coalition) {
      if (size != 1 && static_cast<std::size_t>(std::popcount(coalition)) == size) order.push_back(coalition);
    }
  }
  return order;
}

/// What holds of the coalitions taken together.
void sum_up(CoalitionResult& result) {
  result.by_size = by_size(result.candidates.size());
  for (const std::size_t coalition : result.by_size) {
    const CoalitionOutcome& outcome = result.coalitions[coalition];
    result.first_order_residual = std::max(result.first_order_residual, outcome.first_order_residual);
    result.deviation_gain_pct = std::max(result.deviation_gain_pct, outcome.deviation_gain_pct);
    if (coalition == 0) continue;
    const strategy::CoalitionJudgement& judgement = result.game.coalitions[coalition];
    if (judgement.is_internally_stable() && judgement.is_externally_stable()) result.stable.push_back(coalition);
    if (judgement.is_kept_by_payments) result.kept_by_payments.push_back(coalition);
  }
}

class Candidates {
 public:
  Candidates(const StrategyProblem& problem, const CoalitionRequest& request, Observer& observer)
      : problem_(problem), request_(request), observer_(observer), governments_(request.candidates) {
    if (request.against) governments_.push_back(*request.against);
    for (std::size_t p = 0; p < governments_.size(); ++p) add_tariffs(p);
    unanswered_ = unanswered();
  }

  CoalitionResult run() {
    CoalitionResult result;
    const Economy& labels = problem_.baseline.economy;
    for (const strategy::Government& each : request_.candidates) result.candidates.push_back(labels.code(each.country));
    if (request_.against) result.against = labels.code(request_.against->country);
    result.unanswered = outcome_of("unanswered", problem_, governments_, unanswered_, observer_);
    std::vector<std::vector<double>> gain;
    const std::size_t count = std::size_t{1} << request_.candidates.size();
    for (std::size_t coalition = 0; coalition < count; ++coalition) {
      observer_.progress("coalitions", static_cast<double>(coalition) / static_cast<double>(count));
      // One candidate united with itself stands alone, as all do in the empty coalition.
      CoalitionOutcome outcome =
          std::popcount(coalition) == 1 ? result.coalitions.front() : solve(coalition, result.unanswered);
      for (std::size_t i = 0; i < request_.candidates.size(); ++i) {
        if (strategy::is_member(coalition, i)) outcome.members.push_back(i);
      }
      gain.push_back(outcome.gain);
      result.coalitions.push_back(std::move(outcome));
    }
    // Far above what the solver's tolerance makes of equal worlds, far below a million dollars.
    double income = 0;
    for (const double each : problem_.baseline.income.values()) income += each;
    result.game = strategy::judge_coalitions(gain, 1e-9 * income);
    if (!result.game.core.report.usable()) throw NotSolved("the core", result.game.core.report);
    sum_up(result);
    return result;
  }

 private:
  [[nodiscard]] bool is_candidate(std::size_t player) const { return player < request_.candidates.size(); }

  /// Who may tax whom: candidates whom they face, or else each other; whom they face all of them, in a war.
  void add_tariffs(std::size_t player) {
    if (request_.act == CoalitionAct::none || (!is_candidate(player) && request_.act != CoalitionAct::war)) return;
    strategy::InstrumentChoice choice = request_.choice;
    choice.partners.clear();
    for (std::size_t p = 0; p < governments_.size(); ++p) {
      const bool faces = request_.against ? is_candidate(p) != is_candidate(player) : p != player;
      if (faces) choice.partners.push_back(governments_[p].country);
    }
    for (strategy::TariffGroup& group :
         strategy::instruments_of(problem_.baseline, governments_[player].country, player, choice))
      groups_.push_back(std::move(group));
  }

  /// The attack of the case, or points on all goods of the candidates; what the case has candidates answer is taken back.
  [[nodiscard]] Shock unanswered() const {
    Shock shock = problem_.status_quo;
    if (!request_.against) return shock;
    const Shock base = no_shock(problem_.baseline);
    const bool has_attack = shock.tariff_new != base.tariff_new;
    const Country attacker = request_.against->country;
    for (const strategy::Government& each : request_.candidates) {
      for (const Sector s : problem_.baseline.economy.sectors()) {
        double& attack = shock.tariff_new(s, importer(attacker), exporter(each.country));
        if (!has_attack && problem_.baseline.economy.sector(s).is_goods) attack += request_.attack_points;
        shock.tariff_new(s, importer(each.country), exporter(attacker)) =
            base.tariff_new(s, importer(each.country), exporter(attacker));
      }
    }
    return shock;
  }

  /// With the members' tariffs on each other's goods, or on everybody's, cut.
  [[nodiscard]] Shock opened(std::size_t coalition) const {
    Shock shock = unanswered_;
    if (request_.opening == 0 || std::popcount(coalition) < 2) return shock;
    std::vector<Country> members;
    for (std::size_t i = 0; i < request_.candidates.size(); ++i) {
      if (strategy::is_member(coalition, i)) members.push_back(request_.candidates[i].country);
    }
    const Economy& labels = problem_.baseline.economy;
    for (const Country n : members) {
      for (const Country i : labels.countries()) {
        if (!request_.opens_to_all && std::find(members.begin(), members.end(), i) == members.end()) continue;
        for (const Sector s : labels.sectors()) {
          if (labels.sector(s).is_goods) shock.tariff_new(s, importer(n), exporter(i)) *= 1 - request_.opening;
        }
      }
    }
    return shock;
  }

  /// One world: the coalition is one player, every other government its own.
  CoalitionOutcome solve(std::size_t coalition, const StrategyOutcome& before) {
    const std::string name = coalition == 0 ? "each alone" : name_of(coalition);
    CoalitionOutcome result;
    Shock shock = opened(coalition);
    if (!groups_.empty()) {
      strategy::CaliendoParroGame members(problem_.baseline, shock, governments_, groups_);
      strategy::BlocGame game(members, blocs(coalition), incomes());
      const strategy::NashResult war = strategy::nash(game, game.status_quo(), {.starts = 1}, observer_);
      if (!war.report.usable()) throw NotSolved(name, war.report);
      shock = members.shock_at(war.equilibria[0].policy);
      for (const strategy::NashProof& proof : war.equilibria[0].proof) {
        result.first_order_residual = std::max(result.first_order_residual, proof.first_order_residual);
        result.deviation_gain_pct = std::max(result.deviation_gain_pct, proof.deviation_gain_pct);
      }
    }
    result.outcome = outcome_of(name, problem_, governments_, shock, observer_);
    for (std::size_t i = 0; i < request_.candidates.size(); ++i) {
      result.gain.push_back(problem_.baseline.income(request_.candidates[i].country) / 100 *
                            (result.outcome.objective_pct[i] - before.objective_pct[i]));
    }
    return result;
  }

  [[nodiscard]] std::vector<std::size_t> blocs(std::size_t coalition) const {
    std::vector<std::size_t> bloc;
    std::size_t next = coalition == 0 ? 0 : 1;
    for (std::size_t p = 0; p < governments_.size(); ++p)
      bloc.push_back(is_candidate(p) && strategy::is_member(coalition, p) ? 0 : next++);
    return bloc;
  }

  [[nodiscard]] std::vector<double> incomes() const {
    std::vector<double> income;
    for (const strategy::Government& each : governments_) income.push_back(problem_.baseline.income(each.country));
    return income;
  }

  [[nodiscard]] std::string name_of(std::size_t coalition) const {
    std::vector<std::string> members;
    for (std::size_t i = 0; i < request_.candidates.size(); ++i) {
      if (strategy::is_member(coalition, i))
        members.push_back(problem_.baseline.economy.code(request_.candidates[i].country));
    }
    return fmt::format("{}", fmt::join(members, "+"));
  }

  const StrategyProblem& problem_;
  const CoalitionRequest& request_;
  Observer& observer_;
  std::vector<strategy::Government> governments_;  ///< candidates, then whom they face
  std::vector<strategy::TariffGroup> groups_;
  Shock unanswered_;
};

}  // namespace

std::string_view to_string(CoalitionAct act) {
  switch (act) {
    case CoalitionAct::retaliation:
      return "retaliation";
    case CoalitionAct::war:
      return "war";
    case CoalitionAct::none:
      return "opening";
  }
  return "?";
}

CoalitionResult unite(const StrategyProblem& problem, const CoalitionRequest& request, Observer& observer) {
  check(problem, request);
  return Candidates(problem, request, observer).run();
}

CoalitionAnswer answer_coalition(const CoalitionOptions& options, Observer& observer) {
  if (options.opens_to_all && options.opening == 0)
    throw InputError(Place{.key = "open-to-all"}, "the members do not open", "add --open 100 or --mode opening");
  const StrategyProblem problem = read_strategy_problem(options.world, observer);
  const Economy& labels = problem.baseline.economy;
  std::vector<Country> players = named_countries(labels, options.candidates, "candidates");
  if (!options.against.empty()) players.push_back(named_country(labels, options.against, "against"));
  std::vector<strategy::Government> governments = governments_of(options.choices, labels, players);
  CoalitionRequest request{.choice = instrument_choice(options.choices, labels, {}),
                           .act = options.act,
                           .opening = options.opening,
                           .opens_to_all = options.opens_to_all,
                           .attack_points = options.attack_points};
  if (!options.against.empty()) {
    request.against = std::move(governments.back());
    governments.pop_back();
  }
  request.candidates = std::move(governments);
  return {options, world_of(problem), unite(problem, request, observer)};
}

}  // namespace parley::study
