#include "parley/equilibrium/commitments/wedges.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "parley/base/error.hpp"
#include "parley/equilibrium/commitments/commitments.hpp"
#include "parley/numerics/complementarity.hpp"

namespace parley {
namespace {

using Kind = Commitment::Kind;
using Instrument = Commitment::Instrument;

void check_tariff_rate_quota(const Shock& shock, const Commitment& commitment, const Place& place) {
  if (commitment.licences == Commitment::Licences::exporter && shock.deficit_rule == DeficitRule::balanced)
    throw InputError(
        place, "the exporter's rent cannot cross borders under balanced trade",
        "take deficit_rule = \"share_of_world\" or \"share_of_own_income\", or leave the licences to the importer");
  if (!(commitment.in_quota_tariff > -1) || !std::isfinite(commitment.in_quota_tariff))
    throw InputError(place,
                     fmt::format("an in-quota tariff of {:.4g} % is out of range", 100 * commitment.in_quota_tariff));
  for (const Sector s : commitment.sectors) {
    const double in_force = shock.tariff_new(s, commitment.buyer, commitment.supplier);
    if (commitment.in_quota_tariff <= in_force) continue;
    throw InputError(place,
                     fmt::format("the in-quota tariff, {:.4g} %, is above the tariff in force, {:.4g} %",
                                 100 * commitment.in_quota_tariff, 100 * in_force),
                     "a tariff-rate quota lets a first quantity in at a lower tariff");
  }
}

void check(const Baseline& baseline, const Shock& shock, const Commitment& commitment) {
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
  if (commitment.kind == Kind::tariff_rate_quota) check_tariff_rate_quota(shock, commitment, place);
}

/// One pair's trade in one sector that some wedge moves, as it is without wedges.
struct MovedCell {
  Sector sector;
  Importer buyer;
  Exporter supplier;
  model::CellShock base;
};

/// The gaps of a list of commitments as functions of their wedges, each evaluation a solve in the session.
class CommittedEconomy {
 public:
  CommittedEconomy(SolveSession& session, const Baseline& baseline, const std::vector<Commitment>& commitments,
                   Wedges& wedges, Observer& observer)
      : session_(session),
        baseline_(baseline),
        commitments_(commitments),
        wedges_(wedges),
        observer_(observer),
        base_claims_(session.shock.claims) {
    std::size_t unknowns = commitments.size();
    for (const Commitment& commitment : commitments) {
      check(baseline, session.shock, commitment);
      wedges.crowding.push_back(commitment.from_suppliers.empty() ? npos : unknowns++);
      wedges.most.push_back(upper_bound(commitment));
      note_cells(commitment);
      in_quota_share_.push_back(1);
    }
    wedges.most.resize(unknowns, std::numeric_limits<double>::infinity());
    note_weights();
  }

  /// Where nothing is committed: no wedge, and above a tariff-rate quota the tariff in force.
  [[nodiscard]] std::vector<double> nothing_committed() const {
    std::vector<double> z(wedges_.most.size(), 0.0);
    for (std::size_t k = 0; k < commitments_.size(); ++k) {
      if (commitments_[k].kind == Kind::tariff_rate_quota) z[k] = wedges_.most[k];
    }
    return z;
  }

  bool evaluate(std::span<const double> z, std::span<double> value) {
    set_wedges(z);
    resolve(session_, observer_);
    // A rent that the exporter keeps on part of the trade depends on that trade; a few solves settle it.
    int rounds_left = most_rent_rounds;
    while (session_.report.usable() && set_claims(z)) {
      if (rounds_left-- == 0) return false;
      resolve(session_, observer_);
    }
    if (!session_.report.usable()) return false;
    for (std::size_t k = 0; k < commitments_.size(); ++k) {
      value[k] = std::log(committed_quantity(session_, commitments_[k]) / commitments_[k].target);
      if (commitments_[k].kind != Kind::purchase) value[k] = -value[k];
      if (wedges_.crowding[k] != npos) value[wedges_.crowding[k]] = -log_weight_change(k);
    }
    return true;
  }

