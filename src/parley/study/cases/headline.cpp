#include "parley/study/cases/headline.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace parley::study {
namespace {

using Scope = OutcomeMeasure::Scope;

void add_code(const Economy& labels, const std::string& code, std::vector<Country>& found) {
  const auto n = labels.find_country(code);
  if (n && std::find(found.begin(), found.end(), *n) == found.end()) found.push_back(*n);
}

/// Trade of one country with some others, both ways, in the base year.
double trade_with(const Baseline& baseline, Country n, const std::vector<Country>& others) {
  double trade = 0;
  for (const Country m : others) {
    for (const Sector s : baseline.economy.sectors())
      trade += baseline.flow(s, importer(m), exporter(n)) + baseline.flow(s, importer(n), exporter(m));
  }
  return trade;
}

/// Takes away all origins but those that trade most with the countries that act; the order stays.
void keep_largest_origins(const scenario::Scenario& scenario, const Baseline& baseline, std::vector<Country>& found) {
  constexpr std::size_t most_origins = 12;
  std::vector<Country> acting;
  for (const scenario::Action& action : scenario.actions) {
    for (const std::string& code : scenario::imposers_of(action)) add_code(baseline.economy, code, acting);
    add_code(baseline.economy, action.asked_by, acting);
  }
  std::vector<bool> is_kept(baseline.economy.country_count());
  for (const Country n : acting) is_kept[n.value()] = true;
  std::vector<std::pair<double, Country>> origins;
  for (const Country n : found) {
    if (!is_kept[n.value()]) origins.emplace_back(trade_with(baseline, n, acting), n);
  }
  if (origins.size() <= most_origins) return;
  std::ranges::stable_sort(origins, [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t at = 0; at < most_origins; ++at) is_kept[origins[at].second.value()] = true;
  std::erase_if(found, [&](Country n) { return !is_kept[n.value()]; });
}

/// The headline has money in billions.
bool is_in_billions(const OutcomeMeasure& measure) { return measure.unit == "million"; }

bool is_per_person(const OutcomeMeasure& measure) { return measure.unit == "a person"; }

std::string unit_of(const OutcomeMeasure& measure, const std::string& currency) {
  if (is_in_billions(measure)) return "bn " + currency;
  if (is_per_person(measure)) return currency + " a person";
  return std::string(measure.unit);
}

/// The measures of the headline that belong to the world, or to a country, in their order.
std::vector<const OutcomeMeasure*> shown(bool of_the_world) {
  std::vector<const OutcomeMeasure*> list;
  for (const OutcomeMeasure& each : outcome_measures()) {
    if (each.headline > 0 && (each.scope == Scope::world) == of_the_world) list.push_back(&each);
  }
  std::ranges::sort(list, {}, &OutcomeMeasure::headline);
  return list;
}

HeadlineItem item_of(const OutcomeMeasure& measure, const std::string& currency) {
  return {.measure = &measure,
          .subject = {},
          .country = {},
          .name = std::string(measure.name),
          .unit = unit_of(measure, currency)};
}

}  // namespace

std::string case_title(const CaseResult& solved) {
  return solved.compare.title.empty() ? solved.compare.name : solved.compare.title;
}

bool names_parties(const scenario::Scenario& scenario) { return scenario.places.contains("parties"); }

std::vector<Country> parties(const scenario::Scenario& scenario, const Baseline& baseline) {
  const Economy& economy = baseline.economy;
  std::vector<Country> found;
  for (const std::string& code : scenario.parties) add_code(economy, code, found);
  if (found.empty()) {
    for (const scenario::Action& action : scenario.actions) {
      for (const std::string& code : scenario::imposers_of(action)) add_code(economy, code, found);
      for (const std::string& code : action.origin) add_code(economy, code, found);
    }
  }
  if (!names_parties(scenario)) keep_largest_origins(scenario, baseline, found);
  return found;
}

std::vector<Country> parties(const RunResult& result) { return parties(result.scenario, result.baseline); }

const CaseResult* largest_case(const RunResult& result) {
  const auto found =
      std::max_element(result.cases.begin(), result.cases.end(), [](const CaseResult& a, const CaseResult& b) {
        return std::abs(a.outcome.world_real_income_pct) < std::abs(b.outcome.world_real_income_pct);
      });
  return found == result.cases.end() ? nullptr : &*found;
}

bool is_in_force(const RunResult& result, const CaseResult& solved) {
  const std::vector<std::string>& ids = solved.compare.actions;
  return !ids.empty() && std::ranges::all_of(result.scenario.actions, [&](const scenario::Action& action) {
    return std::ranges::find(ids, action.id) == ids.end() || action.status == "in_force";
  });
}

const CaseResult* lead_case(const RunResult& result) {
  const CaseResult* in_force = nullptr;
  for (const CaseResult& solved : result.cases) {
    if (!result.scenario.lead.empty() && solved.compare.name == result.scenario.lead) return &solved;
    if (is_in_force(result, solved)) in_force = &solved;
  }
  return in_force != nullptr ? in_force : largest_case(result);
}

std::vector<Country> by_real_income(const CaseResult& solved) {
  const Array<Country>& gain = solved.outcome.real_income_pct;
  std::vector<Country> countries;
  for (const Country n : all<Country>(gain.size())) countries.push_back(n);
  std::ranges::stable_sort(countries, [&](Country a, Country b) { return gain(a) > gain(b); });
  return countries;
}

std::vector<Country> gaining_bystanders(const RunResult& result, const CaseResult& solved) {
  const std::vector<Country> main = parties(result);
  std::vector<Country> found = by_real_income(solved);
  const auto at = static_cast<std::size_t>(&solved - result.cases.data());
  std::erase_if(found, [&](Country n) {
    if (!(solved.outcome.real_income_pct(n) > 0) || std::find(main.begin(), main.end(), n) != main.end()) return true;
    const Range* range = result.ranges ? result.ranges->real_income(n, at) : nullptr;
    return range != nullptr && range->verdict != Verdict::keeps_sign;
  });
  return found;
}

SolvedWorld solved_world(const Baseline& baseline, const CaseResult& solved) {
  return {baseline, solved.shock, solved.equilibrium, solved.outcome};
}

std::vector<HeadlineItem> headline_items(const std::vector<Country>& parties, const Baseline& baseline) {
  const Economy& labels = baseline.economy;
  const std::string& currency = baseline.info.currency;
  std::vector<HeadlineItem> items;
  for (const Country n : parties) {
    for (const OutcomeMeasure* measure : shown(false)) {
      if (is_per_person(*measure) && baseline.population.empty()) continue;
      HeadlineItem item = item_of(*measure, currency);
      item.subject.country = n;
      item.country = labels.code(n);
      // There is no one wage where workers stay in their sectors.
      if (baseline.production.immobility > 0 && measure->id == "real_wage_pct") item.name = "real value added";
      if (measure->scope == Scope::pair) {
        if (parties.size() != 2) continue;
        item.subject.partner = n == parties[0] ? parties[1] : parties[0];
        item.name += " " + labels.code(item.subject.partner);
      }
      items.push_back(std::move(item));
    }
  }
  for (const OutcomeMeasure* measure : shown(true)) items.push_back(item_of(*measure, currency));
  return items;
}

double value_of(const HeadlineItem& item, const SolvedWorld& world) {
  const double value = item.measure->value(world, item.subject);
  return is_in_billions(*item.measure) ? value / 1000 : value;
}

std::vector<HeadlineRow> headline(const RunResult& result) { return headline(result, parties(result)); }

std::vector<Country> named_suppliers(const RunResult& result) {
  std::vector<Country> named;
  for (const CaseResult& solved : result.cases) {
    for (const Commitment& commitment : solved.commitments) {
      for (const Exporter i : commitment.from_suppliers) {
        if (std::ranges::find(named, country(i)) == named.end()) named.push_back(country(i));
      }
    }
  }
  return named;
}

std::vector<HeadlineRow> headline(const RunResult& result, const std::vector<Country>& parties) {
  std::vector<HeadlineItem> items = headline_items(parties, result.baseline);
  std::vector<Country> losers = named_suppliers(result);
  std::erase_if(losers, [&](Country n) { return std::ranges::find(parties, n) != parties.end(); });
  std::vector<HeadlineItem> of_losers = headline_items(losers, result.baseline);
  std::erase_if(of_losers, [](const HeadlineItem& item) {
    return item.measure->id != "real_income_pct" && item.measure->id != "equivalent_variation_musd";
  });
  items.insert(std::ranges::find(items, std::string(), &HeadlineItem::country), of_losers.begin(), of_losers.end());
  std::vector<HeadlineRow> rows;
  for (HeadlineItem& item : items) {
    HeadlineRow row{std::move(item), {}};
    for (const CaseResult& solved : result.cases)
      row.values.push_back(value_of(row.item, solved_world(result.baseline, solved)));
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace parley::study
