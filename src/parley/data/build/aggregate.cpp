#include "parley/data/build/aggregate.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "parley/base/error.hpp"
#include "parley/text/csv.hpp"

namespace parley::data {
namespace {

struct Sums {
  double output = 0;
  double trade = 0;
  double revenue = 0;
  double inputs = 0;
};

Sums world_sums(const BaselineData& data) {
  Sums sums;
  for (const Sector s : data.economy.sectors()) {
    for (const Importer n : data.economy.importers()) {
      for (const Exporter i : data.economy.exporters()) {
        const double flow = data.flow(s, n, i);
        sums.output += flow;
        if (country(n) != country(i)) sums.trade += flow;
        sums.revenue += flow * data.tariff(s, n, i);
      }
    }
  }
  for (const double value : data.use.values()) sums.inputs += value;
  return sums;
}

/// The groups of countries that new regions make up whole.
std::vector<CountryGroup> kept_groups(const Economy& economy, const GroupMap& regions) {
  std::vector<CountryGroup> kept;
  for (const CountryGroup& group : economy.groups()) {
    std::vector<bool> is_member(regions.groups.size(), true);
    for (const Country n : economy.countries()) {
      const bool is_inside = std::ranges::find(group.members, n) != group.members.end();
      if (!is_inside) is_member[regions.group_of[n.value()]] = false;
    }
    CountryGroup now{.code = group.code, .name = group.name, .members = {}, .is_customs_union = group.is_customs_union};
    const bool is_whole =
        std::ranges::all_of(group.members, [&](Country n) { return bool{is_member[regions.group_of[n.value()]]}; });
    for (std::size_t at = 0; at < is_member.size(); ++at) {
      if (is_member[at]) now.members.push_back(Country(at));
    }
    const auto has_code = [&](const GroupMap::Group& each) { return each.code == group.code; };
    if (is_whole && std::ranges::none_of(regions.groups, has_code)) kept.push_back(std::move(now));
  }
  return kept;
}

Economy grouped_economy(const Economy& economy, const GroupMap& regions, const GroupMap& sectors) {
  std::vector<Region> region_list;
  region_list.reserve(regions.groups.size());
  for (const GroupMap::Group& group : regions.groups) region_list.push_back({group.code, group.name});
  std::vector<SectorLabel> sector_list;
  sector_list.reserve(sectors.groups.size());
  for (const GroupMap::Group& group : sectors.groups) sector_list.push_back({group.code, group.name, false});
  for (const Sector s : economy.sectors()) {
    SectorLabel& label = sector_list[sectors.group_of[s.value()]];
    label.is_goods = label.is_goods || economy.sector(s).is_goods;
  }
  return {std::move(region_list), std::move(sector_list), kept_groups(economy, regions)};
}

/// Flows by addition; tariffs weighted with them. `charged_inside` is revenue that members of a group owe each other.
double group_trade(const BaselineData& data, const GroupMap& regions, const GroupMap& sectors, BaselineData& result) {
  const std::size_t countries = regions.groups.size();
  result.flow = Array<Sector, Importer, Exporter>(sectors.groups.size(), countries, countries);
  result.tariff = result.flow;
  Array<Sector, Importer, Exporter> plain = result.flow;
  Array<Sector, Importer, Exporter> cells = result.flow;
  double charged_inside = 0;
  for (const Sector s : data.economy.sectors()) {
    for (const Importer n : data.economy.importers()) {
      for (const Exporter i : data.economy.exporters()) {
        const Sector group(sectors.group_of[s.value()]);
        const Importer to(regions.group_of[n.value()]);
        const Exporter from(regions.group_of[i.value()]);
        const double flow = data.flow(s, n, i);
        const double tariff = data.tariff(s, n, i);
        result.flow(group, to, from) += flow;
        if (country(to) == country(from)) {
          charged_inside += flow * tariff;
          continue;
        }
        result.tariff(group, to, from) += flow * tariff;
        plain(group, to, from) += tariff;
        cells(group, to, from) += 1;
      }
    }
  }
  for (std::size_t at = 0; at < result.tariff.size(); ++at) {
    const double flow = result.flow.values()[at];
    double& tariff = result.tariff.values()[at];
    if (cells.values()[at] == 0) continue;
    tariff = flow > 0 ? tariff / flow : plain.values()[at] / cells.values()[at];
  }
  return charged_inside;
}

void group_uses(const BaselineData& data, const GroupMap& regions, const GroupMap& sectors, BaselineData& result) {
  if (data.use.empty()) return;
  result.use = Array<Country, InputSector, Sector>(regions.groups.size(), sectors.groups.size(), sectors.groups.size());
  for (const Country n : data.economy.countries()) {
    for (const InputSector k : data.economy.input_sectors()) {
      for (const Sector j : data.economy.sectors()) {
        result.use(Country(regions.group_of[n.value()]), InputSector(sectors.group_of[k.value()]),
                   Sector(sectors.group_of[j.value()])) += data.use(n, k, j);
      }
    }
  }
}

void group_population(const BaselineData& data, const GroupMap& regions, BaselineData& result) {
  if (data.population.empty()) return;
  result.population = Array<Country>(regions.groups.size());
  for (const Country n : data.economy.countries())
    result.population(Country(regions.group_of[n.value()])) += data.population(n);
}

struct SectorWeight {
  double trade = 0;
  double output = 0;
};

std::vector<SectorWeight> sector_weights(const BaselineData& data) {
  std::vector<SectorWeight> weights(data.economy.sector_count());
  for (const Sector s : data.economy.sectors()) {
    for (const Importer n : data.economy.importers()) {
      for (const Exporter i : data.economy.exporters()) {
        weights[s.value()].output += data.flow(s, n, i);
        if (country(n) != country(i)) weights[s.value()].trade += data.flow(s, n, i);
      }
    }
  }
  return weights;
}

/// The elasticity of one group; a group of one sector keeps its own to the last digit.
void group_elasticity(const BaselineData& data, const GroupMap& sectors, Sector group, AggregatedBaseline& result) {
  const std::vector<SectorWeight> weights = sector_weights(data);
  std::vector<Sector> members;
  for (const Sector s : data.economy.sectors()) {
    if (sectors.group_of[s.value()] == group.value()) members.push_back(s);
  }
  const double traded = [&] {
    double sum = 0;
    for (const Sector s : members) sum += weights[s.value()].trade;
    return sum;
  }();
  double sum = 0;
  double weight_sum = 0;
  double low = data.trade_elasticity(members.front());
  double high = low;
  for (const Sector s : members) {
    const double theta = data.trade_elasticity(s);
    // A group of no world production at all falls back to a plain mean.
    const double weight = traded > 0 ? weights[s.value()].trade : weights[s.value()].output;
    sum += weight * theta;
    weight_sum += weight;
    low = std::min(low, theta);
    high = std::max(high, theta);
  }
  double& theta = result.data.trade_elasticity(group);
  std::string& source = result.data.elasticity_source[group.value()];
  if (low == high || !(weight_sum > 0)) {
    theta = low;
    source = data.elasticity_source[members.front().value()];
    return;
  }
  theta = std::clamp(sum / weight_sum, low, high);
  source =
      fmt::format("mean of {} sectors weighted with world trade, from {:.4g} to {:.4g}", members.size(), low, high);
  result.remarks.push_back(fmt::format("{}: elasticity {:.4g}, {}.", result.data.economy.code(group), theta, source));
}

double world_value_added(const BaselineData& data) {
  const Baseline baseline = calibrate(data);
  double sum = 0;
  for (const double value : baseline.value_added.values()) sum += value;
  return sum;
}

void report_totals(const BaselineData& before, double charged_inside, AggregatedBaseline& result) {
  const Sums old_sums = world_sums(before);
  const Sums new_sums = world_sums(result.data);
  result.totals = {{"gross output", old_sums.output, new_sums.output},
                   {"trade between regions", old_sums.trade, new_sums.trade},
                   {"inputs at basic prices", old_sums.inputs, new_sums.inputs},
                   {"tariff revenue", old_sums.revenue, new_sums.revenue},
                   {"value added", world_value_added(before), world_value_added(result.data)}};
  result.remarks.push_back(
      fmt::format("Aggregated from {} ({} regions, {} sectors) to {} regions and {} sectors: {:.6g} of {:.6g} million "
                  "of trade became "
                  "sales within a region, and {:.6g} million of tariffs on it were dropped.",
                  before.info.name, before.economy.country_count(), before.economy.sector_count(),
                  result.data.economy.country_count(), result.data.economy.sector_count(),
                  old_sums.trade - new_sums.trade, old_sums.trade, charged_inside));
}

GroupMap keep(const std::vector<GroupMap::Group>& groups) {
  GroupMap map{groups, {}};
  for (std::size_t at = 0; at < groups.size(); ++at) map.group_of.push_back(at);
  return map;
}

}  // namespace

GroupMap read_group_map(const std::filesystem::path& path, const std::vector<std::string>& codes) {
  const text::CsvTable table = text::read_csv(path);
  const std::size_t code_column = table.column("code");
  const std::size_t group_column = table.column("group");
  const bool has_names = table.has_column("name");
  const std::size_t unset = codes.size();
  GroupMap map;
  map.group_of.assign(codes.size(), unset);
  std::map<std::string, std::size_t> position;
  ProblemList problems;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string code(table.cell(row, code_column));
    const std::string group(table.cell(row, group_column));
    const std::string name(has_names ? table.cell(row, table.column("name")) : std::string_view(group));
    const auto found = std::find(codes.begin(), codes.end(), code);
    if (found == codes.end()) {
      problems.add(table.place(row, code_column), "no code '" + code + "' in the baseline", did_you_mean(code, codes));
      continue;
    }
    if (group.empty()) problems.add(table.place(row, group_column), "an empty group", "name the group of " + code);
    const auto [at, is_new] = position.emplace(group, map.groups.size());
    if (is_new) {
      map.groups.push_back({group, name});
    } else if (map.groups[at->second].name != name) {
      problems.add(table.place(row, group_column), "group " + group + " has two names");
    }
    std::size_t& slot = map.group_of[static_cast<std::size_t>(found - codes.begin())];
    if (slot != unset) problems.add(table.place(row, code_column), "'" + code + "' appears twice");
    slot = at->second;
  }
  for (std::size_t at = 0; at < codes.size(); ++at) {
    if (map.group_of[at] == unset) {
      problems.add({path.string(), 0, 0, ""}, "no row for '" + codes[at] + "'",
                   "every code of the baseline needs a group");
    }
  }
  problems.throw_if_any();
  return map;
}

