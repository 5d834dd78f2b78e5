#include "parley/study/package_rules.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "parley/study/cases/entries.hpp"

namespace parley::study {
namespace {

using scenario::Action;

/// Every entry that failure or an option can bring into force.
std::set<std::string> ids_of(const scenario::DealPlan& plan) {
  std::set<std::string> ids(plan.disagreement.begin(), plan.disagreement.end());
  for (const scenario::Issue& issue : plan.issues) {
    for (const scenario::IssueOption& option : issue.options) ids.insert(option.actions.begin(), option.actions.end());
  }
  return ids;
}

/// Whether an entry treats every other member alike.
bool is_for_all(const Action& action, const scenario::TariffChange& change) {
  if (change.mfn) return true;
  if (std::ranges::find(action.origin, "*") == action.origin.end() || !action.origin_except.empty()) return false;
  return std::ranges::all_of(change.except, [](const auto& each) { return each.origin.empty(); });
}

struct Movement {
  bool rises = false;
  bool falls = false;
};

Movement movement(const Array<Sector, Importer, Exporter>& before, const Array<Sector, Importer, Exporter>& after) {
  Movement found;
  for (std::size_t at = 0; at < before.size(); ++at) {
    found.rises = found.rises || after.values()[at] > before.values()[at];
    found.falls = found.falls || after.values()[at] < before.values()[at];
  }
  return found;
}

std::string partners(const Action& action) {
  if (std::ranges::find(action.origin, "*") != action.origin.end()) return "some members, sparing others";
  return fmt::format("{} alone", fmt::join(action.origin, ", "));
}

void remark_on_rates(const DealProblem& problem, const Action& action, const scenario::TariffChange& change,
                     std::vector<RuleRemark>& remarks) {
  const Shock shock = entries_of(problem.resolved, {.name = action.id, .actions = {action.id}}, problem.baseline).shock;
  const Movement tariff = movement(problem.baseline.tariff, shock.tariff_new);
  const Movement tax = movement(problem.baseline.export_tax, shock.export_tax_new);
  const auto add = [&](const char* rule, rules::Verdict verdict, std::string reason) {
    remarks.push_back({action.id, rule, verdict, std::move(reason)});
  };
  const bool is_for_some = !is_for_all(action, change);
  if (is_for_some && tariff.rises) add("GATT I:1", rules::Verdict::fails, "a higher tariff on " + partners(action));
  if (is_for_some && tariff.falls && !tariff.rises)
    add("GATT I:1", rules::Verdict::fails,
        fmt::format("a lower tariff for {}, outside a free-trade area", partners(action)));
  if (is_for_some && (tax.rises || tax.falls))
    add("GATT I:1", rules::Verdict::fails, "an export tax towards " + partners(action));
  if (tariff.rises)
    add("GATT II:1(b)", rules::Verdict::open,
        fmt::format("a breach on every line that {} has bound below the new duty", action.imposer));
}

void remark_on_purchase(const Action& action, const scenario::QuantityTarget& target,
                        std::vector<RuleRemark>& remarks) {
  const auto add = [&](const char* rule, rules::Verdict verdict, std::string reason) {
    remarks.push_back({action.id, rule, verdict, std::move(reason)});
  };
  if (!target.from_suppliers.empty()) {
    const std::string losers = fmt::format("{}", fmt::join(target.from_suppliers, ", "));
    if (target.levy_goes_to == Commitment::Levy::treasury) {
      add("GATT I:1", rules::Verdict::fails, fmt::format("a duty on the goods of {} alone moves the orders", losers));
      add("GATT II:1(b)", rules::Verdict::open,
          "a breach where these goods are bound free, as information technology products are");
    } else {
      add("GATT XVII:1", rules::Verdict::fails,
          fmt::format("state enterprises that turn from {} whatever the price do not buy by commercial considerations",
                      losers));
    }
    return;
  }
  switch (target.instrument) {
    case Commitment::Instrument::subsidy:
      add("GATT XVII:1", rules::Verdict::open,
          "an order of state enterprises, who must buy by commercial considerations");
      break;
    case Commitment::Instrument::tariff_cut:
      add("GATT I:1", rules::Verdict::fails, "a lower tariff for one supplier, outside a free-trade area");
      break;
    case Commitment::Instrument::opening:
      break;  // for every supplier alike
  }
}

void remark_on_quantity(const Action& action, const scenario::QuantityTarget& target,
                        std::vector<RuleRemark>& remarks) {
  switch (target.kind) {
    case Commitment::Kind::purchase:
      remark_on_purchase(action, target, remarks);
      break;
    case Commitment::Kind::quota:
      remarks.push_back({action.id, "GATT XI:1", rules::Verdict::fails, "a limit on the quantity of imports"});
      break;
    case Commitment::Kind::export_restraint:
      remarks.push_back({action.id, "Safeguards 11.1(b)", rules::Verdict::fails, "a voluntary export restraint"});
      break;
    case Commitment::Kind::tariff_rate_quota:
      remarks.push_back({action.id, "GATT XIII:2", rules::Verdict::open,
                         "a tariff quota for " + partners(action) + " needs shares for the other suppliers"});
      break;
  }
}

}  // namespace

std::vector<RuleRemark> rule_remarks(const DealProblem& problem) {
  const std::set<std::string> ids = ids_of(problem.plan);
  std::vector<RuleRemark> remarks;
  for (const Action& action : problem.scenario.actions) {
    if (!ids.contains(action.id)) continue;
    if (const auto* change = std::get_if<scenario::TariffChange>(&action.change)) {
      remark_on_rates(problem, action, *change, remarks);
    } else if (const auto* target = std::get_if<scenario::QuantityTarget>(&action.change)) {
      remark_on_quantity(action, *target, remarks);
    } else {
      remarks.push_back(
          {action.id, "GATS II:1, XVII", rules::Verdict::open,
           fmt::format("holds only where the firms of every member get what those of {} get", action.asked_by)});
    }
  }
  return remarks;
}

std::vector<const RuleRemark*> remarks_on(const std::vector<RuleRemark>& remarks, const scenario::DealPlan& plan,
                                          const Package& package) {
  const std::vector<std::string> entries = entries_of(plan, package);
  std::vector<const RuleRemark*> found;
  for (const RuleRemark& each : remarks) {
    if (std::ranges::find(entries, each.entry) != entries.end()) found.push_back(&each);
  }
  return found;
}

std::vector<Country> named_losers(const DealProblem& problem) {
  const std::set<std::string> ids = ids_of(problem.plan);
  const std::vector<Country> parties = parties_of(problem);
  std::vector<Country> losers;
  for (const scenario::ResolvedAction& action : problem.resolved.actions) {
    const auto* quantity = std::get_if<scenario::ResolvedQuantity>(&action.change);
    if (quantity == nullptr || !ids.contains(action.id)) continue;
    for (const Commitment& commitment : quantity->commitments) {
      for (const Exporter i : commitment.from_suppliers) {
        const bool is_party = std::ranges::find(parties, country(i)) != parties.end();
        if (!is_party && std::ranges::find(losers, country(i)) == losers.end()) losers.push_back(country(i));
      }
    }
  }
  return losers;
}

}  // namespace parley::study
