#pragma once

#include <string>
#include <vector>

#include "parley/base/observer.hpp"
#include "parley/economy/shock.hpp"
#include "parley/equilibrium/solve.hpp"

namespace parley {

/// The models that one shock is put through, all on the same baseline.
enum class TradeModel {
  full,              ///< Caliendo and Parro
  no_links,          ///< without inputs from other sectors
  no_intermediates,  ///< without any inputs
  balanced,          ///< without inputs and without deficits
  fixed_firms,       ///< Krugman-type with fixed firms and profits (Ossa), without inputs and deficits
  one_sector,        ///< one sector with materials
  one_sector_no_intermediates,
  gravity_endowments,  ///< structural gravity, given quantities
  gravity_supply       ///< structural gravity, upward-sloping supply
};
inline constexpr std::size_t trade_model_count = 9;

/// What a model is and from which other one it differs in a single respect.
struct TradeModelEntry {
  TradeModel model;
  std::string_view id;     ///< "no-links"
  std::string_view title;  ///< "Without links between sectors"
  TradeModel parent;       ///< itself for the full model
  std::string_view step;   ///< the respect: "links between sectors"; "" for the full model
};
/// In the order of the table: a parent stands before its children.
[[nodiscard]] const std::vector<TradeModelEntry>& trade_models();
[[nodiscard]] const TradeModelEntry& entry_of(TradeModel model);

/// One model's answer; the arrays are filled only where report.usable().
struct ModelAnswer {
  TradeModel model = TradeModel::full;
  SolveReport report;
  std::string left_out;                           ///< what of the baseline this model has no room for, in money
  Array<Country> real_income_pct;                 ///< exact
  Array<Country> terms_of_trade_pct;              ///< first order, in per cent of the model's own base income
  Array<Country> income_musd;                     ///< base income of the model, what real income is counted on
  Array<Country> revenue_change_pct;              ///< change of tariff revenue, nominal, in per cent of base income
  Array<Country> output_volume_pct;               ///< gravity only; else zero
  Array<Country> profit_pct, wage_pct;            ///< fixed firms only; else zero
  Array<Exporter, Importer> flow_musd, flow_new;  ///< all sectors, exporter prices
  Baseline economy;                               ///< what was shocked (gravity: the one-sector economy behind it)
};

/// Part of a difference that one step of the way from the full model makes.
struct ModelStep {
  TradeModel to;
  Array<Country> points;  ///< real income of `to` less that of its parent
};

struct ModelComparison {
  std::vector<ModelAnswer> answers;  ///< in the order of trade_models()
  double supply_elasticity = 0;
  double implied_supply_elasticity = 0;  ///< (1-b)/b of the world's output: what materials amount to
  [[nodiscard]] const ModelAnswer& of(TradeModel model) const { return answers[static_cast<std::size_t>(model)]; }
  /// The steps from the full model to this one, in order; their points add up to the whole difference.
  ///
  /// Empty where one of the models on the way has no solution.
  [[nodiscard]] std::vector<ModelStep> steps(TradeModel model) const;
};

struct ModelComparisonOptions {
  /// psi of gravity with upward-sloping supply.
  ///
  /// Source  Campos, Reggio & Timini (2024, arXiv:2404.09180), the value of their application (case gravity-76).
  double supply_elasticity = 1.24;
  SolveOptions solve;
};

/// The same shock through every model on the same baseline.
///
/// One-sector models take means over sectors at base flows; gravity takes every tariff as a trade cost whose revenue
/// nobody gets; the model with fixed firms takes sigma = theta + 1, one factor, and a base without deficits.
/// Errors  those of solve(); InputError for psi < 0 and for a structure of production that is not the long run's; a model without a solution says why in its report.
[[nodiscard]] ModelComparison compare_models(const Baseline& baseline, const Shock& shock,
                                             const ModelComparisonOptions& options, Observer& observer);

}  // namespace parley
