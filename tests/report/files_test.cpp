// What the files of a result say, for the March 2018 story and for a scenario whose words are hostile.

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <set>

#include "parley/report/page/page.hpp"
#include "parley/report/tables/headline_latex.hpp"
#include "parley/report/tables/spreadsheet.hpp"
#include "parley/report/tables/tables.hpp"
#include "parley/report/write.hpp"
#include "parley/study/cases/compute.hpp"
#include "parley/study/cases/headline.hpp"
#include "parley/text/csv.hpp"
#include "support/files.hpp"

namespace parley::report {
namespace {

using testing::HasSubstr;
using testing::Not;

study::RunResult computed(const std::filesystem::path& scenario) {
  Observer silent;
  return study::compute(
      {.scenario = scenario, .command = "parley run <x>", .assets = {.data = {test::project() / "data"}}}, silent);
}

class Story : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    result = new study::RunResult(computed(test::project() / "scenarios" / "us-china-march-2018.toml"));
    page = new std::string(html_page(*result, {}));
  }
  static void TearDownTestSuite() {
    delete result;
    delete page;
  }
  static inline study::RunResult* result = nullptr;
  static inline std::string* page = nullptr;
};

std::size_t count(const std::string& text, const std::string& word) {
  std::size_t found = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + word.size())) ++found;
  return found;
}

/// One tag from its '<' on: moves `at` behind its '>'.
std::string next_tag(const std::string& html, std::size_t& at) {
  const std::size_t start = at;
  bool quoted = false;
  while (at < html.size() && (quoted || html[at] != '>')) quoted ^= html[at++] == '"';
  ++at;
  return html.substr(start, at - start);
}

/// The first element that is not closed where it should be; "" for a well-formed page.
std::string first_unclosed(const std::string& html) {
  static const std::set<std::string> without_end = {"meta", "br", "!DOCTYPE"};
  std::vector<std::string> open;
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at)) {
    const std::string tag = next_tag(html, at);
    const bool closes = tag[1] == '/';
    const std::string name = tag.substr(closes ? 2 : 1, tag.find_first_of(" />", 2) - (closes ? 2 : 1));
    if (without_end.contains(name) || tag.ends_with("/>")) continue;
    if (!closes) {
      open.push_back(name);
    } else if (open.empty() || open.back() != name) {
      return tag + " closes " + (open.empty() ? "nothing" : open.back()) + " before " + html.substr(at, 80);
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : open.back();
}

TEST_F(Story, ThePageIsWellFormed) { EXPECT_EQ(first_unclosed(*page), ""); }

TEST_F(Story, ThePageNeedsNoNetwork) {
  for (const char* word : {"src=\"http", "@import", "url(http", "<link rel=\"stylesheet\"", "<script src"})
    EXPECT_THAT(*page, Not(HasSubstr(word)));
}

TEST_F(Story, EveryChartSaysWhatItShows) {
  const std::size_t figures = count(*page, "<figure");
  EXPECT_GE(figures, 6U);
  EXPECT_EQ(count(*page, "<figcaption"), figures);
  std::size_t start = page->find("<figure");
  while (start != std::string::npos) {
    const std::string figure = page->substr(start, page->find("</figure>", start) - start);
    EXPECT_THAT(figure, HasSubstr("role=\"img\""));
    EXPECT_THAT(figure, HasSubstr("Source"));
    EXPECT_THAT(figure, HasSubstr("download="));
    start = page->find("<figure", start + 1);
  }
}

TEST_F(Story, TheHeadlineIsTheSameEverywhere) {
  const auto json = nlohmann::json::parse(result_json({.result = *result}));
  const Country usa = result->baseline.economy.find_country("USA").value();
  for (const study::CaseResult& solved : result->cases) {
    const text::CsvTable countries = text::parse_csv(country_csv(result->baseline, {&solved, 1}), "country.csv");
    EXPECT_EQ(countries.row_count(), result->baseline.economy.country_count());
    EXPECT_EQ(countries.number(usa.value(), countries.column("real_income_pct")), solved.outcome.real_income_pct(usa));
  }
  EXPECT_EQ(json.at("cases").size(), result->cases.size());
  EXPECT_THAT(headline_latex(*result), HasSubstr("\\begin{tabular}"));
}

TEST_F(Story, TablesHaveARowForEveryCell) {
  const Economy& economy = result->baseline.economy;
  const text::CsvTable sectors = text::parse_csv(sector_csv(result->baseline, {result->cases.data(), 1}), "sector.csv");
  EXPECT_EQ(sectors.row_count(), economy.country_count() * economy.sector_count());
  const text::CsvTable pairs =
      text::parse_csv(bilateral_csv(result->baseline, {result->cases.data(), 1}), "bilateral.csv");
  EXPECT_EQ(pairs.row_count(), economy.country_count() * economy.country_count() * economy.sector_count());
}

TEST_F(Story, TheManifestHashesEveryInput) {
  const auto manifest = nlohmann::json::parse(manifest_json(*result));
  std::set<std::string> files;
  for (const auto& input : manifest.at("inputs")) {
    EXPECT_EQ(input.at("sha256").get<std::string>().size(), 64U);
    files.insert(std::filesystem::path(input.at("path").get<std::string>()).filename());
  }
  for (const char* file :
       {"us-china-march-2018.toml", "us-china-2018.csv", "flows.csv", "use.csv", "tariffs.csv", "baseline.toml"})
    EXPECT_TRUE(files.contains(file)) << file;
}

TEST_F(Story, TheWorkbookIsOne) {
  const test::TemporaryFolder folder;
  write_spreadsheet(*result, {}, folder / "tables.xlsx");
  EXPECT_EQ(test::read_file(folder / "tables.xlsx").substr(0, 4), "PK\x03\x04");
}

TEST(HostileWords, StayText) {
  const test::TemporaryFolder folder;
  test::write_file(folder / "hostile.toml", R"(format = 1
title = "</title><script>alert('1')</script> & \"more\""
baseline = "world-2017"
[[action]]
id = "duty"
imposer = "USA"
origin = ["CHN"]
sectors = ["STL"]
rate = "+25%"
source = "<img src=x onerror=alert(2)> 50 % & $_#{}~^\\"
[[compare]]
name = "duty"
title = "<b>50 % & $_#{}~^\\</b>"
actions = ["duty"]
)");
  const study::RunResult result = computed(folder / "hostile.toml");
  const std::string page = html_page(result, {});
  EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(page, Not(HasSubstr("<img src=x")));
  EXPECT_THAT(page, Not(HasSubstr("<b>50")));
  EXPECT_EQ(first_unclosed(page), "");
  const std::string latex = headline_latex(result);
  EXPECT_THAT(latex, HasSubstr("50 \\% \\& \\$\\_\\#\\{\\}"));
  EXPECT_TRUE(nlohmann::json::accept(result_json({.result = result})));
}

}  // namespace
}  // namespace parley::report
