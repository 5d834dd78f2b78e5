#include "parley/equilibrium/gradient.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/base/error.hpp"
#include "parley/equilibrium/outcome.hpp"
#include "parley/equilibrium/point.hpp"
#include "parley/equilibrium/production_reading.hpp"
#include "parley/model/equilibrium_adjoint.hpp"
#include "parley/numerics/fixed_point.hpp"

namespace parley {
namespace {

bool counts(const Measure& measure, Sector s) { return !measure.sector || *measure.sector == s; }
bool counts(const Measure& measure, Importer n) {
  return country(n) != measure.country && (!measure.partner || *measure.partner == country(n));
}

void check_measure(const Baseline& baseline, const Measure& measure) {
  const Place place{.key = std::string(to_string(measure.kind))};
  const bool by_sector = measure.kind == Measure::Kind::employment || measure.kind == Measure::Kind::output;
  if (by_sector && !measure.sector) throw InputError(place, "needs a sector");
  if (by_sector && !(baseline.gross_output(measure.country, *measure.sector) > 0.0)) {
    throw InputError(place, fmt::format("{} makes no {}", baseline.economy.code(measure.country),
                                        baseline.economy.code(*measure.sector)));
  }
  if (measure.partner && *measure.partner == measure.country)
    throw InputError(place, "the partner is the country itself", "name another country");
}

double value_of(const Baseline& baseline, const Equilibrium& solved, const Measure& measure) {
  const Country n = measure.country;
  switch (measure.kind) {
    case Measure::Kind::real_income:
      return std::log(solved.income_new(n) / baseline.income(n) / consumer_price_hat(baseline, solved, n));
    case Measure::Kind::real_wage:
      return std::log(solved.wage_hat(n) / consumer_price_hat(baseline, solved, n));
    case Measure::Kind::tariff_revenue:
      return solved.tariff_revenue_new(n);
    case Measure::Kind::employment:
      if (!is_long_run(baseline.production))
        return std::log(value_added_hat(baseline, solved, n, *measure.sector) /
                        factor_price_hat(solved, n, *measure.sector));
      return std::log(solved.gross_output_new(n, *measure.sector) / baseline.gross_output(n, *measure.sector) /
                      solved.wage_hat(n));
    case Measure::Kind::output:
      return std::log(solved.gross_output_new(n, *measure.sector) / baseline.gross_output(n, *measure.sector) /
                      solved.unit_cost_hat(n, *measure.sector));
    case Measure::Kind::exports:
      break;
  }
  double sum = 0.0;
  for (const Sector s : baseline.economy.sectors()) {
    for (const Importer m : baseline.economy.importers()) {
      if (counts(measure, s) && counts(measure, m)) sum += solved.flow_new(s, m, exporter(n));
    }
  }
  return sum;
}

void add_seeds(const Baseline& baseline, const Equilibrium& solved, const Objective::Term& term,
               model::LevelSeeds& seeds) {
  const Measure& measure = term.measure;
  const Country n = measure.country;
  const bool deflated = measure.kind == Measure::Kind::real_income || measure.kind == Measure::Kind::real_wage;
  if (deflated) {
    for (const Sector s : baseline.economy.sectors())
      seeds.log_price(s, n) -= term.weight * baseline.consumption_share(n, s);
  }
  switch (measure.kind) {
    case Measure::Kind::real_income:
      seeds.income(n) += term.weight / solved.income_new(n);
      break;
    case Measure::Kind::real_wage:
      seeds.log_wage(n) += term.weight;
      break;
    case Measure::Kind::tariff_revenue:
      seeds.tariff_revenue(n) += term.weight;
      break;
    case Measure::Kind::employment:
      if (!seeds.log_value_added.empty()) {
        seeds.log_value_added(*measure.sector, n) += term.weight;
        seeds.log_factor_premium(*measure.sector, n) -= term.weight;
        seeds.log_wage(n) -= term.weight;
        break;
      }
      seeds.gross_output(*measure.sector, n) += term.weight / solved.gross_output_new(n, *measure.sector);
      seeds.log_wage(n) -= term.weight;
      break;
    case Measure::Kind::output:
      seeds.gross_output(*measure.sector, n) += term.weight / solved.gross_output_new(n, *measure.sector);
      seeds.log_unit_cost(*measure.sector, n) -= term.weight;
      break;
    case Measure::Kind::exports:
      if (seeds.flow.empty()) {
        seeds.flow = Array<Sector, Exporter, Importer>(
            baseline.economy.sector_count(), baseline.economy.country_count(), baseline.economy.country_count());
      }
      for (const Sector s : baseline.economy.sectors()) {
        for (const Importer m : baseline.economy.importers()) {
          if (counts(measure, s) && counts(measure, m)) seeds.flow(s, exporter(n), m) += term.weight;
        }
      }
  }
}

/// What the trade terms of one cell contribute: A = pi kappa^-theta, C = A / (1 + t'), B = C / (1 + x').
struct CellTerms {
  double theta, delivered, at_border, at_exporter;
};

/// dV/dln z of one instrument in one cell.
double adjoint(PolicyInstrument instrument, const CellTerms& cell) {
  const auto& [theta, delivered, at_border, at_exporter] = cell;
  switch (instrument) {
    case PolicyInstrument::tariff:
      return -(theta * delivered + (theta + 1.0) * (at_border + at_exporter));
    case PolicyInstrument::export_tax:
      return -(theta * (delivered + at_border) + (theta + 1.0) * at_exporter);
    case PolicyInstrument::wedge:
      return -theta * (delivered + at_border + at_exporter);
  }
  return 0.0;
}

/// The same where production has another structure: of ln kappa and of the values at both prices.
struct LogCellTerms {
  double delivered, at_border, at_exporter;
};

double adjoint(PolicyInstrument instrument, const LogCellTerms& cell) {
  switch (instrument) {
    case PolicyInstrument::tariff:
      return cell.delivered - cell.at_border - cell.at_exporter;
    case PolicyInstrument::export_tax:
      return cell.delivered - cell.at_exporter;
    case PolicyInstrument::wedge:
      return cell.delivered;
  }
  return 0.0;
}

/// From the trade terms to the instruments.
void to_instruments(const Baseline& baseline, const Shock& shock, const model::ShockedEconomy& economy,
                    const model::TradeTermGradient& terms, Gradient& result) {
  const Economy& labels = baseline.economy;
  result.by.values.fill(TradeCells(labels.sector_count(), labels.country_count(), labels.country_count()));
  for (const Sector s : labels.sectors()) {
    const double theta = baseline.trade_elasticity(s);
    for (const Importer n : labels.importers()) {
      for (const Exporter i : labels.exporters()) {
        const double border = economy.border(s, i, n);
        const CellTerms cell{
            .theta = theta,
            .delivered = terms.delivered(s, i, n) * economy.delivered(s, i, n),
            .at_border = terms.border(s, i, n) * border,
            .at_exporter = terms.export_price(s, i, n) * border / (1.0 + shock.export_tax_new(s, n, i))};
        const LogCellTerms by_log{.delivered = terms.delivered(s, i, n),
                                  .at_border = terms.border(s, i, n),
                                  .at_exporter = terms.export_price(s, i, n)};
        for (const PolicyInstrumentRow& row : policy_instruments) {
          if (row.is_border_tax && country(n) == country(i)) continue;
          const double slope = economy.production ? adjoint(row.instrument, by_log) : adjoint(row.instrument, cell);
          result.by[row.instrument](s, n, i) =
              row.is_border_tax ? slope / (row.one + (shock.*row.level)(s, n, i)) : slope;
        }
      }
    }
  }
}

/// A claim's rate moves its flow's worth from the payer's income and balance to the receiver's.
std::vector<double> by_claims(const model::ShockedEconomy& economy, const model::MapState& at,
                              const model::AdjointState& seeds) {
  std::vector<double> slopes;
  for (const IncomeClaim& claim : economy.claims) {
    const std::size_t to = claim.receiver.value();
    const std::size_t from = claim.payer.value();
    slopes.push_back(model::flow_at(economy, at, claim.sector, claim.importer, claim.exporter) *
                     (seeds.income[to] + seeds.gap[to] - seeds.income[from] - seeds.gap[from]));
  }
  return slopes;
}

double largest(std::span<const double> values) {
  double found = 0.0;
  for (const double value : values) found = std::max(found, std::abs(value));
  return found;
}

}  // namespace

bool is_money(Measure::Kind kind) { return kind == Measure::Kind::tariff_revenue || kind == Measure::Kind::exports; }

std::string_view to_string(Measure::Kind kind) {
  switch (kind) {
    case Measure::Kind::real_income:
      return "real_income";
    case Measure::Kind::real_wage:
      return "real_wage";
    case Measure::Kind::tariff_revenue:
      return "tariff_revenue";
    case Measure::Kind::employment:
      return "employment";
    case Measure::Kind::output:
      return "output";
    case Measure::Kind::exports:
      return "exports";
  }
  return "?";
}

double log_slope(const Gradient& gradient, const PolicyInstrumentRow& row, const Shock& shock, std::size_t cell) {
  const double slope = gradient.by[row.instrument].values()[cell];
  return row.is_border_tax ? slope * factor(row, shock, cell) : slope;
}

double value_of(const Baseline& baseline, const Equilibrium& equilibrium, const Objective& objective) {
  double sum = 0.0;
  for (const Objective::Term& term : objective.terms) {
    check_measure(baseline, term.measure);
    sum += term.weight * value_of(baseline, equilibrium, term.measure);
  }
  return sum;
}

Gradient gradient(const Baseline& baseline, const Shock& shock, const Equilibrium& equilibrium,
                  const Objective& objective, const GradientOptions& options, Observer& observer) {
  Gradient result;
  result.value = value_of(baseline, equilibrium, objective);
  const model::ShockedEconomy economy = model::apply_shock(baseline, shock);
  const std::vector<double> x = point_of(economy, equilibrium);
  model::MapState at(economy);
  std::vector<double> slope(x.size());
  model::evaluate(economy, x, slope, at);

  model::LevelSeeds levels(economy);
  for (const Objective::Term& term : objective.terms) add_seeds(baseline, equilibrium, term, levels);
  model::AdjointState state(economy);
  const std::vector<double> none(x.size(), 0.0);
  model::reverse(economy, at, none, &levels, slope, state, nullptr);
  // Scaled, so that a revenue in millions and a logarithm are solved to the same relative precision.
  const double scale = largest(slope);
  const numerics::FixedPointMap map = [&](std::span<const double> lambda, std::span<double> image) {
    model::reverse(economy, at, lambda, nullptr, image, state, nullptr);
    double worst = 0.0;
    for (std::size_t k = 0; k < image.size(); ++k) {
      image[k] += slope[k];
      worst = std::max(worst, std::abs(image[k] - lambda[k]));
    }
    return worst / scale;
  };
  numerics::FixedPointResult lambda = numerics::solve_fixed_point(
      map, slope, {.tolerance = options.tolerance, .iteration_limit = options.iteration_limit, .depth = 30}, observer);
  result.report = std::move(lambda.report);

  const Array<Sector, Exporter, Importer> zero(economy.sector_count, economy.country_count, economy.country_count);
  model::TradeTermGradient terms{zero, zero, zero};
  model::reverse(economy, at, lambda.x, &levels, slope, state, &terms);
  to_instruments(baseline, shock, economy, terms, result);
  result.claim_rate = by_claims(economy, at, state);
  return result;
}

}  // namespace parley
