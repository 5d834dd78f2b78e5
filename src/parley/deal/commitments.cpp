#include "parley/deal/commitments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "parley/base/error.hpp"
#include "parley/numerics/complementarity.hpp"

namespace parley::deal {
namespace {

using Kind = Commitment::Kind;
using Instrument = Commitment::Instrument;

void check(const Baseline& baseline, const Commitment& commitment) {
  const Economy& labels = baseline.economy;
  const Place place{.key = fmt::format("commitment '{}'", commitment.id)};
  const std::string& seller = labels.code(country(commitment.supplier));
  const std::string& buyer = labels.code(country(commitment.buyer));
  if (country(commitment.buyer) == country(commitment.supplier))
    throw InputError(place, fmt::format("{} cannot commit to buy from itself", buyer));
  if (!(commitment.target > 0) || !std::isfinite(commitment.target))
    throw InputError(place, fmt::format("a target of {} million is not positive", commitment.target));
  double output = 0;
  double trade = 0;
  for (const Sector s : commitment.sectors) {
    output += baseline.gross_output(country(commitment.supplier), s);
    trade += baseline.flow(s, commitment.buyer, commitment.supplier);
  }
  if (!(trade > 0)) {
    throw InputError(place, fmt::format("{} sells {} nothing of this at the base", seller, buyer),
                     "changes of trade that does not exist cannot be computed; commit a sector that is traded");
  }
  if (commitment.kind == Kind::purchase && commitment.target > output) {
    throw InputError(place,
                     fmt::format("a target of {:.0f} million is above the whole output of {}, {:.0f} million",
                                 commitment.target, seller, output),
                     fmt::format("{} sold {} {:.0f} million at the base", seller, buyer, trade));
  }
}

/// One unknown z for each commitment, then one y for each that names suppliers.
class CommittedEconomy {
 public:
  CommittedEconomy(const Baseline& baseline, const Shock& shock, const std::vector<Commitment>& commitments,
                   const CommitmentOptions& options, Observer& observer)
      : baseline_(baseline), base_shock_(shock), commitments_(commitments), options_(options), observer_(observer) {
    result_.shock = shock;
    for (std::size_t k = 0; k < commitments.size(); ++k) {
      check(baseline, commitments[k]);
      crowding_at_.push_back(commitments[k].from_suppliers.empty() ? npos : commitments.size() + crowded_++);
    }
    solve_.tolerance = std::min(options.solve.tolerance, options.tolerance / 10);
  }

  CommittedEquilibrium solved() {
    const std::size_t unknowns = commitments_.size() + crowded_;
    numerics::BoundedEquations equations;
    equations.lower.assign(unknowns, 0.0);
    for (std::size_t k = 0; k < unknowns; ++k) equations.upper.push_back(upper_bound(k));
    equations.evaluate = [this](std::span<const double> z, std::span<double> value) { return evaluate(z, value); };
    numerics::ComplementarityResult found = numerics::solve_complementarity(
        equations, std::vector<double>(unknowns, 0.0), {.tolerance = options_.tolerance}, observer_);
    result_.report = std::move(found.report);
    if (!result_.report.usable()) {
      result_.report.message = "the commitments cannot all be kept: " + result_.report.message;
      return std::move(result_);
    }
    report_outcomes(found.z, equations.upper);
    return std::move(result_);
  }

 private:
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);

  /// A tariff can be cut to zero and no further; everything else is open above.
  [[nodiscard]] double upper_bound(std::size_t k) const {
    if (k >= commitments_.size() || commitments_[k].instrument != Instrument::tariff_cut)
      return std::numeric_limits<double>::infinity();
    double most = 0;
    for (const Sector s : commitments_[k].sectors)
      most = std::max(most, std::log1p(base_shock_.tariff_new(s, commitments_[k].buyer, commitments_[k].supplier)));
    return most;
  }

  bool evaluate(std::span<const double> z, std::span<double> value) {
    result_.shock.tariff_new = base_shock_.tariff_new;
    result_.shock.export_tax_new = base_shock_.export_tax_new;
    for (std::size_t k = 0; k < commitments_.size(); ++k)
      add_wedges(commitments_[k], {.wedge = z[k], .crowding = crowding_at_[k] == npos ? 0.0 : z[crowding_at_[k]]},
                 result_.shock);
    SolveOptions options = options_.solve;
    options.tolerance = solve_.tolerance;
    if (result_.equilibrium.report.usable()) options.start = &result_.equilibrium;
    Equilibrium next = solve(baseline_, result_.shock, options, observer_);
    if (!next.report.usable()) return false;
    if (without_.empty()) result_.without = next;  // the first point is the one without wedges
    result_.equilibrium = std::move(next);
    for (std::size_t k = 0; k < commitments_.size(); ++k) {
      const Commitment& commitment = commitments_[k];
      const double quantity = committed_quantity(result_.shock, result_.equilibrium, commitment);
      if (without_.size() <= k) without_.push_back(quantity);
      value[k] = std::log(quantity / commitment.target);
      if (commitment.kind != Kind::purchase) value[k] = -value[k];
      if (crowding_at_[k] != npos) value[crowding_at_[k]] = -log_weight_change(commitment);
    }
    return true;
  }

