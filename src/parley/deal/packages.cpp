#include "parley/deal/packages.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

#include "parley/equilibrium/certificate.hpp"
#include "parley/equilibrium/outcome.hpp"

namespace parley::deal {
namespace {

bool is_excluded(const scenario::DealPlan& plan, const Package& package) {
  return std::any_of(plan.exclusions.begin(), plan.exclusions.end(), [&](const scenario::Exclusion& each) {
    return package[each.issue] == each.option && package[each.other_issue] == each.other_option;
  });
}

std::string first_failure(const Certificate& certificate) {
  for (const Check& check : certificate.checks) {
    if (!check.holds()) return "the solution fails the check '" + check.name + "'";
  }
  return "";
}

/// Solves one set of entries from a nearby solution; `near` then holds this one.
PackageValue valued(const scenario::Scenario& scenario, const std::vector<std::string>& entries,
                    const Baseline& baseline, const DeskOptions& options, Equilibrium& near, Observer& observer) {
  PackageValue value;
  const scenario::Compare compare{.name = "package", .actions = entries};
  const Shock shock = scenario::to_shock(scenario, compare, baseline);
  std::vector<std::string> notes;
  CommitmentOptions how = options.commitments;
  if (near.report.usable()) how.solve.start = &near;
  ReformedEquilibrium found =
      solve_with_reforms(baseline, shock, scenario::commitments(scenario, compare, baseline, notes),
                         scenario::services_reforms(scenario, compare, baseline), how, observer);
  if (!found.solved.report.usable()) {
    value.failure = found.solved.report.message;
    return value;
  }
  value.failure = first_failure(certify(baseline, found.solved.shock, found.solved.equilibrium));
  if (!value.failure.empty()) return value;
  const Outcome changes = outcome(baseline, found.solved.shock, found.solved.equilibrium);
  for (const Country n : baseline.economy.countries()) value.gain.push_back(changes.equivalent_variation_musd(n));
  near = std::move(found.solved.equilibrium);
  return value;
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

PackageValue value_of(const scenario::Scenario& scenario, const std::vector<std::string>& entries,
                      const Baseline& baseline, const DeskOptions& options, Observer& observer) {
  Equilibrium none;
  return valued(scenario, entries, baseline, options, none, observer);
}

std::vector<PackageValue> value_packages(const scenario::Scenario& scenario, const scenario::DealPlan& plan,
                                         const Baseline& baseline, const DeskOptions& options, Observer& observer) {
  const std::vector<Package> packages = all_packages(plan);
  const auto rows = rows_of(packages);
  std::vector<PackageValue> values(packages.size());
  std::vector<std::exception_ptr> failures(rows.size());
  std::atomic<std::size_t> next{0};
  std::atomic<std::size_t> done{0};
  std::atomic<bool> cancelled{false};
  std::mutex speaking;
  const auto work = [&] {
    Observer silent;
    for (std::size_t row = next++; row < rows.size() && !cancelled; row = next++) {
      try {
        Equilibrium near;
        for (std::size_t at = rows[row].first; at < rows[row].second; ++at) {
          values[at] = valued(scenario, entries_of(plan, packages[at]), baseline, options, near, silent);
          values[at].package = packages[at];
        }
      } catch (...) {
        failures[row] = std::current_exception();
      }
      const std::lock_guard lock(speaking);
      observer.progress("packages", static_cast<double>(++done) / static_cast<double>(rows.size()));
      cancelled = cancelled || observer.cancelled();
    }
  };
  const std::size_t wanted = options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  {
    std::vector<std::jthread> others;
    for (std::size_t extra = 1; extra < std::min(wanted, rows.size()); ++extra) others.emplace_back(work);
    work();
  }
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
  for (std::size_t at = 0; at < values.size(); ++at) {
    if (!values[at].gain.empty() || !values[at].failure.empty()) continue;
    values[at] = {packages[at], {}, "cancelled before it was solved"};
  }
  return values;
}

}  // namespace parley::deal
