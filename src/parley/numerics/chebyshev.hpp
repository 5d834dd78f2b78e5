#pragma once

#include <cstddef>
#include <vector>

namespace parley::numerics {

/// Points, integration weights and differentiation matrix of a polynomial through intervals + 1 Chebyshev points on [0, 1].
///
///     point[k] = (1 - cos(k pi / m)) / 2;   integral of f = sum_k weight[k] f(point[k])
///     f'(point[k]) = sum_l derivative[k (m+1) + l] f(point[l])
///
/// Both converge geometrically for analytic f. Source  Trefethen (2000), Spectral Methods in MATLAB, chapters 6 and 12.
struct ChebyshevRule {
  std::vector<double> point;
  std::vector<double> weight;
  std::vector<double> derivative;
};
/// Errors  std::invalid_argument for fewer than two or an odd number of intervals.
[[nodiscard]] ChebyshevRule chebyshev_rule(std::size_t intervals);

}  // namespace parley::numerics
