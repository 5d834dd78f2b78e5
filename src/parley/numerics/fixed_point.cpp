#include "parley/numerics/fixed_point.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <stdexcept>

#include "parley/base/vector_kernels.hpp"

namespace parley::numerics {
namespace {

constexpr int max_depth = 32;
using Vector = Eigen::VectorXd;
using SmallMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, 0, max_depth, max_depth>;
using SmallVector = Eigen::Matrix<double, Eigen::Dynamic, 1, 0, max_depth, 1>;

/// The last few differences of residuals and images, with the Gram matrix of the former kept up to date.
class MixingHistory {
 public:
  MixingHistory(std::size_t size, int depth)
      : size_(size),
        depth_(depth),
        residual_steps_(size * static_cast<std::size_t>(depth)),
        image_steps_(residual_steps_.size()),
        gram_(depth, depth) {
    gram_.setZero();
  }
  void clear() { count_ = next_ = 0; }

  void add(const Vector& residual, const Vector& old_residual, const Vector& image, const Vector& old_image) {
    const std::size_t at = static_cast<std::size_t>(next_) * size_;
    for (std::size_t k = 0; k < size_; ++k) {
      residual_steps_[at + k] = residual[static_cast<Eigen::Index>(k)] - old_residual[static_cast<Eigen::Index>(k)];
      image_steps_[at + k] = image[static_cast<Eigen::Index>(k)] - old_image[static_cast<Eigen::Index>(k)];
    }
    count_ = std::min(count_ + 1, depth_);
    std::array<double, max_depth> product;
    row_products(residual_steps_.data(), {&residual_steps_[at], size_}, counted(product));
    for (int k = 0; k < count_; ++k) gram_(next_, k) = gram_(k, next_) = product[static_cast<std::size_t>(k)];
    next_ = (next_ + 1) % depth_;
  }

  /// Subtracts dG gamma from x; leaves x alone when there is no history. `step` is working memory.
  void mix(const Vector& residual, Vector& x, Vector& step) const {
    if (count_ == 0) return;
    std::array<double, max_depth> weight;
    row_products(residual_steps_.data(), {residual.data(), size_}, counted(weight));
    SmallVector scale(count_);
    SmallVector right(count_);
    for (int k = 0; k < count_; ++k) {
      scale(k) = 1.0 / std::sqrt(std::max(gram_(k, k), 1e-300));
      right(k) = scale(k) * weight[static_cast<std::size_t>(k)];
    }
    SmallMatrix scaled = scale.asDiagonal() * gram_.topLeftCorner(count_, count_) * scale.asDiagonal();
    // Nearly parallel columns would make the small system singular; the ridge is far below what mixing can use.
    scaled.diagonal().array() += 1e-13;
    const SmallVector gamma = scaled.ldlt().solve(right);
    for (int k = 0; k < count_; ++k) weight[static_cast<std::size_t>(k)] = gamma(k) * scale(k);
    sum_of_rows(counted(weight), image_steps_.data(), {step.data(), size_});
    x -= step;
  }

 private:
  [[nodiscard]] std::span<double> counted(std::array<double, max_depth>& values) const {
    return std::span(values).first(static_cast<std::size_t>(count_));
  }

  std::size_t size_;
  int depth_;
  int count_ = 0;
  int next_ = 0;
  std::vector<double> residual_steps_;  ///< [depth, size]
  std::vector<double> image_steps_;
  SmallMatrix gram_;
};

std::span<double> view(Vector& v) { return {v.data(), static_cast<std::size_t>(v.size())}; }

struct Outcome {
  SolveStatus status;
  const char* message;
};

Outcome iterate(const FixedPointMap& map, Vector x, const FixedPointOptions& options, Observer& observer, Vector& best,
                SolveReport& report) {
  const Eigen::Index size = x.size();
  const int depth = std::max(options.depth, 1);
  MixingHistory history(static_cast<std::size_t>(size), depth);
  Vector image(size), residual(size), old_image(size), old_residual(size), step(size);
  double damping = options.damping;
  int last_gain = 0;
  int setbacks = 0;
  bool has_old = false;
  double marked_residual = std::numeric_limits<double>::infinity();
  report.residual = std::numeric_limits<double>::infinity();

  for (report.iterations = 0; report.iterations < options.iteration_limit; ++report.iterations) {
    if (observer.cancelled()) return {SolveStatus::cancelled, "the caller asked to stop"};
    const double error = map(view(x), view(image));
    ++report.evaluations;
    // A point that is not finite, or far worse than the best, is left: back to the best point with a smaller step.
    const bool astray = !std::isfinite(error) || error > 1e4 * report.residual;
    if (astray) {
      if (report.iterations == 0) return {SolveStatus::left_domain, "the map is not finite at the starting point"};
      if (++setbacks > 30) return {SolveStatus::left_domain, "the iteration kept leaving the domain of the equations"};
      damping *= 0.5;
      history.clear();
      has_old = false;
      x = best;
      continue;
    }
    if (error < report.residual) {
      report.residual = error;
      best = x;
    }
    if (error <= options.tolerance) return {SolveStatus::converged, "residual is below the tolerance"};
    if (report.residual < 0.9 * marked_residual) {
      marked_residual = report.residual;
      last_gain = report.iterations;
    }
    if (report.iterations - last_gain > options.patience) {
      return {SolveStatus::stalled, "the residual has stopped falling above the tolerance"};
    }
    residual = image - x;
    if (has_old && options.depth > 0) history.add(residual, old_residual, image, old_image);
    old_residual = residual;
    old_image = image;
    has_old = true;
    x += damping * residual;
    if (options.depth > 0 && damping == 1.0) {
      x = image;
      history.mix(residual, x, step);
    } else if (damping < 1.0) {
      damping = std::min(1.0, damping * 1.5);
    }
  }
  return {SolveStatus::iteration_limit, "the iteration limit was reached above the tolerance"};
}

}  // namespace

std::vector<std::string> FixedPointOptions::problems() const {
  std::vector<std::string> list;
  if (!(tolerance > 0)) list.emplace_back("tolerance must be positive");
  if (iteration_limit < 1) list.emplace_back("iteration_limit must be at least 1");
  if (depth < 0 || depth > max_depth) list.emplace_back("depth must lie between 0 and 32");
  if (!(damping > 0 && damping <= 1)) list.emplace_back("damping must lie in (0, 1]");
  if (patience < 1) list.emplace_back("patience must be at least 1");
  return list;
}

FixedPointResult solve_fixed_point(const FixedPointMap& map, std::vector<double> start,
                                   const FixedPointOptions& options, Observer& observer) {
  if (const auto problems = options.problems(); !problems.empty()) throw std::invalid_argument(problems.front());
  const auto began = std::chrono::steady_clock::now();
  FixedPointResult result;
  Vector best = Eigen::Map<const Vector>(start.data(), static_cast<Eigen::Index>(start.size()));
  const Outcome ended = iterate(map, best, options, observer, best, result.report);
  result.report.status = ended.status;
  result.report.message = ended.message;
  result.report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  result.x.assign(best.begin(), best.end());
  return result;
}

}  // namespace parley::numerics
