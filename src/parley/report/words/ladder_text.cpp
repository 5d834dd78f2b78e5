#include "parley/report/words/ladder_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/report/words/strategy_words.hpp"

namespace parley::report {
namespace {

std::string share_text(double share) { return std::isnan(share) ? "no cost" : fmt::format("{:.1f}", 100 * share); }

std::string worlds_text(const study::EscalationWorlds& worlds) {
  const std::vector<std::string>& players = worlds.players;
  std::string text = fmt::format("\n{:<36}{:>12}{:>12}{:>16}{:>16}\n", "world", players[0] + " %", players[1] + " %",
                                 players[0] + " of war %", players[1] + " of war %");
  for (const study::TariffWorld& world : worlds.worlds)
    text +=
        fmt::format("{:<36}{:>+12.5f}{:>+12.5f}{:>16}{:>16}\n", world.name, world.change_pct[0], world.change_pct[1],
                    share_text(world.share_of_war_cost[0]), share_text(world.share_of_war_cost[1]));
  return text;
}

std::string marks_of(const study::EscalationBranch& branch) {
  std::vector<std::string> marks;
  if (branch.is_chosen) marks.emplace_back("chosen looking ahead");
  if (branch.is_tied) marks.emplace_back("as good looking ahead");
  if (branch.is_chosen_at_once) marks.emplace_back("chosen step by step");
  if (branch.move != study::EscalationMove::hold && !branch.is_credible()) marks.emplace_back("not credible");
  return fmt::format("{}", fmt::join(marks, "; "));
}

std::string tree_text(const study::EscalationGame& game) {
  const std::vector<std::string>& players = game.worlds.players;
  std::string text = fmt::format("\n{:<60}{:>12}{:>12}  {:<30}{}\n", "the tree: mover, move, world",
                                 players[0] + " then %", players[1] + " then %", "ends, looking ahead", "the mover");
  for (const study::EscalationBranch& branch : game.branches) {
    const std::string line = std::string(2 * branch.depth, ' ') + branch_words(game, branch);
    text += fmt::format("{:<60}{:>+12.5f}{:>+12.5f}  {:<30}{}\n", line, branch.value_pct[0], branch.value_pct[1],
                        game.worlds.worlds[branch.ends_in].name, marks_of(branch));
  }
  return text;
}

std::string truce_text(const study::EscalationGame& game, const study::Truce& truce) {
  std::string text = fmt::format("\ntruce at {}, kept by the threat of war for ever\n", truce.name);
  for (std::size_t p = 0; p < 2; ++p) {
    text += fmt::format("  {:<6} gains {:+.5f} % by breaking it once; holds from a discount factor of {}\n",
                        game.worlds.players[p], truce.betrayal_gain_pct[p],
                        truce.patience[p] < 1 ? fmt::format("{:.4f}", truce.patience[p]) : "none below 1");
  }
  return text;
}

std::string ends_text(const study::EscalationGame& game) {
  const auto world = [&](std::size_t at) { return game.worlds.worlds[at].name; };
  std::string text = fmt::format(
      "\nstep by step, each mover looking at its next world alone, it ends at: {}\n  {}\n"
      "with movers that look ahead to the end, it ends at: {}\n  {}\n{}\n",
      world(game.ends_at_once), path_words(game.at_once, game.worlds.players), world(game.ends_ahead),
      path_words(game.ahead, game.worlds.players), settled_words(game));
  text += "looking ahead, by the number of moves:";
  for (std::size_t moves = 1; moves <= std::min<std::size_t>(game.ends_by_moves.size(), 6); ++moves)
    text += fmt::format("{} {} {}", moves > 1 ? ";" : "", moves, world(game.ends_by_moves[moves - 1]));
  return text + "\n";
}

std::string sets_text(const study::LadderAnswer& answer) {
  if (answer.sets.empty()) return "";
  std::string text = fmt::format("\n{:<22}{:<32}{:<32}\n", "elasticities", "ends, looking ahead", "ends, step by step");
  for (const study::LadderUnderSet& set : answer.sets) {
    text += set.failure.empty() ? fmt::format("{:<22}{:<32}{:<32}\n", set.name, set.ends_ahead, set.ends_at_once)
                                : fmt::format("{:<22}no end: {}\n", set.name, set.failure);
  }
  for (const study::LadderEnd& end : study::ends_over_sets(answer))
    text += fmt::format("{}: looking ahead {} of {}, step by step {} of {}\n", end.world, end.ahead, answer.sets.size(),
                        end.at_once, answer.sets.size());
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

std::string branch_words(const study::EscalationGame& game, const study::EscalationBranch& branch) {
  const std::string& mover = game.worlds.players[branch.mover];
  if (branch.move == study::EscalationMove::hold) return mover + ": hold";
  return fmt::format("{}: {} -> {}", mover, to_string(branch.move), game.worlds.worlds[branch.to].name);
}

std::string path_words(const std::vector<study::EscalationTurn>& path, const std::vector<std::string>& names) {
  std::vector<std::string> words;
  for (const study::EscalationTurn& turn : path)
    words.push_back(fmt::format("{}: {}", names[turn.mover], to_string(turn.move)));
  return fmt::format("{}", fmt::join(words, "; "));
}

std::string settled_words(const study::EscalationGame& game) {
  const std::size_t most = game.play.moves;
  if (game.settles_at == 0) return fmt::format("with up to {} moves; the last one still changes what is played", most);
  const std::string from = fmt::format("{} {} on", game.settles_at, game.settles_at == 1 ? "move" : "moves");
  if (!game.is_settled_for_ever)
    return fmt::format("with up to {} moves; from {} nothing changes, whichever side has the last one", most, from);
  return fmt::format(
      "from {} nothing changes, whichever side has the last one and however many follow: every position is worth the "
      "same with {} moves left as with one fewer",
      from, most);
}

std::string ladder_text(const study::LadderAnswer& answer) {
  const study::EscalationGame& game = answer.game;
  std::string text = heading_text(ladder_title(answer), answer.world) + worlds_text(game.worlds) + tree_text(game);
  text += fmt::format("\nequivalent answer: the mirrored increases times {:.4f}\n", game.worlds.equivalence);
  text += ends_text(game) + sets_text(answer);
  for (const study::Truce& truce : game.truces) text += truce_text(game, truce);
  return text;
}

}  // namespace parley::report
