#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "parley/base/error.hpp"
#include "parley/equilibrium/fixed_firms.hpp"
#include "parley/replicate/ossa_2014.hpp"
#include "parley/replicate/ossa_2014_strategies.hpp"
#include "parley/replicate/ossa_2014_table_2.hpp"
#include "parley/replicate/replication.hpp"
#include "parley/study/cases/compute.hpp"
#include "parley/text/csv.hpp"

namespace parley::replicate {
namespace {

using Cube = Array<Sector, Importer, Exporter>;
using model::FixedFirmsEconomy;
using ossa::position;
using ossa::read_cube;
using ossa::read_economy;

/// Tariffs of an experiment, from the factual ones.
using Change = std::function<void(const FixedFirmsEconomy&, Cube&)>;

void add_points(const FixedFirmsEconomy& economy, Cube& tariff, std::string_view importer, std::string_view exporter,
                std::string_view sector, double points) {
  for (const Sector s : all<Sector>(economy.sectors.size())) {
    if (!sector.empty() && economy.sectors[s.value()] != sector) continue;
    for (const Exporter i : all<Exporter>(economy.countries.size())) {
      const Importer n(position(economy.countries, importer, Place{}));
      const bool counts = exporter.empty() || economy.countries[i.value()] == exporter;
      if (counts && i.value() != n.value()) tariff(s, n, i) += points;
    }
  }
}

struct Tolerances {
  double welfare, wage;
};

void compare(const std::filesystem::path& file, const std::string& name, const FixedFirmsEconomy& economy,
             const FixedFirmsEquilibrium& solved, const Tolerances& allowed, Replication& report) {
  const text::CsvTable table = text::read_csv(file);
  // The high-precision file has welfare in per cent and no profits.
  const bool in_per_cent = table.has_column("welfare_pct");
  for (const std::string_view column :
       {in_per_cent ? "welfare_pct" : "welfare_hat", "wage_hat", "expenditure_hat", "profit_hat"}) {
    if (in_per_cent && column == "profit_hat") continue;
    OracleComparison comparison{name + ": " + std::string(column),
                                column == "welfare_pct" ? "percentage points" : "ratio",
                                0,
                                0,
                                column.starts_with("welfare") ? allowed.welfare : allowed.wage,
                                ""};
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      const std::size_t region = table.column("region");
      const std::size_t n = position(economy.countries, table.cell(row, region), table.place(row, region));
      const double ours = column == "welfare_pct"       ? 100 * (solved.welfare_hat[n] - 1)
                          : column == "welfare_hat"     ? solved.welfare_hat[n]
                          : column == "wage_hat"        ? solved.state.wage_hat[n]
                          : column == "expenditure_hat" ? solved.state.spending_hat[n]
                                                        : solved.profit_hat[n];
      const double gap = std::abs(ours - table.number(row, table.column(column)));
      ++comparison.cells;
      if (gap <= comparison.worst) continue;
      comparison.worst = gap;
      comparison.where = economy.countries[n];
    }
    report.oracles.push_back(std::move(comparison));
  }
}

void compare_purged(const std::filesystem::path& folder, const FixedFirmsEconomy& purged, Observer& observer,
                    Replication& report) {
  const PurgedEconomy ours = without_imbalances(read_economy(folder, "trade_raw.csv"), observer);
  if (!ours.report.usable()) throw NotSolved("ossa-2014, purging of imbalances", ours.report);
  OracleComparison comparison{
      "trade without aggregate imbalances, from the raw trade", "relative to a sector's sales", 0, 0, 1e-9, ""};
  for (const Sector s : all<Sector>(purged.sectors.size())) {
    for (const Exporter i : all<Exporter>(purged.countries.size())) {
      double sales = 0;
      for (const Importer n : all<Importer>(purged.countries.size())) sales += purged.trade(s, n, i);
      for (const Importer n : all<Importer>(purged.countries.size())) {
        const double gap = std::abs(ours.economy.trade(s, n, i) - purged.trade(s, n, i)) / sales;
        ++comparison.cells;
        if (gap <= comparison.worst) continue;
        comparison.worst = gap;
        comparison.where = fmt::format("{}, {} to {}", purged.sectors[s.value()], purged.countries[i.value()],
                                       purged.countries[n.value()]);
      }
    }
  }
  report.oracles.push_back(std::move(comparison));
}

void replicate_strategies(const std::filesystem::path& folder, Observer& observer, Replication& report) {
  const ossa::Case data = ossa::read_case(folder);
  observer.progress("lobbying weights", 0.05);
  ossa::replicate_weights(data, observer, report);
  observer.progress("optimal tariffs", 0.1);
  ossa::replicate_optima(data, observer, report);
  observer.progress("trade wars", 0.5);
  const ossa::Wars wars = ossa::solve_wars(data, observer);
  ossa::replicate_wars(data, wars, observer, report);
  observer.progress("trade talks", 0.7);
  ossa::replicate_talks(data, wars, observer, report);
  ossa::replicate_unrestricted_talks(data, wars, observer, report);
  observer.progress("other elasticities", 0.85);
  ossa::replicate_elasticities(data, observer, report);
}

}  // namespace

