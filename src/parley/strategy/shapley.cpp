#include "parley/strategy/shapley.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace parley::strategy {
namespace {

using Eigen::Index;

std::size_t player_count(const CoalitionValues& value) {
  if (value.size() < 2 || !std::has_single_bit(value.size()))
    throw std::invalid_argument("a game of n players has 2^n coalition values");
  if (value[0] != 0) throw std::invalid_argument("the empty coalition is worth nothing");
  return static_cast<std::size_t>(std::countr_zero(value.size()));
}

double shared_by(std::size_t coalition, const Eigen::VectorXd& share) {
  double sum = 0;
  for (Index i = 0; i < share.size(); ++i) {
    if (is_member(coalition, static_cast<std::size_t>(i))) sum += share(i);
  }
  return sum;
}

Eigen::VectorXd members(std::size_t coalition, Index count) {
  Eigen::VectorXd column(count);
  for (Index i = 0; i < count; ++i) column(i) = is_member(coalition, static_cast<std::size_t>(i)) ? 1.0 : 0.0;
  return column;
}

/// The place in the basis that a rising coalition drives to zero first; the smaller coalition among equals.
Index leaving(const std::vector<std::size_t>& basis, const Eigen::VectorXd& weight, const Eigen::VectorXd& fall) {
  constexpr double zero = 1e-11;
  Index found = -1;
  double least = std::numeric_limits<double>::infinity();
  for (Index k = 0; k < fall.size(); ++k) {
    if (!(fall(k) > zero)) continue;
    const double ratio = weight(k) / fall(k);
    const bool is_equal = std::abs(ratio - least) <= zero;
    if (ratio < least - zero ||
        (is_equal && basis[static_cast<std::size_t>(k)] < basis[static_cast<std::size_t>(found)])) {
      least = ratio;
      found = k;
    }
  }
  return found;
}

}  // namespace

std::vector<double> shapley_shares(const CoalitionValues& value) {
  const std::size_t count = player_count(value);
  // chance[s]: s given players come before the player, and nobody else does.
  std::vector<double> chance(count);
  chance[0] = 1 / static_cast<double>(count);
  for (std::size_t s = 1; s < count; ++s)
    chance[s] = chance[s - 1] * static_cast<double>(s) / static_cast<double>(count - s);
  std::vector<double> share(count, 0.0);
  for (std::size_t coalition = 0; coalition < value.size(); ++coalition) {
    for (std::size_t i = 0; i < count; ++i) {
      if (is_member(coalition, i)) continue;
      const double added = value[coalition | (std::size_t{1} << i)] - value[coalition];
      share[i] += chance[static_cast<std::size_t>(std::popcount(coalition))] * added;
    }
  }
  return share;
}

Core find_core(const CoalitionValues& value) {
  const auto count = static_cast<Index>(player_count(value));
  double unit = 0;
  for (const double each : value) unit = std::max(unit, std::abs(each));
  const double tolerance = 1e-12 * unit;
  std::vector<std::size_t> basis;
  Eigen::MatrixXd columns = Eigen::MatrixXd::Identity(count, count);
  for (Index i = 0; i < count; ++i) basis.push_back(std::size_t{1} << i);
  Core core;
  core.report.status = SolveStatus::iteration_limit;
  core.report.message = "the limit of simplex steps was reached";
  constexpr int limit = 100000;
  for (; core.report.iterations < limit; ++core.report.iterations) {
    Eigen::VectorXd worth(count);
    for (Index k = 0; k < count; ++k) worth(k) = value[basis[static_cast<std::size_t>(k)]];
    const Eigen::PartialPivLU<Eigen::MatrixXd> factor(columns);
    const Eigen::VectorXd weight = factor.solve(Eigen::VectorXd::Ones(count));
    const Eigen::VectorXd share = factor.transpose().solve(worth);
    std::size_t entering = 1;
    while (entering < value.size() && !(value[entering] - shared_by(entering, share) > tolerance)) ++entering;
    if (entering == value.size()) {
      core.need = share.sum();
      core.shares.assign(share.begin(), share.end());
      for (Index k = 0; k < count; ++k) {
        if (weight(k) > 1e-9) core.by.push_back({basis[static_cast<std::size_t>(k)], weight(k)});
      }
      core.report.status = SolveStatus::converged;
      core.report.message = "no coalition is worth more than its members' shares";
      return core;
    }
    const Eigen::VectorXd column = members(entering, count);
    const Index out = leaving(basis, weight, factor.solve(column));
    basis[static_cast<std::size_t>(out)] = entering;
    columns.col(out) = column;
  }
  return core;
}

}  // namespace parley::strategy
