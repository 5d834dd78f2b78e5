// Codes of tariffs and statistics: what is one, and what may be meant by what is none.
#include "parley/text/commodity_code.hpp"

#include <gtest/gtest.h>

namespace parley::text {
namespace {

TEST(ParseCode, ReadsPairsOfDigitsWithDotsOrSpacesBetweenThem) {
  EXPECT_EQ(parse_code("7326.90.8688"), "7326908688");
  EXPECT_EQ(parse_code("8541.40"), "854140");
  EXPECT_EQ(parse_code("84.71.30"), "847130");
  EXPECT_EQ(parse_code("8541 40 90"), "85414090");
  EXPECT_EQ(parse_code(" 02 "), "02");
  EXPECT_EQ(parse_code("020312000000"), "020312000000");
}

TEST(ParseCode, RefusesWhatHasLostAZeroOrIsANumber) {
  for (const char* text :
       {"90111",    "9011100", "1", "901.11", "901.1", "8541.4",        "90111.0", "203120.0", "870323.0", "8.54E+05",
        "854000.5", "",        ".", "08..01", "0801.", "0203120000001", "0801a",   "-0801",    "TOTAL",    "08,01"}) {
    EXPECT_FALSE(parse_code(text)) << text;
  }
}

TEST(ParseCodeWithoutZero, PutsTheZeroBackWhereTheFirstDigitsHaveLostIt) {
  EXPECT_EQ(parse_code_without_zero("90111"), "090111");
  EXPECT_EQ(parse_code_without_zero("901.11.00"), "09011100");
  EXPECT_EQ(parse_code_without_zero("1"), "01");
  for (const char* text : {"090111", "8541.4", "90111.0", "8.54E+05", "x", "12345678901234"}) {
    EXPECT_FALSE(parse_code_without_zero(text)) << text;
  }
}

TEST(CodeHint, NamesTheCodeThatMayBeMeant) {
  EXPECT_EQ(code_hint("90111"), "090111? a code keeps its leading zero");
  EXPECT_EQ(code_hint("8541.4"), "8541.40? a code keeps its last zero");
  EXPECT_EQ(code_hint("8.54E+05"),
            "a spreadsheet has made a number of the code and its digits are lost: save the column as text");
  EXPECT_EQ(code_hint("x"), "2, 4, 6, 8, 10 or 12 digits, with or without dots, as 8541.40");
}

}  // namespace
}  // namespace parley::text
