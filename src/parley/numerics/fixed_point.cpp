#include "parley/numerics/fixed_point.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "parley/base/vector_kernels.hpp"

namespace parley::numerics {
namespace {

constexpr int max_depth = 32;
using SmallMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, 0, max_depth, max_depth>;
using SmallVector = Eigen::Matrix<double, Eigen::Dynamic, 1, 0, max_depth, 1>;

struct Outcome {
  SolveStatus status;
  const char* message;
};

/// One run over a memory that holds the last few differences of residuals and images, with the Gram matrix of the
/// former kept up to date.
class Iteration {
 public:
  Iteration(const FixedPointMap& map, const StepImprover& improver, std::span<double> x,
            const FixedPointOptions& options, FixedPointMemory& memory)
      : map_(map),
        improver_(improver),
        x_(x),
        options_(options),
        memory_(memory),
        depth_(std::min(options.depth, memory.depth)) {
    memory_.count = memory_.next = 0;
  }

  Outcome run(Observer& observer, SolveReport& report) {
    double damping = options_.damping;
    int last_gain = 0;
    int setbacks = 0;
    bool has_old = false;
    double marked_residual = std::numeric_limits<double>::infinity();
    report.residual = std::numeric_limits<double>::infinity();
    for (report.iterations = 0; report.iterations < options_.iteration_limit; ++report.iterations) {
      if (observer.cancelled()) return {SolveStatus::cancelled, "the caller asked to stop"};
      const double error = map_(x_, memory_.image);
      ++report.evaluations;
      // A point that is not finite, or far worse than the best, is left: back to the best point with a smaller step.
      if (!std::isfinite(error) || error > 1e4 * report.residual) {
        if (report.iterations == 0) return {SolveStatus::left_domain, "the map is not finite at the starting point"};
        if (++setbacks > 30)
          return {SolveStatus::left_domain, "the iteration kept leaving the domain of the equations"};
        damping *= 0.5;
        memory_.count = memory_.next = 0;
        has_old = false;
        std::ranges::copy(memory_.best, x_.begin());
        continue;
      }
      if (error < report.residual) {
        report.residual = error;
        std::ranges::copy(x_, memory_.best.begin());
      }
      if (error <= options_.tolerance) return {SolveStatus::converged, "residual is below the tolerance"};
      if (report.residual < 0.9 * marked_residual) {
        marked_residual = report.residual;
        last_gain = report.iterations;
      }
      if (report.iterations - last_gain > options_.patience)
        return {SolveStatus::stalled, "the residual has stopped falling above the tolerance"};
      form_residual();
      if (has_old && depth_ > 0) add_difference();
      std::swap(memory_.old_residual, memory_.residual);
      std::swap(memory_.old_image, memory_.image);
      has_old = true;
      advance(damping);
      if (damping < 1.0) damping = std::min(1.0, damping * 1.5);
    }
    return {SolveStatus::iteration_limit, "the iteration limit was reached above the tolerance"};
  }

 private:
  void form_residual() {
    for (std::size_t k = 0; k < x_.size(); ++k) memory_.residual[k] = memory_.image[k] - x_[k];
    if (!improver_) return;
    improver_(memory_.residual);
    for (std::size_t k = 0; k < x_.size(); ++k) memory_.image[k] = x_[k] + memory_.residual[k];
  }

  void add_difference() {
    const std::size_t size = x_.size();
    const std::size_t at = static_cast<std::size_t>(memory_.next) * size;
    for (std::size_t k = 0; k < size; ++k) {
      memory_.residual_steps[at + k] = memory_.residual[k] - memory_.old_residual[k];
      memory_.image_steps[at + k] = memory_.image[k] - memory_.old_image[k];
    }
    memory_.count = std::min(memory_.count + 1, depth_);
    std::array<double, max_depth> product;
    row_products(memory_.residual_steps.data(), {&memory_.residual_steps[at], size}, counted(product));
    for (int k = 0; k < memory_.count; ++k)
      gram(memory_.next, k) = gram(k, memory_.next) = product[static_cast<std::size_t>(k)];
    memory_.next = (memory_.next + 1) % depth_;
  }

