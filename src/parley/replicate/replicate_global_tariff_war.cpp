#include <fmt/format.h>

#include <chrono>
#include <cmath>

#include "parley/equilibrium/outcome.hpp"
#include "parley/replicate/cube.hpp"
#include "parley/replicate/replication.hpp"
#include "parley/strategy/caliendo_parro_game.hpp"
#include "parley/strategy/formula.hpp"
#include "parley/strategy/nash.hpp"
#include "parley/study/cases/compute.hpp"
#include "parley/text/csv.hpp"

namespace parley::replicate {
namespace {

constexpr std::string_view elasticity_set = "IS";

std::vector<std::string> names_of(const std::filesystem::path& file, std::string_view column) {
  const text::CsvTable table = text::read_csv(file);
  std::vector<std::string> names;
  for (std::size_t row = 0; row < table.row_count(); ++row) names.emplace_back(table.cell(row, table.column(column)));
  return names;
}

/// The package's trade at tariff-inclusive prices, its tariffs and one set of its elasticities; no input links.
Baseline read_base_economy(const std::filesystem::path& folder) {
  BaselineData data;
  data.info.name = "global-tariff-war";
  data.info.year = 2014;
  data.info.deficit_rule = DeficitRule::balanced;
  const std::vector<std::string> codes = names_of(folder / "countries.csv", "iso3");
  const std::vector<std::string> sectors = names_of(folder / "sectors.csv", "idx");
  const std::vector<std::string> titles = names_of(folder / "sectors.csv", "sector");
  std::vector<Region> regions;
  std::vector<SectorLabel> labels;
  for (const std::string& code : codes) regions.push_back({code, code});
  for (std::size_t s = 0; s < sectors.size(); ++s) labels.push_back({sectors[s], titles[s], true});
  data.economy = Economy(std::move(regions), std::move(labels));
  data.flow = read_cube(folder / "X.csv", sectors, codes);
  data.tariff = read_cube(folder / "tariff.csv", sectors, codes);
  for (std::size_t at = 0; at < data.flow.size(); ++at) data.flow.values()[at] /= 1 + data.tariff.values()[at];
  const text::CsvTable elasticities = text::read_csv(folder / "trade_elasticity.csv");
  data.trade_elasticity = Array<Sector>(sectors.size());
  for (std::size_t row = 0; row < elasticities.row_count(); ++row) {
    const std::size_t column = elasticities.column("sector");
    data.trade_elasticity(
        Sector(position_of(sectors, elasticities.cell(row, column), elasticities.place(row, column)))) =
        elasticities.number(row, elasticities.column(elasticity_set));
  }
  data.elasticity_source.assign(sectors.size(), std::string(elasticity_set));
  return calibrate(std::move(data));
}

/// A column of the expected files, countries in their order.
std::vector<double> column_of(const std::filesystem::path& file, std::string_view column, const Economy& labels) {
  const text::CsvTable table = text::read_csv(file);
  const bool has_codes = table.has_column("iso3");
  std::vector<double> values(labels.country_count(), std::nan(""));
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::size_t at = has_codes ? position_of(labels.country_codes(), table.cell(row, table.column("iso3")),
                                                   table.place(row, table.column("iso3")))
                                     : static_cast<std::size_t>(table.number(row, table.column("idx"))) - 1;
    if (at >= values.size()) throw InputError(table.place(row, 0), "there is no such country");
    values[at] = table.number(row, table.column(column));
  }
  return values;
}

struct Claim {
  std::string name, unit;
  double tolerance;
};

void compare(const Claim& claim, const std::vector<double>& ours, const std::vector<double>& theirs,
             const Economy& labels, Replication& report) {
  OracleComparison comparison{claim.name, claim.unit, 0, 0, claim.tolerance, ""};
  for (std::size_t n = 0; n < ours.size(); ++n) {
    const double gap = std::abs(ours[n] - theirs[n]);
    ++comparison.cells;
    if (gap <= comparison.worst) continue;
    comparison.worst = gap;
    comparison.where = labels.code(Country(n));
  }
  report.oracles.push_back(std::move(comparison));
}

std::vector<double> real_income_pct(const Baseline& base, const Shock& shock, const Equilibrium& solved) {
  const Array<Country> values = outcome(base, shock, solved).real_income_pct;
  return {values.values().begin(), values.values().end()};
}

void note_means(const std::string& label, const std::vector<double>& tariff, const std::vector<double>& income,
                Replication& report) {
  double mean_tariff = 0;
  double mean_income = 0;
  for (std::size_t n = 0; n < tariff.size(); ++n) {
    mean_tariff += 100 * tariff[n] / static_cast<double>(tariff.size());
    mean_income += income[n] / static_cast<double>(income.size());
  }
  report.side_table.push_back({label, {mean_tariff, mean_income}});
}

struct Case {
  const Baseline& base;
  const std::filesystem::path& expected;
  std::vector<Country> players;
  std::vector<Sector> sectors;
};

Shock with_tariffs(const Case& at, const std::vector<double>& tariff) {
  Shock shock = no_shock(at.base);
  for (const Sector s : at.sectors) {
    for (const Importer n : at.base.economy.importers()) {
      for (const Exporter i : at.base.economy.exporters()) {
        if (country(n) != country(i)) shock.tariff_new(s, n, i) = tariff[n.value()];
      }
    }
  }
  return shock;
}

void formula_wars(const Case& at, Observer& observer, Replication& report) {
  const Economy& labels = at.base.economy;
  struct Variant {
    const char *name, *tariff, *welfare;
    strategy::FormulaOptions options;
  };
  for (const Variant& each : {Variant{"formula as in the program", "t_code", "dW_code", {false, 1.0}},
                              Variant{"formula with delta", "t_prop2_delta", "dW_prop2_delta", {true, 0.0}}}) {
    const strategy::FormulaWar war =
        strategy::formula_war(at.base, no_shock(at.base), at.players, at.sectors, each.options, observer);
    if (!war.report.usable()) throw NotSolved(each.name, war.report);
    const std::vector<double> income = real_income_pct(at.base, with_tariffs(at, war.tariff), war.equilibrium);
    const auto file = at.expected / "WIOD2014_IS_nash_compare.csv";
    const std::string name = each.name;
    compare({name + ": tariff", "fraction", 1e-5}, war.tariff, column_of(file, each.tariff, labels), labels, report);
    compare({name + ": welfare", "percentage points", 1e-5}, income, column_of(file, each.welfare, labels), labels,
            report);
    note_means(name, war.tariff, income, report);
    if (each.options.counts_partner_tariffs) continue;
    std::vector<double> wage(war.equilibrium.wage_hat.values().begin(), war.equilibrium.wage_hat.values().end());
    std::vector<double> spending;
    for (const Country n : labels.countries()) spending.push_back(war.equilibrium.income_new(n) / at.base.income(n));
    const auto levels = at.expected / "WIOD2014_IS_nash.csv";
    compare({name + ": wages", "ratio", 1e-5}, wage, column_of(levels, "what", labels), labels, report);
    compare({name + ": incomes", "ratio", 1e-5}, spending, column_of(levels, "yhat", labels), labels, report);
  }
}

void exact_war(const Case& at, Observer& observer, Replication& report) {
  const Economy& labels = at.base.economy;
  std::vector<strategy::Government> governments;
  std::vector<strategy::TariffGroup> groups;
  for (const Country n : at.players) {
    strategy::Government government;
    government.country = n;
    governments.push_back(government);
    for (strategy::TariffGroup& group : strategy::instruments_of(
             at.base, n, n.value(), {.grouping = strategy::Grouping::uniform, .sectors = at.sectors}))
      groups.push_back(std::move(group));
  }
  strategy::CaliendoParroGame game(at.base, no_shock(at.base), governments, groups);
  const strategy::NashResult war =
      strategy::nash(game, game.status_quo(), {.starts = 1, .deviation_starts = 1}, observer);
  if (!war.report.usable()) throw NotSolved("exact uniform Nash war", war.report);
  const strategy::NashEquilibrium& nash = war.equilibria.front();
  std::vector<double> tariff;
  std::vector<double> income;
  OracleComparison slopes{"exact war: largest slope of an objective", "per unit of ln(1+t)", 0, 0, 1e-6, ""};
  OracleComparison gains{"exact war: best unilateral deviation found", "% of real income", 0, 0, 1e-6, ""};
  for (std::size_t n = 0; n < at.players.size(); ++n) {
    tariff.push_back(std::expm1(nash.policy[n]));
    income.push_back(100 * std::expm1(nash.position.payoff[n]));
    ++slopes.cells;
    ++gains.cells;
    slopes.worst = std::max(slopes.worst, nash.proof[n].first_order_residual);
    gains.worst = std::max(gains.worst, nash.proof[n].deviation_gain_pct);
  }
  const auto file = at.expected / "WIOD2014_IS_nash_compare.csv";
  compare({"exact war: tariff", "fraction", 1e-4}, tariff, column_of(file, "t_exact_uniform_nash", labels), labels,
          report);
  compare({"exact war: welfare", "percentage points", 1e-4}, income, column_of(file, "dW_exact", labels), labels,
          report);
  report.oracles.push_back(std::move(slopes));
  report.oracles.push_back(std::move(gains));
  note_means("exact uniform Nash", tariff, income, report);
}

double seconds_since(std::chrono::steady_clock::time_point begun) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

}  // namespace

