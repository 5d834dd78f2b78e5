#pragma once

#include "parley/strategy/game.hpp"

namespace parley::strategy {

/// The governments of another game united into blocs, each of which sets its members' tariffs for their joint objective.
///
///     payoff_b = ln( sum_{p in b} money_p G_p / sum_{p in b} money_p ),   G_p = exp(payoff_p)
///
/// with money_p the member's base income, so that with plain governments a bloc maximises its joint real income. Every
/// method that takes a game takes this one: wars of blocs, their proofs, treaties between them.
class BlocGame final : public TariffGame {
 public:
  /// `bloc` numbers the bloc of every player of `members`, which must outlive this game.
  ///
  /// Errors  std::invalid_argument for another number of players, a number that no player has below one that some player
  ///         has, or money that is not positive.
  BlocGame(TariffGame& members, std::vector<std::size_t> bloc, std::vector<double> money);

  [[nodiscard]] const std::vector<std::string>& players() const override { return names_; }
  [[nodiscard]] const std::vector<Instrument>& instruments() const override { return instruments_; }
  [[nodiscard]] Policy status_quo() const override { return members_.status_quo(); }
  const Position& move_to(std::span<const double> policy, Observer& observer) override;
  SolveReport respond(std::span<const Block> blocks, std::span<double> slope, std::span<double> answer,
                      Observer& observer) override;

 private:
  TariffGame& members_;
  std::vector<std::size_t> bloc_;
  std::vector<double> money_;
  std::vector<double> bloc_money_;  ///< of all members of each bloc, at the base
  std::vector<std::string> names_;  ///< "JPN+KOR"
  std::vector<Instrument> instruments_;
  Position position_;
  std::vector<double> worth_;  ///< money_p G_p at the last position
};

}  // namespace parley::strategy
