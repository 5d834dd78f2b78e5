#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "parley/market/day_table.hpp"

namespace parley::market {

/// Days [begin, end) of a table.
struct DayRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  [[nodiscard]] std::size_t size() const { return end - begin; }
};

/// Returns and what explains them, on one calendar.
struct ReturnData {
  DayTable returns;            ///< in excess of the risk-free rate where the factors are
  Array<Factor, Day> factors;  ///< one row: the market model; three: Fama-French
};

/// The windows of one event.
struct EventWindows {
  DayRange estimation;
  DayRange event;
};

struct EventOptions {
  std::size_t least_days = 60;  ///< a member with fewer returns in the estimation window is excluded
  std::size_t draws = 999;      ///< of the permutation tests; zero: none
  std::uint64_t seed = 1;
};

/// A member's returns in the event window beside what the estimation window makes one expect.
///
///     R_t = theta' x_t + e_t,  x = (1, factors);   s^2 = SSE / (T - k)
///     AR = R* - X* theta;  Var(AR) = s^2 [I + X* (X'X)^-1 X*'];  CAR = 1' AR;  Var(CAR) = 1' Var(AR) 1
///
/// Units   fractions a day.    Source  Campbell, Lo & MacKinlay (1997), ch. 4.
struct AbnormalReturn {
  Member member{0};
  std::vector<double> coefficient;     ///< the constant first
  double sigma = 0;                    ///< s; zero where nothing is left to explain: every test is then absent
  double r_squared = 0;                ///< absent there
  std::size_t days = 0;                ///< T
  std::vector<double> residual;        ///< of the estimation window; absent on days without a return
  std::vector<double> abnormal;        ///< by day of the event window
  std::vector<double> standard_error;  ///< of each, as a prediction error
  double cumulative = 0;
  double cumulative_error = 0;
  double raw = 0;  ///< compounded return over the event window, nothing taken off
};

struct Exclusion {
  std::string member;
  std::string reason;
};

/// A test statistic with its two-sided probability under no effect; both absent where it cannot be had.
struct Statistic {
  double value = absent;
  double probability = absent;
};

/// What the tests say of one day, or of the whole window.
///
/// Kolari-Pynnonen, adjusted Patell, calendar time and the permutation of days allow for members that move together on
/// one event day; the others take them for independent and reject too often then.
struct EventTests {
  double mean = absent;  ///< AAR or CAAR
  double share_negative = absent;
  Statistic cross_section;          ///< mean / (sd / sqrt N)
  Statistic patell;                 ///< sum SAR / sqrt(sum (T-k)/(T-k-2))
  Statistic patell_total_variance;  ///< the same with s^2 = SSE/(T-1), as some programs standardise
  Statistic bmp;                    ///< mean(SAR) sqrt N / sd(SAR)
  Statistic kolari_pynnonen;        ///< BMP sqrt((1-r) / (1+(N-1) r))
  Statistic adjusted_patell;        ///< Patell / sqrt(1+(N-1) r)
  Statistic corrado;                ///< mean rank against its spread over all days
  Statistic calendar_time;          ///< CAR of the equally weighted portfolio over its prediction error
  /// Probability: share of sets of as many days of both windows on which the portfolio moved as far; one day: of all
  /// days, else of `draws` sets and the event's own.
  double permutation = absent;
};

/// The test by which one window of a group is judged, and what it says.
struct Verdict {
  enum class Test { kolari_pynnonen, calendar_time };
  Test test = Test::kolari_pynnonen;
  Statistic statistic;
  bool differs_from_zero = false;  ///< at `significance`
};
inline constexpr double significance = 0.05;
/// Kolari and Pynnonen's test, which allows for a common event day; the portfolio's where that cannot be had.
[[nodiscard]] Verdict verdict_of(const EventTests& tests);
/// How many of so many tests fall below `significance` when there is nothing to find.
[[nodiscard]] double expected_by_chance(std::size_t tests);

/// One group of members around one event.
struct GroupStudy {
  std::vector<AbnormalReturn> members;
  std::vector<Exclusion> excluded;
  double mean_correlation = absent;  ///< r: of the residuals, over all pairs
  AbnormalReturn portfolio;          ///< equally weighted
  std::vector<EventTests> by_day;
  EventTests cumulative;
  double raw_mean = absent;  ///< of the compounded returns
};

/// Abnormal returns of a group and every test.
///
/// Members without `least_days` returns before, without one on each event day or without residual variance are listed in
/// `excluded`.
/// Cost    O(members * days); pairs are only visited where one of the two lacks days.
/// Source  Patell (1976, J. Acc. Res. 14); Boehmer, Musumeci & Poulsen (1991, J. Fin. Econ. 30); Kolari & Pynnonen
///         (2010, Rev. Fin. Stud. 23); Corrado (1989, J. Fin. Econ. 23), with Corrado & Zivney's (1992) ranks by length.
/// Errors  std::invalid_argument for windows outside the table or overlapping ones; InputError where a factor has no
///         value in a window, or does not vary, or no member is left.
[[nodiscard]] GroupStudy study(const ReturnData& data, const std::vector<Member>& members, const EventWindows& windows,
                               const EventOptions& options);

/// How much more one group gained than another.
struct GroupDifference {
  double abnormal = 0;                ///< difference of mean CARs
  double abnormal_error = absent;     ///< of the same, as the prediction error of one portfolio
  Statistic welch;                    ///< takes members for independent
  Statistic calendar_time;            ///< of the portfolio long in one and short in the other
  double label_permutation = absent;  ///< probability: members' labels drawn anew; takes members for exchangeable
  double raw = 0;                     ///< difference of mean compounded returns
  double raw_beyond_usual = 0;        ///< summed daily differences less their mean in the estimation window
  double raw_error = absent;          ///< of the same, as a prediction error
  Statistic raw_welch;
  Statistic raw_calendar_time;  ///< raw_beyond_usual over its error
};
[[nodiscard]] GroupDifference difference(const ReturnData& data, const GroupStudy& first, const GroupStudy& second,
                                         const EventWindows& windows, const EventOptions& options);

}  // namespace parley::market
