#include <algorithm>
#include <limits>
#include <numeric>

#include "parley/numerics/knapsack.hpp"
#include "parley/numerics/knapsack_part.hpp"

namespace parley::numerics {
namespace {

constexpr double nothing = -std::numeric_limits<double>::infinity();

std::int64_t weight_of(const std::vector<KnapsackItem>& items, bool (*belongs)(const KnapsackItem&)) {
  return std::accumulate(items.begin(), items.end(), std::int64_t{0}, [&](std::int64_t sum, const KnapsackItem& item) {
    return belongs(item) ? sum + item.weight : sum;
  });
}

/// The floor binds: every gain is taken, and of the rest what costs least; found as the dearest rest to leave out.
KnapsackSolution fill_to(const std::vector<KnapsackItem>& items, std::int64_t least, const KnapsackOptions& options) {
  std::vector<KnapsackItem> losses(items.size());
  double all = 0;
  std::int64_t weight = 0;
  for (std::size_t h = 0; h < items.size(); ++h) {
    all += items[h].value;
    weight += items[h].weight;
    // Weightless losses are never worth taking; the knapsack leaves them out because they cost nothing to leave.
    if (items[h].value <= 0) losses[h] = {-items[h].value, items[h].weight};
  }
  KnapsackSolution solution = solve_knapsack(losses, weight - least, options);
  for (std::size_t h = 0; h < items.size(); ++h) {
    solution.chosen[h] = items[h].value > 0 || (!solution.chosen[h] && items[h].weight > 0);
  }
  solution.upper_bound += all;
  solution.linear_bound += all;
  solution.cutoff = -solution.cutoff;
  add_up_chosen(items, solution);
  // What neither gains nor costs was kept by the search; it goes while the floor holds.
  for (std::size_t h = 0; h < items.size(); ++h) {
    if (!solution.chosen[h] || items[h].value != 0 || solution.weight - items[h].weight < least) continue;
    solution.chosen[h] = false;
    solution.weight -= items[h].weight;
  }
  return solution;
}

/// Exact under the one limit that binds, which the gains' weight tells.
KnapsackSolution solve_binding(const std::vector<KnapsackItem>& items, std::int64_t least, std::int64_t most,
                               const KnapsackOptions& options) {
  const std::int64_t gains = weight_of(items, [](const KnapsackItem& item) { return item.value > 0; });
  const std::int64_t all = weight_of(items, [](const KnapsackItem&) { return true; });
  return gains >= least || all < least ? solve_knapsack(items, most, options) : fill_to(items, least, options);
}

/// Parts of the choices in a band, best bound first; each is solved under its binding limit and split where that breaks
/// the other.
class BandSearch {
 public:
  BandSearch(const std::vector<KnapsackItem>& items, std::int64_t least, std::int64_t most,
             const KnapsackOptions& options)
      : items_(items), least_(least), most_(most), options_(options) {
    best_.value = nothing;
    open_.push_back({.bound = std::numeric_limits<double>::infinity()});
  }

  KnapsackSolution run() {
    bool closed = true;
    std::size_t solved = 0;
    while (!open_.empty() && closed) {
      std::pop_heap(open_.begin(), open_.end(), has_smaller_bound);
      const KnapsackPart part = std::move(open_.back());
      open_.pop_back();
      bound_ = std::max(bound_, part.bound <= best_.value ? part.bound : nothing);
      if (part.bound <= best_.value) continue;
      closed = ++solved <= options_.most_band_splits;
      if (closed) {
        solve(part, solved == 1);
      } else {
        bound_ = std::max(bound_, part.bound);
      }
    }
    return finished(closed);
  }

 private:
  void solve(const KnapsackPart& part, bool is_root) {
    std::vector<KnapsackItem> rest = items_;
    std::int64_t weight = 0;
    double value = 0;
    for (const std::size_t h : part.in) {
      weight += items_[h].weight;
      value += items_[h].value;
      rest[h] = {};
    }
    for (const std::size_t h : part.out) rest[h] = {};
    if (weight > most_) return;
    KnapsackSolution solution =
        solve_binding(rest, std::max<std::int64_t>(0, least_ - weight), most_ - weight, options_);
    states_ += solution.states;
    parts_ += solution.parts;
    if (is_root) root_ = solution;
    const double bound = value + solution.upper_bound;
    stopped_ = stopped_ || solution.status == KnapsackStatus::state_limit;
    const std::int64_t total = weight + solution.weight;
    if (total < least_ || total > most_) return split(part, rest, bound);
    bound_ = std::max(bound_, bound);
    if (value + solution.value <= best_.value) return;
    for (const std::size_t h : part.in) solution.chosen[h] = true;
    best_ = std::move(solution);
    add_up_chosen(items_, best_);
  }

  void split(const KnapsackPart& part, const std::vector<KnapsackItem>& rest, double bound) {
    const auto heaviest = std::max_element(
        rest.begin(), rest.end(), [](const KnapsackItem& a, const KnapsackItem& b) { return a.weight < b.weight; });
    if (heaviest == rest.end() || heaviest->weight == 0) return;
    KnapsackPart with{.in = part.in, .out = part.out, .bound = std::min(bound, part.bound)};
    KnapsackPart without = with;
    with.in.push_back(static_cast<std::size_t>(heaviest - rest.begin()));
    without.out.push_back(with.in.back());
    for (KnapsackPart* child : {&with, &without}) {
      open_.push_back(std::move(*child));
      std::push_heap(open_.begin(), open_.end(), has_smaller_bound);
    }
  }

  KnapsackSolution finished(bool closed) {
    KnapsackSolution solution = std::move(best_);
    solution.states = states_;
    solution.parts = parts_;
    solution.linear_bound = root_.linear_bound;
    solution.cutoff = root_.cutoff;
    for (const KnapsackPart& part : open_) bound_ = std::max(bound_, part.bound);
    if (solution.value == nothing) {
      solution.status = KnapsackStatus::infeasible;
      solution.chosen.assign(items_.size(), false);
      solution.value = 0;
      return solution;
    }
    solution.status = closed && !stopped_ ? KnapsackStatus::optimal : KnapsackStatus::state_limit;
    solution.upper_bound = std::max(solution.value, bound_);
    return solution;
  }

  const std::vector<KnapsackItem>& items_;
  std::int64_t least_;
  std::int64_t most_;
  const KnapsackOptions& options_;
  std::vector<KnapsackPart> open_;
  KnapsackSolution best_;
  KnapsackSolution root_;
  double bound_ = nothing;  ///< of the parts that are closed
  bool stopped_ = false;
  std::size_t states_ = 0;
  std::size_t parts_ = 0;
};

}  // namespace

KnapsackSolution solve_band(const std::vector<KnapsackItem>& items, std::int64_t least, std::int64_t most,
                            const KnapsackOptions& options) {
  return BandSearch(items, least, most, options).run();
}

}  // namespace parley::numerics
