#include "parley/strategy/tariff_answer.hpp"

#include <algorithm>
#include <cmath>

namespace parley::strategy {
namespace {

/// No answer moves ln(1+t) further than this.
constexpr double longest_step = 1.0;
/// How far ln(1+t) goes uphill where the closed form is no maximum.
constexpr double uphill_step = 0.2;

/// What one importer spends on one sector, as the objective sees it.
struct Market {
  bool is_read = false;
  double value = 0;  ///< K
  double held = 0;   ///< K without the part of the chosen tariffs
  double taxed = 0;  ///< sum of z y over the chosen tariffs
};

struct ChosenCell {
  std::size_t market;
  double theta;
  double share;  ///< pi
  double worth;  ///< z = q (1+t)
};

class Answer {
 public:
  Answer(const AdjointView& view, const std::vector<std::size_t>& chosen)
      : view_(view),
        chosen_(chosen),
        markets_(view.economy.sector_count * view.economy.country_count),
        cells_(chosen.size()) {
    for (std::size_t g = 0; g < chosen.size(); ++g) {
      for (const TariffCell& cell : view.groups[chosen[g]].cells) cells_[g].push_back(read(cell, chosen[g]));
      y_.push_back(std::exp(-view.policy[chosen[g]]));
    }
  }

  [[nodiscard]] double slope(std::size_t g) const {
    double sum = 0;
    for (const ChosenCell& cell : cells_[g])
      sum += cell.share * markets_[cell.market].value - (cell.theta + 1) * cell.worth * y_[g];
    return sum;
  }

  void solve() {
    add_taxed();
    for (Market& market : markets_) market.held = market.value - market.taxed;
    const std::vector<double> start = y_;
    constexpr int limit = 500;
    for (int round = 0; round < limit; ++round) {
      double moved = 0;
      for (std::size_t g = 0; g < chosen_.size(); ++g) {
        const double next = best(g, start[g]);
        moved = std::max(moved, std::abs(next / y_[g] - 1));
        y_[g] = next;
      }
      if (moved < 1e-14) return;
      add_taxed();
      for (Market& market : markets_) market.value = market.held + market.taxed;
    }
  }

  [[nodiscard]] double policy(std::size_t g) const { return -std::log(y_[g]); }

 private:
  ChosenCell read(const TariffCell& cell, std::size_t group) {
    const model::ShockedEconomy& economy = view_.economy;
    const auto [s, n, i] = cell;
    const std::size_t at = s.value() * economy.country_count + n.value();
    const double theta = economy.trade_elasticity(s);
    Market& market = markets_[at];
    if (!market.is_read) {
      for (const Exporter from : all<Exporter>(economy.country_count))
        market.value -= theta * economy.delivered(s, from, n) * view_.terms.delivered(s, from, n);
      market.is_read = true;
    }
    const double share = economy.delivered(s, i, n) *
                         view_.levels.supply_term.values()[s.value() * economy.country_count + i.value()] /
                         view_.levels.price_term.values()[at];
    const double shadow =
        view_.terms.border(s, i, n) + view_.terms.export_price(s, i, n) / (1 + view_.export_tax(s, n, i));
    return {at, theta, share, economy.border(s, i, n) * shadow * std::exp(view_.policy[group])};
  }

  void add_taxed() {
    for (Market& market : markets_) market.taxed = 0;
    for (std::size_t g = 0; g < chosen_.size(); ++g) {
      for (const ChosenCell& cell : cells_[g]) markets_[cell.market].taxed += cell.theta * cell.worth * y_[g];
    }
  }

  /// The y that makes the slope zero with every K held; a bound, or a step uphill, where none is a maximum.
  [[nodiscard]] double best(std::size_t g, double start) const {
    double gain = 0;
    double cost = 0;
    for (const ChosenCell& cell : cells_[g]) {
      gain += cell.share * markets_[cell.market].value;
      cost += (cell.theta + 1) * cell.worth;
    }
    const Instrument& instrument = view_.groups[chosen_[g]].instrument;
    double y = 0;
    if (cost < 0) {
      y = std::max(gain / cost, 0.0);
    } else {
      y = gain - cost * y_[g] > 0 ? start * std::exp(-uphill_step) : start * std::exp(uphill_step);
    }
    y = std::clamp(y, start * std::exp(-longest_step), start * std::exp(longest_step));
    return std::clamp(y, std::exp(-instrument.upper), std::exp(-instrument.lower));
  }

  const AdjointView& view_;
  const std::vector<std::size_t>& chosen_;
  std::vector<Market> markets_;
  std::vector<std::vector<ChosenCell>> cells_;
  std::vector<double> y_;
};

}  // namespace

void answer_tariffs(const AdjointView& view, const std::vector<std::size_t>& chosen, std::span<double> slope,
                    std::span<double> answer) {
  Answer solved(view, chosen);
  for (std::size_t g = 0; g < chosen.size(); ++g) slope[chosen[g]] = solved.slope(g);
  solved.solve();
  for (std::size_t g = 0; g < chosen.size(); ++g) {
    const Instrument& instrument = view.groups[chosen[g]].instrument;
    answer[chosen[g]] = std::clamp(solved.policy(g), instrument.lower, instrument.upper);
  }
}

}  // namespace parley::strategy
