#pragma once

#include "parley/economy/baseline.hpp"
#include "parley/model/fixed_firms.hpp"
#include "parley/strategy/game.hpp"

namespace parley::strategy {

struct TariffCell {
  Sector sector;
  Importer importer;
  Exporter exporter;
};

/// An instrument with the tariffs that it moves together.
struct TariffGroup {
  Instrument instrument;
  std::vector<TariffCell> cells;
};

/// Which tariffs of one government move together.
enum class Grouping {
  each,        ///< every partner and sector its own
  by_sector,   ///< one rate per sector for all partners: most favoured nation
  by_partner,  ///< one rate per partner for all sectors
  uniform      ///< one rate
};
[[nodiscard]] std::string_view to_string(Grouping grouping);

/// What a government may set, and how far.
struct InstrumentChoice {
  Grouping grouping = Grouping::each;
  std::vector<Country> partners;  ///< empty: all others
  std::vector<Sector> sectors;    ///< empty: all goods
  double lowest_tariff = 0;       ///< fractions
  double highest_tariff = 10;
};

/// The instruments of one player; cells without base trade have no effect and are left out.
///
/// Errors  InputError for bounds that are not above -100 % and in order, a government as its own partner, or a choice that
///         leaves nothing to set.
[[nodiscard]] std::vector<TariffGroup> instruments_of(const Baseline& baseline, Country government, std::size_t player,
                                                      const InstrumentChoice& choice);
/// The same in a world with a fixed number of firms, where every sector is one of goods.
[[nodiscard]] std::vector<TariffGroup> instruments_of(const model::FixedFirmsEconomy& economy, Country government,
                                                      std::size_t player, const InstrumentChoice& choice);

/// InputError for a group that moves another country's or its own sales' tariffs, a tariff in two groups, bounds that are
/// not in order, or a player without a government. `players` holds the country of each.
void check_groups(const std::vector<std::string>& countries, const std::vector<Country>& players,
                  const std::vector<TariffGroup>& groups);

}  // namespace parley::strategy
