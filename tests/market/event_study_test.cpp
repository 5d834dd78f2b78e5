// Abnormal returns and tests against closed forms and direct formulas.
#include "parley/market/event_study.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "parley/base/error.hpp"
#include "support/random_returns.hpp"

namespace parley::market {
namespace {

constexpr std::size_t days = 100;
const EventWindows windows{{0, 90}, {95, 98}};

/// The market model written out: a, b, s and the closed variances of one member.
struct Closed {
  double a, b, s, mean, squares;
  Closed(const ReturnData& data, Member m) {
    double sx = 0, sy = 0, sxx = 0, sxy = 0, syy = 0;
    const double n = 90;
    for (std::size_t t = 0; t < 90; ++t) {
      const double x = data.factors(Factor(0), Day(t));
      const double y = data.returns.value(m, Day(t));
      sx += x, sy += y, sxx += x * x, sxy += x * y, syy += y * y;
    }
    mean = sx / n;
    squares = sxx - sx * sx / n;
    b = (sxy - sx * sy / n) / squares;
    a = sy / n - b * mean;
    s = std::sqrt((syy - sy * sy / n - b * b * squares) / (n - 2));
  }
};

TEST(AbnormalReturns, HaveTheClosedVariancesOfTheMarketModel) {
  rc::check("Var(AR) = s2 [1 + 1/T + (R-mean)^2/SS], Var(CAR) = s2 [tau + tau^2/T + (sum (R-mean))^2/SS]", [] {
    test::Normals normal(*rc::gen::inRange<std::uint64_t>(0, 1000000));
    const ReturnData data = test::random_returns(3, days, 0.2, normal);
    const GroupStudy found = study(data, test::all_members(data), windows, {.draws = 0});
    for (const AbnormalReturn& each : found.members) {
      const Closed closed(data, each.member);
      double sum = 0;
      for (std::size_t t = 0; t < 3; ++t) {
        const double gap = data.factors(Factor(0), Day(95 + t)) - closed.mean;
        sum += gap;
        RC_ASSERT(std::abs(each.standard_error[t] - closed.s * std::sqrt(1 + 1 / 90.0 + gap * gap / closed.squares)) <
                  1e-12);
      }
      RC_ASSERT(std::abs(each.coefficient[1] - closed.b) < 1e-10);
      RC_ASSERT(std::abs(each.cumulative_error - closed.s * std::sqrt(3 + 9 / 90.0 + sum * sum / closed.squares)) <
                1e-12);
    }
  });
}

TEST(AbnormalReturns, OfAShockAreTheShock) {
  test::Normals normal(7);
  ReturnData data = test::random_returns(30, days, 0.2, normal);
  const GroupStudy before = study(data, test::all_members(data), windows, {});
  for (std::size_t m = 0; m < 30; ++m) data.returns.value(Member(m), Day(96)) -= 0.07;
  const GroupStudy after = study(data, test::all_members(data), windows, {});
  EXPECT_NEAR(after.by_day[1].mean, before.by_day[1].mean - 0.07, 1e-14);
  EXPECT_NEAR(after.cumulative.mean, before.cumulative.mean - 0.07, 1e-14);
  EXPECT_LT(after.by_day[1].kolari_pynnonen.probability, 1e-6);
  EXPECT_LT(after.by_day[1].calendar_time.probability, 1e-6);
  EXPECT_EQ(after.by_day[1].permutation, 1.0 / 91);  // no estimation day moved as far
}

TEST(MeanCorrelation, OfWholeMembersIsThatOfAllPairs) {
  test::Normals normal(11);
  ReturnData data = test::random_returns(12, days, 0.3, normal);
  const GroupStudy whole = study(data, test::all_members(data), windows, {.draws = 0});
  double sum = 0;
  for (std::size_t i = 0; i < 12; ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      double ab = 0, aa = 0, bb = 0;
      for (std::size_t t = 0; t < 90; ++t) {
        const double a = whole.members[i].residual[t];
        const double b = whole.members[k].residual[t];
        ab += a * b, aa += a * a, bb += b * b;
      }
      sum += ab / std::sqrt(aa * bb);
    }
  }
  EXPECT_NEAR(whole.mean_correlation, sum / 66, 1e-12);
}

TEST(MeanCorrelation, IsThatOfThePairsCommonDays) {
  rc::check("every pair over the days that both have, written out", [] {
    test::Normals normal(*rc::gen::inRange<std::uint64_t>(0, 1000000));
    ReturnData data = test::random_returns(9, days, 0.3, normal);
    for (std::size_t m = 0; m < 6; ++m) {
      const auto first = *rc::gen::inRange<std::size_t>(0, 90);
      const auto end = *rc::gen::inRange<std::size_t>(first, 91);
      for (std::size_t t = first; t < end && t < first + 60; ++t) data.returns.value(Member(m), Day(t)) = absent;
    }
    const GroupStudy found = study(data, test::all_members(data), windows, {.least_days = 20, .draws = 0});
    double sum = 0;
    double pairs = 0;
    for (std::size_t i = 0; i < found.members.size(); ++i) {
      for (std::size_t k = 0; k < i; ++k) {
        std::vector<double> a, b;
        for (std::size_t t = 0; t < 90; ++t) {
          if (std::isnan(found.members[i].residual[t] + found.members[k].residual[t])) continue;
          a.push_back(found.members[i].residual[t]);
          b.push_back(found.members[k].residual[t]);
        }
        if (a.size() < 3) continue;
        const double mean_a = std::accumulate(a.begin(), a.end(), 0.0) / static_cast<double>(a.size());
        const double mean_b = std::accumulate(b.begin(), b.end(), 0.0) / static_cast<double>(b.size());
        double ab = 0, aa = 0, bb = 0;
        for (std::size_t t = 0; t < a.size(); ++t) {
          ab += (a[t] - mean_a) * (b[t] - mean_b);
          aa += (a[t] - mean_a) * (a[t] - mean_a);
          bb += (b[t] - mean_b) * (b[t] - mean_b);
        }
        sum += ab / std::sqrt(aa * bb);
        pairs += 1;
      }
    }
    RC_ASSERT(std::abs(found.mean_correlation - sum / pairs) < 1e-12);
  });
}

TEST(MissingDays, ChangeNothingButTheirOwnMember) {
  test::Normals normal(13);
  ReturnData data = test::random_returns(6, days, 0.3, normal);
  const GroupStudy whole = study(data, test::all_members(data), windows, {.draws = 0});
  data.returns.value(Member(2), Day(40)) = absent;
  const GroupStudy gappy = study(data, test::all_members(data), windows, {.draws = 0});
  EXPECT_EQ(gappy.members[2].days, 89U);
  EXPECT_TRUE(std::isnan(gappy.members[2].residual[40]));
  EXPECT_NE(gappy.members[2].sigma, whole.members[2].sigma);
  EXPECT_EQ(gappy.members[3].cumulative, whole.members[3].cumulative);
  EXPECT_NEAR(gappy.mean_correlation, whole.mean_correlation, 0.05);
}

TEST(Exclusions, AreListedWithTheReason) {
  test::Normals normal(17);
  ReturnData data = test::random_returns(5, days, 0.3, normal);
  for (std::size_t t = 0; t < 99; ++t) data.returns.value(Member(0), Day(t)) = absent;  // listed after the window
  for (std::size_t t = 0; t < 50; ++t) data.returns.value(Member(1), Day(t)) = absent;  // too few days
  data.returns.value(Member(2), Day(96)) = absent;                                      // suspended on an event day
  const GroupStudy found = study(data, test::all_members(data), windows, {});
  ASSERT_EQ(found.excluded.size(), 3U);
  EXPECT_EQ(found.members.size(), 2U);
  EXPECT_EQ(found.excluded[0].reason, "is listed after the window: its first return is of 2017-05-19");
  EXPECT_EQ(found.excluded[1].reason, "40 returns in the estimation window, 60 are asked for");
  EXPECT_EQ(found.excluded[2].reason, "no return on 2017-05-16");
}

TEST(Exclusions, OfEverybodyAreAnError) {
  test::Normals normal(19);
  ReturnData data = test::random_returns(1, days, 0, normal);
  data.returns.value(Member(0), Day(96)) = absent;
  EXPECT_THROW((void)study(data, {Member(0)}, windows, {}), InputError);
}

TEST(Windows, ThatOverlapOrAFactorThatStandsStillAreErrors) {
  test::Normals normal(23);
  ReturnData data = test::random_returns(3, days, 0, normal);
  EXPECT_THROW((void)study(data, test::all_members(data), {{0, 96}, {95, 98}}, {}), std::invalid_argument);
  for (std::size_t t = 0; t < days; ++t) data.factors(Factor(0), Day(t)) = 0.01;
  EXPECT_THROW((void)study(data, test::all_members(data), windows, {}), InputError);
}

TEST(RankTest, IsCorradosOwnFormulaWhereNoDayIsMissing) {
  test::Normals normal(29);
  const ReturnData data = test::random_returns(8, days, 0.1, normal);
  const GroupStudy found = study(data, test::all_members(data), windows, {.draws = 0});
  const std::size_t length = 93;
  std::vector<double> mean(length, 0.0);
  for (const AbnormalReturn& each : found.members) {
    std::vector<double> errors = each.residual;
    errors.insert(errors.end(), each.abnormal.begin(), each.abnormal.end());
    for (std::size_t t = 0; t < length; ++t) {
      const auto rank = 1 + std::count_if(errors.begin(), errors.end(), [&](double e) { return e < errors[t]; });
      mean[t] += static_cast<double>(rank) / 8;
    }
  }
  double squares = 0;
  for (const double k : mean) squares += (k - 47) * (k - 47) / length;
  EXPECT_NEAR(found.by_day[2].corrado.value, (mean[92] - 47) / std::sqrt(squares), 1e-11);
}

TEST(Differences, OfAGroupAndItselfAreNone) {
  test::Normals normal(31);
  const ReturnData data = test::random_returns(20, days, 0.2, normal);
  std::vector<Member> first, second;
  for (std::size_t m = 0; m < 20; ++m) (m < 8 ? first : second).emplace_back(m);
  const GroupStudy a = study(data, first, windows, {});
  const GroupStudy b = study(data, second, windows, {});
  const GroupDifference ab = difference(data, a, b, windows, {});
  const GroupDifference ba = difference(data, b, a, windows, {});
  EXPECT_NEAR(ab.abnormal, a.cumulative.mean - b.cumulative.mean, 1e-15);
  EXPECT_NEAR(ab.calendar_time.value, -ba.calendar_time.value, 1e-10);
  EXPECT_NEAR(ab.welch.probability, ba.welch.probability, 1e-12);
}

/// Residuals of a portfolio over s, and its abnormal returns over the error of a day.
std::vector<double> standardised(const AbnormalReturn& portfolio, double error_of_a_day) {
  std::vector<double> all;
  for (const double each : portfolio.abnormal) all.push_back(each / error_of_a_day);
  for (const double each : portfolio.residual) all.push_back(each / portfolio.sigma);
  return all;
}

TEST(Permutations, OfOneDayAreItsRankAmongAllDays) {
  test::Normals normal(41);
  ReturnData data = test::random_returns(5, days, 0.2, normal);
  const EventWindows one_day{{0, 90}, {95, 96}};
  for (const double shock : {0.0, 0.01, 0.05}) {
    data.returns.value(Member(0), Day(95)) += shock;
    const GroupStudy found = study(data, test::all_members(data), one_day, {.draws = 999});
    const std::vector<double> all = standardised(found.portfolio, found.portfolio.standard_error[0]);
    const auto as_far =
        std::count_if(all.begin(), all.end(), [&](double e) { return std::abs(e) >= std::abs(all[0]); });
    EXPECT_EQ(found.cumulative.permutation, static_cast<double>(as_far) / 91);
    EXPECT_EQ(found.by_day[0].permutation, found.cumulative.permutation);
  }
  data.returns.value(Member(0), Day(95)) += 1;
  EXPECT_EQ(study(data, test::all_members(data), one_day, {.draws = 99999}).cumulative.permutation, 1.0 / 91);
}

TEST(Permutations, OfTwoDaysApproachTheShareOfAllPairsOfDays) {
  test::Normals normal(43);
  const ReturnData data = test::random_returns(5, days, 0.2, normal);
  constexpr double draws = 20000;
  const GroupStudy found = study(data, test::all_members(data), {{0, 90}, {95, 97}}, {.draws = 20000});
  const std::vector<double> all = standardised(found.portfolio, found.portfolio.cumulative_error / std::sqrt(2.0));
  double as_far = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) as_far += std::abs(all[i] + all[k]) >= std::abs(all[0] + all[1]) - 1e-12;
  }
  const double share = as_far / (92 * 91 / 2.0);
  EXPECT_NEAR(found.cumulative.permutation, share, 4 * std::sqrt(share * (1 - share) / draws));
}

