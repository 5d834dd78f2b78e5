#include "parley/numerics/dense_factor.hpp"

#include <Eigen/LU>

namespace parley::numerics {

struct DenseFactor::Memory {
  explicit Memory(Eigen::Index size) : matrix(size, size), lu(size), scratch(size) {}
  using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  Matrix matrix;
  Eigen::PartialPivLU<Matrix> lu;
  Eigen::VectorXd scratch;
};

DenseFactor::DenseFactor(std::size_t size) : memory_(std::make_unique<Memory>(static_cast<Eigen::Index>(size))) {}
DenseFactor::DenseFactor(DenseFactor&&) noexcept = default;
DenseFactor& DenseFactor::operator=(DenseFactor&&) noexcept = default;
DenseFactor::~DenseFactor() = default;

void DenseFactor::factor(std::span<const double> matrix) {
  const Eigen::Index size = memory_->matrix.rows();
  memory_->matrix = Eigen::Map<const Memory::Matrix>(matrix.data(), size, size);
  memory_->lu.compute(memory_->matrix);
}

// P A = L U. The permutations are applied by hand: Eigen's own in-place product allocates.
void DenseFactor::solve(std::span<double> x) {
  Eigen::Map<Eigen::VectorXd> out(x.data(), memory_->scratch.size());
  const auto& lu = memory_->lu;
  for (Eigen::Index k = 0; k < out.size(); ++k) memory_->scratch(lu.permutationP().indices()(k)) = out(k);
  lu.matrixLU().triangularView<Eigen::UnitLower>().solveInPlace(memory_->scratch);
  lu.matrixLU().triangularView<Eigen::Upper>().solveInPlace(memory_->scratch);
  out = memory_->scratch;
}

void DenseFactor::solve_transposed(std::span<double> x) {
  Eigen::Map<Eigen::VectorXd> out(x.data(), memory_->scratch.size());
  const auto& lu = memory_->lu;
  memory_->scratch = out;
  lu.matrixLU().triangularView<Eigen::Upper>().transpose().solveInPlace(memory_->scratch);
  lu.matrixLU().triangularView<Eigen::UnitLower>().transpose().solveInPlace(memory_->scratch);
  for (Eigen::Index k = 0; k < out.size(); ++k) out(k) = memory_->scratch(lu.permutationP().indices()(k));
}

}  // namespace parley::numerics
