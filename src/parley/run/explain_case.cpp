#include "parley/run/explain_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "parley/base/error.hpp"
#include "parley/run/run.hpp"

namespace parley::run {
namespace {

using Cells = Array<Sector, Importer, Exporter>;
constexpr double closes_to = 1e-8;

/// What one entry does when it stands alone.
struct LoneEntry {
  std::string id;
  std::string title;
  Shock shock;
};

/// What keeps the commitments of one entry, added to its shock.
void add_commitments(const report::CaseResult& solved, const std::string& id, Shock& shock) {
  for (std::size_t k = 0; k < solved.commitments.size(); ++k) {
    if (solved.commitments[k].id == id) deal::add_wedges(solved.commitments[k], solved.committed[k], shock);
  }
}

std::vector<LoneEntry> lone_entries(const report::RunResult& result, const report::CaseResult& solved) {
  const scenario::Compare& compare = solved.compare;
  std::vector<LoneEntry> entries;
  for (const scenario::Action& action : result.scenario.actions) {
    if (std::find(compare.actions.begin(), compare.actions.end(), action.id) == compare.actions.end()) continue;
    scenario::Compare alone = compare;
    alone.actions = {action.id};
    const std::string title = action.title.empty() ? action.id : action.title;
    try {
      entries.push_back({action.id, title, scenario::to_shock(result.scenario, alone, result.baseline)});
      add_commitments(solved, action.id, entries.back().shock);
    } catch (const InputError&) {
      // An entry such as "-10%" after "+25%" need not be possible alone: nothing is known of its share.
      return {};
    }
  }
  return entries;
}

/// Adds each entry's share of what one kind of instrument contributes, cell by cell.
void allot(const Cells& contribution, const Cells& base, double one, Cells Shock::* instrument,
           const std::vector<LoneEntry>& entries, std::vector<report::ActionTerm>& terms) {
  std::vector<double> alone(entries.size());
  for (std::size_t at = 0; at < contribution.size(); ++at) {
    const double part = contribution.values()[at];
    if (part == 0.0) continue;
    double sum = 0.0;
    for (std::size_t entry = 0; entry < entries.size(); ++entry) {
      const double level = (entries[entry].shock.*instrument).values()[at];
      alone[entry] = std::log((one + level) / (one + base.values()[at]));
      sum += alone[entry];
    }
    for (std::size_t entry = 0; entry < entries.size(); ++entry) {
      const double share = sum != 0.0 ? alone[entry] / sum : 1.0 / static_cast<double>(entries.size());
      terms[entry].log_points += share * part;
    }
  }
}

std::vector<report::ActionTerm> by_action(const report::RunResult& result, const report::CaseResult& solved,
                                          const Explanation& split) {
  const std::vector<LoneEntry> entries = lone_entries(result, solved);
  std::vector<report::ActionTerm> terms;
  if (entries.empty() && !solved.compare.actions.empty()) {
    return {{"", "All entries together", split.total}};
  }
  terms.reserve(entries.size());
  for (const LoneEntry& entry : entries) terms.push_back({entry.id, entry.title, 0.0});
  Cells ones = split.by_wedge;
  ones.fill(1.0);
  allot(split.by_tariff, result.baseline.tariff, 1, &Shock::tariff_new, entries, terms);
  allot(split.by_export_tax, result.baseline.export_tax, 1, &Shock::export_tax_new, entries, terms);
  allot(split.by_wedge, ones, 0, &Shock::iceberg_hat, entries, terms);
  return terms;
}

double sum_of(std::span<const double> values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum;
}

/// One channel, partner and sector.
struct Term {
  std::string_view channel;
  Partner other;
  Sector sector;
  double log_points;
};

std::vector<Term> largest_terms(const Baseline& baseline, const Explanation& split) {
  std::vector<Term> terms;
  for (const Partner m : baseline.economy.partners()) {
    for (const Sector s : baseline.economy.sectors()) {
      terms.push_back({"terms of trade", m, s, split.terms_of_trade(m, s)});
      terms.push_back({"volume of trade", m, s, split.volume_of_trade(m, s)});
      if (split.wedge_cost(m, s) != 0.0) terms.push_back({"wedge cost", m, s, split.wedge_cost(m, s)});
    }
  }
  std::stable_sort(terms.begin(), terms.end(),
                   [](const Term& a, const Term& b) { return std::abs(a.log_points) > std::abs(b.log_points); });
  return terms;
}

std::string line(std::string_view label, double log_points) {
  return fmt::format("  {:<64} {:>+10.4f}\n", label, 100 * log_points);
}

}  // namespace

std::vector<report::ExplainedChange> explain_case(const report::RunResult& result, const report::CaseResult& solved,
                                                  const std::vector<Country>& countries, Observer& observer) {
  std::vector<report::ExplainedChange> changes;
  for (Explanation& split : explain(result.baseline, solved.shock, countries, {}, observer)) {
    if (!split.holds(closes_to)) {
      numerics::SolveReport report;
      report.status = numerics::SolveStatus::stalled;
      report.message = fmt::format("with {} points the parts miss the whole by {:.1e} and {:.1e}", split.path_points,
                                   split.instrument_gap, split.channel_gap);
      throw NotSolved(fmt::format("the change of {} in case '{}' could not be split",
                                  result.baseline.economy.code(split.country), solved.compare.name),
                      std::move(report));
    }
    std::vector<report::ActionTerm> actions = by_action(result, solved, split);
    changes.push_back({std::move(split), std::move(actions)});
  }
  return changes;
}

std::string explanation_text(const report::RunResult& result, const report::CaseResult& solved,
                             const report::ExplainedChange& change, std::size_t most_terms) {
  const Economy& labels = result.baseline.economy;
  const Explanation& split = change.split;
  std::string text = fmt::format("{}, case {}: real income {:+.4f} %, exact; in log points times 100:\n",
                                 labels.region(split.country).name, solved.compare.name, 100 * std::expm1(split.total));
  text += line("real income", split.total) + "\nby entry of the scenario\n";
  for (const report::ActionTerm& term : change.actions) text += line(term.title, term.log_points);
  text += "\nby channel\n" + line("terms of trade", sum_of(split.terms_of_trade.values())) +
          line("volume of trade", sum_of(split.volume_of_trade.values()));
  if (const double wedges = sum_of(split.wedge_cost.values()); wedges != 0.0) text += line("wedge cost", wedges);
  text += line("transfers", split.transfers) + "\nlargest terms\n";
  const std::vector<Term> terms = largest_terms(result.baseline, split);
  double shown = 0.0;
  for (std::size_t at = 0; at < terms.size() && at < most_terms; ++at) {
    const Term& term = terms[at];
    shown += term.log_points;
    text += line(
        fmt::format("{}, {}, with {}", term.channel, labels.sector(term.sector).name, labels.code(country(term.other))),
        term.log_points);
  }
  text += line("all other terms", split.total - shown);
  return text + fmt::format("\nboth splits add up: by entry to {:.0e}, by channel to {:.0e} ({} points of the path)\n",
                            std::abs(split.instrument_gap), std::abs(split.channel_gap), split.path_points);
}

std::string explanation_json(const report::RunResult& result, const report::CaseResult& solved,
                             const report::ExplainedChange& change) {
  const Economy& labels = result.baseline.economy;
  const Explanation& split = change.split;
  nlohmann::ordered_json json{{"case", solved.compare.name},
                              {"country", labels.code(split.country)},
                              {"measure", "real_income"},
                              {"unit", "log points"},
                              {"total", split.total},
                              {"entries", nlohmann::ordered_json::array()},
                              {"transfers", split.transfers},
                              {"terms", nlohmann::ordered_json::array()},
                              {"gap_by_entry", split.instrument_gap},
                              {"gap_by_channel", split.channel_gap},
                              {"path_points", split.path_points}};
  for (const report::ActionTerm& term : change.actions)
    json["entries"].push_back({{"id", term.id}, {"title", term.title}, {"log_points", term.log_points}});
  for (const Term& term : largest_terms(result.baseline, split)) {
    json["terms"].push_back({{"channel", term.channel},
                             {"partner", labels.code(country(term.other))},
                             {"sector", labels.code(term.sector)},
                             {"log_points", term.log_points}});
  }
  return json.dump(2) + "\n";
}

}  // namespace parley::run
