// Hostile words in every field that a user can set; every file of a result is read back as its form and must hold them as
// words alone. The world is small, so that whole results are made for each kind of word.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "parley/report/write.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/json.hpp"
#include "parley/text/utf8.hpp"
#include "support/files.hpp"

namespace parley::report {
namespace {

namespace fs = std::filesystem;

struct HostileWord {
  const char* name;
  std::string text;
};

void PrintTo(const HostileWord& word, std::ostream* out) { *out << word.name; }

const std::vector<HostileWord> hostile_words{{"script", "</title></text><script>alert(1)</script>"},
                                             {"attribute", "\" onmouseover=\"alert(1)\" ' onload='alert(2)"},
                                             {"entity", "&lt;b&gt; & &#x1b; ]]> -->"},
                                             {"formula", "=HYPERLINK(\"http://x\",\"y\")"},
                                             {"command", "@SUM(1+1)*cmd|' /C calc'!A0"},
                                             {"cells", "a,b;c\t\"d\"\ne"},
                                             {"terminal", "\x1b[31mred\x1b]0;title\x07\x7f\u009B31m"},
                                             {"direction", "\u202Egnp.exe\u2066\u2028"},
                                             {"latex", "\\input{/etc/passwd} $x_1^2$ 50 % #&~"},
                                             {"format", "{} {0} {:.2f} %s %n"},
                                             {"unicode", "Côte d’Ivoire 中国 \U0001F6A2"}};

/// A TOML basic string.
std::string quoted(const std::string& words) {
  std::string out = "\"";
  for (const char c : words) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20 || c == '\x7f') {
      constexpr const char* digits = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(c);
      out += std::string("\\u00") + digits[byte / 16] + digits[byte % 16];
    } else {
      out += c;
    }
  }
  return out + '"';
}

/// The text with every §name§ as the hostile word in TOML.
std::string filled(std::string text, const std::string& word) {
  static const std::regex slot("§([A-Za-z]+)§");
  std::string out;
  for (std::smatch found; std::regex_search(text, found, slot); text = found.suffix())
    // Codes come from CSV files, which hold what can be shown.
    out +=
        found.prefix().str() + quoted((found[1].length() == 1 ? text::printable(word) : word) + " " + found[1].str());
  return out + text;
}

void write_world(const fs::path& folder, const std::string& word) {
  test::write_file(folder / "baseline.toml",
                   filled("format = 1\nname = §name§\nyear = 2017\ncurrency = §currency§\ndeficit_rule = \"fixed\"\n"
                          "description = §about§\nnotes = [§note§]\n[[provenance]]\nfile = §file§\nsource = §source§\n"
                          "licence = §licence§\n",
                          word));
  const auto cell = [&](const char* what) { return text::csv_cell(word + " " + what); };
  const std::string a = cell("A");
  const std::string g = cell("G");
  test::write_file(folder / "regions.csv", "code,name\n" + a + "," + cell("Aland") + "\nB," + cell("Bland") + "\n");
  test::write_file(folder / "sectors.csv", "code,name,goods\n" + g + "," + cell("Goods") + ",1\nS,Services,0\n");
  test::write_file(folder / "elasticities.csv", "sector,theta,source\n" + g + ",4," + cell("paper") + "\nS,3,x\n");
  std::string flows = "exporter,importer,sector,value_musd\n";
  flows += a + "," + a + "," + g + ",1000\n" + a + ",B," + g + ",100\nB," + a + "," + g + ",120\nB,B," + g + ",900\n";
  flows += a + "," + a + ",S,1500\n" + a + ",B,S,30\nB," + a + ",S,20\nB,B,S,1200\n";
  test::write_file(folder / "flows.csv", flows);
  test::write_file(folder / "tariffs.csv",
                   "importer,exporter,sector,tariff_pct\n" + a + ",B," + g + ",5\nB," + a + "," + g + ",8\n");
  test::write_file(folder / "accounts.csv", "region,sector,gross_output_musd,value_added_musd,final_demand_musd\n" + a +
                                                "," + g + ",1100,650,720\n" + a + ",S,1530,1230,1170\nB," + g +
                                                ",1020,570,600\nB,S,1220,920,880\n");
  std::string use = "region,input_sector,user_sector,value_musd\n";
  for (const std::string& region : {a, std::string("B")})
    use += region + "," + g + "," + g + ",300\n" + region + "," + g + ",S,100\n" + region + ",S," + g + ",150\n" +
           region + ",S,S,200\n";
  test::write_file(folder / "use.csv", use);
}

