#include "parley/uncertainty/central.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "parley/equilibrium/certificate.hpp"
#include "parley/equilibrium/outcome.hpp"
#include "parley/scenario/codes.hpp"
#include "parley/study/cases/balanced_base.hpp"
#include "parley/study/cases/entries.hpp"

namespace parley::uncertainty {
namespace {

/// What a draw has to reach, or it is counted as left out. A certificate asks ten times less of a residual: it is made
/// for the central cases, whose digits are shown; the spread of draws is wider than 1e-9 by far.
constexpr double draw_residual = 1e-9;
/// The economy with other elasticities; empty where it has no solution under its rule.
Baseline with_elasticities(const Central& central, const Realisation& drawn, std::string& failure) {
  const BaselineInfo& info = central.problem.baseline.info;
  const bool balanced = study::takes_deficits_away(info);
  Baseline base = balanced ? central.problem.baseline : central.base;
  for (const Sector s : base.economy.sectors()) base.trade_elasticity(s) *= drawn.elasticity[s.value()];
  if (!balanced) return base;
  Observer silent;
  ResolvedBase resolved = resolve_base(base, info.deficit_rule, {}, silent);
  if (!resolved.report.usable()) failure = "base without deficits: " + resolved.report.message;
  return std::move(resolved.baseline);
}

/// Errors  NotSolved with the first check that fails.
void certify_case(const Baseline& base, const scenario::Compare& compare, CommittedEquilibrium& kept,
                  Observer& observer) {
  const Certificate certificate = certify_nearer(base, kept.shock, kept.equilibrium, false, observer);
  if (certificate.holds()) return;
  SolveReport report = kept.report;
  report.message = first_failure(certificate);
  throw NotSolved(fmt::format("case '{}' is not certified", compare.name), std::move(report));
}

}  // namespace

Realisation realise(const SensitivityPlan& plan, std::size_t sectors, const std::vector<double>& score) {
  Realisation drawn;
  const double common = score[0];
  const double r = plan.sector_correlation;
  for (std::size_t j = 0; j < sectors; ++j)
    drawn.elasticity.push_back(factor(plan.elasticities, std::sqrt(r) * common + std::sqrt(1 - r) * score[2 + j]));
  const double q = plan.shock_correlation;
  drawn.shock = factor(plan.shocks, q * common + std::sqrt(1 - q * q) * score[1]);
  return drawn;
}

Draw answer(const Central& central, const Realisation& drawn, std::size_t index) {
  Draw draw{index, "", {}};
  const Baseline baseline = with_elasticities(central, drawn, draw.failure);
  std::vector<study::CaseResult> cases;
  for (std::size_t at = 0; at < central.compares.size() && draw.failure.empty(); ++at) {
    study::CaseResult solved{.compare = central.compares[at]};
    solved.shock = scaled(baseline, central.shocks[at], drawn.shock);
    const model::NearbyInverse* nearby = central.inverses.empty() ? nullptr : &central.inverses[at];
    solve_under_draw(baseline, central.commitments[at],
                     {.tolerance = draw_residual, .start = &central.solved[at], .nearby = nearby}, solved);
    if (!solved.equilibrium.report.usable()) {
      draw.failure = fmt::format("case {}: {}", central.compares[at].name, solved.equilibrium.report.message);
      break;
    }
    solved.outcome = outcome(baseline, solved.shock, solved.equilibrium);
    cases.push_back(std::move(solved));
  }
  if (!draw.failure.empty()) return draw;
  for (const study::HeadlineItem& item : central.items) {
    for (const study::CaseResult& solved : cases)
      draw.values.push_back(study::value_of(item, study::solved_world(baseline, solved)));
  }
  for (std::size_t at = 0; at < cases.size(); ++at) {
    for (const double quantity : quantities_of(central.commitments[at], cases[at])) draw.values.push_back(quantity);
  }
  return draw;
}

Realisation nothing_drawn(std::size_t sectors) { return {std::vector<double>(sectors, 1.0), 1.0}; }

Central prepare(const study::Problem& problem, const Preparation& what, const SolveOptions& solve, Observer& observer) {
  Central central{.problem = problem, .base = problem.baseline};
  central.compares = problem.scenario.compares;
  if (!what.case_name.empty())
    central.compares = {
        central.compares[scenario::named_case(problem.scenario, what.case_name, Place{.key = "--case"})]};
  if (study::takes_deficits_away(problem.baseline.info))
    central.base = study::balanced_base(problem.baseline, {}, observer).baseline;
  const scenario::ResolvedScenario resolved = scenario::resolve(problem.scenario, central.base);
  central.items = what.items;
  if (central.items.empty())
    central.items = study::headline_items(study::parties(problem.scenario, central.base), central.base);
  for (const scenario::Compare& compare : central.compares) {
    study::CaseEntries entries = study::entries_of(resolved, compare, central.base);
    CommittedEquilibrium kept =
        solve_with_commitments(central.base, entries.shock, entries.commitments, {.solve = solve}, observer);
    if (!kept.report.usable()) throw NotSolved(fmt::format("case '{}'", compare.name), kept.report);
    if (what.certifies) certify_case(central.base, compare, kept, observer);
    central.shocks.push_back(std::move(entries.shock));
    central.solved.push_back(std::move(kept.equilibrium));
    central.commitments.push_back({compare.name, std::move(entries.commitments), std::move(kept.outcomes)});
    if (what.learns_inverses)
      central.inverses.push_back(learn_inverse(central.base, kept.shock, central.solved.back()));
  }
  return central;
}

std::size_t values_of_a_draw(const Central& central) {
  std::size_t count = central.items.size() * central.compares.size();
  for (const CaseCommitments& committed : central.commitments) {
    for (const Commitment& commitment : committed.commitments)
      count += commitment.kind == Commitment::Kind::purchase ? 1 : 0;
  }
  return count;
}

MakeDraw draw_maker(const Central& central, const SensitivityPlan& plan) {
  return [&central, &plan](std::size_t index) {
    const std::vector<double> score = numerics::sample(plan.sampling, index);
    return answer(central, realise(plan, central.base.economy.sector_count(), score), index);
  };
}

}  // namespace parley::uncertainty
