#pragma once

#include "parley/bargaining/tariff_treaty.hpp"

namespace parley::bargaining {

/// The Nash product of a game's players as the payoff of one who sets all their instruments.
///
///     payoff = sum_p power_p ln u_p,   u_p = G_p / G_p(threat) - 1;   respond: weights power_p (1 + u_p) / u_p
///
/// A policy that leaves somebody without a gain has no payoff: its position is not usable.
class NashProductGame final : public strategy::TariffGame {
 public:
  /// `game` must outlive this one; threat and power hold one value per player.
  NashProductGame(strategy::TariffGame& game, std::vector<double> threat, std::vector<double> power);

  [[nodiscard]] const std::vector<std::string>& players() const override { return players_; }
  [[nodiscard]] const std::vector<strategy::Instrument>& instruments() const override { return instruments_; }
  [[nodiscard]] strategy::Policy status_quo() const override { return game_.status_quo(); }
  const strategy::Position& move_to(std::span<const double> policy, Observer& observer) override;
  SolveReport respond(std::span<const strategy::Block> blocks, std::span<double> slope, std::span<double> answer,
                      Observer& observer) override;

  [[nodiscard]] const std::vector<double>& gain() const { return gain_; }  ///< u at the last policy
  /// Sum of the weights at the last policy: a slope over it is one of a weighted mean of the players' payoffs.
  [[nodiscard]] double total_weight() const;

 private:
  strategy::TariffGame& game_;
  std::vector<double> threat_, power_, gain_;
  std::vector<std::string> players_;
  std::vector<strategy::Instrument> instruments_;
  strategy::Position position_;
};

/// What two players settle on; use only where report.usable().
struct PairTreaty {
  /// Whether both gain. Where they do not, the policy is that of disagreement, which is efficient for the two: no small
  /// change within the bounds makes both better off.
  bool agrees = false;
  strategy::Policy policy;
  std::vector<double> gain;  ///< u of both
  double log_product = 0;    ///< sum_p power_p ln u_p
  SolveReport report;
};

/// The largest Nash product of a game of two: uphill steps along closed-form answers from a policy at which both gain, then
/// all answers at once with Anderson mixing, and where that fails bargain().
///
/// `start` is where it begins if both gain there; else a policy at which they do is looked for around disagreement. The
/// problem's income tells where. Its threat must be the payoffs at disagreement.
[[nodiscard]] PairTreaty settle(strategy::TariffGame& two, const TariffProblem& problem,
                                const strategy::Policy& disagreement, const strategy::Policy& start,
                                Observer& observer);

}  // namespace parley::bargaining