Replication replicate_global_tariff_war(const std::filesystem::path& folder, Observer& observer) {
  Replication report;
  report.name = "global-tariff-war";
  report.title = "Lashkaripour (2021, Journal of International Economics 131): a global tariff war, 44 countries, 2014";
  report.side_columns = {"mean tariff %", "mean welfare %"};
  const Baseline raw = read_base_economy(folder / "data");
  const ResolvedBase base = resolve_base(raw, DeficitRule::balanced, {.tolerance = 1e-12}, observer);
  if (!base.report.usable()) throw NotSolved("global-tariff-war, purging of imbalances", base.report);
  Case at{base.baseline, folder / "expected", {}, {}};
  for (const Country n : raw.economy.countries()) at.players.push_back(n);
  for (const Sector s : raw.economy.sectors()) at.sectors.push_back(s);
  const auto begun = std::chrono::steady_clock::now();
  formula_wars(at, observer, report);
  const double formula_seconds = seconds_since(begun);
  exact_war(at, observer, report);
  observer.note(fmt::format("two formula wars {:.2f} s, exact war with its deviations {:.2f} s", formula_seconds,
                            seconds_since(begun) - formula_seconds));
  report.notes = {
      fmt::format("elasticities {}; imbalances purged first; one tariff per country on all sectors", elasticity_set),
      "the program's formula leaves out the partners' own tariffs (delta) and keeps the denominator at one"};
  return report;
}

}  // namespace parley::replicate
