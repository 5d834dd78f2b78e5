#include "parley/base/vector_kernels.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <limits>

// One body, three machine codes. Sanitizers instrument the resolver that picks one before they are ready for it.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define PARLEY_FOR_EACH_MACHINE __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define PARLEY_FOR_EACH_MACHINE
#endif
#define PARLEY_INLINE [[gnu::always_inline]] inline

namespace parley {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// exp(x) = 2^k exp(r), |r| <= ln(2)/2, exp(r) by its Taylor series to r^13 (the next term is below 1e-17).
PARLEY_INLINE double exponential(double x) {
  constexpr double rounder = 0x1.8p52;  // adding it rounds to an integer and leaves that in the low bits
  constexpr double ln2_high = 0x1.62e42fefa0000p-1;
  constexpr double ln2_low = 0x1.cf79abc9e3b39p-40;
  const double shifted = x * 0x1.71547652b82fep0 + rounder;
  const double k = shifted - rounder;
  const double r = (x - k * ln2_high) - k * ln2_low;
  const double r2 = r * r;
  const double r4 = r2 * r2;
  const double low = (1.0 / 2 + r * (1.0 / 6)) + r2 * (1.0 / 24 + r * (1.0 / 120));
  const double middle = (1.0 / 720 + r * (1.0 / 5040)) + r2 * (1.0 / 40320 + r * (1.0 / 362880));
  const double high = (1.0 / 3628800 + r * (1.0 / 39916800)) + r2 * (1.0 / 479001600 + r * (1.0 / 6227020800.0));
  const double series = 1.0 + (r + r2 * (low + r4 * (middle + r4 * high)));
  const double scale = std::bit_cast<double>((std::bit_cast<std::uint64_t>(shifted) + 1023) << 52);
  const double value = series * scale;
  const double bounded = x > 709.0 ? infinity : value;
  return x < -708.0 ? 0.0 : bounded;
}

/// x = 2^k (1+f), 1+f within a factor sqrt(2) of one; ln(1+f) = f - s (f - R), s = f/(2+f), R the series of
/// 2 artanh(s)/s - 2 to s^20.
PARLEY_INLINE double logarithm(double x) {
  constexpr std::uint64_t root_half = 0x3fe6a09e667f3bcd;
  constexpr double ln2_high = 0x1.62e42fefa0000p-1;
  constexpr double ln2_low = 0x1.cf79abc9e3b39p-40;
  const std::uint64_t moved = std::bit_cast<std::uint64_t>(x) + (0x3ff0000000000000 - root_half);
  const double k = std::bit_cast<double>((moved >> 52) | 0x4330000000000000) - (0x1p52 + 1023.0);
  const double f = std::bit_cast<double>((moved & 0x000fffffffffffff) + root_half) - 1.0;
  const double s = f / (2.0 + f);
  const double z = s * s;
  const double z2 = z * z;
  const double z4 = z2 * z2;
  const double low = (2.0 / 3 + z * (2.0 / 5)) + z2 * (2.0 / 7 + z * (2.0 / 9));
  const double middle = (2.0 / 11 + z * (2.0 / 13)) + z2 * (2.0 / 15 + z * (2.0 / 17));
  const double high = 2.0 / 19 + z * (2.0 / 21);
  const double series = z * (low + z4 * (middle + z4 * high));
  const double value = k * ln2_high + (f - (s * (f - series) - k * ln2_low));
  const double bounded = x < infinity ? value : x;
  const double defined = x >= std::numeric_limits<double>::min() ? bounded : -infinity;
  return x >= 0.0 ? defined : std::numeric_limits<double>::quiet_NaN();
}

/// Eight doubles or sixteen floats: one register, two or four, by the machine.
template <class Number>
struct Lanes {
  static constexpr std::size_t count = 64 / sizeof(Number);
  typedef Number Type __attribute__((vector_size(64)));
  PARLEY_INLINE static void load(const Number* from, Type& to) { std::memcpy(&to, from, sizeof(Type)); }
};

/// As many as leave registers free where one block takes two of sixteen.
constexpr std::size_t most_blocks = 6;

template <std::size_t blocks, class Number>
PARLEY_INLINE void sum_of_rows_at(std::span<const Number> weights, const Number* matrix, std::size_t stride,
                                  const std::size_t* at, Number* out) {
  typename Lanes<Number>::Type sum[blocks] = {};
  for (std::size_t r = 0; r < weights.size(); ++r) {
    for (std::size_t b = 0; b < blocks; ++b) {
      typename Lanes<Number>::Type row;
      Lanes<Number>::load(matrix + r * stride + at[b], row);
      sum[b] += weights[r] * row;
    }
  }
  for (std::size_t b = 0; b < blocks; ++b) std::memcpy(out + at[b], &sum[b], sizeof(sum[b]));
}

/// Blocks of columns, the last one overlapping its neighbour: a column's sum does not depend on its block.
template <class Number>
PARLEY_INLINE void sum_of_rows_by_blocks(std::span<const Number> weights, const Number* matrix, std::size_t stride,
                                         std::span<Number> out) {
  constexpr std::size_t width = Lanes<Number>::count;
  const std::size_t columns = out.size();
  if (columns < width) {
    for (std::size_t c = 0; c < columns; ++c) {
      Number sum = 0;
      for (std::size_t r = 0; r < weights.size(); ++r) sum += weights[r] * matrix[r * stride + c];
      out[c] = sum;
    }
    return;
  }
  for (std::size_t first = 0; first < columns; first += most_blocks * width) {
    std::size_t at[most_blocks];
    std::size_t blocks = 0;
    for (; blocks < most_blocks && first + blocks * width < columns; ++blocks)
      at[blocks] = std::min(first + blocks * width, columns - width);
    if (blocks == 6) sum_of_rows_at<6>(weights, matrix, stride, at, out.data());
    if (blocks == 5) sum_of_rows_at<5>(weights, matrix, stride, at, out.data());
    if (blocks == 4) sum_of_rows_at<4>(weights, matrix, stride, at, out.data());
    if (blocks == 3) sum_of_rows_at<3>(weights, matrix, stride, at, out.data());
    if (blocks == 2) sum_of_rows_at<2>(weights, matrix, stride, at, out.data());
    if (blocks == 1) sum_of_rows_at<1>(weights, matrix, stride, at, out.data());
  }
}

template <class Number>
PARLEY_INLINE Number sum_of_lanes(const typename Lanes<Number>::Type& lanes) {
  Number part[Lanes<Number>::count];
  std::memcpy(part, &lanes, sizeof(lanes));
  for (std::size_t half = Lanes<Number>::count / 2; half > 0; half /= 2) {
    for (std::size_t l = 0; l < half; ++l) part[l] += part[l + half];
  }
  return part[0];
}

/// `rest` holds the weights of the last block, zero where an earlier block has counted the column.
template <std::size_t rows, class Number>
PARLEY_INLINE void row_products_of(const Number* matrix, std::size_t stride, std::span<const Number> weights,
                                   const typename Lanes<Number>::Type& rest, Number* out) {
  constexpr std::size_t width = Lanes<Number>::count;
  const std::size_t columns = weights.size();
  typename Lanes<Number>::Type sum[rows] = {};
  typename Lanes<Number>::Type row;
  for (std::size_t c = 0; c + width <= columns; c += width) {
    typename Lanes<Number>::Type weight;
    Lanes<Number>::load(weights.data() + c, weight);
    for (std::size_t r = 0; r < rows; ++r) {
      Lanes<Number>::load(matrix + r * stride + c, row);
      sum[r] += row * weight;
    }
  }
  for (std::size_t r = 0; r < rows; ++r) {
    Lanes<Number>::load(matrix + r * stride + columns - width, row);
    sum[r] += row * rest;
    out[r] = sum_of_lanes<Number>(sum[r]);
  }
}

template <class Number>
PARLEY_INLINE void row_products_by_fours(const Number* matrix, std::size_t stride, std::span<const Number> weights,
                                         std::span<Number> out) {
  constexpr std::size_t width = Lanes<Number>::count;
  const std::size_t columns = weights.size();
  if (columns < width) {
    for (std::size_t r = 0; r < out.size(); ++r) {
      Number sum = 0;
      for (std::size_t c = 0; c < columns; ++c) sum += matrix[r * stride + c] * weights[c];
      out[r] = sum;
    }
    return;
  }
  Number last[width] = {};
  const std::size_t counted = columns - columns % width;
  for (std::size_t c = counted; c < columns; ++c) last[c + width - columns] = weights[c];
  typename Lanes<Number>::Type rest;
  Lanes<Number>::load(last, rest);
  std::size_t r = 0;
  for (; r + 4 <= out.size(); r += 4) row_products_of<4>(matrix + r * stride, stride, weights, rest, &out[r]);
  for (; r < out.size(); ++r) row_products_of<1>(matrix + r * stride, stride, weights, rest, &out[r]);
}

}  // namespace

