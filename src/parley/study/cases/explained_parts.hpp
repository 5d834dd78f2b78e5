#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "parley/economy/baseline.hpp"
#include "parley/economy/shock.hpp"
#include "parley/equilibrium/explain.hpp"

namespace parley::study {

// Sums of one explanation, all in its own unit: log points, of revenue and exports millions.

/// The split by instrument, added up by whose trade an instrument is on: with the country, or between others.
struct InstrumentSums {
  Array<Partner, Sector>
      with;  ///< the country's own trade with each partner; wedges at home with itself, claims with the other side
  Array<Sector> between_others;
};
[[nodiscard]] InstrumentSums sum_instruments(const Baseline& baseline, const Shock& shock, const Explanation& split);

/// What instruments on the country's trade with one partner contribute.
struct PartnerPart {
  std::optional<Partner> other;  ///< nobody: on trade between other countries
  double contribution = 0;
};
/// What instruments on the trade of one sector contribute.
struct SectorPart {
  Sector sector;
  double contribution = 0;
};
/// The parts that are not zero, largest first; they add up to all of the sums.
[[nodiscard]] std::vector<PartnerPart> by_partner(const InstrumentSums& sums);
[[nodiscard]] std::vector<SectorPart> by_sector(const InstrumentSums& sums);

/// The channels of an exact change of real income, each over all partners and sectors.
struct ChannelSums {
  double terms_of_trade = 0, volume_of_trade = 0, wedge_cost = 0, transfers = 0;
};
[[nodiscard]] ChannelSums channel_sums(const Explanation& split);

enum class Channel { terms_of_trade, volume_of_trade, wedge_cost };
/// "terms of trade"
[[nodiscard]] std::string_view to_string(Channel channel);

/// One channel, partner and sector.
struct ChannelTerm {
  Channel channel;
  Partner other;
  Sector sector;
  double contribution = 0;
};
/// Every term of terms and volume of trade, and those of wedge costs that are not zero, largest first.
[[nodiscard]] std::vector<ChannelTerm> channel_terms(const Explanation& split);

/// What parts add up to beyond the first `most`.
template <class Part>
[[nodiscard]] double sum_beyond(const std::vector<Part>& parts, std::size_t most) {
  double sum = 0;
  for (std::size_t at = most; at < parts.size(); ++at) sum += parts[at].contribution;
  return sum;
}
/// What of the whole change the first `most` terms leave over: all other terms and the transfers.
[[nodiscard]] double left_over(const Explanation& split, const std::vector<ChannelTerm>& terms, std::size_t most);

}  // namespace parley::study
