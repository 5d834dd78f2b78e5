#include "parley/study/cases/preview.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/base/percent.hpp"
#include "parley/study/cases/entries.hpp"
#include "parley/study/cases/headline.hpp"

namespace parley::study {
namespace {

/// sum of dV/dln z ln(z after / z before), for every cell of one instrument
double first_order(const PolicyInstrumentRow& row, const Gradient& slope, const Shock& before, const Shock& after) {
  double sum = 0.0;
  for (std::size_t at = 0; at < slope.by[row.instrument].size(); ++at) {
    const double from = factor(row, before, at);
    const double to = factor(row, after, at);
    if (from != to) sum += log_slope(slope, row, before, at) * std::log(to / from);
  }
  return sum;
}

/// Whether two claims differ in their rate alone.
bool is_same_claim(const IncomeClaim& a, const IncomeClaim& b) {
  return a.id == b.id && a.payer == b.payer && a.receiver == b.receiver && a.sector == b.sector &&
         a.importer == b.importer && a.exporter == b.exporter && a.base == b.base;
}

double first_order_of_claims(const std::vector<double>& slope, const std::vector<IncomeClaim>& before,
                             const std::vector<IncomeClaim>& after) {
  double sum = 0;
  for (std::size_t c = 0; c < slope.size(); ++c) sum += slope[c] * (after[c].rate - before[c].rate);
  return sum;
}

}  // namespace

Slopes slopes_at(const RunResult& solved, Observer& observer) {
  Slopes slopes{parties(solved), {}};
  for (const CaseResult& each : solved.cases) {
    std::vector<Gradient> gradients;
    for (const Country n : slopes.parties) {
      const Objective objective{{{1, {Measure::Kind::real_income, n, {}, {}}}}};
      gradients.push_back(gradient(solved.baseline, each.shock, each.equilibrium, objective, {}, observer));
      if (gradients.back().report.usable()) continue;
      gradients.clear();
      break;
    }
    slopes.by_case.push_back(std::move(gradients));
  }
  return slopes;
}

std::vector<LinearPreview> linear_preview(const RunResult& solved, const Slopes& slopes,
                                          const scenario::Scenario& now) {
  std::vector<LinearPreview> preview;
  const scenario::ResolvedScenario resolved = scenario::resolve(now, solved.baseline);
  for (const scenario::Compare& compare : now.compares) {
    for (std::size_t at = 0; at < solved.cases.size(); ++at) {
      if (solved.cases[at].compare.name != compare.name || slopes.by_case[at].empty()) continue;
      const Shock& before = solved.cases[at].shock;
      const CaseEntries entries = entries_of(resolved, compare, solved.baseline);
      const Shock& after = entries.shock;
      // What keeps a commitment follows from the solution, and is not known before it.
      if (!solved.cases[at].commitments.empty() || !entries.commitments.empty()) continue;
      if (!std::ranges::equal(before.claims, after.claims, is_same_claim)) continue;
      for (std::size_t party = 0; party < slopes.parties.size(); ++party) {
        const Gradient& slope = slopes.by_case[at][party];
        double change = 0.0;
        for (const PolicyInstrumentRow& row : policy_instruments) change += first_order(row, slope, before, after);
        change += first_order_of_claims(slope.claim_rate, before.claims, after.claims);
        preview.push_back({compare.name, slopes.parties[party], percent_of_log(slope.value + change)});
      }
    }
  }
  return preview;
}

std::string preview_text(const std::vector<LinearPreview>& preview, const Economy& labels) {
  if (preview.empty()) return "";
  std::string text = "linear preview: real income in %, to first order from the last solution\n";
  std::string last;
  for (const LinearPreview& each : preview) {
    text += each.case_name == last ? "" : fmt::format("{}  {:<24}", last.empty() ? "" : "\n", each.case_name);
    text += fmt::format("  {} {:+.4f}", labels.code(each.country), each.real_income_pct);
    last = each.case_name;
  }
  return text + "\n";
}

}  // namespace parley::study
