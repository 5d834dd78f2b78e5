#include "parley/report/curves.hpp"

#include <gmock/gmock.h>

#include <limits>

#include "parley/report/write.hpp"
#include "parley/run/run.hpp"
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

TEST(CurveFigure, LeavesAGapWhereAFigureIsMissing) {
  CurveChart chart = ladder();
  chart.curves[0].points[1].y = std::numeric_limits<double>::quiet_NaN();
  const std::string html = curve_figure(chart);
  EXPECT_THAT(html, Not(HasSubstr("nan,")));
  EXPECT_THAT(html, Not(HasSubstr(",nan")));
}

TEST(Chapter, StandsOnThePageAndInTheFolder) {
  Observer silent;
  RunResult result = run::compute({.scenario = test::project() / "scenarios" / "starter.toml"}, silent);
  result.chapters.push_back({"ladder", "The ladder <up>", "<p>Rungs.</p>", {{"rungs.csv", "rung,loss\n1,2\n"}}});
  const test::TemporaryFolder folder;
  write_result(result, folder / "out");
  const std::string page = test::read_file(folder / "out" / "report.html");
  EXPECT_THAT(page, HasSubstr("<section id=\"ladder\"><h2>The ladder &lt;up&gt;</h2><p>Rungs.</p>"));
  EXPECT_THAT(page, HasSubstr("href=\"tables/ladder/rungs.csv\""));
  EXPECT_EQ(test::read_file(folder / "out" / "tables" / "ladder" / "rungs.csv"), "rung,loss\n1,2\n");
}

}  // namespace
}  // namespace parley::report
