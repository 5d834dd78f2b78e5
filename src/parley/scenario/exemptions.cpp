#include "parley/scenario/exemptions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "parley/scenario/codes.hpp"
#include "parley/text/contains.hpp"

namespace parley::scenario {
namespace {

bool spares(const ResolvedExemption& exemption, const CoveredTrade& trade) {
  return exemption.is_partner_spared[trade.partner.value()] && exemption.is_sector_spared[trade.sector.value()];
}

/// Why an exemption's partner is none of the entry's.
std::string why_not_hit(const Action& action, const std::string& code) {
  if (code == action.imposer) return "a country sets no duty on itself";
  if (text::contains(action.origin_except, code)) return partner_key(action) + "_except leaves it out already";
  return fmt::format("an exemption spares some of the entry's own: {}", fmt::join(action.origin, ", "));
}

/// The partners that an exemption names; each is one of the entry's.
void check_spared_partners(const Action& action, const SectorExemption& each, const std::string& path,
                           const std::vector<Country>& partners, const Economy& economy, ProblemList& problems) {
  for (std::size_t at = 0; at < each.origin.size(); ++at) {
    const Place place = place_in(action, path + "origin", at);
    const auto n = find_country(economy, each.origin[at], place, problems);
    // Where no partner was found, another message says why.
    if (!n || partners.empty() || std::find(partners.begin(), partners.end(), *n) != partners.end()) continue;
    problems.add(place, fmt::format("{} is not hit by '{}', so it cannot be spared", each.origin[at], action.id),
                 why_not_hit(action, each.origin[at]));
  }
}

void check_spared_sectors(const Action& action, const TariffChange& change, const SectorExemption& each,
                          const std::string& path, const std::vector<CoveredTrade>& trade, const Economy& economy,
                          ProblemList& problems) {
  for (std::size_t at = 0; at < each.sectors.size(); ++at) {
    const Place place = place_in(action, path + "sectors", at);
    check_sector(change, each.sectors[at], place, economy, problems);
    const auto s = economy.find_sector(each.sectors[at]);
    if (!s || trade.empty()) continue;
    if (std::any_of(trade.begin(), trade.end(), [&](const CoveredTrade& cell) { return cell.sector == *s; })) continue;
    problems.add(place, fmt::format("{} is not hit by '{}', so it cannot be spared", each.sectors[at], action.id),
                 "an exemption spares some of the entry's own sectors");
  }
}

/// What the parts of a cell add up to on the day on which they are most, full exemptions apart.
double largest_sum(const std::vector<const ResolvedExemption*>& parts) {
  double largest = 0;
  for (const ResolvedExemption* begins : parts) {
    double sum = 0;
    for (const ResolvedExemption* each : parts) {
      const bool holds = begins->validity.from ? each->validity.holds(*begins->validity.from) : !each->validity.from;
      if (holds) sum += each->share;
    }
    largest = std::max(largest, sum);
  }
  return largest;
}

void check_sums(const Action& action, const std::vector<ResolvedExemption>& list,
                const std::vector<CoveredTrade>& trade, const Economy& economy, ProblemList& problems) {
  constexpr double rounding = 1e-9;  // of shares written with decimals
  for (const CoveredTrade& cell : trade) {
    std::vector<const ResolvedExemption*> parts;
    for (const ResolvedExemption& each : list) {
      if (each.share < 1 && spares(each, cell)) parts.push_back(&each);
    }
    if (parts.size() < 2) continue;
    const double sum = largest_sum(parts);
    if (sum <= 1 + rounding) continue;
    problems.add(place_in(action, "except"),
                 fmt::format("the exemptions of {} in {} add up to {:.4g} %", economy.code(cell.partner),
                             economy.code(cell.sector), 100 * sum),
                 "parts of one trade on one day are at most 100 % together");
    return;
  }
}

}  // namespace

void check_sector(const TariffChange& change, const std::string& code, const Place& place, const Economy& economy,
                  ProblemList& problems) {
  if (code == "*") return;
  const std::optional<Sector> s = find_sector(economy, code, place, problems);
  if (s && !economy.sector(*s).is_goods && row_of(change.instrument).is_border_tax) {
    problems.add(place, fmt::format("{} is a service and carries no duty", code),
                 "kind = \"non_tariff_wedge\" makes services dearer");
  }
}

std::vector<ResolvedExemption> find_exemptions(const Action& action, const TariffChange& change,
                                               const std::vector<Country>& partners,
                                               const std::vector<CoveredTrade>& trade, const Economy& economy,
                                               ProblemList& problems) {
  std::vector<ResolvedExemption> list;
  for (std::size_t e = 0; e < change.except.size(); ++e) {
    const SectorExemption& each = change.except[e];
    ResolvedExemption exemption{.share = each.share, .validity = each.validity};
    const std::string path = fmt::format("except[{}].", e);
    check_spared_partners(action, each, path, partners, economy, problems);
    check_spared_sectors(action, change, each, path, trade, economy, problems);
    for (const Country n : economy.countries())
      exemption.is_partner_spared.push_back(tariff::is_for_origin(each, economy.code(n)));
    const bool every_sector = each.sectors.empty() || text::contains(each.sectors, "*");
    for (const Sector s : economy.sectors())
      exemption.is_sector_spared.push_back(every_sector || text::contains(each.sectors, economy.code(s)));
    list.push_back(std::move(exemption));
  }
  check_sums(action, list, trade, economy, problems);
  return list;
}

double share_spared(const std::vector<ResolvedExemption>& exemptions, const CoveredTrade& trade,
                    const std::optional<Date>& day) {
  double parts = 0;
  for (const ResolvedExemption& each : exemptions) {
    if (!spares(each, trade) || (day && !each.validity.holds(*day))) continue;
    if (each.share >= 1) return 1;
    parts += each.share;
  }
  return parts;
}

}  // namespace parley::scenario