PARLEY_FOR_EACH_MACHINE void exp_all(std::span<const double> in, std::span<double> out) {
  const double* from = in.data();
  double* to = out.data();
  for (std::size_t k = 0; k < in.size(); ++k) to[k] = exponential(from[k]);
}

PARLEY_FOR_EACH_MACHINE void log_all(std::span<const double> in, std::span<double> out) {
  const double* from = in.data();
  double* to = out.data();
  for (std::size_t k = 0; k < in.size(); ++k) to[k] = logarithm(from[k]);
}

PARLEY_FOR_EACH_MACHINE void sum_of_rows(std::span<const double> weights, const double* matrix, std::span<double> out) {
  sum_of_rows_by_blocks(weights, matrix, out.size(), out);
}

PARLEY_FOR_EACH_MACHINE void row_products(const double* matrix, std::span<const double> weights,
                                          std::span<double> out) {
  row_products_by_fours(matrix, weights.size(), weights, out);
}

PARLEY_FOR_EACH_MACHINE void sum_of_rows(std::span<const float> weights, const float* matrix, std::size_t stride,
                                         std::span<float> out) {
  sum_of_rows_by_blocks(weights, matrix, stride, out);
}

PARLEY_FOR_EACH_MACHINE void row_products(const float* matrix, std::size_t stride, std::span<const float> weights,
                                          std::span<float> out) {
  row_products_by_fours(matrix, stride, weights, out);
}

const char* vector_unit() {
#if defined(__x86_64__) && defined(__GNUC__)
  if (__builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512dq") != 0) return "avx512";
  if (__builtin_cpu_supports("avx2") != 0) return "avx2";
#endif
  return "sse2";
}

}  // namespace parley
