#include "parley/market/abnormal_return.hpp"

#include <fmt/format.h>

#include <Eigen/QR>
#include <cmath>
#include <stdexcept>

#include "parley/base/error.hpp"

namespace parley::market {
namespace {

void require_windows(const ReturnData& data, const EventWindows& windows) {
  const std::size_t days = data.returns.dates.size();
  const auto lies_inside = [&](const DayRange& range) { return range.begin < range.end && range.end <= days; };
  if (!lies_inside(windows.estimation) || !lies_inside(windows.event))
    throw std::invalid_argument("a window outside the table");
  if (windows.estimation.begin < windows.event.end && windows.event.begin < windows.estimation.end)
    throw std::invalid_argument("the estimation window overlaps the event window");
}

void require_factors(const ReturnData& data, std::size_t factor_count, const DayRange& range) {
  for (const Factor f : all<Factor>(factor_count)) {
    for (std::size_t day = range.begin; day < range.end; ++day) {
      if (std::isnan(data.factors(f, Day(day)))) {
        throw InputError({data.returns.file, 0, 0, ""},
                         fmt::format("factor {} has no value on {}", f.value() + 1, to_string(data.returns.dates[day])),
                         "windows must lie where every factor has one");
      }
    }
  }
}

}  // namespace

NormalReturnModel::NormalReturnModel(const ReturnData& data, const EventWindows& windows, std::size_t factor_count)
    : data_(&data), windows_(windows), parameters_(factor_count + 1) {
  require_windows(data, windows);
  require_factors(data, factor_count, windows.estimation);
  require_factors(data, factor_count, windows.event);
  for (std::size_t day = windows.estimation.begin; day < windows.estimation.end; ++day) all_days_.push_back(day);
  shared_ = regression(all_days_);
}

Eigen::VectorXd NormalReturnModel::explanation(std::size_t day) const {
  Eigen::VectorXd x(static_cast<Eigen::Index>(parameters_));
  x(0) = 1;
  for (std::size_t f = 0; f + 1 < parameters_; ++f)
    x(static_cast<Eigen::Index>(f + 1)) = data_->factors(Factor(f), Day(day));
  return x;
}

NormalReturnModel::Regression NormalReturnModel::regression(const std::vector<std::size_t>& days) const {
  const auto rows = static_cast<Eigen::Index>(days.size());
  const auto columns = static_cast<Eigen::Index>(parameters_);
  // Patell's variance correction (T-k)/(T-k-2) needs more.
  if (rows < columns + 3) throw std::invalid_argument("too few days in the estimation window");
  Eigen::MatrixXd x(rows, columns);
  for (Eigen::Index t = 0; t < rows; ++t) x.row(t) = explanation(days[static_cast<std::size_t>(t)]).transpose();
  const Eigen::HouseholderQR<Eigen::MatrixXd> factored(x);
  Regression result;
  result.orthonormal = factored.householderQ() * Eigen::MatrixXd::Identity(rows, columns);
  result.upper = factored.matrixQR().topRows(columns).triangularView<Eigen::Upper>();
  const double scale = result.upper.col(0).norm();
  for (Eigen::Index f = 1; f < columns; ++f) {
    if (std::abs(result.upper(f, f)) <= 1e-12 * scale) {
      throw InputError({data_->returns.file, 0, 0, ""},
                       fmt::format("factor {} does not vary by itself in the estimation window", f),
                       "leave it out, or take another window");
    }
  }
  Eigen::MatrixXd event(columns, static_cast<Eigen::Index>(windows_.event.size()));
  for (std::size_t t = 0; t < windows_.event.size(); ++t)
    event.col(static_cast<Eigen::Index>(t)) = explanation(windows_.event.begin + t);
  result.event_weight = result.upper.transpose().triangularView<Eigen::Lower>().solve(event);
  return result;
}

AbnormalReturn NormalReturnModel::fit(std::span<const double> returns) const {
  std::vector<std::size_t> days;
  for (const std::size_t day : all_days_) {
    if (!std::isnan(returns[day])) days.push_back(day);
  }
  const bool is_whole = days.size() == all_days_.size();
  const Regression own = is_whole ? Regression{} : regression(days);
  const Regression& used = is_whole ? shared_ : own;
  Eigen::VectorXd y(static_cast<Eigen::Index>(days.size()));
  for (std::size_t t = 0; t < days.size(); ++t) y(static_cast<Eigen::Index>(t)) = returns[days[t]];
  const Eigen::VectorXd projected = used.orthonormal.transpose() * y;
  const Eigen::VectorXd theta = used.upper.triangularView<Eigen::Upper>().solve(projected);
  const Eigen::VectorXd residual = y - used.orthonormal * projected;

  AbnormalReturn result;
  result.coefficient.assign(theta.begin(), theta.end());
  result.days = days.size();
  // Of a series that does not move, or is a sum of the factors, nothing is left but rounding.
  constexpr double rounding = 1e-10;
  if (residual.norm() > rounding * y.norm()) {
    result.sigma = std::sqrt(residual.squaredNorm() / static_cast<double>(days.size() - parameters_));
    result.r_squared = 1 - residual.squaredNorm() / (y.array() - y.mean()).matrix().squaredNorm();
  } else {
    result.r_squared = absent;
  }
  result.residual.assign(all_days_.size(), absent);
  for (std::size_t t = 0; t < days.size(); ++t)
    result.residual[days[t] - windows_.estimation.begin] = residual(static_cast<Eigen::Index>(t));
  double growth = 1;
  for (std::size_t t = 0; t < windows_.event.size(); ++t) {
    const double observed = returns[windows_.event.begin + t];
    const auto column = used.event_weight.col(static_cast<Eigen::Index>(t));
    result.abnormal.push_back(observed - theta.dot(explanation(windows_.event.begin + t)));
    result.standard_error.push_back(result.sigma * std::sqrt(1 + column.squaredNorm()));
    result.cumulative += result.abnormal.back();
    growth *= 1 + observed;
  }
  result.raw = growth - 1;
  const Eigen::VectorXd together = used.event_weight.rowwise().sum();
  result.cumulative_error =
      result.sigma * std::sqrt(static_cast<double>(windows_.event.size()) + together.squaredNorm());
  return result;
}

std::vector<Member> usable_members(const ReturnData& data, const std::vector<Member>& members,
                                   const EventWindows& windows, std::size_t least_days,
                                   std::vector<Exclusion>& excluded) {
  std::vector<Member> usable;
  for (const Member m : members) {
    const std::span<const double> returns = data.returns.value.row(m);
    std::size_t days = 0;
    for (std::size_t t = windows.estimation.begin; t < windows.estimation.end; ++t) days += !std::isnan(returns[t]);
    std::string reason;
    std::size_t first = 0;
    while (first < returns.size() && std::isnan(returns[first])) ++first;
    if (first >= windows.event.end) {
      reason = first == returns.size()
                   ? "has no returns"
                   : "is listed after the window: its first return is of " + to_string(data.returns.dates[first]);
    }
    for (std::size_t t = windows.event.begin; reason.empty() && t < windows.event.end; ++t) {
      if (std::isnan(returns[t])) reason = "no return on " + to_string(data.returns.dates[t]);
    }
    if (reason.empty() && days < least_days)
      reason = fmt::format("{} returns in the estimation window, {} are asked for", days, least_days);
    if (reason.empty()) {
      usable.push_back(m);
    } else {
      excluded.push_back({data.returns.members[m.value()], reason});
    }
  }
  return usable;
}

std::vector<double> portfolio_returns(const ReturnData& data, const std::vector<Member>& members,
                                      const EventWindows& windows) {
  std::vector<double> mean(data.returns.dates.size(), absent);
  for (const DayRange& range : {windows.estimation, windows.event}) {
    for (std::size_t t = range.begin; t < range.end; ++t) {
      double sum = 0;
      std::size_t count = 0;
      for (const Member m : members) {
        const double value = data.returns.value(m, Day(t));
        if (std::isnan(value)) continue;
        sum += value;
        ++count;
      }
      if (count > 0) mean[t] = sum / static_cast<double>(count);
    }
  }
  return mean;
}

}  // namespace parley::market
