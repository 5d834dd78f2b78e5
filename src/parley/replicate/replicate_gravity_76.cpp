#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "parley/base/error.hpp"
#include "parley/equilibrium/gravity.hpp"
#include "parley/replicate/replication.hpp"
#include "parley/study/cases/compute.hpp"
#include "parley/text/csv.hpp"

namespace parley::replicate {
namespace {

constexpr std::string_view year = "1990";
constexpr double theta = 5.03;
constexpr double partial_effect = 0.5;
constexpr std::array<std::string_view, 3> members = {"CAN", "MEX", "USA"};

std::size_t position(const std::vector<std::string>& codes, std::string_view code) {
  return static_cast<std::size_t>(std::lower_bound(codes.begin(), codes.end(), code) - codes.begin());
}

/// The flows of one year, countries by code; every pair must be there once.
model::GravityEconomy read_flows(const std::filesystem::path& file) {
  const text::CsvTable table = text::read_csv(file);
  const std::size_t exporter_column = table.column("iso_o");
  const std::size_t importer_column = table.column("iso_d");
  std::vector<std::size_t> rows;
  std::set<std::string> codes;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (table.cell(row, table.column("year")) != year) continue;
    rows.push_back(row);
    codes.emplace(table.cell(row, exporter_column));
    codes.emplace(table.cell(row, importer_column));
  }
  model::GravityEconomy economy;
  economy.codes.assign(codes.begin(), codes.end());
  economy.flow = Array<Exporter, Importer>(codes.size(), codes.size());
  economy.flow.fill(std::nan(""));
  economy.trade_elasticity = theta;
  for (const std::size_t row : rows) {
    double& cell = economy.flow(Exporter(position(economy.codes, table.cell(row, exporter_column))),
                                Importer(position(economy.codes, table.cell(row, importer_column))));
    if (!std::isnan(cell)) throw InputError(table.place(row, exporter_column), "this pair appears twice");
    cell = table.number(row, table.column("flow"));
  }
  for (const Exporter i : all<Exporter>(codes.size())) {
    for (const Importer n : all<Importer>(codes.size())) {
      if (!std::isnan(economy.flow(i, n))) continue;
      throw InputError(Place{.file = file.string()}, fmt::format("no row for {} to {} in {}", economy.codes[i.value()],
                                                                 economy.codes[n.value()], year));
    }
  }
  return economy;
}

model::GravityShock nafta(const model::GravityEconomy& economy) {
  model::GravityShock shock = model::no_gravity_shock(economy);
  for (const std::string_view from : members) {
    for (const std::string_view to : members) {
      if (from == to) continue;
      shock.trade_cost_effect(Exporter(position(economy.codes, from)), Importer(position(economy.codes, to))) =
          std::exp(partial_effect);
    }
  }
  return shock;
}

/// Real changes of one country's trade in per cent: exports at its own prices, what it buys at its buyers' prices.
struct RealTrade {
  double exports, imports, international, domestic;
};

RealTrade real_trade(const model::GravityEconomy& economy, const model::GravityState& state, std::size_t n) {
  double exports = 0, exports_new = 0, imports = 0, imports_new = 0;
  for (std::size_t m = 0; m < economy.codes.size(); ++m) {
    if (m == n) continue;
    exports += economy.flow(Exporter(n), Importer(m));
    exports_new += state.flow_new(Exporter(n), Importer(m)) / state.price_hat[n];
    imports += economy.flow(Exporter(m), Importer(n));
    imports_new += state.flow_new(Exporter(m), Importer(n)) / state.price_index_hat[n];
  }
  const double own = economy.flow(Exporter(n), Importer(n));
  const double own_new = state.flow_new(Exporter(n), Importer(n)) / state.price_index_hat[n];
  return {100 * (exports_new / exports - 1), 100 * (imports_new / imports - 1),
          100 * ((exports_new + imports_new) / (exports + imports) - 1), 100 * (own_new / own - 1)};
}

void compare(const std::filesystem::path& file, const model::GravityEconomy& economy, const GravityEquilibrium& solved,
             Replication& report) {
  const text::CsvTable table = text::read_csv(file);
  if (table.row_count() != economy.codes.size())
    throw InputError(Place{.file = file.string()},
                     fmt::format("has {} rows for {} countries", table.row_count(), economy.codes.size()));
  OracleComparison effects{
      fmt::format("psi = {}: changes of over 0.01 %", economy.supply_elasticity), "of the effect", 0, 0, 1e-6, ""};
  for (const std::string_view column :
       {"Exports", "Imports", "IntlTrade", "Domestic", "Output", "Welfare", "p_hat", "P_hat", "Y_hat", "E_hat"}) {
    const bool is_ratio = column.ends_with("_hat");
    OracleComparison comparison{
        fmt::format("psi = {}: {} of {} countries", economy.supply_elasticity, column, economy.codes.size()),
        is_ratio ? "ratio" : "percentage points",
        0,
        0,
        1e-6,
        ""};
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      const std::string_view code = table.cell(row, table.column("iso"));
      const std::size_t n = position(economy.codes, code);
      if (n == economy.codes.size() || economy.codes[n] != code)
        throw InputError(table.place(row, table.column("iso")), fmt::format("no country '{}' in the flows", code));
      const RealTrade trade = real_trade(economy, solved.state, n);
      const double ours = column == "Exports"     ? trade.exports
                          : column == "Imports"   ? trade.imports
                          : column == "IntlTrade" ? trade.international
                          : column == "Domestic"  ? trade.domestic
                          : column == "Output"    ? 100 * (solved.state.quantity_hat[n] - 1)
                          : column == "Welfare"   ? 100 * (solved.welfare_hat[n] - 1)
                          : column == "p_hat"     ? solved.state.price_hat[n]
                          : column == "P_hat"     ? solved.state.price_index_hat[n]
                          : column == "Y_hat"     ? solved.state.output_hat[n]
                                                  : solved.state.spending_hat[n];
      const double theirs = table.number(row, table.column(column));
      comparison.add(std::abs(ours - theirs), code);
      if (!is_ratio && std::abs(theirs) > 0.01) effects.add(std::abs(ours / theirs - 1), code);
    }
    report.oracles.push_back(std::move(comparison));
  }
  report.oracles.push_back(std::move(effects));
}

}  // namespace

