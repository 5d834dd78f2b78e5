// Bytes that are no UTF-8, and words of the user's that a page, a table or a terminal would obey, through the program:
// scenario, baseline, coverage, price table, downloads, lists and the command line. Nothing is written where they are refused.
#include <gmock/gmock.h>

#include "shell.hpp"
#include "support/files.hpp"

namespace parley::test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* latin = "C\xF4te d'Ivoire";  // Latin-1, as spreadsheets of older systems write it
constexpr const char* advice = "save the file as UTF-8; it may be in Latin-1 or Windows-1252";

class Bytes : public testing::Test {
 protected:
  void SetUp() override {
    fs::create_symlink(project() / "data", folder / "data");
    write_file(folder / "s.toml", read_file(project() / "scenarios" / "starter.toml"));
  }
  /// The command is refused with these words and leaves nothing called "out".
  void refuses(const std::string& arguments, const std::string& what) const {
    const ShellResult result = parley(arguments, folder.path().string());
    EXPECT_EQ(result.exit_code, 2) << arguments << "\n" << result.output;
    EXPECT_THAT(result.output, HasSubstr(what)) << arguments;
    for (const auto& entry : fs::directory_iterator(folder.path()))
      EXPECT_THAT(entry.path().filename().string(), Not(HasSubstr("out"))) << arguments;
  }
  /// A copy of a case of the shared folder; false where the machine does not have it.
  [[nodiscard]] bool has_case(const std::string& name) const {
    const std::optional<fs::path> cases = shared();
    if (!cases || !fs::is_directory(*cases / "cases" / name)) return false;
    fs::copy(*cases / "cases" / name, folder / "case", fs::copy_options::recursive);
    return true;
  }

  TemporaryFolder folder;
};

TEST_F(Bytes, OfAScenarioThatAreNotUtf8AreRefusedWithLineAndColumn) {
  write_file(folder / "latin.toml", "format = 1\ntitle = \"" + std::string(latin) + "\"\nbaseline = \"world-2017\"\n");
  for (const char* command : {"run latin.toml --out out", "sensitivity latin.toml --out out", "deal latin.toml --json",
                              "explain latin.toml", "models latin.toml --out out"}) {
    refuses(command, std::string("latin.toml:2:11: the byte 0xF4 is not UTF-8; ") + advice);
  }
  std::string wide = "\xFF\xFE";
  for (const char* at = "format = 1\n"; *at != '\0'; ++at) wide += {*at, '\0'};
  write_file(folder / "wide.toml", wide);
  refuses("run wide.toml --out out", "wide.toml:1:1: the file is in UTF-16; save it as UTF-8");
}

TEST_F(Bytes, OfABaselineThatAreNotUtf8AreRefusedByEveryCommand) {
  fs::copy(project() / "data" / "world-2017", folder / "w", fs::copy_options::recursive);
  std::string regions = read_file(folder / "w" / "regions.csv");
  const std::size_t name = regions.find("Viet");
  ASSERT_NE(name, std::string::npos);
  regions.replace(name, 1, "\xF4");
  write_file(folder / "w" / "regions.csv", regions);
  for (const char* command : {"baseline describe w", "baseline describe w --json", "baseline check w",
                              "run s.toml --baseline w --out out", "nash w --players USA,CHN --json"}) {
    refuses(command, "the byte 0xF4 is not UTF-8");
    EXPECT_THAT(parley(command, folder.path().string()).output, HasSubstr("regions.csv:")) << command;
  }
}

TEST_F(Bytes, OfACoverageFileAndAListAreRefused) {
  const std::string head =
      "format = 1\ntitle = \"t\"\nbaseline = \"world-2017\"\n[[action]]\nid = \"a\"\nimposer = \"USA\"\norigin = "
      "[\"CHN\"]\nrate = \"+10%\"\n";
  write_file(folder / "list.csv", "code\n0901.11.00\n");
  write_file(folder / "w.csv", "importer,exporter,sector,coverage\nUSA,CHN,MCH,0.5\n# " + std::string(latin) + "\n");
  write_file(folder / "c.toml", head + "lines = { list = \"list.csv\", expect = 1, weights = \"w.csv\" }\n");
  refuses("run c.toml --out out", "w.csv:3:4: the byte 0xF4 is not UTF-8");
  write_file(folder / "list.csv", "code,name\n0901.11.00," + std::string(latin) + "\n");
  write_file(folder / "w.csv", "importer,exporter,sector,coverage\nUSA,CHN,MCH,0.5\n");
  refuses("run c.toml --out out", "list.csv:2:13: the byte 0xF4 is not UTF-8");
}

TEST_F(Bytes, OfAPriceTableAreRefusedAndNoResultIsBegun) {
  write_file(folder / "e.toml",
             "format = 1\ntitle = \"t\"\n[prices]\nfile = \"p.csv\"\n[market]\nfile = \"m.csv\"\ncolumn = \"IDX\"\n"
             "[[group]]\nid = \"all\"\n[[event]]\nid = \"e\"\ndate = 2018-02-27\nfrom = 0\nto = 1\n");
  write_file(folder / "m.csv", "date,IDX\n2018-02-26,1\n2018-02-27,2\n");
  write_file(folder / "p.csv", "date,Nestl\xE9\n2018-02-26,1\n2018-02-27,2\n");
  refuses("event e.toml --out out", std::string("p.csv:1:11: the byte 0xE9 is not UTF-8; ") + advice);
}

