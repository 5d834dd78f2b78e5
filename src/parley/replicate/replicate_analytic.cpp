#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "parley/base/error.hpp"
#include "parley/numerics/fixed_point.hpp"
#include "parley/replicate/replication.hpp"
#include "parley/strategy/caliendo_parro_game.hpp"
#include "parley/strategy/nash.hpp"
#include "parley/study/cases/compute.hpp"
#include "parley/text/json.hpp"

namespace parley::replicate {
namespace {

using Json = nlohmann::json;

/// One factor, constant returns, iceberg costs, Cobb-Douglas spending, free trade.
struct World {
  std::vector<double> labour, elasticity, spending_share;
  std::vector<std::vector<double>> productivity;  ///< country, sector
  double iceberg = 1;

  [[nodiscard]] double ease(std::size_t s, std::size_t n, std::size_t i, double wage) const {
    return std::pow(wage / productivity[i][s] * (n == i ? 1.0 : iceberg), -elasticity[s]);
  }
};

World read_world(const Json& entry) {
  World world;
  entry.at("labour").get_to(world.labour);
  entry.at("trade_elasticity").get_to(world.elasticity);
  entry.at("final_share").get_to(world.spending_share);
  entry.at("productivity").get_to(world.productivity);
  entry.at("iceberg_off_diagonal").get_to(world.iceberg);
  const bool fits = world.spending_share.size() == world.elasticity.size() &&
                    world.productivity.size() == world.labour.size() &&
                    std::all_of(world.productivity.begin(), world.productivity.end(),
                                [&](const auto& row) { return row.size() == world.elasticity.size(); });
  if (!fits) throw InputError(Place{.key = entry.value("name", "")}, "its lists are not of one size");
  return world;
}

/// Trade at free-trade wages w.
Array<Sector, Importer, Exporter> flows(const World& world, std::span<const double> log_wage) {
  const std::size_t countries = world.labour.size();
  Array<Sector, Importer, Exporter> flow(world.elasticity.size(), countries, countries);
  for (const Sector s : all<Sector>(world.elasticity.size())) {
    for (const Importer n : all<Importer>(countries)) {
      double sum = 0;
      for (const Exporter i : all<Exporter>(countries))
        sum += flow(s, n, i) = world.ease(s.value(), n.value(), i.value(), std::exp(log_wage[i.value()]));
      const double income = std::exp(log_wage[n.value()]) * world.labour[n.value()];
      for (const Exporter i : all<Exporter>(countries)) flow(s, n, i) *= world.spending_share[s.value()] * income / sum;
    }
  }
  return flow;
}

/// Free-trade wages, the first country's being one: w L = sales.
std::vector<double> log_wages(const World& world, Observer& observer) {
  const double theta = *std::max_element(world.elasticity.begin(), world.elasticity.end());
  const numerics::FixedPointMap map = [&](std::span<const double> x, std::span<double> image) {
    const Array<Sector, Importer, Exporter> flow = flows(world, x);
    std::vector<double> sales(x.size(), 0.0);
    for (const Sector s : all<Sector>(world.elasticity.size())) {
      for (const Importer n : all<Importer>(x.size())) {
        for (const Exporter i : all<Exporter>(x.size())) sales[i.value()] += flow(s, n, i);
      }
    }
    double worst = std::abs(x[0]);
    for (std::size_t i = 0; i < x.size(); ++i) {
      const double gap = std::log(sales[i] / world.labour[i]) - x[i];
      image[i] = x[i] + gap / (1 + theta);
      worst = std::max(worst, std::abs(gap));
    }
    for (std::size_t i = x.size(); i-- > 0;) image[i] -= image[0];
    return worst;
  };
  numerics::FixedPointResult solved = numerics::solve_fixed_point(
      map, std::vector<double>(world.labour.size(), 0.0), {.tolerance = 1e-13, .iteration_limit = 20000}, observer);
  if (!solved.report.usable()) throw NotSolved("free-trade wages", solved.report);
  return solved.x;
}

Baseline free_trade(const World& world, Observer& observer) {
  BaselineData data;
  data.info.name = "analytic";
  data.info.deficit_rule = DeficitRule::balanced;
  std::vector<Region> regions;
  std::vector<SectorLabel> sectors;
  for (std::size_t n = 0; n < world.labour.size(); ++n) regions.push_back({fmt::format("C{}", n), ""});
  for (std::size_t s = 0; s < world.elasticity.size(); ++s) sectors.push_back({fmt::format("S{}", s), "", true});
  data.economy = Economy(std::move(regions), std::move(sectors));
  data.flow = flows(world, log_wages(world, observer));
  data.tariff = Array<Sector, Importer, Exporter>(data.flow.extent(0), data.flow.extent(1), data.flow.extent(2));
  data.trade_elasticity = Array<Sector>(world.elasticity.size());
  for (const Sector s : data.economy.sectors()) data.trade_elasticity(s) = world.elasticity[s.value()];
  data.elasticity_source.assign(world.elasticity.size(), "given");
  return calibrate(std::move(data));
}

strategy::CaliendoParroGame game_of(const Baseline& base, const std::vector<std::size_t>& players,
                                    double partner_tariff) {
  Shock shock = no_shock(base);
  std::vector<strategy::Government> governments;
  std::vector<strategy::TariffGroup> groups;
  for (const std::size_t each : players) {
    strategy::Government government;
    government.country = Country(each);
    for (strategy::TariffGroup& group : strategy::instruments_of(base, government.country, governments.size(),
                                                                 {.lowest_tariff = -0.5, .highest_tariff = 10}))
      groups.push_back(std::move(group));
    governments.push_back(government);
  }
  for (const Sector s : base.economy.sectors()) {
    for (const Importer n : base.economy.importers()) {
      for (const Exporter i : base.economy.exporters()) {
        if (country(n) != country(i)) shock.tariff_new(s, n, i) = partner_tariff;
      }
    }
  }
  return {base, shock, std::move(governments), std::move(groups), {.tolerance = 1e-13, .adjoint_tolerance = 1e-12}};
}

struct Found {
  strategy::Policy policy;
  strategy::Position position;
  double first_order_residual = 0;
  double deviation_gain_pct = 0;
};

Found best_response_of(const Json& entry, const Baseline& base, Observer& observer) {
  auto game = game_of(base, {entry.at("player").get<std::size_t>()}, entry.at("partner_tariff").get<double>());
  const strategy::BestResponse best = strategy::best_response(game, strategy::own_block(game, 0), game.status_quo(),
                                                              {.stationary = {.tolerance = 1e-11}}, observer);
  if (!best.report.usable()) throw NotSolved(entry.at("name"), best.report);
  return {best.policy, best.position, best.proof.first_order_residual, best.proof.deviation_gain_pct};
}

Found war_of(const Json& entry, const Baseline& base, Observer& observer) {
  std::vector<std::size_t> players;
  for (const Country n : base.economy.countries()) players.push_back(n.value());
  auto game = game_of(base, players, 0);
  const strategy::NashResult war =
      strategy::nash(game, game.status_quo(), {.stationary = {.tolerance = 1e-11}}, observer);
  if (!war.report.usable()) throw NotSolved(entry.at("name"), war.report);
  if (war.equilibria.size() != 1)
    throw InputError(Place{.key = entry.at("name")}, "has several equilibria where one is expected");
  Found found{war.equilibria[0].policy, war.equilibria[0].position};
  for (const strategy::NashProof& proof : war.equilibria[0].proof) {
    found.first_order_residual = std::max(found.first_order_residual, proof.first_order_residual);
    found.deviation_gain_pct = std::max(found.deviation_gain_pct, proof.deviation_gain_pct);
  }
  return found;
}

void compare(const Json& entry, const Found& found, Replication& report) {
  const std::string name = entry.at("name");
  const double tolerance = entry.at("tolerance");
  OracleComparison tariff{name + ": tariff", "fraction", 0, 0, tolerance, ""};
  for (const double each : found.policy) {
    ++tariff.cells;
    tariff.worst = std::max(tariff.worst, std::abs(std::expm1(each) - entry.at("expected_tariff").get<double>()));
  }
  report.oracles.push_back(std::move(tariff));
  if (entry.contains("expected_real_income_hat_vs_free_trade")) {
    OracleComparison income{name + ": real income", "ratio", 0, 0, tolerance, ""};
    for (const double each : found.position.payoff) {
      ++income.cells;
      income.worst = std::max(
          income.worst, std::abs(std::exp(each) - entry.at("expected_real_income_hat_vs_free_trade").get<double>()));
    }
    report.oracles.push_back(std::move(income));
  }
  report.side_table.push_back(
      {name, {100 * std::expm1(found.policy[0]), found.first_order_residual, found.deviation_gain_pct}});
}

}  // namespace

Replication replicate_analytic(const std::filesystem::path& folder, Observer& observer) {
  Replication report;
  report.name = "analytic";
  report.title = "Closed forms of optimal and Nash tariffs: one factor, constant elasticities, free trade at the base";
  report.side_columns = {"tariff %", "largest slope", "deviation %"};
  const std::filesystem::path file = folder / "cases.json";
  const Json json = text::read_json(file);
  if (!json.contains("cases")) throw InputError(Place{.file = file.string()}, "has no list 'cases'");
  OracleComparison slopes{"all cases: largest slope at an optimum", "per unit of ln(1+t)", 0, 0, 1e-6, ""};
  OracleComparison gains{"all cases: best deviation found", "% of real income", 0, 0, 1e-6, ""};
  try {
    for (const Json& entry : json["cases"]) {
      const Baseline base = free_trade(read_world(entry), observer);
      const Found found =
          entry.contains("player") ? best_response_of(entry, base, observer) : war_of(entry, base, observer);
      compare(entry, found, report);
      slopes.worst = std::max(slopes.worst, found.first_order_residual);
      gains.worst = std::max(gains.worst, found.deviation_gain_pct);
      ++slopes.cells;
      ++gains.cells;
    }
  } catch (const Json::exception& error) {
    throw InputError(Place{.file = file.string()}, fmt::format("a case cannot be read: {}", error.what()));
  }
  report.oracles.push_back(std::move(slopes));
  report.oracles.push_back(std::move(gains));
  return report;
}

}  // namespace parley::replicate
