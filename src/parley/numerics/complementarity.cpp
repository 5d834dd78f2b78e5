#include "parley/numerics/complementarity.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <stdexcept>

namespace parley::numerics {
namespace {

using Vector = Eigen::VectorXd;
using Matrix = Eigen::MatrixXd;
using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

void check(const BoundedEquations& equations, const std::vector<double>& start, const ComplementarityOptions& options) {
  const std::size_t size = start.size();
  if (!options.jacobian.empty() && options.jacobian.size() != size * size)
    throw std::invalid_argument("complementarity: the Jacobian has another size than the start");
  if (equations.lower.size() != size || equations.upper.size() != size || !equations.evaluate)
    throw std::invalid_argument("complementarity: bounds, start and equations do not have one size");
  for (std::size_t k = 0; k < size; ++k) {
    if (!(equations.lower[k] <= equations.upper[k]))
      throw std::invalid_argument("complementarity: a lower bound exceeds the upper");
  }
}

class Solver {
 public:
  Solver(const BoundedEquations& equations, const ComplementarityOptions& options, ComplementarityResult& result)
      : equations_(equations), options_(options), result_(result), size_(static_cast<Eigen::Index>(result.z.size())) {}

  void run(Observer& observer) {
    z_ = Eigen::Map<const Vector>(result_.z.data(), size_);
    for (Eigen::Index k = 0; k < size_; ++k) z_(k) = clamped(k, z_(k));
    if (!evaluate(z_, value_)) return end(SolveStatus::left_domain, "the equations cannot be computed at the start");
    if (gap() <= options_.tolerance) return end(SolveStatus::converged, "converged");
    if (!options_.jacobian.empty()) {
      jacobian_ = Eigen::Map<const RowMajor>(options_.jacobian.data(), size_, size_);
    } else if (!differentiate()) {
      return end(SolveStatus::left_domain, "the equations cannot be computed beside the start");
    }
    int without_gain = 0;
    double best = gap();
    for (result_.report.iterations = 1; result_.report.iterations <= options_.iteration_limit;
         ++result_.report.iterations) {
      if (observer.cancelled()) return end(SolveStatus::cancelled, "cancelled");
      if (!step()) return end(SolveStatus::left_domain, "no step from here can be computed");
      if (gap() <= options_.tolerance) return end(SolveStatus::converged, "converged");
      without_gain = gap() < 0.9 * best ? 0 : without_gain + 1;
      best = std::min(best, gap());
      // An update that has gone stale is replaced once in a while, at the cost of one evaluation for each unknown.
      if (without_gain > 0 && without_gain % 4 == 0 && !differentiate())
        return end(SolveStatus::left_domain, "the equations cannot be computed beside this point");
      if (without_gain > 16) return end(SolveStatus::stalled, "no progress over 16 iterations");
    }
    result_.report.iterations = options_.iteration_limit;
    end(SolveStatus::iteration_limit, "the iteration limit was reached");
  }

 private:
  [[nodiscard]] double lower(Eigen::Index k) const { return equations_.lower[static_cast<std::size_t>(k)]; }
  [[nodiscard]] double upper(Eigen::Index k) const { return equations_.upper[static_cast<std::size_t>(k)]; }
  [[nodiscard]] double clamped(Eigen::Index k, double z) const { return std::clamp(z, lower(k), upper(k)); }

  bool evaluate(const Vector& z, Vector& value) {
    ++result_.report.evaluations;
    value.resize(size_);
    const auto count = static_cast<std::size_t>(size_);
    return equations_.evaluate({z.data(), count}, {value.data(), count}) && value.allFinite();
  }

  /// The largest |z - mid(lower, z - F, upper)|.
  [[nodiscard]] double gap() const {
    double worst = 0;
    for (Eigen::Index k = 0; k < size_; ++k) worst = std::max(worst, std::abs(z_(k) - clamped(k, z_(k) - value_(k))));
    return worst;
  }

  bool differentiate() {
    jacobian_.resize(size_, size_);
    Vector moved(size_);
    for (Eigen::Index k = 0; k < size_; ++k) {
      Vector z = z_;
      z(k) += z_(k) + options_.difference_step <= upper(k) ? options_.difference_step : -options_.difference_step;
      if (!evaluate(z, moved)) return false;
      jacobian_.col(k) = (moved - value_) / (z(k) - z_(k));
    }
    return true;
  }

  /// Newton's step in the unknowns that no bound holds.
  [[nodiscard]] Vector direction() const {
    std::vector<Eigen::Index> free;
    for (Eigen::Index k = 0; k < size_; ++k) {
      const bool is_held = (z_(k) <= lower(k) && value_(k) > 0) || (z_(k) >= upper(k) && value_(k) < 0);
      if (!is_held) free.push_back(k);
    }
    Vector step = Vector::Zero(size_);
    if (free.empty()) return step;
    const Vector right = -value_(free);
    step(free) = jacobian_(free, free).fullPivLu().solve(right);
    const double longest = step.cwiseAbs().maxCoeff();
    if (longest > options_.longest_step) step *= options_.longest_step / longest;
    return step;
  }

  bool step() {
    Vector way = direction();
    Vector next(size_);
    Vector value;
    for (int halvings = 0; halvings < 30; ++halvings, way /= 2) {
      for (Eigen::Index k = 0; k < size_; ++k) next(k) = clamped(k, z_(k) + way(k));
      if (!evaluate(next, value)) continue;
      const Vector moved = next - z_;
      const double length = moved.squaredNorm();
      if (length > 0) jacobian_ += ((value - value_) - jacobian_ * moved) * moved.transpose() / length;
      z_ = next;
      value_ = value;
      return true;
    }
    return false;
  }

  void end(SolveStatus status, const char* message) {
    result_.report.status = status;
    result_.report.message = message;
    if (value_.size() != size_) return;
    result_.report.residual = gap();
    result_.z.assign(z_.data(), z_.data() + size_);
    result_.value.assign(value_.data(), value_.data() + size_);
    result_.jacobian.resize(static_cast<std::size_t>(jacobian_.size()));
    if (jacobian_.size() > 0) Eigen::Map<RowMajor>(result_.jacobian.data(), size_, size_) = jacobian_;
  }

  const BoundedEquations& equations_;
  const ComplementarityOptions& options_;
  ComplementarityResult& result_;
  Eigen::Index size_;
  Vector z_, value_;
  Matrix jacobian_;
};

}  // namespace

ComplementarityResult solve_complementarity(const BoundedEquations& equations, std::vector<double> start,
                                            const ComplementarityOptions& options, Observer& observer) {
  check(equations, start, options);
  const auto begun = std::chrono::steady_clock::now();
  ComplementarityResult result;
  result.z = std::move(start);
  Solver(equations, options, result).run(observer);
  result.report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  return result;
}

}  // namespace parley::numerics
