#include "parley/strategy/caliendo_parro_game.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "parley/base/parallel_for.hpp"
#include "parley/equilibrium/solve.hpp"
#include "parley/model/nearby_inverse.hpp"
#include "parley/numerics/fixed_point.hpp"
#include "parley/strategy/tariff_answer.hpp"

namespace parley::strategy {
namespace {

double largest(std::span<const double> values) {
  double found = 0;
  for (const double value : values) found = std::max(found, std::abs(value));
  return found;
}

/// What one thread needs for adjoints.
struct AdjointMemory {
  explicit AdjointMemory(const model::ShockedEconomy& economy)
      : state(economy),
        none(economy.unknown_count(), 0.0),
        slope(economy.unknown_count()),
        terms{zero(economy), zero(economy), zero(economy)} {}
  static Array<Sector, Exporter, Importer> zero(const model::ShockedEconomy& economy) {
    return Array<Sector, Exporter, Importer>(economy.sector_count, economy.country_count, economy.country_count);
  }
  model::AdjointState state;
  std::vector<double> none, slope;
  model::TradeTermGradient terms;
};

/// What makes solves near one solution short, learnt there.
struct Nearby {
  explicit Nearby(model::NearbyInverse learnt)
      : inverse(std::move(learnt)), improve(inverse), mixing(inverse.unknown_count(), improved_depth) {}
  model::NearbyInverse inverse;
  model::ImproveMemory improve;
  numerics::FixedPointMemory mixing;
};

}  // namespace

struct CaliendoParroGame::State {
  const Baseline& baseline;
  Shock shock;
  std::vector<Government> governments;
  std::vector<TariffGroup> groups;
  GameOptions options;
  std::vector<std::string> names;
  std::vector<Instrument> instruments;

  model::ShockedEconomy economy;
  /// The trade term A at a tariff factor of one, cell by cell of every group.
  std::vector<std::vector<double>> untaxed;
  model::MapState levels;
  std::vector<double> x, image;
  Policy policy;
  Position position;
  std::optional<Nearby> nearby;
  int moves = 0;
  std::vector<AdjointMemory> memory;
  /// Last multipliers of each block, where the next transposed solve starts.
  std::vector<std::vector<double>> multipliers;

  State(const Baseline& base, Shock other, std::vector<Government> players, std::vector<TariffGroup> tariffs,
        const GameOptions& how)
      : baseline(base),
        shock(std::move(other)),
        governments(std::move(players)),
        groups(std::move(tariffs)),
        options(how),
        economy(model::apply_shock(base, shock)),
        levels(economy),
        x(economy.unknown_count(), 0.0),
        image(economy.unknown_count()) {
    for (const Government& government : governments) names.push_back(base.economy.code(government.country));
    for (const TariffGroup& group : groups) {
      instruments.push_back(group.instrument);
      std::vector<double> terms;
      for (const TariffCell& cell : group.cells) {
        const double theta = base.trade_elasticity(cell.sector);
        const double factor = 1 + shock.tariff_new(cell.sector, cell.importer, cell.exporter);
        terms.push_back(economy.delivered(cell.sector, cell.exporter, cell.importer) * std::pow(factor, theta));
      }
      untaxed.push_back(std::move(terms));
    }
    position.payoff.assign(governments.size(), 0.0);
    memory.assign(std::max(1U, options.threads), AdjointMemory(economy));
  }

  void set_tariffs(std::span<const double> to) {
    for (std::size_t k = 0; k < groups.size(); ++k) {
      if (!policy.empty() && policy[k] == to[k]) continue;
      for (std::size_t c = 0; c < groups[k].cells.size(); ++c) {
        const TariffCell& cell = groups[k].cells[c];
        const double term = untaxed[k][c] * std::exp(-baseline.trade_elasticity(cell.sector) * to[k]);
        const double border = term * std::exp(-to[k]);
        const double export_tax = shock.export_tax_new(cell.sector, cell.importer, cell.exporter);
        model::set_terms(economy, cell.sector, cell.exporter, cell.importer, {term, border, border / (1 + export_tax)});
      }
    }
    policy.assign(to.begin(), to.end());
  }

  /// The world at the present tariffs, from the last one solved; false where it is not found.
  bool solve(Observer& observer) {
    const numerics::FixedPointMap map = [&](std::span<const double> at, std::span<double> to) {
      return model::evaluate(economy, at, to, levels);
    };
    const numerics::FixedPointOptions plain{.tolerance = options.tolerance, .iteration_limit = options.iteration_limit};
    SolveReport& report = position.report;
    const std::vector<double> start = x;
    report = {};
    if (nearby) {
      numerics::FixedPointOptions improved = plain;
      improved.iteration_limit = improved_limit;
      improved.depth = improved_depth;
      numerics::solve_nearby(
          map, [&](std::span<double> residual) { model::improve(nearby->inverse, residual, nearby->improve); }, x,
          improved, observer, nearby->mixing, report);
    }
    if (!report.usable() && report.status != SolveStatus::cancelled) {
      numerics::FixedPointResult solved = numerics::solve_fixed_point(map, start, plain, observer);
      report = std::move(solved.report);
      x = std::move(solved.x);
    }
    if (!report.usable()) {
      x.assign(x.size(), 0.0);
      return false;
    }
    (void)model::evaluate(economy, x, image, levels);
    // Learning costs some ten moves: it is left until there have been as many.
    constexpr int moves_worth_learning = 10;
    if (++moves == moves_worth_learning) nearby.emplace(model::learn_inverse(economy, levels));
    return true;
  }

