#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parley/base/error.hpp"

namespace parley::scenario {

/// One way to settle an issue: the entries of the scenario that then hold.
struct IssueOption {
  std::string id;
  std::string title;
  std::vector<std::string> actions;
};

/// One thing on the table; its first option is how things stand without an agreement on it.
struct Issue {
  std::string id;
  std::string title;
  std::vector<IssueOption> options;
  Place place;
};

/// Two settled issues that cannot stand in one package.
struct Exclusion {
  std::size_t issue = 0, option = 0;
  std::size_t other_issue = 0, other_option = 0;
};

/// Talks over time in which the parties make offers in turns; absent where the file has no [deal.talks].
struct AlternatingOffersPlan {
  std::size_t rounds = 12;
  std::vector<double> discount;   ///< of one round, by party
  std::vector<double> toughness;  ///< Faratin's exponent by party: below one is tough
  double breakdown_chance = 0;
  std::size_t runs = 1000;
  std::uint64_t seed = 1;
};

/// The [deal] of a scenario and its [[issue]]s.
struct DealPlan {
  std::vector<std::string> parties;       ///< two
  std::vector<std::string> disagreement;  ///< entries in force if talks fail
  bool disagreement_is_war = false;       ///< if talks fail each sets its best tariffs; `disagreement` is then empty
  std::vector<double> weights;            ///< bargaining power; empty: equal
  std::vector<Issue> issues;
  std::vector<Exclusion> exclusions;
  std::optional<AlternatingOffersPlan> talks;
  [[nodiscard]] std::size_t package_count() const;  ///< without regard to exclusions
};

}  // namespace parley::scenario
