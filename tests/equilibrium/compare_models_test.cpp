#include "parley/equilibrium/compare_models.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "parley/base/error.hpp"
#include "parley/equilibrium/fixed_firms.hpp"
#include "parley/equilibrium/gravity.hpp"
#include "parley/equilibrium/outcome.hpp"
#include "parley/model/restate.hpp"
#include "parley/model/variants.hpp"
#include "support/random_economy.hpp"

namespace parley {
namespace {

Baseline drawn(unsigned seed) { return calibrate(test::random_economy(seed)); }

/// The first country taxes the second's goods by half as much again, and is answered.
Shock duties(const Baseline& baseline) {
  Shock shock = no_shock(baseline);
  for (const Sector s : baseline.economy.sectors()) {
    shock.tariff_new(s, Importer(0), Exporter(1)) += 0.25;
    shock.tariff_new(s, Importer(1), Exporter(0)) += 0.15;
  }
  return shock;
}

/// One sector whose trade is balanced pair by pair, with materials of `materials` of output and no tariffs.
Baseline one_good(unsigned seed, double materials) {
  BaselineData data = test::random_economy(seed, {.sectors = 1, .has_inputs = false, .has_tariffs = false});
  for (const Importer n : data.economy.importers()) {
    for (const Exporter i : data.economy.exporters()) {
      if (n.value() < i.value())
        data.flow(Sector(0), n, i) = data.flow(Sector(0), Importer(i.value()), Exporter(n.value()));
    }
  }
  if (materials > 0) {
    data.use = Array<Country, InputSector, Sector>(data.economy.country_count(), 1, 1);
    for (const Country n : data.economy.countries()) {
      for (const Importer m : data.economy.importers())
        data.use(n, InputSector(0), Sector(0)) += materials * data.flow(Sector(0), m, exporter(n));
    }
  }
  return calibrate(std::move(data));
}

Shock wedges(const Baseline& baseline) {
  Shock shock = no_shock(baseline);
  shock.iceberg_hat(Sector(0), Importer(0), Exporter(1)) = 1.3;
  shock.iceberg_hat(Sector(0), Importer(2), Exporter(0)) = 0.9;
  return shock;
}

TEST(CompareModels, NoShockChangesNothingInAnyModel) {
  const Baseline baseline = drawn(1);
  Observer silent;
  const ModelComparison same = compare_models(baseline, no_shock(baseline), {}, silent);
  ASSERT_EQ(same.answers.size(), trade_model_count);
  for (const ModelAnswer& answer : same.answers) {
    ASSERT_TRUE(answer.report.usable()) << entry_of(answer.model).id << ": " << answer.report.message;
    for (const double change : answer.real_income_pct.values()) EXPECT_NEAR(change, 0, 1e-8);
  }
}

TEST(CompareModels, StepsAddUpToTheDifference) {
  const Baseline baseline = drawn(2);
  Observer silent;
  const ModelComparison models = compare_models(baseline, duties(baseline), {}, silent);
  for (const TradeModelEntry& entry : trade_models()) {
    ASSERT_TRUE(models.of(entry.model).report.usable()) << entry.id;
    EXPECT_EQ(models.of(entry.model).model, entry.model);
    for (const Country n : baseline.economy.countries()) {
      double sum = models.of(TradeModel::full).real_income_pct(n);
      for (const ModelStep& step : models.steps(entry.model)) sum += step.points(n);
      EXPECT_NEAR(sum, models.of(entry.model).real_income_pct(n), 1e-12) << entry.id;
    }
  }
}

/// Base trade is the same in every model: only how it answers differs.
TEST(CompareModels, OneBaselineForAll) {
  BaselineData data = test::random_economy(3);
  data.info.deficit_rule = DeficitRule::fixed;
  const Baseline baseline = calibrate(std::move(data));
  Observer silent;
  const ModelComparison models = compare_models(baseline, duties(baseline), {}, silent);
  const auto& flow = models.of(TradeModel::full).flow_musd;
  for (const TradeModel model : {TradeModel::no_intermediates, TradeModel::one_sector, TradeModel::gravity_supply}) {
    for (std::size_t at = 0; at < flow.size(); ++at)
      EXPECT_NEAR(models.of(model).flow_musd.values()[at], flow.values()[at], 1e-9 * flow.values()[at]);
  }
}

/// Means over sectors leave the duties paid at base trade as they are.
TEST(CompareModels, OneSectorPaysTheSameDutiesOnBaseTrade) {
  const Baseline baseline = drawn(4);
  const Shock shock = duties(baseline);
  const Shock mean = model::with_variant(baseline, shock, model::Variant::one_sector);
  for (const Importer n : baseline.economy.importers()) {
    for (const Exporter i : baseline.economy.exporters()) {
      double duty = 0, flow = 0;
      for (const Sector s : baseline.economy.sectors()) {
        duty += baseline.flow(s, n, i) * shock.tariff_new(s, n, i);
        flow += baseline.flow(s, n, i);
      }
      EXPECT_NEAR(mean.tariff_new(Sector(0), n, i) * flow, duty, 1e-9);
    }
  }
}

/// Allen, Arkolakis and Takahashi (2020): roundabout production with value-added share b is gravity with psi = (1-b)/b.
TEST(CompareModels, MaterialsAreASupplyElasticity) {
  for (const double materials : {0.0, 0.3, 0.55}) {
    const Baseline baseline = one_good(5, materials);
    const Shock shock = wedges(baseline);
    Observer silent;
    const Equilibrium round = solve(baseline, shock, {.tolerance = 1e-13});
    ASSERT_TRUE(round.report.usable());
    const Outcome result = outcome(baseline, shock, round);
    const GravityEquilibrium gravity =
        solve(model::as_gravity(baseline, materials / (1 - materials)), model::as_gravity(baseline, shock), silent);
    ASSERT_TRUE(gravity.report.usable());
    for (const Country n : baseline.economy.countries()) {
      EXPECT_NEAR(100 * (gravity.welfare_hat[n.value()] - 1), result.real_income_pct(n), 1e-9);
      for (const Importer m : baseline.economy.importers()) {
        // Units of account differ: world value added there, world output here. Shares in a buyer's spending do not.
        const double here = gravity.state.flow_new(exporter(n), m) / gravity.state.flow_new(Exporter(0), m);
        const double there = round.flow_new(Sector(0), m, exporter(n)) / round.flow_new(Sector(0), m, Exporter(0));
        EXPECT_NEAR(here / there, 1, 1e-9);
      }
    }
  }
}

/// Where all sectors have one markup, fixed firms move no profit between sectors: the model is the competitive one.
TEST(CompareModels, ProfitsMatterOnlyWhereMarkupsDiffer) {
  BaselineData data = test::random_economy(6);
  data.trade_elasticity.fill(4.0);
  const Baseline baseline = calibrate(std::move(data));
  Observer silent;
  const ModelComparison models = compare_models(baseline, duties(baseline), {.solve = {.tolerance = 1e-13}}, silent);
  const ModelStep profits = models.steps(TradeModel::fixed_firms).back();
  for (const double points : profits.points.values()) EXPECT_NEAR(points, 0, 1e-8);
  const Baseline varied = drawn(6);
  const ModelComparison other = compare_models(varied, duties(varied), {}, silent);
  double most = 0;
  const ModelStep shifted = other.steps(TradeModel::fixed_firms).back();
  for (const double points : shifted.points.values()) most = std::max(most, std::abs(points));
  EXPECT_GT(most, 1e-3);
}

TEST(CompareModels, WhatAModelCannotCarryHasAStatusAndNoNumbers) {
  const Baseline baseline = drawn(7);
  Shock shock = duties(baseline);
  shock.export_tax_new(Sector(0), Importer(1), Exporter(2)) = 0.1;
  Observer silent;
  const ModelComparison models = compare_models(baseline, shock, {}, silent);
  const ModelAnswer& firms = models.of(TradeModel::fixed_firms);
  EXPECT_FALSE(firms.report.usable());
  EXPECT_NE(firms.report.message.find("export taxes"), std::string::npos);
  EXPECT_TRUE(models.steps(TradeModel::fixed_firms).empty());
  EXPECT_TRUE(models.of(TradeModel::gravity_supply).report.usable());
}

TEST(CompareModels, AModelThatDoesNotConvergeSaysSo) {
  const Baseline baseline = drawn(8);
  Observer silent;
  const ModelComparison models = compare_models(baseline, duties(baseline), {.solve = {.iteration_limit = 1}}, silent);
  EXPECT_FALSE(models.of(TradeModel::full).report.usable());
  EXPECT_TRUE(models.steps(TradeModel::no_links).empty());
  EXPECT_FALSE(models.of(TradeModel::fixed_firms).report.usable());
}

TEST(CompareModels, WrongInputIsRefused) {
  const Baseline baseline = drawn(9);
  Observer silent;
  EXPECT_THROW((void)compare_models(baseline, duties(baseline), {.supply_elasticity = -1}, silent), InputError);
  EXPECT_THROW((void)model::as_gravity(baseline, 0), InputError);
}

}  // namespace
}  // namespace parley
