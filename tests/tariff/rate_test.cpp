#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>

#include "parley/tariff/law/rate.hpp"

namespace parley::tariff {
namespace {

const Place here{"s.toml", 7, 9, "action[0].rate"};

TEST(Rate, EveryFormIsRead) {
  EXPECT_EQ(parse_rate("+25%", here).kind, RateKind::add);
  EXPECT_DOUBLE_EQ(parse_rate("+25%", here).fraction, 0.25);
  EXPECT_EQ(parse_rate("-10%", here).kind, RateKind::add);
  EXPECT_DOUBLE_EQ(parse_rate("-10%", here).fraction, -0.10);
  EXPECT_EQ(parse_rate("=15%", here).kind, RateKind::replace);
  EXPECT_EQ(parse_rate("<=15%", here).kind, RateKind::ceiling);
  EXPECT_EQ(parse_rate(">=15%", here).kind, RateKind::floor);
  EXPECT_EQ(parse_rate("cut 50%", here).kind, RateKind::cut);
  EXPECT_DOUBLE_EQ(parse_rate(" <= 12.5 % ", here).fraction, 0.125);
  EXPECT_EQ(parse_rate("cut 50%", here).text, "cut 50%");
}

class WrongRate : public testing::TestWithParam<const char*> {};

TEST_P(WrongRate, IsRefusedWhereItStands) {
  try {
    static_cast<void>(parse_rate(GetParam(), here));
    FAIL() << "'" << GetParam() << "' was read";
  } catch (const InputError& error) {
    ASSERT_EQ(error.problems().size(), 1u);
    EXPECT_EQ(to_string(error.problems()[0].place), to_string(here));
    EXPECT_FALSE(error.problems()[0].hint.empty());
  }
}

INSTANTIATE_TEST_SUITE_P(Forms, WrongRate,
                         testing::Values("", " ", "25%", "+25", "+", "+%", "++25%", "+-25%", "=-5%", "<15%", ">15%",
                                         "==15%", "=<15%", "cut", "cut%", "cut50%", "cut 101%", "+401%", "=1e9%",
                                         "=3001%", "+nan%", "+inf%", "+0x10%", "+25%%", "+2 5%", "by-line",
                                         "+25% of it", "+2,5%"));

TEST(Rate, WhatIsWrittenIsWhatIsRead) {
  const bool holds = rc::check("every mark with every rate up to 400 %, in hundredths", [] {
    const std::string mark = *rc::gen::element<std::string>("+", "-", "=", "<=", ">=", "cut ");
    const int highest = mark == "cut " ? 10000 : 40000;
    const int hundredths = *rc::gen::inRange(0, highest + 1);
    const std::string text = fmt::format("{}{}.{:02}%", mark, hundredths / 100, hundredths % 100);
    const Rate rate = parse_rate(text, here);
    const double sign = mark == "-" ? -1 : 1;
    RC_ASSERT(std::abs(rate.fraction - sign * hundredths / 10000.0) <= 1e-15);
  });
  EXPECT_TRUE(holds);
}

TEST(Rate, NoTextCrashesTheReader) {
  const bool holds = rc::check("any text is a rate or an InputError", [](const std::string& text) {
    try {
      const Rate rate = parse_rate(text, here);
      RC_ASSERT(std::abs(rate.fraction) <= 4.0);
    } catch (const InputError& error) {
      RC_ASSERT(!error.problems().empty());
    }
  });
  EXPECT_TRUE(holds);
}

TEST(Rate, LawsOfTheForms) {
  const bool holds =
      rc::check("ceilings never raise, floors never lower, replacing forgets, cuts shrink, additions undo", [] {
        const double tariff = *rc::gen::inRange(0, 4001) / 1000.0;
        const int percent = *rc::gen::inRange(0, 101);
        const auto rate = [&](const std::string& mark) {
          return parse_rate(fmt::format("{}{}%", mark, percent), here);
        };
        RC_ASSERT(apply(rate("<="), tariff) <= tariff);
        RC_ASSERT(apply(rate("<="), tariff) <= percent / 100.0);
        RC_ASSERT(apply(rate(">="), tariff) >= tariff);
        RC_ASSERT(apply(rate(">="), tariff) >= percent / 100.0);
        RC_ASSERT(apply(rate("="), tariff) == apply(rate("="), 2 * tariff));
        RC_ASSERT(apply(rate("cut "), tariff) <= tariff);
        RC_ASSERT(apply(rate("cut "), tariff) >= 0.0);
        RC_ASSERT(std::abs(apply(rate("-"), apply(rate("+"), tariff)) - tariff) <= 1e-14);
        for (const char* mark : {"<=", ">=", "="}) {
          const double once = apply(rate(mark), tariff);
          RC_ASSERT(apply(rate(mark), once) == once);
        }
      });
  EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace parley::tariff
