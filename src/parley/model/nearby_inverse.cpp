#include "parley/model/nearby_inverse.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "parley/base/vector_kernels.hpp"
#include "parley/model/equilibrium_adjoint.hpp"

namespace parley::model {
namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Vector = Eigen::VectorXd;
using Eigen::Index;

constexpr std::size_t floats_in_a_register = 16;

Index signed_of(std::size_t k) { return static_cast<Index>(k); }

/// How a country's levels answer its own ln c^-theta ("supply") and its own ln X, sector by sector.
struct DomesticSlopes {
  explicit DomesticSlopes(Index sectors)
      : own_share(sectors),
        output_by_supply(sectors),
        output_by_spending(sectors),
        income_by_supply(sectors),
        income_by_spending(sectors),
        gap_by_supply(sectors),
        gap_by_spending(sectors) {}
  Vector own_share, output_by_supply, output_by_spending, income_by_supply, income_by_spending, gap_by_supply,
      gap_by_spending;
};

/// Sales of one exporter, each weighted by the buyer's share of spending on it: what the exporter loses to the fall of
/// its buyers' price indices.
double crowded_out(const ShockedEconomy& economy, const MapState& at, std::size_t cell,
                   const Array<Sector, Exporter, Importer>& terms) {
  const std::size_t first = cell / economy.country_count * economy.country_count;
  const double supply = at.supply_term.values()[cell];
  double sum = 0.0;
  for (std::size_t m = 0; m < economy.country_count; ++m) {
    const double phi = at.price_term.values()[first + m];
    if (!(phi > 0.0)) continue;
    const std::size_t pair = cell * economy.country_count + m;
    const double sales = terms.values()[pair] * supply * at.expenditure.values()[first + m] / phi;
    sum += sales * economy.delivered.values()[pair] * supply / phi;
  }
  return sum;
}

DomesticSlopes domestic_slopes(const ShockedEconomy& economy, const MapState& at, std::size_t n) {
  DomesticSlopes slopes(signed_of(economy.sector_count));
  const Array<Sector, Exporter, Importer>& export_price =
      economy.has_export_taxes ? economy.export_price : economy.border;
  for (std::size_t j = 0; j < economy.sector_count; ++j) {
    const std::size_t cell = j * economy.country_count + n;
    const std::size_t own = cell * economy.country_count + n;
    const double phi = at.price_term.values()[cell];
    const double per_phi = phi > 0.0 ? at.supply_term.values()[cell] / phi : 0.0;
    const double share = economy.delivered.values()[own] * per_phi;
    const double spent = at.expenditure.values()[cell];
    const double own_sales = economy.border.values()[own] * per_phi * spent;
    const double own_output = export_price.values()[own] * per_phi * spent;
    const double imports_by_supply = own_sales - share * at.border_imports.values()[cell];
    const double exports_by_supply = at.border_exports.values()[cell] - crowded_out(economy, at, cell, economy.border);
    const Index k = signed_of(j);
    slopes.own_share(k) = share;
    slopes.output_by_spending(k) = own_output;
    slopes.output_by_supply(k) = at.gross_output.values()[cell] - crowded_out(economy, at, cell, export_price);
    slopes.gap_by_spending(k) = own_sales - at.border_imports.values()[cell];
    slopes.gap_by_supply(k) = exports_by_supply - imports_by_supply;
    slopes.income_by_spending(k) = spent + slopes.gap_by_spending(k) - own_output;
    slopes.income_by_supply(k) = slopes.gap_by_supply(k) - slopes.output_by_supply(k);
  }
  return slopes;
}

double world_value_added(const ShockedEconomy& economy) {
  double sum = 0.0;
  for (const double value : economy.value_added.values()) sum += value;
  return sum;
}

/// By how much a country's deficit follows its own wage, everything else held, and its own earned income.
struct DeficitSlopes {
  double by_log_wage = 0;
  double by_income = 0;
};

DeficitSlopes deficit_slopes(const ShockedEconomy& economy, const MapState& at, std::size_t n) {
  const Deficits& deficits = economy.deficits;
  const double bill = at.wage_hat[n] * economy.value_added.values()[n];
  if (deficits.scale == Deficits::Scale::world_value_added)
    return {.by_log_wage = deficits.base.values()[n] * bill / world_value_added(economy)};
  if (deficits.scale == Deficits::Scale::none) return {};
  double taken = 0.0;
  for (std::size_t m = 0; m < economy.country_count; ++m)
    taken += deficits.takes_remainder.values()[m] * at.earned_income[m];
  const double takes = deficits.takes_remainder.values()[n];
  const double kept = deficits.share.values()[n] - at.deficit_remainder[0] * takes;
  const double by_income = kept * (1.0 - takes * at.earned_income[n] / taken);
  return {.by_log_wage = by_income * bill, .by_income = by_income};
}

/// The slopes of a country whose deficit follows what it earns.
void follow_income(const DeficitSlopes& deficit, DomesticSlopes& slopes) {
  if (deficit.by_income == 0.0) return;
  slopes.gap_by_supply += deficit.by_income * slopes.income_by_supply;
  slopes.gap_by_spending += deficit.by_income * slopes.income_by_spending;
  slopes.income_by_supply *= 1.0 + deficit.by_income;
  slopes.income_by_spending *= 1.0 + deficit.by_income;
}

/// The wage's row: w+ = w (1 + step gap / (w VA)).
void wage_row(const ShockedEconomy& economy, const MapState& at, std::size_t n, const DomesticSlopes& slopes,
              const Matrix& supply_by_cost, Eigen::Map<Matrix>& jacobian) {
  const Index sectors = slopes.own_share.size();
  const double bill = at.wage_hat[n] * economy.value_added.values()[n];
  const double by_deficit = deficit_slopes(economy, at, n).by_log_wage;
  const double step = economy.wage_step.values()[n] / bill;
  jacobian.row(0).head(1 + sectors) = step * (slopes.gap_by_supply.transpose() * supply_by_cost);
  jacobian(0, 0) += 1.0 + step * by_deficit;
  jacobian.row(0).tail(sectors) = step * slopes.gap_by_spending.transpose();
}

/// [country's block] of the unknowns: wage, prices, expenditures.
std::size_t unknown_of(std::size_t countries, std::size_t n, std::size_t row) { return row * countries + n; }

/// y = B^-T v, country by country.
void transposed_blocks(const NearbyInverse& inverse, const Vector& v, Vector& y) {
  const std::size_t size = 2 * inverse.sectors + 1;
  for (std::size_t n = 0; n < inverse.countries; ++n) {
    for (std::size_t c = 0; c < size; ++c) {
      const float* row = &inverse.block[(n * size + c) * inverse.stride];
      double sum = 0.0;
      for (std::size_t r = 0; r < size; ++r)
        sum += static_cast<double>(row[r]) * v(signed_of(unknown_of(inverse.countries, n, r)));
      y(signed_of(unknown_of(inverse.countries, n, c))) = sum;
    }
  }
}

void form_blocks(const ShockedEconomy& economy, const MapState& at, NearbyInverse& inverse) {
  const std::size_t size = 2 * economy.sector_count + 1;
  std::vector<double> jacobian(size * size);
  Eigen::MatrixXf block(signed_of(size), signed_of(size));
  inverse.block.assign(economy.country_count * size * inverse.stride, 0.0F);
  for (std::size_t n = 0; n < economy.country_count; ++n) {
    domestic_jacobian(economy, at, Country(n), jacobian);
    // A country moves the world's value added, by which all wages are divided, in proportion to its share of it.
    if (economy.numeraire == ShockedEconomy::npos) {
      const double kept = 1.0 - at.wage_hat[n] * economy.value_added.values()[n] / world_value_added(economy);
      for (std::size_t c = 0; c < size; ++c) jacobian[c] *= kept;
    }
    for (std::size_t r = 0; r < size; ++r) {
      for (std::size_t c = 0; c < size; ++c)
        block(signed_of(r), signed_of(c)) = static_cast<float>((r == c ? 1.0 : 0.0) - jacobian[r * size + c]);
    }
    const Eigen::MatrixXf solved = block.partialPivLu().inverse();
    for (std::size_t c = 0; c < size; ++c) {
      for (std::size_t r = 0; r < size; ++r)
        inverse.block[(n * size + c) * inverse.stride + r] = solved(signed_of(r), signed_of(c));
    }
  }
}

/// Arnoldi with two rounds of Gram-Schmidt on v -> (I - g_x)' B^-T v; returns H transposed, its last row dropped.
Eigen::MatrixXd couple(const ShockedEconomy& economy, const MapState& at, const NearbyInverse& inverse,
                       Eigen::MatrixXd& basis) {
  const Index size = basis.rows();
  const Index rank = basis.cols();
  Eigen::MatrixXd h = Eigen::MatrixXd::Zero(rank, rank);
  AdjointState state(economy);
  Vector seed(size), image(size);
  Vector next = Vector::NullaryExpr(size, [](Index k) { return std::sin(1.0 + 0.7 * static_cast<double>(k)); });
  for (Index k = 0; k < rank; ++k) {
    basis.col(k) = next / next.norm();
    transposed_blocks(inverse, basis.col(k), seed);
    reverse(economy, at, {seed.data(), static_cast<std::size_t>(size)}, nullptr,
            {image.data(), static_cast<std::size_t>(size)}, state, nullptr);
    next = seed - image;
    for (int round = 0; round < 2; ++round) {
      const Vector product = basis.leftCols(k + 1).transpose() * next;
      h.col(k).head(k + 1) += product;
      next -= basis.leftCols(k + 1) * product;
    }
    if (k + 1 < rank) h(k + 1, k) = next.norm();
  }
  return h.transpose();
}

}  // namespace