// Ids and names of cases are letters and digits alone, or refused.
constexpr const char* scenario_text = R"(format = 1
title = §title§
description = §description§
baseline = "w"
[[action]]
id = "duty"
title = §duty§
imposer = §A§
origin = ["B"]
sectors = [§G§]
rate = "+25%"
source = §source§
notes = [§note§]
[[action]]
id = "answer"
title = §answer§
imposer = "B"
origin = [§A§]
sectors = [§G§]
rate = "+10%"
[[request]]
id = "order"
title = §order§
from = "B"
to = §A§
purchase = { sectors = [§G§], add_musd = 5 }
source = §source§
[[compare]]
name = "all"
title = §case§
description = §description§
actions = ["duty", "answer", "order"]
[[compare]]
name = "duties"
actions = ["duty", "answer"]
[strategy]
players = [§A§, "B"]
case = "duties"
frontier = 3
curve = [0, 10]
[deal]
parties = [§A§, "B"]
disagreement = ["duty", "answer"]
[[issue]]
id = "issue"
title = §issue§
option = [ { id = "no", title = §no§, actions = ["duty"] }, { id = "yes", title = §yes§, actions = [] } ]
)";

/// The longest beginning of `from` made of signs for which `belongs` holds, taken off it.
template <typename Belongs>
std::string_view take_while(std::string_view& from, Belongs belongs) {
  const auto end = std::find_if_not(from.begin(), from.end(), belongs);
  const auto taken = from.substr(0, static_cast<std::size_t>(end - from.begin()));
  from.remove_prefix(taken.size());
  return taken;
}
bool is_letter_or_digit(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

/// Whether an attribute neither runs a script nor leads out of the page's own folder.
bool is_harmless(std::string_view name, std::string_view value) {
  if (name.starts_with("on")) return false;
  if (name != "href") return true;
  for (const char* own : {"#", "data:text/csv,", "data:image/svg+xml,", "tables/"})
    if (value.starts_with(own)) return true;
  take_while(value, [](char c) { return c >= 'a' && c <= 'z'; });
  return value == ".json";
}

/// Whether `from` begins with one of the page's own tags, its attributes in quotes and harmless.
///
/// By hand: std::regex calls itself once for every sign of a chart's data, which the stack of a sanitized build does not hold.
bool begins_with_own_tag(std::string_view from) {
  static const std::set<std::string, std::less<>> tags{
      "!DOCTYPE", "html", "head", "meta",  "title", "style",  "body",       "main",    "section",
      "h1",       "h2",   "h3",   "p",     "a",     "br",     "strong",     "small",   "sub",
      "code",     "pre",  "div",  "table", "thead", "tbody",  "tr",         "th",      "td",
      "ul",       "li",   "dl",   "dt",    "dd",    "figure", "figcaption", "details", "summary",
      "svg",      "defs", "path", "use",   "rect",  "line",   "circle",     "text",    "g"};
  from.remove_prefix(from.starts_with("</") ? 2 : 1);
  if (!tags.contains(take_while(from, [](char c) { return is_letter_or_digit(c) || c == '!'; }))) return false;
  while (from.starts_with(' ')) {
    take_while(from, [](char c) { return c == ' '; });
    const std::string_view name = take_while(from, [](char c) { return is_letter_or_digit(c) || c == '-'; });
    std::string_view value;
    if (from.starts_with("=\"")) {
      from.remove_prefix(2);
      value = take_while(from, [](char c) { return c != '"' && c != '<' && c != '>'; });
      if (!from.starts_with('"')) return false;
      from.remove_prefix(1);
    }
    if (!is_harmless(name, value)) return false;
  }
  return from.starts_with('>') || from.starts_with("/>");
}

/// The first thing in a page that is not one of its own tags, attributes or links; "" where there is none.
std::string stranger_in(std::string_view html) {
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1))
    if (!begins_with_own_tag(html.substr(at))) return std::string(html.substr(at, 200));
  return "";
}

