#include "parley/numerics/knapsack.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "parley/numerics/knapsack_part.hpp"

namespace parley::numerics {
namespace {

constexpr double nothing = -std::numeric_limits<double>::infinity();

/// A choice among the core's items, the others as in the greedy choice.
struct State {
  std::int64_t weight;
  double value;
  std::uint32_t node;  ///< last deviation from the greedy choice
};

/// One deviation from the greedy choice and the one before it; node 0 is the greedy choice itself.
struct Node {
  std::uint32_t before;
  std::uint32_t item;  ///< position in the order
};

/// Items that are still open, dearest per weight first, and where filling them in order breaks off.
struct Order {
  std::vector<std::size_t> item;  ///< position -> item
  std::vector<KnapsackItem> at;
  std::size_t break_position = 0;  ///< the first that does not fit when filled in order
  std::int64_t weight = 0;         ///< of those before it
  double value = 0;
};

double per_weight(const KnapsackItem& item) { return item.value / static_cast<double>(item.weight); }

/// The items worth having, dearest per weight first.
std::vector<std::size_t> by_efficiency(const std::vector<KnapsackItem>& items) {
  std::vector<std::size_t> sorted;
  for (std::size_t h = 0; h < items.size(); ++h) {
    if (items[h].value > 0 && items[h].weight > 0) sorted.push_back(h);
  }
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&](std::size_t a, std::size_t b) { return per_weight(items[a]) > per_weight(items[b]); });
  return sorted;
}

Order order_of(const std::vector<KnapsackItem>& items, const std::vector<std::size_t>& sorted,
               const KnapsackPart& part) {
  std::vector<bool> decided(items.size(), false);
  for (const std::size_t h : part.in) decided[h] = true;
  for (const std::size_t h : part.out) decided[h] = true;
  Order order;
  for (const std::size_t h : sorted) {
    if (decided[h] || items[h].weight > part.capacity) continue;
    order.item.push_back(h);
    order.at.push_back(items[h]);
  }
  while (order.break_position < order.at.size() &&
         order.weight + order.at[order.break_position].weight <= part.capacity) {
    order.weight += order.at[order.break_position].weight;
    order.value += order.at[order.break_position].value;
    ++order.break_position;
  }
  return order;
}

bool breaks_off(const Order& order) { return order.break_position < order.at.size(); }

/// The value with a fraction of the item at which the filling breaks off.
double linear_bound(const Order& order, const KnapsackPart& part) {
  if (!breaks_off(order)) return part.value + order.value;
  return part.value + order.value +
         static_cast<double>(part.capacity - order.weight) * per_weight(order.at[order.break_position]);
}

/// The growing core: positions [first, last) have been decided either way in some state.
class Core {
 public:
  /// `known` is the value of a choice elsewhere: what is not better by more than `slack` is given up.
  Core(const Order& order, std::int64_t capacity, double known, double slack)
      : order_(order), capacity_(capacity), known_(known), slack_(slack), first_(order.break_position), last_(first_) {
    nodes_.push_back({0, 0});
    states_.push_back({order.weight, order.value, 0});
    keep_best(states_.back());
    complete(states_.back());
  }

  /// True where every state has been given up, so that the best is optimal.
  bool search(std::size_t most_states) {
    bool up = true;
    while (!states_.empty() && (first_ > 0 || last_ < order_.at.size())) {
      if ((up && last_ < order_.at.size()) || first_ == 0) {
        extend(order_.at[last_], static_cast<std::uint32_t>(last_), +1);
        ++last_;
      } else {
        --first_;
        extend(order_.at[first_], static_cast<std::uint32_t>(first_), -1);
      }
      up = !up;
      prune();
      if (const State* state = most_promising()) complete(*state);
      if (made_ > most_states) return false;
    }
    return true;
  }

  [[nodiscard]] double best_value() const { return best_.value; }
  [[nodiscard]] std::size_t state_count() const { return made_; }
  /// Largest value that a choice given up or still open can have.
  [[nodiscard]] double upper_bound() const {
    double bound = std::max(best_.value, given_up_);
    for (const State& state : states_) bound = std::max(bound, bound_of(state));
    return bound;
  }
  /// The positions chosen in the best state.
  [[nodiscard]] std::vector<bool> best_choice() const {
    std::vector<bool> chosen(order_.at.size(), false);
    std::fill(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(order_.break_position), true);
    for (std::uint32_t node = best_.node; node != 0; node = nodes_[node].before) chosen[nodes_[node].item].flip();
    for (const std::size_t position : completion_) chosen[position] = true;
    return chosen;
  }

