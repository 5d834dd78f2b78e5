#include "parley/strategy/closed_form.hpp"

#include <algorithm>
#include <cmath>

namespace parley::strategy {
namespace {

/// No answer moves ln(1+t) further than this.
constexpr double longest_step = 1.0;
/// How far ln(1+t) goes uphill where the closed form is no maximum.
constexpr double uphill_step = 0.2;

}  // namespace

void ClosedForm::clear(std::size_t markets) {
  is_valued_.assign(markets, 0);
  value_.assign(markets, 0.0);
  held_.assign(markets, 0.0);
  next_.assign(markets, 0.0);
  response_.assign(markets, 0.0);
  cells_.clear();
  groups_.clear();
}

void ClosedForm::set_value(std::size_t market, double value) {
  is_valued_[market] = 1;
  value_[market] = held_[market] = value;
}

void ClosedForm::add_group(double policy, const Instrument& instrument) {
  const double y = std::exp(-policy);
  const double lowest = std::max(std::exp(-instrument.upper), y * std::exp(-longest_step));
  const double highest = std::min(std::exp(-instrument.lower), y * std::exp(longest_step));
  groups_.push_back({y, lowest, highest, cells_.size(), cells_.size(), y, 0, 0, 0, true});
}

void ClosedForm::add_cell(const Cell& cell) {
  Group& group = groups_.back();
  cells_.push_back(cell);
  group.last = cells_.size();
  group.share += cell.share;
  group.is_one_market = group.is_one_market && cell.market == cells_[group.first].market;
  held_[cell.market] -= cell.theta * cell.worth * group.y;
}

void ClosedForm::solve() {
  for (Group& group : groups_) group.slope = slope_of(group);
  constexpr int limit = 500;
  for (int round = 0; round < limit; ++round) {
    double moved = 0;
    for (Group& group : groups_) {
      const double before = group.y;
      answer_group(group);
      moved = std::max(moved, std::abs(group.y / before - 1));
    }
    if (moved < 1e-13) break;
    update_values();
  }
}

double ClosedForm::answer(std::size_t group) const { return -std::log(groups_[group].y); }

double ClosedForm::slope_of(const Group& group) const {
  double slope = 0;
  for (std::size_t c = group.first; c < group.last; ++c)
    slope += cells_[c].share * value_[cells_[c].market] - (cells_[c].theta + 1) * cells_[c].worth * group.y;
  return slope;
}

/// The y that makes the slope zero with every K held; a bound, or a step uphill, where none is a maximum.
void ClosedForm::answer_group(Group& group) const {
  double gain = 0;
  double cost = 0;
  for (std::size_t c = group.first; c < group.last; ++c) {
    gain += cells_[c].share * value_[cells_[c].market];
    cost += (cells_[c].theta + 1) * cells_[c].worth;
  }
  double y = cost < 0 ? gain / cost : group.start;
  if (!(cost < 0)) y *= std::exp(gain - cost * group.y > 0 ? -uphill_step : uphill_step);
  group.y = std::clamp(y, group.lowest, group.highest);
  group.response = cost < 0 && group.y == y ? 1 / cost : 0.0;
}

/// A Newton step of every K on its own equation, exact where each group lies in one market.
void ClosedForm::update_values() {
  std::copy(held_.begin(), held_.end(), next_.begin());
  std::fill(response_.begin(), response_.end(), 0.0);
  for (const Group& group : groups_) {
    for (std::size_t c = group.first; c < group.last; ++c) {
      const Cell& cell = cells_[c];
      next_[cell.market] += cell.theta * cell.worth * group.y;
      response_[cell.market] +=
          cell.theta * cell.worth * (group.is_one_market ? group.share : cell.share) * group.response;
    }
  }
  for (std::size_t m = 0; m < value_.size(); ++m) value_[m] += (next_[m] - value_[m]) / (1 - response_[m]);
}

}  // namespace parley::strategy
