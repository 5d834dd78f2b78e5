// Measures by their names, and the order of slopes at a solved case.
#include "parley/study/cases/ranked_slopes.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "parley/base/error.hpp"
#include "parley/study/cases/compute.hpp"
#include "support/files.hpp"

namespace parley::test {
namespace {

const study::RunResult& starter() {
  static const study::RunResult result = [] {
    Observer silent;
    return study::compute(
        {.scenario = project() / "scenarios" / "starter.toml", .stop_after = study::Step::equilibrium}, silent);
  }();
  return result;
}

TEST(NamedMeasure, IsWhatItsNamesSay) {
  const Economy& labels = starter().baseline.economy;
  const Measure exports =
      study::measure_of({.measure = "exports", .country = "CHN", .sector = "MCH", .partner = "USA"}, labels);
  EXPECT_EQ(exports.kind, Measure::Kind::exports);
  EXPECT_EQ(labels.code(exports.country), "CHN");
  EXPECT_EQ(labels.code(exports.sector.value()), "MCH");
  EXPECT_EQ(labels.code(exports.partner.value()), "USA");
  EXPECT_FALSE(study::measure_of({.country = "USA"}, labels).sector.has_value());
}

TEST(NamedMeasure, WhatItDoesNotHaveIsRefused) {
  const Economy& labels = starter().baseline.economy;
  EXPECT_THROW((void)study::measure_of({.measure = "real_incom", .country = "USA"}, labels), InputError);
  EXPECT_THROW((void)study::measure_of({.country = "USA", .sector = "STL"}, labels), InputError);
  EXPECT_THROW(
      (void)study::measure_of({.measure = "output", .country = "USA", .sector = "STL", .partner = "CHN"}, labels),
      InputError);
  EXPECT_THROW((void)study::measure_of({.country = "USB"}, labels), InputError);
}

/// Money is weighted per million, everything else per cent: log points times 100.
TEST(NamedTerm, KeepsItsWeight) {
  const Objective objective = study::objective_of(
      {{0.7, {.country = "USA"}}, {2, {.measure = "tariff_revenue", .country = "USA"}}}, starter().baseline.economy);
  EXPECT_DOUBLE_EQ(objective.terms[0].weight, 70);
  EXPECT_DOUBLE_EQ(study::named_weight(objective.terms[0]), 0.7);
  EXPECT_EQ(objective.terms[1].weight, 2);
  EXPECT_EQ(study::named_weight(objective.terms[1]), 2);
}

TEST(RankedSlopes, FallAndLeaveOutServicesForBorderTaxes) {
  Observer silent;
  const Baseline& baseline = starter().baseline;
  const Objective income = study::objective_of({{1, {.country = "USA"}}}, baseline.economy);
  const auto at = [&](PolicyInstrument instrument) {
    return study::rank_slopes(baseline, starter().cases.back(), income, instrument, silent);
  };
  const study::RankedSlopes duties = at(PolicyInstrument::tariff);
  ASSERT_GT(duties.slopes.size(), 1000U);
  for (std::size_t k = 1; k < duties.slopes.size(); ++k)
    ASSERT_GE(std::abs(duties.slopes[k - 1].per_point), std::abs(duties.slopes[k].per_point));
  for (const study::InstrumentSlope& each : duties.slopes) {
    ASSERT_TRUE(baseline.economy.sector(each.sector).is_goods);
    ASSERT_NE(country(each.importer), country(each.exporter));
  }
  EXPECT_GT(at(PolicyInstrument::wedge).slopes.size(), duties.slopes.size());
}

}  // namespace
}  // namespace parley::test
