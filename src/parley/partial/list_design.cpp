#include "parley/partial/list_design.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace parley::partial {
namespace {

constexpr double unbounded = std::numeric_limits<double>::infinity();
/// Prices of own cost at which the frontier is drawn, as multiples of the best list's.
constexpr std::array<double, 9> frontier_multiples{0, 0.125, 0.25, 0.5, 1, 2, 4, 8, unbounded};
/// Dinkelbach's method gains digits ever faster; this many rounds are never seen.
constexpr int most_rounds = 50;

/// The lines that can be listed, what the duty does on each, and the budget: one designing problem.
struct Problem {
  std::vector<std::size_t> lines;
  std::vector<LineEffect> effects;
  std::vector<std::int64_t> imports;
  std::int64_t least = 0;
  std::int64_t most = 0;
};

void add(LineEffect& sum, const LineEffect& effect, double share) {
  sum.lost_sales += share * effect.lost_sales;
  sum.pressure += share * effect.pressure;
  sum.buyers += share * effect.buyers;
  sum.welfare_loss += share * effect.welfare_loss;
  sum.own_cost += share * effect.own_cost;
}

Problem problem_of(const LineTable& table, const ListRecipe& recipe, double budget, double rate) {
  Problem problem{.least = static_cast<std::int64_t>(std::ceil(recipe.fill * budget)),
                  .most = static_cast<std::int64_t>(std::floor(budget))};
  for (std::size_t at = 0; at < table.lines.size(); ++at) {
    const TradeLine& line = table.lines[at];
    if (!line.barred.empty()) continue;
    problem.lines.push_back(at);
    problem.effects.push_back(line_effect(line, rate, recipe.weights));
    problem.imports.push_back(line.imports_usd);
  }
  return problem;
}

ListTotals totals_of(const Problem& problem, const std::vector<bool>& chosen) {
  ListTotals totals;
  for (std::size_t h = 0; h < chosen.size(); ++h) {
    if (!chosen[h]) continue;
    ++totals.lines;
    totals.imports += static_cast<double>(problem.imports[h]);
    add(totals.effect, problem.effects[h], 1);
  }
  return totals;
}

/// The best list where a dollar of own cost outweighs `cost_weight` dollars of pressure; infinite: least own cost.
DesignedList best_at(const Problem& problem, double cost_weight) {
  std::vector<numerics::KnapsackItem> items(problem.lines.size());
  for (std::size_t h = 0; h < items.size(); ++h) {
    const LineEffect& effect = problem.effects[h];
    const double value = std::isinf(cost_weight) ? -effect.own_cost : effect.pressure - cost_weight * effect.own_cost;
    items[h] = {value, problem.imports[h]};
  }
  DesignedList list{.cost_weight = cost_weight, .solution = numerics::solve_band(items, problem.least, problem.most)};
  list.totals = totals_of(problem, list.solution.chosen);
  return list;
}

bool met(const DesignedList& list) { return list.solution.status != numerics::KnapsackStatus::infeasible; }

/// The best ratio and its proof.
struct RatioSearch {
  DesignStatus status = DesignStatus::band_not_met;
  DesignedList best;
  double bound = 0;
  int rounds = 0;
};

/// Where P - lambda C <= U on every list, P/C <= lambda + U/C, and C is at least that of the cheapest list.
double ratio_bound(double cost_weight, double value_bound, const DesignedList& cheapest) {
  const double least_cost = -cheapest.solution.upper_bound;
  if (value_bound <= 0) return cost_weight;
  return least_cost > 0 ? cost_weight + value_bound / least_cost : unbounded;
}

RatioSearch best_ratio(const Problem& problem, const DesignedList& cheapest, Observer& observer) {
  RatioSearch search;
  search.best = cheapest;
  if (!met(cheapest) || cheapest.totals.lines == 0) return search;
  double cost_weight = cheapest.totals.pressure_per_cost();
  for (search.rounds = 1; search.rounds <= most_rounds; ++search.rounds) {
    if (observer.cancelled()) {
      search.status = DesignStatus::cancelled;
      return search;
    }
    DesignedList list = best_at(problem, cost_weight);
    if (!met(list)) {
      search.status = DesignStatus::band_not_met;
      return search;
    }
    const bool improves = list.totals.pressure_per_cost() > cost_weight;
    search.bound = ratio_bound(cost_weight, list.solution.upper_bound, cheapest);
    search.status =
        list.solution.status == numerics::KnapsackStatus::optimal ? DesignStatus::optimal : DesignStatus::gap_remains;
    if (!improves) break;
    cost_weight = list.totals.pressure_per_cost();
    search.best = std::move(list);
  }
  search.best.cost_weight = cost_weight;
  return search;
}

ListComparison compare(const LineTable& table, const ListRecipe& recipe, const ComparedLines& list,
                       const ListDesign& design) {
  ListComparison result{.id = list.id, .named_lines = list.named_lines, .unmatched_lines = list.unmatched_lines};
  std::vector<bool> designed(table.lines.size(), false);
  for (std::size_t h = 0; h < design.candidates.size(); ++h) {
    designed[design.candidates[h]] = design.best.solution.chosen[h];
  }
  double duties = 0;
  for (std::size_t at = 0; at < table.lines.size(); ++at) {
    if (list.share[at] == 0) continue;
    const TradeLine& line = table.lines[at];
    const double imports = list.share[at] * static_cast<double>(line.imports_usd);
    if (!line.barred.empty()) {
      ++result.barred_lines;
      result.barred_imports += imports;
      continue;
    }
    ++result.totals.lines;
    result.totals.imports += imports;
    duties += list.rate[at] * imports;
    add(result.totals.effect, line_effect(line, list.rate[at], recipe.weights), list.share[at]);
    result.shared_lines += designed[at];
    if (designed[at]) result.shared_imports += imports;
  }
  if (result.totals.imports <= 0) return result;
  // The list's own dollars at its mean rate, so that only the choice of lines differs.
  const Problem problem = problem_of(table, recipe, result.totals.imports, duties / result.totals.imports);
  Observer silent;
  const RatioSearch search = best_ratio(problem, best_at(problem, unbounded), silent);
  if (search.status == DesignStatus::band_not_met) return result;
  result.designed_same_budget = search.best.totals;
  result.designed_same_budget_gap = search.bound / search.best.totals.pressure_per_cost() - 1;
  return result;
}

}  // namespace

