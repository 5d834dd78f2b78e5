#include "parley/scenario/resolve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "parley/scenario/codes.hpp"
#include "parley/scenario/exemptions.hpp"
#include "parley/text/contains.hpp"

namespace parley::scenario {
namespace {

/// Who is on the two sides of an entry.
struct Sides {
  std::vector<Country> imposers;    ///< several of a customs union
  std::optional<Country> imposer;   ///< the first
  std::optional<Country> asked_by;  ///< of a request
  std::vector<Country> partners;
};

/// The partners of an entry; of a request the asking side, which is found already.
std::vector<Country> find_partners(const Action& action, const std::vector<Country>& imposers, const Economy& economy,
                                   ProblemList& problems) {
  std::vector<Country> partners;
  for (std::size_t at = 0; at < action.origin.size(); ++at) {
    if (action.origin[at] == "*") {
      for (const Country n : economy.countries()) {
        const bool is_spared = text::contains(action.origin_except, economy.code(n));
        if (!imposers.empty() && std::ranges::find(imposers, n) == imposers.end() && !is_spared) partners.push_back(n);
      }
    } else if (action.is_request) {
      if (const auto found = economy.find_country(action.origin[at])) partners.push_back(*found);
    } else if (const auto found =
                   find_country(economy, action.origin[at], place_in(action, partner_key(action), at), problems)) {
      partners.push_back(*found);
    }
  }
  return partners;
}

Sides find_sides(const Action& action, const Economy& economy, ProblemList& problems) {
  Sides sides;
  for (const std::string& code : imposers_of(action)) {
    if (const auto n = find_country(economy, code, place_in(action, action.is_request ? "to" : "imposer"), problems))
      sides.imposers.push_back(*n);
  }
  if (!sides.imposers.empty()) sides.imposer = sides.imposers.front();
  if (action.is_request) sides.asked_by = find_country(economy, action.asked_by, place_in(action, "from"), problems);
  for (std::size_t at = 0; at < action.origin_except.size(); ++at) {
    find_country(economy, action.origin_except[at], place_in(action, partner_key(action) + "_except", at), problems);
  }
  sides.partners = find_partners(action, sides.imposers, economy, problems);
  return sides;
}

void check_coverage(const TariffChange& change, const Economy& economy, ProblemList& problems) {
  std::vector<std::string> seen;
  for (const SectorCoverage& each : change.coverage) {
    if (text::contains(seen, each.sector)) continue;
    seen.push_back(each.sector);
    check_sector(change, each.sector, each.place, economy, problems);
  }
}

/// What covers a sector's trade with a partner: its own entry before "*", its own origin before all origins.
const SectorCoverage* coverage_of(const TariffChange& change, const SectorLabel& sector, const std::string& partner) {
  const SectorCoverage* best = nullptr;
  int rank = 0;
  for (const SectorCoverage& each : change.coverage) {
    const bool every_sector = each.sector == "*" && sector.is_goods;
    if (!every_sector && each.sector != sector.code) continue;
    if (!each.origin.empty() && each.origin != partner) continue;
    const int own_rank = 1 + (every_sector ? 0 : 1) + (each.origin.empty() ? 0 : 2);
    if (own_rank <= rank) continue;
    rank = own_rank;
    best = &each;
  }
  return best;
}

ResolvedTariffChange resolved(const Action& action, const TariffChange& change, const Sides& sides,
                              const Economy& economy, ProblemList& problems) {
  ResolvedTariffChange result{.instrument = change.instrument,
                              .rate = change.rate,
                              .base_rate = change.base_rate,
                              .is_asked_cut = action.is_request,
                              .rate_place = place_in(action, "rate")};
  check_coverage(change, economy, problems);
  for (const Country imposer : sides.imposers) {
    for (const Country partner : sides.partners) {
      for (const Sector s : economy.sectors()) {
        const SectorCoverage* coverage = coverage_of(change, economy.sector(s), economy.code(partner));
        if (coverage == nullptr || !(coverage->share > 0)) continue;
        result.trade.push_back(
            {imposer, partner, s, coverage->share, coverage->rate.value_or(0), coverage->official_musd});
      }
    }
  }
  result.except = find_exemptions(action, change, sides.partners, result.trade, economy, problems);
  return result;
}

/// Keys of a purchase stand in a table of their own, those of a limit beside the others.
std::string key_of(const QuantityTarget& quantity, const char* key) {
  return quantity.kind == Commitment::Kind::purchase ? fmt::format("purchase.{}", key) : key;
}

std::vector<Sector> find_sectors(const Action& action, const QuantityTarget& quantity, const Economy& economy,
                                 ProblemList& problems) {
  std::string key = key_of(quantity, "sector");
  if (!action.places.contains(key)) key = key_of(quantity, "sectors");
  const bool is_tariff_rate_quota = quantity.kind == Commitment::Kind::tariff_rate_quota;
  const bool needs_tariff = is_tariff_rate_quota || quantity.instrument == Commitment::Instrument::tariff_cut;
  const char* instead = is_tariff_rate_quota ? "kind = \"import_quota\" limits services"
                                             : "instrument = \"subsidy\" or \"opening\" buys services";
  std::vector<Sector> sectors;
  for (std::size_t at = 0; at < quantity.sectors.size(); ++at) {
    const Place place = place_in(action, key, at);
    const auto s = find_sector(economy, quantity.sectors[at], place, problems);
    if (!s) continue;
    if (needs_tariff && !economy.sector(*s).is_goods)
      problems.add(place, fmt::format("{} is a service and carries no duty", quantity.sectors[at]), instead);
    sectors.push_back(*s);
  }
  return sectors;
}

/// Third countries whose sales make way for a purchase.
std::vector<Exporter> find_losers(const Action& action, const QuantityTarget& quantity, const Sides& sides,
                                  const Economy& economy, ProblemList& problems) {
  std::vector<Exporter> losers;
  const std::string key = key_of(quantity, "from_suppliers");
  for (std::size_t at = 0; at < quantity.from_suppliers.size(); ++at) {
    const Place place = place_in(action, key, at);
    const auto loser = find_country(economy, quantity.from_suppliers[at], place, problems);
    if (!loser) continue;
    if (*loser == *sides.imposer || *loser == sides.partners.front()) {
      problems.add(place, fmt::format("{} cannot make way for this purchase", quantity.from_suppliers[at]),
                   "name third countries that sell the same");
    }
    losers.push_back(exporter(*loser));
  }
  return losers;
}

/// The base year's trade that a commitment speaks of, at border prices.
double base_trade(const Commitment& commitment, const Baseline& baseline) {
  double trade = 0;
  for (const Sector s : commitment.sectors) {
    trade += baseline.flow(s, commitment.buyer, commitment.supplier) *
             (1 + baseline.export_tax(s, commitment.buyer, commitment.supplier));
  }
  return trade;
}

ResolvedQuantity resolved(const Action& action, const QuantityTarget& quantity, const Sides& sides,
                          const Baseline& baseline, ProblemList& problems) {
  ResolvedQuantity result{.terms = quantity};
  result.amount_place = place_in(action, quantity.adds ? "purchase.add_musd" : "purchase.total_musd");
  if (!sides.imposer || sides.partners.empty()) return result;
  Commitment commitment{
      .id = action.id, .kind = quantity.kind, .instrument = quantity.instrument, .unit = quantity.unit};
  commitment.in_quota_tariff = quantity.in_quota_tariff;
  commitment.licences = quantity.licences;
  commitment.levy_goes_to = quantity.levy_goes_to;
  commitment.sectors = find_sectors(action, quantity, baseline.economy, problems);
  commitment.from_suppliers = find_losers(action, quantity, sides, baseline.economy, problems);
  const bool sells = quantity.kind == Commitment::Kind::export_restraint;
  for (const Country partner : sides.partners) {
    commitment.buyer = importer(sells ? partner : *sides.imposer);
    commitment.supplier = exporter(sells ? *sides.imposer : partner);
    const double trade = base_trade(commitment, baseline);
    if (!(trade > 0) && quantity.kind != Commitment::Kind::purchase) continue;  // nothing to limit
    result.commitments.push_back(commitment);
    result.base_trade.push_back(trade);
  }
  return result;
}

AffiliateReform resolved(const Action& action, const AffiliateRequest& asked, const Sides& sides,
                         const Economy& economy, ProblemList& problems) {
  const Place place = place_in(action, asked.key + ".sector");
  const auto s = find_sector(economy, asked.sector, place, problems);
  if (s && asked.key == "services" && economy.sector(*s).is_goods) {
    problems.add(place, fmt::format("{} is not a services sector", asked.sector),
                 "a request for goods asks for a cut of the tariff or for a purchase, or for technology");
  }
  return {.id = action.id,
          .host = sides.imposer.value_or(Country(0)),
          .owner = sides.asked_by.value_or(Country(0)),
          .sector = s.value_or(Sector(0)),
          .affiliate_sales = asked.affiliate_sales_musd,
          .equity_cap_before = asked.equity_cap_before,
          .equity_cap_after = asked.equity_cap_after,
          .index_before = asked.index_before,
          .index_after = asked.index_after,
          .slope = asked.slope,
          .wedge_before = asked.wedge_before,
          .wedge_after = asked.wedge_after,
          .licence_fees = asked.licence_fees_musd,
          .licence_fees_after = asked.licence_fees_after_musd,
          .months_earlier = asked.months_earlier,
          .months_until = asked.months_until,
          .interest_rate = asked.interest_rate};
}

ResolvedAction resolved(const Action& action, const Baseline& baseline, ProblemList& problems) {
  const Economy& economy = baseline.economy;
  const Sides sides = find_sides(action, economy, problems);
  ResolvedAction result{.id = action.id, .status = is_over(action) ? action.status : "", .validity = action.validity};
  if (const auto* tariff = std::get_if<TariffChange>(&action.change)) {
    result.change = resolved(action, *tariff, sides, economy, problems);
  } else if (const auto* quantity = std::get_if<QuantityTarget>(&action.change)) {
    result.change = resolved(action, *quantity, sides, baseline, problems);
  } else {
    result.change = resolved(action, std::get<AffiliateRequest>(action.change), sides, economy, problems);
  }
  return result;
}

std::vector<Country> find_countries(const Scenario& scenario, const std::string& key,
                                    const std::vector<std::string>& codes, const Economy& economy,
                                    ProblemList& problems) {
  std::vector<Country> countries;
  for (std::size_t at = 0; at < codes.size(); ++at) {
    const auto found = find_country(economy, codes[at], place_in(scenario, fmt::format("{}[{}]", key, at)), problems);
    if (found) countries.push_back(*found);
  }
  return countries;
}

DeficitExceptions find_exceptions(const Scenario& scenario, const Economy& economy, ProblemList& problems) {
  return {.balanced = find_countries(scenario, "balanced", scenario.balanced, economy, problems),
          .remainder = find_countries(scenario, "deficit_remainder", scenario.deficit_remainder, economy, problems)};
}

/// Exceptions that mean nothing under the rule, or leave nobody to have a deficit.
void check_exceptions(const Scenario& scenario, DeficitRule rule, const DeficitExceptions& exceptions,
                      const Economy& economy, ProblemList& problems) {
  const bool all_balanced = rule == DeficitRule::balanced;
  if (!scenario.balanced.empty() && all_balanced)
    problems.add(place_in(scenario, "balanced"), "deficit_rule = \"balanced\" balances everybody's trade already",
                 "leave out one of the two");
  if (!exceptions.balanced.empty() && exceptions.balanced.size() + 1 >= economy.country_count())
    problems.add(place_in(scenario, "balanced"), "leaves no two countries that could have a deficit and a surplus",
                 "take deficit_rule = \"balanced\" for all of them");
  const bool leaves_something = rule == DeficitRule::share_of_own_income || !exceptions.balanced.empty();
  if (!scenario.deficit_remainder.empty() && (all_balanced || !leaves_something))
    problems.add(
        place_in(scenario, "deficit_remainder"),
        fmt::format("under '{}' deficits add up to zero by themselves: there is no remainder", to_string(rule)),
        "take deficit_rule = \"share_of_own_income\", name countries in 'balanced', or leave it out");
  for (std::size_t at = 0; at < scenario.deficit_remainder.size(); ++at) {
    if (text::contains(scenario.balanced, scenario.deficit_remainder[at]))
      problems.add(
          place_in(scenario, fmt::format("deficit_remainder[{}]", at)),
          fmt::format("{} cannot take up what others leave: its trade is balanced", scenario.deficit_remainder[at]),
          "name a country that is not in 'balanced'");
  }
}

}  // namespace

void set_closure(const Scenario& scenario, Baseline& baseline) {
  ProblemList problems;
  BaselineInfo& info = baseline.info;
  info.deficit_rule = scenario.deficit_rule.value_or(info.deficit_rule);
  info.deficit_exceptions = find_exceptions(scenario, baseline.economy, problems);
  check_exceptions(scenario, info.deficit_rule, info.deficit_exceptions, baseline.economy, problems);
  problems.throw_if_any();
}

ResolvedScenario resolve(const Scenario& scenario, const Baseline& baseline) {
  ProblemList problems;
  ResolvedScenario result{.deficit_rule = scenario.deficit_rule, .as_of = scenario.as_of};
  if (!scenario.numeraire.empty()) {
    result.numeraire = find_country(baseline.economy, scenario.numeraire, place_in(scenario, "numeraire"), problems);
  }
  result.deficit_exceptions = find_exceptions(scenario, baseline.economy, problems);
  // Parties that the file does not name are those of its entries, which are found below.
  const bool names_parties = scenario.places.contains("parties");
  for (std::size_t at = 0; names_parties && at < scenario.parties.size(); ++at) {
    find_country(baseline.economy, scenario.parties[at], place_in(scenario, fmt::format("parties[{}]", at)), problems);
  }
  for (const Action& action : scenario.actions) result.actions.push_back(resolved(action, baseline, problems));
  if (scenario.strategy) result.strategy = resolve(*scenario.strategy, scenario, baseline.economy, problems);
  problems.throw_if_any();
  return result;
}

}  // namespace parley::scenario
