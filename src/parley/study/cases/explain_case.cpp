#include "parley/study/cases/explain_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>

#include "parley/study/cases/compute.hpp"
#include "parley/study/cases/headline.hpp"
#include "parley/study/cases/lone_entries.hpp"
#include "parley/study/cases/named_parts.hpp"

namespace parley::study {
namespace {

constexpr double closes_to = 1e-8;

/// Adds each entry's share of what one instrument contributes, cell by cell; returns what no entry moves alone.
double allot(const TradeCells& contribution, const std::vector<LoneChange>& changes, std::vector<ActionTerm>& terms) {
  double unclaimed = 0.0;
  auto first = changes.begin();
  for (std::size_t at = 0; at < contribution.size(); ++at) {
    const auto last = std::find_if(first, changes.end(), [&](const LoneChange& each) { return each.cell != at; });
    const double part = contribution.values()[at];
    double sum = 0.0;
    for (auto each = first; each != last; ++each) sum += each->log_change;
    if (sum == 0.0) {
      unclaimed += part;
    } else if (part != 0.0) {
      for (auto each = first; each != last; ++each) terms[each->entry].contribution += each->log_change / sum * part;
    }
    first = last;
  }
  return unclaimed;
}

/// Adds what claims contribute to the entries that they come from.
void allot_claims(const std::vector<IncomeClaim>& claims, const Explanation& split, std::vector<ActionTerm>& terms) {
  std::unordered_map<std::string_view, std::size_t> term_of;
  for (std::size_t at = 0; at < terms.size() && !claims.empty(); ++at) term_of.emplace(terms[at].id, at);
  for (std::size_t c = 0; c < split.by_claim.size(); ++c) {
    const auto found = term_of.find(claims[c].id);
    if (found != term_of.end()) terms[found->second].contribution += split.by_claim[c];
  }
}

std::vector<ActionTerm> by_action(const CaseResult& solved, const LoneEntries& entries, const Explanation& split) {
  std::vector<ActionTerm> terms;
  if (!entries.are_known) return {{"", "All entries together", split.total}};
  terms.reserve(entries.id.size());
  for (std::size_t at = 0; at < entries.id.size(); ++at) terms.push_back({entries.id[at], entries.title[at], 0.0});
  double unclaimed = 0.0;
  for (const PolicyInstrumentRow& row : policy_instruments)
    unclaimed += allot(split.by_instrument[row.instrument], entries.changes[row.instrument], terms);
  for (ActionTerm& term : terms) term.contribution += unclaimed / static_cast<double>(terms.size());
  allot_claims(solved.shock.claims, split, terms);
  return terms;
}

std::string why_not(const Explanation& split) {
  if (std::isnan(split.instrument_gap))
    return fmt::format("the path from the base to the case, or its slopes, could not be solved at all of {} points",
                       split.path_points);
  if (split.has_channels() && std::isnan(split.channel_gap))
    return "trade of some pair vanishes on the way, and its logarithm with it";
  const std::string missed =
      fmt::format("with {} points the parts miss the whole by {:.1e}", split.path_points, split.instrument_gap);
  return split.has_channels() ? fmt::format("{} and {:.1e}", missed, split.channel_gap) : missed;
}

}  // namespace

std::vector<Country> countries_or_parties(const std::vector<std::string>& codes, const RunResult& result) {
  if (codes.empty()) return parties(result);
  std::vector<Country> countries;
  for (const std::string& code : codes) countries.push_back(named_country(result.baseline.economy, code, "country"));
  return countries;
}

std::vector<Measure> measures_of(NamedMeasure named, const std::vector<std::string>& codes, const RunResult& result) {
  const Economy& labels = result.baseline.economy;
  std::vector<Measure> measures;
  for (const Country each : countries_or_parties(codes, result)) {
    named.country = labels.code(each);
    measures.push_back(measure_of(named, labels));
  }
  return measures;
}

std::vector<ExplainedChange> explain_case(const RunResult& result, const CaseResult& solved,
                                          const std::vector<Measure>& measures, Observer& observer) {
  std::vector<ExplainedChange> changes;
  const LoneEntries entries = lone_entries(result, solved);
  for (Explanation& split : explain(result.baseline, solved.shock, measures, {}, observer)) {
    if (!split.holds(closes_to)) {
      std::string failure =
          fmt::format("the change of {} of {} in case '{}' could not be split: {}", to_string(split.measure.kind),
                      result.baseline.economy.code(split.country), solved.compare.name, why_not(split));
      changes.push_back({.split = std::move(split), .failure = std::move(failure)});
      continue;
    }
    std::vector<ActionTerm> actions = by_action(solved, entries, split);
    const InstrumentSums sums = sum_instruments(result.baseline, solved.shock, split);
    ExplainedChange change{.split = std::move(split), .actions = std::move(actions)};
    change.partners = by_partner(sums);
    change.sectors = by_sector(sums);
    change.channels = channel_sums(change.split);
    change.terms = channel_terms(change.split);
    changes.push_back(std::move(change));
  }
  return changes;
}

const ActionTerm* largest_action(const ExplainedChange& change) {
  const auto most = std::max_element(
      change.actions.begin(), change.actions.end(),
      [](const ActionTerm& a, const ActionTerm& b) { return std::abs(a.contribution) < std::abs(b.contribution); });
  return most == change.actions.end() ? nullptr : &*most;
}

}  // namespace parley::study
