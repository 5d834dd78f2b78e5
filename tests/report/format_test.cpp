#include "parley/report/words/format.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "parley/report/page/html.hpp"

namespace parley::report {
namespace {

TEST(Format, TwoDigitsSayWhatMatters) {
  EXPECT_EQ(significant(0.2678), "0.27");
  EXPECT_EQ(significant(0.0996), "0.10");
  EXPECT_EQ(significant(-0.0123), "\u22120.012");
  EXPECT_EQ(significant(12.34), "12");
  EXPECT_EQ(significant(1'234'567), "1,200,000");
  EXPECT_EQ(significant(0.25, 2, Sign::always), "+0.25");
}

TEST(Format, WhatRoundsToNothingHasNoSign) {
  EXPECT_EQ(significant(-1e-9), "0");
  EXPECT_EQ(significant(1e-9, 2, Sign::always), "0");
  EXPECT_EQ(fixed(-0.001, 2), "0.00");
  EXPECT_EQ(money(-0.2, "USD"), "$0\u202Fm");
}

TEST(Format, WhatIsNoNumberIsSaidSo) {
  EXPECT_EQ(significant(std::nan("")), "n/a");
  EXPECT_EQ(percent(std::numeric_limits<double>::infinity()), "n/a");
  EXPECT_EQ(exact(std::nan("")), "");
}

TEST(Format, MoneyTakesTheUnitThatFits) {
  EXPECT_EQ(money(949, "USD"), "$950\u202Fm");
  EXPECT_EQ(money(999.9, "USD"), "$1.0\u202Fbn");
  EXPECT_EQ(money(-21'300, "USD"), "\u2212$21\u202Fbn");
  EXPECT_EQ(money(2'040'000, "EUR"), "EUR\u202F2.0\u202Ftrn");
}

TEST(Format, ExactDigitsReadBack) {
  for (const double value : {0.1, -0.10681234567890123, 1e-300, 18901234.567})
    EXPECT_EQ(std::stod(exact(value)), value);
}

TEST(Format, WordsAreCutAtWords) {
  EXPECT_EQ(shortened("China answers the metal duties", 14), "China answers\u2026");
  EXPECT_EQ(shortened("short", 14), "short");
  EXPECT_EQ(joined({"a", "b", "c"}), "a, b and c");
}

TEST(Format, WordsFillTheColumnsThatTheyShow) {
  EXPECT_EQ(text_width("C\u00F4te"), 4U);
  EXPECT_EQ(text_width("Co\u0302te"), 4U) << "the mark stands upon the letter";
  EXPECT_EQ(text_width("\u4E2D\u56FD"), 4U);
  EXPECT_EQ(text_width("\U0001F6A2"), 2U);
  EXPECT_EQ(padded("\u4E2D\u56FD", 6), "\u4E2D\u56FD  ");
  EXPECT_EQ(padded("Co\u0302te", 5), "Co\u0302te ");
  EXPECT_EQ(padded("longer", 3), "longer");
  EXPECT_LE(text_width(shortened("\u4E2D\u56FD\u4E2D\u56FD\u4E2D\u56FD", 7)), 7U);
}

TEST(Html, WhatPeopleWriteIsNoMarkup) {
  EXPECT_EQ(escaped("<a b=\"c\">&'"), "&lt;a b=&quot;c&quot;&gt;&amp;&#39;");
  EXPECT_EQ(slug("Answer & Threat 25 %"), "answer-threat-25");
  EXPECT_EQ(data_uri("text/csv", "a,b\n1 %"), "data:text/csv,a,b%0A1 %25");
}

}  // namespace
}  // namespace parley::report