GroupMap keep_regions(const Economy& economy) {
  std::vector<GroupMap::Group> groups;
  for (const Country n : economy.countries()) groups.push_back({economy.code(n), economy.region(n).name});
  return keep(groups);
}

GroupMap keep_sectors(const Economy& economy) {
  std::vector<GroupMap::Group> groups;
  for (const Sector s : economy.sectors()) groups.push_back({economy.code(s), economy.sector(s).name});
  return keep(groups);
}

AggregatedBaseline aggregate(const BaselineData& data, const GroupMap& regions, const GroupMap& sectors) {
  AggregatedBaseline result;
  result.data.info = data.info;
  result.data.economy = grouped_economy(data.economy, regions, sectors);
  const double charged_inside = group_trade(data, regions, sectors, result.data);
  group_uses(data, regions, sectors, result.data);
  group_population(data, regions, result.data);
  result.data.trade_elasticity = Array<Sector>(sectors.groups.size());
  result.data.elasticity_source.assign(sectors.groups.size(), "");
  for (const Sector group : result.data.economy.sectors()) group_elasticity(data, sectors, group, result);
  report_totals(data, charged_inside, result);
  std::vector<std::string>& notes = result.data.info.notes;
  notes.insert(notes.end(), result.remarks.begin(), result.remarks.end());
  return result;
}

}  // namespace parley::data
