#pragma once

#include <cstdint>
#include <random>

namespace parley::market {

/// Whole numbers from a seed, the same with every standard library.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : engine_(seed) {}
  /// Evenly from 0 ... bound-1; values that would favour the small ones are drawn again.
  [[nodiscard]] std::uint64_t below(std::uint64_t bound) {
    const std::uint64_t limit = engine_.max() - engine_.max() % bound;
    std::uint64_t value = engine_();
    while (value >= limit) value = engine_();
    return value % bound;
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace parley::market
