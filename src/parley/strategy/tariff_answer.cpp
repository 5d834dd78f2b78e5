#include "parley/strategy/tariff_answer.hpp"

#include <cmath>

#include "parley/strategy/closed_form.hpp"

namespace parley::strategy {
namespace {

/// K of what one importer spends on one sector.
double market_value(const AdjointView& view, Sector s, Importer n) {
  double value = 0;
  for (const Exporter from : all<Exporter>(view.economy.country_count))
    value -= view.economy.trade_elasticity(s) * view.economy.delivered(s, from, n) * view.terms.delivered(s, from, n);
  return value;
}

/// With the shadow value z = q (1+t) of one tariff's imports.
ClosedForm::Cell read(const AdjointView& view, const TariffCell& cell, std::size_t market, double policy) {
  const model::ShockedEconomy& economy = view.economy;
  const auto [s, n, i] = cell;
  const double share = economy.delivered(s, i, n) *
                       view.levels.supply_term.values()[s.value() * economy.country_count + i.value()] /
                       view.levels.price_term.values()[market];
  const double shadow = view.terms.border(s, i, n) + view.terms.export_price(s, i, n) / (1 + view.export_tax(s, n, i));
  return {market, economy.trade_elasticity(s), share, economy.border(s, i, n) * shadow * std::exp(policy)};
}

}  // namespace

void answer_tariffs(const AdjointView& view, const std::vector<std::size_t>& chosen, std::span<double> slope,
                    std::span<double> answer) {
  ClosedForm form;
  form.clear(view.economy.sector_count * view.economy.country_count);
  for (const std::size_t k : chosen) {
    form.add_group(view.policy[k], view.groups[k].instrument);
    for (const TariffCell& cell : view.groups[k].cells) {
      const std::size_t market = cell.sector.value() * view.economy.country_count + cell.importer.value();
      if (!form.is_valued(market)) form.set_value(market, market_value(view, cell.sector, cell.importer));
      form.add_cell(read(view, cell, market, view.policy[k]));
    }
  }
  form.solve();
  for (std::size_t g = 0; g < chosen.size(); ++g) {
    slope[chosen[g]] = form.slope(g);
    answer[chosen[g]] = form.answer(g);
  }
}

}  // namespace parley::strategy
