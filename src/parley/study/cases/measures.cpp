#include "parley/study/cases/measures.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace parley::study {
namespace {

using Scope = OutcomeMeasure::Scope;

/// One column of the outcome by country, or by country and sector.
template <Array<Country> Outcome::* column>
double by_country(const SolvedWorld& world, const Subject& of) {
  return (world.outcome.*column)(of.country);
}

template <Array<Country, Sector> Outcome::* column>
double by_sector(const SolvedWorld& world, const Subject& of) {
  return (world.outcome.*column)(of.country, of.sector);
}

double consumer_prices_pct(const SolvedWorld& world, const Subject& of) {
  return 100 * (world.outcome.price_index_hat(of.country) - 1);
}

/// Change of all that one country sells to another.
double exports_to_partner_pct(const SolvedWorld& world, const Subject& of) {
  double before = 0;
  double after = 0;
  for (const Sector s : world.baseline.economy.sectors()) {
    before += world.baseline.flow(s, importer(of.partner), exporter(of.country));
    after += world.equilibrium.flow_new(s, importer(of.partner), exporter(of.country));
  }
  return 100 * (after / before - 1);
}

double world_real_income_pct(const SolvedWorld& world, const Subject& /*all*/) {
  return world.outcome.world_real_income_pct;
}

double flow_before(const SolvedWorld& world, const Subject& of) {
  return world.baseline.flow(of.sector, importer(of.partner), exporter(of.country));
}

double flow_after(const SolvedWorld& world, const Subject& of) {
  return world.equilibrium.flow_new(of.sector, importer(of.partner), exporter(of.country));
}

double flow_change_pct(const SolvedWorld& world, const Subject& of) {
  const double before = flow_before(world, of);
  return before > 0.0 ? 100.0 * (flow_after(world, of) / before - 1.0) : std::nan("");
}

double tariff_before_pct(const SolvedWorld& world, const Subject& of) {
  return 100.0 * world.baseline.tariff(of.sector, importer(of.partner), exporter(of.country));
}

double tariff_after_pct(const SolvedWorld& world, const Subject& of) {
  return 100.0 * world.shock.tariff_new(of.sector, importer(of.partner), exporter(of.country));
}

/// THE table: country.csv, sector.csv, bilateral.csv, the workbook, result.json, the headline, the page's "How each
/// number is made", the draws of `sensitivity` and docs/formats.md follow from it.
constexpr std::array all{
    OutcomeMeasure{
        .id = "real_income_pct",
        .unit = "%",
        .name = "real income, exact",
        .column = 2,
        .is_in_json = true,
        .headline = 1,
        .anchor = "real-income",
        .term = "Real income, exact",
        .definition =
            "Final expenditure (wages, tariff revenue, deficit) over the consumer price index, after against before.",
        .value = by_country<&Outcome::real_income_pct>},
    OutcomeMeasure{.id = "equivalent_variation_musd",
                   .unit = "million",
                   .name = "real income",
                   .column = 3,
                   .is_in_json = true,
                   .headline = 3,
                   .anchor = "money",
                   .term = "Real income in money",
                   .definition =
                       "Equivalent variation: the change of income at base prices that is worth the same. For the "
                       "world: its sum over all regions, over world income.",
                   .value = by_country<&Outcome::equivalent_variation_musd>},
    OutcomeMeasure{.id = "world_real_income_pct",
                   .scope = Scope::world,
                   .unit = "%",
                   .name = "real income",
                   .headline = 1,
                   .anchor = "money",
                   .definition = "The sum of the equivalent variations of all regions over world income.",
                   .value = world_real_income_pct},
    OutcomeMeasure{.id = "welfare_pct",
                   .unit = "%",
                   .name = "welfare, first-order sum",
                   .column = 1,
                   .is_in_json = true,
                   .headline = 2,
                   .anchor = "first-order",
                   .term = "Welfare, first-order sum",
                   .definition =
                       "Terms of trade plus volume of trade plus wedge costs plus transfers at base weights. This is "
                       "the figure that Caliendo and Parro (2015) print; for large tariff changes it differs from the "
                       "exact one.",
                   .value = by_country<&Outcome::welfare_pct>},
    OutcomeMeasure{.id = "tariff_revenue_change_musd",
                   .unit = "million",
                   .name = "tariff revenue",
                   .column = 12,
                   .is_in_json = true,
                   .headline = 4,
                   .anchor = "tariff-revenue",
                   .term = "Tariff revenue",
                   .definition = "Duties collected after minus before, in the numeraire.",
                   .value = by_country<&Outcome::tariff_revenue_change_musd>},
    OutcomeMeasure{.id = "real_wage_pct",
                   .unit = "%",
                   .name = "real wage",
                   .column = 7,
                   .is_in_json = true,
                   .headline = 5,
                   .anchor = "real-wage",
                   .term = "Real wage",
                   .definition = "Wage over the consumer price index, after against before; leaves tariff revenue out.",
                   .value = by_country<&Outcome::real_wage_pct>},
    OutcomeMeasure{.id = "consumer_prices_pct",
                   .unit = "%",
                   .name = "consumer prices",
                   .headline = 6,
                   .anchor = "consumer-prices",
                   .term = "Consumer prices",
                   .definition =
                       "Price index of final use with tariffs, relative to the numeraire: unless the scenario names "
                       "another, world value added keeps its value.",
                   .value = consumer_prices_pct},
    OutcomeMeasure{.id = "exports_pct",
                   .unit = "%",
                   .name = "exports",
                   .column = 10,
                   .is_in_json = true,
                   .headline = 7,
                   .anchor = "exports",
                   .term = "Exports",
                   .definition = "Sales to other countries, goods and services, at exporter prices, in the numeraire.",
                   .value = by_country<&Outcome::exports_pct>},
    OutcomeMeasure{.id = "exports_to_partner_pct",
                   .scope = Scope::pair,
                   .unit = "%",
                   .name = "exports to",
                   .headline = 8,
                   .anchor = "bilateral",
                   .term = "Exports to a party",
                   .definition = "The same to one country only.",
                   .value = exports_to_partner_pct},
    OutcomeMeasure{.id = "terms_of_trade_pct",
                   .unit = "%",
                   .name = "terms of trade",
                   .column = 4,
                   .is_in_json = true,
                   .definition = "Gain from dearer exports and cheaper imports at base weights, per cent of base "
                                 "income (Caliendo and Parro 2015, equation 15).",
                   .value = by_country<&Outcome::terms_of_trade_pct>},
    OutcomeMeasure{.id = "volume_of_trade_pct",
                   .unit = "%",
                   .name = "volume of trade",
                   .column = 5,
                   .is_in_json = true,
                   .definition = "Gain from more trade where a tariff or an export tax stands between price and cost, "
                                 "per cent of base income.",
                   .value = by_country<&Outcome::volume_of_trade_pct>},
    OutcomeMeasure{.id = "wedge_cost_pct",
                   .unit = "%",
                   .name = "wedge costs",
                   .column = 6,
                   .definition = "Loss from trade costs that nobody earns, per cent of base income.",
                   .value = by_country<&Outcome::wedge_cost_pct>},
    OutcomeMeasure{.id = "transfers_pct",
                   .unit = "%",
                   .name = "transfers",
                   .column = 13,
                   .definition = "Change of net transfers from abroad (the deficit), per cent of base income.",
                   .value = by_country<&Outcome::transfers_pct>},
    OutcomeMeasure{.id = "wage_hat",
                   .unit = "ratio",
                   .name = "wage",
                   .column = 8,
                   .definition = "Wage after over before, in the numeraire.",
                   .value = by_country<&Outcome::wage_hat>},
    OutcomeMeasure{.id = "price_index_hat",
                   .unit = "ratio",
                   .name = "consumer price index",
                   .column = 9,
                   .definition = "Consumer price index after over before, in the numeraire.",
                   .value = by_country<&Outcome::price_index_hat>},
    OutcomeMeasure{.id = "imports_pct",
                   .unit = "%",
                   .name = "imports",
                   .column = 11,
                   .is_in_json = true,
                   .definition = "Purchases from other countries at exporter prices, in the numeraire.",
                   .value = by_country<&Outcome::imports_pct>},
    OutcomeMeasure{.id = "output_pct",
                   .scope = Scope::sector,
                   .unit = "%",
                   .name = "output",
                   .column = 1,
                   .definition = "Gross output in volume.",
                   .value = by_sector<&Outcome::output_pct>},
    OutcomeMeasure{.id = "value_added_pct",
                   .scope = Scope::sector,
                   .unit = "%",
                   .name = "value added",
                   .column = 2,
                   .definition = "Value added in the numeraire.",
                   .value = by_sector<&Outcome::value_added_pct>},
    OutcomeMeasure{.id = "employment_pct",
                   .scope = Scope::sector,
                   .unit = "%",
                   .name = "employment",
                   .column = 3,
                   .definition = "Labour employed: value added over the wage.",
                   .value = by_sector<&Outcome::employment_pct>},
    OutcomeMeasure{.id = "price_pct",
                   .scope = Scope::sector,
                   .unit = "%",
                   .name = "price",
                   .column = 4,
                   .definition = "Buyers' price index of the sector's goods from all origins, tariffs included.",
                   .value = by_sector<&Outcome::price_pct>},
    OutcomeMeasure{.id = "exports_pct",
                   .scope = Scope::sector,
                   .unit = "%",
                   .name = "exports",
                   .column = 5,
                   .definition = "Sales of the sector to other countries; empty where there were none.",
                   .value = by_sector<&Outcome::sector_exports_pct>},
    OutcomeMeasure{.id = "imports_pct",
                   .scope = Scope::sector,
                   .unit = "%",
                   .name = "imports",
                   .column = 6,
                   .definition = "Purchases of the sector's goods from other countries; empty where there were none.",
                   .value = by_sector<&Outcome::sector_imports_pct>},
    OutcomeMeasure{.id = "flow_before_musd",
                   .scope = Scope::flow,
                   .unit = "million",
                   .name = "trade before",
                   .column = 1,
                   .definition = "Sales of the exporter's sector to the importer in the base, at exporter prices.",
                   .value = flow_before},
    OutcomeMeasure{.id = "flow_after_musd",
                   .scope = Scope::flow,
                   .unit = "million",
                   .name = "trade after",
                   .column = 2,
                   .definition = "The same in the case, in the numeraire.",
                   .value = flow_after},
    OutcomeMeasure{.id = "change_pct",
                   .scope = Scope::flow,
                   .unit = "%",
                   .name = "change of trade",
                   .column = 3,
                   .definition = "After against before; empty where there was no trade.",
                   .value = flow_change_pct},
    OutcomeMeasure{.id = "tariff_before_pct",
                   .scope = Scope::flow,
                   .unit = "%",
                   .name = "tariff before",
                   .column = 4,
                   .definition = "The importer's tariff on the exporter's goods of the sector in the base.",
                   .value = tariff_before_pct},
    OutcomeMeasure{.id = "tariff_after_pct",
                   .scope = Scope::flow,
                   .unit = "%",
                   .name = "tariff after",
                   .column = 5,
                   .definition = "The same in the case.",
                   .value = tariff_after_pct}};

}  // namespace

std::span<const OutcomeMeasure> outcome_measures() { return all; }

std::vector<const OutcomeMeasure*> columns_of(OutcomeMeasure::Scope scope) {
  std::vector<const OutcomeMeasure*> columns;
  for (const OutcomeMeasure& each : all) {
    if (each.scope == scope && each.column > 0) columns.push_back(&each);
  }
  std::ranges::sort(columns, {}, &OutcomeMeasure::column);
  return columns;
}

}  // namespace parley::study
