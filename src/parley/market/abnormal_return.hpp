#pragma once

#include <Eigen/Core>
#include <span>

#include "parley/market/event_study.hpp"

namespace parley::market {

/// Fits members in one pair of windows; those with a return on every day share one factorisation.
class NormalReturnModel {
 public:
  /// Uses the first `factor_count` factors; none: the mean alone. `data` must outlive it. Errors as study().
  NormalReturnModel(const ReturnData& data, const EventWindows& windows, std::size_t factor_count);
  /// `returns` by day of the whole table; those of the event days must be there.
  [[nodiscard]] AbnormalReturn fit(std::span<const double> returns) const;
  [[nodiscard]] std::size_t parameter_count() const { return parameters_; }

 private:
  struct Regression {
    Eigen::MatrixXd orthonormal;   ///< Q of X = Q R, days by parameters
    Eigen::MatrixXd upper;         ///< R
    Eigen::MatrixXd event_weight;  ///< R'^-1 X*', parameters by event days: its columns' squares are leverages
  };
  [[nodiscard]] Eigen::VectorXd explanation(std::size_t day) const;
  [[nodiscard]] Regression regression(const std::vector<std::size_t>& days) const;

  const ReturnData* data_;
  EventWindows windows_;
  std::size_t parameters_;
  std::vector<std::size_t> all_days_;
  Regression shared_;
};

/// The members that can be fitted; the others go to `excluded` with the reason.
[[nodiscard]] std::vector<Member> usable_members(const ReturnData& data, const std::vector<Member>& members,
                                                 const EventWindows& windows, std::size_t least_days,
                                                 std::vector<Exclusion>& excluded);

/// Mean over the members with a return that day, in both windows; absent elsewhere.
[[nodiscard]] std::vector<double> portfolio_returns(const ReturnData& data, const std::vector<Member>& members,
                                                    const EventWindows& windows);

/// Mean correlation of the members' residuals over all pairs; absent for fewer than two members.
///
/// A pair is taken over the days that both have; one with fewer than three of them does not count.
/// Cost    O(N T) for members that have every day; O(G N T) more, as a product of matrices, for G that do not.
[[nodiscard]] double mean_correlation(const std::vector<AbnormalReturn>& members);

/// Fills `study.by_day` and `study.cumulative` from its members and its portfolio.
void test_group(GroupStudy& study, std::size_t parameter_count, const EventOptions& options);

/// A value over its standard error; absent where there is none, for the statistic then says nothing.
[[nodiscard]] inline double over_error(double value, double error) { return error > 0 ? value / error : absent; }

/// A statistic with Student's, or the normal, two-sided probability.
[[nodiscard]] Statistic student(double value, double degrees_of_freedom);
[[nodiscard]] Statistic normal(double value);

}  // namespace parley::market
