#include "parley/study/cases/explain_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/base/error.hpp"
#include "parley/study/cases/compute.hpp"
#include "parley/study/cases/entries.hpp"
#include "parley/study/cases/headline.hpp"
#include "parley/study/cases/named_parts.hpp"

namespace parley::study {
namespace {

constexpr double closes_to = 1e-8;

/// What one entry does when it stands alone.
struct LoneEntry {
  std::string id;
  std::string title;
  Shock shock;
};

/// What a tariff-rate quota takes off the tariff in force in the case, taken off the base's.
void relieve(const CaseResult& solved, const Shock& in_force, const Commitment& commitment, Shock& shock) {
  const Importer n = commitment.buyer;
  const Exporter i = commitment.supplier;
  for (const Sector s : commitment.sectors) {
    double& tariff = shock.tariff_new(s, n, i);
    tariff = (1 + tariff) * (1 + solved.shock.tariff_new(s, n, i)) / (1 + in_force.tariff_new(s, n, i)) - 1;
  }
}

/// What keeps the commitments of one entry, added to its shock; `in_force` is the case without what keeps any.
void add_commitments(const CaseResult& solved, const Shock& in_force, const std::string& id, Shock& shock) {
  for (std::size_t k = 0; k < solved.commitments.size(); ++k) {
    if (solved.commitments[k].id != id) continue;
    if (solved.commitments[k].kind == Commitment::Kind::tariff_rate_quota) {
      relieve(solved, in_force, solved.commitments[k], shock);
    } else {
      add_wedges(solved.commitments[k], solved.committed[k], shock);
    }
  }
}

std::vector<LoneEntry> lone_entries(const RunResult& result, const CaseResult& solved) {
  const scenario::Compare& compare = solved.compare;
  std::vector<LoneEntry> entries;
  const Shock in_force = entries_of(result.resolved, compare, result.baseline).shock;
  for (const scenario::Action& action : result.scenario.actions) {
    if (std::find(compare.actions.begin(), compare.actions.end(), action.id) == compare.actions.end()) continue;
    scenario::Compare alone = compare;
    alone.actions = {action.id};
    const std::string title = action.title.empty() ? action.id : action.title;
    try {
      entries.push_back({action.id, title, entries_of(result.resolved, alone, result.baseline).shock});
      add_commitments(solved, in_force, action.id, entries.back().shock);
    } catch (const InputError&) {
      // An entry such as "-10%" after "+25%" need not be possible alone: nothing is known of its share.
      return {};
    }
  }
  return entries;
}

/// Adds each entry's share of what one instrument contributes, cell by cell.
void allot(const PolicyInstrumentRow& row, const TradeCells& contribution, const Baseline& baseline,
           const std::vector<LoneEntry>& entries, std::vector<ActionTerm>& terms) {
  std::vector<double> alone(entries.size());
  for (std::size_t at = 0; at < contribution.size(); ++at) {
    const double part = contribution.values()[at];
    if (part == 0.0) continue;
    double sum = 0.0;
    for (std::size_t entry = 0; entry < entries.size(); ++entry) {
      alone[entry] = std::log(factor(row, entries[entry].shock, at) / base_factor(row, baseline, at));
      sum += alone[entry];
    }
    for (std::size_t entry = 0; entry < entries.size(); ++entry) {
      const double share = sum != 0.0 ? alone[entry] / sum : 1.0 / static_cast<double>(entries.size());
      terms[entry].contribution += share * part;
    }
  }
}

std::vector<ActionTerm> by_action(const RunResult& result, const CaseResult& solved,
                                  const std::vector<LoneEntry>& entries, const Explanation& split) {
  std::vector<ActionTerm> terms;
  if (entries.empty() && !solved.compare.actions.empty()) {
    return {{"", "All entries together", split.total}};
  }
  terms.reserve(entries.size());
  for (const LoneEntry& entry : entries) terms.push_back({entry.id, entry.title, 0.0});
  for (const PolicyInstrumentRow& row : policy_instruments)
    allot(row, split.by_instrument[row.instrument], result.baseline, entries, terms);
  for (std::size_t c = 0; c < split.by_claim.size(); ++c) {
    for (ActionTerm& term : terms) {
      if (term.id == solved.shock.claims[c].id) term.contribution += split.by_claim[c];
    }
  }
  return terms;
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
  const std::vector<LoneEntry> entries = lone_entries(result, solved);
  for (Explanation& split : explain(result.baseline, solved.shock, measures, {}, observer)) {
    if (!split.holds(closes_to)) {
      SolveReport report;
      report.status = SolveStatus::stalled;
      report.message = fmt::format("with {} points the parts miss the whole by {:.1e} and {:.1e}", split.path_points,
                                   split.instrument_gap, split.channel_gap);
      throw NotSolved(
          fmt::format("the change of {} of {} in case '{}' could not be split", to_string(split.measure.kind),
                      result.baseline.economy.code(split.country), solved.compare.name),
          std::move(report));
    }
    std::vector<ActionTerm> actions = by_action(result, solved, entries, split);
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
