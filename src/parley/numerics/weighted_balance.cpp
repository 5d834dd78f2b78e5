#include "parley/numerics/weighted_balance.hpp"

#include <algorithm>
#include <cmath>

#include <Eigen/Cholesky>

#include "parley/base/error.hpp"
#include "parley/numerics/balance_check.hpp"

namespace parley::numerics {
namespace {

/// Dual of the weighted problem; the multipliers stand one after the other, rows first.
class WeightedDual {
 public:
  WeightedDual(const BalanceTable& prior, const BalanceTable& weight, const std::vector<double>& row_total,
               const std::vector<double>& column_total)
      : prior_(prior), weight_(weight), rows_(row_total.size()), total_(row_total.size() + column_total.size()) {
    for (std::size_t r = 0; r < rows_; ++r) total_[at(r)] = row_total[r];
    for (std::size_t c = 0; c < column_total.size(); ++c) total_[at(rows_ + c)] = column_total[c];
  }

  [[nodiscard]] Eigen::Index size() const { return total_.size(); }

  [[nodiscard]] BalanceTable table(const Eigen::VectorXd& multiplier) const {
    BalanceTable x = prior_;
    for_cells([&](BalanceRow r, BalanceColumn c, Eigen::Index row, Eigen::Index column) {
      if (prior_(r, c) > 0) x(r, c) *= std::exp((multiplier[row] + multiplier[column]) / weight_(r, c));
    });
    return x;
  }

  [[nodiscard]] double value(const BalanceTable& x, const Eigen::VectorXd& multiplier) const {
    double sum = -total_.dot(multiplier);
    for_cells([&](BalanceRow r, BalanceColumn c, Eigen::Index, Eigen::Index) { sum += weight_(r, c) * x(r, c); });
    return sum;
  }

  [[nodiscard]] Eigen::VectorXd gradient(const BalanceTable& x) const {
    Eigen::VectorXd sums = -total_;
    for_cells([&](BalanceRow r, BalanceColumn c, Eigen::Index row, Eigen::Index column) {
      sums[row] += x(r, c);
      sums[column] += x(r, c);
    });
    return sums;
  }

  /// Largest |gradient| over its line's target; lines that are to be empty are by their zeros.
  [[nodiscard]] double gap(const Eigen::VectorXd& gradient) const {
    double largest = 0;
    for (Eigen::Index line = 0; line < total_.size(); ++line) {
      if (total_[line] > 0) largest = std::max(largest, std::abs(gradient[line]) / total_[line]);
    }
    return largest;
  }

  /// The Newton step. Adding to a what is taken from b changes nothing: that direction gets a curvature of its own, along
  /// which the gradient is zero. Lines are scaled by their curvature, for they span many powers of ten.
  [[nodiscard]] Eigen::VectorXd step(const BalanceTable& x, const Eigen::VectorXd& gradient) const {
    Eigen::MatrixXd curvature = Eigen::MatrixXd::Zero(size(), size());
    for_cells([&](BalanceRow r, BalanceColumn c, Eigen::Index row, Eigen::Index column) {
      const double each = x(r, c) / weight_(r, c);
      curvature(row, row) += each;
      curvature(column, column) += each;
      curvature(row, column) += each;
      curvature(column, row) += each;
    });
    Eigen::VectorXd scale(size());
    Eigen::VectorXd idle(size());
    for (Eigen::Index line = 0; line < size(); ++line) {
      const double own = curvature(line, line);
      scale[line] = own > 0 ? 1 / std::sqrt(own) : 1;
      if (!(own > 0)) curvature(line, line) = 1;
      idle[line] = (line < at(rows_) ? 1 : -1) / scale[line];
    }
    idle.normalize();
    const Eigen::MatrixXd scaled = scale.asDiagonal() * curvature * scale.asDiagonal() + idle * idle.transpose();
    return -(scale.asDiagonal() * scaled.ldlt().solve(scale.asDiagonal() * gradient));
  }

 private:
  [[nodiscard]] static Eigen::Index at(std::size_t line) { return static_cast<Eigen::Index>(line); }

  template <class Visit>
  void for_cells(const Visit& visit) const {
    for (const BalanceRow r : all<BalanceRow>(prior_.extent(0))) {
      for (const BalanceColumn c : all<BalanceColumn>(prior_.extent(1))) {
        visit(r, c, at(r.value()), at(rows_ + c.value()));
      }
    }
  }

  const BalanceTable& prior_;
  const BalanceTable& weight_;
  std::size_t rows_;
  Eigen::VectorXd total_;
};

/// Goes along the step, halved until the dual falls by a part of what its slope promises; zero where it never does.
double shortened(const WeightedDual& dual, const Eigen::VectorXd& multiplier, const Eigen::VectorXd& step, double value,
                 double slope) {
  constexpr double promised = 1e-4;
  for (double length = 1; length > 1e-12; length /= 2) {
    const Eigen::VectorXd next = multiplier + length * step;
    const double there = dual.value(dual.table(next), next);
    if (std::isfinite(there) && there <= value + promised * length * slope) return length;
  }
  return 0;
}

}  // namespace

BalancedTable weighted_balance(const BalanceTable& prior, const BalanceTable& weight,
                               const std::vector<double>& row_total, const std::vector<double>& column_total,
                               const WeightedBalanceOptions& options) {
  check_balance_input(prior, row_total, column_total);
  for (const double value : weight.values()) {
    if (!(value > 0 && std::isfinite(value))) throw InputError({}, "balance: a weight is not positive");
  }
  const WeightedDual dual(prior, weight, row_total, column_total);
  Eigen::VectorXd multiplier = Eigen::VectorXd::Zero(dual.size());
  BalancedTable result{dual.table(multiplier), {}};
  BalanceReport& report = result.report;
  report.largest_gap = dual.gap(dual.gradient(result.table));
  while (report.largest_gap > options.tolerance && report.iterations < options.iteration_limit) {
    ++report.iterations;
    const Eigen::VectorXd gradient = dual.gradient(result.table);
    const Eigen::VectorXd step = dual.step(result.table, gradient);
    // Near the end the dual's fall is lost in its own rounding, while full steps still halve the gap and more.
    const double length =
        report.largest_gap < 1e-6
            ? 1
            : shortened(dual, multiplier, step, dual.value(result.table, multiplier), gradient.dot(step));
    if (length == 0) break;
    const Eigen::VectorXd next = multiplier + length * step;
    BalanceTable table = dual.table(next);
    const double gap = dual.gap(dual.gradient(table));
    if (report.largest_gap < 1e-6 && !(gap < report.largest_gap)) break;
    multiplier = next;
    result.table = std::move(table);
    report.largest_gap = gap;
  }
  report.converged = report.largest_gap <= options.tolerance;
  return result;
}

}  // namespace parley::numerics
