#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "parley/base/error.hpp"
#include "parley/economy/economy.hpp"

namespace parley::scenario {

struct Scenario;

/// The [strategy] of a scenario: what two governments may choose, and what is asked about it.
struct StrategyPlan {
  enum class Tariffs { by_sector, uniform };
  enum class Threat { war, status_quo, autarky };

  std::vector<std::string> players;  ///< two: who begins, who answers
  std::string case_name;             ///< the compared case that is announced; empty: first_points on all goods
  double first_points = 0.25;        ///< a fraction
  std::size_t moves = 20;            ///< of both in the escalation, at most
  double discount = 1;               ///< of one move
  double stopping_chance = 0;        ///< after every move
  bool allows_withdrawal = true;     ///< whether a side may go back to its tariffs of today
  Tariffs tariffs = Tariffs::by_sector;
  std::vector<std::string> sectors;               ///< that may be taxed; empty: all goods
  double lowest_tariff = 0, highest_tariff = 10;  ///< fractions
  Threat threat = Threat::war;
  std::vector<double> power;  ///< of the Nash product; empty: equal
  std::size_t frontier_points = 21;
  std::vector<double> curve;  ///< the other's uniform tariffs at which best answers are found, rising fractions
  bool keeps_deficits = false;
};

/// The two countries of a plan and its sectors, as the baseline knows them.
struct StrategyChoice {
  std::vector<Country> players;
  std::vector<Sector> sectors;
};
/// Notes codes that the baseline does not have, with the closest one, and sectors that are services; what is found is then
/// incomplete.
[[nodiscard]] StrategyChoice resolve(const StrategyPlan& plan, const Scenario& scenario, const Economy& economy,
                                     ProblemList& problems);

}  // namespace parley::scenario
