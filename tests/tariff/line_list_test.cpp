// Lists of tariff lines: codes that are codes, spreadsheets, the export of hts.usitc.gov.
#include "parley/tariff/law/line_list.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace parley::tariff {
namespace {

using testing::HasSubstr;

std::string error_of(const std::string& bytes, const ListColumns& columns) {
  try {
    static_cast<void>(parse_line_list(bytes, "l.csv", columns));
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

TEST(LineList, RefusesACodeThatHasLostAZeroWithTheCodeThatMayBeMeant) {
  EXPECT_THAT(error_of("code\n0901.11\n90111\n", {}),
              HasSubstr("l.csv:3: column code: '90111' is not a tariff code; 090111? a code keeps its leading zero"));
  EXPECT_THAT(error_of("code\n8.54E+05\n", {}), HasSubstr("l.csv:2: column code: '8.54E+05' is not a tariff code"));
  EXPECT_THAT(error_of("code\n8541.4\n", {}), HasSubstr("8541.40?"));
}

TEST(LineList, ReadsAListThatASpreadsheetHasSaved) {
  const LineSet lines =
      parse_line_list("# two lines,,\ncode,rate,\n8541.40,+25%,\n8542.31,+10%,\n,,\n", "l.csv", {.rate = "rate"});
  EXPECT_EQ(lines.size(), 2U);
}

// Rows as hts.usitc.gov exports them: headings and suffixes without a rate, rates in words, text between the lines.
TEST(LineList, ReadsTheExportOfTheUnitedStatesScheduleAsDownloaded) {
  const std::string hts =
      "HTS Number,Indent,Description,Unit of Quantity,General Rate of Duty,Special Rate of Duty\n"
      "\"0402\",\"0\",\"Milk and cream, concentrated\",\"\",\"\",\"\"\n"
      "\"\",\"1\",\"In powder\",\"\",\"\",\"\"\n"
      "\"0402.29.50\",\"3\",\"Other\",\"[\"\"kg\"\"]\",\"$1.104/kg + 14.9%\",\"Free (A+)\"\n"
      "\"0402.29.50.00\",\"4\",\"Suffix\",\"\",\"\",\"\"\n"
      "\"2009.11.00\",\"2\",\"Juice\",\"\",\"7.85\xC2\xA2/liter\",\"\"\n"
      "\"9102.11.10\",\"2\",\"Watch\",\"\",\"44\xC2\xA2 each + 6% on the case\",\"\"\n"
      "\"0811.90.80\",\"2\",\"Other\",\"\",\"14.5%\",\"\"\n"
      "\"9903.88.15\",\"0\",\"Except as provided\",\"\",\"The duty provided in the applicable subheading + "
      "7.5%\",\"\"\n";
  const LineSet lines = parse_line_list(hts, "htsdata.csv", {.rate = "General Rate of Duty"});
  ASSERT_EQ(lines.size(), 5U);
  const auto rate_of = [&](const char* code) { return lines.exact(code)->front().rate->text; };
  EXPECT_EQ(rate_of("04022950"), "1.104/kg + 14.9%");
  EXPECT_EQ(rate_of("20091100"), "0.0785/liter");
  EXPECT_EQ(rate_of("08119080"), "14.5%");
  EXPECT_EQ(rate_of("99038815"), "+7.5%");
  EXPECT_THAT(rate_of("91021110"), HasSubstr("on the case"));
  EXPECT_TRUE(lines.exact("91021110")->front().rate->sums.empty());
}

}  // namespace
}  // namespace parley::tariff
