#pragma once

#include "parley/equilibrium/fixed_firms_solver.hpp"
#include "parley/strategy/closed_form.hpp"
#include "parley/strategy/game.hpp"
#include "parley/strategy/instruments.hpp"

namespace parley::strategy {

/// Governments of a world with a fixed number of firms: Ossa (2014).
///
/// With a government's multipliers v (see model::FixedFirmsKernel::tariff_gradient) and the shares held, the slope of a
/// group of tariffs is linear in y = 1/(1+t):
///
///     slope = sum_cells X share (sigma (v_revenue - v_sales[i]) y - ((sigma-1) v_revenue - K)),
///     K     = (v_logP + (sigma-1) sum_i (v_sales + v_revenue t') T') / X
/// so that a tariff alone in its group has 1 + t = sigma (v_revenue - v_sales[i]) / ((sigma-1) v_revenue - K).
class FixedFirmsGame final : public TariffGame {
 public:
  /// Errors  InputError for a group that moves another country's or its own sales' tariffs, a tariff in two groups, no
  ///         government for a player, or weights that are not one per sector, negative or all zero.
  FixedFirmsGame(const model::FixedFirmsEconomy& economy, std::vector<model::FixedFirmsGovernment> governments,
                 std::vector<TariffGroup> groups);

  [[nodiscard]] const std::vector<std::string>& players() const override { return names_; }
  [[nodiscard]] const std::vector<Instrument>& instruments() const override { return instruments_; }
  [[nodiscard]] Policy status_quo() const override { return status_quo_; }
  const Position& move_to(std::span<const double> policy, Observer& observer) override;
  SolveReport respond(std::span<const Block> blocks, std::span<double> slope, std::span<double> answer,
                      Observer& observer) override;

  /// The world of the last move_to().
  [[nodiscard]] const model::FixedFirmsKernel& world() const { return solver_.kernel(); }
  [[nodiscard]] const std::vector<TariffGroup>& groups() const { return groups_; }
  /// All tariffs of the last move_to().
  [[nodiscard]] Array<Sector, Importer, Exporter> tariffs() const;

 private:
  void answer_block(const Block& block, std::span<double> slope, std::span<double> answer);

  std::vector<std::string> names_;
  std::vector<model::FixedFirmsGovernment> governments_;
  std::vector<TariffGroup> groups_;
  std::vector<Instrument> instruments_;
  Policy status_quo_, policy_;
  std::vector<double> base_income_;
  FixedFirmsSolver solver_;
  Position position_;
  model::FixedFirmsSeeds seeds_;
  ClosedForm closed_form_;
};

}  // namespace parley::strategy
