// Hostile words in event plans, cases before the rules, list and coverage recipes and downloads: what the commands print
// and write holds them as words alone. Results of scenarios are held to the same in tests/report/hostile_words_test.cpp.
#include <gmock/gmock.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <regex>

#include "shell.hpp"
#include "support/files.hpp"

namespace parley::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

/// As strings of TOML: a script, formulas, escape codes of a terminal and a mark that turns writing round, CSV, LaTeX.
const std::vector<std::string> words_in_toml{"</title><script>alert(1)</script>",
                                             "=HYPERLINK(\\\"http://x\\\",\\\"y\\\")",
                                             "@SUM(1+1)*cmd|' /C calc'!A0",
                                             "\\u001B[31mred\\u001B]0;t\\u0007\\u009B31m",
                                             "\\u202Egnp.exe",
                                             "a,b;\\\"c\\\"\\n=1+1",
                                             "{} {0} %s %n \\\\input{x}"};

/// A cell of CSV with the same kinds of words; control characters cannot stand in it.
constexpr const char* cell = "\"=1+1,<script>\"\"x\"\"\"";

/// The text of a CSV file with blanks for the line ends inside quoted cells: what follows one begins no cell.
std::string on_one_line(std::string text) {
  bool is_quoted = false;
  for (char& c : text) {
    if (c == '"') is_quoted = !is_quoted;
    if (c == '\n' && is_quoted) c = ' ';
  }
  return text;
}

class HostileFiles : public testing::TestWithParam<std::string> {
 protected:
  [[nodiscard]] std::string filled(std::string text) const {
    for (std::size_t at = 0; (at = text.find("WORD", at)) != std::string::npos; at += GetParam().size())
      text.replace(at, 4, GetParam());
    return text;
  }
  void put(const std::string& name, const std::string& text) const { write_file(folder / name, text); }
  /// What a command prints: nothing that a terminal obeys; as JSON it is JSON.
  void prints_words(const std::string& arguments, bool is_json) const {
    const ShellResult result = parley(arguments, folder.path().string());
    ASSERT_EQ(result.exit_code, 0) << arguments << "\n" << result.output;
    holds_words(result.output, arguments);
    if (is_json) {
      EXPECT_TRUE(nlohmann::json::accept(result.output)) << arguments << "\n" << result.output;
    }
  }
  static void holds_words(const std::string& text, const std::string& where) {
    EXPECT_FALSE(std::regex_search(text, std::regex("[\\x01-\\x08\\x0B-\\x1F\\x7F]"))) << where;
    for (const char* obeyed : {"\u009B", "\u202E"}) EXPECT_EQ(text.find(obeyed), std::string::npos) << where;
  }
  /// Every file that was written: no control characters, no cell that a spreadsheet computes, JSON that is JSON.
  void wrote_words(const std::string& name) const {
    const auto check = [](const fs::path& file) {
      const std::string text = read_file(file);
      holds_words(text, file.string());
      if (file.extension() == ".json") {
        EXPECT_TRUE(nlohmann::json::accept(text)) << file;
      } else if (file.extension() == ".csv") {
        EXPECT_FALSE(std::regex_search(on_one_line(text), std::regex("(^|[,\\n])\"?[=@]"))) << file << "\n" << text;
      }
    };
    ASSERT_TRUE(fs::exists(folder / name)) << name;
    if (!fs::is_directory(folder / name)) return check(folder / name);
    for (const auto& entry : fs::recursive_directory_iterator(folder / name))
      if (entry.is_regular_file()) check(entry.path());
  }

  TemporaryFolder folder;
};

TEST_P(HostileFiles, OfAnEventStudyStayWords) {
  std::string prices = std::string("date,") + cell + ",BBB,CCC\n";
  std::string market = "date,IDX\n";
  const auto price = [](int day, int firm) {
    return 50 + 7 * std::sin(1.3 * day + firm) + 0.02 * ((day * 37 + firm * 11) % 17);
  };
  for (int day = 0; day < 100; ++day) {
    const std::string date = "2018-" +
                             std::string(day < 27   ? "01"
                                         : day < 54 ? "02"
                                         : day < 81 ? "03"
                                                    : "04") +
                             "-" + (day % 27 < 9 ? "0" : "") + std::to_string(day % 27 + 1);
    prices += date;
    for (int firm = 0; firm < 3; ++firm) prices += "," + std::to_string(price(day, firm));
    prices += "\n";
    market += date + "," + std::to_string(price(day, 5)) + "\n";
  }
  put("p.csv", prices);
  put("m.csv", market);
  put("e.toml",
      filled("format = 1\ntitle = \"WORD\"\n[prices]\nfile = \"p.csv\"\n[market]\nfile = \"m.csv\"\ncolumn = \"IDX\"\n"
             "[estimation]\ndays = 60\ngap = 2\nleast_days = 30\n[[group]]\nid = \"all\"\ntitle = \"WORD\"\n"
             "[[event]]\nid = \"e\"\ntitle = \"WORD\"\ndate = 2018-04-10\nfrom = 0\nto = 1\nsource = \"WORD\"\n"));
  prints_words("event e.toml --out out", false);
  prints_words("event e.toml --json", true);
  wrote_words("out");
}

