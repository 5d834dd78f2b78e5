// What every command leaves for the shell: 0 done, 2 wrong input, 3 no solution, 4 the machine failed, 130 interrupted.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "shell.hpp"
#include "support/files.hpp"

namespace parley::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// A duty that is solved at once, and a deal without which a purchase is due that those named cannot make way for.
constexpr const char* impossible_deal = R"(format = 1
title = "A deal without a solution"
baseline = "world-2017"

[[action]]
id = "duty"
imposer = "USA"
origin = ["CHN"]
sectors = ["STL"]
rate = "+25%"

[[request]]
id = "chips"
title = "More chips than Brazil can make way for"
from = "USA"
to = "CHN"
purchase = { sectors = ["SEM"], add_musd = 40000, valuation = "customs", customs_musd = 11050, from_suppliers = ["BRA"] }

[[compare]]
name = "duty"
actions = ["duty"]

[deal]
parties = ["USA", "CHN"]
disagreement = ["chips"]

[[issue]]
id = "steel"
title = "Steel"
option = [
  { id = "none", title = "No duty", actions = [] },
  { id = "duty", title = "The duty", actions = ["duty"] },
]
)";

TEST(ExitStatus, IsThreeForADealWithoutASolution) {
  const TemporaryFolder folder;
  write_file(folder / "deal.toml", impossible_deal);
  const ShellResult result = parley("deal deal.toml", folder.path().string());
  EXPECT_EQ(result.exit_code, 3) << result.output;
  EXPECT_THAT(result.output, HasSubstr("no solution: what happens without agreement"));
}

/// The rest of the report stands, and page, JSON and terminal say what is absent and why.
TEST(ExitStatus, ARunSaysWhichChapterHasNoSolution) {
  const TemporaryFolder folder;
  write_file(folder / "deal.toml", impossible_deal);
  const ShellResult result = parley("run deal.toml --out result", folder.path().string());
  EXPECT_EQ(result.exit_code, 0) << result.output;
  EXPECT_THAT(result.output, HasSubstr("the report lacks the chapter on the deal: what happens without agreement"));
  const std::string page = read_file(folder / "result" / "report.html");
  EXPECT_THAT(page, HasSubstr("<section id=\"deal\"><h2>Which deal both would sign</h2><p>This could not be computed: "
                              "what happens without agreement"));
  EXPECT_THAT(page, HasSubstr("<section id=\"case-duty\">"));
  const auto json = nlohmann::json::parse(read_file(folder / "result" / "result.json"));
  EXPECT_THAT(json.at("chapters").at("deal").at("failure").get<std::string>(),
              HasSubstr("what happens without agreement"));
}

TEST(ExitStatus, IsFourWhereOutputCannotBeWritten) {
  const TemporaryFolder folder;
  write_file(folder / "file", "in the way");
  const std::string in_the_way = (folder / "file" / "result").string();
  for (const std::string& command :
       {"run scenarios/starter.toml --out " + in_the_way, "models scenarios/starter.toml --out " + in_the_way,
        "sensitivity scenarios/starter.toml --draws 2 --out " + in_the_way,
        "sensitivity scenarios/starter.toml --draws 2 --store " + in_the_way,
        std::string("run scenarios/starter.toml --stop-after baseline > /dev/full"),
        std::string("explain scenarios/starter.toml --json > /dev/full")}) {
    const ShellResult result = parley(command);
    EXPECT_EQ(result.exit_code, 4) << command << "\n" << result.output;
    EXPECT_THAT(result.output, HasSubstr("error: ")) << command;
  }
}

TEST(ExitStatus, IsTwoForAFolderOfSomethingElse) {
  const TemporaryFolder folder;
  write_file(folder / "letters" / "a.txt", "not ours");
  const ShellResult result = parley("run scenarios/starter.toml --out " + (folder / "letters").string());
  EXPECT_EQ(result.exit_code, 2) << result.output;
  EXPECT_TRUE(fs::exists(folder / "letters" / "a.txt"));
}

/// Interrupted as soon as the program listens (the last hexadecimal digit of SigCgt holds SIGINT), it leaves nothing.
TEST(ExitStatus, Is130WhereTheUserInterrupts) {
  const TemporaryFolder folder;
  const std::string at = folder.path().string();
  const ShellResult result =
      shell(std::string(PARLEY_PROGRAM) + " run scenarios/us-china-march-2018.toml --out " + at +
            "/result & pid=$!; until grep -q '^SigCgt:.*[2367abef]$' /proc/$pid/status; do sleep 0.01; done; "
            "kill -INT $pid; wait $pid; echo status $?; ls -A " +
            at + " | wc -l");
  EXPECT_THAT(result.output, HasSubstr("status 130\n0\n")) << result.output;
}

/// A watch outlives a failure of the machine, and leaves its status where it was the last that happened.
TEST(ExitStatus, AWatchOutlivesTheMachinesFailures) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "a sanitizer needs more address space than the limit of this test";
#endif
  const TemporaryFolder folder;
  fs::copy(project() / "data" / "world-2017", folder / "base", fs::copy_options::recursive);
  std::string scenario = read_file(project() / "scenarios" / "starter.toml");
  const std::string named = "baseline = \"world-2017\"";
  ASSERT_NE(scenario.find(named), std::string::npos);
  write_file(folder / "case.toml", scenario.replace(scenario.find(named), named.size(), "baseline = \"base\""));
  // A file of the baseline that does not fit into the memory that the watch may have: there, gone, there again.
  const ShellResult result = shell(
      std::string("up_to() { n=0; until [ \"$(grep -c \"$2\" said)\" -ge $1 ] || [ $n -ge 600 ]; do n=$((n+1)); sleep "
                  "0.1; done; sleep 0.05; }; : > said; truncate -s 900M base/large.csv; ulimit -v 500000; ") +
          PARLEY_PROGRAM +
          " run case.toml --watch --out result > said 2>&1 & pid=$!; up_to 1 '^error: out of memory'; "
          "rm base/large.csv; echo >> case.toml; up_to 1 '^watching'; "
          "truncate -s 900M base/large.csv; echo >> case.toml; up_to 2 '^error: out of memory'; "
          "kill -INT $pid; wait $pid; echo status $?; cat said",
      folder.path().string());
  EXPECT_THAT(result.output, HasSubstr("status 4\n")) << result.output;
  EXPECT_THAT(result.output, HasSubstr("exact, ")) << result.output;
}

}  // namespace
}  // namespace parley::test
