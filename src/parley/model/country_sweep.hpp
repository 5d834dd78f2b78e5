#pragma once

#include <algorithm>
#include <numeric>

#include "parley/model/equilibrium_adjoint.hpp"

namespace parley::model {

/// The steps backwards that both production structures share; seeds are what the text calls bars.
class CountrySweep {
 public:
  CountrySweep(const ShockedEconomy& economy, const MapState& at, AdjointState& state)
      : economy_(economy), at_(at), state_(state), countries_(economy.country_count), sectors_(economy.sector_count) {}

  void clear() {
    std::fill(state_.wage.begin(), state_.wage.end(), 0.0);
    std::fill(state_.income.begin(), state_.income.end(), 0.0);
    state_.output.fill(0.0);
    state_.expenditure.fill(0.0);
    state_.log_cost.fill(0.0);
  }

  /// w+ = (w + step gap / VA) / unit, in logs.
  void wages(std::span<const double> seed) {
    const double sum = std::accumulate(seed.begin(), seed.begin() + static_cast<std::ptrdiff_t>(countries_), 0.0);
    const double world_base = world_value_added();
    for (std::size_t n = 0; n < countries_; ++n) {
      // At a solution w* = w and the unit is one.
      double star = seed[n] / at_.wage_hat[n];
      if (economy_.numeraire == ShockedEconomy::npos) star -= sum * economy_.value_added.values()[n] / world_base;
      if (economy_.numeraire == n) star -= sum / at_.wage_hat[n];
      state_.wage[n] += star;
      state_.gap[n] = star * economy_.wage_step.values()[n] / economy_.value_added.values()[n];
    }
  }

  /// I = E + D, E = w VA + tariffs + export taxes; gap = D + exports - imports.
  void incomes() {
    const double world_base = world_value_added();
    std::copy(state_.income.begin(), state_.income.end(), state_.earned.begin());
    if (economy_.deficits.scale == Deficits::Scale::own_income) deficits_by_income();
    double world = 0.0;
    for (std::size_t n = 0; n < countries_; ++n) {
      state_.wage[n] += economy_.value_added.values()[n] * state_.earned[n];
      world += deficit_seed(n) * economy_.deficits.base.values()[n];
    }
    if (economy_.deficits.scale != Deficits::Scale::world_value_added) return;
    for (std::size_t n = 0; n < countries_; ++n)
      state_.wage[n] += world * economy_.value_added.values()[n] / world_base;
  }

 protected:
  [[nodiscard]] const double* export_price_row(std::size_t row) const {
    return economy_.has_export_taxes ? &economy_.export_price.values()[row] : &economy_.border.values()[row];
  }

  /// What a dollar of deficit is worth, in income and in the balance.
  [[nodiscard]] double deficit_seed(std::size_t n) const { return state_.income[n] + state_.gap[n]; }

  /// What a dollar is worth that goes from the payer's income and balance to the receiver's.
  [[nodiscard]] double worth(const IncomeClaim& claim) const {
    const std::size_t to = claim.receiver.value();
    const std::size_t from = claim.payer.value();
    return deficit_seed(to) - deficit_seed(from);
  }
  [[nodiscard]] double flow_seed(const IncomeClaim& claim) const { return claim.rate * worth(claim); }

  const ShockedEconomy& economy_;
  const MapState& at_;
  AdjointState& state_;
  std::size_t countries_;
  std::size_t sectors_;

 private:
  [[nodiscard]] double world_value_added() const {
    double sum = 0.0;
    for (const double value : economy_.value_added.values()) sum += value;
    return sum;
  }

  /// D = (share - m takes) E, m = sum share E / sum takes E:  dm / dE[n] = (share[n] - m takes[n]) / sum takes E.
  void deficits_by_income() {
    const std::span<const double> takes = economy_.deficits.takes_remainder.values();
    double taken = 0.0;
    double worth_of_remainder = 0.0;
    for (std::size_t n = 0; n < countries_; ++n) {
      taken += takes[n] * at_.earned_income[n];
      worth_of_remainder += takes[n] * at_.earned_income[n] * deficit_seed(n);
    }
    for (std::size_t n = 0; n < countries_; ++n) {
      const double kept = economy_.deficits.share.values()[n] - at_.deficit_remainder[0] * takes[n];
      state_.earned[n] += kept * (deficit_seed(n) - worth_of_remainder / taken);
    }
  }
};

}  // namespace parley::model
