#pragma once

#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parley/equilibrium/certificate.hpp"

namespace parley {

/// The largest residual of an equation that a certificate allows, relative: ten times what a solve leaves by default.
constexpr double certificate_residual = 1e-10;

/// Keeps the largest violation and where it was; NaN counts as the largest.
///
/// Where an equation magnifies what is left of the solver's residual, gaps are compared, and allowed, by how much.
class WorstGap {
 public:
  void see(double gap, std::string_view first, std::string_view second = "") { see(gap, 1.0, first, second); }
  void see(double gap, double magnified, std::string_view first, std::string_view second = "") {
    if (std::abs(gap) / magnified <= value_ / magnified_ || std::isnan(value_)) return;
    value_ = std::abs(gap);
    magnified_ = magnified;
    where_ = std::string(first);
    if (!second.empty()) where_ += "," + std::string(second);
  }
  /// `tolerance` is for an equation that magnifies nothing.
  [[nodiscard]] Check check(std::string name, std::string claim, double tolerance) const {
    return {std::move(name), std::move(claim), value_, tolerance * magnified_, where_};
  }

 private:
  double value_ = 0.0;
  double magnified_ = 1.0;
  std::string where_;
};

/// The checks of one solution that look at it alone: positivity, every equation, market clearing, Walras, adding up.
[[nodiscard]] std::vector<Check> checks_of_equations(const Baseline& baseline, const Shock& shock,
                                                     const Equilibrium& equilibrium);

}  // namespace parley
