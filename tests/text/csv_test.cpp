#include "parley/text/csv.hpp"

#include <gmock/gmock.h>

#include "support/files.hpp"

namespace parley::text {
namespace {

TEST(Csv, ReadsMarksLineEndsAndQuotes) {
  const CsvTable table = parse_csv(
      "\xEF\xBB\xBF"
      "value,code\r\n1.5,\"A, \"\"quoted\"\"\"\r\n\r\n-2e3,B\r\n",
      "t.csv");
  ASSERT_EQ(table.row_count(), 2U);
  EXPECT_EQ(table.cell(0, table.column("code")), "A, \"quoted\"");
  EXPECT_EQ(table.number(0, table.column("value")), 1.5);
  EXPECT_EQ(table.number(1, table.column("value")), -2000.0);
  EXPECT_EQ(table.place(1, 0).line, 4);
}

TEST(Csv, AWrongCellIsNamed) {
  const CsvTable table = parse_csv("code,value\nA,NaN\nB,\n", "t.csv");
  for (const std::size_t row : {0U, 1U}) {
    try {
      (void)table.number(row, 1);
      FAIL() << "row " << row << " was accepted";
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(),
                  testing::AllOf(testing::HasSubstr("t.csv:" + std::to_string(row + 2)), testing::HasSubstr("value")));
    }
  }
}

TEST(Csv, AWrongHeaderSuggestsTheColumn) {
  const CsvTable table = parse_csv("exporter,importer,value_usd\nA,B,1\n", "flows.csv");
  try {
    (void)table.column("value_musd");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), testing::AllOf(testing::HasSubstr("flows.csv:1"), testing::HasSubstr("value_usd")));
  }
}

TEST(Csv, WrongFilesAreErrors) {
  const std::vector<std::string> wrong{"", "a,b\n1\n", "a,a\n1,2\n", "a,b\n\"open,2\n", std::string("a\n\0\n", 4)};
  for (const std::string& bytes : wrong) EXPECT_THROW((void)parse_csv(bytes, "t.csv"), InputError) << bytes;
  const test::TemporaryFolder folder;
  EXPECT_THROW((void)read_csv(folder.path()), InputError);
  EXPECT_THROW((void)read_csv(folder / "absent.csv"), InputError);
}

TEST(Csv, ReadsWhatSpreadsheetsMakeOfAListWithAHead) {
  const CsvTable table = parse_csv(
      "\xEF\xBB\xBF# list of lines,,,\r\n\"# Source: Annex, "
      "2018\",,,\r\ncode,rate,,\r\n8541,+25%,,\r\n,,,\r\n8542,+10%,,\r\n",
      "l.csv");
  EXPECT_EQ(table.header(), (std::vector<std::string>{"code", "rate"}));
  ASSERT_EQ(table.row_count(), 2U);
  EXPECT_EQ(table.cell(1, 0), "8542");
  EXPECT_EQ(table.place(0, 0).line, 4);
  EXPECT_EQ(table.place(1, 0).line, 6);
}

TEST(Csv, EmptyCellsBeyondTheLastColumnAreNoCells) {
  EXPECT_EQ(parse_csv("a,b\n1,2,\n3,4,,\n", "x.csv").row_count(), 2U);
  EXPECT_THROW(static_cast<void>(parse_csv("a,b\n1,2,3\n", "x.csv")), InputError);
}

TEST(Csv, ATableWithoutAnyColumnIsRefused) {
  for (const char* text : {"\"\"\n\n\"\"", "\"\"\n", ",,\n", ",,\n,,\n"}) {
    try {
      (void)parse_csv(text, "t.csv");
      ADD_FAILURE() << text;
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(), testing::HasSubstr("t.csv:1: no column has a name or a cell"));
    }
  }
}

TEST(Csv, AColumnWithCellsIsKeptWithoutANameAndTwoOfThemAreRefused) {
  EXPECT_EQ(parse_csv(",code\n1,8541\n", "x.csv").column("code"), 1U) << "row names, as R writes them";
  EXPECT_THROW(static_cast<void>(parse_csv(",code,\n1,8541,2\n", "x.csv")), InputError);
}

}  // namespace
}  // namespace parley::text
