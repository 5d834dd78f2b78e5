#include "parley/report/page/curves.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <regex>

#include "parley/report/page/page.hpp"
#include "parley/report/page/rung_bars.hpp"
#include "parley/study/cases/compute.hpp"
#include "support/files.hpp"

namespace parley::report {
namespace {

using testing::HasSubstr;
using testing::Not;

CurveChart ladder() {
  return {.caption = {"Costs rise", "per cent of real income", "Solved at each rung.", "Parley"},
          .x_label = "tariff, %",
          .y_label = "loss, %",
          .curves = {{"China & co", {{0, 0}, {10, -0.5}, {25, -2}}, "party-0"}},
          .marks = {{"truce", {5, -0.25}, "party-1"}}};
}

TEST(RoundTicks, CoverTheRangeInRoundSteps) {
  EXPECT_THAT(round_ticks(0, 1, 7), testing::ElementsAre(0, 0.2, 0.4, 0.6000000000000001, 0.8, 1));
  EXPECT_THAT(round_ticks(-3, 47, 7), testing::ElementsAre(-10, 0, 10, 20, 30, 40, 50));
  for (const double high : {0.013, 7.7, 1234.5}) {
    const std::vector<double> ticks = round_ticks(0.1 * high, high, 7);
    EXPECT_LE(ticks.front(), 0.1 * high);
    EXPECT_GE(ticks.back(), high);
    EXPECT_LE(ticks.size(), 8U);
  }
}

TEST(CurveFigure, DrawsAndListsEveryPoint) {
  const std::string html = curve_figure(ladder());
  EXPECT_THAT(html, HasSubstr("China &amp; co"));
  EXPECT_THAT(html, HasSubstr("truce"));
  EXPECT_THAT(html, HasSubstr("class=\"curve party-0\""));
  EXPECT_THAT(html, HasSubstr("tariff, %"));
}

TEST(CurveFigure, NamesInTheTableWhatTheDrawingDoesNotLabel) {
  CurveChart chart = ladder();
  chart.curves[0].label = chart.marks[0].label = "";
  chart.curves[0].name = "unlabelled curve";
  chart.marks[0].name = "unlabelled mark";
  const std::string html = curve_figure(chart);
  for (const char* name : {"unlabelled curve", "unlabelled mark"}) {
    EXPECT_THAT(html, HasSubstr(std::string("<th>") + name + "</th>"));
    EXPECT_THAT(html, Not(HasSubstr(std::string(">") + name + "</text>")));
  }
}

TEST(CurveFigure, LeavesAGapWhereAFigureIsMissing) {
  CurveChart chart = ladder();
  chart.curves[0].points[1].y = std::numeric_limits<double>::quiet_NaN();
  const std::string html = curve_figure(chart);
  EXPECT_THAT(html, Not(HasSubstr("nan,")));
  EXPECT_THAT(html, Not(HasSubstr(",nan")));
}

struct Box {
  double left, right, baseline;
};

/// Where a label stands, at seven units a character.
Box box_of(const std::string& html, const std::string& label) {
  const std::regex pattern("<text x=\"([-0-9.]+)\" y=\"([-0-9.]+)\" text-anchor=\"(start|middle|end)\">" + label +
                           "</text>");
  std::smatch found;
  if (!std::regex_search(html, found, pattern)) {
    ADD_FAILURE() << "no label " << label;
    return {};
  }
  const double x = std::stod(found[1]);
  const double length = 7.0 * static_cast<double>(label.size());
  const double left = found[3] == "start" ? x : found[3] == "end" ? x - length : x - length / 2;
  return {left, left + length, std::stod(found[2])};
}

TEST(CurveFigure, LabelsOfNeighbouringDotsDoNotCoverEachOther) {
  CurveChart chart = ladder();
  chart.marks.clear();
  std::vector<std::string> names{"egalitarian", "equal proportions", "both best", "status quo", "announced"};
  for (std::size_t at = 0; at < names.size(); ++at)
    chart.marks.push_back({names[at], {12 + 0.1 * static_cast<double>(at), -0.7 - 0.01 * static_cast<double>(at)}});
  const std::string html = curve_figure(chart);
  for (std::size_t a = 0; a < names.size(); ++a) {
    const Box one = box_of(html, names[a]);
    EXPECT_GE(one.left, 0) << names[a];
    EXPECT_LE(one.right, 640) << names[a];
    for (std::size_t b = 0; b < a; ++b) {
      const Box two = box_of(html, names[b]);
      const bool is_apart =
          one.right <= two.left || two.right <= one.left || std::abs(one.baseline - two.baseline) >= 13;
      EXPECT_TRUE(is_apart) << names[a] << " and " << names[b];
    }
  }
}

RungChart steps() {
  return {.caption = {"It escalates", "per cent of real income", "Solved.", "Parley"},
          .unit = "%",
          .parties = {"One & co", "Two"},
          .css_classes = {"party-0", "party-1"},
          .columns = {"%", "USD"},
          .rungs = {{"Announced", {{0.5, {"+0.5", "$1 m"}}, {-1, {"-1", "$2 m"}}}, "It stops here"},
                    {"War", {{std::numeric_limits<double>::quiet_NaN(), {"n/a", "n/a"}}, {-2, {"-2", "$4 m"}}}, ""}},
          .table = {{"rung", "%"}, {{"Announced, One", {0.5}}}}};
}

TEST(RungFigure, BarsAreAsLongAsTheirValues) {
  const std::string html = rung_figure(steps());
  std::vector<double> widths;
  const std::regex bar("<rect class=\"party-[01]\" x=\"[0-9.]+\" y=\"[0-9]+\" width=\"([0-9.]+)\"");
  for (std::sregex_iterator at(html.begin(), html.end(), bar), none; at != none; ++at)
    widths.push_back(std::stod((*at)[1]));
  // What has no value has no bar.
  ASSERT_EQ(widths.size(), 3U);
  EXPECT_NEAR(widths[1] / widths[0], 2, 0.01);
  EXPECT_NEAR(widths[2] / widths[0], 4, 0.01);
  EXPECT_THAT(html, HasSubstr("One &amp; co"));
  EXPECT_THAT(html, HasSubstr("It stops here"));
  EXPECT_THAT(html, HasSubstr("0 %</text>"));
}

TEST(Chapter, StandsOnThePageWithLinksToItsFiles) {
  Observer silent;
  const study::RunResult result = study::compute({.scenario = test::project() / "scenarios" / "starter.toml"}, silent);
  const std::string page =
      html_page(result, {{"ladder", "The ladder <up>", "<p>Rungs.</p>", {{"rungs.csv", "rung,loss\n1,2\n"}}}});
  EXPECT_THAT(page, HasSubstr("<section id=\"ladder\"><h2>The ladder &lt;up&gt;</h2><p>Rungs.</p>"));
  EXPECT_THAT(page, HasSubstr("href=\"tables/ladder/rungs.csv\""));
}

}  // namespace
}  // namespace parley::report
