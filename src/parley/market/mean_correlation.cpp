#include <Eigen/Core>
#include <algorithm>
#include <cmath>

#include "parley/market/abnormal_return.hpp"

namespace parley::market {
namespace {

/// Sum over all pairs of members with every day: sum_t (sum_i z_it)^2 = N + 2 sum of the correlations, z of unit length.
double sum_of_whole(const std::vector<const AbnormalReturn*>& members) {
  if (members.size() < 2) return 0;
  Eigen::VectorXd sum = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(members.front()->residual.size()));
  for (const AbnormalReturn* each : members)
    sum += Eigen::Map<const Eigen::VectorXd>(each->residual.data(), sum.size()).normalized();
  return (sum.squaredNorm() - static_cast<double>(members.size())) / 2;
}

/// Residuals of all members, zero on the days that a member lacks, and the sums over those it has.
struct Residuals {
  Eigen::MatrixXd value;                           ///< days by members
  std::vector<std::vector<Eigen::Index>> missing;  ///< days, by member
  Eigen::VectorXd sum, squares;

  explicit Residuals(const std::vector<const AbnormalReturn*>& members)
      : value(static_cast<Eigen::Index>(members.front()->residual.size()), static_cast<Eigen::Index>(members.size())),
        missing(members.size()) {
    for (std::size_t i = 0; i < members.size(); ++i) {
      for (Eigen::Index t = 0; t < value.rows(); ++t) {
        const double residual = members[i]->residual[static_cast<std::size_t>(t)];
        if (std::isnan(residual)) missing[i].push_back(t);
        value(t, static_cast<Eigen::Index>(i)) = std::isnan(residual) ? 0 : residual;
      }
    }
    sum = value.colwise().sum();
    squares = value.colwise().squaredNorm();
  }
};

/// Days, sum and squares of one member without the days that another lacks.
struct Common {
  double days, sum, squares;
  Common(const Residuals& all, std::size_t own, std::size_t other)
      : days(static_cast<double>(all.value.rows())),
        sum(all.sum(static_cast<Eigen::Index>(own))),
        squares(all.squares(static_cast<Eigen::Index>(own))) {
    days -= static_cast<double>(all.missing[own].size());
    auto lacks = all.missing[own].begin();
    for (const Eigen::Index t : all.missing[other]) {
      const double residual = all.value(t, static_cast<Eigen::Index>(own));
      while (lacks != all.missing[own].end() && *lacks < t) ++lacks;
      days -= lacks == all.missing[own].end() || *lacks != t;
      sum -= residual;
      squares -= residual * residual;
    }
  }
};

/// Correlation over the days that both have, from the product of their residuals; absent for fewer than three days.
double correlation(const Residuals& all, std::size_t i, std::size_t k, double product) {
  const Common a(all, i, k);
  const Common b(all, k, i);
  if (a.days < 3) return absent;
  return (product - a.sum * b.sum / a.days) /
         std::sqrt((a.squares - a.sum * a.sum / a.days) * (b.squares - b.sum * b.sum / a.days));
}

}  // namespace

double mean_correlation(const std::vector<AbnormalReturn>& members) {
  if (members.size() < 2) return absent;
  std::vector<const AbnormalReturn*> ordered(members.size());
  std::transform(members.begin(), members.end(), ordered.begin(), [](const AbnormalReturn& each) { return &each; });
  const auto is_whole = [](const AbnormalReturn* each) { return each->days == each->residual.size(); };
  const auto gappy = std::stable_partition(ordered.begin(), ordered.end(), is_whole);
  const auto whole = static_cast<std::size_t>(gappy - ordered.begin());
  double sum = sum_of_whole({ordered.begin(), gappy});
  double pairs = static_cast<double>(whole) * (static_cast<double>(whole) - 1) / 2;
  if (whole == ordered.size()) return sum / pairs;
  const Residuals all(ordered);
  constexpr std::size_t block = 64;  // of members at a time: the products of all would take N^2
  for (std::size_t begin = whole; begin < ordered.size(); begin += block) {
    const std::size_t end = std::min(begin + block, ordered.size());
    const Eigen::MatrixXd product =
        all.value.leftCols(static_cast<Eigen::Index>(end)).transpose() *
        all.value.middleCols(static_cast<Eigen::Index>(begin), static_cast<Eigen::Index>(end - begin));
    for (std::size_t k = begin; k < end; ++k) {
      for (std::size_t i = 0; i < k; ++i) {
        const double r =
            correlation(all, i, k, product(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(k - begin)));
        if (std::isnan(r)) continue;
        sum += r;
        pairs += 1;
      }
    }
  }
  return sum / pairs;
}

}  // namespace parley::market
