#include "parley/study/cases/explain_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/base/error.hpp"
#include "parley/study/cases/compute.hpp"
#include "parley/study/cases/entries.hpp"

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
    changes.push_back({std::move(split), std::move(actions)});
  }
  return changes;
}

InstrumentSums sum_instruments(const Baseline& baseline, const Shock& shock, const Explanation& split) {
  const Economy& labels = baseline.economy;
  InstrumentSums sums{Array<Partner, Sector>(labels.country_count(), labels.sector_count()),
                      Array<Sector>(labels.sector_count())};
  for (const Sector s : labels.sectors()) {
    for (const Importer n : labels.importers()) {
      for (const Exporter i : labels.exporters()) {
        double part = 0;
        for (const TradeCells& cells : split.by_instrument.values) part += cells(s, n, i);
        if (country(n) == split.country) {
          sums.with(partner(country(i)), s) += part;
        } else if (country(i) == split.country) {
          sums.with(partner(country(n)), s) += part;
        } else {
          sums.between_others(s) += part;
        }
      }
    }
  }
  for (std::size_t c = 0; c < split.by_claim.size(); ++c) {
    const IncomeClaim& claim = shock.claims[c];
    if (claim.payer == split.country) {
      sums.with(partner(claim.receiver), claim.sector) += split.by_claim[c];
    } else if (claim.receiver == split.country) {
      sums.with(partner(claim.payer), claim.sector) += split.by_claim[c];
    } else {
      sums.between_others(claim.sector) += split.by_claim[c];
    }
  }
  return sums;
}

}  // namespace parley::study
