#include <fmt/format.h>

#include "parley/base/error.hpp"
#include "parley/scenario/compared.hpp"
#include "parley/scenario/resolve.hpp"

namespace parley::scenario {
namespace {

/// The amount of a purchase in the case's year: the year of its day, or the last one where it has none.
QuantityTarget in_year(const std::string& id, const ResolvedQuantity& quantity, const std::optional<Date>& day,
                       ProblemList& problems, std::vector<std::string>& notes) {
  QuantityTarget terms = quantity.terms;
  if (terms.by_year.empty()) return terms;
  const int year = day ? day->year : terms.by_year.rbegin()->first;
  const auto found = terms.by_year.find(year);
  if (found == terms.by_year.end()) {
    problems.add(quantity.amount_place, fmt::format("has no amount for {}, the year of the case", year),
                 "add the year, or leave the case's day out");
    return terms;
  }
  notes.push_back(fmt::format("{}: {:.0f} million, the amount of {}{}", id, found->second, year,
                              day ? "" : " (the last year; 'on' in a case chooses another)"));
  if (terms.adds) {
    terms.add_musd = found->second;
  } else {
    terms.total_musd = found->second;
  }
  return terms;
}

double target_of(const std::string& id, const QuantityTarget& terms, double base, std::vector<std::string>& notes) {
  double scale = 1;
  if (terms.customs_musd) {
    scale = base / *terms.customs_musd;
    notes.push_back(
        fmt::format("{}: the base year's trade is {:.0f} million at customs and {:.0f} million at the baseline's "
                    "basic prices; its dollars are carried over times {:.3f}",
                    id, *terms.customs_musd, base, scale));
  }
  if (terms.total_musd) return scale * *terms.total_musd;
  if (terms.add_musd) return base + scale * *terms.add_musd;
  return base * (1 + terms.change.value_or(0));
}

}  // namespace

std::vector<Commitment> commitments(const ResolvedScenario& scenario, const Compare& compare,
                                    std::vector<std::string>& notes) {
  std::vector<Commitment> list;
  ProblemList problems;
  const ComparedEntries compared(compare);
  for (const ResolvedAction& action : scenario.actions) {
    const auto* quantity = std::get_if<ResolvedQuantity>(&action.change);
    if (quantity == nullptr || !compared.has(action.id)) continue;
    note_force(action, compare, notes);
    if (!is_in_force(action, compare)) continue;
    for (std::size_t at = 0; at < quantity->commitments.size(); ++at) {
      const QuantityTarget terms = in_year(action.id, *quantity, compare.on, problems, notes);
      list.push_back(quantity->commitments[at]);
      list.back().target = target_of(action.id, terms, quantity->base_trade[at], notes);
    }
  }
  problems.throw_if_any();
  return list;
}

std::vector<AffiliateReform> affiliate_reforms(const ResolvedScenario& scenario, const Compare& compare,
                                               std::vector<std::string>& notes) {
  std::vector<AffiliateReform> list;
  const ComparedEntries compared(compare);
  for (const ResolvedAction& action : scenario.actions) {
    const auto* reform = std::get_if<AffiliateReform>(&action.change);
    if (reform == nullptr || !compared.has(action.id)) continue;
    note_force(action, compare, notes);
    if (is_in_force(action, compare)) list.push_back(*reform);
  }
  return list;
}

}  // namespace parley::scenario