 private:
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);

  /// A tariff can be cut to zero and no further, a quota's marginal tariff rises to the one in force.
  [[nodiscard]] double upper_bound(const Commitment& commitment) const {
    const bool is_quota = commitment.kind == Kind::tariff_rate_quota;
    if (!is_quota && (commitment.kind != Kind::purchase || commitment.instrument != Instrument::tariff_cut))
      return std::numeric_limits<double>::infinity();
    const double least = is_quota ? commitment.in_quota_tariff : 0.0;
    double most = 0;
    for (const Sector s : commitment.sectors) {
      const double tariff = session_.shock.tariff_new(s, commitment.buyer, commitment.supplier);
      most = std::max(most, std::log1p(tariff) - std::log1p(least));
    }
    return most;
  }

  void note_cells(const Commitment& commitment) {
    std::vector<Exporter> moved = commitment.from_suppliers;
    moved.push_back(commitment.supplier);
    if (commitment.instrument == Instrument::opening) {
      moved.clear();
      for (const Exporter i : baseline_.economy.exporters()) {
        if (country(i) != country(commitment.buyer)) moved.push_back(i);
      }
    }
    for (const Sector s : commitment.sectors) {
      for (const Exporter i : moved) {
        const Shock& shock = session_.shock;
        const Importer n = commitment.buyer;
        cells_.push_back(
            {s, n, i, {shock.tariff_new(s, n, i), shock.export_tax_new(s, n, i), shock.iceberg_hat(s, n, i)}});
      }
    }
  }

  void set_wedges(std::span<const double> z) {
    for (const MovedCell& cell : cells_) {
      session_.shock.tariff_new(cell.sector, cell.buyer, cell.supplier) = cell.base.tariff_new;
      session_.shock.export_tax_new(cell.sector, cell.buyer, cell.supplier) = cell.base.export_tax_new;
      session_.shock.iceberg_hat(cell.sector, cell.buyer, cell.supplier) = cell.base.iceberg_hat;
    }
    for (std::size_t k = 0; k < commitments_.size(); ++k) {
      const std::size_t crowding = wedges_.crowding[k];
      add_wedges(commitments_[k], {.wedge = z[k], .crowding = crowding == npos ? 0.0 : z[crowding]}, session_.shock);
    }
    for (const MovedCell& cell : cells_) {
      const Shock& shock = session_.shock;
      set_cell(session_, baseline_, cell.sector, cell.buyer, cell.supplier,
               {shock.tariff_new(cell.sector, cell.buyer, cell.supplier),
                shock.export_tax_new(cell.sector, cell.buyer, cell.supplier),
                shock.iceberg_hat(cell.sector, cell.buyer, cell.supplier)});
    }
    set_claims(z);
  }

  /// The rents that exporters keep, at the last solution's quantities; says whether one of them moved.
  bool set_claims(std::span<const double> z) {
    bool moved = false;
    session_.shock.claims = base_claims_;
    for (std::size_t k = 0; k < commitments_.size(); ++k) {
      const Commitment& commitment = commitments_[k];
      if (commitment.kind != Kind::tariff_rate_quota || commitment.licences != Commitment::Licences::exporter) continue;
      const bool is_over = z[k] >= wedges_.most[k];
      const double share = is_over ? std::min(1.0, commitment.target / committed_quantity(session_, commitment)) : 1.0;
      moved = moved || std::abs(share - in_quota_share_[k]) > settled_share;
      in_quota_share_[k] = share;
      for (const Sector s : commitment.sectors)
        session_.shock.claims.push_back(rent_claim(session_.shock, commitment, s, share));
    }
    session_.economy.claims = session_.shock.claims;
    return moved;
  }

