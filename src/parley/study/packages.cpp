#include "parley/study/packages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <tuple>
#include <utility>
#include <variant>

#include "parley/base/error.hpp"
#include "parley/base/not_solved.hpp"
#include "parley/base/parallel_for.hpp"
#include "parley/equilibrium/certificate.hpp"
#include "parley/equilibrium/commitments/wedges.hpp"
#include "parley/equilibrium/outcome.hpp"
#include "parley/scenario/codes.hpp"
#include "parley/study/cases/entries.hpp"

namespace parley::study {
namespace {

bool is_excluded(const scenario::DealPlan& plan, const Package& package) {
  return std::any_of(plan.exclusions.begin(), plan.exclusions.end(), [&](const scenario::Exclusion& each) {
    return package[each.issue] == each.option && package[each.other_issue] == each.other_option;
  });
}

/// The package of a number, read digit by digit from the last issue.
Package package_at(const scenario::DealPlan& plan, std::size_t number) {
  Package package(plan.issues.size(), 0);
  for (std::size_t issue = package.size(); issue-- > 0;) {
    const std::size_t options = plan.issues[issue].options.size();
    package[issue] = number % options;
    number /= options;
  }
  return package;
}

CaseEntries entries_in(const scenario::ResolvedScenario& scenario, const std::vector<std::string>& entries,
                       const Baseline& baseline) {
  return entries_of(scenario, {.name = "package", .actions = entries}, baseline);
}

double imports(const Equilibrium& found, const Shock& shock, Country buyer, Country seller) {
  double sum = 0;
  for (const Sector s : all<Sector>(found.flow_new.extent(0))) {
    sum += found.flow_new(s, importer(buyer), exporter(seller)) *
           (1 + shock.export_tax_new(s, importer(buyer), exporter(seller)));
  }
  return sum;
}

/// Solves one set of entries from where the session stands.
PackageValue valued(const CaseEntries& entries, const std::vector<Country>& parties, const Baseline& baseline,
                    const DeskOptions& options, const Wedges& start, SolveSession& session, Observer& observer) {
  PackageValue value;
  set_shock(session, baseline, entries.shock);
  const Wedges kept =
      keep_commitments(session, baseline, entries.commitments, start, options.commitments.tolerance, observer);
  if (!kept.report.usable()) {
    value.failure = kept.report.message;
    value.report = kept.report;
    return value;
  }
  return value_at(baseline, session.shock, equilibrium_of(session, baseline), parties);
}

/// The session that all packages are solved in: learnt where nothing happens.
SolveSession base_session(const scenario::ResolvedScenario& scenario, const Baseline& baseline,
                          const DeskOptions& options, Observer& observer) {
  SolveOptions how = options.commitments.solve;
  how.tolerance = std::min(how.tolerance, options.commitments.tolerance / 10);
  SolveSession session = start_session(baseline, entries_in(scenario, {}, baseline).shock, how, observer);
  if (!session.report.usable()) throw NotSolved("the base", session.report);
  return session;
}

/// The entries that commit to quantities.
std::vector<std::string> quantities_among(const scenario::ResolvedScenario& scenario,
                                          const std::vector<std::string>& entries) {
  std::vector<std::string> names;
  for (const scenario::ResolvedAction& action : scenario.actions) {
    const bool is_quantity = std::holds_alternative<scenario::ResolvedQuantity>(action.change);
    if (is_quantity && std::find(entries.begin(), entries.end(), action.id) != entries.end())
      names.push_back(action.id);
  }
  return names;
}

/// For every set of commitments that some package holds, the wedges that keep it in the first such package.
using KnownWedges = std::map<std::vector<std::string>, Wedges>;

KnownWedges learn_wedges(const scenario::ResolvedScenario& scenario,
                         const std::vector<std::vector<std::string>>& packages, const Baseline& baseline,
                         const DeskOptions& options, const SolveSession& base, Observer& observer) {
  KnownWedges known;
  for (const std::vector<std::string>& entries : packages) {
    const std::vector<std::string> names = quantities_among(scenario, entries);
    if (names.empty() || known.contains(names)) continue;
    SolveSession session = base;
    const CaseEntries first = entries_in(scenario, entries, baseline);
    set_shock(session, baseline, first.shock);
    Wedges found = keep_commitments(session, baseline, first.commitments, {}, options.commitments.tolerance, observer);
    known[names] = found.report.usable() ? std::move(found) : Wedges{};
  }
  return known;
}

/// Packages in runs that differ in the last issue alone.
std::vector<std::pair<std::size_t, std::size_t>> rows_of(const std::vector<Package>& packages) {
  std::vector<std::pair<std::size_t, std::size_t>> rows;
  for (std::size_t at = 0; at < packages.size(); ++at) {
    const bool goes_on = at > 0 && std::equal(packages[at].begin(), packages[at].end() - 1, packages[at - 1].begin());
    if (goes_on) {
      rows.back().second = at + 1;
    } else {
      rows.emplace_back(at, at + 1);
    }
  }
  return rows;
}

/// Whether two reforms change the same, timing apart.
bool is_same_reform(const AffiliateReform& a, const AffiliateReform& b) {
  const auto parts = [](const AffiliateReform& each) {
    return std::make_tuple(each.host.value(), each.owner.value(), each.sector.value(), each.affiliate_sales,
                           each.equity_cap_before, each.equity_cap_after, each.index_before, each.index_after,
                           each.slope.beta, each.slope.sigma, each.wedge_before, each.wedge_after, each.licence_fees,
                           each.licence_fees_after);
  };
  return parts(a) == parts(b);
}

/// The first entry that is the same to the engine: reforms that differ in their timing alone have one solution.
std::string first_with_the_same_solution(const scenario::ResolvedScenario& scenario, const std::string& id) {
  const auto reform = [](const scenario::ResolvedAction& action) {
    return std::get_if<AffiliateReform>(&action.change);
  };
  const auto mine = std::find_if(scenario.actions.begin(), scenario.actions.end(),
                                 [&](const scenario::ResolvedAction& action) { return action.id == id; });
  if (mine == scenario.actions.end() || reform(*mine) == nullptr) return id;
  const auto twin =
      std::find_if(scenario.actions.begin(), scenario.actions.end(), [&](const scenario::ResolvedAction& other) {
        return reform(other) != nullptr && is_same_reform(*reform(other), *reform(*mine));
      });
  return twin->id;
}

/// All packages ready to be valued.
struct PackageList {
  const scenario::ResolvedScenario& scenario;
  std::vector<Country> parties;
  std::vector<Package> packages;
  std::vector<std::vector<std::string>> entries;  ///< what holds under each, timing apart
  std::vector<std::size_t> solved_as;             ///< the first package with the same entries
  std::vector<std::pair<std::size_t, std::size_t>> rows;
  SolveSession base;
  KnownWedges known;
};

PackageList list_packages(const DealProblem& problem, const DeskOptions& options, Observer& observer) {
  PackageList list{.scenario = problem.resolved,
                   .parties = parties_of(problem),
                   .packages = all_packages(problem.plan),
                   .base = base_session(problem.resolved, problem.baseline, options, observer)};
  std::map<std::vector<std::string>, std::size_t> first;
  for (const Package& package : list.packages) {
    std::vector<std::string> entries = entries_of(problem.plan, package);
    for (std::string& each : entries) each = first_with_the_same_solution(list.scenario, each);
    list.solved_as.push_back(first.emplace(entries, list.entries.size()).first->second);
    list.entries.push_back(std::move(entries));
  }
  list.rows = rows_of(list.packages);
  list.known = learn_wedges(list.scenario, list.entries, problem.baseline, options, list.base, observer);
  return list;
}

/// Each package of a row from the one before, the first from the base.
void value_row(const PackageList& list, std::pair<std::size_t, std::size_t> row, const Baseline& baseline,
               const DeskOptions& options, SolveSession& session, std::vector<PackageValue>& values) {
  Observer silent;
  const Wedges nothing_known;
  go_back(session);
  for (std::size_t at = row.first; at < row.second; ++at) {
    if (list.solved_as[at] != at) continue;
    const std::vector<std::string>& entries = list.entries[at];
    const auto start = list.known.find(quantities_among(list.scenario, entries));
    values[at] = valued(entries_in(list.scenario, entries, baseline), list.parties, baseline, options,
                        start == list.known.end() ? nothing_known : start->second, session, silent);
  }
}

}  // namespace

std::vector<Package> all_packages(const scenario::DealPlan& plan) {
  std::vector<Package> packages;
  for (std::size_t number = 0; number < plan.package_count(); ++number) {
    Package package = package_at(plan, number);
    if (!is_excluded(plan, package)) packages.push_back(std::move(package));
  }
  return packages;
}

std::vector<std::string> entries_of(const scenario::DealPlan& plan, const Package& package) {
  std::vector<std::string> entries;
  for (std::size_t issue = 0; issue < package.size(); ++issue) {
    for (const std::string& action : plan.issues[issue].options[package[issue]].actions) {
      if (std::find(entries.begin(), entries.end(), action) == entries.end()) entries.push_back(action);
    }
  }
  return entries;
}

std::vector<std::string> settled_titles(const scenario::DealPlan& plan, const Package& package) {
  std::vector<std::string> titles;
  for (std::size_t issue = 0; issue < package.size(); ++issue) {
    if (package[issue] != 0) titles.push_back(plan.issues[issue].options[package[issue]].title);
  }
  return titles;
}

std::vector<Country> parties_of(const DealProblem& problem) {
  std::vector<Country> parties;
  ProblemList problems;
  for (std::size_t at = 0; at < problem.plan.parties.size(); ++at) {
    const Place place = scenario::place_in(problem.scenario, fmt::format("deal.parties[{}]", at));
    if (const auto n = scenario::find_country(problem.baseline.economy, problem.plan.parties[at], place, problems))
      parties.push_back(*n);
  }
  problems.throw_if_any();
  return parties;
}

PackageValue value_at(const Baseline& baseline, const Shock& shock, Equilibrium equilibrium,
                      const std::vector<Country>& parties) {
  Observer silent;
  PackageValue value;
  value.failure = equilibrium.report.usable()
                      ? first_failure(certify_nearer(baseline, shock, equilibrium, false, silent))
                      : equilibrium.report.message;
  value.report = equilibrium.report;
  if (!value.failure.empty()) return value;
  for (const Country n : baseline.economy.countries())
    value.gain.push_back(equivalent_variation_musd(baseline, equilibrium, n));
  for (std::size_t party = 0; party < parties.size(); ++party)
    value.imports.push_back(imports(equilibrium, shock, parties[party], parties[1 - party]));
  return value;
}

SolveReport report_of(const PackageValue& value) {
  SolveReport report = value.report;
  report.message = value.failure;
  return report;
}

PackageValue value_of_entries(const DealProblem& problem, const std::vector<std::string>& entries,
                              const std::vector<Country>& parties, const DeskOptions& options, Observer& observer) {
  SolveSession session = base_session(problem.resolved, problem.baseline, options, observer);
  const CaseEntries changes = entries_in(problem.resolved, entries, problem.baseline);
  return valued(changes, parties, problem.baseline, options, {}, session, observer);
}

std::vector<PackageValue> value_packages(const DealProblem& problem, const DeskOptions& options, Observer& observer) {
  const PackageList list = list_packages(problem, options, observer);
  const std::size_t rows = list.rows.size();
  std::vector<PackageValue> values(list.packages.size());
  std::vector<SolveSession> sessions(thread_count(options.threads, rows), list.base);
  std::mutex speaking;
  std::size_t done = 0;
  std::atomic<bool> cancelled{false};
  parallel_for(rows, options.threads, [&](std::size_t row, std::size_t thread) {
    if (cancelled) return;
    value_row(list, list.rows[row], problem.baseline, options, sessions[thread], values);
    const std::lock_guard lock(speaking);
    observer.progress("packages", static_cast<double>(++done) / static_cast<double>(rows));
    cancelled = cancelled || observer.cancelled();
  });
  for (std::size_t at = 0; at < values.size(); ++at) {
    values[at] = values[list.solved_as[at]];
    values[at].package = list.packages[at];
    if (values[at].gain.empty() && values[at].failure.empty()) values[at].failure = "cancelled before it was solved";
  }
  return values;
}

}  // namespace parley::study
