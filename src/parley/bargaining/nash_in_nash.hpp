#pragma once

#include "parley/bargaining/nash_product.hpp"

namespace parley::bargaining {

/// Two governments that settle some of their tariffs between them.
struct BargainingPair {
  std::size_t first = 0, second = 0;  ///< players of the game
  double first_power = 0.5;           ///< beta; the second's is 1 - beta
  std::vector<std::size_t> instruments;
  double first_income = 1, second_income = 1;  ///< where searches for the treaty's weights begin
};

struct NashInNashOptions {
  BargainOptions bargain;   ///< of the search by weights in the proof
  double tolerance = 1e-7;  ///< largest movement of an instrument in a round, ln(1 + t)
  int round_limit = 100;
  /// What no pair may add to its Nash product by another settlement, per cent of it.
  double allowed_gain_pct = 1e-4;
};

/// How one pair has settled, given what all others have.
struct PairSettlement {
  bool agrees = false;              ///< as PairTreaty
  std::vector<double> gain_pct;     ///< u of the first and of the second over disagreement, per cent
  double first_order_residual = 0;  ///< largest slope of the weighted mean of payoffs that no bound holds
  std::size_t other_searches = 0;   ///< those that ended at some treaty, of two
  double product_gain_pct = 0;      ///< what the better of them adds to the Nash product, per cent of it
};

/// Settlements of all pairs, each the answer to the others; use only where report.usable().
struct NashInNash {
  strategy::Policy policy;
  strategy::Position position;
  std::vector<PairSettlement> pairs;
  SolveReport report;  ///< iterations: rounds
};

/// Every pair maximises its Nash product over its own tariffs, holding what all other pairs settle.
///
///     max (G_i - G_i^0)^beta (G_j - G_j^0)^(1-beta),   0: this pair's instruments as in `disagreement`, all others' settled
///
/// Pairs bargain one after the other, rounds mixed as Anderson (1965), until no instrument moves. Each settlement is then
/// searched for a better one: by bargain() from no tariffs, and by a bounded optimiser on the product from half way.
/// Source  Horn & Wolinsky (1988, RAND Journal of Economics 19); Bagwell, Staiger & Yurukoglu (2021, Econometrica 89).
/// Errors  std::invalid_argument for an instrument of two pairs or of a government outside its pair, a pair of one
///         government, or power outside (0, 1).
[[nodiscard]] NashInNash nash_in_nash(strategy::TariffGame& game, const std::vector<BargainingPair>& pairs,
                                      const strategy::Policy& disagreement, const NashInNashOptions& options,
                                      Observer& observer);

}  // namespace parley::bargaining
