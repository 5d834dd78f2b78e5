#pragma once

#include <memory>

#include "parley/equilibrium/equilibrium.hpp"
#include "parley/strategy/game.hpp"
#include "parley/strategy/government.hpp"
#include "parley/strategy/instruments.hpp"

namespace parley::strategy {

struct GameOptions {
  double tolerance = 1e-11;         ///< of the equilibrium's scaled residual
  double adjoint_tolerance = 1e-9;  ///< relative to the payoff's own slope
  int iteration_limit = 2000;
  unsigned threads = 2;  ///< for the adjoints of several governments; the answer is the same for any number
};

/// Governments of the Caliendo-Parro world with input links; see docs/model/strategy.md.
///
/// The closed form: with a player's multipliers, K[s] = mu[s] + theta sum_i q[i] over all sellers i to importer n, and
/// q[i] the shadow value of the border value of imports, the slope is
///     dV/dln(1+t[i]) = pi[i] K - (theta + 1) q[i],   q[i] = z[i] / (1+t[i])
/// so that a tariff alone in its group has 1 + t = (theta + 1) z / (pi K), and groups the same with sums.
class CaliendoParroGame final : public TariffGame {
 public:
  /// `shock` is what the world is like apart from the instruments: other tariffs, wedges, the deficit rule.
  ///
  /// Errors  InputError for a group that moves another country's or its own sales' tariffs, a tariff in two groups, or
  ///         no government for a player.
  CaliendoParroGame(const Baseline& baseline, const Shock& shock, std::vector<Government> governments,
                    std::vector<TariffGroup> groups, const GameOptions& options = {});
  ~CaliendoParroGame() override;

  [[nodiscard]] const std::vector<std::string>& players() const override;
  [[nodiscard]] const std::vector<Instrument>& instruments() const override;
  [[nodiscard]] Policy status_quo() const override;
  const Position& move_to(std::span<const double> policy, Observer& observer) override;
  SolveReport respond(std::span<const Block> blocks, std::span<double> slope, std::span<double> answer,
                      Observer& observer) override;

  [[nodiscard]] const Baseline& baseline() const;
  [[nodiscard]] const std::vector<Government>& governments() const;
  [[nodiscard]] const std::vector<TariffGroup>& groups() const;
  /// The world with the policy's tariffs, for any other solver or table.
  [[nodiscard]] Shock shock_at(std::span<const double> policy) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace parley::strategy
