#pragma once

#include <optional>
#include <vector>

#include "parley/base/array.hpp"
#include "parley/economy/baseline.hpp"
#include "parley/economy/shock.hpp"
#include "parley/model/production_terms.hpp"

namespace parley::model {

/// What a sector's trade terms allow the map to leave out; a claim that is false costs time, never a digit.
struct SectorTrade {
  bool crosses_borders = false;  ///< false: every share is an own share
  bool has_tariffs = false;      ///< false: border equals delivered in every cell
};

/// The instruments on one pair's trade in one sector.
struct CellShock {
  double tariff_new = 0;      ///< t', ad valorem fraction
  double export_tax_new = 0;  ///< x'
  double iceberg_hat = 1;     ///< d_hat
};

/// What countries take in beyond what they earn, claims on trade apart; E = w VA + tariff and export tax revenue.
///
///     fixed                 D'[n] = base[n]
///     share_of_world        D'[n] = base[n] sum_m w VA[m] / sum_m VA[m]
///     share_of_own_income   D'[n] = (share[n] - m' takes_remainder[n]) E'[n],
///                           m' = sum_n share[n] E'[n] / sum_n takes_remainder[n] E'[n],   so that sum_n D'[n] = 0
///
/// base[n] = u[n] - m takes_remainder[n] E[n], with u the base deficit without what claims count of it, zero where
/// balanced, and m = sum_n u[n] / sum_n takes_remainder[n] E[n];  share[n] = u[n] / E[n].
/// Source  GTAP's ratio of the trade balance to regional income (DTBALR); docs/model/closure.md.
struct Deficits {
  enum class Scale { none, world_value_added, own_income };
  Scale scale = Scale::none;
  Array<Country> base;             ///< million
  Array<Country> share;            ///< of earned income
  Array<Country> takes_remainder;  ///< one where a country takes up what others leave, else zero
};

/// A baseline with a shock applied: everything in the equilibrium map that does not change between evaluations.
///
/// With kappa_hat = d_hat (1+x')/(1+x) (1+t')/(1+t) and both arrays stored exporter by importer:
///     delivered[s,i,n]  A = pi[s,n,i] kappa_hat^-theta[s]        expenditure shares before division by their sum
///     border[s,i,n]     C = A / (1+t')                           the same at border prices
///     export_price      B = C / (1+x')                           the same at exporter prices; empty without export taxes
/// Source  Caliendo & Parro (2015), eqs. 11-14; docs/model/equilibrium.md.
struct ShockedEconomy {
  std::size_t country_count = 0;
  std::size_t sector_count = 0;
  Array<Sector, Exporter, Importer> delivered;
  Array<Sector, Exporter, Importer> border;
  Array<Sector, Exporter, Importer> export_price;
  bool has_export_taxes = false;
  /// ln of what all three were multiplied with in an importer's row; zero but where every one of its terms would
  /// underflow, as 2^-1000 does where all its suppliers' costs double at theta 1000. Shares do not see it, prices do.
  Array<Sector, Country> row_scale_log;
  std::vector<SectorTrade> sector_trade;  ///< [sector] which of the products above can be left out

  Array<Sector> trade_elasticity;
  Array<Country, Sector> value_added_share;          ///< b
  Array<Country, InputSector, Sector> input_share;   ///< g, one row an input: sums of rows give unit costs
  Array<Country, Sector, InputSector> input_demand;  ///< g, one row an output: sums of rows give expenditure
  Array<Country, Sector> consumption_share;          ///< alpha
  Array<Sector, Country> base_expenditure;           ///< X; zero marks a cell that stays empty
  Array<Country> value_added;                        ///< VA
  Deficits deficits;
  std::vector<IncomeClaim> claims;  ///< what moves D' with a flow of trade
  std::size_t numeraire = npos;     ///< a country, or npos for world value added
  Array<Country> wage_step;         ///< damping of the wage update, (0, 1]
  /// Present where production has another structure than the long run's; see evaluate().
  std::optional<ProductionTerms> production;

  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
  /// Unknowns: log wage_hat, log price_index_hat by sector and country, log expenditure over its base value; where
  /// value added cannot move freely, the log of each sector's factor price over the country's.
  [[nodiscard]] std::size_t unknown_count() const {
    const std::size_t blocks = production && production->has_own_factor_prices() ? 3 : 2;
    return country_count * (1 + blocks * sector_count);
  }
};

/// A, C and B of one cell; export_price is not looked at without export taxes.
struct TradeTerms {
  double delivered = 0;
  double border = 0;
  double export_price = 0;
};

/// Puts one cell's terms in place; the only way to change them, for it keeps `sector_trade` true.
void set_terms(ShockedEconomy& economy, Sector s, Exporter i, Importer n, const TradeTerms& terms);

/// Forms the arrays of one shock, once per shock; powers are taken of the cells that it touches.
[[nodiscard]] ShockedEconomy apply_shock(const Baseline& baseline, const Shock& shock);

/// Puts the deficit rule, its exceptions and the claims of a shock in place.
void set_deficits(ShockedEconomy& economy, const Baseline& baseline, const Shock& shock);

/// Changes the terms of one cell in place, to the bits that apply_shock() would give it; the rest stays.
///
/// Allocates only when the first export tax appears.
void set_cell(ShockedEconomy& economy, const Baseline& baseline, Sector s, Importer n, Exporter i,
              const CellShock& shock);

}  // namespace parley::model
