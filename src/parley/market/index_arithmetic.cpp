#include "parley/market/index_arithmetic.hpp"

#include <algorithm>
#include <stdexcept>

namespace parley::market {
namespace {

std::vector<double> weighted_sums(const DayTable& prices, const std::vector<double>& weights) {
  std::vector<double> sums(prices.dates.size(), 0.0);
  for (std::size_t t = 0; t < sums.size(); ++t) {
    for (const Member m : all<Member>(prices.members.size())) sums[t] += weights[m.value()] * prices.value(m, Day(t));
  }
  return sums;
}

}  // namespace

double share_regained(double high, double low, double later) {
  if (!(low < high)) throw std::invalid_argument("nothing was lost between the first and the second level");
  return (later - low) / (high - low);
}

std::vector<double> price_weighted(const DayTable& prices, double divisor) {
  if (!(divisor > 0)) throw std::invalid_argument("a divisor that is not above zero");
  std::vector<double> levels = weighted_sums(prices, std::vector<double>(prices.members.size(), 1.0));
  for (double& level : levels) level /= divisor;
  return levels;
}

std::vector<double> capitalisation_weighted(const DayTable& prices, const std::vector<double>& shares, double base) {
  if (shares.size() != prices.members.size()) throw std::invalid_argument("one number of shares per member");
  if (std::any_of(shares.begin(), shares.end(), [](double n) { return !(n >= 0); }))
    throw std::invalid_argument("a number of shares below zero");
  std::vector<double> levels = weighted_sums(prices, shares);
  if (levels.empty()) return levels;
  const double first = levels.front();
  for (double& level : levels) level *= base / first;
  return levels;
}

}  // namespace parley::market
