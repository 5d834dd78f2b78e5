#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <numeric>

#include "parley/market/abnormal_return.hpp"
#include "parley/market/draw.hpp"

namespace parley::market {
namespace {

/// One number per member: the abnormal return tested, its standard error, and what Patell's variance needs.
struct CrossSection {
  std::vector<double> abnormal;
  std::vector<double> standard_error;
  std::vector<double> days;
  double parameters = 0;
};

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Zero where the values differ by rounding only.
double deviation_of(const std::vector<double>& values) {
  constexpr double rounding = 1e-12;
  const double mean = mean_of(values);
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  const double deviation = std::sqrt(squares / static_cast<double>(values.size() - 1));
  return deviation > rounding * std::abs(mean) ? deviation : 0;
}

/// A statistic times the root of a factor; absent where the factor is not above zero.
double times_root(double statistic, double factor) { return factor > 0 ? statistic * std::sqrt(factor) : absent; }

/// The tests that look across members.
EventTests across(const CrossSection& section, double r) {
  EventTests tests;
  const auto n = static_cast<double>(section.abnormal.size());
  tests.mean = mean_of(section.abnormal);
  const auto below = std::count_if(section.abnormal.begin(), section.abnormal.end(), [](double v) { return v < 0; });
  tests.share_negative = static_cast<double>(below) / n;
  if (n < 2) return tests;
  std::vector<double> standardised(section.abnormal.size());
  double sum_total = 0;
  double variance = 0;
  for (std::size_t i = 0; i < standardised.size(); ++i) {
    const double freedom = section.days[i] - section.parameters;
    standardised[i] = section.abnormal[i] / section.standard_error[i];
    // Standardised with SSE/(T-1) instead of SSE/(T-k) the same error is smaller by the root of (T-k)/(T-1).
    sum_total += standardised[i] * std::sqrt((section.days[i] - 1) / freedom);
    variance += freedom / (freedom - 2);
  }
  const double sum = mean_of(standardised) * n;
  const double shared = 1 + (n - 1) * r;
  const double bmp = over_error(mean_of(standardised) * std::sqrt(n), deviation_of(standardised));
  tests.cross_section = student(over_error(tests.mean * std::sqrt(n), deviation_of(section.abnormal)), n - 1);
  tests.patell = normal(sum / std::sqrt(variance));
  tests.patell_total_variance = normal(sum_total / std::sqrt(variance));
  tests.bmp = student(bmp, n - 1);
  tests.kolari_pynnonen = student(times_root(bmp, (1 - r) / shared), n - 1);
  tests.adjusted_patell = normal(times_root(tests.patell.value, 1 / shared));
  return tests;
}

CrossSection section_of(const GroupStudy& study, std::size_t parameter_count, std::size_t day, bool is_cumulative) {
  CrossSection section;
  section.parameters = static_cast<double>(parameter_count);
  for (const AbnormalReturn& each : study.members) {
    section.abnormal.push_back(is_cumulative ? each.cumulative : each.abnormal[day]);
    section.standard_error.push_back(is_cumulative ? each.cumulative_error : each.standard_error[day]);
    section.days.push_back(static_cast<double>(each.days));
  }
  return section;
}

/// Residuals of a member in its estimation window, then its abnormal returns.
std::vector<double> all_errors(const AbnormalReturn& each) {
  std::vector<double> errors = each.residual;
  errors.insert(errors.end(), each.abnormal.begin(), each.abnormal.end());
  return errors;
}

/// Mean over members of rank / (L+1) - 1/2 on every day of both windows; ties share their mean rank.
std::vector<double> mean_ranks(const GroupStudy& study) {
  const std::size_t length = study.members.front().residual.size() + study.members.front().abnormal.size();
  std::vector<double> sum(length, 0.0);
  std::vector<double> count(length, 0.0);
  std::vector<std::size_t> order;
  for (const AbnormalReturn& each : study.members) {
    const std::vector<double> errors = all_errors(each);
    order.clear();
    for (std::size_t t = 0; t < length; ++t) {
      if (!std::isnan(errors[t])) order.push_back(t);
    }
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return errors[a] < errors[b]; });
    for (std::size_t first = 0; first < order.size();) {
      std::size_t last = first;
      while (last + 1 < order.size() && errors[order[last + 1]] == errors[order[first]]) ++last;
      const double rank = 1 + static_cast<double>(first + last) / 2;
      for (; first <= last; ++first) {
        sum[order[first]] += rank / static_cast<double>(order.size() + 1) - 0.5;
        count[order[first]] += 1;
      }
    }
  }
  for (std::size_t t = 0; t < length; ++t) sum[t] = count[t] > 0 ? sum[t] / count[t] : 0;
  return sum;
}