LineEffect line_effect(const TradeLine& line, double rate, const ListWeights& weights) {
  const auto imports = static_cast<double>(line.imports_usd);
  const double tariff = line.value(LineMeasure::tariff).value_or(0);
  const double elasticity = line.value(LineMeasure::elasticity).value_or(0);
  const double lost = imports * -std::expm1(-elasticity * std::log1p(rate / (1 + tariff)));
  const double kept_here = 1 - line.value(LineMeasure::exporter_dependence).value_or(1);
  double buyers_weight = 0;
  for (const EndUse use : line.end_use) {
    buyers_weight += weights.buyers[static_cast<std::size_t>(use)] / static_cast<double>(line.end_use.size());
  }
  const double elsewhere = std::min(1.0, line.value(LineMeasure::availability).value_or(0) / imports);
  const double dependence =
      1 + weights.own_dependence * line.value(LineMeasure::own_dependence).value_or(0) * (1 - elsewhere);
  LineEffect effect{.lost_sales = lost,
                    .pressure = line.political_weight * lost * (1 - weights.redirected * kept_here),
                    .buyers = rate * (imports - 0.5 * lost),
                    .welfare_loss = (tariff + 0.5 * rate) * lost};
  effect.own_cost = (effect.welfare_loss + buyers_weight * effect.buyers) * dependence;
  return effect;
}

std::string_view to_string(DesignStatus status) {
  switch (status) {
    case DesignStatus::optimal:
      return "optimal";
    case DesignStatus::gap_remains:
      return "stopped with a gap";
    case DesignStatus::band_not_met:
      return "no list takes between 'fill' and all of the budget; lower one of them";
    case DesignStatus::cancelled:
      return "cancelled";
  }
  return "unknown";
}

double DesignedList::gap() const {
  const double scale = std::isinf(cost_weight) ? totals.effect.own_cost : totals.effect.pressure;
  const double difference = std::max(0.0, solution.upper_bound - solution.value);
  return difference == 0 ? 0 : difference / scale;
}

double ListDesign::frontier_gap() const {
  double worst = 0;
  for (const DesignedList& each : frontier) worst = std::max(worst, each.gap());
  return worst;
}

double ListDesign::ratio_gap() const { return std::max(0.0, ratio_bound / best.totals.pressure_per_cost() - 1); }

ListDesign design_list(const LineTable& table, const ListRecipe& recipe, Observer& observer) {
  Problem problem = problem_of(table, recipe, recipe.budget_usd, recipe.rate);
  ListDesign design{.budget_usd = recipe.budget_usd, .candidates = problem.lines, .effects = problem.effects};
  for (const std::int64_t imports : problem.imports) design.candidate_imports += static_cast<double>(imports);
  observer.progress("designing the list", 0);
  DesignedList cheapest = best_at(problem, unbounded);
  RatioSearch search = best_ratio(problem, cheapest, observer);
  design.status = search.status;
  design.rounds = search.rounds;
  if (design.status == DesignStatus::band_not_met || design.status == DesignStatus::cancelled) return design;
  design.best = std::move(search.best);
  design.ratio_bound = search.bound;
  for (const double multiple : frontier_multiples) {
    observer.progress("drawing the frontier",
                      static_cast<double>(design.frontier.size()) / static_cast<double>(frontier_multiples.size()));
    DesignedList list =
        std::isinf(multiple) ? cheapest : best_at(problem, multiple * design.best.totals.pressure_per_cost());
    if (met(list)) design.frontier.push_back(std::move(list));
  }
  for (const ComparedLines& each : table.compared) design.compared.push_back(compare(table, recipe, each, design));
  return design;
}

}  // namespace parley::partial
