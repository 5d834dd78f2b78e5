#pragma once

#include <string>
#include <vector>

#include "parley/study/cases/headline_item.hpp"
#include "parley/study/cases/result.hpp"

namespace parley::study {

/// What the headline of a scenario shows, from the top.
[[nodiscard]] std::vector<HeadlineItem> headline_items(const std::vector<Country>& parties, const Baseline& baseline);

/// The item's number in one solved case, in its unit.
[[nodiscard]] double value_of(const HeadlineItem& item, const SolvedWorld& world);

/// One line of the headline table.
struct HeadlineRow {
  HeadlineItem item;
  std::vector<double> values;  ///< one for each column: case, or set of elasticities
};
/// Those whose goods an order names to make way have lines of real income, parties or not.
[[nodiscard]] std::vector<HeadlineRow> headline(const RunResult& result);
/// The same for some countries only.
[[nodiscard]] std::vector<HeadlineRow> headline(const RunResult& result, const std::vector<Country>& parties);

/// Whether the scenario says itself whom its story is about.
[[nodiscard]] bool names_parties(const scenario::Scenario& scenario);

/// Countries the story is about: the scenario's, else imposers, askers and named origins.
///
/// Where more than twelve origins are named that impose and ask nothing, those count that trade most with the countries
/// that do: a rate for each of 194 origins makes no 194 parties.
[[nodiscard]] std::vector<Country> parties(const scenario::Scenario& scenario, const Baseline& baseline);
[[nodiscard]] std::vector<Country> parties(const RunResult& result);

/// The case that moves the world's real income most, in either direction; nullptr where there is none.
[[nodiscard]] const CaseResult* largest_case(const RunResult& result);

/// Whether every entry of a case is in force.
[[nodiscard]] bool is_in_force(const RunResult& result, const CaseResult& solved);

/// What a report opens with: the case that the file names, else the last one that is in force, else the largest.
[[nodiscard]] const CaseResult* lead_case(const RunResult& result);

/// Every country, the largest gain of real income first.
[[nodiscard]] std::vector<Country> by_real_income(const CaseResult& solved);
/// Those of them that gain, over their whole range where there is one, and that the story is not about.
[[nodiscard]] std::vector<Country> gaining_bystanders(const RunResult& result, const CaseResult& solved);

/// Countries whose goods an order of a compared case names to make way, each once.
[[nodiscard]] std::vector<Country> named_suppliers(const RunResult& result);

/// What a case is called in a column head.
[[nodiscard]] std::string case_title(const CaseResult& solved);

[[nodiscard]] SolvedWorld solved_world(const Baseline& baseline, const CaseResult& solved);

}  // namespace parley::study
