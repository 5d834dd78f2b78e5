#include "parley/replicate/ossa_2014_world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "parley/study/cases/compute.hpp"
#include "parley/text/csv.hpp"

namespace parley::replicate::ossa {
namespace {

using model::FixedFirmsEconomy;
using model::FixedFirmsGovernment;
using strategy::TariffGroup;

std::vector<TariffGroup> instruments(const FixedFirmsEconomy& economy, Tariffs tariffs, Country government,
                                     double lowest_tariff = 0) {
  return strategy::instruments_of(
      economy, government, government.value(),
      {.grouping = tariffs == Tariffs::mfn ? strategy::Grouping::by_sector : strategy::Grouping::each,
       .lowest_tariff = lowest_tariff});
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// A mean differs where its regions do: explained when the printed regions have the printed mean.
std::string mean_reason(const PublishedCell& cell, double printed_mean) {
  if (!prints_the_same(cell.published, printed_mean, cell.decimals)) return "";
  return fmt::format("the printed regions above have the mean {:.{}f}", printed_mean, cell.decimals + 2);
}

}  // namespace

Case read_case(const std::filesystem::path& folder) {
  Case data{folder, read_economy(folder / "data", "trade_purged.csv"), {}, {}};
  data.unweighted = unweighted_governments(data.economy);
  data.weighted = read_governments(folder / "data", data.economy);
  return data;
}

const char* name_of(Tariffs tariffs) { return tariffs == Tariffs::mfn ? "MFN" : "bilateral"; }

strategy::FixedFirmsGame game_of_all(const FixedFirmsEconomy& economy,
                                     const std::vector<FixedFirmsGovernment>& governments, Tariffs tariffs,
                                     double lowest_tariff) {
  std::vector<TariffGroup> groups;
  for (const FixedFirmsGovernment& government : governments) {
    for (TariffGroup& group : instruments(economy, tariffs, government.country, lowest_tariff))
      groups.push_back(std::move(group));
  }
  return {economy, governments, std::move(groups)};
}

strategy::FixedFirmsGame game_of_one(const FixedFirmsEconomy& economy,
                                     const std::vector<FixedFirmsGovernment>& governments, Tariffs tariffs,
                                     Country government) {
  return {economy, governments, instruments(economy, tariffs, government)};
}

std::vector<strategy::InstrumentSet> by_sector(const strategy::FixedFirmsGame& game, const strategy::Block& block) {
  std::vector<strategy::InstrumentSet> sets(game.world().sectors());
  for (const std::size_t k : block.instruments) sets[game.groups()[k].cells.front().sector.value()].push_back(k);
  std::erase_if(sets, [](const strategy::InstrumentSet& set) { return set.empty(); });
  return sets;
}

strategy::Policy translated(const strategy::FixedFirmsGame& to, const Array<Sector, Importer, Exporter>& tariffs) {
  strategy::Policy policy;
  for (const TariffGroup& group : to.groups()) {
    const auto [s, n, i] = group.cells.front();
    policy.push_back(std::clamp(std::log1p(tariffs(s, n, i)), group.instrument.lower, group.instrument.upper));
  }
  return policy;
}

Figures figures_of(const strategy::FixedFirmsGame& game, const strategy::Position& position) {
  if (!position.report.usable()) throw NotSolved("ossa-2014, a world at given tariffs", position.report);
  const model::FixedFirmsKernel& world = game.world();
  Figures figures;
  for (const Country n : all<Country>(world.countries())) {
    figures.government.push_back(std::exp(position.payoff[n.value()]));
    figures.welfare.push_back(std::exp(log_welfare(world, n)));
    figures.wage.push_back(world.levels().wage_hat[n.value()]);
    figures.expenditure.push_back(world.levels().expenditure[n.value()] / world.shares().spending[n.value()]);
    double before = 0;
    double after = 0;
    std::vector<double> tariffs;
    for (const Sector s : all<Sector>(world.sectors())) {
      before += world.shares().profit(n, s);
      after += world.levels().sales(s, exporter(n)) / world.substitution(s);
      for (const Exporter i : all<Exporter>(world.countries())) {
        if (country(i) != n) tariffs.push_back(world.tariff(s, importer(n), i));
      }
    }
    figures.profit.push_back(after / before);
    figures.median_tariff.push_back(median(std::move(tariffs)));
  }
  return figures;
}

Figures relative_to(const Figures& figures, const Figures& base) {
  Figures result = figures;
  for (std::size_t n = 0; n < figures.wage.size(); ++n) {
    result.government[n] /= base.government[n];
    result.welfare[n] /= base.welfare[n];
    result.wage[n] /= base.wage[n];
    result.profit[n] /= base.profit[n];
    result.expenditure[n] /= base.expenditure[n];
  }
  return result;
}

Percentages percentages_of(const Figures& figures) {
  Percentages result;
  const double mean_wage = mean(figures.wage);
  for (std::size_t n = 0; n < figures.wage.size(); ++n) {
    result.government.push_back(100 * (figures.government[n] - 1));
    result.welfare.push_back(100 * (figures.welfare[n] - 1));
    result.wage.push_back(100 * (figures.wage[n] - mean_wage));
    result.profit.push_back(100 * (figures.profit[n] / figures.wage[n] - 1));
    result.median_tariff.push_back(100 * figures.median_tariff[n]);
  }
  return result;
}

text::CsvTable read_printed(const std::filesystem::path& file, const std::vector<std::string>& columns) {
  return text::parse_csv(fmt::format("{}\n{}", fmt::join(columns, ","), text::read_bytes(file)),
                         file.string() + " below a line of column names");
}

void compare_table(const Case& data, const PrintedTable& table, const std::vector<std::vector<double>>& computed,
                   const Reason& reason, Replication& report) {
  const text::CsvTable printed = read_printed(data.folder / "expected" / table.file, table.columns);
  std::vector<double> printed_mean(table.columns.size(), 0.0);
  for (std::size_t row = 0; row < printed.row_count(); ++row) {
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      PublishedCell cell{.table = table.name, .column = table.columns[column], .decimals = table.decimals[column]};
      cell.row = row < computed.size() ? data.economy.countries[row] : "mean";
      cell.published = printed.number(row, column);
      if (row < computed.size()) {
        cell.computed = computed[row][column];
      } else {
        for (const std::vector<double>& region : computed)
          cell.computed += region[column] / static_cast<double>(computed.size());
      }
      cell.verdict = PublishedCell::Verdict::agrees;
      if (row < computed.size()) {
        printed_mean[column] += cell.published / static_cast<double>(computed.size());
      }
      if (!prints_the_same(cell.published, cell.computed, cell.decimals)) {
        cell.reason =
            row < computed.size() ? reason(row, column, cell.published) : mean_reason(cell, printed_mean[column]);
        cell.verdict = cell.reason.empty() ? PublishedCell::Verdict::differs : PublishedCell::Verdict::known_exception;
      }
      report.published.push_back(std::move(cell));
    }
  }
}

void compare_column(const text::CsvTable& file, const std::string& column, const FixedFirmsEconomy& economy,
                    const std::vector<double>& ours, const NamedColumn& named, Replication& report) {
  OracleComparison comparison{named.name, named.unit, 0, 0, named.tolerance, ""};
  for (std::size_t row = 0; row < file.row_count(); ++row) {
    const std::size_t region = file.column("region");
    const std::size_t n = position(economy.countries, file.cell(row, region), file.place(row, region));
    comparison.add(std::abs(ours[n] - file.number(row, file.column(column))), economy.countries[n]);
  }
  report.oracles.push_back(std::move(comparison));
}

}  // namespace parley::replicate::ossa
