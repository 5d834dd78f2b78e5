// parley event and parley replicate bargaining on files of a user: one message each, and who was left out.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>

#include "shell.hpp"
#include "support/files.hpp"

namespace parley::test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

/// Sixty days of March and April; B moves with the market, the last member has prices from day 55 on.
class OwnPrices : public testing::Test {
 protected:
  OwnPrices() {
    std::string market = "date,INDEX\n";
    for (int day = 0; day < 60; ++day) {
      const std::string date = fmt::format("2018-{:02}-{:02}", 3 + day / 30, 1 + day % 30);
      const double level = 100 + day % 7;
      market += fmt::format("{},{}\n", date, level);
      rows.push_back(fmt::format("{},{},{},{}", date, 50 + day * 7 % 11, 2 * level + day % 3,
                                 day >= 55 ? fmt::format("{}", 10 + day % 2) : ""));
    }
    write_file(folder / "market.csv", market);
    write_file(folder / "plan.toml", R"(format = 1
[prices]
file = "prices.csv"
[market]
file = "market.csv"
column = "INDEX"
[estimation]
days = 30
gap = 5
least_days = 20
[[group]]
id = "all"
[[event]]
id = "day"
date = 2018-04-15
)");
  }
  ShellResult study() {
    std::string prices = "date,A,B,LATE\n";
    for (const std::string& row : rows) prices += row + "\n";
    write_file(folder / "prices.csv", prices);
    return parley("event plan.toml --out out", folder.path().string());
  }
  std::vector<std::string> rows;
  TemporaryFolder folder;
};

TEST_F(OwnPrices, ListTheFirmThatCameLater) {
  const ShellResult result = study();
  EXPECT_EQ(result.exit_code, 0) << result.output;
  EXPECT_THAT(result.output, HasSubstr("excluded: LATE: is listed after the window"));
  EXPECT_THAT(read_file(folder / "out/excluded.csv"), HasSubstr("day,all,LATE,is listed after the window"));
}

TEST_F(OwnPrices, WithAFaultAreOneMessageWithItsLine) {
  const std::vector<std::string> whole = rows;
  const auto refused = [&](const std::string& message) {
    const ShellResult result = study();
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_THAT(result.output, HasSubstr(message));
    EXPECT_EQ(std::count(result.output.begin(), result.output.end(), '\n'), 1) << result.output;
    EXPECT_FALSE(fs::exists(folder / "out"));
    rows = whole;
  };
  rows[10] = "2018-03-11,0,200,";
  refused("prices.csv:12: column A: a price of 0");
  rows.insert(rows.begin() + 20, rows[19]);
  refused("prices.csv:22: column date: 2018-03-20 appears twice");
  std::swap(rows[20], rows[21]);
  refused("prices.csv:23: column date: 2018-03-21 stands after 2018-03-22");
  std::string plan = read_file(folder / "plan.toml");
  write_file(folder / "plan.toml",
             plan.replace(plan.find("id = \"all\""), 10, "id = \"all\"\nmembers = [\"A\", \"BB\"]"));
  refused("'BB' has no prices");
}

TEST_F(OwnPrices, NameASplitThatNobodyRecorded) {
  for (std::size_t day = 25; day < rows.size(); ++day) {
    const auto comma = rows[day].find(',');
    rows[day] = fmt::format("{},{},{},", rows[day].substr(0, comma), day % 11 + 20, 100 + day % 3);
  }
  for (std::size_t day = 0; day < 25; ++day)
    rows[day] = fmt::format("{},{},{},", rows[day].substr(0, rows[day].find(',')), day % 11 + 50, 100 + day % 3);
  EXPECT_THAT(study().output,
              AllOf(HasSubstr("A: a return of -"), HasSubstr("on 2018-03-26: is a split not recorded?")));
}

TEST(Replicate, RunsFromAClone) {
  const TemporaryFolder folder;
  for (const char* name :
       {"analytic", "bargaining", "gravity-30", "gravity-76", "gsim-4x4", "tariff-lines", "short-run"}) {
    const ShellResult result =
        shell(fmt::format("env -u PARLEY_SHARED " PARLEY_PROGRAM " replicate {}", name), folder.path().string());
    EXPECT_EQ(result.exit_code, 0) << result.output;
    EXPECT_THAT(result.output, HasSubstr("the case is reproduced"));
  }
}

TEST(Replicate, SaysWhereTheAuthorsPackageIsHad) {
  const TemporaryFolder folder;
  const ShellResult result =
      shell("env -u PARLEY_SHARED " PARLEY_PROGRAM " replicate nafta-1993", folder.path().string());
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.output, AllOf(HasSubstr("doi:10.1093/restud/rdu035"), HasSubstr("reference/nafta-1993"),
                                   HasSubstr("docs/replications.md")));
}

}  // namespace
}  // namespace parley::test
