#include "parley/data/build/valuation_checks.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include <fmt/format.h>

#include "parley/base/error.hpp"
#include "parley/data/build/flow_sums.hpp"
#include "parley/data/build/read_customs_targets.hpp"

namespace parley::data {
namespace {

constexpr double billion = 1e3;  ///< in million
constexpr double much_moved = 0.3;
constexpr double pair_total_tolerance = 1e-9;
constexpr double sector_bend = 0.02;        ///< value-weighted |ln| of a recorded pair's sectors
constexpr double cell_bend = 0.06;          ///< |ratio - 1| of a recorded cell over a billion
constexpr double account_tolerance = 1e-4;  ///< million: value added by sector, balances
constexpr double service_tolerance = 1e-6;  ///< million: output of services
constexpr double least_final_use = 1;       ///< million
constexpr double least_value_added = 0.05;  ///< share of output

/// The worst of many numbers and where it stands.
struct Worst {
  double value = 0;
  std::string where;
  void at_most(double each, const std::string& place) {
    if (where.empty() || each > value) *this = {each, place};
  }
  void at_least(double each, const std::string& place) {
    if (where.empty() || each < value) *this = {each, place};
  }
};

std::string cell_words(const Economy& economy, Sector s, Importer n, Exporter i) {
  return fmt::format("{} {} from {}", economy.code(s), economy.code(country(n)), economy.code(country(i)));
}

double inputs_of(const BaselineData& data, Country n, Sector k) {
  double sum = 0;
  for (const InputSector s : data.economy.input_sectors()) sum += data.use(n, s, k);
  return sum;
}

void check_pairs(const CustomsTargets& targets, const BaselineData& data, std::vector<ValuationCheck>& checks) {
  const Economy& economy = data.economy;
  for (const TargetPair& pair : targets.pairs) {
    const std::string who =
        fmt::format("{} from {}", economy.code(country(pair.importer)), economy.code(country(pair.exporter)));
    const double reached = goods_between(data, pair.importer, pair.exporter);
    checks.push_back({fmt::format("total of {}: {:.3f} of {:.3f} million", who, reached, pair.total_musd),
                      std::abs(reached / pair.total_musd - 1), 0, pair_total_tolerance, who});
    double bent = 0;
    double weight = 0;
    for (const TargetCell& cell : targets.cells) {
      if (cell.importer != pair.importer || cell.exporter != pair.exporter || !(cell.musd > 0)) continue;
      bent += cell.musd * std::abs(std::log(data.flow(cell.sector, cell.importer, cell.exporter) / cell.musd));
      weight += cell.musd;
    }
    checks.push_back({"value-weighted |ln(flow / record)| of " + who, bent / weight, 0, sector_bend, who});
  }
  Worst worst;
  for (const TargetCell& cell : targets.cells) {
    if (!(cell.musd > billion)) continue;
    worst.at_most(std::abs(data.flow(cell.sector, cell.importer, cell.exporter) / cell.musd - 1),
                  cell_words(economy, cell.sector, cell.importer, cell.exporter));
  }
  checks.push_back({"recorded cells over a billion, |flow / record - 1|", worst.value, 0, cell_bend, worst.where});
}

void check_accounts(const BaselineData& basic, const BaselineData& data, std::vector<ValuationCheck>& checks) {
  const Economy& economy = data.economy;
  Worst value_added;
  Worst balances;
  Worst services;
  Worst least_final;
  for (const Country n : economy.countries()) {
    double balance = 0;
    for (const Sector s : economy.sectors()) {
      const std::string where = economy.code(n) + " " + economy.code(s);
      const double made = output_of(data, n, s);
      const double made_before = output_of(basic, n, s);
      value_added.at_most(std::abs(made - inputs_of(data, n, s) - made_before + inputs_of(basic, n, s)), where);
      if (!economy.sector(s).is_goods) services.at_most(std::abs(made - made_before), where);
      const double bought = purchases_of(data, n, s);
      balance += made - made_before - bought + purchases_of(basic, n, s);
      double final_use = bought;
      for (const double value : data.use.row(n, input(s))) final_use -= value;
      least_final.at_least(final_use, where);
    }
    balances.at_most(std::abs(balance), economy.code(n));
  }
  checks.push_back(
      {"value added by sector, change in million", value_added.value, 0, account_tolerance, value_added.where});
  checks.push_back({"trade balances, change in million", balances.value, 0, account_tolerance, balances.where});
  checks.push_back({"output of services, change in million", services.value, 0, service_tolerance, services.where});
  checks.push_back({"smallest final use, million", least_final.value, least_final_use,
                    std::numeric_limits<double>::infinity(), least_final.where});
}

void check_signs(const BaselineData& basic, const BaselineData& data, std::vector<ValuationCheck>& checks) {
  const Economy& economy = data.economy;
  Worst flow;
  double emptied = 0;
  std::string last_emptied;
  for (const Sector s : economy.sectors()) {
    for (const Importer n : economy.importers()) {
      for (const Exporter i : economy.exporters()) {
        const std::string where = cell_words(economy, s, n, i);
        flow.at_least(data.flow(s, n, i), where);
        if (data.flow(s, n, i) > 0 || !(basic.flow(s, n, i) > 0)) continue;
        ++emptied;
        last_emptied = where;
      }
    }
  }
  Worst use;
  for (const Country n : economy.countries()) {
    for (const InputSector k : economy.input_sectors()) {
      for (const Sector j : economy.sectors()) {
        use.at_least(data.use(n, k, j),
                     fmt::format("{} {} in {}", economy.code(n), economy.code(sector(k)), economy.code(j)));
      }
    }
  }
  const double any = std::numeric_limits<double>::infinity();
  checks.push_back({"smallest flow, million", flow.value, 0, any, flow.where});
  checks.push_back({"flows that became empty", emptied, 0, 0, last_emptied});
  checks.push_back({"smallest use, million", use.value, 0, any, use.where});
  const Baseline baseline = calibrate(data);
  Worst value_added;
  for (const Country n : economy.countries()) {
    for (const Sector s : economy.sectors()) {
      if (baseline.gross_output(n, s) > 0) {
        value_added.at_least(baseline.value_added_share(n, s), economy.code(n) + " " + economy.code(s));
      }
    }
  }
  checks.push_back({"smallest share of value added", value_added.value, least_value_added, 1, value_added.where});
}

/// mean |ln(flow / record)| over the suppliers that the recipe names.
double mean_log_gap(const BaselineData& data, Importer n, const std::map<std::string, double>& recorded) {
  double sum = 0;
  for (const auto& [region, musd] : recorded) {
    const Exporter i = exporter(*data.economy.find_country(region));
    sum += std::abs(std::log(goods_between(data, n, i) / musd));
  }
  return sum / static_cast<double>(recorded.size());
}

void check_suppliers(const SuppliersRecipe& recipe, const BaselineData& basic, const CustomsValuation& valued,
                     const std::filesystem::path& sources, std::vector<ValuationCheck>& checks) {
  const tariff::SelectedRows selected = tariff::select(recipe.rows, sources);
  const text::CsvTable& csv = selected.csv;
  const std::size_t name = csv.column(recipe.exporter_column);
  const std::size_t value = csv.column(recipe.value_column);
  std::map<std::string, double> recorded;
  for (const std::size_t row : selected.rows) {
    const auto found = recipe.region_of.find(std::string(csv.cell(row, name)));
    if (found == recipe.region_of.end()) continue;
    static_cast<void>(region_at(basic.economy, found->second, recipe.rows.place));
    recorded[found->second] += csv.number(row, value) * recipe.unit_musd * recipe.cif_over_fob;
  }
  if (recorded.size() != recipe.region_of.size()) {
    throw InputError(recipe.rows.place, fmt::format("{} of {} suppliers are in {}", recorded.size(),
                                                    recipe.region_of.size(), recipe.rows.file));
  }
  const Importer n = importer(region_at(basic.economy, recipe.importer, recipe.rows.place));
  checks.push_back({fmt::format("not used: mean |ln(flow / exporter's record)| of {} suppliers of {} ({:.3f} at basic "
                                "prices, {:.3f} with margins)",
                                recorded.size(), recipe.importer, mean_log_gap(basic, n, recorded),
                                mean_log_gap(valued.after_margins, n, recorded)),
                    mean_log_gap(valued.data, n, recorded), 0, recipe.most, recipe.importer});
}

double measured(const BaselineData& data, const std::string& measure, Country region) {
  double sum = 0;
  for (const Country other : data.economy.countries()) {
    if (other == region) continue;
    if (measure == "exports") sum += goods_between(data, importer(other), exporter(region));
    for (const Sector s : data.economy.sectors()) {
      const Importer n = importer(region);
      if (measure == "duties") sum += data.tariff(s, n, exporter(other)) * data.flow(s, n, exporter(other));
    }
  }
  return sum;
}

std::vector<MovedFlow> moved_flows(const BaselineData& basic, const TargetTable& targets, const BaselineData& data) {
  const Economy& economy = data.economy;
  std::vector<MovedFlow> moved;
  for (const Sector s : economy.sectors()) {
    if (!economy.sector(s).is_goods) continue;
    for (const Importer n : economy.importers()) {
      for (const Exporter i : economy.exporters()) {
        const double before = basic.flow(s, n, i);
        const double after = data.flow(s, n, i);
        if (!(before > 0 && after > 0) || std::max(before, after) <= billion) continue;
        const double change = std::log(after / before);
        if (std::abs(change) <= much_moved) continue;
        moved.push_back({economy.code(country(n)), economy.code(country(i)), economy.code(s), before, after,
                         std::max(targets.value(s, n, i), 0.0), change});
      }
    }
  }
  std::sort(moved.begin(), moved.end(), [](const MovedFlow& left, const MovedFlow& right) {
    return std::abs(left.customs_musd - left.basic_musd) > std::abs(right.customs_musd - right.basic_musd);
  });
  return moved;
}

}  // namespace

bool ValuationReport::holds() const {
  return std::all_of(checks.begin(), checks.end(), [](const ValuationCheck& each) { return each.holds(); });
}

ValuationReport report_valuation(const BaselineData& basic, const CustomsTargets& targets,
                                 const CustomsValuation& valued, const CustomsRecipe& recipe,
                                 const std::filesystem::path& sources) {
  ValuationReport report;
  check_pairs(targets, valued.data, report.checks);
  check_accounts(basic, valued.data, report.checks);
  check_signs(basic, valued.data, report.checks);
  for (const SuppliersRecipe& each : recipe.suppliers) check_suppliers(each, basic, valued, sources, report.checks);
  report.moved = moved_flows(basic, tabulate(targets, basic.economy), valued.data);
  report.remarks = targets.remarks;
  report.remarks.push_back(
      fmt::format("Goods were brought to the values on which customs charge duty: {:.1f} billion of trade and "
                  "transport margins moved "
                  "from services into goods with their users ({:.1f} million of it to final use; {:.4f} customs "
                  "dollars for a basic one "
                  "where nothing is recorded), then cross-entropy with outputs, absorption and uses held; totals of "
                  "recorded pairs hold "
                  "to {:.1e} after {} rounds.",
                  valued.margins.total_musd / billion, valued.margins.to_final_musd, valued.other_ratio,
                  valued.largest_total_gap, valued.rounds));
  return report;
}

std::vector<ValuationCheck> check_published_totals(const CustomsRecipe& recipe, const BaselineData& basic,
                                                   const BaselineData& data) {
  std::vector<ValuationCheck> checks;
  for (const PublishedTotalRecipe& total : recipe.totals) {
    const Country region = region_at(data.economy, total.region, total.place);
    const double now = measured(data, total.measure, region);
    checks.push_back(
        {fmt::format("not used: {} of {}, {:.0f} million ({:.0f} at basic prices) over the published {:.0f}",
                     total.measure, total.region, now, measured(basic, total.measure, region), total.musd),
         now / total.musd, total.least, total.most, total.region});
  }
  return checks;
}

}  // namespace parley::data
