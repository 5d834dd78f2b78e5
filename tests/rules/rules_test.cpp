#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "parley/partial/smart.hpp"
#include "parley/rules/equivalence.hpp"
#include "parley/rules/free_trade.hpp"
#include "parley/rules/tariff_rules.hpp"

namespace parley::rules {
namespace {

using testing::HasSubstr;

constexpr double identity = 1e-12;

std::vector<RuleLine> one_line(double added, std::optional<double> applied, std::optional<double> bound) {
  return {{"list", "72061000", added, applied, bound, std::nullopt}};
}

TEST(BoundCeiling, FailsAboveAndHoldsAtTheBoundRate) {
  EXPECT_EQ(check_bound_ceiling(one_line(0.25, 0.0, 0.0)).verdict, Verdict::fails);
  EXPECT_EQ(check_bound_ceiling(one_line(0.10, 0.10, 0.20)).verdict, Verdict::holds);
  EXPECT_EQ(check_bound_ceiling(one_line(0.1001, 0.10, 0.20)).verdict, Verdict::fails);
}

TEST(BoundCeiling, IsOpenWhereTheRateIsUnknown) {
  EXPECT_EQ(check_bound_ceiling(one_line(0.25, 0.0, std::nullopt)).verdict, Verdict::open);
  EXPECT_EQ(check_bound_ceiling(one_line(0.25, std::nullopt, 0.1)).verdict, Verdict::open);
}

TEST(BoundCeiling, OneBreachOutweighsUnknownLines) {
  std::vector<RuleLine> lines = one_line(0.25, 0.0, 0.0);
  lines.push_back({"list", "72069000", 0.25, std::nullopt, std::nullopt, 7.0});
  const CheckResult result = check_bound_ceiling(lines);
  EXPECT_EQ(result.verdict, Verdict::fails);
  ASSERT_EQ(result.failing.size(), 1u);
  EXPECT_NEAR(result.failing[0].excess, 0.25, identity);
  EXPECT_THAT(result.failing[0].what, HasSubstr("25 % charged, 0 % bound"));
}

/// A duty of 25 % on steel from everybody but Canada, and until 1 May but the European Union.
tariff::MeasureBook steel_book() {
  tariff::Measure measure{.id = "steel", .imposer = "USA", .authority = "s232", .origin = {"*"}};
  measure.lines.insert("7206", {tariff::ListedLine{}});
  tariff::RatePeriod period;
  period.rate = tariff::parse_line_rate("+25%", {});
  period.validity.from = Date{2018, 3, 23};
  measure.rates = {period};
  tariff::LineExemption canada;
  canada.origin = {"CAN"};
  tariff::LineExemption europe;
  europe.origin = {"EUN"};
  europe.validity.until = Date{2018, 5, 1};
  measure.except = {canada, europe};
  tariff::MeasureBook book;
  book.stack.order = {"s232"};
  book.measures = {measure};
  book.countries = {"USA", "CHN", "CAN", "EUN", "KOR"};
  return book;
}

OriginQuestion steel_question(const Date& day) {
  return {"USA", {"CHN", "CAN", "EUN", "KOR"}, one_line(0.25, 0.0, 0.0), day};
}

const std::vector<Agreement> nafta{{"NAFTA", "USA", {"CAN"}, 0, ""}};

TEST(MostFavouredNation, FailsWhereAMemberIsSpared) {
  const CheckResult result = check_most_favoured_nation(steel_book(), steel_question({2018, 4, 4}), nafta);
  EXPECT_EQ(result.verdict, Verdict::fails);
  EXPECT_THAT(result.claims[0].text, HasSubstr("CHN KOR pay more than EUN"));
  EXPECT_NEAR(result.failing[0].excess, 0.25, identity);
}

TEST(MostFavouredNation, HoldsOnceOnlyAFreeTradePartnerIsSpared) {
  EXPECT_EQ(check_most_favoured_nation(steel_book(), steel_question({2018, 5, 1}), nafta).verdict, Verdict::holds);
  EXPECT_EQ(check_most_favoured_nation(steel_book(), steel_question({2018, 5, 1}), {}).verdict, Verdict::fails);
}

TEST(MostFavouredNation, HoldsBeforeTheDutyBegins) {
  EXPECT_EQ(check_most_favoured_nation(steel_book(), steel_question({2018, 3, 22}), {}).verdict, Verdict::holds);
}

TEST(Preferences, FailWhereAPartnerPaysOnTopOfItsTreatyRate) {
  const std::vector<Agreement> korus{{"KORUS", "USA", {"KOR"}, 0.02, ""}};
  const CheckResult result = check_preferences(steel_book(), steel_question({2018, 4, 4}), korus);
  EXPECT_EQ(result.verdict, Verdict::fails);
  EXPECT_THAT(result.failing.at(0).what, HasSubstr("KOR pays 27 %, KORUS allows 2 %"));
  EXPECT_EQ(check_preferences(steel_book(), steel_question({2018, 4, 4}), nafta).verdict, Verdict::holds);
  EXPECT_EQ(check_preferences(steel_book(), steel_question({2018, 4, 4}), {}).verdict, Verdict::open);
}

TEST(Weighed, AddsUpTradeAndDuty) {
  const Weighed china{"m", "made up", {{976.945, 0, 0.15}, {1993.018, 0, 0.25}}};
  EXPECT_NEAR(china.trade_musd(), 2969.963, 1e-9);
  EXPECT_NEAR(china.duty_musd(), 146.54175 + 498.2545, 1e-9);
}

TEST(LostTrade, FollowsItsClosedForms) {
  const Weighed hundred{"m", "made up", {{100, 0, 0.25}}};
  EXPECT_NEAR(lost_trade(hundred, {1}).linear_musd, 25, identity);
  EXPECT_NEAR(lost_trade(hundred, {1}).exact_musd, 20, 1e-9);  // 100 (1 - 1/1.25)
  EXPECT_NEAR(lost_trade(hundred, {2}).exact_musd, 36, 1e-9);  // 100 (1 - 1/1.5625)
  EXPECT_NEAR(lost_trade(hundred, {1, 1}).linear_musd, 12.5, identity);
  EXPECT_NEAR(lost_trade(hundred, {1, 1}).exact_musd, 20, 1e-9)
      << "unit demand: outlay stays, the exporter's part is 1/T";
  const Weighed taxed{"m", "made up", {{100, 0.25, 0.25}}};
  EXPECT_NEAR(lost_trade(taxed, {1}).linear_musd, 20, identity);
  EXPECT_EQ(lost_trade(hundred, {0}).exact_musd, 0);
}

TEST(LostTrade, LinearFormIsSmartsTradeCreation) {
  std::vector<partial::SmartEffect> effects;
  for (const double mu : {1.5, std::numeric_limits<double>::infinity()}) {
    const partial::SmartProduct product{.code = "720610",
                                        .import_demand_elasticity = -0.8,
                                        .suppliers = {{.partner = "CHN",
                                                       .imports = 100,
                                                       .tariff_before = 0.05,
                                                       .tariff_after = 0.30,
                                                       .export_supply_elasticity = mu}}};
    partial::smart_effects(product, partial::SmartDiversion::exact, effects);
    EXPECT_NEAR(lost_trade({"m", "made up", {{100, 0.05, 0.25}}}, {0.8, mu}).linear_musd, -effects.at(0).trade_creation,
                1e-9);
  }
}

TEST(LostTrade, TheLinearFormIsCutAtAllTradeAndSaysSo) {
  const LostTrade lost = lost_trade({"m", "made up", {{100, 0, 0.5}}}, {3});
  EXPECT_EQ(lost.linear_musd, 100);
  EXPECT_NEAR(lost.clipped_musd, 50, identity);
}

RC_GTEST_PROP(LostTrade, ExactAndLinearMeetForSmallDutiesAndExactStaysBelowAllTrade, ()) {
  const double eps = *rc::gen::inRange(1, 500) / 100.0;
  const Weighed small{"m", "made up", {{100, 0.1, 1e-6}}};
  const LostTrade lost = lost_trade(small, {eps});
  RC_ASSERT(std::abs(lost.exact_musd / lost.linear_musd - 1) < 1e-4);
  const Weighed large{"m", "made up", {{100, 0.1, *rc::gen::inRange(1, 1000) / 100.0}}};
  RC_ASSERT(lost_trade(large, {eps}).exact_musd < 100);
}

RebalancingQuestion within() {
  return {.measure = {{"a", "made up", {{1000, 0, 0.25}}}},
          .suspension = {{"b", "made up", {{1000, 0, 0.25}}}},
          .applied = Date{2018, 3, 23},
          .notice = Date{2018, 3, 29},
          .suspended = Date{2018, 4, 28}};
}

TEST(Rebalancing, HoldsAtEquivalenceThirtyDaysAfterNotice) {
  EXPECT_EQ(check_rebalancing(within()).verdict, Verdict::holds);
}

TEST(Rebalancing, FailsOnValueDutyOrTime) {
  RebalancingQuestion question = within();
  question.suspension[0].slices[0] = {900, 0, 0.30};  // less trade, more duty
  EXPECT_EQ(check_rebalancing(question).claims[0].verdict, Verdict::holds);
  EXPECT_EQ(check_rebalancing(question).claims[1].verdict, Verdict::fails);
  question = within();
  question.suspended = Date{2018, 4, 27};
  EXPECT_EQ(check_rebalancing(question).verdict, Verdict::fails) << "29 days after the notice";
  question.suspended = Date{2018, 6, 22};
  EXPECT_EQ(check_rebalancing(question).verdict, Verdict::fails) << "91 days after the measure";
  question.suspended = Date{2018, 6, 21};
  EXPECT_EQ(check_rebalancing(question).verdict, Verdict::holds);
  question.absolute_increase = true;
  EXPECT_EQ(check_rebalancing(question).verdict, Verdict::fails) << "three years under Article 8.3";
}

TEST(Rebalancing, IsOpenWhereItDependsOnTheStatistics) {
  RebalancingQuestion question = within();
  question.suspension.push_back({"c", "made up", {{1500, 0, 0.25}}});
  EXPECT_EQ(check_rebalancing(question).verdict, Verdict::open);
  question.tolerance = 0.5;
  EXPECT_EQ(check_rebalancing(question).verdict, Verdict::holds);
}

TEST(Nullification, MeasuresBothSidesByOneYardstick) {
  NullificationQuestion question{.measure = {{"a", "made up", {{1000, 0, 0.10}}}},
                                 .suspension = {{"b", "made up", {{350, 0, 0.25}}}}};
  EXPECT_EQ(check_nullification(question).verdict, Verdict::holds) << "87.5 against 100 of duty";
  question.response = Response{2.0};
  // lost: 1000 (1 - 1.1^-2) = 173.6 against 350 (1 - 1.25^-2) = 126
  EXPECT_EQ(check_nullification(question).verdict, Verdict::holds);
  question.suspension[0].slices[0].trade_musd = 600;
  EXPECT_EQ(check_nullification(question).verdict, Verdict::fails);
}

TEST(DealCoverage, WantsSubstantiallyAllTradeAndNoLargeChapterLeftOut) {
  CoverageQuestion question{.source = "made up"};
  question.add({"870323", 940, true});
  question.add({"020312", 60, false});
  const CheckResult result = check_free_trade_coverage(question);
  EXPECT_EQ(result.claims[0].verdict, Verdict::holds) << "94 % of trade";
  EXPECT_EQ(result.claims[1].verdict, Verdict::fails) << "chapter 02 is 6 % of trade";
  EXPECT_EQ(result.failing.at(0).code, "02");
  question.threshold = 0.95;
  EXPECT_EQ(check_free_trade_coverage(question).claims[0].verdict, Verdict::fails);
  EXPECT_EQ(check_free_trade_coverage({.source = "none"}).verdict, Verdict::open);
}

TEST(DealCoverage, ChaptersAreOpenWithoutLines) {
  CoverageQuestion question{.source = "totals"};
  question.totals = {1000, 950, 10, 9};
  const CheckResult result = check_free_trade_coverage(question);
  EXPECT_EQ(result.claims[0].verdict, Verdict::holds);
  EXPECT_EQ(result.verdict, Verdict::open);
}

}  // namespace
}  // namespace parley::rules
