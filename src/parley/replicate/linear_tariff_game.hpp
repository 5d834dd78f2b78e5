#pragma once

#include <optional>
#include <vector>

#include "parley/bargaining/convex.hpp"

namespace parley::replicate {

/// Two countries that import one good each from the other under linear demand a - p.
///
/// A good's importer has endowment q_m, its exporter q_x > q_m; its tariff t is specific: p = p* + t. The gap D = q_x - q_m
/// may differ between the two goods.   Source  Bagwell & Staiger (1990, AER 80); Dixit (1987).
struct LinearTariffGame {
  double home_gap = 1;     ///< D of the good that the first country imports
  double foreign_gap = 1;  ///< of the good that the second country imports
};

/// Consumer surplus, endowments' value and tariff revenue of both countries less those of free trade, summed over goods.
[[nodiscard]] bargaining::PayoffPair welfare(const LinearTariffGame& game, double home_tariff, double foreign_tariff);

/// A country's best tariff, which does not depend on the other's: the vertex of a parabola through three points.
[[nodiscard]] double best_home_tariff(const LinearTariffGame& game);
[[nodiscard]] double best_foreign_tariff(const LinearTariffGame& game);

/// The lowest tariff of equal countries that holds by itself at a discount factor: where the patience that the truce
/// needs (bargaining::critical_patience) is that factor; zero where free trade holds.
[[nodiscard]] double most_cooperative_tariff(const LinearTariffGame& game, double discount);

/// Nash's agreement over tariffs of either sign, or not below zero, the threat being both best tariffs.
///
/// Needs   home_gap >= foreign_gap: the larger country is the one that keeps a tariff.
[[nodiscard]] std::optional<bargaining::PayoffPair> bargained(const LinearTariffGame& game, bool allows_subsidies);

}  // namespace parley::replicate
