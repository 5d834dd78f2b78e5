#include "parley/tariff/law/cuts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "parley/tariff/law/cut_lines.hpp"

namespace parley::tariff {
namespace {

using testing::HasSubstr;

constexpr double identity = 1e-12;

TEST(LinearCut, TakesTheProportionOff) {
  EXPECT_NEAR(linear_cut(0.25, 0.36), 0.16, identity);
  EXPECT_EQ(linear_cut(0.25, 0), 0.25);
  EXPECT_EQ(linear_cut(0.25, 1), 0);
}

TEST(SwissCut, FollowsItsClosedForm) {
  EXPECT_NEAR(swiss_cut(0.08, 0.08), 0.04, identity);         // a rate at the coefficient is halved
  EXPECT_NEAR(swiss_cut(0.25, 0.08), 0.02 / 0.33, identity);  // 6.06 %
  EXPECT_NEAR(swiss_cut(1e6, 0.08), 0.08, 1e-7);              // none stays above the coefficient
  EXPECT_EQ(swiss_cut(0, 0.08), 0);
}

TEST(SwissCut, AddsOneOverTheCoefficientToTheReciprocal) {
  // 1/t1 = 1/t0 + 1/a, which is why two rounds with a and b equal one with ab/(a+b).
  for (const double rate : {0.01, 0.1, 0.5, 3.0}) {
    EXPECT_NEAR(1 / swiss_cut(rate, 0.16), 1 / rate + 1 / 0.16, 1e-9);
    EXPECT_NEAR(swiss_cut(swiss_cut(rate, 0.16), 0.16), swiss_cut(rate, 0.08), identity);
  }
}

TEST(GirardCut, HalvesTheAverageWhereBIsOne) {
  EXPECT_NEAR(girard_cut(0.098, 1, 0.098), 0.049, identity);
  EXPECT_NEAR(girard_cut(0.25, 0.5, 0.16), swiss_cut(0.25, 0.08), identity);
  EXPECT_EQ(girard_cut(0, 1, 0), 0);
}

TEST(TieredCut, TakesTheBandThatTheRateLiesIn) {
  const std::vector<CutTier> tiers = doha_developed_tiers();
  EXPECT_NEAR(tiered_cut(0.20, tiers), 0.10, identity);    // the upper edge belongs to the band below
  EXPECT_NEAR(tiered_cut(0.21, tiers), 0.0903, identity);  // 57 % off
  EXPECT_NEAR(tiered_cut(0.50, tiers), 0.215, identity);
  EXPECT_NEAR(tiered_cut(0.60, tiers), 0.216, identity);  // 64 % off
  EXPECT_NEAR(tiered_cut(1.00, tiers), 0.30, identity);   // 70 % off
  EXPECT_EQ(tiered_cut(0, tiers), 0);
  EXPECT_LT(tiered_cut(0.2001, tiers), tiered_cut(0.20, tiers)) << "the formula jumps down at an edge";
}

TEST(TieredCut, DevelopingMembersCutTwoThirds) {
  const std::vector<CutTier> tiers = doha_developing_tiers();
  EXPECT_NEAR(tiered_cut(0.30, tiers), 0.30 * (1 - 0.50 * 2 / 3), identity);
  EXPECT_NEAR(tiered_cut(0.80, tiers), 0.80 * (1 - 0.57 * 2 / 3), identity);
  EXPECT_NEAR(tiered_cut(1.30, tiers), 1.30 * (1 - 0.64 * 2 / 3), identity);
  EXPECT_NEAR(tiered_cut(1.50, tiers), 1.50 * (1 - 0.70 * 2 / 3), identity);
}

TEST(CutFormula, ReadsWhatNegotiatorsWrite) {
  EXPECT_NEAR(cut_rate(parse_cut_formula("linear 36%", {}), 0.25), 0.16, identity);
  EXPECT_NEAR(cut_rate(parse_cut_formula(" swiss  8% ", {}), 0.08), 0.04, identity);
  EXPECT_NEAR(cut_rate(parse_cut_formula("girard 1 10%", {}), 0.10), 0.05, identity);
  EXPECT_NEAR(cut_rate(parse_cut_formula("tiered 0%:50% 20%:57%", {}), 0.30), 0.129, identity);
  EXPECT_NEAR(cut_rate(parse_cut_formula("tiered doha-developed", {}), 1.0), 0.30, identity);
  EXPECT_NEAR(cut_rate(parse_cut_formula("cap 15%", {}), 0.25), 0.15, identity);
  EXPECT_EQ(in_words(parse_cut_formula("swiss 8%", {})), "Swiss formula, coefficient 8 %");
}

TEST(CutFormula, RefusesWhatIsNone) {
  for (const char* text : {"", "swiss", "swiss 8", "swiss 0%", "swiss -8%", "linear 120%", "girard 0", "girard x",
                           "tiered", "tiered 20%:57% 0%:50%", "tiered 0%", "cap nan%", "uruguay 36%"}) {
    EXPECT_THROW(static_cast<void>(parse_cut_formula(text, {"f", 3, 0, ""})), InputError) << text;
  }
}

RC_GTEST_PROP(CutFormula, NeverRaisesARateAndLeavesZeroAlone, ()) {
  const double rate = *rc::gen::inRange(0, 30000) / 10000.0;
  const double size = *rc::gen::inRange(1, 10000) / 10000.0;
  const std::vector<CutFormula> formulas{LinearCut{size}, SwissCut{size}, GirardCut{size, 0.1},
                                         TieredCut{doha_developing_tiers()}, RateCap{size}};
  for (const CutFormula& formula : formulas) {
    RC_ASSERT(cut_rate(formula, rate) <= rate);
    RC_ASSERT(cut_rate(formula, rate) >= 0);
    RC_ASSERT(cut_rate(formula, 0) == 0);
  }
}

const std::vector<LineRates> water{{"010121", 0.05, 0.20, 100}, {"010129", 0.10, 0.10, 300}, {"020110", 0.30, {}, 0}};

TEST(CutLines, CutsTheBindingAndLeavesTheWater) {
  const CutResult result = cut_lines(water, {.formulas = {LinearCut{0.5}}});
  EXPECT_DOUBLE_EQ(*result.lines[0].bound_after, 0.10);
  EXPECT_DOUBLE_EQ(result.lines[0].applied_after, 0.05) << "the applied rate is below the new binding already";
  EXPECT_DOUBLE_EQ(result.lines[1].applied_after, 0.05);
  EXPECT_DOUBLE_EQ(result.lines[2].applied_after, 0.30) << "an unbound line is out of reach";
  EXPECT_EQ(result.applied_reduced, 1u);
  EXPECT_EQ(result.only_bound_falls, 1u);
  EXPECT_EQ(result.unbound_kept, 1u);
}

TEST(CutLines, WeighsMeansByImports) {
  const CutResult result = cut_lines(water, {.formulas = {LinearCut{0.5}}});
  EXPECT_NEAR(result.applied.simple_before, 0.15, identity);
  EXPECT_NEAR(*result.applied.weighted_before, (0.05 * 100 + 0.10 * 300) / 400, identity);
  EXPECT_NEAR(*result.applied.weighted_after, 0.05, identity);
  ASSERT_TRUE(result.bound);
  EXPECT_NEAR(result.bound->simple_before, 0.15, identity) << "over the two bound lines";
  EXPECT_NEAR(result.bound->simple_after, 0.075, identity);
}

TEST(CutLines, BindsUnboundLinesAtAMarkUp) {
  const CutResult result = cut_lines(water, {.formulas = {LinearCut{0.5}}, .unbound_mark_up = 0.25});
  EXPECT_NEAR(*result.lines[2].bound_after, 0.275, identity);  // (30 + 25) / 2
  EXPECT_NEAR(result.lines[2].applied_after, 0.275, identity);
  EXPECT_EQ(result.unbound_kept, 0u);
}

TEST(CutLines, GirardTakesTheMeanOfTheRatesItCuts) {
  const CutResult result = cut_lines(water, {.formulas = {GirardCut{1}}});
  EXPECT_NEAR(std::get<GirardCut>(result.formulas[0]).average_rate, 0.15, identity);
  EXPECT_NEAR(*result.lines[0].bound_after, swiss_cut(0.20, 0.15), identity);
}

TEST(CutLines, AppliesFormulasInTheirOrder) {
  const CutResult result =
      cut_lines({{"870323", 0.25, 0.25, 1}}, {.formulas = {LinearCut{0.2}, RateCap{0.15}}, .base = CutBase::applied});
  EXPECT_NEAR(result.lines[0].applied_after, 0.15, identity);
  EXPECT_EQ(*result.lines[0].bound_after, 0.25) << "a cut of applied rates leaves the binding";
}

TEST(CutLines, SaysWhatKeepsItFromCutting) {
  EXPECT_THROW(static_cast<void>(cut_lines(water, {})), InputError);
  try {
    static_cast<void>(cut_lines({{"020110", 0.3, {}, 0}}, {.formulas = {LinearCut{0.5}}}));
    FAIL() << "nothing is bound";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("no line has one"));
  }
}

RC_GTEST_PROP(CutLines, AppliedNeverEndsAboveBound, ()) {
  std::vector<LineRates> lines;
  const int count = *rc::gen::inRange(1, 20);
  for (int at = 0; at < count; ++at) {
    LineRates line{.code = "010121", .applied = *rc::gen::inRange(0, 2000) / 1000.0};
    if (*rc::gen::arbitrary<bool>()) line.bound = *rc::gen::inRange(0, 2000) / 1000.0;
    lines.push_back(line);
  }
  CutOptions options{.formulas = {SwissCut{*rc::gen::inRange(1, 500) / 1000.0}, RateCap{0.4}},
                     .base = *rc::gen::element(CutBase::applied, CutBase::bound),
                     .unbound_mark_up = 0.25};
  for (const CutLine& line : cut_lines(lines, options).lines) {
    RC_ASSERT(line.applied_after <= line.before.applied);
    if (line.bound_after) RC_ASSERT(line.applied_after <= *line.bound_after);
  }
}

TEST(LineRates, AreReadInPercentAndWrittenSo) {
  const std::vector<LineRates> lines = line_rates(
      text::parse_csv("code,applied_pct,bound_pct,value_usd\n0203.12,20,,1000\n8703.23,25,25,5e6\n", "l.csv"), {});
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].code, "020312");
  EXPECT_FALSE(lines[0].bound);
  EXPECT_DOUBLE_EQ(lines[1].applied, 0.25);
  const std::string csv = cut_csv(cut_lines(lines, {.formulas = {SwissCut{0.25}}}), "l.csv");
  EXPECT_THAT(csv, HasSubstr("# Swiss formula, coefficient 25 %\n"));
  EXPECT_THAT(csv, HasSubstr("870323,25,12.5,25,12.5,5000000\n"));
  EXPECT_THAT(csv, HasSubstr("020312,20,20,,,1000\n"));
}

TEST(LineRates, NameTheCellThatIsWrong) {
  try {
    static_cast<void>(line_rates(text::parse_csv("code,applied_pct\nx12345,5\n020312,-1\n020312,4000\n", "l.csv"), {}));
    FAIL() << "three cells are wrong";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("l.csv:2: column code: 'x12345' is not a tariff code"));
    EXPECT_THAT(error.what(), HasSubstr("l.csv:3: column applied_pct: -1 % is not a duty"));
    EXPECT_THAT(error.what(), HasSubstr("l.csv:4: column code: 020312 appears twice"));
  }
}

}  // namespace
}  // namespace parley::tariff
