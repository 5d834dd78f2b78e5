#pragma once

#include <string>
#include <vector>

#include "parley/economy/baseline.hpp"

namespace parley::data {

/// One property of a baseline folder that was checked.
struct BaselineCheck {
  std::string name;
  double value = 0;  ///< the largest violation
  double tolerance = 0;
  std::string where;                                               ///< "CHN,ELE"; may be empty
  [[nodiscard]] bool holds() const { return value <= tolerance; }  // NaN does not hold
};

/// Row, column and absorption identities, positive value added, tariffs within [0, 4], world deficits that sum to zero.
///
///     Y = sum_n F,  Y = VA + sum_k g Y,   sum_i pi = 1,   X = alpha I + sum_k g Y,   sum_n D = 0;   relative, 1e-9
///
/// The sum of deficits is held against the world's trade across borders, other gaps against their own side.
///
/// The accounts were compared cell by cell when the folder was read.
[[nodiscard]] std::vector<BaselineCheck> check_baseline(const Baseline& baseline);

}  // namespace parley::data
