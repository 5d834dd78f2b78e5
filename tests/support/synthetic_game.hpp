#pragma once

#include <algorithm>
#include <cmath>
#include <functional>

#include "parley/strategy/game.hpp"

namespace parley::test {

/// Two governments with one instrument each on [0, highest], each wanting to be at `reply` of where the other is:
/// payoff = -(x - reply(other))^2 / 2.
class ReplyGame final : public strategy::TariffGame {
 public:
  ReplyGame(double highest, std::function<double(double)> reply)
      : reply_(std::move(reply)), instruments_{{0, "a", 0, highest}, {1, "b", 0, highest}} {}

  [[nodiscard]] const std::vector<std::string>& players() const override { return players_; }
  [[nodiscard]] const std::vector<strategy::Instrument>& instruments() const override { return instruments_; }
  [[nodiscard]] strategy::Policy status_quo() const override { return {0, 0}; }

  const strategy::Position& move_to(std::span<const double> policy, Observer& /*observer*/) override {
    policy_.assign(policy.begin(), policy.end());
    position_.report.status = SolveStatus::converged;
    for (std::size_t p = 0; p < 2; ++p) position_.payoff[p] = -gap(p) * gap(p) / 2;
    return position_;
  }

  SolveReport respond(std::span<const strategy::Block> blocks, std::span<double> slope, std::span<double> answer,
                      Observer& /*observer*/) override {
    for (const strategy::Block& block : blocks) {
      for (const std::size_t k : block.instruments) {
        slope[k] = -gap(k) * block.payoff_weight[k];
        answer[k] = std::clamp(reply_(policy_[1 - k]), 0.0, instruments_[k].upper);
      }
    }
    return position_.report;
  }

 private:
  [[nodiscard]] double gap(std::size_t p) const { return policy_[p] - reply_(policy_[1 - p]); }

  std::function<double(double)> reply_;
  std::vector<std::string> players_{"A", "B"};
  std::vector<strategy::Instrument> instruments_;
  strategy::Policy policy_{0, 0};
  strategy::Position position_{{}, {0, 0}};
};

/// One government, two instruments: payoff = -(x^2 + y^2)/2 + link x y. Each alone has its best at link times the other;
/// the origin is stationary, a maximum where |link| < 1 and a saddle where it is larger.
class LinkedInstruments final : public strategy::TariffGame {
 public:
  explicit LinkedInstruments(double link) : link_(link) {}
  [[nodiscard]] const std::vector<std::string>& players() const override { return players_; }
  [[nodiscard]] const std::vector<strategy::Instrument>& instruments() const override { return instruments_; }
  [[nodiscard]] strategy::Policy status_quo() const override { return {0, 0}; }
  const strategy::Position& move_to(std::span<const double> policy, Observer& /*observer*/) override {
    policy_.assign(policy.begin(), policy.end());
    position_.report.status = SolveStatus::converged;
    position_.payoff[0] = -(policy[0] * policy[0] + policy[1] * policy[1]) / 2 + link_ * policy[0] * policy[1];
    return position_;
  }
  SolveReport respond(std::span<const strategy::Block> /*blocks*/, std::span<double> slope, std::span<double> answer,
                      Observer& /*observer*/) override {
    for (std::size_t k = 0; k < 2; ++k) {
      answer[k] = std::clamp(link_ * policy_[1 - k], -1.0, 1.0);
      slope[k] = link_ * policy_[1 - k] - policy_[k];
    }
    return position_.report;
  }

 private:
  double link_;
  std::vector<std::string> players_{"A"};
  std::vector<strategy::Instrument> instruments_{{0, "x", -1, 1}, {0, "y", -1, 1}};
  strategy::Policy policy_{0, 0};
  strategy::Position position_{{}, {0}};
};

/// Two countries with linear demand, each taxing the other's good: the textbook tariff game.
///
///     W = D t/4 - 3 t^2/8 - D* t*/4 + t*^2/8,  W* the other way round;  payoff = ln(1 + W);  policies are (t, t*)
/// Nash tariffs D/3 and D*/3.   Source  Bagwell & Staiger (2002), The Economics of the World Trading System, appendix.
class LinearTariffGame final : public strategy::TariffGame {
 public:
  LinearTariffGame(double home, double foreign, double lowest) : demand_{home, foreign} {
    instruments_ = {{0, "home", lowest, 1}, {1, "foreign", lowest, 1}};
  }

  [[nodiscard]] const std::vector<std::string>& players() const override { return players_; }
  [[nodiscard]] const std::vector<strategy::Instrument>& instruments() const override { return instruments_; }
  [[nodiscard]] strategy::Policy status_quo() const override { return {0.1, 0.1}; }

  const strategy::Position& move_to(std::span<const double> policy, Observer& /*observer*/) override {
    policy_.assign(policy.begin(), policy.end());
    position_.report.status = SolveStatus::converged;
    for (std::size_t p = 0; p < 2; ++p) position_.payoff[p] = std::log1p(welfare(p));
    return position_;
  }

  SolveReport respond(std::span<const strategy::Block> blocks, std::span<double> slope, std::span<double> answer,
                      Observer& /*observer*/) override {
    for (const strategy::Block& block : blocks) {
      for (const std::size_t k : block.instruments) {
        // Who sets the tariff, and who pays it.
        const double own = block.payoff_weight[k] / (1 + welfare(k));
        const double other = block.payoff_weight[1 - k] / (1 + welfare(1 - k));
        const double bend = 3 * own - other;
        slope[k] = (demand_[k] * (own - other) - bend * policy_[k]) / 4;
        const double best = bend > 0 ? demand_[k] * (own - other) / bend : (slope[k] > 0 ? 1.0 : -1.0);
        answer[k] = std::clamp(best, instruments_[k].lower, instruments_[k].upper);
      }
    }
    return position_.report;
  }

  [[nodiscard]] double welfare(std::size_t p) const {
    const double own = policy_[p];
    const double other = policy_[1 - p];
    return demand_[p] * own / 4 - 3 * own * own / 8 - demand_[1 - p] * other / 4 + other * other / 8;
  }

 private:
  std::vector<double> demand_;
  std::vector<std::string> players_{"home", "foreign"};
  std::vector<strategy::Instrument> instruments_;
  strategy::Policy policy_{0, 0};
  strategy::Position position_{{}, {0, 0}};
};

}  // namespace parley::test
