#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "parley/base/date.hpp"
#include "parley/rules/check.hpp"

namespace parley::rules {

/// Lines under one additional duty, valued by one source.
struct DutySlice {
  double trade_musd = 0;  ///< before the duty
  double applied = 0;     ///< ordinary duty, fraction
  double added = 0;       ///< additional duty, fraction
};

/// What a measure or a suspension amounts to in one set of statistics.
struct Weighed {
  std::string name;    ///< short, for the figures
  std::string source;  ///< what the statistics are
  std::vector<DutySlice> slices;
  [[nodiscard]] double trade_musd() const;
  /// Additional duty on unchanged trade: sum of added * trade.
  [[nodiscard]] double duty_musd() const;
};

/// How bilateral imports answer a duty.
struct Response {
  double import_demand_elasticity = 0;                                        ///< >= 0
  double export_supply_elasticity = std::numeric_limits<double>::infinity();  ///< > 0
};

/// Trade lost to an additional duty.
///
///     linear   dM = M eps dt/(1+t) / (1 + eps/mu), at most M               as SMART's trade creation, in quantities
///     exact    M1/M0 = ((1+t+dt)/(1+t))^(-eps (1+mu)/(eps+mu))              value, constant elasticities
///
/// Units   million USD.    Source  Laird & Yeats (1986); demand Q = (P T)^-eps, supply Q = P^mu.
struct LostTrade {
  double linear_musd = 0;
  double exact_musd = 0;
  double clipped_musd = 0;  ///< what the linear form would have taken beyond all trade
};
[[nodiscard]] LostTrade lost_trade(const Weighed& weighed, const Response& response);

struct RebalancingQuestion {
  std::vector<Weighed> measure;     ///< the safeguard, by source
  std::vector<Weighed> suspension;  ///< the answer, by source
  double tolerance = 0;             ///< how far "substantially" may reach, fraction: the case's own choice
  std::optional<Date> applied;      ///< of the safeguard
  std::optional<Date> notice;       ///< of the suspension, received by the Council for Trade in Goods
  std::optional<Date> suspended;    ///< when the higher duties began
  bool absolute_increase = false;   ///< the safeguard rests on an absolute increase in imports
};

/// Whether an answer to a safeguard suspends no more than it may.
///
///     value   trade under the suspension <= (1 + tolerance) trade under the measure
///     duty    duty on the suspended lines <= (1 + tolerance) duty of the measure
///     time    30 days after the notice at the earliest, begun within 90 days of the measure
///
/// Value and duty are compared for every pair of sources: holds where all pairs do, fails where none does, open where it
/// depends on whose statistics are used.
/// Rule    Agreement on Safeguards, Articles 8.2, 8.3, 12.5.
[[nodiscard]] CheckResult check_rebalancing(const RebalancingQuestion& question);

struct NullificationQuestion {
  std::vector<Weighed> measure;
  std::vector<Weighed> suspension;   ///< proposed; may be empty: the level is only computed
  std::optional<Response> response;  ///< absent: only the static figures
};

/// The level of nullification and whether a proposed suspension stays within it.
///
/// Static: the duty charged on unchanged trade. With elasticities: the trade lost (lost_trade, exact form). The suspension
/// is measured by the same yardstick.
/// Rule    Understanding on Dispute Settlement, Articles 22.4, 22.6, 22.7.
[[nodiscard]] CheckResult check_nullification(const NullificationQuestion& question);

}  // namespace parley::rules
