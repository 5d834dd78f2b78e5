#include "parley/strategy/bound_search.hpp"

#include <algorithm>
#include <cmath>

#include "parley/strategy/best_response.hpp"

namespace parley::strategy {
namespace {

/// Gains below this are rounding.
constexpr double smallest_gain = 1e-10;
constexpr double interior_tariff = 0.5;

Policy moved(const TariffGame& game, const InstrumentSet& set, Policy policy) {
  const bool is_up = std::all_of(set.begin(), set.end(),
                                 [&](std::size_t k) { return policy[k] > game.instruments()[k].upper - 1e-9; });
  for (const std::size_t k : set) {
    const Instrument& each = game.instruments()[k];
    policy[k] = is_up ? std::clamp(std::log1p(interior_tariff), each.lower, each.upper) : each.upper;
  }
  return policy;
}

}  // namespace

BoundSearch search_bounds(TariffGame& game, const Block& block, const std::vector<InstrumentSet>& sets,
                          const Policy& policy, const StationaryOptions& options, Observer& observer) {
  const Position& start = game.move_to(policy, observer);
  BoundSearch result{policy, 0, 0};
  if (!start.report.usable()) return result;
  const double here = objective_of(block, start);
  constexpr int rounds = 10;
  bool has_gained = true;
  for (int round = 0; round < rounds && has_gained; ++round) {
    has_gained = false;
    for (const InstrumentSet& set : sets) {
      const StationaryPoint end =
          solve_stationary(game, {&block, 1}, moved(game, set, result.policy), options, observer);
      ++result.searches;
      if (!end.report.usable()) continue;
      const double gain = objective_of(block, end.position) - here;
      if (gain < result.gain + smallest_gain) continue;
      result.gain = gain;
      result.policy = end.policy;
      has_gained = true;
    }
  }
  return result;
}

std::vector<InstrumentSet> each_alone(const Block& block) {
  std::vector<InstrumentSet> sets;
  for (const std::size_t k : block.instruments) sets.push_back({k});
  return sets;
}

}  // namespace parley::strategy
