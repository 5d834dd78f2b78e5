// How often each test rejects when nothing happened but all members meet the event on one day.
#include <gtest/gtest.h>

#include <cmath>

#include "support/random_returns.hpp"

namespace parley::market {
namespace {

struct Rejections {
  double kolari_pynnonen = 0, calendar_time = 0, permutation = 0, patell = 0, bmp = 0, cross_section = 0, corrado = 0;
};

Rejections rejections(double shared, std::size_t samples) {
  test::Normals normal(20180322);
  constexpr std::size_t members = 40;
  constexpr std::size_t days = 121;
  const EventWindows windows{{0, days - 1}, {days - 1, days}};
  Rejections share;
  const double each = 1.0 / static_cast<double>(samples);
  for (std::size_t k = 0; k < samples; ++k) {
    const ReturnData data = test::random_returns(members, days, shared, normal);
    const EventTests tests = study(data, test::all_members(data), windows, {.draws = 199, .seed = k}).cumulative;
    share.kolari_pynnonen += each * (tests.kolari_pynnonen.probability < 0.05);
    share.calendar_time += each * (tests.calendar_time.probability < 0.05);
    share.permutation += each * (tests.permutation <= 0.05);
    share.patell += each * (tests.patell.probability < 0.05);
    share.bmp += each * (tests.bmp.probability < 0.05);
    share.cross_section += each * (tests.cross_section.probability < 0.05);
    share.corrado += each * (tests.corrado.probability < 0.05);
  }
  return share;
}

// 4000 samples: a true share of 5 % is estimated with a standard error of 0.34 points.
TEST(Size, OfTestsThatAllowForACommonEventDayIsFivePerCent) {
  const Rejections share = rejections(0.15, 4000);
  for (const double kept : {share.kolari_pynnonen, share.calendar_time, share.permutation, share.corrado}) {
    EXPECT_GE(kept, 0.04);
    EXPECT_LE(kept, 0.06);
  }
  // The others take 40 members for 40 observations: with r = 0.15 the variance is 1 + 39 r times as large.
  EXPECT_GT(share.patell, 0.30);
  EXPECT_GT(share.bmp, 0.30);
  EXPECT_GT(share.cross_section, 0.30);
  RecordProperty("kolari_pynnonen", std::to_string(share.kolari_pynnonen));
  RecordProperty("calendar_time", std::to_string(share.calendar_time));
  RecordProperty("permutation", std::to_string(share.permutation));
  RecordProperty("corrado", std::to_string(share.corrado));
  RecordProperty("patell", std::to_string(share.patell));
  RecordProperty("bmp", std::to_string(share.bmp));
}

TEST(Size, OfEveryTestIsFivePerCentWhereMembersAreIndependent) {
  const Rejections share = rejections(0, 4000);
  for (const double kept : {share.kolari_pynnonen, share.calendar_time, share.patell, share.bmp, share.cross_section}) {
    EXPECT_GE(kept, 0.04);
    EXPECT_LE(kept, 0.06);
  }
}

}  // namespace
}  // namespace parley::market