  /// What sum over supplier and named suppliers of pi (kappa_hat c_hat)^-theta counts with, wedges and costs apart.
  void note_weights() {
    for (const Commitment& commitment : commitments_) {
      std::vector<double> weights;
      for (const Sector s : commitment.sectors) {
        for (const Exporter i : concerned(commitment))
          weights.push_back(std::pow(cost_hat(s, commitment.buyer, i), -baseline_.trade_elasticity(s)));
      }
      base_weights_.push_back(std::move(weights));
    }
  }

  [[nodiscard]] static std::vector<Exporter> concerned(const Commitment& commitment) {
    std::vector<Exporter> list = commitment.from_suppliers;
    list.push_back(commitment.supplier);
    return list;
  }

  /// ln of the sum over supplier and named suppliers of pi (kappa_hat c_hat)^-theta, against the same without wedges.
  [[nodiscard]] double log_weight_change(std::size_t k) const {
    const Commitment& commitment = commitments_[k];
    double with = 0;
    double without = 0;
    auto base = base_weights_[k].begin();
    for (const Sector s : commitment.sectors) {
      const double theta = baseline_.trade_elasticity(s);
      const double size = baseline_.expenditure(country(commitment.buyer), s);
      for (const Exporter i : concerned(commitment)) {
        const double weight =
            size * baseline_.expenditure_share(s, commitment.buyer, i) * session_.levels.supply_term(s, country(i));
        with += weight * std::pow(cost_hat(s, commitment.buyer, i), -theta);
        without += weight * *base++;
      }
    }
    return std::log(with / without);
  }

  [[nodiscard]] double cost_hat(Sector s, Importer n, Exporter i) const {
    const Shock& shock = session_.shock;
    return shock.iceberg_hat(s, n, i) * (1 + shock.tariff_new(s, n, i)) / (1 + baseline_.tariff(s, n, i)) *
           (1 + shock.export_tax_new(s, n, i)) / (1 + baseline_.export_tax(s, n, i));
  }

  static constexpr double settled_share = 1e-12;
  static constexpr int most_rent_rounds = 50;

  SolveSession& session_;
  const Baseline& baseline_;
  const std::vector<Commitment>& commitments_;
  Wedges& wedges_;
  Observer& observer_;
  std::vector<IncomeClaim> base_claims_;
  std::vector<MovedCell> cells_;
  std::vector<std::vector<double>> base_weights_;
  std::vector<double> in_quota_share_;
};

}  // namespace

IncomeClaim rent_claim(const Shock& shock, const Commitment& commitment, Sector s, double in_quota_share) {
  const double tariff = shock.tariff_new(s, commitment.buyer, commitment.supplier);
  const double tax = shock.export_tax_new(s, commitment.buyer, commitment.supplier);
  return {.id = commitment.id,
          .payer = country(commitment.buyer),
          .receiver = country(commitment.supplier),
          .sector = s,
          .importer = commitment.buyer,
          .exporter = commitment.supplier,
          .rate = (1 + tax) * (tariff - commitment.in_quota_tariff) * in_quota_share};
}

Wedges keep_commitments(SolveSession& session, const Baseline& baseline, const std::vector<Commitment>& commitments,
                        const Wedges& start, double tolerance, Observer& observer) {
  Wedges wedges;
  CommittedEconomy economy(session, baseline, commitments, wedges, observer);
  const bool is_cold = start.z.empty();
  numerics::BoundedEquations equations{
      .lower = std::vector<double>(wedges.most.size(), 0.0),
      .upper = wedges.most,
      .evaluate = [&](std::span<const double> z, std::span<double> value) { return economy.evaluate(z, value); }};
  numerics::ComplementarityResult found = numerics::solve_complementarity(
      equations, is_cold ? economy.nothing_committed() : start.z,
      {.tolerance = tolerance, .jacobian = is_cold ? std::vector<double>{} : start.jacobian}, observer);
  wedges.z = std::move(found.z);
  wedges.jacobian = std::move(found.jacobian);
  wedges.report = std::move(found.report);
  if (!wedges.report.usable()) wedges.report.message = "the commitments cannot all be kept: " + wedges.report.message;
  return wedges;
}

}  // namespace parley
