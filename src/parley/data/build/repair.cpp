#include "parley/data/build/repair.hpp"

#include <cmath>

#include <fmt/format.h>

#include "parley/base/error.hpp"
#include "parley/data/build/flow_sums.hpp"
#include "parley/text/number.hpp"

namespace parley::data {
namespace {

/// m[n,k] = sum_i F (1+t) / sum_i F, one where nothing is bought.
double average_tariff_factor(const BaselineData& data, Country n, Sector s) {
  double inclusive = 0;
  for (const Exporter i : data.economy.exporters()) {
    inclusive += data.flow(s, importer(n), i) * (1 + data.tariff(s, importer(n), i));
  }
  const double basic = purchases_of(data, n, s);
  return basic > 0 ? inclusive / basic : 1.0;
}

/// The decimal number of so many digits nearest to a value: the text form is what a file will hold.
double rounded(double value, int significant_digits, double smallest) {
  const double result = text::read_number(fmt::format("{:.{}g}", value, significant_digits)).value_or(value);
  return std::abs(result) < smallest ? 0.0 : result;
}

}  // namespace

std::vector<FinalUseRepair> repair_final_use(BaselineData& data, double tolerance) {
  std::vector<FinalUseRepair> repairs;
  ProblemList problems;
  for (const Country n : data.economy.countries()) {
    for (const InputSector k : data.economy.input_sectors()) {
      const std::span<double> row = data.use.row(n, k);
      double used = 0;
      for (const double value : row) used += value;
      const double bought = purchases_of(data, n, sector(k));
      if (used <= bought) continue;
      const std::string cell = data.economy.code(n) + " " + data.economy.code(sector(k));
      if (used - bought > tolerance * bought) {
        problems.add({data.info.name, 0, 0, cell},
                     fmt::format("inputs of {:.10g} exceed the {:.10g} that the region buys", used, bought),
                     "more than rounding: balance the source first");
        continue;
      }
      // A hair below one, so that the sum of the scaled row cannot exceed the purchases by rounding.
      const double factor = bought / used * (1 - 1e-12);
      for (double& value : row) value *= factor;
      repairs.push_back({data.economy.code(n), data.economy.code(sector(k)), used - bought});
    }
  }
  problems.throw_if_any();
  return repairs;
}

std::vector<ValueAddedCell> cells_without_value_added(const BaselineData& data) {
  std::vector<ValueAddedCell> cells;
  for (const Country n : data.economy.countries()) {
    for (const Sector j : data.economy.sectors()) {
      const double output = output_of(data, n, j);
      if (!(output > 0)) continue;
      double inputs = 0;
      double tariffs = 0;
      for (const InputSector k : data.economy.input_sectors()) {
        const double value = data.use(n, k, j);
        if (value == 0) continue;
        inputs += value;
        tariffs += value * (average_tariff_factor(data, n, sector(k)) - 1);
      }
      if (inputs + tariffs < output) continue;
      cells.push_back({data.economy.code(n), data.economy.code(j), output, inputs, tariffs, 0, 0});
    }
  }
  return cells;
}

std::vector<ValueAddedCell> repair_value_added(BaselineData& data, const Array<Country, Sector>& source_share) {
  std::vector<ValueAddedCell> cells = cells_without_value_added(data);
  for (ValueAddedCell& cell : cells) {
    const Country n = *data.economy.find_country(cell.region);
    const Sector j = *data.economy.find_sector(cell.sector);
    const double share = source_share(n, j);
    if (!(share > 0 && share < 1)) {
      throw InputError(
          {data.info.name, 0, 0, cell.region + " " + cell.sector},
          fmt::format("the source's own value-added share is {:.6g}, so inputs cannot be scaled to it", share));
    }
    const double factor = (1 - share) * cell.gross_output_musd / (cell.inputs_musd + cell.tariffs_musd);
    for (const InputSector k : data.economy.input_sectors()) data.use(n, k, j) *= factor;
    cell.share_after = share;
    cell.moved_musd = (1 - factor) * cell.inputs_musd;
  }
  return cells;
}

RoundingReport round_values(BaselineData& data, int significant_digits, double smallest) {
  RoundingReport report;
  for (double& value : data.flow.values()) {
    const double kept = rounded(value, significant_digits, smallest);
    report.flow_moved_musd += std::abs(kept - value);
    if (value > 0 && kept == 0) {
      ++report.flows_zeroed;
      report.zeroed_musd += value;
    }
    value = kept;
  }
  for (double& value : data.use.values()) {
    const double kept = rounded(value, significant_digits, smallest);
    report.use_moved_musd += std::abs(kept - value);
    value = kept;
  }
  for (double& value : data.tariff.values()) value = rounded(100 * value, 10, 1e-6) / 100;
  return report;
}

}  // namespace parley::data
