#include "parley/study/packages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <stdexcept>

#include "parley/base/error.hpp"
#include "parley/base/parallel_for.hpp"
#include "parley/equilibrium/certificate.hpp"
#include "parley/equilibrium/commitments/kept.hpp"
#include "parley/equilibrium/outcome.hpp"
#include "parley/study/cases/entries.hpp"

namespace parley::study {
namespace {

bool is_excluded(const scenario::DealPlan& plan, const Package& package) {
  return std::any_of(plan.exclusions.begin(), plan.exclusions.end(), [&](const scenario::Exclusion& each) {
    return package[each.issue] == each.option && package[each.other_issue] == each.other_option;
  });
}

Entries resolved(const scenario::Scenario& scenario, const std::vector<std::string>& entries,
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
PackageValue valued(const Entries& entries, const std::vector<Country>& parties, const Baseline& baseline,
                    const DeskOptions& options, const Wedges& start, SolveSession& session, Observer& observer) {
  PackageValue value;
  set_shock(session, baseline, entries.shock);
  const Wedges kept =
      keep_commitments(session, baseline, entries.commitments, start, options.commitments.tolerance, observer);
  if (!kept.report.usable()) {
    value.failure = kept.report.message;
    return value;
  }
  return value_at(baseline, session.shock, equilibrium_of(session, baseline), parties);
}

/// The session that all packages are solved in: learnt where nothing happens.
SolveSession base_session(const scenario::Scenario& scenario, const Baseline& baseline, const DeskOptions& options,
                          Observer& observer) {
  SolveOptions how = options.commitments.solve;
  how.tolerance = std::min(how.tolerance, options.commitments.tolerance / 10);
  SolveSession session = start_session(baseline, resolved(scenario, {}, baseline).shock, how, observer);
  if (!session.report.usable()) throw std::runtime_error("the base has no solution: " + session.report.message);
  return session;
}

/// The entries that commit to quantities.
std::vector<std::string> quantities_among(const scenario::Scenario& scenario, const std::vector<std::string>& entries) {
  std::vector<std::string> names;
  for (const scenario::Action& action : scenario.actions) {
    if (action.quantity && std::find(entries.begin(), entries.end(), action.id) != entries.end())
      names.push_back(action.id);
  }
  return names;
}

/// For every set of commitments that some package holds, the wedges that keep it in the first such package.
using KnownWedges = std::map<std::vector<std::string>, Wedges>;

KnownWedges learn_wedges(const scenario::Scenario& scenario, const std::vector<std::vector<std::string>>& packages,
                         const Baseline& baseline, const DeskOptions& options, const SolveSession& base,
                         Observer& observer) {
  KnownWedges known;
  for (const std::vector<std::string>& entries : packages) {
    const std::vector<std::string> names = quantities_among(scenario, entries);
    if (names.empty() || known.contains(names)) continue;
    SolveSession session = base;
    const Entries first = resolved(scenario, entries, baseline);
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

/// The first entry that is the same to the engine: reforms that differ in their timing alone have one solution.
std::string engine_twin(const scenario::Scenario& scenario, const std::string& id) {
  const auto mine = std::find_if(scenario.actions.begin(), scenario.actions.end(),
                                 [&](const scenario::Action& action) { return action.id == id; });
  if (mine == scenario.actions.end() || !mine->affiliates) return id;
  const auto twin = std::find_if(scenario.actions.begin(), scenario.actions.end(), [&](const scenario::Action& other) {
    return other.affiliates && other.imposer == mine->imposer && other.asked_by == mine->asked_by &&
           is_same_reform(*other.affiliates, *mine->affiliates);
  });
  return twin->id;
}

/// All packages ready to be valued.
struct Desktop {
  std::vector<Country> parties;
  std::vector<Package> packages;
  std::vector<std::vector<std::string>> entries;  ///< what holds under each, timing apart
  std::vector<std::size_t> solved_as;             ///< the first package with the same entries
  std::vector<std::pair<std::size_t, std::size_t>> rows;
  SolveSession base;
  KnownWedges known;
};

Desktop laid_out(const scenario::Scenario& scenario, const scenario::DealPlan& plan, const Baseline& baseline,
                 const DeskOptions& options, Observer& observer) {
  Desktop desktop{.parties = parties_of(scenario, plan, baseline),
                  .packages = all_packages(plan),
                  .base = base_session(scenario, baseline, options, observer)};
  std::map<std::vector<std::string>, std::size_t> first;
  for (const Package& package : desktop.packages) {
    std::vector<std::string> entries = entries_of(plan, package);
    for (std::string& each : entries) each = engine_twin(scenario, each);
    desktop.solved_as.push_back(first.emplace(entries, desktop.entries.size()).first->second);
    desktop.entries.push_back(std::move(entries));
  }
  desktop.rows = rows_of(desktop.packages);
  desktop.known = learn_wedges(scenario, desktop.entries, baseline, options, desktop.base, observer);
  return desktop;
}

/// Each package of a row from the one before, the first from the base.
void value_row(const Desktop& desktop, std::pair<std::size_t, std::size_t> row, const scenario::Scenario& scenario,
               const Baseline& baseline, const DeskOptions& options, SolveSession& session,
               std::vector<PackageValue>& values) {
  Observer silent;
  const Wedges nothing_known;
  go_back(session);
  for (std::size_t at = row.first; at < row.second; ++at) {
    if (desktop.solved_as[at] != at) continue;
    const std::vector<std::string>& entries = desktop.entries[at];
    const auto start = desktop.known.find(quantities_among(scenario, entries));
    values[at] = valued(resolved(scenario, entries, baseline), desktop.parties, baseline, options,
                        start == desktop.known.end() ? nothing_known : start->second, session, silent);
  }
}

}  // namespace

std::vector<Package> all_packages(const scenario::DealPlan& plan) {
  std::vector<Package> packages;
  Package package(plan.issues.size(), 0);
  for (;;) {
    if (!is_excluded(plan, package)) packages.push_back(package);
    std::size_t issue = package.size();
    while (issue > 0 && ++package[issue - 1] == plan.issues[issue - 1].options.size()) package[--issue] = 0;
    if (issue == 0) return packages;
  }
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

std::vector<Country> parties_of(const scenario::Scenario& scenario, const scenario::DealPlan& plan,
                                const Baseline& baseline) {
  std::vector<Country> parties;
  for (const std::string& code : plan.parties) {
    const auto found = baseline.economy.find_country(code);
    if (!found) {
      throw InputError({.file = scenario.file.string(), .key = "deal.parties"}, fmt::format("no country '{}'", code),
                       did_you_mean(code, baseline.economy.country_codes()));
    }
    parties.push_back(*found);
  }
  return parties;
}

PackageValue value_at(const Baseline& baseline, const Shock& shock, const Equilibrium& equilibrium,
                      const std::vector<Country>& parties) {
  PackageValue value;
  value.failure =
      equilibrium.report.usable() ? first_failure(certify(baseline, shock, equilibrium)) : equilibrium.report.message;
  if (!value.failure.empty()) return value;
  for (const Country n : baseline.economy.countries())
    value.gain.push_back(equivalent_variation_musd(baseline, equilibrium, n));
  for (std::size_t party = 0; party < parties.size(); ++party)
    value.imports.push_back(imports(equilibrium, shock, parties[party], parties[1 - party]));
  return value;
}

PackageValue value_of(const scenario::Scenario& scenario, const std::vector<std::string>& entries,
                      const std::vector<Country>& parties, const Baseline& baseline, const DeskOptions& options,
                      Observer& observer) {
  SolveSession session = base_session(scenario, baseline, options, observer);
  return valued(resolved(scenario, entries, baseline), parties, baseline, options, {}, session, observer);
}

std::vector<PackageValue> value_packages(const scenario::Scenario& scenario, const scenario::DealPlan& plan,
                                         const Baseline& baseline, const DeskOptions& options, Observer& observer) {
  const Desktop desktop = laid_out(scenario, plan, baseline, options, observer);
  const std::size_t rows = desktop.rows.size();
  std::vector<PackageValue> values(desktop.packages.size());
  std::vector<SolveSession> sessions(thread_count(options.threads, rows), desktop.base);
  std::mutex speaking;
  std::size_t done = 0;
  std::atomic<bool> cancelled{false};
  parallel_for(rows, options.threads, [&](std::size_t row, std::size_t thread) {
    if (cancelled) return;
    value_row(desktop, desktop.rows[row], scenario, baseline, options, sessions[thread], values);
    const std::lock_guard lock(speaking);
    observer.progress("packages", static_cast<double>(++done) / static_cast<double>(rows));
    cancelled = cancelled || observer.cancelled();
  });
  for (std::size_t at = 0; at < values.size(); ++at) {
    values[at] = values[desktop.solved_as[at]];
    values[at].package = desktop.packages[at];
    if (values[at].gain.empty() && values[at].failure.empty()) values[at].failure = "cancelled before it was solved";
  }
  return values;
}

}  // namespace parley::study
