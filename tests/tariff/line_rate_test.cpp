#include "parley/tariff/law/line_rate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parley/text/commodity_code.hpp"

namespace parley::tariff {
namespace {

using Kind = RateKind;

LineRate rate(const std::string& text) { return parse_line_rate(text, {"list.csv", 3, 0, "rate"}); }

TEST(LineRate, KindsAreReadFromTheirMarks) {
  const std::vector<std::tuple<const char*, Kind, double>> cases{
      {"free", Kind::replace, 0},    {"Free", Kind::replace, 0},    {"6.8%", Kind::replace, 0.068},
      {"=15%", Kind::replace, .15},  {"+25%", Kind::add, 0.25},     {"-10 %", Kind::add, -0.10},
      {"<=15%", Kind::ceiling, .15}, {">= 15%", Kind::floor, 0.15}, {">=15% all-in", Kind::all_in_floor, 0.15}};
  for (const auto& [text, kind, fraction] : cases) {
    SCOPED_TRACE(text);
    EXPECT_EQ(rate(text).kind, kind);
    ASSERT_TRUE(ad_valorem_equivalent(rate(text), {}).has_value());
    EXPECT_DOUBLE_EQ(*ad_valorem_equivalent(rate(text), {}), fraction);
  }
}

// A duty of $1.104/kg + 14.9 % (HTS 0402.29.50) on goods worth $4 a kilogram is 27.6 % + 14.9 %.
TEST(LineRate, SpecificAndCompoundDutiesHaveEquivalentsFromUnitValues) {
  const LineRate milk = rate("1.104/kg + 14.9%");
  EXPECT_FALSE(milk.is_ad_valorem());
  EXPECT_THAT(units_of(milk), testing::ElementsAre("kg"));
  EXPECT_FALSE(ad_valorem_equivalent(milk, {}).has_value());
  EXPECT_FALSE(ad_valorem_equivalent(milk, {{"head", 4.0}}).has_value());
  EXPECT_NEAR(*ad_valorem_equivalent(milk, {{"kg", 4.0}}), 0.425, 1e-15);
  const LineRate caps = rate("0.135/kg + 6.3% + 0.019/article");
  EXPECT_NEAR(*ad_valorem_equivalent(caps, {{"kg", 10.0}, {"article", 2.0}}), 0.0135 + 0.063 + 0.0095, 1e-15);
}

TEST(LineRate, TheGreaterAndTheLesserOfTwoDutiesDependOnTheUnitValue) {
  EXPECT_NEAR(*ad_valorem_equivalent(rate("max(10%, 0.5/kg)"), {{"kg", 2.0}}), 0.25, 1e-15);
  EXPECT_NEAR(*ad_valorem_equivalent(rate("max(10%, 0.5/kg)"), {{"kg", 20.0}}), 0.10, 1e-15);
  EXPECT_NEAR(*ad_valorem_equivalent(rate("+min(10%, 0.5/kg)"), {{"kg", 20.0}}), 0.025, 1e-15);
  EXPECT_EQ(rate("+min(10%, 0.5/kg)").kind, Kind::add);
}

TEST(LineRate, OneChoiceMayStandInsideAnotherAndBesideOtherTerms) {
  const LineRate nested = rate("max(10%, min(0.5/kg, 20%))");
  EXPECT_THAT(units_of(nested), testing::ElementsAre("kg"));
  EXPECT_FALSE(ad_valorem_equivalent(nested, {}).has_value());
  EXPECT_NEAR(*ad_valorem_equivalent(nested, {{"kg", 1.0}}), 0.20, 1e-15);
  EXPECT_NEAR(*ad_valorem_equivalent(nested, {{"kg", 4.0}}), 0.125, 1e-15);
  EXPECT_NEAR(*ad_valorem_equivalent(nested, {{"kg", 50.0}}), 0.10, 1e-15);
  EXPECT_NEAR(*ad_valorem_equivalent(rate("5% + max(1%, 2%) + min(3%, 4%)"), {}), 0.10, 1e-15);
  EXPECT_TRUE(rate("max(1%, min(2%, 3%))").is_ad_valorem());
  for (const char* text : {"max(1%, min(2%, 3%)", "max(1%), 2%)", "max(1%, min(2%))", "-max(1%, 2%)"}) {
    EXPECT_THROW(static_cast<void>(rate(text)), InputError) << text;
  }
}

TEST(LineRate, ADutyPerHundredUnitsIsAHundredthPerUnit) {
  EXPECT_NEAR(*ad_valorem_equivalent(rate("5/100 kg"), {{"kg", 1.0}}), 0.05, 1e-15);
  EXPECT_THAT(units_of(rate("12% + 3/1000 article")), testing::ElementsAre("article"));
}

TEST(LineRate, WhatACompoundDutyComesToAtLeastIsItsKnownPart) {
  EXPECT_NEAR(least_equivalent(rate("1.104/kg + 14.9%"), {}), 0.149, 1e-15);
  EXPECT_NEAR(least_equivalent(rate("max(10%, 0.5/kg)"), {}), 0.10, 1e-15);
  EXPECT_EQ(least_equivalent(rate("min(10%, 0.5/kg)"), {}), 0);
  EXPECT_EQ(least_equivalent(rate_in_words("44 cents each + 6% on the case"), {}), 0);
}

TEST(LineRate, ReadsTheWordsOfTheUnitedStatesSchedule) {
  EXPECT_EQ(rate("$1.104/kg + 14.9%").text, "1.104/kg + 14.9%");
  EXPECT_EQ(rate("7.85\xC2\xA2/liter").text, "0.0785/liter");
  EXPECT_EQ(rate("90\xC2\xA2/pr. + 20%").text, "0.9/pr + 20%");
  EXPECT_EQ(ad_valorem_equivalent(rate("Free (A+,AU)"), {}), 0.0);
  const LineRate more = rate("The duty provided in the applicable subheading + 7.5%");
  EXPECT_EQ(more.kind, Kind::add);
  EXPECT_NEAR(*ad_valorem_equivalent(more, {}), 0.075, 1e-15);
  const LineRate words = rate("44\xC2\xA2 each + 6% on the case + 5.3% on the battery");
  EXPECT_TRUE(words.sums.empty());
  EXPECT_THAT(words.text, testing::HasSubstr("on the battery"));
  EXPECT_THROW(static_cast<void>(rate("6% on the case")), InputError) << "no words of a schedule begin so";
}

TEST(LineRate, AThreeThousandPercentDutyExists) { EXPECT_EQ(*ad_valorem_equivalent(rate("3000%"), {}), 30.0); }

TEST(LineRate, WordsAreKeptAndNeverComputed) {
  const LineRate words = rate_in_words("The rate applicable to the natural juice in heading 2009");
  EXPECT_FALSE(ad_valorem_equivalent(words, {{"liter", 1.0}}).has_value());
  EXPECT_FALSE(words.is_ad_valorem());
}

TEST(LineRate, WrongRatesAreRefusedWithTheirPlace) {
  for (const char* text : {"", " ", "25", "%", "+", "twenty", "25%%", "-0.5/kg", "0.5/", "0.5/kg/l", "1e400%", "10001%",
                           "nan%", "max(10%)", "max(10%, 5%", "<=15% all-in", "25% + ", "--5%", "0.5/2kg"}) {
    SCOPED_TRACE(text);
    try {
      static_cast<void>(rate(text));
      FAIL() << "read as a rate";
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(), testing::StartsWith("list.csv:3"));
    }
  }
}

/// A sum in euros is none in dollars: the schedule of the European Union is not read as if it were.
TEST(LineRate, ASumInAnotherCurrencyIsRefused) {
  for (const char* text : {"12.8% + 176.8 EUR/100 kg", "12.8% + 1.768 EUR/kg", "176.8 \u20AC/100 kg/net"}) {
    try {
      static_cast<void>(rate(text));
      FAIL() << text << " is read as a rate";
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(), testing::HasSubstr("in the currency of the customs values")) << text;
    }
  }
}

