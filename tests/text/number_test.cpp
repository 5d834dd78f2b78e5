// The readers that every table, file and option shares: numbers, blanks, lists of words.
#include "parley/text/number.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "parley/text/contains.hpp"
#include "parley/text/trim.hpp"

namespace parley::text {
namespace {

TEST(ReadNumber, ReadsWhatIsOneNumber) {
  EXPECT_EQ(read_number("1234.5"), 1234.5);
  EXPECT_EQ(read_number("-3"), -3.0);
  EXPECT_EQ(read_number("1.2e3"), 1200.0);
  EXPECT_EQ(read_number(".5"), 0.5);
  EXPECT_EQ(read_number("0.1"), 0.1) << "correctly rounded";
}

TEST(ReadNumber, GivesNothingForAllElse) {
  for (const char* text :
       {"", " ", " 1", "1 ", "+1", "1,5", "1e400", "inf", "nan", "-inf", "0x10", "1.2.3", "one", "5%"}) {
    EXPECT_FALSE(read_number(text)) << "'" << text << "'";
  }
}

TEST(ReadNumber, StopsAtTheEndOfTheView) {
  const std::string text = "12345";
  EXPECT_EQ(read_number(std::string_view(text).substr(1, 2)), 23.0);
}

TEST(ReadGroupedNumber, TakesCommasInGroupsOfThreeBeforeThePointAndNothingElse) {
  EXPECT_EQ(read_grouped_number("1,234,567.5"), 1234567.5);
  EXPECT_EQ(read_grouped_number("833,125"), 833125.0);
  EXPECT_EQ(read_grouped_number("-1,000"), -1000.0);
  EXPECT_EQ(read_grouped_number("1234.5"), 1234.5);
  for (const char* text :
       {"40,5", "1234,56", "12,34,567", "1,2345", ",123", "1,,234", "1,234,", "1.234,567", "1,234.5,678", "1,23e"}) {
    EXPECT_FALSE(read_grouped_number(text)) << text;
  }
}

TEST(NumberHint, SaysWhatADecimalCommaMayMean) {
  EXPECT_EQ(number_hint("40,5"), "decimal comma? write 40.5");
  EXPECT_EQ(number_hint("1.234,56"), "decimal comma? write 1234.56");
  EXPECT_EQ(number_hint("833,125"), "a thousands mark or a decimal comma? write 833125 or 833.125");
  EXPECT_EQ(number_hint("1,234,567"), "write it without thousands marks, 1234567");
  EXPECT_EQ(number_hint("=5"), "write it like 1234.5 or 1.2e3, without thousands marks or units");
}

TEST(Shortened, ShowsTheBeginningOfALongTextAndNoHalfLetter) {
  EXPECT_EQ(shortened("12"), "12");
  EXPECT_EQ(shortened(std::string(309, '9')), std::string(40, '9') + "...");
  EXPECT_EQ(shortened(std::string(39, 'a') + "\xC3\xA9" + "b"), std::string(39, 'a') + "...");
}

TEST(ReadWhole, RefusesFractionsAndWhatTheTypeCannotHold) {
  EXPECT_EQ(read_whole("2018"), 2018);
  EXPECT_EQ(read_whole("-7"), -7);
  EXPECT_EQ(read_whole<std::int64_t>("9000000000000000000"), 9000000000000000000);
  for (const char* text : {"", "2018.0", "20 18", "99999999999", "2018x", "+5"}) EXPECT_FALSE(read_whole(text)) << text;
  EXPECT_FALSE(read_whole<std::size_t>("-1"));
}

TEST(Trimmed, TakesSpacesAndTabsOffBothEndsOnly) {
  EXPECT_EQ(trimmed(" \ta b\t "), "a b");
  EXPECT_EQ(trimmed("ab"), "ab");
  EXPECT_EQ(trimmed(" \t "), "");
  EXPECT_EQ(trimmed(""), "");
  EXPECT_EQ(trimmed("\na"), "\na") << "a line end is no blank of a cell";
}

TEST(Contains, FindsWholeWords) {
  EXPECT_TRUE(contains({"USA", "CHN"}, "CHN"));
  EXPECT_FALSE(contains({"USA", "CHN"}, "CH"));
  EXPECT_FALSE(contains({}, ""));
}

}  // namespace
}  // namespace parley::text