TEST_F(Bytes, OfADownloadAreRefusedInEveryFormat) {
  const std::string cell = "," + std::string(latin) + "\n";
  write_file(folder / "BACI_HS17_Y2017_V202401b.csv", "t,i,j,k,v,q,x\n2017,156,842,010121,1.5,2" + cell);
  for (const char* format : {"comtrade", "baci", "dataweb", "wits"}) {
    refuses("lines import --format " + std::string(format) + " BACI_HS17_Y2017_V202401b.csv --out out.csv",
            "BACI_HS17_Y2017_V202401b.csv:2:28: the byte 0xF4 is not UTF-8");
  }
}

TEST_F(Bytes, OfTheCommandLineAreRefusedByTheirWord) {
  refuses("run $(printf 'C\\364te').toml --out out", "word 2, 'C\xEF\xBF\xBDte.toml', is not UTF-8 from its byte 2 on");
  refuses("nash world-2017 --players $(printf 'US\\364'),CHN", "is not UTF-8");
  const ShellResult page = parley("run s.toml --out $(printf '\\344bc')", folder.path().string());
  EXPECT_EQ(page.exit_code, 2) << page.output;
}

TEST_F(Bytes, WithAMarkOrOtherLineEndsAreTheSameScenario) {
  const std::string text = read_file(folder / "s.toml");
  std::string other = "\xEF\xBB\xBF";
  for (const char c : text) other += c == '\n' ? std::string("\r\n") : std::string(1, c);
  write_file(folder / "marked.toml", other);
  const auto shock = [&](const char* file) {
    return parley("run " + std::string(file) + " --stop-after shock", folder.path().string());
  };
  EXPECT_EQ(shock("marked.toml").exit_code, 0) << shock("marked.toml").output;
  EXPECT_EQ(shock("marked.toml").output, shock("s.toml").output);
}

TEST_F(Bytes, OfTheReportedFilesAreRefusedWithTheirPlace) {
  if (!has_case("reported/14")) GTEST_SKIP() << "the reported case is not on this machine";
  const auto import = [](const std::string& words) { return "lines import --out out.csv --format " + words; };
  refuses(import("comtrade case/latin1.csv"), "case/latin1.csv:2:59: the byte 0xF4 is not UTF-8");
  refuses(import("comtrade case/utf16.csv"), "case/utf16.csv:1:1: the file is in UTF-16");
  refuses(import("comtrade case/semicolon.csv"), "cells must be separated by commas");
  refuses(import("dataweb case/dataweb-latin1.csv"), "case/dataweb-latin1.csv:2:29: the byte 0xF4 is not UTF-8");
  refuses(import("dataweb case/dataweb-utf8.csv"), "no code for C\xC3\xB4te d'Ivoire");
  fs::remove_all(folder / "case");
  ASSERT_TRUE(has_case("reported/41"));
  refuses("event case/latin.toml --out out", "latin.csv:1:11: the byte 0xE9 is not UTF-8");
}

/// What a scenario and a baseline may hold that a browser or a terminal would obey.
TEST_F(Bytes, ThatWouldBeObeyedAreWordsInThePageAndTheTerminal) {
  fs::copy(project() / "data" / "world-2017", folder / "w", fs::copy_options::recursive);
  std::string info = read_file(folder / "w" / "baseline.toml");
  const std::size_t at = info.find("currency = \"");
  ASSERT_NE(at, std::string::npos);
  info.insert(at + std::string("currency = \"").size(), "<script>alert(1)</script>");
  write_file(folder / "w" / "baseline.toml", info);
  std::string scenario = read_file(folder / "s.toml");
  scenario.insert(scenario.find("title = \"") + 9, "\\u001b[31m<script>alert(2)</script>");
  write_file(folder / "s.toml", scenario);
  const ShellResult result = parley("run s.toml --baseline w --out out", folder.path().string());
  ASSERT_EQ(result.exit_code, 0) << result.output;
  EXPECT_EQ(result.output.find('\x1b'), std::string::npos);
  const std::string page = read_file(folder / "out" / "report.html");
  EXPECT_THAT(page, AllOf(Not(HasSubstr("<script")), HasSubstr("&lt;script&gt;alert(1)")));
  EXPECT_EQ(page.find('\x1b'), std::string::npos);
}

TEST_F(Bytes, OfTheReportedCurrencyRunNoScript) {
  if (!has_case("faults/01")) GTEST_SKIP() << "the reported case is not on this machine";
  const ShellResult result = parley("run s.toml --out made", (folder / "case").string());
  ASSERT_EQ(result.exit_code, 0) << result.output;
  EXPECT_THAT(read_file(folder / "case" / "made" / "report.html"), Not(HasSubstr("<script")));
}

}  // namespace
}  // namespace parley::test