TEST(Code, DotsAndSpacesAreDroppedAndPutBack) {
  EXPECT_EQ(text::parse_code("7326.90.8688"), "7326908688");
  EXPECT_EQ(text::parse_code("8541.40"), "854140");
  EXPECT_EQ(text::parse_code(" 87 03 "), "8703");
  EXPECT_EQ(text::dotted("7326908688"), "7326.90.8688");
  EXPECT_EQ(text::dotted("8703"), "8703");
  for (const char* wrong : {"", "7", "73x6", "7326-90", "1234567890123", "８７"}) {
    EXPECT_FALSE(text::parse_code(wrong)) << wrong;
  }
}

TEST(PrefixMap, TheLongestPrefixWins) {
  text::PrefixMap<int> map;
  EXPECT_TRUE(map.insert("87", 1));
  EXPECT_TRUE(map.insert("870323", 3));
  EXPECT_TRUE(map.insert("8703", 2));
  EXPECT_FALSE(map.insert("87", 9));
  EXPECT_EQ(*map.longest("8703231010"), 3);
  EXPECT_EQ(*map.longest("87033100"), 2);
  EXPECT_EQ(*map.longest("8711"), 1);
  EXPECT_EQ(map.longest("8"), nullptr);
  EXPECT_EQ(map.longest("88"), nullptr);
  EXPECT_TRUE(map.goes_below("8703"));
  EXPECT_FALSE(map.goes_below("870323"));
}

}  // namespace
}  // namespace parley::tariff