Replication replicate_gravity_76(const std::filesystem::path& folder, Observer& observer) {
  Replication report;
  report.name = "gravity-76";
  report.title = "Structural gravity in changes (Campos, Reggio & Timini): NAFTA on the trade of 76 countries in 1990";
  report.notes.push_back(
      fmt::format("partial effect {} on the six pairs of Canada, Mexico and the United States, theta {}, "
                  "deficits constant in units of world output",
                  partial_effect, theta));
  report.side_columns.assign(members.begin(), members.end());
  model::GravityEconomy economy = read_flows(folder / "example_data.csv");
  for (const auto& [psi, name] : {std::pair(0.0, "psi0"), std::pair(1.24, "psi1.24")}) {
    economy.supply_elasticity = psi;
    const GravityEquilibrium solved = solve(economy, nafta(economy), observer);
    if (!solved.report.usable()) throw NotSolved(fmt::format("gravity-76, psi = {}", psi), solved.report);
    SideNote welfare{fmt::format("welfare, supply elasticity {}, %", psi), {}};
    for (const std::string_view code : members)
      welfare.values.push_back(100 * (solved.welfare_hat[position(economy.codes, code)] - 1));
    report.side_table.push_back(std::move(welfare));
    compare(folder / fmt::format("expected_nafta_1990_theta5.03_{}_additive.csv", name), economy, solved, report);
  }
  return report;
}

}  // namespace parley::replicate
