#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/replicate/ossa_2014_strategies.hpp"
#include "parley/strategy/nash.hpp"
#include "parley/study/cases/compute.hpp"

namespace parley::replicate::ossa {
namespace {

using strategy::Block;
using strategy::FixedFirmsGame;
using strategy::Policy;
using strategy::StationaryPoint;

double mean_change(const TariffCube& from, const TariffCube& to) {
  double sum = 0;
  for (std::size_t k = 0; k < from.size(); ++k) sum += to.values()[k] - from.values()[k];
  return sum / static_cast<double>(from.size());
}

/// Best responses of everybody to the last round's tariffs until the mean tariff moves by no more than 0.01.
Rounds authors_rounds(FixedFirmsGame& game, Policy policy, Observer& observer) {
  constexpr double stop = 1e-2;
  constexpr int limit = 24;
  Rounds result;
  (void)game.move_to(policy, observer);
  TariffCube before = game.tariffs();
  while (result.count < limit) {
    Policy next = policy;
    for (const Block& block : own_blocks(game)) {
      const StationaryPoint answer = solve_stationary(game, {&block, 1}, policy, {}, observer);
      for (const std::size_t k : block.instruments) next[k] = answer.policy[k];
    }
    policy = std::move(next);
    ++result.count;
    result.figures = figures_of(game, game.move_to(policy, observer));
    const TariffCube now = game.tariffs();
    if (std::abs(mean_change(before, now)) <= stop) break;
    before = now;
  }
  result.tariffs = game.tariffs();
  return result;
}

/// Everybody at once, then prohibitive tariffs tried by everybody, until nobody gains by them.
Policy equilibrium_beyond(FixedFirmsGame& game, Policy policy, Observer& observer) {
  constexpr int rounds = 20;
  const std::vector<Block> blocks = own_blocks(game);
  for (int round = 0; round < rounds; ++round) {
    policy = solve_stationary(game, blocks, std::move(policy), {}, observer).policy;
    bool has_gained = false;
    for (const Block& block : blocks) {
      const strategy::BoundSearch beyond = search_bounds(game, block, by_sector(game, block), policy, {}, observer);
      has_gained = has_gained || beyond.gain > 0;
      policy = beyond.policy;
    }
    if (!has_gained) break;
  }
  return policy;
}

}  // namespace

War solve_war(const Case& data, const std::vector<model::FixedFirmsGovernment>& governments, const WarPlan& plan,
              Observer& observer) {
  FixedFirmsGame game = game_of_all(data.economy, governments, plan.tariffs);
  const Policy from = plan.start != nullptr ? translated(game, plan.start->tariffs) : game.status_quo();
  const std::string name = fmt::format("ossa-2014, {} trade war", name_of(plan.tariffs));
  War war;
  if (plan.with_proof) {
    const strategy::NashResult found =
        nash(game, equilibrium_beyond(game, from, observer), {.starts = 1, .deviation_starts = 2}, observer);
    if (!found.report.usable()) throw NotSolved(name, found.report);
    war.policy = found.equilibria.front().policy;
    war.proof = found.equilibria.front().proof;
  } else {
    StationaryPoint found = solve_stationary(game, own_blocks(game), from, {}, observer);
    if (!found.report.usable()) throw NotSolved(name, found.report);
    war.policy = std::move(found.policy);
  }
  war.figures = figures_of(game, game.move_to(war.policy, observer));
  war.tariffs = game.tariffs();
  if (plan.start != nullptr) {
    war.authors = authors_rounds(game, translated(game, plan.start->authors.tariffs), observer);
    return war;
  }
  TariffCube first = data.economy.tariff;  // the authors' first round answers the factual tariffs
  for (const Country n : all<Country>(data.economy.countries.size())) {
    FixedFirmsGame alone = game_of_one(data.economy, governments, plan.tariffs, n);
    const Block block = own_block(alone, n.value());
    const StationaryPoint near = solve_stationary(alone, {&block, 1}, alone.status_quo(), {}, observer);
    (void)alone.move_to(search_bounds(alone, block, by_sector(alone, block), near.policy, {}, observer).policy,
                        observer);
    for (const auto& group : alone.groups()) {
      for (const auto [s, importer, i] : group.cells) first(s, importer, i) = alone.world().tariff(s, importer, i);
    }
  }
  war.authors = authors_rounds(game, translated(game, first), observer);
  ++war.authors.count;
  return war;
}

const War& Wars::of(Tariffs tariffs, bool is_weighted) const {
  if (tariffs == Tariffs::mfn) return is_weighted ? weighted_mfn : unweighted_mfn;
  return is_weighted ? weighted_bilateral : unweighted_bilateral;
}

Wars solve_wars(const Case& data, Observer& observer) {
  Wars wars;
  wars.unweighted_mfn = solve_war(data, data.unweighted, {Tariffs::mfn}, observer);
  wars.unweighted_bilateral = solve_war(data, data.unweighted, {Tariffs::bilateral, &wars.unweighted_mfn}, observer);
  wars.weighted_mfn = solve_war(data, data.weighted, {Tariffs::mfn}, observer);
  wars.weighted_bilateral = solve_war(data, data.weighted, {Tariffs::bilateral, &wars.weighted_mfn}, observer);
  return wars;
}

double loss_at_median(FixedFirmsGame& game, std::size_t player, const Policy& policy, double median_pct,
                      Observer& observer) {
  const strategy::Position here = game.move_to(policy, observer);
  const double before = std::log1p(figures_of(game, here).median_tariff[player]);
  const double target = std::log1p(median_pct / 100);
  Policy moved = policy;
  for (const std::size_t k : own_block(game, player).instruments)
    moved[k] = std::clamp(moved[k], std::min(before, target), std::max(before, target)) == moved[k] ? target : moved[k];
  return -100 * std::expm1(game.move_to(moved, observer).payoff[player] - here.payoff[player]);
}

std::string flat_median(double loss_pct) {
  if (!(loss_pct <= negligible_loss_pct)) return "";
  return fmt::format("the printed median would cost the government {:.0e} % of its objective", std::max(loss_pct, 0.0));
}

}  // namespace parley::replicate::ossa
