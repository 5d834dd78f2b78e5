#include "parley/data/build/split_sector.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "parley/base/error.hpp"

namespace parley::data {
namespace {

constexpr numerics::BalanceRow rest_row{0};
constexpr numerics::BalanceRow part_row{1};

/// Where sectors stand before and after the cut.
struct Cut {
  Sector old_sector;
  Sector rest;
  Sector part;
  std::vector<std::size_t> old_of_new;  ///< the old sector of each new one

  [[nodiscard]] bool is_cut(Sector new_sector) const { return new_sector == rest || new_sector == part; }
  [[nodiscard]] Sector old_of(Sector new_sector) const { return Sector(old_of_new[new_sector.value()]); }
};

Cut find_cut(const Economy& economy, const SectorSplit& split) {
  const std::optional<Sector> found = economy.find_sector(split.sector);
  if (!found) {
    throw InputError({}, "split: no sector '" + split.sector + "'", did_you_mean(split.sector, economy.sector_codes()));
  }
  const std::size_t at = found->value();
  Cut cut{*found, Sector(at), Sector(at + 1), {}};
  for (std::size_t s = 0; s < economy.sector_count(); ++s) {
    cut.old_of_new.push_back(s);
    if (s == at) cut.old_of_new.push_back(s);
  }
  return cut;
}

void check_split(const BaselineData& data, const SectorSplit& split) {
  for (const double share : split.part_share.values()) {
    if (!(share >= 0 && share < 1)) {
      throw InputError({}, "split: a share of " + split.part.code + " in " + split.sector + " is outside [0, 1)");
    }
  }
  if (split.user_weight.size() != data.economy.sector_count() + 2) {
    throw InputError({}, "split: one weight per new sector and one for final use are needed");
  }
  for (const double weight : split.user_weight) {
    if (!(weight > 0 && std::isfinite(weight))) throw InputError({}, "split: a user weight is not positive");
  }
}

Economy cut_economy(const Economy& economy, const SectorSplit& split, const Cut& cut) {
  std::vector<Region> regions;
  for (const Country n : economy.countries()) regions.push_back(economy.region(n));
  std::vector<SectorLabel> sectors;
  for (std::size_t s = 0; s < cut.old_of_new.size(); ++s) {
    const Sector each(s);
    sectors.push_back(each == cut.rest ? split.rest : each == cut.part ? split.part : economy.sector(cut.old_of(each)));
  }
  return {std::move(regions), std::move(sectors), economy.groups()};
}

void cut_trade(const BaselineData& data, const SectorSplit& split, const Cut& cut, BaselineData& result) {
  const std::size_t countries = data.economy.country_count();
  const std::size_t sectors = cut.old_of_new.size();
  result.flow = Array<Sector, Importer, Exporter>(sectors, countries, countries);
  result.tariff = result.flow;
  result.trade_elasticity = Array<Sector>(sectors);
  result.population = data.population;
  result.elasticity_source.assign(sectors, "");
  for (const Sector s : all<Sector>(sectors)) {
    const Sector old_sector = cut.old_of(s);
    result.trade_elasticity(s) = data.trade_elasticity(old_sector);
    result.elasticity_source[s.value()] = data.elasticity_source[old_sector.value()];
    for (const Importer n : data.economy.importers()) {
      for (const Exporter i : data.economy.exporters()) {
        const double share = split.part_share(n, i);
        const double kept = s == cut.part ? share : s == cut.rest ? 1 - share : 1.0;
        result.flow(s, n, i) = kept * data.flow(old_sector, n, i);
        result.tariff(s, n, i) = data.tariff(old_sector, n, i);
      }
    }
  }
}

double absorption(const BaselineData& data, Sector s, Country n) {
  double total = 0;
  for (const double value : data.flow.row(s, importer(n))) total += value;
  return total;
}

/// Part's fraction of the cut sector's gross output; a half where there is none (its inputs are then zero as well).
double output_fraction(const BaselineData& result, const Cut& cut, Country n) {
  double part = 0;
  double rest = 0;
  for (const Importer m : result.economy.importers()) {
    part += result.flow(cut.part, m, exporter(n));
    rest += result.flow(cut.rest, m, exporter(n));
  }
  return part + rest > 0 ? part / (part + rest) : 0.5;
}

/// Divides one region's use of the cut sector over part and rest, by user; final use is the last column.
numerics::BalancedTable balance_region(const BaselineData& data, const SectorSplit& split, const Cut& cut,
                                       const BaselineData& result, Country n) {
  const std::size_t sectors = cut.old_of_new.size();
  const double fraction = output_fraction(result, cut, n);
  std::vector<double> user_total;
  double intermediate = 0;
  for (const Sector j : all<Sector>(sectors)) {
    const double scale = j == cut.part ? fraction : j == cut.rest ? 1 - fraction : 1.0;
    user_total.push_back(scale * data.use(n, input(cut.old_sector), cut.old_of(j)));
    intermediate += user_total.back();
  }
  const double total = absorption(data, cut.old_sector, n);
  if (intermediate > total * (1 + 1e-9)) {
    throw InputError({}, "split: final use of " + split.sector + " in " + data.economy.code(n) + " is negative");
  }
  user_total.push_back(std::max(0.0, total - intermediate));

  numerics::BalanceTable seed(2, user_total.size());
  for (const numerics::BalanceColumn c : all<numerics::BalanceColumn>(user_total.size())) {
    seed(rest_row, c) = user_total[c.value()];
    seed(part_row, c) = user_total[c.value()] * split.user_weight[c.value()];
  }
  std::vector<double> row_total{absorption(result, cut.rest, n), absorption(result, cut.part, n)};
  numerics::BalancedTable balanced = numerics::balance(std::move(seed), row_total, user_total, {.tolerance = 1e-13});
  if (!balanced.report.converged) {
    throw InputError({}, "split: the use of " + split.part.code + " in " + data.economy.code(n) + " does not balance",
                     "is its share so high that other users would have none left?");
  }
  return balanced;
}

/// Inputs other than the cut sector go to part and rest in proportion to gross output.
void cut_columns(const BaselineData& data, const Cut& cut, Country n, BaselineData& result) {
  const double fraction = output_fraction(result, cut, n);
  for (const Sector k : result.economy.sectors()) {
    if (cut.is_cut(k)) continue;
    for (const Sector j : result.economy.sectors()) {
      const double scale = j == cut.part ? fraction : j == cut.rest ? 1 - fraction : 1.0;
      result.use(n, input(k), j) = scale * data.use(n, input(cut.old_of(k)), cut.old_of(j));
    }
  }
}

}  // namespace

SplitBaseline split_sector(const BaselineData& data, const SectorSplit& split) {
  check_split(data, split);
  const Cut cut = find_cut(data.economy, split);
  SplitBaseline result;
  result.data.info = data.info;
  result.data.economy = cut_economy(data.economy, split, cut);
  cut_trade(data, split, cut, result.data);
  if (data.use.empty()) return result;

  const std::size_t sectors = cut.old_of_new.size();
  result.data.use = Array<Country, InputSector, Sector>(data.economy.country_count(), sectors, sectors);
  for (const Country n : data.economy.countries()) {
    cut_columns(data, cut, n, result.data);
    const numerics::BalancedTable balanced = balance_region(data, split, cut, result.data, n);
    for (const Sector j : result.data.economy.sectors()) {
      result.data.use(n, input(cut.rest), j) = balanced.table(rest_row, numerics::BalanceColumn(j.value()));
      result.data.use(n, input(cut.part), j) = balanced.table(part_row, numerics::BalanceColumn(j.value()));
    }
    result.largest_iterations = std::max(result.largest_iterations, balanced.report.iterations);
    result.largest_gap = std::max(result.largest_gap, balanced.report.largest_gap);
  }
  return result;
}

}  // namespace parley::data
