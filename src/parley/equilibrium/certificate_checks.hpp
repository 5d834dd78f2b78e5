#pragma once

#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parley/equilibrium/certificate.hpp"

namespace parley {

/// The largest residual of an equation that a certificate allows, relative.
constexpr double certificate_residual = 1e-10;

/// Keeps the largest violation and where it was; NaN counts as the largest.
class WorstGap {
 public:
  void see(double gap, std::string_view first, std::string_view second = "") {
    if (std::abs(gap) <= value_ || std::isnan(value_)) return;
    value_ = std::abs(gap);
    where_ = std::string(first);
    if (!second.empty()) where_ += "," + std::string(second);
  }
  [[nodiscard]] Check check(std::string name, std::string claim, double tolerance) const {
    return {std::move(name), std::move(claim), value_, tolerance, where_};
  }

 private:
  double value_ = 0.0;
  std::string where_;
};

/// The checks of one solution that look at it alone: positivity, every equation, market clearing, Walras, adding up.
[[nodiscard]] std::vector<Check> checks_of_equations(const Baseline& baseline, const Shock& shock,
                                                     const Equilibrium& equilibrium);

}  // namespace parley