  /// x+ = the last image, less dG gamma; a damped step mixes nothing.
  void advance(double damping) {
    if (damping < 1.0 || memory_.count == 0) {
      for (std::size_t k = 0; k < x_.size(); ++k) x_[k] += damping * memory_.old_residual[k];
      return;
    }
    const int count = memory_.count;
    std::array<double, max_depth> weight;
    row_products(memory_.residual_steps.data(), memory_.old_residual, counted(weight));
    SmallVector scale(count);
    SmallVector right(count);
    SmallMatrix scaled(count, count);
    for (int k = 0; k < count; ++k) {
      scale(k) = 1.0 / std::sqrt(std::max(gram(k, k), 1e-300));
      right(k) = scale(k) * weight[static_cast<std::size_t>(k)];
      for (int l = 0; l <= k; ++l) scaled(k, l) = scaled(l, k) = scale(k) * scale(l) * gram(k, l);
    }
    // Nearly parallel columns would make the small system singular; the ridge is far below what mixing can use.
    scaled.diagonal().array() += 1e-13;
    const SmallVector gamma = scaled.ldlt().solve(right);
    for (int k = 0; k < count; ++k) weight[static_cast<std::size_t>(k)] = gamma(k) * scale(k);
    sum_of_rows(counted(weight), memory_.image_steps.data(), memory_.step);
    for (std::size_t k = 0; k < x_.size(); ++k) x_[k] = memory_.old_image[k] - memory_.step[k];
  }

  [[nodiscard]] double& gram(int row, int column) {
    return memory_.gram[static_cast<std::size_t>(row * memory_.depth + column)];
  }
  [[nodiscard]] std::span<double> counted(std::array<double, max_depth>& values) const {
    return std::span(values).first(static_cast<std::size_t>(memory_.count));
  }

  const FixedPointMap& map_;
  const StepImprover& improver_;
  std::span<double> x_;
  const FixedPointOptions& options_;
  FixedPointMemory& memory_;
  int depth_;
};

}  // namespace

FixedPointMemory::FixedPointMemory(std::size_t size, int how_deep)
    : depth(std::clamp(how_deep, 1, max_depth)),
      image(size),
      residual(size),
      step(size),
      old_image(size),
      old_residual(size),
      best(size),
      residual_steps(size * static_cast<std::size_t>(depth)),
      image_steps(residual_steps.size()),
      gram(static_cast<std::size_t>(depth * depth)) {}

std::vector<std::string> FixedPointOptions::problems() const {
  std::vector<std::string> list;
  if (!(tolerance > 0)) list.emplace_back("tolerance must be positive");
  if (iteration_limit < 1) list.emplace_back("iteration_limit must be at least 1");
  if (depth < 0 || depth > max_depth) list.emplace_back("depth must lie between 0 and 32");
  if (!(damping > 0 && damping <= 1)) list.emplace_back("damping must lie in (0, 1]");
  if (patience < 1) list.emplace_back("patience must be at least 1");
  return list;
}

void solve_nearby(const FixedPointMap& map, const StepImprover& improver, std::span<double> x,
                  const FixedPointOptions& options, Observer& observer, FixedPointMemory& memory, SolveReport& report) {
  if (const auto problems = options.problems(); !problems.empty()) throw std::invalid_argument(problems.front());
  const auto began = std::chrono::steady_clock::now();
  std::ranges::copy(x, memory.best.begin());
  report.evaluations = 0;
  const Outcome ended = Iteration(map, improver, x, options, memory).run(observer, report);
  std::ranges::copy(memory.best, x.begin());
  report.status = ended.status;
  report.message = ended.message;
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

FixedPointResult solve_fixed_point(const FixedPointMap& map, std::vector<double> start,
                                   const FixedPointOptions& options, Observer& observer) {
  FixedPointResult result;
  FixedPointMemory memory(start.size(), options.depth);
  result.x = std::move(start);
  solve_nearby(map, {}, result.x, options, observer, memory, result.report);
  return result;
}

}  // namespace parley::numerics