  /// The transposed solve of one block, then its slopes and answers.
  SolveReport adjoint(const Block& block, std::vector<double>& lambda, AdjointMemory& work, std::span<double> slope,
                      std::span<double> answer, Observer& observer) const {
    model::LevelSeeds seeds(economy);
    for (std::size_t p = 0; p < governments.size(); ++p) {
      if (block.payoff_weight[p] != 0) add_seeds({baseline, levels, x}, governments[p], block.payoff_weight[p], seeds);
    }
    std::vector<double> direct(x.size());
    model::reverse(economy, levels, work.none, &seeds, direct, work.state, nullptr);
    const double scale = largest(direct);
    const numerics::FixedPointMap map = [&](std::span<const double> at, std::span<double> to) {
      model::reverse(economy, levels, at, nullptr, to, work.state, nullptr);
      double worst = 0;
      for (std::size_t k = 0; k < to.size(); ++k) {
        to[k] += direct[k];
        const double gap = std::abs(to[k] - at[k]);
        if (!(gap <= worst)) worst = gap;
      }
      return scale > 0 ? worst / scale : worst;
    };
    if (lambda.empty()) lambda = direct;
    numerics::FixedPointResult solved = numerics::solve_fixed_point(
        map, lambda, {.tolerance = options.adjoint_tolerance, .iteration_limit = options.iteration_limit, .depth = 30},
        observer);
    lambda = std::move(solved.x);
    for (Array<Sector, Exporter, Importer>* term :
         {&work.terms.delivered, &work.terms.border, &work.terms.export_price})
      term->fill(0.0);
    model::reverse(economy, levels, lambda, &seeds, work.slope, work.state, &work.terms);
    answer_tariffs({economy, levels, work.terms, shock.export_tax_new, groups, policy}, block.instruments, slope,
                   answer);
    return solved.report;
  }
};

CaliendoParroGame::CaliendoParroGame(const Baseline& baseline, const Shock& shock, std::vector<Government> governments,
                                     std::vector<TariffGroup> groups, const GameOptions& options) {
  for (const Government& government : governments) check(baseline, government);
  std::vector<std::string> countries;
  for (const Country n : baseline.economy.countries()) countries.push_back(baseline.economy.code(n));
  std::vector<Country> players;
  for (const Government& government : governments) players.push_back(government.country);
  check_groups(countries, players, groups);
  state_ = std::make_unique<State>(baseline, shock, std::move(governments), std::move(groups), options);
}

CaliendoParroGame::~CaliendoParroGame() = default;

const std::vector<std::string>& CaliendoParroGame::players() const { return state_->names; }
const std::vector<Instrument>& CaliendoParroGame::instruments() const { return state_->instruments; }
const Baseline& CaliendoParroGame::baseline() const { return state_->baseline; }
const std::vector<Government>& CaliendoParroGame::governments() const { return state_->governments; }
const std::vector<TariffGroup>& CaliendoParroGame::groups() const { return state_->groups; }

Policy CaliendoParroGame::status_quo() const {
  Policy policy;
  for (const TariffGroup& group : state_->groups) {
    double sum = 0;
    double trade = 0;
    for (const TariffCell& cell : group.cells) {
      const double flow = state_->baseline.flow(cell.sector, cell.importer, cell.exporter);
      sum += flow * std::log1p(state_->shock.tariff_new(cell.sector, cell.importer, cell.exporter));
      trade += flow;
    }
    policy.push_back(sum / trade);
  }
  return policy;
}

const Position& CaliendoParroGame::move_to(std::span<const double> policy, Observer& observer) {
  State& state = *state_;
  state.set_tariffs(policy);
  if (!state.solve(observer)) return state.position;
  for (std::size_t p = 0; p < state.governments.size(); ++p)
    state.position.payoff[p] = payoff({state.baseline, state.levels, state.x}, state.governments[p]);
  return state.position;
}

SolveReport CaliendoParroGame::respond(std::span<const Block> blocks, std::span<double> slope, std::span<double> answer,
                                       Observer& observer) {
  State& state = *state_;
  state.multipliers.resize(std::max(state.multipliers.size(), blocks.size()));
  std::vector<SolveReport> reports(blocks.size());
  parallel_for(blocks.size(), state.memory.size(), [&](std::size_t b, std::size_t thread) {
    Observer silent;
    reports[b] = state.adjoint(blocks[b], state.multipliers[b], state.memory[thread], slope, answer,
                               thread == 0 ? observer : silent);
  });
  SolveReport worst = reports.front();
  for (const SolveReport& report : reports) {
    if (worst.usable() && (!report.usable() || report.residual > worst.residual)) worst = report;
  }
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    if (!reports[b].usable()) state.multipliers[b].clear();
  }
  return worst;
}

Shock CaliendoParroGame::shock_at(std::span<const double> policy) const {
  Shock shock = state_->shock;
  for (std::size_t k = 0; k < state_->groups.size(); ++k) {
    for (const TariffCell& cell : state_->groups[k].cells)
      shock.tariff_new(cell.sector, cell.importer, cell.exporter) = std::expm1(policy[k]);
  }
  return shock;
}

}  // namespace parley::strategy
