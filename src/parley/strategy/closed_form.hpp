#pragma once

#include <vector>

#include "parley/strategy/game.hpp"

namespace parley::strategy {

/// The tariffs that make slopes zero with shares and multipliers held, in any model whose demand has a constant
/// elasticity.
///
/// With y = 1/(1+t) of a group g, the slope of the objective in its ln(1+t) and the value K of a market are linear:
///
///     slope_g = sum_{cells of g} share K - (theta + 1) worth y_g
///     K       = what other sellers add + sum_{chosen cells of the market} theta worth y
///
/// share: of the market's spending, tariffs included; worth: shadow value of the cell's trade before the tariff is taken
/// off, negative where the tariff is worth its while; theta = sigma - 1. Solved by Newton steps on each K, whose own
/// derivative is at most theta / (theta + 1) times the chosen share of spending. Keeps its memory from use to use.
class ClosedForm {
 public:
  struct Cell {
    std::size_t market;
    double theta, share, worth;
  };

  void clear(std::size_t markets);
  [[nodiscard]] bool is_valued(std::size_t market) const { return is_valued_[market] != 0; }
  /// K at the present policy.
  void set_value(std::size_t market, double value);
  void add_group(double policy, const Instrument& instrument);
  /// To the last group.
  void add_cell(const Cell& cell);

  void solve();
  [[nodiscard]] double slope(std::size_t group) const { return groups_[group].slope; }
  /// ln(1+t), within the instrument's bounds.
  [[nodiscard]] double answer(std::size_t group) const;

 private:
  struct Group {
    double start, lowest, highest;  ///< y at the policy, and how far it may go
    std::size_t first, last;        ///< cells
    double y, slope;
    double response;  ///< dy / d(sum share K); zero where y is held
    double share;     ///< of all cells
    bool is_one_market;
  };
  [[nodiscard]] double slope_of(const Group& group) const;
  void answer_group(Group& group) const;
  void update_values();

  std::vector<char> is_valued_;
  std::vector<double> value_, held_, next_, response_;
  std::vector<Cell> cells_;
  std::vector<Group> groups_;
};

}  // namespace parley::strategy
