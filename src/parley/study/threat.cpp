#include "parley/study/threat.hpp"

#include <algorithm>

#include "parley/base/not_solved.hpp"
#include "parley/strategy/caliendo_parro_game.hpp"
#include "parley/strategy/nash.hpp"

namespace parley::study {
namespace {

bool is_of(const scenario::Scenario& scenario, const std::string& id, const std::string& party) {
  return std::any_of(scenario.actions.begin(), scenario.actions.end(), [&](const scenario::Action& action) {
    return action.id == id && action.imposer == party && !action.is_request;
  });
}

}  // namespace

std::vector<Threat> threats_of(const DealProblem& problem, const std::vector<Country>& parties,
                               const PackageValue& disagreement, const DeskOptions& options, Observer& observer) {
  std::vector<Threat> threats;
  for (std::size_t party = 0; party < parties.size(); ++party) {
    Threat threat;
    std::vector<std::string> without;
    for (const std::string& id : problem.plan.disagreement)
      (is_of(problem.scenario, id, problem.plan.parties[party]) ? threat.entries : without).push_back(id);
    if (!threat.entries.empty()) {
      const PackageValue left = value_of_entries(problem, without, parties, options, observer);
      if (left.gain.empty()) throw NotSolved("the disagreement without one threat", report_of(left));
      const Country self = parties[party];
      const Country other = parties[1 - party];
      threat.own_gain = disagreement.gain[self.value()] - left.gain[self.value()];
      threat.other_gain = disagreement.gain[other.value()] - left.gain[other.value()];
    }
    threats.push_back(std::move(threat));
  }
  return threats;
}

PackageValue war_value(const std::vector<Country>& parties, const Baseline& baseline, const DeskOptions& options,
                       Observer& observer) {
  std::vector<strategy::Government> governments;
  std::vector<strategy::TariffGroup> groups;
  for (std::size_t player = 0; player < parties.size(); ++player) {
    governments.emplace_back().country = parties[player];
    for (strategy::TariffGroup& group :
         strategy::instruments_of(baseline, parties[player], player,
                                  {.grouping = strategy::Grouping::each, .partners = {parties[1 - player]}}))
      groups.push_back(std::move(group));
  }
  strategy::CaliendoParroGame game(baseline, no_shock(baseline), std::move(governments), std::move(groups));
  const strategy::NashResult war = strategy::nash(game, game.status_quo(), {}, observer);
  if (!war.report.usable()) throw NotSolved("the war without agreement", war.report);
  const Shock shock = game.shock_at(war.equilibria.front().policy);
  return value_at(baseline, shock, solve(baseline, shock, options.commitments.solve, observer), parties);
}

}  // namespace parley::study
