#include "parley/data/build/customs_valuation.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "parley/base/error.hpp"
#include "parley/data/build/flow_sums.hpp"
#include "parley/numerics/weighted_balance.hpp"

namespace parley::data {
namespace {

using numerics::BalanceColumn;
using numerics::BalanceRow;
using numerics::BalanceTable;

/// Customs value over basic price of everything that groups record; one where there is none.
double ratio_of_groups(const BaselineData& data, const CustomsTargets& targets) {
  double recorded = 0;
  double basic = 0;
  for (const TargetGroup& group : targets.groups) {
    for (const Sector s : data.economy.sectors()) {
      if (!data.economy.sector(s).is_goods) continue;
      recorded += group.musd(s);
      for (const Exporter i : group.exporters) basic += data.flow(s, group.importer, i);
    }
  }
  return basic > 0 ? recorded / basic : 1;
}

/// One sector's table: importers in rows, exporters in columns.
struct SectorTable {
  BalanceTable prior;
  BalanceTable weight;
  std::vector<double> absorption;
  std::vector<double> output;
};

SectorTable sector_table(const BaselineData& data, Sector s, double other_weight) {
  const std::size_t countries = data.economy.country_count();
  SectorTable table{BalanceTable(countries, countries), BalanceTable(countries, countries),
                    std::vector<double>(countries, 0.0), std::vector<double>(countries, 0.0)};
  table.weight.fill(other_weight);
  for (const Importer n : data.economy.importers()) {
    for (const Exporter i : data.economy.exporters()) {
      const double flow = data.flow(s, n, i);
      table.prior(BalanceRow(n.value()), BalanceColumn(i.value())) = flow;
      table.absorption[n.value()] += flow;
      table.output[i.value()] += flow;
    }
  }
  return table;
}

void set_priors_of_groups(const BaselineData& data, const CustomsTargets& targets, const ValuationOptions& options,
                          Sector s, SectorTable& table) {
  for (const TargetGroup& group : targets.groups) {
    double sum = 0;
    for (const Exporter i : group.exporters) sum += data.flow(s, group.importer, i);
    if (!(sum > 0 && group.musd(s) > 0)) continue;
    const double factor = std::clamp(group.musd(s) / sum, options.lowest_factor, options.highest_factor);
    for (const Exporter i : group.exporters) {
      const BalanceRow row(group.importer.value());
      const BalanceColumn column(i.value());
      table.prior(row, column) *= factor;
      table.weight(row, column) = options.group_weight;
    }
  }
}

void set_priors_of_cells(const BaselineData& data, const TargetTable& targets, const Array<Importer, Exporter>& scale,
                         const ValuationOptions& options, Sector s, SectorTable& table) {
  for (const Importer n : data.economy.importers()) {
    for (const Exporter i : data.economy.exporters()) {
      const double recorded = targets.value(s, n, i);
      const BalanceRow row(n.value());
      const BalanceColumn column(i.value());
      if (!(recorded > 0) || !(data.flow(s, n, i) > 0)) continue;
      table.prior(row, column) = std::min(scale(n, i) * recorded, options.most_of_output * table.output[i.value()]);
      table.weight(row, column) = options.recorded_weight;
    }
  }
}

/// Solves one sector into the flows of `result`; the relative gap of its margins.
double balance_sector(const SectorTable& table, Sector s, BaselineData& result) {
  numerics::BalancedTable balanced =
      numerics::weighted_balance(table.prior, table.weight, table.absorption, table.output);
  constexpr double enough = 1e-11;
  if (!(balanced.report.largest_gap <= enough)) {
    throw InputError({}, fmt::format("customs values: {} does not balance (gap {:.1e} after {} steps)",
                                     result.economy.code(s), balanced.report.largest_gap, balanced.report.iterations));
  }
  for (const Importer n : result.economy.importers()) {
    for (const Exporter i : result.economy.exporters()) {
      result.flow(s, n, i) = balanced.table(BalanceRow(n.value()), BalanceColumn(i.value()));
    }
  }
  return balanced.report.largest_gap;
}

/// Scales the records of each pair by what its total misses; the largest miss.
double rescale(const BaselineData& result, const CustomsTargets& targets, Array<Importer, Exporter>& scale) {
  double largest = 0;
  for (const TargetPair& pair : targets.pairs) {
    const double missed = pair.total_musd / goods_between(result, pair.importer, pair.exporter);
    scale(pair.importer, pair.exporter) *= missed;
    largest = std::max(largest, std::abs(missed - 1));
  }
  return largest;
}

}  // namespace

CustomsValuation to_customs_values(const BaselineData& data, const CustomsTargets& targets,
                                   const ValuationOptions& options) {
  const TargetTable table = tabulate(targets, data.economy);
  CustomsValuation result;
  result.data = data;
  result.other_ratio = ratio_of_groups(data, targets);
  result.margins =
      move_margins(result.data, table,
                   {.sectors = options.margins, .other_ratio = result.other_ratio, .most_of_use = options.most_of_use});
  result.after_margins = result.data;
  const BaselineData& base = result.after_margins;
  Array<Importer, Exporter> scale(data.economy.country_count(), data.economy.country_count());
  scale.fill(1);
  do {
    if (++result.rounds > options.round_limit) {
      throw InputError({},
                       fmt::format("customs values: the totals of pairs still miss by {:.1e} after {} rounds",
                                   result.largest_total_gap, options.round_limit),
                       "is a total larger than what its exporter can sell?");
    }
    result.largest_margin_gap = 0;
    for (const Sector s : data.economy.sectors()) {
      if (!data.economy.sector(s).is_goods) continue;
      SectorTable sector = sector_table(base, s, options.other_weight);
      set_priors_of_groups(base, targets, options, s, sector);
      set_priors_of_cells(base, table, scale, options, s, sector);
      result.largest_margin_gap = std::max(result.largest_margin_gap, balance_sector(sector, s, result.data));
    }
    result.largest_total_gap = rescale(result.data, targets, scale);
  } while (result.largest_total_gap > options.total_tolerance);
  return result;
}

}  // namespace parley::data
