#include "parley/strategy/nash.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace parley::strategy {
namespace {

double distance(const Policy& a, const Policy& b) {
  double worst = 0;
  for (std::size_t k = 0; k < a.size(); ++k) worst = std::max(worst, std::abs(a[k] - b[k]));
  return worst;
}

class War {
 public:
  War(TariffGame& game, const NashOptions& options, Observer& observer)
      : game_(game), options_(options), observer_(observer), blocks_(own_blocks(game)) {}

  [[nodiscard]] Policy start(int number, const Policy& status_quo) const {
    Policy policy = status_quo;
    for (const Block& block : blocks_) {
      for (const std::size_t k : block.instruments) {
        const Instrument& each = game_.instruments()[k];
        if (number == 1) policy[k] = std::clamp(0.0, each.lower, each.upper);
      }
      if (number > 1) policy = random_policy(game_, block, policy, options_.seed + static_cast<std::uint64_t>(number));
    }
    return policy;
  }

  StationaryPoint all_at_once(const Policy& from) {
    return solve_stationary(game_, blocks_, from, options_.stationary, observer_);
  }

  /// Full best responses in turn until nobody moves, then all at once from there.
  StationaryPoint one_after_the_other(Policy policy) {
    constexpr double settled = 1e-6;
    for (int round = 0; round < options_.round_limit; ++round) {
      const Policy before = policy;
      for (const Block& block : blocks_) {
        const BestResponse best = best_response(game_, block, policy,
                                                {.stationary = options_.stationary,
                                                 .random_starts = 0,
                                                 .gradient_search = round == 0,
                                                 .second_order = false},
                                                observer_);
        if (best.report.usable()) policy = best.policy;
      }
      if (distance(before, policy) < settled) break;
    }
    return all_at_once(policy);
  }

  [[nodiscard]] std::vector<NashProof> proof(const StationaryPoint& at) {
    std::vector<NashProof> proofs(game_.players().size());
    for (const Block& block : blocks_) {
      const std::size_t player = game_.instruments()[block.instruments.front()].player;
      NashProof& each = proofs[player];
      for (const std::size_t k : block.instruments) {
        const double slope = free_slope(game_.instruments()[k], at.policy[k], at.slope[k]);
        each.first_order_residual = std::max(each.first_order_residual, std::abs(slope));
        each.at_bounds += slope != at.slope[k];
      }
      const double here = objective_of(block, at.position);
      for (int number = 0; number < options_.deviation_starts; ++number) {
        observer_.progress("deviations", static_cast<double>(player) / static_cast<double>(proofs.size()));
        Policy from = at.policy;
        for (const std::size_t k : block.instruments)
          from[k] = std::clamp(0.0, game_.instruments()[k].lower, game_.instruments()[k].upper);
        if (number > 0) from = random_policy(game_, block, from, options_.seed + static_cast<std::uint64_t>(number));
        const StationaryPoint end = solve_stationary(game_, {&block, 1}, from, options_.stationary, observer_);
        if (end.position.report.usable())
          each.deviation_gain_pct =
              std::max(each.deviation_gain_pct, 100 * std::expm1(objective_of(block, end.position) - here));
      }
      if (options_.second_order) each.second_order = curvature(game_, block, at.policy, observer_);
    }
    return proofs;
  }

 private:
  TariffGame& game_;
  const NashOptions& options_;
  Observer& observer_;
  std::vector<Block> blocks_;
};

double largest_gain(const std::vector<NashProof>& proofs) {
  double gain = 0;
  for (const NashProof& each : proofs) gain = std::max(gain, each.deviation_gain_pct);
  return gain;
}

}  // namespace

std::vector<Block> own_blocks(const TariffGame& game) {
  std::vector<Block> blocks;
  for (std::size_t p = 0; p < game.players().size(); ++p) {
    Block block = own_block(game, p);
    if (!block.instruments.empty()) blocks.push_back(std::move(block));
  }
  return blocks;
}

NashResult nash(TariffGame& game, const Policy& status_quo, const NashOptions& options, Observer& observer) {
  War war(game, options, observer);
  NashResult result;
  for (int number = 0; number < std::max(1, options.starts); ++number) {
    const std::string name = number == 0   ? "status quo"
                             : number == 1 ? "no tariffs"
                                           : fmt::format("random {}", number - 1);
    observer.progress("war from " + name, static_cast<double>(number) / options.starts);
    const bool in_turn = number > 2 && number % 2 == 1;
    std::string method = in_turn ? "one after the other" : "all at once";
    const Policy start = war.start(number, status_quo);
    StationaryPoint end = in_turn ? war.one_after_the_other(start) : war.all_at_once(start);
    std::vector<NashProof> proofs;
    if (end.report.usable()) proofs = war.proof(end);
    if (!in_turn && (!end.report.usable() || largest_gain(proofs) > options.allowed_gain_pct)) {
      method = "one after the other";
      end = war.one_after_the_other(start);
      if (end.report.usable()) proofs = war.proof(end);
    }
    if (end.report.usable() && largest_gain(proofs) > options.allowed_gain_pct) {
      end.report.status = SolveStatus::stalled;
      end.report.message =
          fmt::format("a player gains {:.2e} % by deviating from where the search ended", largest_gain(proofs));
    }
    result.searches.push_back({name, method, end.report});
    if (!end.report.usable()) continue;
    constexpr double same = 1e-6;
    const auto known =
        std::find_if(result.equilibria.begin(), result.equilibria.end(),
                     [&](const NashEquilibrium& each) { return distance(each.policy, end.policy) < same; });
    if (known != result.equilibria.end()) {
      known->starts.push_back(name);
    } else {
      result.equilibria.push_back({std::move(end.policy), std::move(end.position), std::move(proofs), {name}});
    }
  }
  result.report = result.searches.front().report;
  if (!result.equilibria.empty() && !result.report.usable()) {
    result.report.status = SolveStatus::converged;
    result.report.message = "no equilibrium from the status quo, but from another start";
  }
  return result;
}

}  // namespace parley::strategy
