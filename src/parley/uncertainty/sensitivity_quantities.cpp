#include "parley/uncertainty/sensitivity_quantities.hpp"

#include <algorithm>
#include <cmath>

namespace parley::uncertainty {

void solve_under_draw(const Baseline& baseline, const CaseCommitments& committed, const SolveOptions& options,
                      study::CaseResult& solved) {
  std::vector<Commitment> limits;
  for (std::size_t k = 0; k < committed.commitments.size(); ++k) {
    if (committed.commitments[k].kind == Commitment::Kind::purchase) {
      add_wedges(committed.commitments[k], committed.outcomes[k], solved.shock);
    } else {
      limits.push_back(committed.commitments[k]);
    }
  }
  if (limits.empty()) {
    solved.equilibrium = solve(baseline, solved.shock, options);
    return;
  }
  Observer silent;
  const CommitmentOptions how{.solve = {.tolerance = options.tolerance, .start = options.start},
                              .tolerance = 10 * options.tolerance};
  CommittedEquilibrium found = solve_with_commitments(baseline, solved.shock, limits, how, silent);
  solved.shock = std::move(found.shock);
  solved.equilibrium = std::move(found.equilibrium);
  solved.equilibrium.report = std::move(found.report);
}

std::vector<double> quantities_of(const CaseCommitments& committed, const study::CaseResult& solved) {
  std::vector<double> quantities;
  for (const Commitment& commitment : committed.commitments) {
    if (commitment.kind == Commitment::Kind::purchase)
      quantities.push_back(committed_quantity(solved.shock, solved.equilibrium, commitment));
  }
  return quantities;
}

void describe(const std::vector<Draw>& draws, std::size_t column, bool has_quantiles, Spread& spread) {
  std::vector<double> values;
  for (const Draw& draw : draws) {
    if (draw.failure.empty()) values.push_back(draw.values[column]);
  }
  const auto count = static_cast<double>(values.size());
  double sum = 0.0;
  for (const double value : values) sum += value;
  spread.mean = sum / count;
  double squares = 0.0;
  for (const double value : values) squares += (value - spread.mean) * (value - spread.mean);
  // Quadrature points carry equal weights that add up to one: no degree of freedom is lost.
  spread.standard_deviation = std::sqrt(squares / (has_quantiles ? std::max(count - 1, 1.0) : count));
  std::sort(values.begin(), values.end());
  const double none = std::nan("");
  spread.p05 = has_quantiles ? numerics::quantile(values, 0.05) : none;
  spread.median = has_quantiles ? numerics::quantile(values, 0.5) : none;
  spread.p95 = has_quantiles ? numerics::quantile(values, 0.95) : none;
}

QuantityInterval shortfall(const CaseCommitments& committed, const Commitment& commitment,
                           const std::vector<Draw>& draws, const Draw& middle, bool has_quantiles, std::size_t column) {
  // The central solution keeps a purchase to a part in 1e10; draws are solved to 1e-9.
  constexpr double close = 1e-7;
  QuantityInterval quantity{.case_name = committed.case_name, .id = commitment.id, .target = commitment.target};
  quantity.spread.central = middle.values.at(column);
  describe(draws, column, has_quantiles, quantity.spread);
  double made = 0;
  double missed = 0;
  for (const Draw& draw : draws) {
    if (!draw.failure.empty()) continue;
    ++made;
    const double beyond = draw.values.at(column) / commitment.target - 1;
    if (beyond >= -close) continue;
    ++missed;
    quantity.mean_shortfall -= beyond * commitment.target;
  }
  quantity.missed = missed / made;
  if (missed > 0) quantity.mean_shortfall /= missed;
  if (!has_quantiles) quantity.missed = quantity.mean_shortfall = std::nan("");
  return quantity;
}

}  // namespace parley::uncertainty
