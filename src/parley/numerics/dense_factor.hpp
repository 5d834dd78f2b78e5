#pragma once

#include <memory>
#include <span>

namespace parley::numerics {

/// A small dense square matrix, factored with partial pivoting and solved with many times.
///
/// Allocates in the constructor only. A singular matrix gives results that are not finite.
class DenseFactor {
 public:
  explicit DenseFactor(std::size_t size);
  DenseFactor(DenseFactor&&) noexcept;
  DenseFactor& operator=(DenseFactor&&) noexcept;
  ~DenseFactor();

  /// `matrix` row by row.
  void factor(std::span<const double> matrix);
  /// x := A^-1 x
  void solve(std::span<double> x);
  /// x := A'^-1 x
  void solve_transposed(std::span<double> x);

 private:
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

}  // namespace parley::numerics
