#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parley/tariff/law/measure.hpp"

namespace parley::tariff {

/// One rate that applies to a line, ready to be stacked.
struct StackItem {
  std::size_t authority = 0;  ///< position in Stack::order
  RateKind kind = RateKind::add;
  double rate = 0;   ///< r, fraction
  double share = 1;  ///< s, of the line's trade; rules of the stack take from it
  double added = 0;  ///< set by stack_up: what it adds to the duty
  int rule = -1;     ///< set by stack_up: the rule that took from its share, or -1
};

/// A Stack with its authorities resolved to positions.
class StackOrder {
 public:
  /// Needs order, base and rules to name known authorities (read_measures checks), at most 64 of them.
  explicit StackOrder(const Stack& stack);

  [[nodiscard]] std::size_t position(std::string_view authority) const;

  /// Sets `added` of every item, which must stand in order of authority, and returns their sum, the duty t.
  ///
  ///     t_0 = 0;    t_k = t_(k-1) + s_k (r_k(t_(k-1)) - t_(k-1))
  ///
  /// Rules first: the loser's share becomes s (1 - winner's share), which is zero where the winner hits the whole line.
  /// Units  fractions.    Errors  none.    Cost  O(items * rules), no allocation.
  double stack_up(std::span<StackItem> items) const;

 private:
  struct Rule {
    StackRule::Action action;
    std::vector<std::size_t> when;
    std::uint64_t mask;
  };
  static void apply(const Rule& rule, int number, std::span<StackItem> items);

  std::vector<std::string> order_;
  std::uint64_t base_ = 0;
  std::vector<Rule> rules_;
};

}  // namespace parley::tariff
