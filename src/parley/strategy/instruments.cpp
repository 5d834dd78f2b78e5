#include "parley/strategy/instruments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "parley/base/error.hpp"

namespace parley::strategy {
namespace {

/// What instruments need to know of a world.
struct TradeTable {
  std::vector<std::string> countries, sectors;
  std::vector<Sector> goods;
  const Array<Sector, Importer, Exporter>& trade;
};

void check(const TradeTable& table, Country government, const InstrumentChoice& choice) {
  const Place place{.key = "tariffs of " + table.countries[government.value()]};
  if (!(choice.lowest_tariff > -1 && choice.lowest_tariff < choice.highest_tariff &&
        std::isfinite(choice.highest_tariff))) {
    throw InputError(
        place,
        fmt::format("the bounds {:g} % and {:g} % do not fit", 100 * choice.lowest_tariff, 100 * choice.highest_tariff),
        "the lower one is above -100 and below the upper one");
  }
  if (std::find(choice.partners.begin(), choice.partners.end(), government) != choice.partners.end())
    throw InputError(place, "the government is among its own partners", "name other countries");
}

std::string label(const TradeTable& table, Grouping grouping, const TariffCell& cell) {
  const std::string& sector = table.sectors[cell.sector.value()];
  const std::string& partner = table.countries[cell.exporter.value()];
  switch (grouping) {
    case Grouping::each:
      return sector + " from " + partner;
    case Grouping::by_sector:
      return sector;
    case Grouping::by_partner:
      return "from " + partner;
    case Grouping::uniform:
      return "all";
  }
  return "?";
}

std::vector<TariffGroup> instruments_of(const TradeTable& table, Country government, std::size_t player,
                                        const InstrumentChoice& choice) {
  check(table, government, choice);
  std::vector<Country> partners = choice.partners;
  if (partners.empty()) {
    for (const Country m : all<Country>(table.countries.size())) {
      if (m != government) partners.push_back(m);
    }
  }
  std::vector<TariffGroup> groups;
  std::map<std::string, std::size_t> position;
  for (const Sector s : choice.sectors.empty() ? table.goods : choice.sectors) {
    for (const Country m : partners) {
      const TariffCell cell{s, importer(government), exporter(m)};
      if (!(table.trade(s, cell.importer, cell.exporter) > 0)) continue;
      const std::string name = label(table, choice.grouping, cell);
      const auto [at, is_new] = position.emplace(name, groups.size());
      if (is_new) {
        groups.push_back({{player, name, std::log1p(choice.lowest_tariff), std::log1p(choice.highest_tariff)}, {}});
      }
      groups[at->second].cells.push_back(cell);
    }
  }
  if (groups.empty()) {
    throw InputError(Place{.key = "tariffs of " + table.countries[government.value()]},
                     "there is no trade to put a tariff on");
  }
  return groups;
}

}  // namespace

std::string_view to_string(Grouping grouping) {
  switch (grouping) {
    case Grouping::each:
      return "by partner and sector";
    case Grouping::by_sector:
      return "by sector";
    case Grouping::by_partner:
      return "by partner";
    case Grouping::uniform:
      return "uniform";
  }
  return "?";
}

std::vector<TariffGroup> instruments_of(const Baseline& baseline, Country government, std::size_t player,
                                        const InstrumentChoice& choice) {
  TradeTable table{{}, {}, {}, baseline.flow};
  for (const Country n : baseline.economy.countries()) table.countries.push_back(baseline.economy.code(n));
  for (const Sector s : baseline.economy.sectors()) {
    table.sectors.push_back(baseline.economy.code(s));
    if (baseline.economy.sector(s).is_goods) table.goods.push_back(s);
  }
  return instruments_of(table, government, player, choice);
}

std::vector<TariffGroup> instruments_of(const model::FixedFirmsEconomy& economy, Country government, std::size_t player,
                                        const InstrumentChoice& choice) {
  TradeTable table{economy.countries, economy.sectors, {}, economy.trade};
  for (const Sector s : all<Sector>(economy.sectors.size())) table.goods.push_back(s);
  return instruments_of(table, government, player, choice);
}

void check_groups(const std::vector<std::string>& countries, const std::vector<Country>& players,
                  const std::vector<TariffGroup>& groups) {
  std::set<std::tuple<std::size_t, std::size_t, std::size_t>> seen;
  for (const TariffGroup& group : groups) {
    const Place place{.key = "instrument " + group.instrument.label};
    if (group.instrument.player >= players.size()) throw InputError(place, "belongs to no player");
    if (group.cells.empty()) throw InputError(place, "moves no tariff");
    if (!(group.instrument.lower < group.instrument.upper)) throw InputError(place, "its bounds are not in order");
    for (const TariffCell& cell : group.cells) {
      if (country(cell.importer) != players[group.instrument.player])
        throw InputError(place, "is a tariff of " + countries[cell.importer.value()]);
      if (country(cell.importer) == country(cell.exporter)) throw InputError(place, "is a tariff on own sales");
      if (!seen.emplace(cell.sector.value(), cell.importer.value(), cell.exporter.value()).second)
        throw InputError(place, "shares a tariff with another instrument");
    }
  }
}

}  // namespace parley::strategy
