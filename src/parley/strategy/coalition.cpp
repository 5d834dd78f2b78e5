#include "parley/strategy/coalition.hpp"

#include <bit>
#include <stdexcept>

namespace parley::strategy {
namespace {

void check(const std::vector<std::vector<double>>& gain) {
  if (gain.size() < 2 || !std::has_single_bit(gain.size()))
    throw std::invalid_argument("n candidates have 2^n coalitions");
  const auto count = static_cast<std::size_t>(std::countr_zero(gain.size()));
  for (std::size_t coalition = 0; coalition < gain.size(); ++coalition) {
    if (gain[coalition].size() != count) throw std::invalid_argument("a coalition does not have a gain per candidate");
    if (std::popcount(coalition) < 2 && gain[coalition] != gain[0])
      throw std::invalid_argument("a coalition of one differs from none");
  }
}

}  // namespace

CoalitionGame judge_coalitions(const std::vector<std::vector<double>>& gain, double tolerance) {
  check(gain);
  CoalitionGame game;
  CoalitionValues value;
  for (std::size_t coalition = 0; coalition < gain.size(); ++coalition) {
    CoalitionJudgement judgement;
    double kept = 0;
    for (std::size_t i = 0; i < gain[coalition].size(); ++i) {
      const double elsewhere = gain[coalition ^ (std::size_t{1} << i)][i];
      judgement.gain_by_moving.push_back(elsewhere - gain[coalition][i]);
      const bool moves = judgement.gain_by_moving.back() > tolerance;
      if (is_member(coalition, i)) {
        judgement.value += gain[coalition][i];
        kept += elsewhere;
        if (moves) judgement.leavers.push_back(i);
      } else if (moves) {
        judgement.joiners.push_back(i);
      }
    }
    judgement.left_after_keeping = judgement.value - kept;
    judgement.is_kept_by_payments = judgement.left_after_keeping >= -tolerance;
    value.push_back(judgement.value);
    game.coalitions.push_back(std::move(judgement));
  }
  game.shapley = shapley_shares(value);
  game.core = find_core(value);
  game.has_core = game.core.need <= value.back() + tolerance;
  return game;
}

}  // namespace parley::strategy
