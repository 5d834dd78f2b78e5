#include "parley/equilibrium/commitments/commitments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "parley/equilibrium/commitments/commitment_outcomes.hpp"
#include "parley/equilibrium/commitments/wedges.hpp"

namespace parley {
namespace {

using Kind = Commitment::Kind;
using Instrument = Commitment::Instrument;

/// A cut that ends at zero and buys too little is not a solution.
void check_cuts(const std::vector<Commitment>& commitments, const Wedges& wedges, double tolerance,
                CommittedEquilibrium& result) {
  for (std::size_t k = 0; k < commitments.size(); ++k) {
    const Commitment& commitment = commitments[k];
    if (commitment.kind != Kind::purchase || wedges.z[k] < wedges.most[k]) continue;
    if (result.outcomes[k].reached >= commitment.target * (1 - tolerance)) continue;
    result.report.status = SolveStatus::stalled;
    result.report.message = fmt::format("commitment '{}': the tariff is zero and purchases reach {:.6g} of {:.6g}",
                                        commitment.id, result.outcomes[k].reached, commitment.target);
  }
}

void open_market(const Commitment& commitment, Sector s, double z, Shock& shock) {
  for (const Exporter i : all<Exporter>(shock.tariff_new.extent(2))) {
    double& tariff = shock.tariff_new(s, commitment.buyer, i);
    if (country(i) != country(commitment.buyer)) tariff = (1 + tariff) * std::exp(-z) - 1;
  }
}

/// Raises a rate by z in ln(1 + rate), but not below `lowest`.
void raise(double& rate, double z, double lowest = -1.0) { rate = std::max(lowest, (1 + rate) * std::exp(z) - 1); }

/// Makes the goods of a supplier that makes way dearer by y in logarithms; who has the money is the commitment's to say.
void crowd_out(const Commitment& commitment, Sector s, Exporter i, double y, Shock& shock) {
  switch (commitment.levy_goes_to) {
    case Commitment::Levy::nobody:
      shock.iceberg_hat(s, commitment.buyer, i) *= std::exp(y);
      break;
    case Commitment::Levy::treasury:
      raise(shock.tariff_new(s, commitment.buyer, i), y);
      break;
    case Commitment::Levy::sellers:
      raise(shock.export_tax_new(s, commitment.buyer, i), y);
      break;
  }
}

}  // namespace

void add_wedges(const Commitment& commitment, const CommitmentOutcome& outcome, Shock& shock) {
  const bool is_tariff_rate_quota = commitment.kind == Kind::tariff_rate_quota;
  if (!is_tariff_rate_quota && outcome.wedge == 0 && outcome.crowding == 0) return;  // it keeps its bits
  for (const Sector s : commitment.sectors) {
    double& tariff = shock.tariff_new(s, commitment.buyer, commitment.supplier);
    switch (commitment.kind) {
      case Kind::purchase:
        if (commitment.instrument == Instrument::opening) {
          open_market(commitment, s, outcome.wedge, shock);
        } else {
          raise(tariff, -outcome.wedge, commitment.instrument == Instrument::tariff_cut ? 0.0 : -1.0);
        }
        break;
      case Kind::quota:
        raise(tariff, outcome.wedge);
        break;
      case Kind::export_restraint:
        raise(shock.export_tax_new(s, commitment.buyer, commitment.supplier), outcome.wedge);
        break;
      case Kind::tariff_rate_quota:
        tariff = std::min(tariff, (1 + commitment.in_quota_tariff) * std::exp(outcome.wedge) - 1);
        break;
    }
    for (const Exporter i : commitment.from_suppliers) crowd_out(commitment, s, i, outcome.crowding, shock);
  }
}

double base_quantity(const Baseline& baseline, const Commitment& commitment) {
  double quantity = 0;
  for (const Sector s : commitment.sectors) {
    const double flow = baseline.flow(s, commitment.buyer, commitment.supplier);
    quantity += commitment.unit == Commitment::Unit::value
                    ? flow * (1 + baseline.export_tax(s, commitment.buyer, commitment.supplier))
                    : flow;
  }
  return quantity;
}

double committed_quantity(const Shock& shock, const Equilibrium& equilibrium, const Commitment& commitment) {
  double quantity = 0;
  for (const Sector s : commitment.sectors) {
    const double flow = equilibrium.flow_new(s, commitment.buyer, commitment.supplier);
    quantity += commitment.unit == Commitment::Unit::value
                    ? flow * (1 + shock.export_tax_new(s, commitment.buyer, commitment.supplier))
                    : flow / equilibrium.unit_cost_hat(country(commitment.supplier), s);
  }
  return quantity;
}

double committed_quantity(const SolveSession& session, const Commitment& commitment) {
  double quantity = 0;
  for (const Sector s : commitment.sectors) {
    const double flow = model::flow_at(session.economy, session.levels, s, commitment.buyer, commitment.supplier);
    quantity += commitment.unit == Commitment::Unit::value
                    ? flow * (1 + session.shock.export_tax_new(s, commitment.buyer, commitment.supplier))
                    : flow / std::exp(session.levels.log_unit_cost(s, country(commitment.supplier)));
  }
  return quantity;
}

CommittedEquilibrium solve_with_commitments(const Baseline& baseline, const Shock& shock,
                                            const std::vector<Commitment>& commitments,
                                            const CommitmentOptions& options, Observer& observer) {
  CommittedEquilibrium result;
  SolveOptions how = options.solve;
  how.tolerance = std::min(how.tolerance, options.tolerance / 10);
  SolveSession session = start_session(baseline, shock, how, observer);
  result.report = session.report;
  if (!result.report.usable()) return result;
  result.without = equilibrium_of(session, baseline);
  const Wedges wedges = keep_commitments(session, baseline, commitments, {}, options.tolerance, observer);
  result.report = wedges.report;
  if (!result.report.usable()) return result;
  result.shock = session.shock;
  result.equilibrium = equilibrium_of(session, baseline);
  result.outcomes = commitment_outcomes(baseline, shock, commitments, wedges, result);
  check_cuts(commitments, wedges, options.tolerance, result);
  return result;
}

double largest_feasible_target(const Baseline& baseline, const Shock& shock, std::vector<Commitment> commitments,
                               std::size_t which, const CommitmentOptions& options, Observer& observer) {
  constexpr double precision = 1e-3;
  double output = 0;
  for (const Sector s : commitments.at(which).sectors)
    output += baseline.gross_output(country(commitments[which].supplier), s);
  const auto is_feasible = [&](double target) {
    commitments[which].target = target;
    return solve_with_commitments(baseline, shock, commitments, options, observer).report.usable();
  };
  double low = committed_quantity(shock, solve(baseline, shock, options.solve, observer), commitments[which]);
  double high = output;
  if (!is_feasible(low)) return std::numeric_limits<double>::quiet_NaN();
  if (is_feasible(high)) return high;
  while (high / low > 1 + precision) {
    const double middle = std::sqrt(low * high);
    (is_feasible(middle) ? low : high) = middle;
  }
  return low;
}

FixedSpendingPurchase fixed_spending_purchase(double share, double target_share, double trade_elasticity,
                                              double named_share) {
  const double gain = target_share - share;
  if (!(share > 0 && share < 1 && target_share > 0 && target_share < 1 && trade_elasticity > 0 && named_share >= 0))
    throw std::invalid_argument("fixed_spending_purchase: shares lie between zero and one");
  FixedSpendingPurchase result;
  if (named_share > 0) {
    if (gain >= named_share) throw std::invalid_argument("fixed_spending_purchase: the named suppliers sell less");
    result.cost_hat = std::pow(target_share / share, -1 / trade_elasticity);
    result.named_cost_hat = std::pow((named_share - gain) / named_share, -1 / trade_elasticity);
  } else {
    result.cost_hat = std::pow(target_share * (1 - share) / (share * (1 - target_share)), -1 / trade_elasticity);
    result.others_hat = (1 - target_share) / (1 - share);
  }
  result.subsidy = 1 / result.cost_hat - 1;
  return result;
}

}  // namespace parley
