#include "parley/equilibrium/solve.hpp"

#include "parley/equilibrium/check_shock.hpp"
#include "parley/equilibrium/point.hpp"
#include "parley/equilibrium/production_reading.hpp"
#include "parley/model/equilibrium_map.hpp"
#include "parley/model/shocked_economy.hpp"
#include "parley/numerics/fixed_point.hpp"
#include "parley/numerics/newton_krylov.hpp"

namespace parley {
namespace {

numerics::FixedPointResult solve_improved(const numerics::FixedPointMap& map, std::vector<double> start,
                                          const SolveOptions& options, Observer& observer) {
  model::ImproveMemory improve_memory(*options.nearby);
  numerics::FixedPointMemory memory(start.size(), improved_depth);
  numerics::FixedPointResult solution{std::move(start), {}};
  numerics::solve_nearby(
      map, [&](std::span<double> residual) { model::improve(*options.nearby, residual, improve_memory); }, solution.x,
      {.tolerance = options.tolerance, .iteration_limit = improved_limit, .depth = improved_depth}, observer, memory,
      solution.report);
  return solution;
}

void rebase_production(const Baseline& baseline, const Equilibrium& equilibrium, Country n, Sector s, Baseline& next) {
  const SectorProduction production = sector_production(baseline, equilibrium, n, s);
  next.value_added_share(n, s) = production.value_added_share;
  for (const InputSector k : baseline.economy.input_sectors())
    next.input_share(n, k, s) = input_share_new(baseline, equilibrium, production, n, k, s);
}

}  // namespace

Equilibrium solve(const Baseline& baseline, const Shock& shock, const SolveOptions& options) {
  Observer silent;
  return solve(baseline, shock, options, silent);
}

Equilibrium solve(const Baseline& baseline, const Shock& shock, const SolveOptions& options, Observer& observer) {
  check_shock(baseline, shock);
  const model::ShockedEconomy economy = model::apply_shock(baseline, shock);
  model::MapState state(economy);
  const numerics::FixedPointMap map = [&](std::span<const double> x, std::span<double> image) {
    return model::evaluate(economy, x, image, state);
  };
  std::vector<double> start =
      options.start == nullptr ? std::vector<double>(economy.unknown_count(), 0.0) : point_of(economy, *options.start);
  numerics::FixedPointResult solution;
  if (options.solver == Solver::newton_krylov) {
    solution = numerics::solve_newton_krylov(map, std::move(start), {.tolerance = options.tolerance}, observer);
  } else {
    if (options.nearby != nullptr) solution = solve_improved(map, start, options, observer);
    if (!solution.report.has_ended()) {
      solution = numerics::solve_fixed_point(
          map, start, {.tolerance = options.tolerance, .iteration_limit = options.iteration_limit}, observer);
    }
    // Mixing can keep leaving the domain where trade runs one way and one country's wage is the unit; Newton does not.
    if (solution.report.status == SolveStatus::left_domain) {
      numerics::FixedPointResult other =
          numerics::solve_newton_krylov(map, std::move(start), {.tolerance = options.tolerance}, observer);
      if (other.report.has_ended()) solution = std::move(other);
    }
  }
  Equilibrium result = equilibrium_at(baseline, economy, shock, solution.x);
  result.report = std::move(solution.report);
  return result;
}

model::NearbyInverse learn_inverse(const Baseline& baseline, const Shock& shock, const Equilibrium& solution) {
  require_long_run(baseline, "the inverse of nearby solves");
  const model::ShockedEconomy economy = model::apply_shock(baseline, shock);
  const std::vector<double> x = point_of(economy, solution);
  model::MapState levels(economy);
  std::vector<double> image(x.size());
  model::evaluate(economy, x, image, levels);
  return model::learn_inverse(economy, levels);
}

Baseline rebase(const Baseline& baseline, const Shock& shock, const Equilibrium& equilibrium) {
  Baseline next = baseline;
  const Economy& labels = baseline.economy;
  next.flow = equilibrium.flow_new;
  next.tariff = shock.tariff_new;
  next.export_tax = shock.export_tax_new;
  next.expenditure = equilibrium.expenditure_new;
  next.gross_output = equilibrium.gross_output_new;
  next.tariff_revenue = equilibrium.tariff_revenue_new;
  next.export_tax_revenue = equilibrium.export_tax_revenue_new;
  next.deficit = equilibrium.deficit_new;
  next.income = equilibrium.income_new;
  next.clipped_final_use.clear();
  for (const Country n : labels.countries()) {
    next.value_added(n) = equilibrium.wage_hat(n) * baseline.value_added(n);
    for (const Sector s : labels.sectors()) {
      if (!is_long_run(baseline.production)) rebase_production(baseline, equilibrium, n, s, next);
      for (const Exporter i : labels.exporters()) {
        const double delivered = next.flow(s, importer(n), i) * (1.0 + next.export_tax(s, importer(n), i)) *
                                 (1.0 + next.tariff(s, importer(n), i));
        next.expenditure_share(s, importer(n), i) =
            next.expenditure(n, s) > 0.0 ? delivered / next.expenditure(n, s) : 0.0;
      }
    }
  }
  return next;
}

ResolvedBase resolve_base(const Baseline& baseline, DeficitRule rule, const SolveOptions& options, Observer& observer) {
  Shock still = no_shock(baseline);
  still.deficit_rule = rule;
  Equilibrium solved = solve(baseline, still, options, observer);
  return {rebase(baseline, still, solved), std::move(solved.report)};
}

}  // namespace parley
