#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parley/base/array.hpp"

namespace parley::partial {

/// World trade in one product, before, with the duties before and after.
struct GsimMarket {
  std::vector<std::string> countries;
  Array<Exporter, Importer> trade;           ///< at world prices, any money unit, >= 0
  Array<Exporter, Importer> tariff_before;   ///< fraction, > -1
  Array<Exporter, Importer> tariff_after;    ///< fraction, > -1
  Array<Importer> import_demand_elasticity;  ///< Em <= 0
  Array<Exporter> export_supply_elasticity;  ///< Ex > 0
  Array<Importer> substitution_elasticity;   ///< Es >= 0
};

enum class ConsumerSurplus {
  second_order,  ///< -E (Pc + 0.5 Em Pc^2)
  francois_hall  ///< E (0.5 Em Pc^2 sign(Pc) - Pc), which overstates the loss from a price rise
};

enum class GsimStatus {
  solved,
  singular,    ///< no unique world prices; no field of the effects but the status is set
  left_domain  ///< a world price would fall to zero or below; no field but the status is set
};
[[nodiscard]] std::string_view to_string(GsimStatus status);

/// What changes; money in the unit of trade.
struct GsimEffects {
  GsimStatus status = GsimStatus::singular;
  Array<Exporter> world_price_change;         ///< p_r, fraction
  Array<Exporter, Importer> quantity_change;  ///< q_rv, fraction, as the linear system gives it
  Array<Exporter, Importer> trade_after;      ///< at new world prices; zero where q_rv < -1
  Array<Importer> composite_price_change;     ///< Pc_v, fraction
  Array<Country> producer_surplus;
  Array<Country> consumer_surplus;
  Array<Country> tariff_revenue;  ///< change
  Array<Country> welfare;         ///< the three together
  std::size_t clipped_flows = 0;  ///< flows with q_rv < -1
  double clipped_trade = 0;       ///< their base value
};

/// GSIM, the one-product model of world trade of Francois and Hall.
///
///     theta_rv = M_rv T_rv / sum_s M_sv T_sv,  phi_rv = M_rv / sum_v M_rv,  T = 1 + t,  dT = T1/T0 - 1
///     q_rv = N_rv (p_r + dT_rv) + sum_{s != r} N_(r,s)v (p_s + dT_sv)
///     N_rv = theta_rv Em_v - (1 - theta_rv) Es_v,  N_(r,s)v = theta_sv (Em_v + Es_v)
///     Ex_r p_r = sum_v phi_rv q_rv                                    one linear system in p
///     M1_rv = M_rv (1 + q_rv)(1 + p_r),  Pc_v = sum_r theta_rv ((1 + p_r) T1/T0 - 1)
///     PS_r = R_r p_r (1 + 0.5 Ex_r p_r),  revenue_v = sum_r M1_rv t1 - M_rv t0
///
/// Needs   the ranges that the fields name (parse_gsim sees to it). A country without exports keeps its price.
/// Errors  none: a singular system and a price below zero are a status.
/// Cost    O(countries^3).
/// Source  Francois & Hall (2003), "Global Simulation Analysis of Industry-Level Trade Policy", version 3.0.
[[nodiscard]] GsimEffects gsim_effects(const GsimMarket& market, ConsumerSurplus form);

}  // namespace parley::partial
