#pragma once

#include <limits>
#include <string>
#include <vector>

namespace parley::report {

/// Values to positions along one axis of a drawing: the lowest value at `begin`, the highest at `end`.
class Axis {
 public:
  Axis(double begin, double end) : begin_(begin), end_(end) {}
  /// Stretches the axis to a value; one that is not finite has no place on it.
  void include(double value);
  /// Widens the axis to its outermost round ticks, at most so many; a single value gets room on both sides.
  void settle(std::size_t most_ticks);

  [[nodiscard]] double at(double value) const;
  /// Where `settle` put the ticks; empty before.
  [[nodiscard]] const std::vector<double>& ticks() const { return ticks_; }
  /// A tick in the digits that tell it from its neighbours.
  [[nodiscard]] std::string words(double tick) const;
  [[nodiscard]] bool holds_zero() const { return lowest_ <= 0 && highest_ >= 0; }

 private:
  double begin_, end_;
  double lowest_ = std::numeric_limits<double>::infinity();
  double highest_ = -std::numeric_limits<double>::infinity();
  std::vector<double> ticks_;
};

}  // namespace parley::report