 private:
  void keep_best(const State& state) {
    if (state.weight > capacity_ || state.value <= best_.value) return;
    best_ = state;
    completion_.clear();
  }

  /// Fills a state's room with the items beyond the core, in order, as they fit: small ones pack what large ones leave.
  void complete(const State& state) {
    if (state.weight > capacity_) return;
    std::int64_t room = capacity_ - state.weight;
    double value = state.value;
    trial_.clear();
    for (std::size_t at = last_; at < order_.at.size() && room > 0; ++at) {
      if (order_.at[at].weight > room) continue;
      room -= order_.at[at].weight;
      value += order_.at[at].value;
      trial_.push_back(at);
    }
    if (value <= best_.value) return;
    best_ = {capacity_ - room, value, state.node};
    completion_ = trial_;
  }

  [[nodiscard]] const State* most_promising() const {
    const State* best = nullptr;
    double bound = nothing;
    for (const State& state : states_) {
      if (state.weight > capacity_ || bound_of(state) <= bound) continue;
      bound = bound_of(state);
      best = &state;
    }
    return best;
  }

  /// Linear relaxation over the items outside the core.
  [[nodiscard]] double bound_of(const State& state) const {
    const double room = static_cast<double>(capacity_ - state.weight);
    if (room >= 0) {
      return state.value + (last_ < order_.at.size() ? room * per_weight(order_.at[last_]) : 0.0);
    }
    // Too heavy: something before the core must go, at the core's price at best.
    return first_ > 0 ? state.value + room * per_weight(order_.at[first_ - 1]) : nothing;
  }

  /// Every state with and without one more item; of two states the lighter and dearer makes the other needless.
  void extend(const KnapsackItem& item, std::uint32_t position, int sign) {
    merged_.clear();
    const std::int64_t weight = sign * item.weight;
    const double value = sign * item.value;
    std::size_t same = 0;
    std::size_t moved = 0;
    while (same < states_.size() || moved < states_.size()) {
      const bool take_same =
          moved == states_.size() || (same < states_.size() && states_[same].weight <= states_[moved].weight + weight);
      if (take_same) {
        add(states_[same++]);
      } else {
        State state{states_[moved].weight + weight, states_[moved].value + value, states_[moved].node};
        ++moved;
        if (dominated(state)) continue;
        nodes_.push_back({state.node, position});
        state.node = static_cast<std::uint32_t>(nodes_.size() - 1);
        ++made_;
        add(state);
        keep_best(state);
      }
    }
    states_.swap(merged_);
  }

  [[nodiscard]] bool dominated(const State& state) const {
    return !merged_.empty() && merged_.back().value >= state.value;
  }

  /// States come by weight; a heavier one stays only if it is dearer.
  void add(const State& state) {
    if (dominated(state)) return;
    while (!merged_.empty() && merged_.back().weight == state.weight) merged_.pop_back();
    merged_.push_back(state);
  }

  void prune() {
    const double enough = std::max(best_.value, known_) + slack_;
    std::erase_if(states_, [&](const State& state) {
      const double bound = bound_of(state);
      if (bound > enough) return false;
      given_up_ = std::max(given_up_, bound);
      return true;
    });
  }

  const Order& order_;
  std::int64_t capacity_;
  double known_;
  double slack_;
  std::size_t first_;
  std::size_t last_;
  std::vector<State> states_;
  std::vector<State> merged_;
  std::vector<Node> nodes_;
  State best_{0, nothing, 0};
  std::vector<std::size_t> completion_;  ///< positions beyond the core that the best takes too
  std::vector<std::size_t> trial_;
  double given_up_ = nothing;
  std::size_t made_ = 1;
};

/// Parts by bound, each searched by its own core.
struct Search {
  const std::vector<KnapsackItem>& items;
  const KnapsackOptions& options;
  std::vector<std::size_t> sorted;
  std::vector<KnapsackPart> open;  ///< a heap, the largest bound first
  std::vector<std::size_t> best;
  double best_value = nothing;
  double given_up = nothing;
  double root_bound = 0;
  double cutoff = 0;
  std::size_t states = 0;
  std::size_t parts = 0;

  Search(const std::vector<KnapsackItem>& all, std::int64_t capacity, const KnapsackOptions& chosen_options)
      : items(all), options(chosen_options), sorted(by_efficiency(all)) {
    KnapsackPart root{.capacity = capacity};
    const Order order = order_of(items, sorted, root);
    root_bound = root.bound = linear_bound(order, root);
    cutoff = breaks_off(order) ? per_weight(order.at[order.break_position]) : 0;
    open.push_back(std::move(root));
  }

