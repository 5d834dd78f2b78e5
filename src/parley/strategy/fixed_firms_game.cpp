#include "parley/strategy/fixed_firms_game.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/base/error.hpp"

namespace parley::strategy {
namespace {

using model::FixedFirmsEconomy;
using model::FixedFirmsGovernment;

void check_governments(const FixedFirmsEconomy& economy, const std::vector<FixedFirmsGovernment>& governments) {
  for (const FixedFirmsGovernment& government : governments) {
    const Place place{.key = "government of " + economy.countries[government.country.value()]};
    if (government.weight.size() != economy.sectors.size())
      throw InputError(place, fmt::format("has {} weights, not one per sector", government.weight.size()));
    double sum = 0;
    for (const double weight : government.weight) {
      if (!(weight >= 0 && std::isfinite(weight))) throw InputError(place, "a weight is negative or no number");
      sum += weight;
    }
    if (!(sum > 0)) throw InputError(place, "all weights are zero");
  }
}

SolveReport report_of(const FixedFirmsSolver::Outcome& outcome) {
  SolveReport report;
  report.status = outcome.status;
  report.message = outcome.usable() ? "converged" : "Newton's method found no equilibrium";
  report.iterations = outcome.iterations;
  report.evaluations = outcome.iterations + 1;
  report.residual = outcome.residual;
  return report;
}

}  // namespace

FixedFirmsGame::FixedFirmsGame(const FixedFirmsEconomy& economy, std::vector<FixedFirmsGovernment> governments,
                               std::vector<TariffGroup> groups)
    : governments_(std::move(governments)),
      groups_(std::move(groups)),
      solver_(economy),
      seeds_(solver_.kernel().no_seeds()) {
  check_governments(economy, governments_);
  std::vector<Country> players;
  for (const FixedFirmsGovernment& government : governments_) players.push_back(government.country);
  check_groups(economy.countries, players, groups_);
  for (const FixedFirmsGovernment& government : governments_)
    names_.push_back(economy.countries[government.country.value()]);
  for (const TariffGroup& group : groups_) {
    instruments_.push_back(group.instrument);
    double sum = 0;
    double trade = 0;
    for (const auto [s, n, i] : group.cells) {
      sum += economy.trade(s, n, i) * std::log1p(economy.tariff(s, n, i));
      trade += economy.trade(s, n, i);
    }
    status_quo_.push_back(trade > 0 ? sum / trade : 0.0);
  }
  position_.report = report_of(solver_.solve());
  for (const FixedFirmsGovernment& government : governments_)
    base_income_.push_back(log_government_income(solver_.kernel(), government));
  position_.payoff.assign(governments_.size(), 0.0);
}

const Position& FixedFirmsGame::move_to(std::span<const double> policy, Observer&) {
  for (std::size_t k = 0; k < groups_.size(); ++k) {
    if (!policy_.empty() && policy_[k] == policy[k]) continue;
    for (const auto [s, n, i] : groups_[k].cells) solver_.kernel().set_log_tariff(s, n, i, policy[k]);
  }
  policy_.assign(policy.begin(), policy.end());
  position_.report = report_of(solver_.solve());
  if (!position_.report.usable()) return position_;
  for (std::size_t p = 0; p < governments_.size(); ++p)
    position_.payoff[p] = log_government_income(solver_.kernel(), governments_[p]) - base_income_[p];
  return position_;
}

SolveReport FixedFirmsGame::respond(std::span<const Block> blocks, std::span<double> slope, std::span<double> answer,
                                    Observer&) {
  for (const Block& block : blocks) {
    seeds_.sales.fill(0.0);
    seeds_.log_price.fill(0.0);
    std::fill(seeds_.revenue.begin(), seeds_.revenue.end(), 0.0);
    for (std::size_t p = 0; p < governments_.size(); ++p) {
      if (block.payoff_weight[p] != 0)
        add_government_seeds(solver_.kernel(), governments_[p], block.payoff_weight[p], seeds_);
    }
    solver_.multiply(seeds_);
    answer_block(block, slope, answer);
  }
  return position_.report;
}

Array<Sector, Importer, Exporter> FixedFirmsGame::tariffs() const {
  const model::FixedFirmsKernel& world = solver_.kernel();
  Array<Sector, Importer, Exporter> all_tariffs(world.sectors(), world.countries(), world.countries());
  for (const Sector s : all<Sector>(world.sectors())) {
    for (const Importer n : all<Importer>(world.countries())) {
      for (const Exporter i : all<Exporter>(world.countries())) all_tariffs(s, n, i) = world.tariff(s, n, i);
    }
  }
  return all_tariffs;
}

void FixedFirmsGame::answer_block(const Block& block, std::span<double> slope, std::span<double> answer) {
  const model::FixedFirmsKernel& world = solver_.kernel();
  const std::size_t countries = world.countries();
  closed_form_.clear(world.sectors() * countries);
  for (const std::size_t k : block.instruments) {
    closed_form_.add_group(policy_[k], instruments_[k]);
    for (const auto [s, n, i] : groups_[k].cells) {
      const std::size_t market = s.value() * countries + n.value();
      const double sigma = world.substitution(s);
      const double revenue = seeds_.revenue[n.value()];
      if (!closed_form_.is_valued(market)) {
        double worth = 0;
        for (const Exporter m : all<Exporter>(countries))
          worth += (seeds_.sales(s, m) + revenue * world.tariff(s, n, m)) * world.levels().trade(s, n, m);
        const double spending = world.levels().spending(s, n);
        closed_form_.set_value(market, (sigma - 1) * (worth - revenue * spending) + seeds_.log_price(s, n));
      }
      const double spent = world.levels().trade(s, n, i) * (1 + world.tariff(s, n, i));
      closed_form_.add_cell({market, sigma - 1, world.levels().share(s, n, i), (seeds_.sales(s, i) - revenue) * spent});
    }
  }
  closed_form_.solve();
  for (std::size_t g = 0; g < block.instruments.size(); ++g) {
    slope[block.instruments[g]] = closed_form_.slope(g);
    answer[block.instruments[g]] = closed_form_.answer(g);
  }
}

}  // namespace parley::strategy
