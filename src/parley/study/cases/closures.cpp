#include "parley/study/cases/closures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "parley/base/cancelled.hpp"
#include "parley/base/error.hpp"
#include "parley/base/not_solved.hpp"
#include "parley/base/parallel_for.hpp"
#include "parley/study/cases/balanced_base.hpp"
#include "parley/study/cases/entries.hpp"
#include "parley/study/cases/horizon.hpp"

namespace parley::study {
namespace {

constexpr double most_work = 2e6;
constexpr std::size_t most_commitments = 8;

/// One closure's economy, or why there is none.
struct ClosedBase {
  Closure closure;
  Baseline baseline;
  std::string failure;
};

/// The economy of the base year, with the deficits that it had.
const Baseline& base_year(const RunResult& result) {
  if (result.base_year) return *result.base_year;
  return result.long_run ? *result.long_run : result.baseline;
}

bool would_be_felt(const RunResult& result) {
  const auto countries = static_cast<double>(result.baseline.economy.country_count());
  const auto sectors = static_cast<double>(result.baseline.economy.sector_count());
  const double evaluation = sectors * countries * countries + countries * sectors * sectors;
  return static_cast<double>(result.cases.size()) * evaluation > most_work ||
         std::ranges::any_of(result.cases,
                             [](const CaseResult& each) { return each.commitments.size() > most_commitments; });
}

/// Two closures that give the same numbers are made equal.
///
/// In units of world value added a share of it is an amount, so that `fixed` without a numeraire is `share_of_world`; where
/// deficits are no amounts the unit changes nothing.
Closure with_what_counts(Closure closure) {
  if (closure.rule == DeficitRule::fixed && !closure.numeraire) closure.rule = DeficitRule::share_of_world;
  if (closure.rule != DeficitRule::fixed) closure.numeraire.reset();
  return closure;
}

/// Every rule without exceptions that is not the run's own closure.
std::vector<Closure> other_closures(const Closure& own) {
  std::vector<Closure> others;
  for (const DeficitRule rule : deficit_rules) {
    Closure closure{.rule = rule, .exceptions = {}, .numeraire = {}};
    if (rule == DeficitRule::fixed) closure.numeraire = own.numeraire;
    const bool is_twice = rule == DeficitRule::fixed && !closure.numeraire;
    if (!is_twice && with_what_counts(closure) != with_what_counts(own)) others.push_back(std::move(closure));
  }
  return others;
}

ClosedBase closed_base(const RunResult& result, const Closure& closure, const SolveOptions& options,
                       Observer& observer) {
  ClosedBase base{closure, base_year(result), ""};
  base.baseline.info.deficit_rule = closure.rule;
  base.baseline.info.deficit_exceptions = closure.exceptions;
  try {
    if (takes_deficits_away(base.baseline.info))
      base.baseline = balanced_base(base.baseline, options, observer).baseline;
    base.baseline = in_horizon(std::move(base.baseline), result.horizon);
  } catch (const NotSolved& failure) {
    base.failure = failure.what();
  }
  return base;
}

/// Income that crosses a border has no place under balanced trade.
bool moves_income(const CaseResult& solved) {
  return !solved.shock.claims.empty() || std::ranges::any_of(solved.commitments, [](const Commitment& each) {
    return each.kind == Commitment::Kind::tariff_rate_quota && each.licences == Commitment::Licences::exporter;
  });
}

/// The case under another closure; where it fails, why.
std::string solve_under(const ClosedBase& base, const RunResult& result, const CaseResult& own,
                        const SolveOptions& options, CaseResult& solved) {
  Observer silent;
  if (!base.failure.empty()) return base.failure;
  if (base.closure.rule == DeficitRule::balanced && moves_income(own))
    return "it moves income across borders, which balanced trade has no room for";
  solved.shock = own.commitments.empty() ? own.shock : entries_of(result.resolved, own.compare, base.baseline).shock;
  solved.shock.deficit_rule = base.closure.rule;
  solved.shock.deficit_exceptions = base.closure.exceptions;
  solved.shock.numeraire = base.closure.numeraire;
  if (own.commitments.empty()) {
    SolveOptions near = options;
    near.start = &own.equilibrium;
    solved.equilibrium = solve(base.baseline, solved.shock, near, silent);
  } else {
    CommittedEquilibrium kept =
        solve_with_commitments(base.baseline, solved.shock, own.commitments, {.solve = options}, silent);
    if (!kept.report.usable()) return kept.report.message;
    solved.shock = std::move(kept.shock);
    solved.equilibrium = std::move(kept.equilibrium);
  }
  if (!solved.equilibrium.report.usable()) return solved.equilibrium.report.message;
  const Certificate certificate = certify_nearer(base.baseline, solved.shock, solved.equilibrium, false, silent);
  if (!certificate.holds()) return first_failure(certificate);
  solved.outcome = outcome(base.baseline, solved.shock, solved.equilibrium);
  return "";
}

UnderClosure own_answer(const RunResult& result, const std::vector<HeadlineItem>& lines) {
  UnderClosure own{closure_of(result), {}, std::vector<std::string>(result.cases.size())};
  for (const HeadlineItem& line : lines) {
    own.values.emplace_back();
    for (const CaseResult& solved : result.cases)
      own.values.back().push_back(value_of(line, solved_world(result.baseline, solved)));
  }
  return own;
}

UnderClosure unanswered(const Closure& closure, std::size_t lines, std::size_t cases) {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  return {closure, std::vector<std::vector<double>>(lines, std::vector<double>(cases, nothing)),
          std::vector<std::string>(cases)};
}

int sign_of(double value) {
  if (!(std::abs(value) >= headline_nothing)) return 0;
  return value > 0 ? 1 : -1;
}

}  // namespace

Closure closure_of(const RunResult& result) {
  return {.rule = result.baseline.info.deficit_rule,
          .exceptions = result.baseline.info.deficit_exceptions,
          .numeraire = result.resolved.numeraire};
}

std::optional<ClosureComparison> compare_closures(const RunResult& result, const SolveOptions& options,
                                                  Observer& observer) {
  if (result.cases.empty() || would_be_felt(result)) return std::nullopt;
  ClosureComparison comparison{.lines = headline_items(parties(result), result.baseline), .closures = {}};
  comparison.closures.push_back(own_answer(result, comparison.lines));
  std::vector<ClosedBase> bases;
  for (const Closure& closure : other_closures(comparison.closures.front().closure)) {
    bases.push_back(closed_base(result, closure, options, observer));
    comparison.closures.push_back(unanswered(closure, comparison.lines.size(), result.cases.size()));
  }
  const std::size_t cases = result.cases.size();
  // Each solve is its own, so that the number of threads changes no digit.
  parallel_for(bases.size() * cases, 0, [&](std::size_t task, std::size_t /*thread*/) {
    const std::size_t at = task % cases;
    const ClosedBase& base = bases[task / cases];
    UnderClosure& answer = comparison.closures[1 + task / cases];
    CaseResult solved;
    answer.failures[at] = solve_under(base, result, result.cases[at], options, solved);
    if (!answer.failures[at].empty()) return;
    for (std::size_t line = 0; line < comparison.lines.size(); ++line)
      answer.values[line][at] = value_of(comparison.lines[line], solved_world(base.baseline, solved));
  });
  if (observer.cancelled()) throw Cancelled("ended before the deficit rules were compared");
  return comparison;
}

std::vector<SignChange> sign_changes(const ClosureComparison& comparison) {
  std::vector<SignChange> found;
  for (std::size_t line = 0; line < comparison.lines.size(); ++line) {
    for (std::size_t at = 0; at < comparison.closures.front().failures.size(); ++at) {
      bool rises = false;
      bool falls = false;
      for (const UnderClosure& each : comparison.closures) {
        rises = rises || sign_of(each.values[line][at]) > 0;
        falls = falls || sign_of(each.values[line][at]) < 0;
      }
      if (rises && falls) found.push_back({line, at});
    }
  }
  return found;
}

std::string numeraire_note(const Baseline& baseline, const Closure& closure) {
  if (closure.rule != DeficitRule::fixed || !closure.numeraire) return "";
  constexpr double no_deficit = 1e-9;  // of income
  bool has_deficits = false;
  for (const Country n : baseline.economy.countries())
    has_deficits = has_deficits || std::abs(baseline.deficit(n)) > no_deficit * baseline.income(n);
  if (!has_deficits) return "";
  return fmt::format(
      "the numeraire is part of the closure: under deficit_rule \"fixed\" every deficit is an amount of the wage of "
      "{}, "
      "so that another numeraire gives other real incomes; \"share_of_own_income\" and \"share_of_world\" do not "
      "depend "
      "on it",
      baseline.economy.code(*closure.numeraire));
}

}  // namespace parley::study
