#include "parley/equilibrium/session.hpp"

#include <algorithm>

#include "parley/base/error.hpp"
#include "parley/equilibrium/check_shock.hpp"
#include "parley/equilibrium/point.hpp"

namespace parley {
SolveSession start_session(const Baseline& baseline, const Shock& shock, const SolveOptions& options,
                           Observer& observer) {
  require_long_run(baseline, "a session of many solves");
  check_shock(baseline, shock);
  model::ShockedEconomy economy = model::apply_shock(baseline, shock);
  model::MapState levels(economy);
  std::vector<double> start =
      options.start == nullptr ? std::vector<double>(economy.unknown_count(), 0.0) : point_of(economy, *options.start);
  const numerics::FixedPointMap map = [&](std::span<const double> x, std::span<double> image) {
    return model::evaluate(economy, x, image, levels);
  };
  numerics::FixedPointOptions fixed_point{.tolerance = options.tolerance, .iteration_limit = options.iteration_limit};
  numerics::FixedPointResult solved = numerics::solve_fixed_point(map, std::move(start), fixed_point, observer);
  model::NearbyInverse inverse;
  if (solved.report.usable()) inverse = model::learn_inverse(economy, levels);
  model::ImproveMemory improve_memory(inverse);
  const std::size_t unknowns = solved.x.size();
  return {shock,
          std::move(economy),
          std::move(levels),
          solved.x,
          std::move(solved.report),
          solved.x,
          std::move(inverse),
          std::move(improve_memory),
          numerics::FixedPointMemory(unknowns, fixed_point.depth),
          fixed_point};
}

void set_cell(SolveSession& session, const Baseline& baseline, Sector s, Importer n, Exporter i,
              const model::CellShock& shock) {
  check_cell(baseline, s, n, i, shock);
  session.shock.tariff_new(s, n, i) = shock.tariff_new;
  session.shock.export_tax_new(s, n, i) = shock.export_tax_new;
  session.shock.iceberg_hat(s, n, i) = shock.iceberg_hat;
  model::set_cell(session.economy, baseline, s, n, i, shock);
}

void set_shock(SolveSession& session, const Baseline& baseline, const Shock& shock) {
  if (shock.deficit_rule != session.shock.deficit_rule ||
      shock.deficit_exceptions != session.shock.deficit_exceptions || shock.numeraire != session.shock.numeraire) {
    throw InputError(Place{.key = "shock"}, "its deficit rule, exceptions or numeraire are not the session's",
                     "start another session for it");
  }
  check_shock(baseline, shock);
  session.shock.claims = shock.claims;
  model::set_deficits(session.economy, baseline, shock);
  for (const Sector s : baseline.economy.sectors()) {
    for (const Importer n : baseline.economy.importers()) {
      for (const Exporter i : baseline.economy.exporters()) {
        const model::CellShock cell{shock.tariff_new(s, n, i), shock.export_tax_new(s, n, i),
                                    shock.iceberg_hat(s, n, i)};
        if (cell.tariff_new == session.shock.tariff_new(s, n, i) &&
            cell.export_tax_new == session.shock.export_tax_new(s, n, i) &&
            cell.iceberg_hat == session.shock.iceberg_hat(s, n, i)) {
          continue;
        }
        set_cell(session, baseline, s, n, i, cell);
      }
    }
  }
}

void resolve(SolveSession& session, Observer& observer) {
  const numerics::FixedPointMap map = [&session](std::span<const double> x, std::span<double> image) {
    return model::evaluate(session.economy, x, image, session.levels);
  };
  const numerics::StepImprover improver = [&session](std::span<double> residual) {
    model::improve(session.inverse, residual, session.improve_memory);
  };
  numerics::FixedPointOptions improved = session.options;
  improved.iteration_limit = improved_limit;
  improved.depth = improved_depth;
  numerics::solve_nearby(map, improver, session.x, improved, observer, session.memory, session.report);
  if (session.report.has_ended()) return;
  go_back(session);
  numerics::solve_nearby(map, {}, session.x, session.options, observer, session.memory, session.report);
  if (session.report.has_ended()) return;
  std::ranges::fill(session.x, 0.0);
  numerics::solve_nearby(map, {}, session.x, session.options, observer, session.memory, session.report);
  if (!session.report.usable()) go_back(session);
}

void go_back(SolveSession& session) { std::ranges::copy(session.first_solution, session.x.begin()); }

Equilibrium equilibrium_of(const SolveSession& session, const Baseline& baseline) {
  Equilibrium result = equilibrium_at(baseline, session.economy, session.shock, session.x);
  result.report = session.report;
  return result;
}

}  // namespace parley
