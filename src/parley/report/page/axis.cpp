#include "parley/report/page/axis.hpp"

#include <algorithm>
#include <cmath>

#include "parley/report/page/curves.hpp"
#include "parley/report/words/format.hpp"

namespace parley::report {

void Axis::include(double value) {
  if (!std::isfinite(value)) return;
  lowest_ = std::min(lowest_, value);
  highest_ = std::max(highest_, value);
}

void Axis::settle(std::size_t most_ticks) {
  if (!(lowest_ <= highest_)) lowest_ = highest_ = 0;
  if (lowest_ == highest_) {
    const double room = lowest_ == 0 ? 1 : std::abs(lowest_) / 10;
    lowest_ -= room;
    highest_ += room;
  }
  ticks_ = round_ticks(lowest_, highest_, most_ticks);
  lowest_ = ticks_.front();
  highest_ = ticks_.back();
}

double Axis::at(double value) const {
  const double range = highest_ > lowest_ ? highest_ - lowest_ : 1.0;
  return begin_ + (value - lowest_) / range * (end_ - begin_);
}

std::string Axis::words(double tick) const {
  const double step = ticks_[1] - ticks_[0];
  return fixed(tick, std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9))));
}

}  // namespace parley::report
