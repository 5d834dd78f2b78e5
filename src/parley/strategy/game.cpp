#include "parley/strategy/game.hpp"

#include <numeric>

namespace parley::strategy {

Block own_block(const TariffGame& game, std::size_t player) {
  Block block;
  block.payoff_weight.assign(game.players().size(), 0.0);
  block.payoff_weight[player] = 1.0;
  for (std::size_t k = 0; k < game.instruments().size(); ++k) {
    if (game.instruments()[k].player == player) block.instruments.push_back(k);
  }
  return block;
}

Block joint_block(const TariffGame& game, std::vector<double> payoff_weight) {
  Block block;
  block.payoff_weight = std::move(payoff_weight);
  block.instruments.resize(game.instruments().size());
  std::iota(block.instruments.begin(), block.instruments.end(), std::size_t{0});
  return block;
}

}  // namespace parley::strategy
