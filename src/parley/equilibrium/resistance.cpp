#include "parley/equilibrium/resistance.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "parley/base/error.hpp"
#include "parley/numerics/fixed_point.hpp"

namespace parley {
namespace {

void check_shares(const std::vector<double>& shares, std::size_t countries, const char* what) {
  const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  const bool positive = std::all_of(shares.begin(), shares.end(), [](double share) { return share > 0; });
  if (shares.size() != countries || !positive || std::abs(sum - 1) > 1e-12)
    throw InputError(Place{.key = what}, "must be a positive share for every country, adding up to one");
}

}  // namespace

ResistanceTerms resistance_terms(const Array<Exporter, Importer>& openness, const std::vector<double>& output_share,
                                 const std::vector<double>& spending_share, std::size_t reference, Observer& observer) {
  const std::size_t countries = openness.extent(0);
  check_shares(output_share, countries, "output_share");
  check_shares(spending_share, countries, "spending_share");
  for (const double value : openness.values()) {
    if (!(value >= 0)) throw InputError(Place{.key = "openness"}, "must not be negative");
  }
  ResistanceTerms result;
  result.outward.assign(countries, 0.0);
  result.inward.assign(countries, 1.0);
  const auto outward = [&](std::span<const double> log_inward) {
    for (const Exporter i : all<Exporter>(countries)) {
      double sum = 0.0;
      for (const Importer n : all<Importer>(countries))
        sum += openness(i, n) * spending_share[n.value()] * std::exp(-log_inward[n.value()]);
      result.outward[i.value()] = sum;
    }
  };
  const numerics::FixedPointMap map = [&](std::span<const double> x, std::span<double> image) {
    outward(x);
    for (const Importer n : all<Importer>(countries)) {
      double sum = 0.0;
      for (const Exporter i : all<Exporter>(countries))
        sum += openness(i, n) * output_share[i.value()] / result.outward[i.value()];
      image[n.value()] = std::log(sum);
    }
    // Terms are known up to a factor: the reference importer's is one.
    const double unit = image[reference];
    double worst = 0.0;
    for (std::size_t n = 0; n < countries; ++n) {
      image[n] -= unit;
      const double gap = std::abs(image[n] - x[n]);
      if (!(gap <= worst)) worst = gap;
    }
    return worst;
  };
  numerics::FixedPointResult solution =
      numerics::solve_fixed_point(map, std::vector<double>(countries, 0.0), {.tolerance = 1e-13}, observer);
  outward(solution.x);
  for (std::size_t n = 0; n < countries; ++n) result.inward[n] = std::exp(solution.x[n]);
  result.report = std::move(solution.report);
  return result;
}

}  // namespace parley
