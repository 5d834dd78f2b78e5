#include "parley/market/model_against_market.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "parley/market/draw.hpp"

namespace parley::market {
namespace {

/// Ranks from one; ties share their mean.
std::vector<double> midranks(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size());
  for (std::size_t first = 0; first < order.size();) {
    std::size_t last = first;
    while (last + 1 < order.size() && values[order[last + 1]] == values[order[first]]) ++last;
    const double rank = 1 + static_cast<double>(first + last) / 2;
    for (; first <= last; ++first) ranks[order[first]] = rank;
  }
  return ranks;
}

/// Sums of squares and products about the means.
struct Products {
  double mean_x = 0, mean_y = 0, xx = 0, yy = 0, xy = 0;
  Products(const std::vector<double>& x, const std::vector<double>& y) {
    const auto n = static_cast<double>(x.size());
    mean_x = std::accumulate(x.begin(), x.end(), 0.0) / n;
    mean_y = std::accumulate(y.begin(), y.end(), 0.0) / n;
    for (std::size_t i = 0; i < x.size(); ++i) {
      xx += (x[i] - mean_x) * (x[i] - mean_x);
      yy += (y[i] - mean_y) * (y[i] - mean_y);
      xy += (x[i] - mean_x) * (y[i] - mean_y);
    }
  }
};

double redrawn_share(const std::vector<double>& x, std::vector<double> y, std::size_t draws, std::uint64_t seed) {
  const double observed = std::abs(Products(x, y).xy);
  Draw draw(seed);
  std::size_t as_far = 1;
  for (std::size_t k = 0; k < draws; ++k) {
    for (std::size_t i = 0; i + 1 < y.size(); ++i) std::swap(y[i], y[i + draw.below(y.size() - i)]);
    // The same pairing may come out with another rounding.
    as_far += std::abs(Products(x, y).xy) >= observed * (1 - 1e-12);
  }
  return static_cast<double>(as_far) / static_cast<double>(draws + 1);
}

}  // namespace

Agreement agreement(const std::vector<PredictedAndObserved>& pairs, std::size_t draws, std::uint64_t seed) {
  Agreement result{.count = pairs.size()};
  if (pairs.size() < 4) return result;
  std::vector<double> predicted, observed;
  for (const PredictedAndObserved& each : pairs) {
    predicted.push_back(each.predicted);
    observed.push_back(each.observed);
  }
  const Products values(predicted, observed);
  if (values.xx <= 0 || values.yy <= 0) return result;
  const std::vector<double> x = midranks(predicted);
  const std::vector<double> y = midranks(observed);
  const Products ranks(x, y);
  result.rank_correlation = ranks.xy / std::sqrt(ranks.xx * ranks.yy);
  if (draws > 0) result.probability = redrawn_share(x, y, draws, seed);
  result.slope = values.xy / values.xx;
  result.intercept = values.mean_y - result.slope * values.mean_x;
  const double squares = std::max(0.0, values.yy - result.slope * values.xy);
  result.slope_error = std::sqrt(squares / static_cast<double>(pairs.size() - 2) / values.xx);
  return result;
}

TwoStateReading two_state_reading(double move, double move_error, double value_war, double value_deal) {
  if (value_war == value_deal) throw std::invalid_argument("war and deal are worth the same");
  const double width = value_deal - value_war;
  constexpr double normal_975 = 1.959963984540054;
  TwoStateReading result;
  result.change = -move / width;
  const double half = normal_975 * move_error / std::abs(width);
  result.low = result.change - half;
  result.high = result.change + half;
  if (std::abs(result.change) > 1) {
    result.reason =
        fmt::format("the move is {:.1f} times the whole distance between the two states", std::abs(result.change));
  } else if (result.low <= 0 && result.high >= 0) {
    result.reason = "the interval holds zero: the move is within what these prices do on any day";
  } else if (result.low < -1 || result.high > 1) {
    result.reason = "the interval is wider than a probability";
  } else {
    result.is_identified = true;
  }
  return result;
}

}  // namespace parley::market
