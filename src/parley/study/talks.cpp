#include "parley/study/talks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/base/error.hpp"
#include "parley/base/percent.hpp"
#include "parley/strategy/nash.hpp"
#include "parley/study/cases/named_parts.hpp"
#include "parley/study/payments.hpp"

namespace parley::study {
namespace {

std::vector<double> payoffs(const StrategyOutcome& outcome) {
  std::vector<double> logs;
  for (const double pct : outcome.objective_pct) logs.push_back(std::log1p(pct / 100));
  return logs;
}

class TreatySearch {
 public:
  TreatySearch(const StrategyProblem& problem, const TariffTalksRequest& request, Observer& observer)
      : problem_(problem), request_(request), observer_(observer), game_(game_of(problem, request)) {}

  TariffTalks run() {
    result_.players = game_.players();
    result_.status_quo = outcome_of("status quo", problem_, request_.governments, problem_.status_quo, observer_);
    result_.threat = threat();
    bargain_.threat = payoffs(result_.threat);
    bargain_.power = request_.power;
    for (const strategy::Government& government : request_.governments)
      bargain_.income.push_back(problem_.baseline.income(government.country));
    for (std::size_t k = 0; k < start_.size(); ++k)
      start_[k] = std::clamp(0.0, game_.instruments()[k].lower, game_.instruments()[k].upper);
    const bargaining::IdealPoint ideal = bargaining::ideal_point(game_, bargain_, start_, {}, observer_);
    if (ideal.report.usable()) result_.ideal_pct = bargain_.ideal_pct = ideal.gain_pct;
    std::vector<bargaining::Rule> possible;
    for (const bargaining::RuleEntry& rule : bargaining::rules()) {
      if (rule.tariffs.conditions == nullptr) continue;
      if (ideal.report.usable() || !rule.tariffs.needs_ideal) {
        possible.push_back(rule.id);
        continue;
      }
      result_.failures.push_back(
          fmt::format("{}, whose ideal gains are not found: {}", rule.name, ideal.report.message));
    }
    for (std::size_t at = 0; at < possible.size(); ++at) {
      observer_.progress("talks", static_cast<double>(at) / static_cast<double>(possible.size()));
      add_treaty(possible[at]);
    }
    for (const bargaining::RuleEntry& rule : bargaining::rules()) {
      if (rule.tariffs.parts != nullptr) add_paid_treaty(rule.id);
    }
    if (result_.treaties.empty()) {
      SolveReport report;
      report.message = fmt::format("{}", fmt::join(result_.failures, "; "));
      throw NotSolved("no rule has a treaty", report);
    }
    if (request_.frontier_points > 1) draw_frontier();
    return std::move(result_);
  }

 private:
  static strategy::CaliendoParroGame game_of(const StrategyProblem& problem, const TariffTalksRequest& request) {
    if (request.governments.size() < 2) throw InputError(Place{}, "talks need two governments at least");
    std::vector<strategy::TariffGroup> groups;
    for (std::size_t p = 0; p < request.governments.size(); ++p) {
      for (strategy::TariffGroup& group :
           strategy::instruments_of(problem.baseline, request.governments[p].country, p, request.instruments[p]))
        groups.push_back(std::move(group));
    }
    return {problem.baseline,
            problem.status_quo,
            request.governments,
            std::move(groups),
            {.tolerance = 1e-12, .adjoint_tolerance = 1e-11}};
  }

  StrategyOutcome threat() {
    start_ = before_;
    if (request_.threat == WithoutTreaty::status_quo) return result_.status_quo;
    if (request_.threat == WithoutTreaty::autarky) return autarky_outcome(problem_, request_.governments);
    const strategy::NashResult war = strategy::nash(game_, before_, {.starts = 1}, observer_);
    if (!war.report.usable()) throw NotSolved("the war that threatens", war.report);
    return outcome_of("war", problem_, request_.governments, game_.shock_at(war.equilibria[0].policy), observer_);
  }

  void draw_frontier() {
    result_.frontier = bargaining::pareto_frontier(game_, request_.frontier_points, start_, {}, observer_);
    std::vector<std::vector<double>> changes;
    for (const bargaining::FrontierPoint& each : result_.frontier.points)
      changes.push_back({percent_of_log(each.position.payoff[0]), percent_of_log(each.position.payoff[1])});
    result_.acceptable = acceptable_frontier(changes, result_.threat.objective_pct, result_.ideal_pct);
  }

  void add_treaty(bargaining::Rule rule) {
    bargaining::Bargain treaty = bargaining::bargain(game_, rule, bargain_, start_, {}, observer_);
    if (!treaty.report.usable()) {
      result_.failures.push_back(fmt::format("{}: {}", to_string(rule), treaty.report.message));
      return;
    }
    TariffTreaty entry;
    entry.name = to_string(rule);
    entry.gain_over_threat_pct = treaty.gain_pct;
    entry.treaty = std::move(treaty);
    const StrategyOutcome outcome =
        outcome_of(entry.name, problem_, request_.governments, game_.shock_at(entry.treaty.policy), observer_);
    finish(std::move(entry), outcome);
  }

