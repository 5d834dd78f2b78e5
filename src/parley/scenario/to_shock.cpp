#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "parley/scenario/codes.hpp"
#include "parley/scenario/scenario.hpp"

namespace parley::scenario {
namespace {

constexpr double highest_tariff = 4.0;
/// What sums of shares may lose to rounding before a tariff counts as negative.
constexpr double tariff_rounding = 1e-12;

/// One entry in the economy's own indices.
struct ResolvedEntry {
  Country imposer{0};
  std::vector<Country> partners;
};

bool contains(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::string partner_key(const Action& action) {
  return action.instrument == Instrument::export_tax ? "destination" : "origin";
}

ResolvedEntry resolve(const Action& action, const Economy& economy, ProblemList& problems) {
  ResolvedEntry entry;
  const std::string key = partner_key(action);
  const auto imposer =
      find_country(economy, action.imposer, place_in(action, action.is_request ? "to" : "imposer"), problems);
  if (imposer) entry.imposer = *imposer;
  if (action.is_request) find_country(economy, action.asked_by, place_in(action, "from"), problems);
  for (std::size_t at = 0; at < action.origin_except.size(); ++at) {
    find_country(economy, action.origin_except[at], place_in(action, key + "_except", at), problems);
  }
  for (std::size_t at = 0; at < action.origin.size(); ++at) {
    if (action.origin[at] == "*") {
      for (const Country n : economy.countries()) {
        const bool is_spared = contains(action.origin_except, economy.code(n));
        if (imposer && n != *imposer && !is_spared) entry.partners.push_back(n);
      }
    } else if (!action.is_request) {
      const auto found = find_country(economy, action.origin[at], place_in(action, key, at), problems);
      if (found) entry.partners.push_back(*found);
    } else if (const auto found = economy.find_country(action.origin[at])) {
      entry.partners.push_back(*found);
    }
  }
  for (std::size_t e = 0; e < action.except.size(); ++e) {
    const std::string path = fmt::format("except[{}].", e);
    for (std::size_t at = 0; at < action.except[e].origin.size(); ++at) {
      find_country(economy, action.except[e].origin[at], place_in(action, path + "origin", at), problems);
    }
  }
  return entry;
}

/// A duty needs goods; a wedge may stand before services too.
void check_sector(const Action& action, const std::string& code, const Place& place, const Economy& economy,
                  ProblemList& problems) {
  if (code == "*") return;
  const std::optional<Sector> s = find_sector(economy, code, place, problems);
  if (s && !economy.sector(*s).is_goods && action.instrument != Instrument::non_tariff_wedge) {
    problems.add(place, fmt::format("{} is a service and carries no duty", code),
                 "kind = \"non_tariff_wedge\" makes services dearer");
  }
}

void check_sectors(const Action& action, const Economy& economy, ProblemList& problems) {
  std::vector<std::string> seen;
  for (const SectorCoverage& each : action.coverage) {
    if (contains(seen, each.sector)) continue;
    seen.push_back(each.sector);
    check_sector(action, each.sector, each.place, economy, problems);
  }
  for (std::size_t e = 0; e < action.except.size(); ++e) {
    const std::string path = fmt::format("except[{}].sectors", e);
    for (std::size_t at = 0; at < action.except[e].sectors.size(); ++at) {
      check_sector(action, action.except[e].sectors[at], place_in(action, path, at), economy, problems);
    }
  }
}

/// What covers a sector's trade with a partner: its own entry before "*", its own origin before all origins.
const SectorCoverage* coverage_of(const Action& action, const std::string& sector, const std::string& partner,
                                  bool is_goods) {
  const SectorCoverage* best = nullptr;
  int rank = 0;
  for (const SectorCoverage& each : action.coverage) {
    const bool every_sector = each.sector == "*" && is_goods;
    if (!every_sector && each.sector != sector) continue;
    if (!each.origin.empty() && each.origin != partner) continue;
    const int own_rank = 1 + (every_sector ? 0 : 1) + (each.origin.empty() ? 0 : 2);
    if (own_rank <= rank) continue;
    rank = own_rank;
    best = &each;
  }
  return best;
}

bool holds(const Exemption& exemption, const std::optional<Date>& day) {
  if (!day) return true;
  return (!exemption.from || *exemption.from <= *day) && (!exemption.until || *day < *exemption.until);
}

/// What exemptions leave of the covered trade, in [0, 1].
double share_not_spared(const Action& action, const std::string& sector, const std::string& partner,
                        const std::optional<Date>& day) {
  double spared = 0;
  for (const Exemption& each : action.except) {
    const bool is_origin = each.origin.empty() || contains(each.origin, partner);
    const bool is_sector = each.sectors.empty() || contains(each.sectors, sector) || contains(each.sectors, "*");
    if (is_origin && is_sector && holds(each, day)) spared += each.share;
  }
  return std::max(0.0, 1 - spared);
}

/// One entry being applied to a shock.
struct Application {
  const Action& action;
  const ResolvedEntry& entry;
  const Baseline& baseline;
  std::optional<Date> day;
  Shock& shock;
  double line_rate = 0;              ///< of the cell at hand, where rates are by line
  std::vector<std::string> limited;  ///< partners whose coverage base_rate limits
  std::size_t out_of_range = 0;
  std::string first_out_of_range;
};

/// t + s (r(t) - t), or t + s (r(b) - b) with s at most t / b.
double rate_after(Application& applied, double rate, double share, const std::string& partner) {
  const Action& action = applied.action;
  if (action.rate.kind == Rate::Kind::by_line) return rate + share * applied.line_rate;
  if (!action.base_rate) return rate + share * (apply(action.rate, rate) - rate);
  // Rates taken together cannot pay more than the sector's mean already holds.
  const double most = rate / *action.base_rate;
  if (share > most && !contains(applied.limited, partner)) applied.limited.push_back(partner);
  return rate + std::min(share, most) * (apply(action.rate, *action.base_rate) - *action.base_rate);
}

void set_rate(Application& applied, double& rate, double share, Country partner, Sector s) {
  const Economy& economy = applied.baseline.economy;
  double changed = rate_after(applied, rate, share, economy.code(partner));
  if (changed < 0 && changed > -tariff_rounding) changed = 0;
  if (changed < 0 || changed > highest_tariff) {
    ++applied.out_of_range;
    if (applied.first_out_of_range.empty()) {
      applied.first_out_of_range = fmt::format("{} with {} from {:.4g} % to {:.4g} %", economy.code(s),
                                               economy.code(partner), 100 * rate, 100 * changed);
    }
  }
  rate = changed;
}

void apply_to_cell(Application& applied, Country partner, Sector s, double share) {
  const Country imposer = applied.entry.imposer;
  switch (applied.action.instrument) {
    case Instrument::additional_duty:
      return set_rate(applied, applied.shock.tariff_new(s, importer(imposer), exporter(partner)), share, partner, s);
    case Instrument::export_tax:
      return set_rate(applied, applied.shock.export_tax_new(s, importer(partner), exporter(imposer)), share, partner,
                      s);
    case Instrument::non_tariff_wedge:
      applied.shock.iceberg_hat(s, importer(imposer), exporter(partner)) *= 1 + share * applied.action.rate.fraction;
      return;
  }
}

void note_limits(const Application& applied, ProblemList& problems) {
  const Action& action = applied.action;
  if (applied.out_of_range > 0) {
    const std::string more =
        applied.out_of_range > 1 ? fmt::format(" (and {} more)", applied.out_of_range - 1) : std::string();
    problems.add(
        place_in(action, "rate"), fmt::format("'{}' takes {}{}", action.rate.text, applied.first_out_of_range, more),
        "rates stay between 0 and 400 %; \"<=5%\" or \"cut 50%\" never go below zero, nor does a cut with base_rate");
  }
  if (!applied.limited.empty()) {
    applied.shock.notes.push_back(
        fmt::format("{}: the part that pays {:.4g} % is at most the sector's mean rate over it; this limits {}",
                    action.id, 100 * *action.base_rate, fmt::join(applied.limited, ", ")));
  }
}

void apply_entry(Application& applied, ProblemList& problems) {
  const Economy& economy = applied.baseline.economy;
  std::vector<std::string> spared;
  for (const Country partner : applied.entry.partners) {
    const std::string& code = economy.code(partner);
    for (const Sector s : economy.sectors()) {
      const SectorCoverage* coverage = coverage_of(applied.action, economy.code(s), code, economy.sector(s).is_goods);
      if (coverage == nullptr) continue;
      const double covered = coverage->share;
      applied.line_rate = coverage->rate.value_or(0);
      const double left = share_not_spared(applied.action, economy.code(s), code, applied.day);
      if (covered > 0 && left < 1 && !contains(spared, code)) spared.push_back(code);
      if (covered * left > 0) apply_to_cell(applied, partner, s, covered * left);
    }
  }
  if (!spared.empty()) {
    applied.shock.notes.push_back(fmt::format("{}: {} spared in part or in full{}", applied.action.id,
                                              fmt::join(spared, ", "),
                                              applied.day ? " on " + to_string(*applied.day) : std::string()));
  }
  note_limits(applied, problems);
}

}  // namespace

Shock to_shock(const Scenario& scenario, const Compare& compare, const Baseline& baseline) {
  Shock shock = no_shock(baseline);
  if (scenario.deficit_rule) shock.deficit_rule = *scenario.deficit_rule;
  ProblemList problems;
  const auto place = [&](const std::string& key) {
    const auto found = scenario.places.find(key);
    return found == scenario.places.end() ? Place{scenario.file.string(), 0, 0, key} : found->second;
  };
  if (!scenario.numeraire.empty()) {
    shock.numeraire = find_country(baseline.economy, scenario.numeraire, place("numeraire"), problems);
  }
  for (std::size_t at = 0; at < scenario.parties.size(); ++at) {
    if (scenario.places.count("parties")) {
      find_country(baseline.economy, scenario.parties[at], place(fmt::format("parties[{}]", at)), problems);
    }
  }
  // Every entry is checked, compared or not: a misspelt code ought to be seen the first time.
  std::vector<ResolvedEntry> entries;
  for (const Action& action : scenario.actions) {
    entries.push_back(resolve(action, baseline.economy, problems));
    check_sectors(action, baseline.economy, problems);
  }
  problems.throw_if_any();

  const std::optional<Date> day = compare.on ? compare.on : scenario.as_of;
  for (std::size_t at = 0; at < scenario.actions.size(); ++at) {
    const Action& action = scenario.actions[at];
    if (!contains(compare.actions, action.id) || action.quantity || action.affiliates) continue;
    if (compare.on && !covers(action, *compare.on)) {
      shock.notes.push_back(fmt::format("{} is not in force on {} and is left out", action.id, to_string(*compare.on)));
      continue;
    }
    Application applied{action, entries[at], baseline, day, shock, 0, {}, 0, {}};
    apply_entry(applied, problems);
  }
  problems.throw_if_any();
  return shock;
}

}  // namespace parley::scenario
