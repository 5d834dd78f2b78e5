#include "parley/report/tables/table.hpp"

#include <gmock/gmock.h>

#include <limits>

#include "parley/report/tables/spreadsheet.hpp"
#include "parley/report/tables/table_file.hpp"
#include "support/files.hpp"
#include "support/random_economy.hpp"

namespace parley::report {
namespace {

using testing::HasSubstr;

Table small_table() {
  return {.name = "deal packages that have a name of more than 31 letters",
          .columns = {"issue", "gain, million", "why"},
          .rows = {{std::string("cars, chips"), 0.1, Cell()},
                   {std::string("=1+1"), std::numeric_limits<double>::quiet_NaN(), std::string("none")}}};
}

TEST(Table, IsACsvFileWhoseCellsAreSafe) {
  EXPECT_EQ(csv_text(small_table()), "issue,\"gain, million\",why\n\"cars, chips\",0.1,\n'=1+1,,none\n");
  const TableFile file = as_file({.name = "packages", .columns = {"a"}, .rows = {{1.0}}});
  EXPECT_EQ(file.name, "packages.csv");
  EXPECT_EQ(file.text, "a\n1\n");
  EXPECT_TRUE(file.table);
}

TEST(Table, IsASheetOfTheWorkbook) {
  if (!has_spreadsheets()) GTEST_SKIP() << "built without libxlsxwriter";
  const test::TemporaryFolder folder;
  study::RunResult result;
  result.baseline = calibrate(test::random_economy(3));
  write_spreadsheet(result, {small_table()}, folder / "t.xlsx");
  const std::string sheets = test::command_output("unzip -p '" + (folder / "t.xlsx").string() + "' xl/workbook.xml");
  EXPECT_THAT(sheets, HasSubstr("name=\"deal packages that have a name \""));
  const std::string words =
      test::command_output("unzip -p '" + (folder / "t.xlsx").string() + "' xl/sharedStrings.xml");
  EXPECT_THAT(words, HasSubstr("cars, chips"));
}

}  // namespace
}  // namespace parley::report