TEST(StrangerInAPage, IsFound) {
  EXPECT_EQ(stranger_in(R"(<p class="a">1 &lt; 2</p><br/><a href="tables/x.csv" download>x</a>)"), "");
  for (const char* wrong : {"<script>", "<p onclick=\"x\">", R"(<a href="javascript:x">)", "<p class=x>",
                            R"(<p class="<">)", "<img>", "< p>", "<p"})
    EXPECT_EQ(stranger_in(wrong), wrong);
}

void check_workbook(const fs::path& file) {
  const std::string xml = test::command_output("unzip -p '" + file.string() + "' 2>/dev/null");
  ASSERT_FALSE(xml.empty()) << "not unpacked: is unzip there?";
  EXPECT_EQ(text::printable(xml), xml) << "not printable";
  EXPECT_EQ(xml.find("<f>"), std::string::npos) << "a formula";
  EXPECT_EQ(xml.find("<script"), std::string::npos);
  for (std::size_t at = xml.find("<v>"); at != std::string::npos; at = xml.find("<v>", at + 1)) {
    const std::string value = xml.substr(at + 3, xml.find('<', at + 3) - at - 3);
    EXPECT_EQ(value.find_first_of("nNiI"), std::string::npos) << value << " is no number";
  }
}

void check_file(const fs::path& file) {
  SCOPED_TRACE(file.filename().string());
  const std::string text = test::read_file(file);
  const std::string extension = file.extension().string();
  if (extension == ".xlsx") return check_workbook(file);
  EXPECT_EQ(text::printable(text), text) << "not printable";
  if (extension == ".html") {
    EXPECT_EQ(stranger_in(text), "");
  } else if (extension == ".json") {
    EXPECT_NO_THROW(static_cast<void>(text::parse_json(text, file.string())));
  } else if (extension == ".csv") {
    EXPECT_NO_THROW(static_cast<void>(text::parse_csv(text, file.string())));
    EXPECT_FALSE(std::regex_search(text, std::regex("(^|[,\\n])\"?([=@]|[+-][^0-9.,\\n])"))) << "a formula";
  } else if (extension == ".tex") {
    EXPECT_EQ(text.find("\\input"), std::string::npos);
    EXPECT_EQ(text.find("nan"), std::string::npos);
  }
}

class HostileWords : public testing::TestWithParam<HostileWord> {};

TEST_P(HostileWords, StayWordsInEveryFileOfAResult) {
  const test::TemporaryFolder folder;
  const std::string word = GetParam().text;
  write_world(folder / "data" / "w", word);
  test::write_file(folder / "s.toml", filled(scenario_text, word));
  Observer silent;
  const study::Study study = study::study(
      {.scenario = folder / "s.toml", .command = "parley run " + word, .assets = {.data = {folder / "data"}}}, silent);
  ASSERT_TRUE(study.strategy && study.deal && study.deal->value) << (study.deal ? study.deal->failure : "");
  write(study, folder / "out");
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder / "out")) {
    if (!entry.is_regular_file()) continue;
    ++files;
    check_file(entry.path());
  }
  EXPECT_GE(files, 12U);
  const std::string page = test::read_file(folder / "out" / "report.html");
  EXPECT_EQ(page.find("<script"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Report, HostileWords, testing::ValuesIn(hostile_words),
                         [](const auto& each) { return std::string(each.param.name); });

}  // namespace
}  // namespace parley::report
