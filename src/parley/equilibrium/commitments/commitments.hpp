#pragma once

#include <vector>

#include "parley/base/observer.hpp"
#include "parley/economy/commitment.hpp"
#include "parley/equilibrium/session.hpp"

namespace parley {

/// What one commitment came to.
struct CommitmentOutcome {
  double wedge = 0;     ///< z >= 0: ln(1 + subsidy), or ln(1 + tax) of a quota or restraint
  double crowding = 0;  ///< y >= 0: by how much the named suppliers' goods get dearer, in logarithms
  double levy = 0;      ///< what their buyers pay more, million; who has it is the commitment's levy_goes_to
  double reached = 0;   ///< in the commitment's unit
  double without = 0;   ///< the same quantity where nothing is committed
  double base = 0;      ///< the same quantity at the base
  bool binds = false;
  /// What the buyer's treasury (or its state buyer) pays in tariffs forgone and subsidies less the tax on named
  /// suppliers, and the rent that goes abroad under a tariff-rate quota; negative under a quota: the rent.
  double outlay = 0;
  double rent_to_exporter = 0;  ///< what of the rent is the exporter's
  double licence_rent = 0;      ///< what the licences of a quota, restraint or tariff-rate quota are worth
  /// What is bought for the commitment alone.
  [[nodiscard]] double gained() const { return reached - without; }
  /// Outlay for each unit of it.  Needs  gained() above zero.
  [[nodiscard]] double outlay_per_gain() const { return outlay / gained(); }
};

/// An equilibrium in which every commitment is kept.
struct CommittedEquilibrium {
  Shock shock;  ///< with the wedges that keep the commitments
  Equilibrium equilibrium;
  Equilibrium without;                      ///< the same shock where nothing is committed
  std::vector<CommitmentOutcome> outcomes;  ///< one for each commitment
  SolveReport report;                       ///< of the commitments; show nothing unless usable()
};

struct CommitmentOptions {
  SolveOptions solve;
  /// Each commitment holds to this relative size of its target.
  double tolerance = 1e-10;
};

/// Solves the model with commitments as complementarity conditions on top of a shock.
///
///     purchase    0 <= z, q(z) >= V, one of them with equality;   1+t' = (1+t) e^-z
///     quota       0 <= z, q(z) <= V, one of them with equality;   1+t' = (1+t) e^z, or 1+x' = (1+x) e^z
///     tariff-rate quota   z = 0 and q <= V, or q = V, or z = most and q >= V;   1+t' = min(1+t, (1+t_in) e^z), where
///                 most is the z at which the tariff in force is reached; the rent (t' - t_in) on the quantity within
///                 the quota is the importer's revenue, or goes to the exporter as an income claim
///     named       d'[k] = d[k] e^y, 1+t'[k] = (1+t[k]) e^y or 1+x'[k] = (1+x[k]) e^y for k in from_suppliers, as the levy
///                 goes to nobody, the treasury or the sellers, with y such that the sum over supplier and k of
///                 pi (kappa_hat c_hat)^-theta is what it is without the commitment
/// q is the border value of the sectors' trade from supplier to buyer, or its volume.
/// Source  Bhagwati (1987); Irwin (1994), Managed Trade; docs/model/commitments.md.
/// Errors  InputError for a target that is not positive, above all that the supplier sells of these sectors at the
///         base, or for trade that does not exist at the base; a target that cannot be reached is a status.
[[nodiscard]] CommittedEquilibrium solve_with_commitments(const Baseline& baseline, const Shock& shock,
                                                          const std::vector<Commitment>& commitments,
                                                          const CommitmentOptions& options, Observer& observer);

/// The largest target of one commitment that has a solution, to one part in a thousand; the other commitments stand.
///
/// Errors  those of solve_with_commitments(); NaN where not even the quantity without it can be kept.
[[nodiscard]] double largest_feasible_target(const Baseline& baseline, const Shock& shock,
                                             std::vector<Commitment> commitments, std::size_t which,
                                             const CommitmentOptions& options, Observer& observer);

/// Adds to a shock what keeps one commitment: z and y of its outcome, see solve_with_commitments().
void add_wedges(const Commitment& commitment, const CommitmentOutcome& outcome, Shock& shock);

/// The quantity that a commitment is about, at a session's solution.
[[nodiscard]] double committed_quantity(const SolveSession& session, const Commitment& commitment);
/// The quantity that a commitment is about, at the base.
[[nodiscard]] double base_quantity(const Baseline& baseline, const Commitment& commitment);
/// The quantity that a commitment is about, at a solution.
[[nodiscard]] double committed_quantity(const Shock& shock, const Equilibrium& equilibrium,
                                        const Commitment& commitment);

/// What raises a supplier's share of a buyer's spending from s to s' at given prices and given spending.
struct FixedSpendingPurchase {
  double cost_hat = 1;        ///< tau_hat = ([s'(1-s)] / [s(1-s')])^(-1/theta)
  double subsidy = 0;         ///< 1/tau_hat - 1, on the delivered price
  double others_hat = 1;      ///< what every other supplier's share is multiplied with: (1-s')/(1-s)
  double named_cost_hat = 1;  ///< targeted: (s_k'/s_k)^(-1/theta) of suppliers that make way for all of it
};
/// Closed forms (i) and (ii) of managed trade under constant-elasticity demand; `named_share` is the share of those who
/// make way (zero: everyone does, in proportion).
///
/// With named suppliers cost_hat is (s'/s)^(-1/theta), and everybody else keeps their share exactly.
/// Errors  std::invalid_argument for shares outside (0, 1) or a target beyond what the named suppliers sell.
[[nodiscard]] FixedSpendingPurchase fixed_spending_purchase(double share, double target_share, double trade_elasticity,
                                                            double named_share = 0);

}  // namespace parley
