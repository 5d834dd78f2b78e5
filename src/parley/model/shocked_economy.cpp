#include "parley/model/shocked_economy.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "parley/base/vector_kernels.hpp"

namespace parley::model {
namespace {

/// Far from where a product with another factor of this size would underflow.
constexpr double smallest_term = 1e-100;

/// Untouched cells keep their share to the last bit, so that no shock returns ones.
TradeTerms trade_terms(double share, double power, double tariff_new, double export_tax_new) {
  const double border = share * power / (1.0 + tariff_new);
  return {share * power, border, border / (1.0 + export_tax_new)};
}

/// kappa_hat^-theta of one importer's row of exporters, in place of kappa_hat; ones stay ones.
void to_powers(double theta, std::span<double> trade_cost_hat) {
  if (std::ranges::all_of(trade_cost_hat, [](double x) { return x == 1.0; })) return;
  log_all(trade_cost_hat, trade_cost_hat);
  for (double& x : trade_cost_hat) x *= -theta;
  exp_all(trade_cost_hat, trade_cost_hat);
}

double trade_cost_hat(const Baseline& baseline, Sector s, Importer n, Exporter i, const CellShock& shock) {
  return shock.iceberg_hat * ((1.0 + shock.tariff_new) / (1.0 + baseline.tariff(s, n, i))) *
         ((1.0 + shock.export_tax_new) / (1.0 + baseline.export_tax(s, n, i)));
}

/// Powers times what makes the row's largest term one; returns the logarithm of that.
double to_scaled_powers(const Baseline& baseline, Sector s, Importer n, std::span<double> trade_cost_hat) {
  const double theta = baseline.trade_elasticity(s);
  double largest = -std::numeric_limits<double>::infinity();
  for (const Exporter i : baseline.economy.exporters()) {
    double& x = trade_cost_hat[i.value()];
    x = -theta * std::log(x);
    const double share = baseline.expenditure_share(s, n, i);
    if (share > 0.0) largest = std::max(largest, std::log(share) + x);
  }
  for (double& x : trade_cost_hat) x = std::exp(x - largest);
  return -largest;
}

/// Whether every term of a row is too small, or one too large, to be divided by.
bool is_out_of_reach(std::span<const double> shares, std::span<const double> power) {
  double largest = 0.0;
  bool has_trade = false;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (!(shares[i] > 0.0)) continue;
    has_trade = true;
    largest = std::max(largest, shares[i] * power[i]);
  }
  return has_trade && !(largest > smallest_term && largest < 1 / smallest_term);
}

CellShock cell_of(const Shock& shock, Sector s, Importer n, Exporter i) {
  return {shock.tariff_new(s, n, i), shock.export_tax_new(s, n, i), shock.iceberg_hat(s, n, i)};
}

/// What production needs of one cell's trade costs; home goods leave the level of the origins where they have a nest.
void set_production_cell(ShockedEconomy& economy, Sector s, Exporter i, Importer n, double trade_cost) {
  if (!economy.production) return;
  // Most cells of a shock are untouched, and their logarithms would cost a tenth of a solve.
  economy.production->log_trade_cost(s, i, n) = trade_cost == 1.0 ? 0.0 : std::log(trade_cost);
  if (economy.production->is_nested() && country(n) == country(i)) set_terms(economy, s, i, n, {});
}

void form_trade_terms(const Baseline& baseline, const Shock& shock, ShockedEconomy& economy) {
  const Economy& labels = baseline.economy;
  for (const double x : shock.export_tax_new.values()) economy.has_export_taxes |= x != 0.0;
  if (economy.has_export_taxes) {
    economy.export_price =
        Array<Sector, Exporter, Importer>(economy.sector_count, economy.country_count, economy.country_count);
  }
  std::vector<double> power(economy.country_count);
  for (const Sector s : labels.sectors()) {
    for (const Importer n : labels.importers()) {
      const auto form_costs = [&] {
        for (const Exporter i : labels.exporters())
          power[i.value()] = trade_cost_hat(baseline, s, n, i, cell_of(shock, s, n, i));
      };
      form_costs();
      to_powers(baseline.trade_elasticity(s), power);
      if (is_out_of_reach(baseline.expenditure_share.row(s, n), power)) {
        form_costs();
        economy.row_scale_log(s, country(n)) = to_scaled_powers(baseline, s, n, power);
      }
      for (const Exporter i : labels.exporters()) {
        set_terms(economy, s, i, n,
                  trade_terms(baseline.expenditure_share(s, n, i), power[i.value()], shock.tariff_new(s, n, i),
                              shock.export_tax_new(s, n, i)));
        if (economy.production)
          set_production_cell(economy, s, i, n, trade_cost_hat(baseline, s, n, i, cell_of(shock, s, n, i)));
      }
    }
  }
}

void copy_technology(const Baseline& baseline, ShockedEconomy& economy) {
  const Economy& labels = baseline.economy;
  for (const Country n : labels.countries()) {
    for (const Sector s : labels.sectors()) {
      economy.base_expenditure(s, n) = baseline.expenditure(n, s);
      for (const InputSector k : labels.input_sectors()) {
        economy.input_demand(n, s, k) = baseline.input_share(n, k, s);
      }
    }
  }
}

/// Near the base, a wage rise loses sales with elasticity theta wherever others serve the same buyer: the wage step is
/// one over one plus that slope, a diagonal Newton step.
void form_wage_steps(const Baseline& baseline, ShockedEconomy& economy) {
  const Economy& labels = baseline.economy;
  Array<Country> slope(economy.country_count);
  for (const Sector s : labels.sectors()) {
    for (const Importer n : labels.importers()) {
      for (const Exporter i : labels.exporters()) {
        slope(country(i)) += baseline.trade_elasticity(s) * baseline.value_added_share(country(i), s) *
                             baseline.flow(s, n, i) * (1.0 - baseline.expenditure_share(s, n, i));
      }
    }
  }
  for (const Country i : labels.countries()) {
    const double steepness = 1.0 + slope(i) / baseline.value_added(i);
    // Only elasticities below zero, as some of a short run, can make it smaller than one.
    economy.wage_step(i) = 1.0 / (economy.production ? std::max(0.2, steepness) : steepness);
  }
}

Deficits::Scale scale_of(DeficitRule rule) {
  switch (rule) {
    case DeficitRule::share_of_world:
      return Deficits::Scale::world_value_added;
    case DeficitRule::share_of_own_income:
      return Deficits::Scale::own_income;
    case DeficitRule::fixed:
    case DeficitRule::balanced:
      break;
  }
  return Deficits::Scale::none;
}

}  // namespace