void domestic_jacobian(const ShockedEconomy& economy, const MapState& at, Country n, std::span<double> values) {
  const Index sectors = signed_of(economy.sector_count);
  const std::size_t from = n.value() * economy.sector_count;
  Eigen::Map<Matrix> jacobian(values.data(), 2 * sectors + 1, 2 * sectors + 1);
  const Eigen::Map<const Matrix> share(&economy.input_share.values()[from * economy.sector_count], sectors, sectors);
  const Eigen::Map<const Vector> value_added_share(&economy.value_added_share.values()[from], sectors);
  const Eigen::Map<const Vector> consumption(&economy.consumption_share.values()[from], sectors);
  DomesticSlopes slopes = domestic_slopes(economy, at, n.value());
  const DeficitSlopes deficit = deficit_slopes(economy, at, n.value());
  follow_income(deficit, slopes);
  Vector per_spent(sectors);
  for (Index j = 0; j < sectors; ++j) {
    const double spent = at.expenditure(Sector(static_cast<std::size_t>(j)), n);
    per_spent(j) = spent > 0.0 ? 1.0 / spent : 0.0;
  }
  // ln c by ln w and ln P, then ln c^-theta.
  Matrix cost(sectors, 1 + sectors);
  cost << value_added_share, share.transpose();
  const Eigen::Map<const Vector> theta(economy.trade_elasticity.values().data(), sectors);
  const Matrix supply_by_cost = (-theta).asDiagonal() * cost;

  const double bill = at.wage_hat[n.value()] * economy.value_added(n);
  const Matrix by_supply =
      share * slopes.output_by_supply.asDiagonal().toDenseMatrix() + consumption * slopes.income_by_supply.transpose();
  const Matrix by_spending = share * slopes.output_by_spending.asDiagonal().toDenseMatrix() +
                             consumption * slopes.income_by_spending.transpose();
  jacobian.setZero();
  wage_row(economy, at, n.value(), slopes, supply_by_cost, jacobian);
  jacobian.block(1, 0, sectors, 1 + sectors) = slopes.own_share.asDiagonal() * cost;
  jacobian.block(1 + sectors, 0, sectors, 1 + sectors) = per_spent.asDiagonal() * (by_supply * supply_by_cost);
  jacobian.block(1 + sectors, 0, sectors, 1) += (bill + deficit.by_log_wage) * per_spent.cwiseProduct(consumption);
  jacobian.block(1 + sectors, 1 + sectors, sectors, sectors) = per_spent.asDiagonal() * by_spending;
}

