#pragma once

#include <nlohmann/json_fwd.hpp>

#include "command_line.hpp"
#include "files.hpp"
#include "parley/study/strategy_problem.hpp"

namespace parley::cli {

/// What governments want and may do, as a user writes it; shared by optimal, nash, talks and ladder.
struct StrategyArguments {
  study::StrategyRequest request{.assets = shipped_assets()};
  bool by_sector = false;
  bool by_partner = false;
  bool uniform = false;
  std::vector<std::string> sectors;
  std::string bounds = "0:1000";
  std::vector<std::string> weights;
  std::string lobbying;  ///< file of weights by country and sector
  std::vector<std::string> jobs;
  std::vector<std::string> revenue;
  bool as_json = false;
  bool as_csv = false;

  void add_to(Command& command);
  /// InputError for flags that do not go together.
  [[nodiscard]] strategy::Grouping grouping() const;
};

/// The government of a country with the weights that the arguments give it.
[[nodiscard]] strategy::Government government_of(const StrategyArguments& arguments, const Baseline& baseline,
                                                 Country who);
/// Its instruments against some partners; none: everybody.
[[nodiscard]] strategy::InstrumentChoice choice_of(const StrategyArguments& arguments, const Baseline& baseline,
                                                   std::vector<Country> partners);
/// InputError where a country among weights and jobs is not one of those that choose.
void require_players(const StrategyArguments& arguments, const std::vector<std::string>& players);

/// Codes of a comma list; InputError with the near miss for an unknown one, or one that appears twice.
[[nodiscard]] std::vector<Country> countries_of(const Economy& economy, const std::vector<std::string>& codes,
                                                const char* option);

/// Trade-weighted tariff of an instrument in the status quo, in per cent.
[[nodiscard]] double tariff_pct(double log_factor);

}  // namespace parley::cli
