#include "parley/study/cases/explained_parts.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace parley::study {
namespace {

double sum_of(std::span<const double> values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum;
}

template <class Part>
void largest_first(std::vector<Part>& parts) {
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Part& a, const Part& b) { return std::abs(a.contribution) > std::abs(b.contribution); });
}

/// Largest first; what is zero is left out.
template <class Part>
std::vector<Part> ranked(std::vector<Part> parts) {
  std::erase_if(parts, [](const Part& each) { return each.contribution == 0.0; });
  largest_first(parts);
  return parts;
}

}  // namespace

InstrumentSums sum_instruments(const Baseline& baseline, const Shock& shock, const Explanation& split) {
  const Economy& labels = baseline.economy;
  InstrumentSums sums{Array<Partner, Sector>(labels.country_count(), labels.sector_count()),
                      Array<Sector>(labels.sector_count())};
  for (const Sector s : labels.sectors()) {
    for (const Importer n : labels.importers()) {
      for (const Exporter i : labels.exporters()) {
        double part = 0;
        for (const TradeCells& cells : split.by_instrument.values) part += cells(s, n, i);
        if (country(n) == split.country) {
          sums.with(partner(country(i)), s) += part;
        } else if (country(i) == split.country) {
          sums.with(partner(country(n)), s) += part;
        } else {
          sums.between_others(s) += part;
        }
      }
    }
  }
  for (std::size_t c = 0; c < split.by_claim.size(); ++c) {
    const IncomeClaim& claim = shock.claims[c];
    if (claim.payer == split.country) {
      sums.with(partner(claim.receiver), claim.sector) += split.by_claim[c];
    } else if (claim.receiver == split.country) {
      sums.with(partner(claim.payer), claim.sector) += split.by_claim[c];
    } else {
      sums.between_others(claim.sector) += split.by_claim[c];
    }
  }
  return sums;
}

std::vector<PartnerPart> by_partner(const InstrumentSums& sums) {
  std::vector<PartnerPart> parts;
  for (const Partner m : all<Partner>(sums.with.extent(0))) parts.push_back({m, sum_of(sums.with.row(m))});
  parts.push_back({std::nullopt, sum_of(sums.between_others.values())});
  return ranked(std::move(parts));
}

std::vector<SectorPart> by_sector(const InstrumentSums& sums) {
  std::vector<SectorPart> parts;
  for (const Sector s : all<Sector>(sums.between_others.size())) {
    double sum = sums.between_others(s);
    for (const Partner m : all<Partner>(sums.with.extent(0))) sum += sums.with(m, s);
    parts.push_back({s, sum});
  }
  return ranked(std::move(parts));
}

ChannelSums channel_sums(const Explanation& split) {
  return {.terms_of_trade = sum_of(split.terms_of_trade.values()),
          .volume_of_trade = sum_of(split.volume_of_trade.values()),
          .wedge_cost = sum_of(split.wedge_cost.values()),
          .transfers = split.transfers};
}

std::string_view to_string(Channel channel) {
  switch (channel) {
    case Channel::terms_of_trade:
      return "terms of trade";
    case Channel::volume_of_trade:
      return "volume of trade";
    case Channel::wedge_cost:
      return "wedge cost";
  }
  return "?";
}

std::vector<ChannelTerm> channel_terms(const Explanation& split) {
  std::vector<ChannelTerm> terms;
  for (const Partner m : all<Partner>(split.terms_of_trade.extent(0))) {
    for (const Sector s : all<Sector>(split.terms_of_trade.extent(1))) {
      terms.push_back({Channel::terms_of_trade, m, s, split.terms_of_trade(m, s)});
      terms.push_back({Channel::volume_of_trade, m, s, split.volume_of_trade(m, s)});
      if (split.wedge_cost(m, s) != 0.0) terms.push_back({Channel::wedge_cost, m, s, split.wedge_cost(m, s)});
    }
  }
  largest_first(terms);
  return terms;
}

double left_over(const Explanation& split, const std::vector<ChannelTerm>& terms, std::size_t most) {
  double shown = 0.0;
  for (std::size_t at = 0; at < terms.size() && at < most; ++at) shown += terms[at].contribution;
  return split.total - shown;
}

}  // namespace parley::study