ImproveMemory::ImproveMemory(const NearbyInverse& inverse)
    : from(inverse.unknown_count()),
      to(inverse.unknown_count()),
      local_from(2 * inverse.sectors + 1),
      local_to(inverse.stride),
      product(inverse.rank),
      weight(inverse.rank) {}

NearbyInverse learn_inverse(const ShockedEconomy& economy, const MapState& at, std::size_t rank) {
  NearbyInverse inverse;
  inverse.countries = economy.country_count;
  inverse.sectors = economy.sector_count;
  const std::size_t size = 2 * economy.sector_count + 1;
  inverse.stride = (size + floats_in_a_register - 1) / floats_in_a_register * floats_in_a_register;
  form_blocks(economy, at, inverse);
  const std::size_t unknowns = inverse.unknown_count();
  rank = std::min(rank, unknowns);
  Eigen::MatrixXd basis(signed_of(unknowns), signed_of(rank));
  const Eigen::MatrixXd h = couple(economy, at, inverse, basis);
  const Eigen::MatrixXd correction = h.inverse() - Eigen::MatrixXd::Identity(h.rows(), h.cols());
  if (!basis.allFinite() || !correction.allFinite()) return inverse;
  inverse.rank = rank;
  inverse.direction.resize(rank * unknowns);
  inverse.coefficient.resize(rank * rank);
  Eigen::Map<Eigen::MatrixXf>(inverse.direction.data(), basis.rows(), basis.cols()) = basis.cast<float>();
  // Column-major in memory is the transpose that sums of rows want.
  Eigen::Map<Eigen::MatrixXf>(inverse.coefficient.data(), h.rows(), h.cols()) = correction.cast<float>();
  return inverse;
}

void improve(const NearbyInverse& inverse, std::span<double> residual, ImproveMemory& memory) {
  const std::size_t size = 2 * inverse.sectors + 1;
  for (std::size_t k = 0; k < residual.size(); ++k) memory.from[k] = static_cast<float>(residual[k]);
  for (std::size_t n = 0; n < inverse.countries; ++n) {
    for (std::size_t r = 0; r < size; ++r) memory.local_from[r] = memory.from[unknown_of(inverse.countries, n, r)];
    sum_of_rows(memory.local_from, &inverse.block[n * size * inverse.stride], inverse.stride, memory.local_to);
    for (std::size_t r = 0; r < size; ++r) memory.to[unknown_of(inverse.countries, n, r)] = memory.local_to[r];
  }
  if (inverse.rank > 0) {
    row_products(inverse.direction.data(), memory.to.size(), memory.to, memory.product);
    sum_of_rows(memory.product, inverse.coefficient.data(), inverse.rank, memory.weight);
    sum_of_rows(memory.weight, inverse.direction.data(), memory.to.size(), memory.from);
    for (std::size_t k = 0; k < residual.size(); ++k) memory.to[k] += memory.from[k];
  }
  std::copy(memory.to.begin(), memory.to.end(), residual.begin());
}

}  // namespace parley::model
