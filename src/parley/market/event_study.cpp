#include "parley/market/event_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "parley/base/error.hpp"
#include "parley/market/abnormal_return.hpp"
#include "parley/market/draw.hpp"

namespace parley::market {
namespace {

std::vector<double> cumulative_of(const GroupStudy& study) {
  std::vector<double> values;
  for (const AbnormalReturn& each : study.members) values.push_back(each.cumulative);
  return values;
}

std::vector<double> raw_of(const GroupStudy& study) {
  std::vector<double> values;
  for (const AbnormalReturn& each : study.members) values.push_back(each.raw);
  return values;
}

struct Moments {
  double mean = 0;
  double variance_of_mean = absent;
  double n = 0;
};

Moments moments(const std::vector<double>& values) {
  Moments found{.n = static_cast<double>(values.size())};
  for (const double value : values) found.mean += value / found.n;
  if (found.n < 2) return found;
  double squares = 0;
  for (const double value : values) squares += (value - found.mean) * (value - found.mean);
  found.variance_of_mean = squares / (found.n - 1) / found.n;
  return found;
}

/// Welch's t with Satterthwaite's degrees of freedom.
Statistic welch(const std::vector<double>& first, const std::vector<double>& second) {
  const Moments a = moments(first);
  const Moments b = moments(second);
  const double variance = a.variance_of_mean + b.variance_of_mean;
  if (!(variance > 0)) return {};
  const double freedom =
      variance * variance /
      (a.variance_of_mean * a.variance_of_mean / (a.n - 1) + b.variance_of_mean * b.variance_of_mean / (b.n - 1));
  return student((a.mean - b.mean) / std::sqrt(variance), freedom);
}

double permuted_labels(const std::vector<double>& first, const std::vector<double>& second,
                       const EventOptions& options) {
  if (options.draws == 0) return absent;
  std::vector<double> values = first;
  values.insert(values.end(), second.begin(), second.end());
  const double total = std::accumulate(values.begin(), values.end(), 0.0);
  const auto n1 = static_cast<double>(first.size());
  const auto n2 = static_cast<double>(second.size());
  const double observed = std::abs(moments(first).mean - moments(second).mean);
  Draw draw(options.seed);
  std::size_t as_far = 1;
  for (std::size_t k = 0; k < options.draws; ++k) {
    double sum = 0;
    for (std::size_t i = 0; i < first.size(); ++i) {
      std::swap(values[i], values[i + draw.below(values.size() - i)]);
      sum += values[i];
    }
    // A label drawing that gives the same split may differ from it by rounding alone.
    as_far += std::abs(sum / n1 - (total - sum) / n2) >= observed * (1 - 1e-12);
  }
  return static_cast<double>(as_far) / static_cast<double>(options.draws + 1);
}

/// Why a member has no residual to test with.
std::string why_without_variance(const ReturnData& data, Member m, const EventWindows& windows) {
  const std::span<const double> returns = data.returns.value.row(m);
  bool is_still = true;
  for (std::size_t t = windows.estimation.begin; t < windows.estimation.end; ++t)
    is_still = is_still && (std::isnan(returns[t]) || returns[t] == 0);
  return is_still ? "does not move in the estimation window"
                  : "the market or factors explain it wholly in the estimation window";
}

std::vector<Member> fitted(const GroupStudy& study) {
  std::vector<Member> members;
  for (const AbnormalReturn& each : study.members) members.push_back(each.member);
  return members;
}

}  // namespace

GroupStudy study(const ReturnData& data, const std::vector<Member>& members, const EventWindows& windows,
                 const EventOptions& options) {
  const NormalReturnModel model(data, windows, data.factors.extent(0));
  GroupStudy result;
  const std::size_t least = std::max(options.least_days, model.parameter_count() + 3);
  std::vector<Member> usable;
  for (const Member m : usable_members(data, members, windows, least, result.excluded)) {
    AbnormalReturn one = model.fit(data.returns.value.row(m));
    one.member = m;
    if (one.sigma > 0) {
      usable.push_back(m);
      result.members.push_back(std::move(one));
    } else {
      result.excluded.push_back({data.returns.members[m.value()], why_without_variance(data, m, windows)});
    }
  }
  if (usable.empty()) {
    std::string why = result.excluded.empty() ? "it names none" : "";
    for (std::size_t at = 0; at < std::min<std::size_t>(3, result.excluded.size()); ++at)
      why += fmt::format("{}{}: {}", at == 0 ? "" : "; ", result.excluded[at].member, result.excluded[at].reason);
    throw InputError({data.returns.file, 0, 0, ""}, "no member of a group can be studied", why);
  }
  result.raw_mean = moments(raw_of(result)).mean;
  result.mean_correlation = mean_correlation(result.members);
  result.portfolio = model.fit(portfolio_returns(data, usable, windows));
  test_group(result, model.parameter_count(), options);
  return result;
}

GroupDifference difference(const ReturnData& data, const GroupStudy& first, const GroupStudy& second,
                           const EventWindows& windows, const EventOptions& options) {
  std::vector<double> spread = portfolio_returns(data, fitted(first), windows);
  const std::vector<double> other = portfolio_returns(data, fitted(second), windows);
  for (std::size_t t = 0; t < spread.size(); ++t) spread[t] -= other[t];
  const NormalReturnModel explained(data, windows, data.factors.extent(0));
  const NormalReturnModel mean_only(data, windows, 0);
  const AbnormalReturn abnormal = explained.fit(spread);
  const AbnormalReturn raw = mean_only.fit(spread);
  const auto freedom = [](const AbnormalReturn& fit) { return static_cast<double>(fit.days - fit.coefficient.size()); };
  GroupDifference result;
  result.abnormal = moments(cumulative_of(first)).mean - moments(cumulative_of(second)).mean;
  result.abnormal_error = abnormal.cumulative_error;
  result.welch = welch(cumulative_of(first), cumulative_of(second));
  result.calendar_time = student(over_error(abnormal.cumulative, abnormal.cumulative_error), freedom(abnormal));
  result.label_permutation = permuted_labels(cumulative_of(first), cumulative_of(second), options);
  result.raw = first.raw_mean - second.raw_mean;
  result.raw_beyond_usual = raw.cumulative;
  result.raw_error = raw.cumulative_error;
  result.raw_welch = welch(raw_of(first), raw_of(second));
  result.raw_calendar_time = student(over_error(raw.cumulative, raw.cumulative_error), freedom(raw));
  return result;
}

}  // namespace parley::market
