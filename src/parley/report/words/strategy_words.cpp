#include "parley/report/words/strategy_words.hpp"

#include <fmt/format.h>

namespace parley::report {

std::string heading_text(const std::string& title, const study::StrategyWorld& world) {
  std::string text = title + "\n";
  for (const std::string& note : world.notes) text += "  " + note + "\n";
  return text;
}

std::string bounds_words(const study::StrategyChoices& choices) {
  return fmt::format("{:g}:{:g}", 100 * choices.lowest_tariff, 100 * choices.highest_tariff);
}

std::string equilibrium_proof_text(double first_order_residual, double deviation_gain_pct) {
  return fmt::format(
      "proof: largest slope that no bound holds {:.1e}; best deviation found {:+.1e} % of an objective\n",
      first_order_residual, deviation_gain_pct);
}

}  // namespace parley::report
