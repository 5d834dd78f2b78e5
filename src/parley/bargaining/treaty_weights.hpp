#pragma once

#include <optional>
#include <vector>

#include "parley/bargaining/tariff_treaty.hpp"
#include "parley/strategy/weight_search.hpp"

namespace parley::bargaining {

/// Efficient policies by the weights of the players' payoffs, each search starting at the last policy found.
class EfficientTreaties {
 public:
  /// All that is passed must outlive this.
  EfficientTreaties(strategy::TariffGame& game, const TariffProblem& problem, const strategy::Policy& start,
                    const BargainOptions& options, Observer& observer);

  /// Weights need not add up to one; false where the search does not converge.
  bool solve(std::vector<double> weights);

  /// A rough treaty's tariffs and weights by which a rule shares gains; nothing where the search for them fails.
  std::optional<std::vector<double>> search(const std::vector<double>& first, const strategy::Excess& excess,
                                            std::size_t unit);

  strategy::StationaryPoint point;
  std::vector<double> weight, gain;  ///< of the last policy found; gains over the threat are proportions of it

 private:
  strategy::TariffGame& game_;
  const TariffProblem& problem_;
  const BargainOptions& options_;
  Observer& observer_;
  strategy::Policy policy_;
};

/// u_p / scale_p, in units of what these were at first: a unit that moved with the gains would hide their movement.
[[nodiscard]] strategy::Excess excess_over(std::vector<double> scale, const std::vector<double>& first_gain);

/// Moves to the treaty at which everybody has the same excess, to 1e-8: by a search of tariffs and weights together, and
/// where that leads nowhere from the weights given.
[[nodiscard]] SolveReport share_gains(EfficientTreaties& treaties, const std::vector<double>& weight,
                                      const strategy::Excess& excess);

/// Moves to the best that one player can have while nobody falls below the threat: by a search of tariffs and weights
/// together, and where that leads nowhere from this player's weight alone.
[[nodiscard]] SolveReport settle_ideal(EfficientTreaties& treaties, const std::vector<double>& income,
                                       std::size_t player);

}  // namespace parley::bargaining
