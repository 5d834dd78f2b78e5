#include "parley/model/fixed_firms_kernel.hpp"

#include <algorithm>
#include <cmath>

namespace parley::model {
namespace {

constexpr std::size_t lanes = 4;

double larger(double a, double b) { return b <= a || std::isnan(a) ? a : b; }

/// out += weight * row, the row padded to whole lanes.
void add_scaled(double weight, const double* row, double* out, std::size_t stride) {
#pragma omp simd
  for (std::size_t k = 0; k < stride; ++k) out[k] += weight * row[k];
}

double dot(const double* a, const double* b, std::size_t stride) {
  double sum = 0.0;
#pragma omp simd reduction(+ : sum)
  for (std::size_t k = 0; k < stride; ++k) sum += a[k] * b[k];
  return sum;
}

}  // namespace

FixedFirmsKernel::FixedFirmsKernel(const FixedFirmsEconomy& economy)
    : countries_(economy.countries.size()),
      sectors_(economy.sectors.size()),
      stride_((countries_ + lanes - 1) / lanes * lanes),
      shares_(economy),
      substitution_(economy.substitution),
      attraction_base_(sectors_, countries_, stride_),
      attraction_(attraction_base_),
      tariff_(attraction_base_),
      keep_(attraction_base_),
      spending_share_(sectors_, countries_),
      wage_power_(stride_),
      cross_(countries_ * stride_),
      cross_labour_(cross_),
      cross_profit_(cross_) {
  levels_ = {.share = attraction_base_,
             .trade = attraction_base_,
             .sales = Array<Sector, Exporter>(sectors_, stride_),
             .spending = spending_share_,
             .price_sum = spending_share_,
             .wage_hat = std::vector<double>(countries_, 1.0),
             .expenditure = shares_.spending,
             .revenue = std::vector<double>(countries_, 0.0)};
  for (const Sector s : all<Sector>(sectors_)) {
    for (const Importer n : all<Importer>(countries_)) {
      spending_share_(s, n) = shares_.spending_share(country(n), s);
      for (const Exporter i : all<Exporter>(countries_)) {
        attraction_base_(s, n, i) =
            shares_.expenditure_share(s, n, i) * std::pow(1 + economy.tariff(s, n, i), substitution_(s) - 1);
        set_tariff(s, n, i, economy.tariff(s, n, i));
      }
    }
  }
}

void FixedFirmsKernel::set_tariff(Sector s, Importer n, Exporter i, double tariff) {
  set_log_tariff(s, n, i, std::log1p(tariff));
  tariff_(s, n, i) = tariff;
}

void FixedFirmsKernel::set_log_tariff(Sector s, Importer n, Exporter i, double log_factor) {
  const double factor = std::exp(log_factor);
  tariff_(s, n, i) = factor - 1;
  keep_(s, n, i) = 1 / factor;
  attraction_(s, n, i) = attraction_base_(s, n, i) * std::exp((1 - substitution_(s)) * log_factor);
}

double FixedFirmsKernel::log_price(Sector s, Importer n) const {
  const double sum = levels_.price_sum(s, n);
  return sum > 0 ? std::log(sum) / (1 - substitution_(s)) : 0.0;
}

double FixedFirmsKernel::evaluate(std::span<const double> x, std::span<double> gap) {
  std::vector<double>& wage = levels_.wage_hat;
  std::vector<double>& expenditure = levels_.expenditure;
  std::fill(levels_.revenue.begin(), levels_.revenue.end(), 0.0);
  levels_.sales.fill(0.0);
  double world = 0.0;
  double world_new = 0.0;
  for (std::size_t n = 0; n < countries_; ++n) {
    wage[n] = std::exp(x[n]);
    expenditure[n] = shares_.spending[n] * std::exp(x[countries_ + n]);
    gap[n] = 0.0;
    gap[countries_ + n] = 0.0;
    world += shares_.wage_bill[n];
    world_new += shares_.wage_bill[n] * wage[n];
  }
  for (const Sector s : all<Sector>(sectors_)) {
    const double sigma = substitution_(s);
    for (std::size_t i = 0; i < countries_; ++i) wage_power_[i] = std::exp((1 - sigma) * x[i]);
    double* const sales = levels_.sales.row(s).data();
    for (const Importer n : all<Importer>(countries_)) {
      double* const share = levels_.share.row(s, n).data();
      double* const trade = levels_.trade.row(s, n).data();
      const double* const keep = keep_.row(s, n).data();
      const double sum = dot(attraction_.row(s, n).data(), wage_power_.data(), stride_);
      const double* const attraction = attraction_.row(s, n).data();
      const double spending = spending_share_(s, n) * expenditure[n.value()];
      const double scale = sum > 0 ? 1 / sum : 0.0;
#pragma omp simd
      for (std::size_t i = 0; i < stride_; ++i) {
        share[i] = attraction[i] * wage_power_[i] * scale;
        trade[i] = share[i] * spending * keep[i];
        sales[i] += trade[i];
      }
      levels_.revenue[n.value()] += dot(tariff_.row(s, n).data(), trade, stride_);
      levels_.price_sum(s, n) = sum;
      levels_.spending(s, n) = spending;
    }
    for (std::size_t i = 0; i < countries_; ++i) {
      gap[i] += sales[i] * (sigma - 1) / sigma;
      gap[countries_ + i] += sales[i] / sigma;
    }
  }
  double worst = std::abs(world_new / world - 1);
  for (std::size_t n = 0; n < countries_; ++n) {
    gap[n] = wage[n] - gap[n] / shares_.wage_bill[n];
    const double spent = shares_.wage_bill[n] * wage[n] + gap[countries_ + n] + levels_.revenue[n];
    gap[countries_ + n] = (expenditure[n] - spent) / shares_.spending[n];
    worst = larger(larger(worst, std::abs(gap[n] / wage[n])), std::abs(1 - spent / expenditure[n]));
  }
  gap[countries_ - 1] = world_new / world - 1;
  return worst;
}

void FixedFirmsKernel::jacobian(std::span<double> out) {
  std::fill(out.begin(), out.end(), 0.0);
  const auto at = [out, size = unknowns()](std::size_t row, std::size_t column) -> double& {
    return out[row * size + column];
  };
  std::fill(cross_labour_.begin(), cross_labour_.end(), 0.0);
  std::fill(cross_profit_.begin(), cross_profit_.end(), 0.0);
  for (const Sector s : all<Sector>(sectors_)) {
    const double sigma = substitution_(s);
    std::fill(cross_.begin(), cross_.end(), 0.0);  // sum_n T'[n,i] share[n,k]
    for (const Importer n : all<Importer>(countries_)) {
      const double* const share = levels_.share.row(s, n).data();
      const double* const trade = levels_.trade.row(s, n).data();
      double taxed = 0.0;
      for (std::size_t i = 0; i < countries_; ++i) {
        add_scaled(trade[i], share, &cross_[i * stride_], stride_);
        const double revenue = tariff_(s, n, Exporter(i)) * trade[i];
        taxed += revenue;
        at(i, countries_ + n.value()) += trade[i] * (sigma - 1) / sigma;
        at(countries_ + i, countries_ + n.value()) += trade[i] / sigma;
        at(countries_ + n.value(), i) += (1 - sigma) * revenue;
      }
      for (std::size_t k = 0; k < countries_; ++k) at(countries_ + n.value(), k) -= (1 - sigma) * share[k] * taxed;
    }
    for (std::size_t i = 0; i < countries_; ++i) {
      const double sales = levels_.sales(s, Exporter(i));
      double* const row = &cross_[i * stride_];
      row[i] -= sales;
      add_scaled((sigma - 1) * (sigma - 1) / sigma, row, &cross_labour_[i * stride_], stride_);
      add_scaled((sigma - 1) / sigma, row, &cross_profit_[i * stride_], stride_);
    }
  }
  double world = 0.0;
  for (const double bill : shares_.wage_bill) world += bill;
  for (std::size_t i = 0; i < countries_; ++i) {
    const double bill = shares_.wage_bill[i];
    const double wages = bill * levels_.wage_hat[i];
    for (std::size_t k = 0; k < countries_; ++k) {
      at(i, k) = -cross_labour_[i * stride_ + k] / bill;
      at(i, countries_ + k) /= -bill;
      at(countries_ + i, k) = -(at(countries_ + i, k) + cross_profit_[i * stride_ + k]) / shares_.spending[i];
      at(countries_ + i, countries_ + k) /= -shares_.spending[i];
    }
    at(i, i) += levels_.wage_hat[i];
    at(countries_ + i, i) -= wages / shares_.spending[i];
    at(countries_ + i, countries_ + i) += (levels_.expenditure[i] - levels_.revenue[i]) / shares_.spending[i];
  }
  for (std::size_t k = 0; k < countries_; ++k) {
    at(countries_ - 1, k) = shares_.wage_bill[k] * levels_.wage_hat[k] / world;
    at(countries_ - 1, countries_ + k) = 0.0;
  }
}

void FixedFirmsKernel::pull_back(const FixedFirmsSeeds& seeds, std::span<double> x_seed) const {
  std::fill(x_seed.begin(), x_seed.end(), 0.0);
  for (const Sector s : all<Sector>(sectors_)) {
    const double sigma = substitution_(s);
    for (const Importer n : all<Importer>(countries_)) {
      const double* const share = levels_.share.row(s, n).data();
      const double* const trade = levels_.trade.row(s, n).data();
      const double* const tariff = tariff_.row(s, n).data();
      const double* const sales = seeds.sales.row(s).data();
      const double revenue = seeds.revenue[n.value()];
      double worth = 0.0;
      for (std::size_t i = 0; i < countries_; ++i) {
        const double value = (sales[i] + revenue * tariff[i]) * trade[i];
        worth += value;
        x_seed[i] += (1 - sigma) * value;
      }
      const double price = (sigma - 1) * worth + seeds.log_price(s, n);
      for (std::size_t i = 0; i < countries_; ++i) x_seed[i] += price * share[i];
      x_seed[countries_ + n.value()] += worth;
    }
  }
}

void FixedFirmsKernel::add_multipliers(std::span<const double> v, FixedFirmsSeeds& seeds) const {
  for (std::size_t n = 0; n < countries_; ++n) {
    const double labour = n + 1 < countries_ ? v[n] / shares_.wage_bill[n] : 0.0;
    const double budget = v[countries_ + n] / shares_.spending[n];
    seeds.revenue[n] += budget;
    for (const Sector s : all<Sector>(sectors_)) {
      const double sigma = substitution_(s);
      seeds.sales(s, Exporter(n)) += (labour * (sigma - 1) + budget) / sigma;
    }
  }
}

void FixedFirmsKernel::tariff_gradient(const FixedFirmsSeeds& multipliers, Sector s, Importer n,
                                       std::span<double> out) const {
  const double sigma = substitution_(s);
  const double revenue = multipliers.revenue[n.value()];
  double worth = 0.0;
  for (const Exporter i : all<Exporter>(countries_)) {
    const double value = (multipliers.sales(s, i) + revenue * tariff_(s, n, i)) * levels_.trade(s, n, i);
    worth += value;
    out[i.value()] = revenue * levels_.trade(s, n, i) * (1 + tariff_(s, n, i)) - sigma * value;
  }
  const double price = (sigma - 1) * worth + multipliers.log_price(s, n);
  for (const Exporter i : all<Exporter>(countries_)) out[i.value()] += price * levels_.share(s, n, i);
}

FixedFirmsSeeds FixedFirmsKernel::no_seeds() const {
  return {Array<Sector, Exporter>(sectors_, stride_), Array<Sector, Importer>(sectors_, countries_),
          std::vector<double>(countries_, 0.0)};
}

}  // namespace parley::model
