#pragma once

#include <cmath>
#include <numbers>
#include <random>
#include <string>

#include "parley/market/event_study.hpp"

namespace parley::test {

/// Standard normal numbers, the same with every standard library (Box and Muller).
class Normals {
 public:
  explicit Normals(std::uint64_t seed) : engine_(seed) {}
  double operator()() {
    const double u = (static_cast<double>(engine_() >> 11) + 0.5) * 0x1p-53;
    const double v = static_cast<double>(engine_() >> 11) * 0x1p-53;
    return std::sqrt(-2 * std::log(u)) * std::cos(2 * std::numbers::pi * v);
  }

 private:
  std::mt19937_64 engine_;
};

inline std::vector<Date> weekdays(std::size_t count) {
  std::vector<Date> dates;
  for (int day = day_number({2017, 1, 2}); dates.size() < count; ++day) {
    if ((day + 3) % 7 < 5) dates.push_back(date_of(day));  // 1 January 1970 was a Thursday
  }
  return dates;
}

/// Members with betas about one and residuals that share a common part: correlation `shared` between any two.
inline market::ReturnData random_returns(std::size_t members, std::size_t days, double shared, Normals& normal) {
  market::ReturnData data{{.file = "random", .dates = weekdays(days)}, Array<market::Factor, market::Day>(1U, days)};
  data.returns.value = Array<market::Member, market::Day>(members, days);
  std::vector<double> beta;
  for (std::size_t m = 0; m < members; ++m) {
    data.returns.members.push_back("M" + std::to_string(m));
    beta.push_back(1 + 0.3 * normal());
  }
  for (std::size_t t = 0; t < days; ++t) {
    const double market = 0.01 * normal();
    const double common = std::sqrt(shared) * normal();
    data.factors(market::Factor(0), market::Day(t)) = market;
    for (std::size_t m = 0; m < members; ++m) {
      const double own = std::sqrt(1 - shared) * normal();
      data.returns.value(market::Member(m), market::Day(t)) = 0.0002 + beta[m] * market + 0.015 * (common + own);
    }
  }
  return data;
}

inline std::vector<market::Member> all_members(const market::ReturnData& data) {
  std::vector<market::Member> members;
  for (std::size_t m = 0; m < data.returns.members.size(); ++m) members.emplace_back(m);
  return members;
}

}  // namespace parley::test
