#include "parley/strategy/instruments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "parley/base/error.hpp"

namespace parley::strategy {
namespace {

void check(const Economy& labels, Country government, const InstrumentChoice& choice) {
  const Place place{.key = "tariffs of " + labels.code(government)};
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

std::string label(const Economy& labels, Grouping grouping, const TariffCell& cell) {
  switch (grouping) {
    case Grouping::each:
      return labels.code(cell.sector) + " from " + labels.code(country(cell.exporter));
    case Grouping::by_sector:
      return labels.code(cell.sector);
    case Grouping::by_partner:
      return "from " + labels.code(country(cell.exporter));
    case Grouping::uniform:
      return "all";
  }
  return "?";
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
  const Economy& labels = baseline.economy;
  check(labels, government, choice);
  std::vector<Country> partners = choice.partners;
  if (partners.empty()) {
    for (const Country m : labels.countries()) {
      if (m != government) partners.push_back(m);
    }
  }
  std::vector<Sector> sectors = choice.sectors;
  if (sectors.empty()) {
    for (const Sector s : labels.sectors()) {
      if (labels.sector(s).is_goods) sectors.push_back(s);
    }
  }
  std::vector<TariffGroup> groups;
  std::map<std::string, std::size_t> position;
  for (const Sector s : sectors) {
    for (const Country m : partners) {
      const TariffCell cell{s, importer(government), exporter(m)};
      if (!(baseline.flow(s, cell.importer, cell.exporter) > 0)) continue;
      const std::string name = label(labels, choice.grouping, cell);
      const auto [at, is_new] = position.emplace(name, groups.size());
      if (is_new) {
        groups.push_back({{player, name, std::log1p(choice.lowest_tariff), std::log1p(choice.highest_tariff)}, {}});
      }
      groups[at->second].cells.push_back(cell);
    }
  }
  if (groups.empty())
    throw InputError(Place{.key = "tariffs of " + labels.code(government)}, "there is no trade to put a tariff on");
  return groups;
}

}  // namespace parley::strategy
