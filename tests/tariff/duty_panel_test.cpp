#include "parley/tariff/law/duty_panel.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "parley/tariff/law/duty.hpp"
#include "parley/tariff/law/measure_read.hpp"
#include "support/files.hpp"

namespace parley::tariff {
namespace {

const MeasureBook& book() {
  static const MeasureBook shipped = read_measures(test::project() / "scenarios/lines/usa-2018.toml");
  return shipped;
}

/// Lines that every measure of the book hits, and some that none does.
const PanelRequest& request() {
  static const PanelRequest asked{"USA",
                                  {"85414020", "8541406015", "72081015", "7616995160", "76169951", "73269086",
                                   "32151110", "22042150", "02032920", "8703"},
                                  {"CHN", "TUR", "CAN", "MEX", "KOR", "BRA", "DEU", "FRA", "AUS", "JPN", "IND", "USA"},
                                  {2018, 1, 1},
                                  {2020, 1, 1}};
  return asked;
}

// The panel works with breakpoints and classes of origins; asking line by line and day by day is the other way.
RC_GTEST_PROP(DutyPanel, EveryCellIsTheDutyOfThatLineOriginAndDay, ()) {
  static const DutyPanel panel = duty_panel(book(), request());
  const auto line = *rc::gen::inRange<std::size_t>(0, request().lines.size());
  const auto origin = *rc::gen::inRange<std::size_t>(0, request().origins.size());
  const auto day = *rc::gen::inRange<std::size_t>(0, panel.day_count());
  const Date date = date_of(day_number(request().from) + static_cast<int>(day));
  const LineDuty duty = duty_at(book(), {"USA", request().origins[origin], request().lines[line], date});
  RC_ASSERT(panel.at(line, origin, day) == duty.total);
}

TEST(DutyPanel, TheMeanIsThatOfItsCells) {
  const DutyPanel panel = duty_panel(book(), request());
  ASSERT_EQ(panel.day_count(), 730u);
  const std::vector<double> mean = panel.mean_by_day();
  for (const std::size_t day : {0u, 81u, 150u, 186u, 234u, 266u, 500u, 729u}) {
    double sum = 0;
    for (std::size_t line = 0; line < panel.line_count(); ++line) {
      for (std::size_t origin = 0; origin < panel.origin_count(); ++origin) sum += panel.at(line, origin, day);
    }
    EXPECT_NEAR(mean[day], sum / static_cast<double>(panel.line_count() * panel.origin_count()), 1e-14) << day;
  }
}

TEST(DutyPanel, OriginsThatNoMeasureTellsApartShareAClass) {
  const DutyPanel panel = duty_panel(book(), request());
  EXPECT_LT(panel.class_count(), request().origins.size());
  EXPECT_EQ(panel.steps(0, 2).data(), panel.steps(0, 3).data());  // Canada and Mexico
  EXPECT_EQ(panel.at(2, 11, 400), 0);                             // the United States pay no duty to themselves
}

TEST(DutyPanel, WrongRequestsAreRefused) {
  PanelRequest wrong = request();
  wrong.until = wrong.from;
  EXPECT_THROW(static_cast<void>(duty_panel(book(), wrong)), InputError);
  wrong = request();
  wrong.origins.emplace_back("CHX");
  EXPECT_THROW(static_cast<void>(duty_panel(book(), wrong)), InputError);
}

}  // namespace
}  // namespace parley::tariff
