#include "parley/equilibrium/solve.hpp"

#include <fmt/format.h>

#include <cmath>

#include "parley/base/error.hpp"
#include "parley/equilibrium/point.hpp"
#include "parley/model/equilibrium_map.hpp"
#include "parley/model/shocked_economy.hpp"
#include "parley/numerics/fixed_point.hpp"
#include "parley/numerics/newton_krylov.hpp"

namespace parley {
namespace {

void check_values(const Array<Sector, Importer, Exporter>& values, const Baseline& baseline, const char* what,
                  double above) {
  if (values.extents() != baseline.flow.extents()) {
    throw InputError(Place{.key = what}, "its shape is not the baseline's");
  }
  const Economy& labels = baseline.economy;
  for (const Sector s : labels.sectors()) {
    for (const Importer n : labels.importers()) {
      for (const Exporter i : labels.exporters()) {
        if (std::isfinite(values(s, n, i)) && values(s, n, i) > above) continue;
        throw InputError(Place{.key = fmt::format("{}: importer {}, exporter {}, sector {}", what,
                                                  labels.code(country(n)), labels.code(country(i)), labels.code(s))},
                         fmt::format("{} is not allowed", values(s, n, i)), fmt::format("it must exceed {}", above));
      }
    }
  }
}

void check_shock(const Baseline& baseline, const Shock& shock) {
  check_values(shock.tariff_new, baseline, "tariff", -1.0);
  check_values(shock.export_tax_new, baseline, "export tax", -1.0);
  check_values(shock.iceberg_hat, baseline, "iceberg cost", 0.0);
  for (const Country n : baseline.economy.countries()) {
    for (const Sector s : baseline.economy.sectors()) {
      if (shock.export_tax_new(s, importer(n), exporter(n)) != 0.0 ||
          shock.tariff_new(s, importer(n), exporter(n)) != baseline.tariff(s, importer(n), exporter(n))) {
        throw InputError(Place{.key = baseline.economy.code(n)}, "a country cannot tax its own sales at the border");
      }
    }
  }
}

/// Hats and levels at a point of the map.
void fill_levels(const Baseline& baseline, const model::ShockedEconomy& economy, const Shock& shock,
                 std::span<const double> x, Equilibrium& result) {
  const Economy& labels = baseline.economy;
  const std::size_t countries = labels.country_count();
  const std::size_t sectors = labels.sector_count();
  model::MapState state(economy);
  std::vector<double> image(x.size());
  model::evaluate(economy, x, image, state);
  result.wage_hat = result.tariff_revenue_new = result.export_tax_revenue_new = result.deficit_new = result.income_new =
      Array<Country>(countries);
  result.unit_cost_hat = result.price_index_hat = result.expenditure_new = result.gross_output_new =
      Array<Country, Sector>(countries, sectors);
  result.flow_new = Array<Sector, Importer, Exporter>(sectors, countries, countries);
  for (const Country n : labels.countries()) {
    result.wage_hat(n) = state.wage_hat[n.value()];
    result.tariff_revenue_new(n) = state.tariff_revenue[n.value()];
    result.export_tax_revenue_new(n) = state.export_tax_revenue[n.value()];
    result.deficit_new(n) = state.deficit[n.value()];
    result.income_new(n) = state.income[n.value()];
    for (const Sector s : labels.sectors()) {
      result.unit_cost_hat(n, s) = std::exp(state.log_unit_cost(s, n));
      result.price_index_hat(n, s) = std::exp(x[countries * (1 + s.value()) + n.value()]);
      result.expenditure_new(n, s) = state.expenditure(s, n);
      result.gross_output_new(n, s) = state.gross_output(s, n);
      const double demand = state.price_term(s, n) > 0.0 ? state.expenditure(s, n) / state.price_term(s, n) : 0.0;
      for (const Country i : labels.countries()) {
        result.flow_new(s, importer(n), exporter(i)) = economy.border(s, exporter(i), importer(n)) *
                                                       state.supply_term(s, i) * demand /
                                                       (1.0 + shock.export_tax_new(s, importer(n), exporter(i)));
      }
    }
  }
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
  if (options.solver == Solver::anderson) {
    solution = numerics::solve_fixed_point(
        map, std::move(start), {.tolerance = options.tolerance, .iteration_limit = options.iteration_limit}, observer);
  } else {
    solution = numerics::solve_newton_krylov(map, std::move(start), {.tolerance = options.tolerance}, observer);
  }
  Equilibrium result;
  fill_levels(baseline, economy, shock, solution.x, result);
  result.report = std::move(solution.report);
  return result;
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
