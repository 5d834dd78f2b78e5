#pragma once

#include <cstddef>
#include <span>

namespace parley {

// Loops over many doubles, written so that every x86-64 machine returns the same bits: each is compiled for several
// vector widths and chosen when the program starts, no width may fuse a product with a sum, and every sum has a fixed
// order that the width cannot change.

/// exp of every element, within 2 units in the last place; exp(0) is exactly 1.
///
/// Above 709 the result is infinite, below -708 it is zero; NaN stays NaN. `in` and `out` may be the same.
void exp_all(std::span<const double> in, std::span<double> out);

/// Natural logarithm of every element, within 2 units in the last place; ln(1) is exactly 0.
///
/// Zero and subnormal numbers give minus infinity, negative ones NaN. `in` and `out` may be the same.
void log_all(std::span<const double> in, std::span<double> out);

/// out[c] = sum_r weights[r] matrix[r, c], row-major; the sum runs in the order of the rows.
void sum_of_rows(std::span<const double> weights, const double* matrix, std::span<double> out);

/// out[r] = sum_c matrix[r, c] weights[c], row-major; eight partial sums, then one.
void row_products(const double* matrix, std::span<const double> weights, std::span<double> out);

/// The same two for matrices in single precision with rows `stride` apart, for preconditioners.
void sum_of_rows(std::span<const float> weights, const float* matrix, std::size_t stride, std::span<float> out);
void row_products(const float* matrix, std::size_t stride, std::span<const float> weights, std::span<float> out);

/// The widest vector unit that the loops above use here: "avx512", "avx2" or "sse2".
[[nodiscard]] const char* vector_unit();

}  // namespace parley
