// Pairs that bargain given each other's treaties, against closed forms, bilateral bargains and symmetry.
#include "parley/bargaining/nash_in_nash.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "parley/strategy/caliendo_parro_game.hpp"
#include "support/random_economy.hpp"
#include "support/symmetric_economy.hpp"

namespace parley::strategy {
namespace {

using testing::DoubleNear;
using testing::Pointwise;

/// A hub that plays the linear tariff game with each of several spokes: welfare adds up, payoff = ln(1 + W).
///
/// Policies are (hub's tariff on a spoke, that spoke's tariff) spoke by spoke.
class LinearStar final : public TariffGame {
 public:
  LinearStar(double hub, const std::vector<double>& spokes) : hub_(hub), spokes_(spokes), players_{"hub"} {
    for (std::size_t j = 0; j < spokes.size(); ++j) {
      players_.push_back("spoke " + std::to_string(j + 1));
      instruments_.push_back({0, "on " + players_.back(), -1, 1});
      instruments_.push_back({j + 1, "on hub", -1, 1});
    }
    policy_.assign(instruments_.size(), 0.0);
    position_.payoff.assign(players_.size(), 0.0);
  }
  [[nodiscard]] const std::vector<std::string>& players() const override { return players_; }
  [[nodiscard]] const std::vector<Instrument>& instruments() const override { return instruments_; }
  [[nodiscard]] Policy status_quo() const override { return Policy(instruments_.size(), 0.1); }

  const Position& move_to(std::span<const double> policy, Observer& /*observer*/) override {
    policy_.assign(policy.begin(), policy.end());
    position_.report.status = SolveStatus::converged;
    for (std::size_t p = 0; p < players_.size(); ++p) position_.payoff[p] = std::log1p(welfare(p));
    return position_;
  }

  SolveReport respond(std::span<const Block> blocks, std::span<double> slope, std::span<double> answer,
                      Observer& /*observer*/) override {
    for (const Block& block : blocks) {
      for (const std::size_t k : block.instruments) {
        const std::size_t spoke = k / 2 + 1;
        const bool is_hub = k % 2 == 0;
        const double demand = is_hub ? hub_ : spokes_[k / 2];
        const double own = weight(block, is_hub ? 0 : spoke);
        const double other = weight(block, is_hub ? spoke : 0);
        const double bend = 3 * own - other;
        slope[k] = (demand * (own - other) - bend * policy_[k]) / 4;
        const double best = bend > 0 ? demand * (own - other) / bend : (slope[k] > 0 ? 1.0 : -1.0);
        answer[k] = std::clamp(best, instruments_[k].lower, instruments_[k].upper);
      }
    }
    return position_.report;
  }

 private:
  [[nodiscard]] double weight(const Block& block, std::size_t p) const {
    return block.payoff_weight[p] / (1 + welfare(p));
  }
  static double gain(double demand, double own, double other_demand, double other) {
    return demand * own / 4 - 3 * own * own / 8 - other_demand * other / 4 + other * other / 8;
  }
  [[nodiscard]] double welfare(std::size_t p) const {
    double sum = 0;
    for (std::size_t j = 0; j < spokes_.size(); ++j) {
      if (p == 0) sum += gain(hub_, policy_[2 * j], spokes_[j], policy_[2 * j + 1]);
      if (p == j + 1) sum += gain(spokes_[j], policy_[2 * j + 1], hub_, policy_[2 * j]);
    }
    return sum;
  }