void set_terms(ShockedEconomy& economy, Sector s, Exporter i, Importer n, const TradeTerms& terms) {
  economy.delivered(s, i, n) = terms.delivered;
  economy.border(s, i, n) = terms.border;
  if (economy.has_export_taxes) economy.export_price(s, i, n) = terms.export_price;
  SectorTrade& trade = economy.sector_trade[s.value()];
  trade.crosses_borders |= country(n) != country(i) && terms.delivered != 0.0;
  trade.has_tariffs |= terms.border != terms.delivered;
}

ShockedEconomy apply_shock(const Baseline& baseline, const Shock& shock) {
  const std::size_t countries = baseline.economy.country_count();
  const std::size_t sectors = baseline.economy.sector_count();
  ShockedEconomy economy;
  economy.country_count = countries;
  economy.sector_count = sectors;
  economy.delivered = Array<Sector, Exporter, Importer>(sectors, countries, countries);
  economy.border = Array<Sector, Exporter, Importer>(sectors, countries, countries);
  economy.input_demand = Array<Country, Sector, InputSector>(countries, sectors, sectors);
  economy.base_expenditure = Array<Sector, Country>(sectors, countries);
  economy.row_scale_log = Array<Sector, Country>(sectors, countries);
  economy.wage_step = Array<Country>(countries);
  economy.sector_trade.resize(sectors);
  economy.trade_elasticity = baseline.trade_elasticity;
  economy.value_added_share = baseline.value_added_share;
  economy.input_share = baseline.input_share;
  economy.consumption_share = baseline.consumption_share;
  economy.value_added = baseline.value_added;
  set_deficits(economy, baseline, shock);
  if (shock.numeraire) economy.numeraire = shock.numeraire->value();
  if (has_production_terms(baseline)) economy.production = production_terms(baseline);
  form_trade_terms(baseline, shock, economy);
  copy_technology(baseline, economy);
  form_wage_steps(baseline, economy);
  return economy;
}

void set_deficits(ShockedEconomy& economy, const Baseline& baseline, const Shock& shock) {
  const DeficitExceptions& exceptions = shock.deficit_exceptions;
  const bool all_balanced = shock.deficit_rule == DeficitRule::balanced;
  economy.claims = shock.claims;
  Deficits& deficits = economy.deficits;
  deficits.scale = scale_of(shock.deficit_rule);
  deficits.base = baseline.deficit;
  for (const IncomeClaim& claim : shock.claims) {
    deficits.base(claim.receiver) -= claim.base;
    deficits.base(claim.payer) += claim.base;
  }
  deficits.share = deficits.takes_remainder = Array<Country>(economy.country_count);
  double left = 0.0;
  double taken = 0.0;
  for (const Country n : baseline.economy.countries()) {
    if (all_balanced || exceptions.balances(n)) deficits.base(n) = 0.0;
    const double takes = exceptions.takes_remainder(n);
    deficits.takes_remainder(n) = takes;
    deficits.share(n) = deficits.base(n) / baseline.earned_income(n);
    left += deficits.base(n);
    taken += takes * baseline.earned_income(n);
  }
  // Without exceptions the base's own deficits add up to zero; they keep their bits.
  if (all_balanced || exceptions.balanced.empty()) return;
  for (const Country n : baseline.economy.countries())
    deficits.base(n) -= left / taken * deficits.takes_remainder(n) * baseline.earned_income(n);
}

void set_cell(ShockedEconomy& economy, const Baseline& baseline, Sector s, Importer n, Exporter i,
              const CellShock& shock) {
  if (shock.export_tax_new != 0.0 && !economy.has_export_taxes) {
    economy.has_export_taxes = true;
    economy.export_price = economy.border;
  }
  const double trade_cost = trade_cost_hat(baseline, s, n, i, shock);
  double power = trade_cost;
  if (const double scale = economy.row_scale_log(s, country(n)); scale != 0.0) {
    power = std::exp(scale - baseline.trade_elasticity(s) * std::log(power));
  } else {
    to_powers(baseline.trade_elasticity(s), {&power, 1});
  }
  set_terms(economy, s, i, n,
            trade_terms(baseline.expenditure_share(s, n, i), power, shock.tariff_new, shock.export_tax_new));
  set_production_cell(economy, s, i, n, trade_cost);
}

}  // namespace parley::model
