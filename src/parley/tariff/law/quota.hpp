#pragma once

namespace parley::tariff {

/// What a tariff-rate quota makes of two rates.
struct QuotaOutcome {
  double mean_rate = 0;      ///< duty over value, all imports together
  double marginal_rate = 0;  ///< what one more shipment pays
  double rent = 0;           ///< fraction of the value of all imports; who gets it is the measure's word
};

/// Duty and rent of a quota that is filled `fill` times.
///
///     q = min(1, 1 / fill)      mean = q in + (1 - q) over
///     fill > 1:   marginal = over, rent = q (over - in);      else marginal = in, rent = 0
///
/// Units   fractions of customs value.    Needs  fill >= 0, over_rate >= in_rate for a rent that is not negative.
/// Source  the usual diagram of a tariff-rate quota; the corner fill = 1 counts as not filled.
[[nodiscard]] QuotaOutcome quota_outcome(double in_rate, double over_rate, double fill);

}  // namespace parley::tariff