  double hub_;
  std::vector<double> spokes_;
  std::vector<std::string> players_;
  std::vector<Instrument> instruments_;
  Policy policy_;
  Position position_;
};

/// Welfare that adds up makes every pair's treaty independent of the others': the known bargain from the war, twice.
TEST(NashInNash, SeparablePairsReachTheKnownTariffs) {
  Observer silent;
  LinearStar game(1.0, {0.5, 0.5});
  const std::vector<bargaining::BargainingPair> pairs{{0, 1, 0.5, {0, 1}}, {0, 2, 0.5, {2, 3}}};
  const bargaining::NashInNash settled =
      bargaining::nash_in_nash(game, pairs, {1.0 / 3, 1.0 / 6, 1.0 / 3, 1.0 / 6}, {}, silent);
  ASSERT_TRUE(settled.report.usable()) << settled.report.message;
  for (const std::size_t spoke : {0U, 1U}) {
    EXPECT_NEAR(settled.policy[2 * spoke], 0.11089593210142334, 1e-6);
    EXPECT_NEAR(settled.policy[2 * spoke + 1], -0.09965195282894716, 1e-6);
    EXPECT_TRUE(settled.pairs[spoke].agrees);
  }
  // Threat and treaty of one pair alone: (0.0243056, -0.0590278) to (0.0368101, -0.0423672).
  EXPECT_NEAR(std::expm1(settled.position.payoff[0]), 2 * 0.0368101, 1e-6);
  EXPECT_NEAR(std::expm1(settled.position.payoff[2]), -0.0423672, 1e-6);
}

struct World {
  World(const Baseline& base, const std::vector<std::pair<std::size_t, std::size_t>>& who, double lowest)
      : baseline(base) {
    std::vector<Government> governments;
    std::vector<TariffGroup> groups;
    for (const Country n : baseline.economy.countries()) {
      governments.emplace_back();
      governments.back().country = n;
    }
    for (const auto& [a, b] : who) {
      bargaining::BargainingPair pair{a, b, 0.5, {}};
      for (const auto& [own, other] : {std::pair(a, b), std::pair(b, a)}) {
        for (TariffGroup& group :
             instruments_of(baseline, Country(own), own, {.partners = {Country(other)}, .lowest_tariff = lowest})) {
          pair.instruments.push_back(groups.size());
          groups.push_back(std::move(group));
        }
      }
      pairs.push_back(std::move(pair));
    }
    game = std::make_unique<CaliendoParroGame>(baseline, no_shock(baseline), governments, std::move(groups),
                                               GameOptions{.tolerance = 1e-13, .adjoint_tolerance = 1e-12});
  }
  /// Everybody's tariffs as they are, or raised by so much.
  [[nodiscard]] Policy disagreement(double raised) const {
    Policy policy = game->status_quo();
    for (double& each : policy) each += raised;
    return policy;
  }
  Baseline baseline;
  std::vector<bargaining::BargainingPair> pairs;
  std::unique_ptr<CaliendoParroGame> game;
};

TEST(NashInNash, OnePairIsTheBilateralBargain) {
  Observer silent;
  World world(calibrate(test::random_economy(41)), {{0, 1}}, -0.4);
  const Policy apart = world.disagreement(0.2);
  const bargaining::NashInNash settled = bargaining::nash_in_nash(*world.game, world.pairs, apart, {}, silent);
  ASSERT_TRUE(settled.report.usable()) << settled.report.message;
  // The same two as the whole game, bargained for directly.
  const Baseline& baseline = world.baseline;
  std::vector<Government> two(2);
  two[1].country = Country(1);
  CaliendoParroGame game(baseline, no_shock(baseline), two, world.game->groups(),
                         {.tolerance = 1e-13, .adjoint_tolerance = 1e-12});
  const bargaining::TariffProblem problem{.threat = game.move_to(apart, silent).payoff, .income = {1, 1}};
  const bargaining::Bargain direct =
      bargaining::bargain(game, bargaining::Rule::nash, problem, Policy(apart.size(), 0.0), {}, silent);
  ASSERT_TRUE(direct.report.usable()) << direct.report.message;
  EXPECT_THAT(settled.policy, Pointwise(DoubleNear(1e-6), direct.policy));
  EXPECT_LE(settled.pairs[0].first_order_residual, 1e-8);
  EXPECT_LE(settled.pairs[0].product_gain_pct, 1e-5);
}

/// Three equal countries, one of which talks to the two others: what the two get is the same.
TEST(NashInNash, EqualPartnersGetEqualTreaties) {
  Observer silent;
  World world(calibrate(test::symmetric_economy({.countries = 3, .trade_elasticity = {4, 6}})), {{0, 1}, {0, 2}}, -0.4);
  const bargaining::NashInNash settled =
      bargaining::nash_in_nash(*world.game, world.pairs, world.disagreement(0.2), {}, silent);
  ASSERT_TRUE(settled.report.usable()) << settled.report.message;
  EXPECT_NEAR(settled.position.payoff[1], settled.position.payoff[2], 1e-9);
  EXPECT_GT(settled.pairs[0].gain_pct[0], 0);
  EXPECT_NEAR(settled.pairs[0].gain_pct[1], settled.pairs[1].gain_pct[1], 1e-6);
  for (std::size_t k = 0; k < world.pairs[0].instruments.size(); ++k) {
    EXPECT_NEAR(settled.policy[world.pairs[0].instruments[k]], settled.policy[world.pairs[1].instruments[k]], 1e-6);
  }
}

/// Without most favoured nation every pair of a world that is efficient at free trade cuts at the third's cost: tariffs end
/// below zero where they may (Bagwell, Staiger & Yurukoglu 2021), and everybody is worse off than at free trade.
TEST(NashInNash, EqualCountriesInPairsLiberaliseTooMuch) {
  Observer silent;
  World world(calibrate(test::symmetric_economy({.countries = 3})), {{0, 1}, {0, 2}, {1, 2}}, -0.5);
  const bargaining::NashInNash settled =
      bargaining::nash_in_nash(*world.game, world.pairs, world.disagreement(0.2), {}, silent);
  ASSERT_TRUE(settled.report.usable()) << settled.report.message;
  for (std::size_t k = 0; k < settled.policy.size(); ++k) {
    EXPECT_NEAR(settled.policy[k], settled.policy[0], 1e-6);
    EXPECT_LT(settled.policy[k], -0.01);
  }
  for (const double payoff : settled.position.payoff) EXPECT_LT(payoff, -1e-6);
}

/// At free trade, where subsidies are out, no pair of equal countries has anything to settle.
TEST(NashInNash, NothingToGainIsNoAgreement) {
  Observer silent;
  World world(calibrate(test::symmetric_economy({.countries = 3})), {{0, 1}}, 0);
  const bargaining::NashInNash settled =
      bargaining::nash_in_nash(*world.game, world.pairs, world.disagreement(0), {}, silent);
  ASSERT_TRUE(settled.report.usable()) << settled.report.message;
  EXPECT_FALSE(settled.pairs[0].agrees);
  EXPECT_THAT(settled.policy, Pointwise(DoubleNear(1e-12), world.disagreement(0)));
}

TEST(NashInNash, RefusesPairsThatShareOrBorrow) {
  Observer silent;
  LinearStar game(1.0, {0.5, 0.5});
  const Policy apart(4, 0.1);
  const auto refused = [&](const std::vector<bargaining::BargainingPair>& pairs) {
    EXPECT_THROW((void)bargaining::nash_in_nash(game, pairs, apart, {}, silent), std::invalid_argument);
  };
  refused({{0, 1, 0.5, {0, 1}}, {0, 2, 0.5, {0, 3}}});
  refused({{0, 1, 0.5, {0, 3}}});
  refused({{1, 1, 0.5, {1}}});
  refused({{0, 1, 1.0, {0, 1}}});
  refused({{0, 1, 0.5, {}}});
}

}  // namespace
}  // namespace parley::strategy
