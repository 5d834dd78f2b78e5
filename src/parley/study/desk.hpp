#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/bargaining/alternating_offers.hpp"
#include "parley/study/package_rules.hpp"
#include "parley/study/packages.hpp"
#include "parley/study/threat.hpp"

namespace parley::study {

/// A rule and the package that it picks; positions in Desk::packages.
struct Pick {
  bargaining::Rule rule = bargaining::Rule::nash;
  std::optional<std::size_t> package;  ///< nothing where the rule picks none
};

/// Who gave what in a package: the change when this one issue goes back to how things stand.
struct LedgerEntry {
  std::size_t issue = 0;
  std::vector<double> gain;     ///< of the issue to each party, million: the package less the package without it
  std::vector<double> imports;  ///< by how much each party then buys more from the other, million
  bool is_needed = false;       ///< without it a party would rather have no deal
};

/// The deal with the best Nash product when one option of an issue is forbidden, or none.
struct WithoutOption {
  std::size_t issue = 0;
  std::size_t option = 0;
  std::optional<std::size_t> package;
};

/// Perfect play of alternating offers, which hangs on who begins and on who has the last word.
struct PerfectPlay {
  std::size_t first_mover = 0, last_mover = 0;  ///< parties
  std::size_t rounds = 0;                       ///< as planned, or one more for the other to have the last word
  bargaining::BackwardSolution solution;        ///< its outcome is a position in packages
};

/// What becomes of alternating offers that are played many times.
struct AlternatingOffersSummary {
  std::size_t agreements = 0, deadlines = 0, breakdowns = 0;
  double mean_round = 0;                  ///< of the agreements
  std::vector<double> mean_payoff;        ///< of all runs, million
  std::vector<PerfectPlay> perfect_play;  ///< each party first, each party last
};

/// Every package of a deal valued, and what follows.
struct Desk {
  scenario::DealPlan plan;
  std::vector<Country> parties;
  std::vector<PackageValue> packages;
  PackageValue disagreement;
  std::vector<Threat> threats;      ///< by party
  PackageValue status_quo;          ///< no agreement on anything and no threat carried out: nothing changes
  std::vector<std::size_t> solved;  ///< positions of packages with a solution
  std::vector<std::size_t>
      frontier;  ///< positions of those that no package dominates, by rising gain of the first party
  std::size_t better_than_disagreement = 0;  ///< packages, failure's own apart, that both parties prefer to failure
  std::size_t better_than_status_quo = 0;    ///< and to how things stood: win-win
  std::vector<Pick> picks;                   ///< by every rule, in the order of bargaining::rules()
  std::vector<LedgerEntry> ledger;           ///< of the Nash package
  std::vector<WithoutOption> breakers;       ///< options whose loss leaves no deal, or the next best one
  std::optional<std::size_t> counter_offer;  ///< the fewest changes to the second party's best that the first accepts
  std::optional<std::size_t> counter_offer_of_second;
  std::optional<AlternatingOffersSummary> talks;
  std::vector<RuleRemark> remarks;    ///< what the rules of the World Trade Organization say of each entry
  std::vector<Country> named_losers;  ///< whose goods an order names to make way
};

/// The gains of the two parties in one package, million.
[[nodiscard]] bargaining::Payoff payoff_of(const Desk& desk, const PackageValue& value);

/// What everybody but the two parties gains in one package, million.
[[nodiscard]] double gain_of_others(const Desk& desk, const PackageValue& value);

/// What each party would lose if talks failed, compared with everything held as it stood, million.
[[nodiscard]] bargaining::Payoff worth_of_holding(const Desk& desk);

/// What one package adds, by Nash's rule, to settling issue by issue; nothing where either rule picks no package.
[[nodiscard]] std::optional<bargaining::Payoff> worth_of_linkage(const Desk& desk);

/// Packages without a solution.
[[nodiscard]] std::size_t unsolved_count(const Desk& desk);

/// What a rule picks; nothing where it picks no package or is not among the desk's rules.
[[nodiscard]] std::optional<std::size_t> picked(const Desk& desk, bargaining::Rule rule);

/// Values all packages of a scenario's deal and applies to them every rule of bargaining::rules() that picks among
/// finitely many, the disagreement being what the plan says.
///
/// Errors  those of value_packages(); NotSolved where the disagreement itself has no solution.
[[nodiscard]] Desk open_desk(const DealProblem& problem, const DeskOptions& options, Observer& observer);

}  // namespace parley::study