Replication replicate_ossa_2014(const std::filesystem::path& folder, Observer& observer) {
  Replication report;
  report.name = "ossa-2014";
  report.title = "Ossa (2014, American Economic Review 104:12): trade wars with profits, 7 regions and 33 industries";
  report.notes = {
      "monopolistic competition with a fixed number of firms; wages and expenditure in the numeraire sum wL w_hat = "
      "sum wL",
      "the authors' stored solutions miss their own labour equation by up to 3.6e-5: wages, expenditure and profits "
      "are "
      "compared to 5e-5, welfare to 1e-5; the high-precision Nash case to 1e-9"};
  const FixedFirmsEconomy economy = read_economy(folder / "data", "trade_purged.csv");
  compare_purged(folder / "data", economy, observer, report);
  const std::filesystem::path expected = folder / "expected";
  constexpr Tolerances authors{1e-5, 5e-5};
  struct Case {
    std::string file, name;
    Tolerances allowed;
    Change change;
  };
  const std::vector<Case> cases = {
      {"factual.csv", "factual tariffs", authors, [](const FixedFirmsEconomy&, Cube&) {}},
      {"US_plus50_crp.csv", "United States, 50 points on chemicals", authors,
       [](const FixedFirmsEconomy& e, Cube& t) { add_points(e, t, "US", "", "crp", 0.5); }},
      {"US_plus50_wap.csv", "United States, 50 points on apparel", authors,
       [](const FixedFirmsEconomy& e, Cube& t) { add_points(e, t, "US", "", "wap", 0.5); }},
      {"CN_plus20_on_US_BAS.csv", "China, 20 points on the United States", authors,
       [](const FixedFirmsEconomy& e, Cube& t) { add_points(e, t, "China", "US", "", 0.2); }},
      {"free_trade_BAS.csv", "free trade", authors, [](const FixedFirmsEconomy&, Cube& t) { t.fill(0.0); }},
      {"nash_highprec_BAS.csv",
       "Nash tariffs as given, to high precision",
       {1e-9, 1e-9},
       [&](const FixedFirmsEconomy& e, Cube& t) { t = read_cube(expected / "nash_highprec_tariffs_BAS.csv", e); }}};
  report.side_columns = economy.countries;
  std::vector<FixedFirmsEquilibrium> solutions;
  for (const Case& each : cases) {
    model::FixedFirmsShock shock{economy.tariff, std::vector<double>(economy.countries.size(), 0.0)};
    each.change(economy, shock.tariff_new);
    const FixedFirmsEquilibrium& solved = solutions.emplace_back(solve(economy, shock, observer));
    if (!solved.report.usable()) throw NotSolved("ossa-2014, " + each.name, solved.report);
    SideNote welfare{"welfare, " + each.name + ", %", {}};
    for (const double hat : solved.welfare_hat) welfare.values.push_back(100 * (hat - 1));
    report.side_table.push_back(std::move(welfare));
    compare(expected / each.file, each.name, economy, solved, each.allowed, report);
  }
  const Country us(position(economy.countries, "US", Place{}));
  ossa::compare_table_2(expected / "published_TABLE2.csv", economy,
                        {{{"US, chemicals", Sector(position(economy.sectors, "crp", Place{})), us}, &solutions[1]},
                         {{"US, apparel", Sector(position(economy.sectors, "wap", Place{})), us}, &solutions[2]}},
                        report);
  replicate_strategies(folder, observer, report);
  return report;
}

}  // namespace parley::replicate
