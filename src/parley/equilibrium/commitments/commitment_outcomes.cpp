#include "parley/equilibrium/commitments/commitment_outcomes.hpp"

#include <algorithm>
#include <cmath>

namespace parley {
namespace {

using Kind = Commitment::Kind;

/// ln(1 + rate) that one commitment alone adds to a cell, without sign.
struct LoneChange {
  double tariff = 0;
  double export_tax = 0;
};

/// The base shock with the wedges of one commitment alone.
std::vector<Shock> lone_shocks(const Shock& base_shock, const std::vector<Commitment>& commitments,
                               const std::vector<CommitmentOutcome>& outcomes) {
  std::vector<Shock> alone;
  for (std::size_t k = 0; k < commitments.size(); ++k) {
    alone.push_back(base_shock);
    add_wedges(commitments[k], outcomes[k], alone.back());
  }
  return alone;
}

LoneChange change_of(const Shock& base, const Shock& alone, Sector s, Importer n, Exporter i) {
  return {std::abs(std::log1p(alone.tariff_new(s, n, i)) - std::log1p(base.tariff_new(s, n, i))),
          std::abs(std::log1p(alone.export_tax_new(s, n, i)) - std::log1p(base.export_tax_new(s, n, i)))};
}

/// The k-th commitment's share of what all of them do to one cell.
LoneChange share_of(const Shock& base, const std::vector<Shock>& alone, std::size_t k, Sector s, Importer n,
                    Exporter i) {
  LoneChange sum;
  for (const Shock& each : alone) {
    const LoneChange change = change_of(base, each, s, n, i);
    sum.tariff += change.tariff;
    sum.export_tax += change.export_tax;
  }
  const LoneChange mine = change_of(base, alone[k], s, n, i);
  return {sum.tariff > 0 ? mine.tariff / sum.tariff : 0.0, sum.export_tax > 0 ? mine.export_tax / sum.export_tax : 0.0};
}

/// Border value times the difference between the tariffs without and with the commitment, supplier by supplier.
void count_money(const Baseline& baseline, const Shock& base_shock, const std::vector<Shock>& alone, std::size_t k,
                 const CommittedEquilibrium& solved, const Commitment& commitment, CommitmentOutcome& outcome) {
  const Importer n = commitment.buyer;
  for (const Sector s : commitment.sectors) {
    for (const Exporter i : baseline.economy.exporters()) {
      const LoneChange share = share_of(base_shock, alone, k, s, n, i);
      const double value = solved.equilibrium.flow_new(s, n, i);
      const double tax = solved.shock.export_tax_new(s, n, i);
      const double forgone = base_shock.tariff_new(s, n, i) - solved.shock.tariff_new(s, n, i);
      outcome.outlay += share.tariff * value * (1 + tax) * forgone;
      outcome.rent_to_exporter += share.export_tax * value * (tax - base_shock.export_tax_new(s, n, i));
    }
    for (const Exporter i : commitment.from_suppliers) {
      const double delivered = solved.equilibrium.flow_new(s, n, i) * (1 + solved.shock.export_tax_new(s, n, i)) *
                               (1 + solved.shock.tariff_new(s, n, i));
      outcome.levy += delivered * -std::expm1(-outcome.crowding);
    }
    if (commitment.kind != Kind::tariff_rate_quota) continue;
    const double in_quota = std::min(1.0, commitment.target / outcome.reached);
    outcome.licence_rent +=
        solved.equilibrium.flow_new(s, n, commitment.supplier) * rent_claim(solved.shock, commitment, s, in_quota).rate;
  }
  if (commitment.kind == Kind::quota) outcome.licence_rent = -outcome.outlay;
  if (commitment.kind == Kind::export_restraint) outcome.licence_rent = outcome.rent_to_exporter;
  if (commitment.kind == Kind::tariff_rate_quota && commitment.licences == Commitment::Licences::exporter) {
    outcome.rent_to_exporter += outcome.licence_rent;
    outcome.outlay += outcome.licence_rent;
  }
}

}  // namespace

std::vector<CommitmentOutcome> commitment_outcomes(const Baseline& baseline, const Shock& base_shock,
                                                   const std::vector<Commitment>& commitments, const Wedges& wedges,
                                                   const CommittedEquilibrium& solved) {
  std::vector<CommitmentOutcome> outcomes;
  for (std::size_t k = 0; k < commitments.size(); ++k) {
    const Commitment& commitment = commitments[k];
    CommitmentOutcome outcome{.wedge = wedges.z[k]};
    if (wedges.crowding[k] < wedges.z.size()) outcome.crowding = wedges.z[wedges.crowding[k]];
    outcome.base = base_quantity(baseline, commitment);
    outcome.without = committed_quantity(base_shock, solved.without, commitment);
    outcome.reached = committed_quantity(solved.shock, solved.equilibrium, commitment);
    outcome.binds = outcome.wedge > 0 && (commitment.kind != Kind::tariff_rate_quota || outcome.wedge < wedges.most[k]);
    outcomes.push_back(outcome);
  }
  const std::vector<Shock> alone = lone_shocks(base_shock, commitments, outcomes);
  for (std::size_t k = 0; k < commitments.size(); ++k)
    count_money(baseline, base_shock, alone, k, solved, commitments[k], outcomes[k]);
  return outcomes;
}

}  // namespace parley
