#include <algorithm>
#include <cmath>

#include "parley/report/page/html.hpp"
#include "parley/report/page/rung_bars.hpp"
#include "parley/report/page/strategy_writer.hpp"
#include "parley/report/page/tree_figure.hpp"
#include "parley/report/words/ladder_text.hpp"

namespace parley::report {

/// Worlds that the tree's branches lead to: the path of the announcement and its answers, and the war.
std::vector<std::size_t> StrategyWriter::drawn_worlds() const {
  const study::EscalationGame& game = *study_.escalation.value;
  std::vector<std::size_t> worlds{0};
  for (const study::EscalationBranch& branch : game.branches) {
    const bool is_drawn = branch.depth < 2 && branch.to != game.worlds.war;
    if (is_drawn && std::find(worlds.begin(), worlds.end(), branch.to) == worlds.end()) worlds.push_back(branch.to);
  }
  for (const std::size_t end : {game.ends_at_once, game.ends_ahead}) {
    if (end != game.worlds.war && std::find(worlds.begin(), worlds.end(), end) == worlds.end()) worlds.push_back(end);
  }
  worlds.push_back(game.worlds.war);
  return worlds;
}

std::string StrategyWriter::world_note(std::size_t world) const {
  const study::EscalationGame& game = *study_.escalation.value;
  std::vector<std::string> notes;
  if (world == game.ends_at_once) notes.emplace_back("step by step it ends here");
  if (world == game.ends_ahead) notes.emplace_back("with both looking ahead it ends here");
  return notes.empty() ? "" : "▲ " + capital(fmt::format("{}", fmt::join(notes, "; ")));
}

FigureTable StrategyWriter::worlds_table() const {
  FigureTable table{{"world, side", "real income, %", "real income, million", "share of the full war's cost",
                     "mean tariff on the other, %"},
                    {}};
  for (const study::TariffWorld& world : study_.escalation.value->worlds.worlds) {
    for (std::size_t p = 0; p < 2; ++p) {
      table.rows.push_back({fmt::format("{}, {}", world.name, names_[p]),
                            {world.change_pct[p], 1000 * billions(p, world.change_pct[p]), world.share_of_war_cost[p],
                             world.mean_tariff_pct[p]}});
    }
  }
  return table;
}

std::string StrategyWriter::escalation_chart() const {
  if (!study_.escalation.value) return no_figure("escalation", study_.escalation.failure);
  const study::EscalationWorlds& worlds = study_.escalation.value->worlds;
  const std::vector<double>& war = worlds.worlds[worlds.war].change_pct;
  RungChart chart{
      .caption = {fmt::format("The full war {} and {}", effect(0, war[0]), effect(1, war[1])),
                  fmt::format("Real income in the worlds that the two can bring about, against today, % and {} a year; "
                              "share of what the full war costs that side (– where it costs nothing)",
                              study_.baseline.info.currency),
                  fmt::format("Every world is a certified solution of the model. Announced: {}. Mirror: the same rises "
                              "in points, sector by sector; equivalent: these times {}, so that duties on base trade "
                              "are equal; best answer and full war: {}.",
                              case_words(), significant(worlds.equivalence, 3), instruments()),
                  source_line(result_)},
      .unit = "%",
      .parties = names_,
      .css_classes = {colour(result_, study_.players[0]), colour(result_, study_.players[1])},
      .columns = {"%", study_.baseline.info.currency, "of war"},
      .rungs = {},
      .table = worlds_table()};
  for (const std::size_t at : drawn_worlds()) {
    const study::TariffWorld& world = worlds.worlds[at];
    Rung drawn{capital(world.name), {}, world_note(at)};
    for (std::size_t p = 0; p < 2; ++p) {
      const double share = world.share_of_war_cost[p];
      drawn.bars.push_back({world.change_pct[p],
                            {significant(world.change_pct[p], 2, Sign::always), money(p, world.change_pct[p]),
                             std::isnan(share) ? "–" : fixed(100 * share, 0) + " %"}});
    }
    chart.rungs.push_back(std::move(drawn));
  }
  return rung_figure(chart);
}

std::string StrategyWriter::branch_row(const study::EscalationBranch& branch) const {
  const study::EscalationWorlds& worlds = study_.escalation.value->worlds;
  const bool is_hold = branch.move == study::EscalationMove::hold;
  const std::string move =
      is_hold ? "hold" : fmt::format("{} → {}", to_string(branch.move), worlds.worlds[branch.to].name);
  const auto yes = [](bool is_so) { return is_so ? "yes" : "no"; };
  return html_format(
      R"(<tr><th style="padding-left:{}em">{}: {}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}{}</td></tr>)",
      0.3 + 1.5 * static_cast<double>(branch.depth), names_[branch.mover], move, money(0, branch.value_pct[0]),
      money(1, branch.value_pct[1]), worlds.worlds[branch.ends_in].name, is_hold ? "" : yes(branch.is_credible()),
      yes(branch.is_chosen_at_once), yes(branch.is_chosen), branch.is_tied ? " (as good)" : "");
}

std::string StrategyWriter::drawn_tree() const {
  const study::EscalationGame& game = *study_.escalation.value;
  TreeChart chart{
      .caption =
          {fmt::format("With both looking ahead it ends in: {}", game.worlds.worlds[game.ends_ahead].name),
           "Who moves, and the world that a move leads to; filled and thick where the mover, looking ahead, takes it",
           "Found backwards from the last move. Below each move stands what the other side can answer.",
           source_line(result_)},
      .root = "Today",
      .branches = {},
      .table = {{"mover: move", "depth", names_[0] + ", %", names_[1] + ", %", "credible", "chosen looking ahead"},
                {}}};
  for (const study::EscalationBranch& branch : game.branches) {
    const bool is_hold = branch.move == study::EscalationMove::hold;
    const std::string words = fmt::format("{}: {}", names_[branch.mover], is_hold ? "hold" : to_string(branch.move));
    chart.branches.push_back({.depth = branch.depth,
                              .words = words,
                              .leads_to = is_hold ? "" : game.worlds.worlds[branch.to].name,
                              .css_class = colour(result_, study_.players[branch.mover]),
                              .is_chosen = branch.is_chosen});
    chart.table.rows.push_back({words + (is_hold ? "" : " → " + game.worlds.worlds[branch.to].name),
                                {static_cast<double>(branch.depth), branch.value_pct[0], branch.value_pct[1],
                                 branch.is_credible() ? 1.0 : 0.0, branch.is_chosen ? 1.0 : 0.0}});
  }
  return tree_figure(chart);
}

std::string StrategyWriter::escalation_tree() const {
  if (!study_.escalation.value) return "";
  const study::EscalationGame& game = *study_.escalation.value;
  std::string html = html_format(
      "<h3>The game</h3><p>The two move in turn, {} first; when both hold one after the other, it is over. Step by "
      "step, "
      "a mover compares the worlds right after its moves: {}. It ends in: {}. Looking ahead, it compares what follows: "
      "{}. "
      "It ends in: {}. {}.</p>",
      names_[0], path_words(game.at_once, names_), game.worlds.worlds[game.ends_at_once].name,
      path_words(game.ahead, names_), game.worlds.worlds[game.ends_ahead].name, capital(settled_words(game)));
  html += drawn_tree();
  html += html_format(
      "<div class=\"wide\"><table><thead><tr><th>mover: move → world</th><th>then worth to {}</th><th>to "
      "{}</th><th>ends, "
      "looking ahead, in</th><th>credible</th><th>chosen step by step</th><th>chosen looking "
      "ahead</th></tr></thead><tbody>",
      names_[0], names_[1]);
  for (const study::EscalationBranch& branch : game.branches) html += branch_row(branch);
  return html +
         "</tbody></table></div><p>A move is credible where its mover, looking ahead, would rather make it than "
         "hold.</p>" +
         truces();
}

std::string StrategyWriter::truces() const {
  std::string list;
  for (const study::Truce& truce : study_.escalation.value->truces) {
    for (std::size_t p = 0; p < 2; ++p) {
      list += html_format("<li>{}, at {}: breaking it gains {} in one year; it holds by itself {}.</li>", names_[p],
                          truce.name, money(p, truce.betrayal_gain_pct[p]),
                          truce.patience[p] < 1 ? fmt::format("if next year counts at least {} of this one",
                                                              significant(truce.patience[p], 2))
                                                : "at no patience");
    }
  }
  return fold(
      "Would a truce hold by itself?",
      "<p>Whoever breaks a truce gains for a year and then faces the full war for ever.</p><ul>" + list + "</ul>",
      "why");
}

}  // namespace parley::report
