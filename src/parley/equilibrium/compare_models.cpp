#include "parley/equilibrium/compare_models.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/base/error.hpp"
#include "parley/equilibrium/certificate.hpp"
#include "parley/equilibrium/check_shock.hpp"
#include "parley/equilibrium/fixed_firms.hpp"
#include "parley/equilibrium/gravity.hpp"
#include "parley/equilibrium/outcome.hpp"
#include "parley/model/restate.hpp"
#include "parley/model/variants.hpp"

namespace parley {
namespace {

using model::Variant;

ModelAnswer blank(TradeModel model, Baseline economy) {
  ModelAnswer answer;
  answer.model = model;
  const Array<Country> zeros(economy.economy.country_count());
  answer.real_income_pct = answer.terms_of_trade_pct = answer.revenue_change_pct = answer.output_volume_pct =
      answer.profit_pct = answer.wage_pct = zeros;
  answer.income_musd = economy.income;
  answer.economy = std::move(economy);
  return answer;
}

Array<Exporter, Importer> over_sectors(const Array<Sector, Importer, Exporter>& cells) {
  Array<Exporter, Importer> sum(cells.extent(2), cells.extent(1));
  for (const Sector s : all<Sector>(cells.extent(0))) {
    for (const Importer n : all<Importer>(cells.extent(1))) {
      for (const Exporter i : all<Exporter>(cells.extent(2))) sum(i, n) += cells(s, n, i);
    }
  }
  return sum;
}

/// What prices of exports less those of imports add to income, in per cent of it, at base flows.
Array<Country> terms_of_trade(const Array<Exporter, Importer>& flow, const std::vector<double>& price_hat,
                              const Array<Country>& income) {
  Array<Country> terms(price_hat.size());
  for (const Exporter i : all<Exporter>(price_hat.size())) {
    for (const Importer n : all<Importer>(price_hat.size())) {
      if (country(i) == country(n)) continue;
      const double dearer = 100 * flow(i, n) * (price_hat[i.value()] - 1);
      terms(country(i)) += dearer / income(country(i));
      terms(country(n)) -= dearer / income(country(n));
    }
  }
  return terms;
}

void refuse(ModelAnswer& answer, std::string why) {
  answer.report.status = SolveStatus::not_called;
  answer.report.message = std::move(why);
}

/// A model of the Caliendo-Parro family.
ModelAnswer solve_linked(TradeModel model, Baseline economy, const Shock& shock, const SolveOptions& options,
                         Observer& observer) {
  ModelAnswer answer = blank(model, std::move(economy));
  Baseline& base = answer.economy;
  if (!base.clipped_final_use.empty() || model == TradeModel::balanced) {
    ResolvedBase again = resolve_base(base, shock.deficit_rule, options, observer);
    answer.report = again.report;
    if (!again.report.usable()) return answer;
    base = std::move(again.baseline);
    answer.income_musd = base.income;
  }
  const Equilibrium solved = solve(base, shock, options, observer);
  answer.report = solved.report;
  if (!solved.report.usable()) return answer;
  const Certificate certificate = certify(base, shock, solved);
  for (const Check& check : certificate.checks) {
    if (check.holds()) continue;
    refuse(answer,
           fmt::format("check '{}' failed: {:.3g} where {:.3g} is allowed", check.name, check.value, check.tolerance));
    return answer;
  }
  const Outcome result = outcome(base, shock, solved);
  answer.real_income_pct = result.real_income_pct;
  answer.terms_of_trade_pct = result.terms_of_trade_pct;
  for (const Country n : base.economy.countries())
    answer.revenue_change_pct(n) = 100 * result.tariff_revenue_change_musd(n) / base.income(n);
  answer.flow_musd = over_sectors(base.flow);
  answer.flow_new = over_sectors(solved.flow_new);
  return answer;
}

ModelAnswer solve_gravity(TradeModel model, const Baseline& one_sector, const Shock& shock, double supply_elasticity,
                          Observer& observer) {
  ModelAnswer answer = blank(model, one_sector);
  const model::GravityEconomy economy = model::as_gravity(one_sector, supply_elasticity);
  const GravityEquilibrium solved = solve(economy, model::as_gravity(one_sector, shock), observer);
  answer.report = solved.report;
  if (!solved.report.usable()) return answer;
  for (const Country n : one_sector.economy.countries()) {
    answer.income_musd(n) = 0;
    for (const Exporter i : one_sector.economy.exporters()) answer.income_musd(n) += economy.flow(i, importer(n));
    answer.real_income_pct(n) = 100 * (solved.welfare_hat[n.value()] - 1);
    answer.output_volume_pct(n) = 100 * (solved.state.quantity_hat[n.value()] - 1);
  }
  answer.terms_of_trade_pct = terms_of_trade(economy.flow, solved.state.price_hat, answer.income_musd);
  answer.flow_musd = economy.flow;
  answer.flow_new = solved.state.flow_new;
  return answer;
}

/// Ossa's model on a base that has neither inputs nor deficits.
ModelAnswer solve_fixed_firms(const ModelAnswer& balanced, const Shock& shock, Observer& observer) {
  const Baseline& base = balanced.economy;
  ModelAnswer answer = blank(TradeModel::fixed_firms, base);
  if (!balanced.report.usable()) {
    refuse(answer, "there is no base without deficits: " + balanced.report.message);
    return answer;
  }
  if (const double trade = model::trade_under_other_instruments(base, shock); trade > 0) {
    refuse(answer, fmt::format("the shock has export taxes or wedges on trade of {:.0f} million, which this model of "
                               "tariffs cannot carry over",
                               trade));
    return answer;
  }
  const model::FixedFirmsEconomy economy = model::as_fixed_firms(base);
  const std::size_t countries = base.economy.country_count();
  const FixedFirmsEquilibrium solved =
      solve(economy, {shock.tariff_new, std::vector<double>(countries, 0.0)}, observer);
  answer.report = solved.report;
  if (!solved.report.usable()) return answer;
  answer.flow_musd = over_sectors(base.flow);
  answer.flow_new = over_sectors(solved.state.trade_new);
  answer.terms_of_trade_pct = terms_of_trade(answer.flow_musd, solved.state.wage_hat, base.income);
  for (const Country n : base.economy.countries()) {
    answer.real_income_pct(n) = 100 * (solved.welfare_hat[n.value()] - 1);
    answer.profit_pct(n) = 100 * (solved.profit_hat[n.value()] - 1);
    answer.wage_pct(n) = 100 * (solved.state.wage_hat[n.value()] - 1);
    answer.revenue_change_pct(n) =
        100 * (solved.state.tariff_revenue[n.value()] - base.tariff_revenue(n)) / base.income(n);
  }
  return answer;
}

double billions(double millions) { return millions / 1000; }

/// What each model has no room for, in money of the baseline.
void add_left_out(const Baseline& full, ModelComparison& comparison) {
  double inputs = 0.0, own_inputs = 0.0, output = 0.0, transfers = 0.0, revenue = 0.0;
  for (const Country n : full.economy.countries()) {
    transfers += std::abs(full.deficit(n)) / 2;
    revenue += full.tariff_revenue(n);
    for (const Sector s : full.economy.sectors()) {
      output += full.gross_output(n, s);
      inputs += (1 - full.value_added_share(n, s)) * full.gross_output(n, s);
      own_inputs += full.input_share(n, input(s), s) * full.gross_output(n, s);
    }
  }
  comparison.implied_supply_elasticity = inputs / (output - inputs);
  const std::string unit = full.info.currency;
  const std::string all_inputs = fmt::format("inputs of {:.0f} billion {} ({:.1f} % of gross output) become final use",
                                             billions(inputs), unit, 100 * inputs / output);
  const std::string no_transfers =
      fmt::format("net transfers of {:.0f} billion {} are taken away", billions(transfers), unit);
  const std::string no_sectors = fmt::format("{} sectors become one", full.economy.sector_count());
  const std::string no_revenue =
      fmt::format("tariff revenue of {:.0f} billion {} goes to nobody", billions(revenue), unit);
  const auto at = [&](TradeModel model) -> std::string& {
    return comparison.answers[static_cast<std::size_t>(model)].left_out;
  };
  at(TradeModel::no_links) = fmt::format(
      "inputs of {:.0f} billion {} from other sectors; a sector's own share in its "
      "materials is all that it uses",
      billions(inputs - own_inputs), unit);
  at(TradeModel::no_intermediates) = all_inputs;
  at(TradeModel::balanced) = all_inputs + "; " + no_transfers;
  at(TradeModel::fixed_firms) = all_inputs + "; " + no_transfers;
  at(TradeModel::one_sector) = no_sectors;
  at(TradeModel::one_sector_no_intermediates) = no_sectors + "; " + all_inputs;
  at(TradeModel::gravity_endowments) = at(TradeModel::gravity_supply) =
      no_sectors + "; " + all_inputs + "; " + no_revenue;
}

}  // namespace

const std::vector<TradeModelEntry>& trade_models() {
  using enum TradeModel;
  static const std::vector<TradeModelEntry> entries = {
      {full, "full", "Caliendo-Parro, as in the data", full, ""},
      {no_links, "no-links", "without links between sectors", full, "links"},
      {no_intermediates, "no-intermediates", "without intermediates", no_links, "materials"},
      {balanced, "balanced", "without intermediates and deficits", no_intermediates, "deficits"},
      {fixed_firms, "fixed-firms", "Krugman-type, fixed firms and profits", balanced, "profits"},
      {one_sector, "one-sector", "one sector with materials", full, "sectors"},
      {one_sector_no_intermediates, "one-sector-no-intermediates", "one sector without intermediates", one_sector,
       "materials"},
      {gravity_endowments, "gravity-endowments", "structural gravity, endowments", one_sector_no_intermediates,
       "tariff revenue"},
      {gravity_supply, "gravity-supply", "structural gravity, sloping supply", gravity_endowments, "supply response"}};
  return entries;
}

const TradeModelEntry& entry_of(TradeModel model) { return trade_models()[static_cast<std::size_t>(model)]; }

std::vector<ModelStep> ModelComparison::steps(TradeModel model) const {
  std::vector<ModelStep> way;
  for (TradeModel at = model; at != TradeModel::full; at = entry_of(at).parent) {
    const ModelAnswer& here = of(at);
    const ModelAnswer& before = of(entry_of(at).parent);
    if (!here.report.usable() || !before.report.usable()) return {};
    ModelStep step{at, here.real_income_pct};
    for (const Country n : all<Country>(step.points.size())) step.points(n) -= before.real_income_pct(n);
    way.push_back(std::move(step));
  }
  std::reverse(way.begin(), way.end());
  return way;
}

ModelComparison compare_models(const Baseline& baseline, const Shock& shock, const ModelComparisonOptions& options,
                               Observer& observer) {
  if (!(options.supply_elasticity >= 0) || !std::isfinite(options.supply_elasticity))
    throw InputError(Place{.key = "supply elasticity"}, "must not be negative");
  require_long_run(baseline, "a comparison of models");
  if (!shock.claims.empty())
    throw InputError(Place{.key = shock.claims.front().id},
                     "moves income across borders (profits, fees, licence rents), which most models have not",
                     "compare models on a case without it");
  ModelComparison comparison;
  comparison.supply_elasticity = options.supply_elasticity;
  std::vector<ModelAnswer>& answers = comparison.answers;
  answers.reserve(trade_model_count);
  const auto linked = [&](TradeModel model, Variant variant, DeficitRule rule) {
    Shock mine = model::with_variant(baseline, shock, variant);
    mine.deficit_rule = rule;
    observer.progress("models", static_cast<double>(answers.size()) / trade_model_count);
    answers.push_back(solve_linked(model, model::with_variant(baseline, variant), mine, options.solve, observer));
  };
  linked(TradeModel::full, Variant::full, shock.deficit_rule);
  linked(TradeModel::no_links, Variant::no_input_output_links, shock.deficit_rule);
  linked(TradeModel::no_intermediates, Variant::no_intermediates, shock.deficit_rule);
  linked(TradeModel::balanced, Variant::no_intermediates, DeficitRule::balanced);
  answers.push_back(solve_fixed_firms(answers.back(), shock, observer));
  linked(TradeModel::one_sector, Variant::one_sector, shock.deficit_rule);
  linked(TradeModel::one_sector_no_intermediates, Variant::one_sector_no_intermediates, shock.deficit_rule);
  const Baseline one_sector = model::with_variant(baseline, Variant::one_sector_no_intermediates);
  const Shock mean = model::with_variant(baseline, shock, Variant::one_sector_no_intermediates);
  answers.push_back(solve_gravity(TradeModel::gravity_endowments, one_sector, mean, 0, observer));
  answers.push_back(solve_gravity(TradeModel::gravity_supply, one_sector, mean, options.supply_elasticity, observer));
  add_left_out(baseline, comparison);
  return comparison;
}

}  // namespace parley
