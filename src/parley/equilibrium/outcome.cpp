#include "parley/equilibrium/outcome.hpp"

#include <cmath>
#include <limits>

#include "parley/equilibrium/production_reading.hpp"

namespace parley {
namespace {

constexpr double percent = 100.0;
constexpr double none = std::numeric_limits<double>::quiet_NaN();

double change_pct(double before, double after) { return before > 0.0 ? percent * (after / before - 1.0) : none; }

/// Base and new border values of one flow, F (1+x).
struct BorderValue {
  double before;
  double after;
};

/// dln z as CP print it: z_hat - 1, and 0 where nothing was traded at the base.
double growth(double before, double after) { return before > 0.0 ? after / before - 1.0 : 0.0; }

/// One importer-exporter-sector cell's part in both countries' first-order welfare (methods: docs/model/welfare.md).
void add_cell(const Baseline& baseline, const Shock& shock, const Equilibrium& solved, Sector s, Importer n, Exporter i,
              Decomposition& terms) {
  const Country buyer = country(n);
  const Country seller = country(i);
  const double flow = baseline.flow(s, n, i);
  if (flow <= 0.0) return;
  const double tariff = baseline.tariff(s, n, i);
  const double export_tax = baseline.export_tax(s, n, i);
  const double border = flow * (1.0 + export_tax);
  const double border_new = solved.flow_new(s, n, i) * (1.0 + shock.export_tax_new(s, n, i));
  const double to_buyer = percent / baseline.income(buyer);
  const double to_seller = percent / baseline.income(seller);
  const double cost = solved.unit_cost_hat(seller, s) - 1.0;
  const double tax = (1.0 + shock.export_tax_new(s, n, i)) / (1.0 + export_tax) - 1.0;
  const double wedge = shock.iceberg_hat(s, n, i) - 1.0;
  terms.wedge_cost_pct(buyer, partner(seller), s) -= to_buyer * border * (1.0 + tariff) * wedge;
  if (buyer == seller) return;
  terms.terms_of_trade_pct(seller, partner(buyer), s) += to_seller * border * (cost + tax);
  terms.terms_of_trade_pct(buyer, partner(seller), s) -= to_buyer * border * (cost + tax);
  terms.volume_of_trade_pct(buyer, partner(seller), s) +=
      to_buyer * tariff * border * (growth(border, border_new) - cost - tax);
  terms.volume_of_trade_pct(seller, partner(buyer), s) +=
      to_seller * export_tax * flow * (growth(flow, solved.flow_new(s, n, i)) - cost);
}

Decomposition decompose(const Baseline& baseline, const Shock& shock, const Equilibrium& solved) {
  const Economy& labels = baseline.economy;
  const std::size_t countries = labels.country_count();
  Decomposition terms;
  terms.terms_of_trade_pct = terms.volume_of_trade_pct = terms.wedge_cost_pct =
      Array<Country, Partner, Sector>(countries, countries, labels.sector_count());
  terms.transfers_pct = Array<Country>(countries);
  for (const Sector s : labels.sectors()) {
    for (const Importer n : labels.importers()) {
      for (const Exporter i : labels.exporters()) add_cell(baseline, shock, solved, s, n, i, terms);
    }
  }
  for (const Country n : labels.countries()) {
    terms.transfers_pct(n) = percent * (solved.deficit_new(n) - baseline.deficit(n)) / baseline.income(n);
  }
  return terms;
}

Array<Country> over_partners_and_sectors(const Array<Country, Partner, Sector>& cells) {
  Array<Country> total(cells.extent(0));
  for (const Country n : all<Country>(cells.extent(0))) {
    for (const Partner m : all<Partner>(cells.extent(1))) {
      for (const double value : cells.row(n, m)) total(n) += value;
    }
  }
  return total;
}

void add_welfare(const Baseline& baseline, const Equilibrium& solved, Outcome& outcome) {
  const Economy& labels = baseline.economy;
  double world_income = 0.0;
  double world_variation = 0.0;
  for (const Country n : labels.countries()) {
    const double price = consumer_price_hat(baseline, solved, n);
    const double real_income_hat = solved.income_new(n) / baseline.income(n) / price;
    outcome.price_index_hat(n) = price;
    outcome.real_income_pct(n) = percent * (real_income_hat - 1.0);
    outcome.real_wage_pct(n) = percent * (solved.wage_hat(n) / price - 1.0);
    outcome.equivalent_variation_musd(n) = equivalent_variation_musd(baseline, solved, n);
    outcome.tariff_revenue_change_musd(n) = solved.tariff_revenue_new(n) - baseline.tariff_revenue(n);
    outcome.welfare_pct(n) = outcome.terms_of_trade_pct(n) + outcome.volume_of_trade_pct(n) +
                             outcome.wedge_cost_pct(n) + outcome.transfers_pct(n);
    world_income += baseline.income(n);
    world_variation += outcome.equivalent_variation_musd(n);
  }
  outcome.world_real_income_pct = percent * world_variation / world_income;
}

/// What differs where input shares move and sectors pay prices of their own.
void add_production(const Baseline& baseline, const Equilibrium& solved, Country n, Sector s, Outcome& outcome) {
  if (!solved.factor_price_hat.empty())
    outcome.factor_price_pct(n, s) = percent * (solved.factor_price_hat(n, s) / outcome.price_index_hat(n) - 1.0);
  if (!(baseline.gross_output(n, s) > 0.0)) return;
  const double value_added = value_added_hat(baseline, solved, n, s);
  outcome.value_added_pct(n, s) = percent * (value_added - 1.0);
  outcome.employment_pct(n, s) = percent * (value_added / factor_price_hat(solved, n, s) - 1.0);
}

void add_sectors(const Baseline& baseline, const Equilibrium& solved, Outcome& outcome) {
  const Economy& labels = baseline.economy;
  for (const Country n : labels.countries()) {
    for (const Sector s : labels.sectors()) {
      BorderValue exports{0, 0};
      BorderValue imports{0, 0};
      for (const Country m : labels.countries()) {
        if (m == n) continue;
        exports.before += baseline.flow(s, importer(m), exporter(n));
        exports.after += solved.flow_new(s, importer(m), exporter(n));
        imports.before += baseline.flow(s, importer(n), exporter(m));
        imports.after += solved.flow_new(s, importer(n), exporter(m));
      }
      const double output = baseline.gross_output(n, s);
      const double output_new = solved.gross_output_new(n, s);
      const bool active = output > 0.0;
      outcome.output_pct(n, s) = active ? percent * (output_new / output / solved.unit_cost_hat(n, s) - 1.0) : none;
      outcome.value_added_pct(n, s) = change_pct(output, output_new);
      outcome.employment_pct(n, s) = active ? percent * (output_new / output / solved.wage_hat(n) - 1.0) : none;
      if (!is_long_run(baseline.production)) add_production(baseline, solved, n, s, outcome);
      outcome.price_pct(n, s) = percent * (solved.price_index_hat(n, s) - 1.0);
      outcome.sector_exports_pct(n, s) = change_pct(exports.before, exports.after);
      outcome.sector_imports_pct(n, s) = change_pct(imports.before, imports.after);
      outcome.exports_before_musd(n) += exports.before;
      outcome.exports_after_musd(n) += exports.after;
      outcome.imports_before_musd(n) += imports.before;
      outcome.imports_after_musd(n) += imports.after;
    }
    outcome.exports_pct(n) = change_pct(outcome.exports_before_musd(n), outcome.exports_after_musd(n));
    outcome.imports_pct(n) = change_pct(outcome.imports_before_musd(n), outcome.imports_after_musd(n));
  }
}

}  // namespace

double consumer_price_hat(const Baseline& baseline, const Equilibrium& equilibrium, Country n) {
  double log_price = 0.0;
  for (const Sector s : baseline.economy.sectors()) {
    if (baseline.consumption_share(n, s) > 0.0)
      log_price += baseline.consumption_share(n, s) * std::log(equilibrium.price_index_hat(n, s));
  }
  return std::exp(log_price);
}

double equivalent_variation_musd(const Baseline& baseline, const Equilibrium& equilibrium, Country n) {
  const double real_income_hat =
      equilibrium.income_new(n) / baseline.income(n) / consumer_price_hat(baseline, equilibrium, n);
  return baseline.income(n) * (real_income_hat - 1.0);
}

Outcome outcome(const Baseline& baseline, const Shock& shock, const Equilibrium& equilibrium) {
  const std::size_t countries = baseline.economy.country_count();
  const Array<Country> by_country(countries);
  const Array<Country, Sector> by_sector(countries, baseline.economy.sector_count());
  Outcome result;
  result.decomposition = decompose(baseline, shock, equilibrium);
  result.terms_of_trade_pct = over_partners_and_sectors(result.decomposition.terms_of_trade_pct);
  result.volume_of_trade_pct = over_partners_and_sectors(result.decomposition.volume_of_trade_pct);
  result.wedge_cost_pct = over_partners_and_sectors(result.decomposition.wedge_cost_pct);
  result.transfers_pct = result.decomposition.transfers_pct;
  result.wage_hat = equilibrium.wage_hat;
  result.welfare_pct = result.real_income_pct = result.equivalent_variation_musd = result.real_wage_pct =
      result.price_index_hat = result.exports_pct = result.imports_pct = result.exports_before_musd =
          result.exports_after_musd = result.imports_before_musd = result.imports_after_musd =
              result.tariff_revenue_change_musd = by_country;
  result.output_pct = result.value_added_pct = result.employment_pct = result.price_pct = result.sector_exports_pct =
      result.sector_imports_pct = by_sector;
  if (!equilibrium.factor_price_hat.empty()) result.factor_price_pct = by_sector;
  add_welfare(baseline, equilibrium, result);
  add_sectors(baseline, equilibrium, result);
  return result;
}

}  // namespace parley
