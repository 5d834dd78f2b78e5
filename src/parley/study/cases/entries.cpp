#include "parley/study/cases/entries.hpp"

#include "parley/equilibrium/commitments/services.hpp"

namespace parley::study {

Entries entries_of(const scenario::Scenario& scenario, const scenario::Compare& compare, const Baseline& baseline) {
  Entries entries;
  entries.shock = scenario::to_shock(scenario, compare, baseline);
  entries.commitments = scenario::commitments(scenario, compare, baseline, entries.shock.notes);
  entries.reforms = scenario::affiliate_reforms(scenario, compare, baseline);
  entries.shock = with_reforms(baseline, std::move(entries.shock), entries.reforms);
  return entries;
}

}  // namespace parley::study
