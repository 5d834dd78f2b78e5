#include "parley/numerics/dense_factor.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <utility>
#include <vector>

namespace parley::numerics {
namespace {

std::vector<double> drawn(std::size_t count, unsigned seed) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> level(-1, 1);
  std::vector<double> values(count);
  for (double& value : values) value = level(random);
  return values;
}

/// A x, or A' x, row by row.
std::vector<double> product(const std::vector<double>& matrix, const std::vector<double>& x, bool is_transposed) {
  std::vector<double> result(x.size(), 0.0);
  for (std::size_t row = 0; row < x.size(); ++row) {
    for (std::size_t column = 0; column < x.size(); ++column) {
      const double cell = matrix[row * x.size() + column];
      if (is_transposed) {
        result[column] += cell * x[row];
      } else {
        result[row] += cell * x[column];
      }
    }
  }
  return result;
}

TEST(DenseFactor, UndoesAProductWithTheMatrixAndWithItsTranspose) {
  for (const std::size_t size : {1U, 2U, 5U, 23U}) {
    const std::vector<double> matrix = drawn(size * size, static_cast<unsigned>(size));
    const std::vector<double> x = drawn(size, 7);
    DenseFactor factor(size);
    factor.factor(matrix);
    std::vector<double> found = product(matrix, x, false);
    factor.solve(found);
    for (std::size_t k = 0; k < size; ++k) EXPECT_NEAR(found[k], x[k], 1e-10) << size;
    found = product(matrix, x, true);
    factor.solve_transposed(found);
    for (std::size_t k = 0; k < size; ++k) EXPECT_NEAR(found[k], x[k], 1e-10) << size;
  }
}

TEST(DenseFactor, SolvesWhereRowsMustChangePlaces) {
  // No pivot on the diagonal: x is (3, 1, 2) shifted.
  const std::vector<double> shift{0, 1, 0, 0, 0, 1, 1, 0, 0};
  DenseFactor factor(3);
  factor.factor(shift);
  std::vector<double> x{1, 2, 3};
  factor.solve(x);
  EXPECT_EQ(x, (std::vector<double>{3, 1, 2}));
  x = {1, 2, 3};
  factor.solve_transposed(x);
  EXPECT_EQ(x, (std::vector<double>{2, 3, 1}));
}

TEST(DenseFactor, KeepsTheLastMatrixWhenItMoves) {
  DenseFactor first(2);
  first.factor(std::vector<double>{1, 0, 0, 1});
  first.factor(std::vector<double>{2, 0, 0, 4});
  DenseFactor moved = std::move(first);
  std::vector<double> x{2, 2};
  moved.solve(x);
  EXPECT_EQ(x, (std::vector<double>{1, 0.5}));
}

TEST(DenseFactor, OfASingularMatrixGivesNothingFinite) {
  DenseFactor factor(2);
  factor.factor(std::vector<double>{1, 2, 2, 4});
  std::vector<double> x{1, 1};
  factor.solve(x);
  EXPECT_FALSE(std::isfinite(x[0]) && std::isfinite(x[1]));
}

}  // namespace
}  // namespace parley::numerics
