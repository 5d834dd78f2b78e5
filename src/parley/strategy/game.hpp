#pragma once

#include <span>
#include <string>
#include <vector>

#include "parley/base/observer.hpp"
#include "parley/base/solve_report.hpp"

namespace parley::strategy {

/// One policy instrument of one government: ln(1 + t), common to all the tariffs that it moves.
struct Instrument {
  std::size_t player = 0;
  std::string label;  ///< "ELE from CHN", "all goods"
  double lower = 0;   ///< smallest and largest ln(1 + t)
  double upper = 0;
};

/// ln(1 + t) of every instrument of a game, in the game's order.
using Policy = std::vector<double>;

/// Instruments that are set together to raise sum_p payoff_weight[p] payoff[p]: one government's own, or a treaty's.
struct Block {
  std::vector<double> payoff_weight;  ///< one per player
  std::vector<std::size_t> instruments;
};

/// Where a policy leads; payoffs count only where report.usable().
struct Position {
  SolveReport report;
  std::vector<double> payoff;  ///< ln(objective / its value at the base), one per player
};

/// Governments that set tariffs in some model of the world.
///
/// A game keeps the last solved economy, so that the next solve and the adjoints start from it; a policy's position does
/// not depend on that beyond the solver's tolerance.
class TariffGame {
 public:
  virtual ~TariffGame() = default;
  [[nodiscard]] virtual const std::vector<std::string>& players() const = 0;
  [[nodiscard]] virtual const std::vector<Instrument>& instruments() const = 0;
  /// The base's own tariffs: each instrument at the trade-weighted mean of ln(1 + t) over its tariffs.
  [[nodiscard]] virtual Policy status_quo() const = 0;

  /// Solves the world at a policy.
  virtual const Position& move_to(std::span<const double> policy, Observer& observer) = 0;

  /// One adjoint per block at the policy of the last move_to(): slopes, and the policy that would make them zero.
  ///
  ///     slope[k]  = d(sum_p weight payoff)/d(policy[k])         for k in a block's instruments; the others are left alone
  ///     answer[k] = ln(1 + t) that solves slope = 0 with shares and multipliers held, within the bounds
  ///
  /// A fixed point answer = policy is a stationary point, and the other way round. Models whose first-order condition has
  /// a closed form given the multipliers should use it: then a whole war is found in some ten moves.
  /// The report is the worst of the adjoints'; nothing counts unless it is usable().
  virtual SolveReport respond(std::span<const Block> blocks, std::span<double> slope, std::span<double> answer,
                              Observer& observer) = 0;
};

/// The block of one government: its own instruments for its own payoff.
[[nodiscard]] Block own_block(const TariffGame& game, std::size_t player);
/// All instruments for a weighted sum of payoffs.
[[nodiscard]] Block joint_block(const TariffGame& game, std::vector<double> payoff_weight);

}  // namespace parley::strategy
