#include "parley/tariff/law/quota.hpp"

namespace parley::tariff {

QuotaOutcome quota_outcome(double in_rate, double over_rate, double fill) {
  if (fill <= 1) return {in_rate, in_rate, 0};
  const double inside = 1 / fill;
  return {inside * in_rate + (1 - inside) * over_rate, over_rate, inside * (over_rate - in_rate)};
}

}  // namespace parley::tariff
