#include "parley/bargaining/repeated_game.hpp"

#include <algorithm>

namespace parley::bargaining {

double critical_patience(const Temptation& temptation) {
  const double gain = temptation.betray - temptation.truce;
  if (gain <= 0) return 0;
  // Solved for d, which also covers a war that is no worse than the truce: then d >= 1.
  const double span = temptation.betray - temptation.war;
  return span > 0 ? gain / span : 1;
}

double critical_patience_tit_for_tat(double temptation, double reward, double punishment, double sucker) {
  const double gain = temptation - reward;
  if (gain <= 0) return 0;
  return std::max(gain / (temptation - punishment), gain / (reward - sucker));
}

}  // namespace parley::bargaining