TEST_P(HostileFiles, OfACaseBeforeTheRulesStayWords) {
  put("lines.csv", std::string("code,applied,bound,text\n7208.51.00,1,2,") + cell + "\n7606.11.30,3,3,x\n");
  put("case.toml",
      filled("format = 1\ntitle = \"WORD\"\ndescription = \"WORD\"\nas_of = 2018-04-04\nmembers = [\"USA\", \"CHN\"]\n"
             "[[list]]\nid = \"duties\"\ntitle = \"WORD\"\nimposer = \"USA\"\norigin = [\"CHN\"]\n"
             "effective = 2018-03-23\nfile = \"lines.csv\"\ncode = \"code\"\nrate_pct = 25\n"
             "applied_column = \"applied\"\nbound_column = \"bound\"\nexpect = 2\nsource = \"WORD\"\n"
             "[[check]]\nid = \"bound\"\nkind = \"bound-ceiling\"\nlists = [\"duties\"]\nnote = \"WORD\"\n"));
  for (const char* words : {"wto case.toml", "wto case.toml --json"}) {
    const ShellResult result = parley(words, folder.path().string());
    ASSERT_EQ(result.exit_code, 1) << "the duties are above what is bound\n" << result.output;
    holds_words(result.output, words);
  }
  EXPECT_TRUE(nlohmann::json::accept(parley("wto case.toml --json", folder.path().string()).output));
}

TEST_P(HostileFiles, OfAListRecipeStayWords) {
  put("t.csv", std::string("code,value,text,s\n090111,600,") + cell + ",3\n854140,300,x,2\n760200,500,y,4\n");
  put("r.toml",
      filled("format = 1\ntitle = \"WORD\"\nimporter = \"USA\"\npartner = \"CHN\"\nbudget_musd = 0.001\nfill = 0.2\n"
             "rate_pct = 25\nnotes = [\"WORD\"]\n[trade]\nfile = \"t.csv\"\ncode = \"code\"\nvalue = \"value\"\n"
             "text = \"text\"\nsource = \"WORD\"\n[measures.elasticity]\nfile = \"t.csv\"\ncode = \"code\"\n"
             "value = \"s\"\ndigits = 6\nsource = \"WORD\"\n"
             "[[exclude]]\nprefix = [\"85\"]\nreason = \"WORD\"\n"));
  prints_words("list design r.toml --data . --out out.csv", false);
  prints_words("list design r.toml --data . --json", true);
  wrote_words("out.csv");
}

TEST_P(HostileFiles, OfACoverageRecipeStayWords) {
  put("conc.csv", "code,class\n090111,1511\n854140,3210\n");
  put("trade.csv", "code,value\n090111,600\n854140,300\n");
  put("list.csv", "code\n090111\n");
  put("c.toml",
      filled("format = 1\ntitle = \"WORD\"\nnotes = [\"WORD\"]\n[sectors]\nconcordance = { file = \"conc.csv\", code = "
             "\"code\", class = \"class\" }\n[sectors.class]\nFOD = [\"15\"]\nELE = [\"32\"]\n"
             "[[trade]]\nid = \"t\"\nimporter = \"USA\"\nexporter = \"CHN\"\nfile = \"trade.csv\"\ncode = \"code\"\n"
             "value = \"value\"\nunit_musd = 1e-6\nsource = \"WORD\"\n"
             "[[list]]\nid = \"l\"\ntrade = [\"t\"]\nfile = \"list.csv\"\ncode = \"code\"\nexpect = 1\n"
             "source = \"WORD\"\n"));
  prints_words("coverage build --sources . --recipe c.toml --out out.csv", false);
  prints_words("coverage build --sources . --recipe c.toml --out again.csv --json", true);
  wrote_words("out.csv");
}

TEST_P(HostileFiles, OfADownloadStayWords) {
  put("BACI_HS17_Y2017_V202401b.csv", "t,i,j,k,v,q\n2017,842,156,020312,512.25,301.5\n");
  put("names.csv", std::string("country_code,country_name,country_iso2,country_iso3\n156,") + cell +
                       ",CN,CHN\n842,\"=1+1\",US,\"=A1\"\n");
  const ShellResult result =
      parley("lines import --format baci BACI_HS17_Y2017_V202401b.csv --countries names.csv --out out.csv",
             folder.path().string());
  holds_words(result.output, "lines import");
  if (result.exit_code == 0) wrote_words("out.csv");
  put("d.csv", std::string("Data Type,HTS Number,Description,Country,2017\nCustoms Value,7208.51.00,") + cell +
                   ",China,1000\nCustoms Value,7208.51.00,x," + cell + ",5\n");
  const ShellResult unknown =
      parley("lines import --format dataweb d.csv --nomenclature HS2017 --out d-out.csv", folder.path().string());
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_THAT(unknown.output, HasSubstr("no code for"));
  EXPECT_FALSE(fs::exists(folder / "d-out.csv"));
}

INSTANTIATE_TEST_SUITE_P(Words, HostileFiles, testing::ValuesIn(words_in_toml),
                         [](const auto& each) { return "word" + std::to_string(each.index); });

}  // namespace
}  // namespace parley::test
