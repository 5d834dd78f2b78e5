#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "parley/strategy/weight_search.hpp"

namespace parley::bargaining {

struct FiniteProblem;
struct ConvexProblem;
struct PayoffPair;
struct TariffProblem;

/// How an agreement is chosen, or its gains shared. Each stands in a file of its own, rule_*.cpp.
enum class Rule { equal_proportions, nash, kalai_smorodinsky, egalitarian, utilitarian, issue_by_issue, nash_in_nash };

/// How a rule shares the gains of a treaty over tariffs.
struct TariffSharing {
  /// What the weights of the governments' payoffs must meet, one condition after another, each search beginning where
  /// the one before ended; the last condition is the rule's. Null where the rule has no treaties over tariffs.
  std::vector<strategy::Excess> (*conditions)(const TariffProblem& problem,
                                              const std::vector<double>& first_gain) = nullptr;
  bool needs_ideal = false;  ///< conditions read TariffProblem::ideal_pct
  /// Each government's part of the money to be gained where they may pay each other, in any unit, from what their income
  /// is worth at the threat. Null where the rule is not asked for with payments.
  std::vector<double> (*parts)(const TariffProblem& problem, const std::vector<double>& threat_income) = nullptr;
};

/// One rule in words, and its implementation for each kind of problem that it is for.
struct RuleEntry {
  Rule id;
  std::string_view key;      ///< for files and options: "kalai-smorodinsky"
  std::string_view name;     ///< for readers: "Kalai-Smorodinsky"
  std::string_view chooses;  ///< what is largest, or equal
  std::string_view source;
  /// Position of the outcome that it picks among finitely many, nothing where none is acceptable to all.
  std::optional<std::size_t> (*outcome)(const FiniteProblem&) = nullptr;
  /// The point that it picks on a two-party frontier.
  std::optional<PayoffPair> (*point)(const ConvexProblem&) = nullptr;
  TariffSharing tariffs = {};
};

/// All rules, in the order in which tables show them.
[[nodiscard]] std::span<const RuleEntry> rules();
[[nodiscard]] const RuleEntry& entry_of(Rule rule);
[[nodiscard]] std::string_view to_string(Rule rule);

[[nodiscard]] RuleEntry equal_proportions_rule();
[[nodiscard]] RuleEntry nash_rule();
[[nodiscard]] RuleEntry kalai_smorodinsky_rule();
[[nodiscard]] RuleEntry egalitarian_rule();
[[nodiscard]] RuleEntry utilitarian_rule();
[[nodiscard]] RuleEntry issue_by_issue_rule();
[[nodiscard]] RuleEntry nash_in_nash_rule();

}  // namespace parley::bargaining