  void add_paid_treaty(bargaining::Rule rule) {
    bargaining::PaidBargain paid = bargaining::bargain_with_payments(game_, rule, bargain_, start_, {}, observer_);
    const std::string name = fmt::format("{} with payments", to_string(rule));
    if (!paid.treaty.report.usable()) {
      result_.failures.push_back(fmt::format("{}: {}", name, paid.treaty.report.message));
      return;
    }
    const Payments settled = settle_payments(problem_, request_.governments, game_.shock_at(paid.treaty.policy),
                                             {bargain_.threat, paid.received, paid.gain_pct}, observer_);
    if (!settled.report.usable()) {
      result_.failures.push_back(fmt::format("{}: {}", name, settled.report.message));
      return;
    }
    TariffTreaty entry;
    entry.name = name;
    entry.treaty = std::move(paid.treaty);
    entry.treaty.rule_residual = settled.report.residual;
    entry.gain_over_threat_pct = settled.gain_pct;
    entry.received = settled.received;
    entry.received_at_treaty_prices = std::move(paid.received);
    entry.price_effect_pct = settled.price_effect_pct;
    finish(std::move(entry), settled.outcome);
  }

  void finish(TariffTreaty entry, const StrategyOutcome& outcome) {
    entry.tariffs = chosen_tariffs(game_.instruments(), before_, entry.treaty.policy);
    const Shock shock = game_.shock_at(entry.treaty.policy);
    for (std::size_t p = 0; p < request_.governments.size(); ++p) {
      entry.spread.push_back(spread_of(entry.tariffs, p));
      entry.mean_tariff_pct.push_back(mean_tariff_pct(problem_.baseline, game_.groups(), p, shock));
    }
    const std::vector<double> before = payoffs(result_.status_quo);
    for (std::size_t p = 0; p < before.size(); ++p) {
      const double gain = std::log1p(entry.gain_over_threat_pct[p] / 100) + bargain_.threat[p] - before[p];
      entry.gain_over_status_quo_pct.push_back(percent_of_log(gain));
      const Country n = request_.governments[p].country;
      double change = 0;
      for (const strategy::Government& other : request_.governments) {
        if (other.country == n) continue;
        const Partner from = partner(other.country);
        change += outcome.import_volume(n, from) - result_.status_quo.import_volume(n, from);
      }
      entry.import_volume_change.push_back(change);
    }
    for (const Country n : problem_.baseline.economy.countries()) {
      const auto player = std::find_if(request_.governments.begin(), request_.governments.end(),
                                       [&](const strategy::Government& each) { return each.country == n; });
      const double gain =
          player == request_.governments.end()
              ? outcome.real_income_pct(n) - result_.status_quo.real_income_pct(n)
              : entry.gain_over_status_quo_pct[static_cast<std::size_t>(player - request_.governments.begin())];
      entry.winners += gain > 0;
    }
    const std::vector<double>& gains = entry.gain_over_status_quo_pct;
    result_.better_than_status_quo += std::all_of(gains.begin(), gains.end(), [](double gain) { return gain > 0; });
    result_.treaties.push_back(std::move(entry));
  }

  const StrategyProblem& problem_;
  const TariffTalksRequest& request_;
  Observer& observer_;
  strategy::CaliendoParroGame game_;
  bargaining::TariffProblem bargain_;
  strategy::Policy before_ = game_.status_quo();
  strategy::Policy start_;
  TariffTalks result_;
};

}  // namespace

std::string_view to_string(WithoutTreaty threat) {
  switch (threat) {
    case WithoutTreaty::status_quo:
      return "status quo";
    case WithoutTreaty::war:
      return "war";
    case WithoutTreaty::autarky:
      return "autarky";
  }
  return "?";
}

AcceptableFrontier acceptable_frontier(const std::vector<std::vector<double>>& frontier_pct,
                                       const std::vector<double>& threat_pct, const std::vector<double>& ideal_pct) {
  AcceptableFrontier line;
  bool first_is_held = false;
  bool second_is_held = false;
  for (const std::vector<double>& at : frontier_pct) {
    if (at[0] >= threat_pct[0] && at[1] >= threat_pct[1]) line.push_back(at);
    first_is_held = first_is_held || at[0] < threat_pct[0];
    second_is_held = second_is_held || at[1] < threat_pct[1];
  }
  std::sort(line.begin(), line.end(),
            [](const std::vector<double>& a, const std::vector<double>& b) { return a[0] < b[0]; });
  if (ideal_pct.empty()) return line;
  const auto ideal = [&](std::size_t p) { return (1 + ideal_pct[p] / 100) * (100 + threat_pct[p]) - 100; };
  if (first_is_held) line.insert(line.begin(), {threat_pct[0], ideal(1)});
  if (second_is_held) line.push_back({ideal(0), threat_pct[1]});
  return line;
}

TariffTalks talk(const StrategyProblem& problem, const TariffTalksRequest& request, Observer& observer) {
  return TreatySearch(problem, request, observer).run();
}

TariffTalksAnswer answer_talks(const TariffTalksOptions& options, Observer& observer) {
  const StrategyProblem problem = read_strategy_problem(options.world, observer);
  const Economy& labels = problem.baseline.economy;
  const std::vector<Country> players = named_countries(labels, options.players, "players");
  TariffTalksRequest request{.governments = governments_of(options.choices, labels, players),
                             .threat = options.threat,
                             .power = options.power,
                             .frontier_points = options.frontier_points};
  if (!options.power.empty() && options.power.size() != players.size())
    throw InputError(Place{.key = "power"}, "needs one number for each player");
  if (options.frontier_points > 0 && players.size() != 2)
    throw InputError(Place{.key = "frontier"}, "is drawn for two players", "name two");
  for (const Country who : players)
    request.instruments.push_back(instrument_choice(options.choices, labels, all_but(players, who)));
  return {options, world_of(problem), talk(problem, request, observer)};
}

}  // namespace parley::study
