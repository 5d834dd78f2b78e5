#pragma once

#include <cmath>

namespace parley::test {

/// A number with its derivative with respect to one input: a + b e with e e = 0.
struct Dual {
  double value = 0;
  double slope = 0;
  Dual() = default;
  Dual(double a) : value(a) {}  // NOLINT(google-explicit-constructor): constants mix freely with duals
  Dual(double a, double b) : value(a), slope(b) {}
};

inline Dual operator+(Dual a, Dual b) { return {a.value + b.value, a.slope + b.slope}; }
inline Dual operator-(Dual a, Dual b) { return {a.value - b.value, a.slope - b.slope}; }
inline Dual operator*(Dual a, Dual b) { return {a.value * b.value, a.slope * b.value + a.value * b.slope}; }
inline Dual operator/(Dual a, Dual b) {
  const double quotient = a.value / b.value;
  return {quotient, (a.slope - quotient * b.slope) / b.value};
}
inline Dual& operator+=(Dual& a, Dual b) { return a = a + b; }
inline Dual& operator-=(Dual& a, Dual b) { return a = a - b; }
inline Dual exp(Dual a) { return {std::exp(a.value), std::exp(a.value) * a.slope}; }
inline Dual log(Dual a) { return {std::log(a.value), a.slope / a.value}; }

/// How far two numbers are apart, derivatives included.
inline double distance(double a, double b) { return std::abs(a - b); }
inline double distance(Dual a, Dual b) { return std::abs(a.value - b.value) + std::abs(a.slope - b.slope); }

}  // namespace parley::test
