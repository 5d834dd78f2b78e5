#include "parley/strategy/curvature.hpp"

#include <Eigen/Dense>
#include <cmath>

#include "parley/strategy/stationary.hpp"

namespace parley::strategy {
namespace {

using Vector = Eigen::VectorXd;
using Eigen::Index;

constexpr int most_products = 25;
/// Steps in ln(1+t): for the scale of the answer, and for differences of slopes.
constexpr double scale_step = 1e-3;
constexpr double difference_step = 1e-4;

/// Slopes and answers of one block near one policy, on the free instruments.
class Neighbourhood {
 public:
  Neighbourhood(TariffGame& game, const Block& block, const Policy& policy, Observer& observer)
      : game_(game), block_(block), policy_(policy), observer_(observer) {
    slope_ = answer_ = policy;
    evaluate(policy);
    for (const std::size_t k : block.instruments) {
      const Instrument& each = game.instruments()[k];
      if (policy[k] > each.lower + difference_step && policy[k] < each.upper - difference_step) free_.push_back(k);
    }
  }

  [[nodiscard]] Index size() const { return static_cast<Index>(free_.size()); }
  [[nodiscard]] const SolveReport& report() const { return report_; }

  [[nodiscard]] Vector slope_at(const Vector& step) {
    Policy moved = policy_;
    for (Index k = 0; k < size(); ++k) moved[free_[static_cast<std::size_t>(k)]] += step(k);
    evaluate(moved);
    return picked(slope_);
  }
  /// slope / (answer - policy) a little off the policy: the curvature of the objective where the closed form is exact.
  [[nodiscard]] Vector implied_curvature() {
    const Vector slope = slope_at(Vector::Constant(size(), scale_step));
    Vector scale(size());
    for (Index k = 0; k < size(); ++k) {
      const std::size_t at = free_[static_cast<std::size_t>(k)];
      scale(k) = std::abs(slope(k) / (answer_[at] - policy_[at] - scale_step));
    }
    return scale;
  }

 private:
  void evaluate(const Policy& policy) {
    answer_ = policy;
    SolveReport report = game_.move_to(policy, observer_).report;
    if (report.usable()) report = game_.respond({&block_, 1}, slope_, answer_, observer_);
    if (report_.status == SolveStatus::not_called || report_.usable()) report_ = report;
  }
  [[nodiscard]] Vector picked(const std::vector<double>& values) const {
    Vector result(size());
    for (Index k = 0; k < size(); ++k) result(k) = values[free_[static_cast<std::size_t>(k)]];
    return result;
  }

  TariffGame& game_;
  const Block& block_;
  const Policy& policy_;
  Observer& observer_;
  std::vector<std::size_t> free_;
  std::vector<double> slope_;
  Policy answer_;
  SolveReport report_;
};

struct Lanczos {
  double largest = 0;
  int products = 0;
};

/// Largest eigenvalue of a symmetric operator, from a start with every sign.
template <class Operator>
Lanczos largest_eigenvalue(Index size, const Operator& apply) {
  const Index steps = std::min<Index>(size, most_products);
  Eigen::MatrixXd basis(size, steps);
  Eigen::MatrixXd small = Eigen::MatrixXd::Zero(steps, steps);
  Vector next(size);
  for (Index k = 0; k < size; ++k) next(k) = 1.0 + 0.5 * std::sin(1.7 * static_cast<double>(k));
  next.normalize();
  Index used = 0;
  while (used < steps) {
    basis.col(used) = next;
    ++used;
    next = apply(basis.col(used - 1));
    for (Index k = 0; k < used; ++k) small(k, used - 1) = small(used - 1, k) = basis.col(k).dot(next);
    // Twice is enough for orthogonality to rounding.
    for (int pass = 0; pass < 2; ++pass) next -= basis.leftCols(used) * (basis.leftCols(used).transpose() * next);
    const double rest = next.norm();
    if (!(rest > 1e-8)) break;
    next /= rest;
  }
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(small.topLeftCorner(used, used));
  return {eigen.eigenvalues()(used - 1), static_cast<int>(used)};
}

}  // namespace

Curvature curvature(TariffGame& game, const Block& block, const Policy& policy, Observer& observer) {
  Neighbourhood near(game, block, policy, observer);
  Curvature result;
  result.free_instruments = static_cast<std::size_t>(near.size());
  result.report = near.report();
  if (near.size() == 0 || !result.report.usable()) return result;
  const Vector here = near.slope_at(Vector::Zero(near.size()));
  const Vector scale = near.implied_curvature();
  const Vector root = scale.cwiseSqrt().cwiseInverse();
  const Lanczos found = largest_eigenvalue(near.size(), [&](const Vector& v) {
    const Vector direction = root.cwiseProduct(v);
    const Vector step = difference_step / direction.cwiseAbs().maxCoeff() * direction;
    const Vector change = near.slope_at(step) - near.slope_at(-step);
    const double size = 2 * difference_step / direction.cwiseAbs().maxCoeff();
    return Vector(root.cwiseProduct(change) / size);
  });
  result.largest = found.largest;
  result.products = found.products;
  result.remaining_gain = here.cwiseProduct(root).squaredNorm() / 2 / std::abs(found.largest);
  result.report = near.report();
  return result;
}

}  // namespace parley::strategy
