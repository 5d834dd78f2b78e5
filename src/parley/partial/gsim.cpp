#include "parley/partial/gsim.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

namespace parley::partial {
namespace {

/// The derived shares and the proportional change of every duty factor.
struct Shares {
  Array<Exporter, Importer> theta;   ///< of an importer's spending at internal prices
  Array<Exporter, Importer> phi;     ///< of an exporter's sales at world prices
  Array<Exporter, Importer> factor;  ///< T1 / T0 - 1
  Array<Exporter> exports;
  Array<Importer> spending;  ///< at internal prices
};

Shares shares_of(const GsimMarket& market) {
  const std::size_t count = market.countries.size();
  Shares shares{Array<Exporter, Importer>(count, count), Array<Exporter, Importer>(count, count),
                Array<Exporter, Importer>(count, count), Array<Exporter>(count), Array<Importer>(count)};
  for (const Exporter r : all<Exporter>(count)) {
    for (const Importer v : all<Importer>(count)) {
      shares.exports(r) += market.trade(r, v);
      shares.spending(v) += market.trade(r, v) * (1 + market.tariff_before(r, v));
      shares.factor(r, v) = (1 + market.tariff_after(r, v)) / (1 + market.tariff_before(r, v)) - 1;
    }
  }
  for (const Exporter r : all<Exporter>(count)) {
    for (const Importer v : all<Importer>(count)) {
      if (market.trade(r, v) <= 0) continue;
      shares.theta(r, v) = market.trade(r, v) * (1 + market.tariff_before(r, v)) / shares.spending(v);
      shares.phi(r, v) = market.trade(r, v) / shares.exports(r);
    }
  }
  return shares;
}

/// N_rv where s is r, N_(r,s)v otherwise.
double price_elasticity(const GsimMarket& market, const Shares& shares, Exporter r, Exporter s, Importer v) {
  const double demand = market.import_demand_elasticity(v);
  const double substitution = market.substitution_elasticity(v);
  const double share = shares.theta(s, v);
  return r == s ? share * demand - (1 - share) * substitution : share * (demand + substitution);
}

/// World prices that clear every exporter's market, or a status.
GsimStatus solve_prices(const GsimMarket& market, const Shares& shares, Array<Exporter>& price) {
  const auto count = static_cast<Eigen::Index>(market.countries.size());
  Eigen::MatrixXd system = Eigen::MatrixXd::Zero(count, count);
  Eigen::VectorXd shift = Eigen::VectorXd::Zero(count);
  for (const Exporter r : all<Exporter>(market.countries.size())) {
    const auto row = static_cast<Eigen::Index>(r.value());
    system(row, row) = market.export_supply_elasticity(r);
    for (const Importer v : all<Importer>(market.countries.size())) {
      if (shares.phi(r, v) == 0) continue;
      for (const Exporter s : all<Exporter>(market.countries.size())) {
        const double weight = shares.phi(r, v) * price_elasticity(market, shares, r, s, v);
        system(row, static_cast<Eigen::Index>(s.value())) -= weight;
        shift(row) += weight * shares.factor(s, v);
      }
    }
  }
  const Eigen::FullPivLU<Eigen::MatrixXd> factors(system);
  if (!factors.isInvertible()) return GsimStatus::singular;
  const Eigen::VectorXd solution = factors.solve(shift);
  if (!solution.allFinite()) return GsimStatus::singular;
  if (solution.size() > 0 && solution.minCoeff() <= -1) return GsimStatus::left_domain;
  price = Array<Exporter>(market.countries.size());
  std::copy(solution.data(), solution.data() + count, price.values().begin());
  return GsimStatus::solved;
}

void change_trade(const GsimMarket& market, const Shares& shares, GsimEffects& effects) {
  const std::size_t count = market.countries.size();
  effects.quantity_change = Array<Exporter, Importer>(count, count);
  effects.trade_after = Array<Exporter, Importer>(count, count);
  for (const Exporter r : all<Exporter>(count)) {
    for (const Importer v : all<Importer>(count)) {
      if (market.trade(r, v) <= 0) continue;
      double change = 0;
      for (const Exporter s : all<Exporter>(count)) {
        change += price_elasticity(market, shares, r, s, v) * (effects.world_price_change(s) + shares.factor(s, v));
      }
      effects.quantity_change(r, v) = change;
      if (change < -1) {
        ++effects.clipped_flows;
        effects.clipped_trade += market.trade(r, v);
      }
      effects.trade_after(r, v) = market.trade(r, v) * std::max(0.0, 1 + change) * (1 + effects.world_price_change(r));
    }
  }
}

double surplus(double spending, double demand, double price, ConsumerSurplus form) {
  const double curvature = 0.5 * demand * price * price;
  const bool overstates = form == ConsumerSurplus::francois_hall && price > 0;
  return spending * ((overstates ? curvature : -curvature) - price);
}

void account(const GsimMarket& market, const Shares& shares, ConsumerSurplus form, GsimEffects& effects) {
  const std::size_t count = market.countries.size();
  effects.composite_price_change = Array<Importer>(count);
  effects.producer_surplus = effects.consumer_surplus = effects.tariff_revenue = effects.welfare =
      Array<Country>(count);
  for (const Country n : all<Country>(count)) {
    const Importer v = importer(n);
    const double own_price = effects.world_price_change(exporter(n));
    const double supply = market.export_supply_elasticity(exporter(n));
    effects.producer_surplus(n) = shares.exports(exporter(n)) * own_price * (1 + 0.5 * supply * own_price);
    for (const Exporter r : all<Exporter>(count)) {
      const double price = effects.world_price_change(r);
      effects.composite_price_change(v) += shares.theta(r, v) * ((1 + price) * (1 + shares.factor(r, v)) - 1);
      effects.tariff_revenue(n) +=
          effects.trade_after(r, v) * market.tariff_after(r, v) - market.trade(r, v) * market.tariff_before(r, v);
    }
    effects.consumer_surplus(n) =
        surplus(shares.spending(v), market.import_demand_elasticity(v), effects.composite_price_change(v), form);
    effects.welfare(n) = effects.producer_surplus(n) + effects.consumer_surplus(n) + effects.tariff_revenue(n);
  }
}

}  // namespace

std::string_view to_string(GsimStatus status) {
  switch (status) {
    case GsimStatus::solved:
      return "solved";
    case GsimStatus::singular:
      return "the system has no unique world prices";
    case GsimStatus::left_domain:
      return "a world price would fall to zero or below: the change is too large for a linear model";
  }
  return "unknown";
}

GsimEffects gsim_effects(const GsimMarket& market, ConsumerSurplus form) {
  GsimEffects effects;
  const Shares shares = shares_of(market);
  effects.status = solve_prices(market, shares, effects.world_price_change);
  if (effects.status != GsimStatus::solved) return effects;
  change_trade(market, shares, effects);
  account(market, shares, form, effects);
  return effects;
}

}  // namespace parley::partial