void rank_tests(GroupStudy& study) {
  const std::vector<double> ranks = mean_ranks(study);
  double squares = 0;
  for (const double rank : ranks) squares += rank * rank;
  const double spread = std::sqrt(squares / static_cast<double>(ranks.size()));
  const std::size_t tau = study.by_day.size();
  double together = 0;
  for (std::size_t t = 0; t < tau; ++t) {
    const double rank = ranks[ranks.size() - tau + t];
    study.by_day[t].corrado = normal(over_error(rank, spread));
    together += rank;
  }
  study.cumulative.corrado = normal(over_error(together, std::sqrt(static_cast<double>(tau)) * spread));
}

/// Probability that as many days, drawn from both windows, moved the portfolio as far as the event's `days` did.
///
/// With nothing happening any of these days is as likely to be the event's as any other, so its own days are among those
/// drawn from: the probability is exact, and of T + 1 single days no smaller than 1/(T+1), however many are drawn.
double permuted(const AbnormalReturn& portfolio, const DayRange& days, double error_of_a_day,
                const EventOptions& options) {
  if (options.draws == 0 || !(error_of_a_day > 0)) return absent;
  std::vector<double> standardised;
  double observed = 0;
  for (std::size_t t = days.begin; t < days.end; ++t) {
    standardised.push_back(portfolio.abnormal[t] / error_of_a_day);
    observed += standardised.back();
  }
  for (const double each : portfolio.residual) {
    if (!std::isnan(each)) standardised.push_back(each / portfolio.sigma);
  }
  // The same days in another order may add up to another rounding.
  const auto is_as_far = [&](double sum) { return std::abs(sum) >= std::abs(observed) * (1 - 1e-12); };
  if (days.size() == 1) {
    const auto as_far = std::count_if(standardised.begin(), standardised.end(), is_as_far);
    return static_cast<double>(as_far) / static_cast<double>(standardised.size());
  }
  Draw draw(options.seed);
  std::size_t as_far = 1;  // the event itself is one of the possible sets
  for (std::size_t k = 0; k < options.draws; ++k) {
    double sum = 0;
    for (std::size_t t = 0; t < days.size(); ++t) {
      std::swap(standardised[t], standardised[t + draw.below(standardised.size() - t)]);
      sum += standardised[t];
    }
    as_far += is_as_far(sum);
  }
  return static_cast<double>(as_far) / static_cast<double>(options.draws + 1);
}

}  // namespace

Statistic student(double value, double degrees_of_freedom) {
  if (!std::isfinite(value) || degrees_of_freedom <= 0) return {value, absent};
  const boost::math::students_t law(degrees_of_freedom);
  return {value, 2 * boost::math::cdf(boost::math::complement(law, std::abs(value)))};
}

Statistic normal(double value) {
  if (!std::isfinite(value)) return {value, absent};
  return {value, 2 * boost::math::cdf(boost::math::complement(boost::math::normal(), std::abs(value)))};
}

Verdict verdict_of(const EventTests& tests) {
  Verdict verdict{.test = Verdict::Test::kolari_pynnonen, .statistic = tests.kolari_pynnonen};
  if (std::isnan(tests.kolari_pynnonen.value))
    verdict = {.test = Verdict::Test::calendar_time, .statistic = tests.calendar_time};
  verdict.differs_from_zero = verdict.statistic.probability < significance;
  return verdict;
}

double expected_by_chance(std::size_t tests) { return significance * static_cast<double>(tests); }

void test_group(GroupStudy& study, std::size_t parameter_count, const EventOptions& options) {
  const AbnormalReturn& portfolio = study.portfolio;
  const double freedom = static_cast<double>(portfolio.days - parameter_count);
  const std::size_t tau = portfolio.abnormal.size();
  study.by_day.clear();
  for (std::size_t t = 0; t < tau; ++t) {
    EventTests tests = across(section_of(study, parameter_count, t, false), study.mean_correlation);
    tests.calendar_time = student(over_error(portfolio.abnormal[t], portfolio.standard_error[t]), freedom);
    tests.permutation = permuted(portfolio, {t, t + 1}, portfolio.standard_error[t], options);
    study.by_day.push_back(tests);
  }
  study.cumulative = across(section_of(study, parameter_count, 0, true), study.mean_correlation);
  study.cumulative.calendar_time = student(over_error(portfolio.cumulative, portfolio.cumulative_error), freedom);
  const double error_of_a_day = portfolio.cumulative_error / std::sqrt(static_cast<double>(tau));
  study.cumulative.permutation = permuted(portfolio, {0, tau}, error_of_a_day, options);
  rank_tests(study);
}

}  // namespace parley::market