  [[nodiscard]] double slack() const {
    return std::isfinite(best_value) ? options.relative_gap * std::abs(best_value) : 0;
  }

  /// True where every part has been closed.
  bool run() {
    while (!open.empty()) {
      if (states > options.most_states) return false;
      std::pop_heap(open.begin(), open.end(), has_smaller_bound);
      const KnapsackPart part = std::move(open.back());
      open.pop_back();
      if (part.bound <= best_value + slack()) {
        given_up = std::max(given_up, part.bound);
        continue;
      }
      search(part);
    }
    return true;
  }

  void search(const KnapsackPart& part) {
    const Order order = order_of(items, sorted, part);
    Core core(order, part.capacity, best_value - part.value, slack());
    const bool closed = core.search(options.most_states_per_part);
    states += core.state_count();
    ++parts;
    if (part.value + core.best_value() > best_value) {
      best_value = part.value + core.best_value();
      best = part.in;
      const std::vector<bool> choice = core.best_choice();
      for (std::size_t at = 0; at < choice.size(); ++at) {
        if (choice[at]) best.push_back(order.item[at]);
      }
    }
    if (closed) {
      given_up = std::max(given_up, part.value + core.upper_bound());
    } else {
      split(part, order);
    }
  }

  /// The heaviest item that may still go either way: whose change of side costs the relaxation less than the gap.
  [[nodiscard]] std::size_t splitting_item(const KnapsackPart& part, const Order& order) const {
    const double price = per_weight(order.at[order.break_position]);
    const double gap = linear_bound(order, part) - best_value;
    std::size_t heaviest = order.break_position;
    for (std::size_t at = 0; at < order.at.size(); ++at) {
      const double loss = std::abs(order.at[at].value - price * static_cast<double>(order.at[at].weight));
      if (loss <= gap && order.at[at].weight > order.at[heaviest].weight) heaviest = at;
    }
    return order.item[heaviest];
  }

  void split(const KnapsackPart& part, const Order& order) {
    const std::size_t item = splitting_item(part, order);
    KnapsackPart with = part;
    with.in.push_back(item);
    with.capacity -= items[item].weight;
    with.value += items[item].value;
    KnapsackPart without = part;
    without.out.push_back(item);
    for (KnapsackPart* child : {&with, &without}) {
      child->bound = std::min(part.bound, linear_bound(order_of(items, sorted, *child), *child));
      open.push_back(std::move(*child));
      std::push_heap(open.begin(), open.end(), has_smaller_bound);
    }
  }

  [[nodiscard]] double upper_bound() const {
    double bound = std::max(best_value, given_up);
    for (const KnapsackPart& part : open) bound = std::max(bound, part.bound);
    return bound;
  }
};

}  // namespace

/// Value and weight of what is chosen, summed in the items' own order.
void add_up_chosen(const std::vector<KnapsackItem>& items, KnapsackSolution& solution) {
  solution.value = 0;
  solution.weight = 0;
  for (std::size_t h = 0; h < items.size(); ++h) {
    if (!solution.chosen[h]) continue;
    solution.value += items[h].value;
    solution.weight += items[h].weight;
  }
}

double KnapsackSolution::gap() const {
  const double difference = std::max(0.0, upper_bound - value);
  return difference == 0 ? 0 : difference / std::abs(value);
}

KnapsackSolution solve_knapsack(const std::vector<KnapsackItem>& items, std::int64_t capacity,
                                const KnapsackOptions& options) {
  KnapsackSolution solution;
  solution.chosen.assign(items.size(), false);
  if (capacity < 0) return solution;
  Search search(items, capacity, options);
  solution.status = search.run() ? KnapsackStatus::optimal : KnapsackStatus::state_limit;
  for (const std::size_t h : search.best) solution.chosen[h] = true;
  double weightless = 0;
  for (std::size_t h = 0; h < items.size(); ++h) {
    if (items[h].weight > 0 || items[h].value <= 0) continue;
    solution.chosen[h] = true;
    weightless += items[h].value;
  }
  solution.upper_bound = search.upper_bound() + weightless;
  solution.linear_bound = search.root_bound + weightless;
  solution.cutoff = search.cutoff;
  solution.states = search.states;
  solution.parts = search.parts;
  add_up_chosen(items, solution);
  solution.upper_bound = std::max(solution.upper_bound, solution.value);
  return solution;
}

}  // namespace parley::numerics
