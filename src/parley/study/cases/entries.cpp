#include "parley/study/cases/entries.hpp"

#include "parley/equilibrium/commitments/services.hpp"

namespace parley::study {

CaseEntries entries_of(const scenario::ResolvedScenario& scenario, const scenario::Compare& compare,
                       const Baseline& baseline) {
  CaseEntries entries;
  entries.shock = scenario::to_shock(scenario, compare, baseline);
  entries.commitments = scenario::commitments(scenario, compare, entries.shock.notes);
  entries.reforms = scenario::affiliate_reforms(scenario, compare, entries.shock.notes);
  entries.shock = with_reforms(baseline, std::move(entries.shock), entries.reforms);
  return entries;
}

}  // namespace parley::study
