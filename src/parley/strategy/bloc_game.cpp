#include "parley/strategy/bloc_game.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace parley::strategy {

BlocGame::BlocGame(TariffGame& members, std::vector<std::size_t> bloc, std::vector<double> money)
    : members_(members),
      bloc_(std::move(bloc)),
      money_(std::move(money)),
      instruments_(members.instruments()),
      worth_(money_) {
  const std::size_t count = members_.players().size();
  if (bloc_.size() != count || money_.size() != count)
    throw std::invalid_argument("every player needs a bloc and its money");
  const std::size_t blocs = 1 + *std::max_element(bloc_.begin(), bloc_.end());
  bloc_money_.assign(blocs, 0.0);
  names_.resize(blocs);
  for (std::size_t p = 0; p < count; ++p) {
    if (!(money_[p] > 0)) throw std::invalid_argument("a player's money is not positive");
    bloc_money_[bloc_[p]] += money_[p];
    names_[bloc_[p]] += (names_[bloc_[p]].empty() ? "" : "+") + members_.players()[p];
  }
  if (std::find(bloc_money_.begin(), bloc_money_.end(), 0.0) != bloc_money_.end())
    throw std::invalid_argument("a bloc has no members");
  for (Instrument& each : instruments_) {
    each.label = members_.players()[each.player] + " " + each.label;
    each.player = bloc_[each.player];
  }
  position_.payoff.assign(blocs, 0.0);
}

const Position& BlocGame::move_to(std::span<const double> policy, Observer& observer) {
  const Position& inner = members_.move_to(policy, observer);
  position_.report = inner.report;
  if (!inner.report.usable()) return position_;
  std::vector<double> sum(bloc_money_.size(), 0.0);
  for (std::size_t p = 0; p < money_.size(); ++p) {
    worth_[p] = money_[p] * std::exp(inner.payoff[p]);
    sum[bloc_[p]] += worth_[p];
  }
  for (std::size_t b = 0; b < sum.size(); ++b) position_.payoff[b] = std::log(sum[b] / bloc_money_[b]);
  return position_;
}

SolveReport BlocGame::respond(std::span<const Block> blocks, std::span<double> slope, std::span<double> answer,
                              Observer& observer) {
  std::vector<double> sum(bloc_money_.size(), 0.0);
  for (std::size_t p = 0; p < worth_.size(); ++p) sum[bloc_[p]] += worth_[p];
  std::vector<Block> inner;
  for (const Block& block : blocks) {
    Block own{std::vector<double>(worth_.size()), block.instruments};
    for (std::size_t p = 0; p < worth_.size(); ++p)
      own.payoff_weight[p] = block.payoff_weight[bloc_[p]] * worth_[p] / sum[bloc_[p]];
    inner.push_back(std::move(own));
  }
  return members_.respond(inner, slope, answer, observer);
}

}  // namespace parley::strategy