TEST(Verdict, IsOfTheTestThatAllowsForACommonDayAndElseOfThePortfolio) {
  EventTests tests;
  tests.kolari_pynnonen = {2.5, 0.01};
  tests.calendar_time = {1.0, 0.3};
  const Verdict of_many = verdict_of(tests);
  EXPECT_EQ(of_many.test, Verdict::Test::kolari_pynnonen);
  EXPECT_EQ(of_many.statistic.value, 2.5);
  EXPECT_TRUE(of_many.differs_from_zero);
  tests.kolari_pynnonen = {};
  const Verdict of_one = verdict_of(tests);
  EXPECT_EQ(of_one.test, Verdict::Test::calendar_time);
  EXPECT_EQ(of_one.statistic.probability, 0.3);
  EXPECT_FALSE(of_one.differs_from_zero);
  tests.calendar_time = {};
  EXPECT_FALSE(verdict_of(tests).differs_from_zero);  // no number shows nothing
  EXPECT_EQ(expected_by_chance(40), 2);
}

TEST(Permutations, DependOnTheSeedAlone) {
  test::Normals normal(37);
  const ReturnData data = test::random_returns(5, days, 0.2, normal);
  const auto drawn = [&](std::uint64_t seed) {
    return study(data, test::all_members(data), windows, {.draws = 99, .seed = seed}).cumulative.permutation;
  };
  EXPECT_EQ(drawn(3), drawn(3));
  EXPECT_GE(drawn(3), 0.01);
  EXPECT_LE(drawn(3), 1.0);
}

}  // namespace
}  // namespace parley::market