  /// ln of the sum over supplier and named suppliers of pi (kappa_hat c_hat)^-theta, against the same without wedges.
  [[nodiscard]] double log_weight_change(const Commitment& commitment) const {
    double with = 0;
    double without = 0;
    std::vector<Exporter> concerned = commitment.from_suppliers;
    concerned.push_back(commitment.supplier);
    for (const Sector s : commitment.sectors) {
      const double theta = baseline_.trade_elasticity(s);
      const double size = baseline_.expenditure(country(commitment.buyer), s);
      for (const Exporter i : concerned) {
        const double weight = size * baseline_.expenditure_share(s, commitment.buyer, i) *
                              std::pow(result_.equilibrium.unit_cost_hat(country(i), s), -theta);
        with += weight * std::pow(cost_hat(result_.shock, s, commitment.buyer, i), -theta);
        without += weight * std::pow(cost_hat(base_shock_, s, commitment.buyer, i), -theta);
      }
    }
    return std::log(with / without);
  }

  [[nodiscard]] double cost_hat(const Shock& shock, Sector s, Importer n, Exporter i) const {
    return shock.iceberg_hat(s, n, i) * (1 + shock.tariff_new(s, n, i)) / (1 + baseline_.tariff(s, n, i)) *
           (1 + shock.export_tax_new(s, n, i)) / (1 + baseline_.export_tax(s, n, i));
  }

  void report_outcomes(const std::vector<double>& z, const std::vector<double>& upper) {
    for (std::size_t k = 0; k < commitments_.size(); ++k) {
      const Commitment& commitment = commitments_[k];
      CommitmentOutcome outcome{.wedge = z[k], .without = without_[k]};
      if (crowding_at_[k] != npos) outcome.crowding = z[crowding_at_[k]];
      outcome.reached = committed_quantity(result_.shock, result_.equilibrium, commitment);
      outcome.binds = outcome.wedge > 0;
      if (commitment.kind == Kind::purchase && z[k] >= upper[k] &&
          outcome.reached < commitment.target * (1 - options_.tolerance)) {
        result_.report.status = numerics::SolveStatus::stalled;
        result_.report.message = fmt::format("commitment '{}': the tariff is zero and purchases reach {:.6g} of {:.6g}",
                                             commitment.id, outcome.reached, commitment.target);
      }
      count_money(commitment, outcome);
      result_.outcomes.push_back(outcome);
    }
  }

  /// Border value times the difference between the tariffs without and with the commitment, supplier by supplier.
  void count_money(const Commitment& commitment, CommitmentOutcome& outcome) const {
    for (const Sector s : commitment.sectors) {
      for (const Exporter i : baseline_.economy.exporters()) {
        const double value = result_.equilibrium.flow_new(s, commitment.buyer, i);
        const double tax = result_.shock.export_tax_new(s, commitment.buyer, i);
        outcome.outlay +=
            value * (1 + tax) *
            (base_shock_.tariff_new(s, commitment.buyer, i) - result_.shock.tariff_new(s, commitment.buyer, i));
        outcome.rent_to_exporter += value * (tax - base_shock_.export_tax_new(s, commitment.buyer, i));
      }
    }
  }

  const Baseline& baseline_;
  const Shock& base_shock_;
  const std::vector<Commitment>& commitments_;
  const CommitmentOptions& options_;
  Observer& observer_;
  SolveOptions solve_;
  std::size_t crowded_ = 0;
  std::vector<std::size_t> crowding_at_;
  std::vector<double> without_;
  CommittedEquilibrium result_;
};

void open_market(const Commitment& commitment, Sector s, double z, Shock& shock) {
  for (const Exporter i : all<Exporter>(shock.tariff_new.extent(2))) {
    double& tariff = shock.tariff_new(s, commitment.buyer, i);
    if (country(i) != country(commitment.buyer)) tariff = (1 + tariff) * std::exp(-z) - 1;
  }
}

/// Raises a rate by z in ln(1 + rate), but not below `lowest`.
void raise(double& rate, double z, double lowest = -1.0) { rate = std::max(lowest, (1 + rate) * std::exp(z) - 1); }

}  // namespace

void add_wedges(const Commitment& commitment, const CommitmentOutcome& outcome, Shock& shock) {
  if (outcome.wedge == 0 && outcome.crowding == 0) return;  // what is not committed keeps its bits
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
    }
    for (const Exporter i : commitment.from_suppliers)
      raise(shock.tariff_new(s, commitment.buyer, i), outcome.crowding);
  }
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

CommittedEquilibrium solve_with_commitments(const Baseline& baseline, const Shock& shock,
                                            const std::vector<Commitment>& commitments,
                                            const CommitmentOptions& options, Observer& observer) {
  return CommittedEconomy(baseline, shock, commitments, options, observer).solved();
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

}  // namespace parley::deal
