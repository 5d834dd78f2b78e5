#pragma once

#include "parley/strategy/best_response.hpp"

namespace parley::strategy {

struct NashOptions {
  StationaryOptions stationary;
  /// Starts of the search: the status quo, no tariffs, then random tariffs of everybody. From every second random start
  /// players move one after the other, which leads away from equilibria that only moving at once can hold.
  int starts = 3;
  std::uint64_t seed = 1;
  /// Each player's searches for a better policy against an equilibrium: no tariffs, then random ones.
  int deviation_starts = 1;
  bool second_order = false;
  /// Rounds of best responses, one player after the other, where moving all at once does not settle.
  int round_limit = 60;
  /// What no player may gain by deviating, in per cent of its objective.
  double allowed_gain_pct = 1e-6;
};

/// One player at an equilibrium.
struct NashProof {
  double first_order_residual = 0;
  double deviation_gain_pct = 0;  ///< of the best deviation found
  std::size_t at_bounds = 0;      ///< instruments that a bound holds
  Curvature second_order;         ///< where asked for
};

struct NashEquilibrium {
  Policy policy;
  Position position;
  std::vector<NashProof> proof;     ///< one per player
  std::vector<std::string> starts;  ///< those that ended here
};

struct NashSearch {
  std::string start;
  std::string method;  ///< "all at once" or "one after the other"
  SolveReport report;
};

/// Equilibria, the one found from the status quo first; none where report is not usable().
struct NashResult {
  std::vector<NashEquilibrium> equilibria;
  std::vector<NashSearch> searches;
  SolveReport report;
};

/// Policies from which no player gains by changing its own instruments alone.
///
/// All players move to their closed-form answers at once with Anderson mixing; where that does not settle, or some player
/// can still gain, one after the other with full best responses. Each end is checked by unilateral deviations; ends apart
/// by less than 1e-6 in ln(1+t) are one equilibrium. Players without instruments are passive.
[[nodiscard]] NashResult nash(TariffGame& game, const Policy& status_quo, const NashOptions& options,
                              Observer& observer);

/// The blocks of all players that have instruments.
[[nodiscard]] std::vector<Block> own_blocks(const TariffGame& game);

}  // namespace parley::strategy
