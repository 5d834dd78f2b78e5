#include "parley/report/words/ladder_text.hpp"

#include <fmt/format.h>

#include <cmath>

#include "parley/report/words/strategy_words.hpp"

namespace parley::report {
namespace {

std::string share_text(double share) { return std::isnan(share) ? "no cost" : fmt::format("{:.1f}", 100 * share); }

std::string rungs_text(const study::Ladder& ladder) {
  std::string text = fmt::format("\n{:<14}{:<8}{:>12}{:>12}{:>16}{:>16}{:>18}\n", "rung", "mover",
                                 ladder.players[0] + " %", ladder.players[1] + " %", ladder.players[0] + " of war %",
                                 ladder.players[1] + " of war %", "mover's gain %");
  for (const study::Rung& rung : ladder.rungs) {
    text += fmt::format("{:<14}{:<8}{:>+12.5f}{:>+12.5f}{:>16}{:>16}", rung.name,
                        rung.mover ? ladder.players[*rung.mover] : "", rung.change_pct[0], rung.change_pct[1],
                        share_text(rung.share_of_war_cost[0]), share_text(rung.share_of_war_cost[1]));
    text += rung.mover ? fmt::format("{:>+18.5f}\n", rung.step_gain_pct) : "\n";
  }
  return text;
}

std::string truce_text(const study::Ladder& ladder, const study::Truce& truce) {
  std::string text = fmt::format("\ntruce at {}, kept by the threat of war for ever\n", truce.name);
  for (std::size_t p = 0; p < 2; ++p) {
    text += fmt::format("  {:<6} gains {:+.5f} % by breaking it once; holds from a discount factor of {}\n",
                        ladder.players[p], truce.betrayal_gain_pct[p],
                        truce.patience[p] < 1 ? fmt::format("{:.4f}", truce.patience[p]) : "none below 1");
  }
  return text;
}

}  // namespace

std::string ladder_title(const study::LadderAnswer& answer) {
  const study::LadderOptions& options = answer.options;
  const std::string move = options.world.case_name.empty()
                               ? fmt::format("{:g} points on all goods", 100 * options.first_points)
                               : "case " + options.world.case_name;
  return fmt::format("{}: {} begins with {}, {} answers", answer.world.name, options.players[0], move,
                     options.players[1]);
}

std::string ladder_text(const study::LadderAnswer& answer) {
  const study::Ladder& ladder = answer.ladder;
  std::string text = heading_text(ladder_title(answer), answer.world) + rungs_text(ladder);
  text += fmt::format(
      "\nequivalent answer: the mirrored increases times {:.4f}\n"
      "step by step, each mover looking at its next step alone, it ends at: {}\n"
      "with movers that look ahead to the end, it ends at: {}\n",
      ladder.equivalence, ladder.rungs[ladder.ends_at_once].name, ladder.rungs[ladder.ends_looking_ahead].name);
  for (const study::Truce& truce : ladder.truces) text += truce_text(ladder, truce);
  return text;
}

}  // namespace parley::report
