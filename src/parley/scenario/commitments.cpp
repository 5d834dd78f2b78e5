#include <fmt/format.h>

#include <algorithm>

#include "parley/scenario/codes.hpp"

namespace parley::scenario {
namespace {

/// Keys of a purchase stand in a table of their own, those of a limit beside the others.
std::string key_of(const Action& action, const char* key) {
  return action.quantity->kind == Commitment::Kind::purchase ? fmt::format("purchase.{}", key) : key;
}

std::string sectors_key(const Action& action) {
  const std::string one = key_of(action, "sector");
  return action.places.contains(one) ? one : key_of(action, "sectors");
}

/// The base year's trade that the entry speaks of, at border prices.
double base_trade(const Commitment& commitment, const Baseline& baseline) {
  double trade = 0;
  for (const Sector s : commitment.sectors) {
    trade += baseline.flow(s, commitment.buyer, commitment.supplier) *
             (1 + baseline.export_tax(s, commitment.buyer, commitment.supplier));
  }
  return trade;
}

/// The amount of a purchase in the case's year: the year of its day, or the last one where it has none.
QuantityTarget in_year(const Action& action, const std::optional<Date>& day, ProblemList& problems,
                       std::vector<std::string>& notes) {
  QuantityTarget quantity = *action.quantity;
  if (quantity.by_year.empty()) return quantity;
  const int year = day ? day->year : quantity.by_year.rbegin()->first;
  const auto found = quantity.by_year.find(year);
  if (found == quantity.by_year.end()) {
    problems.add(place_in(action, quantity.adds ? "purchase.add_musd" : "purchase.total_musd"),
                 fmt::format("has no amount for {}, the year of the case", year),
                 "add the year, or leave the case's day out");
    return quantity;
  }
  notes.push_back(fmt::format("{}: {:.0f} million, the amount of {}{}", action.id, found->second, year,
                              day ? "" : " (the last year; 'on' in a case chooses another)"));
  (quantity.adds ? quantity.add_musd : quantity.total_musd) = found->second;
  return quantity;
}

double target_of(const Action& action, const QuantityTarget& quantity, const Commitment& commitment,
                 const Baseline& baseline, std::vector<std::string>& notes) {
  const double base = base_trade(commitment, baseline);
  double scale = 1;
  if (quantity.customs_musd) {
    scale = base / *quantity.customs_musd;
    notes.push_back(
        fmt::format("{}: the base year's trade is {:.0f} million at customs and {:.0f} million at the baseline's "
                    "basic prices; its dollars are carried over times {:.3f}",
                    action.id, *quantity.customs_musd, base, scale));
  }
  if (quantity.total_musd) return scale * *quantity.total_musd;
  if (quantity.add_musd) return base + scale * *quantity.add_musd;
  return base * (1 + quantity.change.value_or(0));
}

Commitment resolve(const Action& action, Country supplier, const Baseline& baseline, ProblemList& problems) {
  const QuantityTarget& quantity = *action.quantity;
  const Economy& economy = baseline.economy;
  Commitment commitment{
      .id = action.id, .kind = quantity.kind, .instrument = quantity.instrument, .unit = quantity.unit};
  commitment.in_quota_tariff = quantity.in_quota_tariff;
  commitment.licences = quantity.licences;
  const auto imposer =
      find_country(economy, action.imposer, place_in(action, action.is_request ? "to" : "imposer"), problems);
  if (!imposer) return commitment;
  const bool sells = quantity.kind == Commitment::Kind::export_restraint;
  commitment.buyer = importer(sells ? supplier : *imposer);
  commitment.supplier = exporter(sells ? *imposer : supplier);
  const std::string key = sectors_key(action);
  for (std::size_t at = 0; at < quantity.sectors.size(); ++at) {
    const auto s = find_sector(economy, quantity.sectors[at], place_in(action, key, at), problems);
    if (s) commitment.sectors.push_back(*s);
  }
  const std::string losers = key_of(action, "from_suppliers");
  for (std::size_t at = 0; at < quantity.from_suppliers.size(); ++at) {
    const Place place = place_in(action, losers, at);
    const auto loser = find_country(economy, quantity.from_suppliers[at], place, problems);
    if (!loser) continue;
    if (*loser == supplier || importer(*loser) == commitment.buyer) {
      problems.add(place, fmt::format("{} cannot make way for this purchase", quantity.from_suppliers[at]),
                   "name third countries that sell the same");
    }
    commitment.from_suppliers.push_back(exporter(*loser));
  }
  return commitment;
}

/// Whom the entry is about: the partner of a purchase, every origin or destination of a limit.
std::vector<Country> partners_of(const Action& action, const Economy& economy, ProblemList& problems) {
  std::vector<Country> partners;
  const std::string key = action.is_request                             ? "from"
                          : action.instrument == Instrument::export_tax ? "destination"
                                                                        : "origin";
  for (std::size_t at = 0; at < action.origin.size(); ++at) {
    if (action.origin[at] != "*") {
      if (const auto n = find_country(economy, action.origin[at], place_in(action, key, at), problems))
        partners.push_back(*n);
      continue;
    }
    for (const Country n : economy.countries()) {
      const std::string& code = economy.code(n);
      const bool spared =
          std::find(action.origin_except.begin(), action.origin_except.end(), code) != action.origin_except.end();
      if (code != action.imposer && !spared) partners.push_back(n);
    }
  }
  return partners;
}

}  // namespace

std::vector<Commitment> commitments(const Scenario& scenario, const Compare& compare, const Baseline& baseline,
                                    std::vector<std::string>& notes) {
  std::vector<Commitment> list;
  ProblemList problems;
  for (const Action& action : scenario.actions) {
    if (!action.quantity) continue;
    const bool is_compared =
        std::find(compare.actions.begin(), compare.actions.end(), action.id) != compare.actions.end();
    const bool counts = is_compared && (!compare.on || covers(action, *compare.on));
    if (is_compared && !counts)
      notes.push_back(fmt::format("{} is not in force on {} and is left out", action.id, to_string(*compare.on)));
    // Every entry is checked, compared or not.
    for (const Country partner : partners_of(action, baseline.economy, problems)) {
      Commitment commitment = resolve(action, partner, baseline, problems);
      const bool trades = base_trade(commitment, baseline) > 0;
      if (!trades && action.quantity->kind != Commitment::Kind::purchase) continue;  // nothing to limit
      if (!counts) continue;
      const QuantityTarget quantity = in_year(action, compare.on, problems, notes);
      commitment.target = target_of(action, quantity, commitment, baseline, notes);
      list.push_back(std::move(commitment));
    }
  }
  problems.throw_if_any();
  return list;
}

}  // namespace parley::scenario
