#include "parley/study/cases/lone_entries.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

#include "parley/base/error.hpp"
#include "parley/scenario/compared.hpp"
#include "parley/study/cases/entries.hpp"

namespace parley::study {
namespace {

using scenario::TradeCell;

/// What of a case stands under an entry's id besides its tariffs.
struct OtherParts {
  std::vector<std::size_t> commitments;  ///< of CaseResult::commitments
  std::vector<AffiliateReform> reforms;
};

/// One shock without anything in it, to which each entry in turn is applied and from which it is taken again.
class LoneShock {
 public:
  LoneShock(const RunResult& result, const CaseResult& solved)
      : baseline_(result.baseline), solved_(solved), resolved_(result.resolved), shock_(no_shock(result.baseline)) {
    const CaseEntries entries = entries_of(resolved_, solved.compare, result.baseline);
    in_force_ = entries.shock;
    shock_.deficit_rule = in_force_.deficit_rule;
    shock_.deficit_exceptions = in_force_.deficit_exceptions;
    for (std::size_t k = 0; k < solved.commitments.size(); ++k)
      others_[solved.commitments[k].id].commitments.push_back(k);
    for (const AffiliateReform& reform : entries.reforms) others_[reform.id].reforms.push_back(reform);
  }

  [[nodiscard]] const std::vector<scenario::ResolvedAction>& actions() const { return resolved_.actions; }

  /// Adds what the action does alone to the lists of changes, and leaves the shock as it was.
  void measure(const scenario::ResolvedAction& action, std::size_t entry, LoneEntries& entries) {
    std::vector<TradeCell> cells = scenario::apply_entry(resolved_, solved_.compare, action, baseline_, shock_);
    if (const auto found = others_.find(action.id); found != others_.end()) apply(found->second, cells);
    for (const TradeCell& cell : cells) take_back(cell, entry, entries);
    shock_.notes.clear();
    shock_.claims.clear();
  }

 private:
  void apply(const OtherParts& parts, std::vector<TradeCell>& cells) {
    shock_ = with_reforms(baseline_, std::move(shock_), parts.reforms);
    for (const AffiliateReform& reform : parts.reforms)
      cells.push_back({reform.sector, importer(reform.host), exporter(reform.host)});
    for (const std::size_t k : parts.commitments) {
      const Commitment& commitment = solved_.commitments[k];
      if (commitment.kind == Commitment::Kind::tariff_rate_quota) {
        relieve(commitment);
      } else {
        add_wedges(commitment, solved_.committed[k], shock_);
      }
      // Some commitments open a market to everybody, or push others out of it.
      for (const Sector s : commitment.sectors) {
        for (const Exporter i : baseline_.economy.exporters()) cells.push_back({s, commitment.buyer, i});
      }
    }
  }

  /// What a tariff-rate quota takes off the tariff in force in the case, taken off the base's.
  void relieve(const Commitment& commitment) {
    const Importer n = commitment.buyer;
    const Exporter i = commitment.supplier;
    for (const Sector s : commitment.sectors) {
      double& tariff = shock_.tariff_new(s, n, i);
      tariff = (1 + tariff) * (1 + solved_.shock.tariff_new(s, n, i)) / (1 + in_force_.tariff_new(s, n, i)) - 1;
    }
  }

  void take_back(const TradeCell& cell, std::size_t entry, LoneEntries& entries) {
    const Economy& labels = baseline_.economy;
    const std::size_t at =
        (cell.sector.value() * labels.country_count() + cell.buyer.value()) * labels.country_count() +
        cell.seller.value();
    for (const PolicyInstrumentRow& row : policy_instruments) {
      const double log_change = std::log(factor(row, shock_, at) / base_factor(row, baseline_, at));
      // A cell that is named twice was read and taken back the first time.
      if (log_change != 0.0) entries.changes[row.instrument].push_back({entry, at, log_change});
      (shock_.*row.level).values()[at] = base_level(row, baseline_, at);
    }
  }

  const Baseline& baseline_;
  const CaseResult& solved_;
  const scenario::ResolvedScenario& resolved_;
  Shock in_force_;  ///< the case without what keeps any commitment
  Shock shock_;
  std::unordered_map<std::string, OtherParts> others_;
};

}  // namespace

LoneEntries lone_entries(const RunResult& result, const CaseResult& solved) {
  LoneEntries entries;
  const scenario::ComparedEntries compared(solved.compare);
  LoneShock alone(result, solved);
  for (std::size_t at = 0; at < result.scenario.actions.size(); ++at) {
    const scenario::Action& action = result.scenario.actions[at];
    if (!compared.has(action.id)) continue;
    entries.id.push_back(action.id);
    entries.title.push_back(action.title.empty() ? action.id : action.title);
    try {
      alone.measure(alone.actions()[at], entries.id.size() - 1, entries);
    } catch (const InputError&) {
      return {.are_known = false};
    }
  }
  for (std::vector<LoneChange>& changes : entries.changes.values)
    std::ranges::stable_sort(changes, {}, &LoneChange::cell);
  return entries;
}

}  // namespace parley::study
