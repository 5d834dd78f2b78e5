#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "parley/base/index.hpp"

namespace parley {

/// Dense row-major doubles addressed by typed indices, the last axis contiguous.
///
/// `Array<Sector, Importer, Exporter> flow(34, 22, 22); flow(s, n, i) = 1.0;` Swapping n and i does not compile.
template <class... Indices>
class Array {
 public:
  static constexpr std::size_t rank = sizeof...(Indices);

  Array() = default;

  template <class... Counts>
    requires(sizeof...(Counts) == rank)
  explicit Array(Counts... counts) : extents_{static_cast<std::size_t>(counts)...}, values_(product(), 0.0) {}

  [[nodiscard]] double& operator()(Indices... at) { return values_[offset(at...)]; }
  [[nodiscard]] double operator()(Indices... at) const { return values_[offset(at...)]; }

  [[nodiscard]] std::size_t extent(std::size_t axis) const { return extents_[axis]; }
  [[nodiscard]] const std::array<std::size_t, rank>& extents() const { return extents_; }
  [[nodiscard]] std::size_t size() const { return values_.size(); }
  [[nodiscard]] bool empty() const { return values_.empty(); }
  [[nodiscard]] std::span<double> values() { return values_; }
  [[nodiscard]] std::span<const double> values() const { return values_; }

  /// The contiguous last axis at the given leading indices.
  template <class... Leading>
    requires(sizeof...(Leading) + 1 == rank)
  [[nodiscard]] std::span<double> row(Leading... at) {
    return std::span<double>(values_).subspan(row_offset(at...), extents_[rank - 1]);
  }
  template <class... Leading>
    requires(sizeof...(Leading) + 1 == rank)
  [[nodiscard]] std::span<const double> row(Leading... at) const {
    return std::span<const double>(values_).subspan(row_offset(at...), extents_[rank - 1]);
  }

  void fill(double value) { values_.assign(values_.size(), value); }
  bool operator==(const Array&) const = default;

 private:
  [[nodiscard]] std::size_t product() const {
    std::size_t cells = 1;
    for (const std::size_t extent : extents_) cells *= extent;
    return cells;
  }
  template <class... Positions>
  [[nodiscard]] std::size_t fold(Positions... at) const {
    std::size_t axis = 0;
    std::size_t cell = 0;
    ((cell = cell * extents_[axis++] + at.value()), ...);
    return cell;
  }
  [[nodiscard]] std::size_t offset(Indices... at) const { return fold(at...); }
  template <class... Leading>
  [[nodiscard]] std::size_t row_offset(Leading... at) const {
    return fold(at...) * extents_[rank - 1];
  }

  std::array<std::size_t, rank> extents_{};
  std::vector<double> values_;
};

}  // namespace parley
