#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/observer.hpp"
#include "parley/numerics/knapsack.hpp"
#include "parley/partial/list_lines.hpp"

namespace parley::partial {

/// What an additional duty on one line does, USD a year.
struct LineEffect {
  double lost_sales = 0;    ///< of the partner
  double pressure = 0;      ///< lost sales that it cannot place elsewhere, politically weighted
  double buyers = 0;        ///< burden on the importer's buyers
  double welfare_loss = 0;  ///< burden less the revenue gained
  double own_cost = 0;      ///< weighted, see below
};

/// Effect of an additional duty on a line.
///
///     L = v [1 - ((1+t+tau)/(1+t))^-eps]                          lost sales, the importer's price index held fixed
///     pressure = w L [1 - rho (1 - d)]
///     buyers = tau (v - L/2),  welfare loss = (t + tau/2) L
///     own cost = (welfare loss + kappa buyers) [1 + delta m (1 - min(1, s/v))]
///
/// v imports, t duty today (0 where the recipe gives no source), tau additional duty, eps elasticity, d exporter dependence
/// (1), m own dependence (0), s other suppliers' sales (0), w political weight; rho, kappa (mean over the line's end uses,
/// 0 without a source), delta: ListWeights.
/// Needs   a line that is not barred.
/// Source  lost sales: the constant elasticity of Fontagne, Guimbard & Orefice (2022, JIE 137); buyers and welfare loss: the
///         triangles of SMART at infinite export supply; the weights are the user's judgement.
[[nodiscard]] LineEffect line_effect(const TradeLine& line, double rate, const ListWeights& weights);

/// A list's sums, USD.
struct ListTotals {
  std::size_t lines = 0;
  double imports = 0;
  LineEffect effect;
  [[nodiscard]] double pressure_per_cost() const { return effect.pressure / effect.own_cost; }
};

/// A list that is best for one price of own cost.
struct DesignedList {
  double cost_weight = 0;  ///< lambda: the list has the largest sum of pressure - lambda own cost; infinite: least cost
  numerics::KnapsackSolution solution;  ///< over the candidates, in the order of `candidates`
  ListTotals totals;
  /// How much better another list can be at this price, over this list's pressure (own cost where that is all that counts).
  [[nodiscard]] double gap() const;
};

/// A government's list beside the designed one.
struct ListComparison {
  std::string id;
  std::size_t named_lines = 0;
  std::size_t unmatched_lines = 0;  ///< codes that the trade file does not have
  ListTotals totals;                ///< on the lines that can be valued, at the list's own rates
  std::size_t barred_lines = 0;     ///< listed lines that cannot be valued
  double barred_imports = 0;        ///< their dollars
  std::size_t shared_lines = 0;     ///< on both lists
  double shared_imports = 0;        ///< by the share that is listed
  ListTotals designed_same_budget;  ///< the best list of the recipe's rate with this list's dollars as budget
  double designed_same_budget_gap = 0;
};

enum class DesignStatus {
  optimal,       ///< the ratio is the largest but for the gap
  gap_remains,   ///< a search stopped early; the gap says how far off it can be
  band_not_met,  ///< no list takes between `fill` and all of the budget; nothing else is set
  cancelled
};
[[nodiscard]] std::string_view to_string(DesignStatus status);

struct ListDesign {
  DesignStatus status = DesignStatus::band_not_met;
  double budget_usd = 0;
  std::vector<std::size_t> candidates;  ///< positions of lines that can be listed
  std::vector<LineEffect> effects;      ///< one per candidate, at the recipe's rate
  double candidate_imports = 0;
  DesignedList best;                   ///< largest pressure per own cost
  double ratio_bound = 0;              ///< no list within the budget has a larger pressure per own cost
  int rounds = 0;                      ///< of the search for the ratio
  std::vector<DesignedList> frontier;  ///< from largest pressure to least own cost
  std::vector<ListComparison> compared;
  [[nodiscard]] double ratio_gap() const;
  /// The largest of the frontier's.
  [[nodiscard]] double frontier_gap() const;
};

/// The list with the largest pressure per dollar of own cost, among those that fill the budget; and the frontier.
///
///     max_x  sum pressure x / sum own cost x,   fill B <= sum v x <= B,  x in {0, 1}
///
/// Dinkelbach's method: lambda = pressure / own cost of the last list, then the knapsack of pressure - lambda own cost,
/// until that is zero. Each knapsack is exact, so the ratio is proved to within the last one's bound.
/// Source  Dinkelbach (1967), Management Science 13:7.
[[nodiscard]] ListDesign design_list(const LineTable& table, const ListRecipe& recipe, Observer& observer);

}  // namespace parley::partial
