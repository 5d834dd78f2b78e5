#include "parley/report/tables/escalation_files.hpp"

#include <nlohmann/json.hpp>

namespace parley::report {
namespace {

using Json = nlohmann::ordered_json;

const std::string& name_of(const study::EscalationGame& game, std::size_t world) {
  return game.worlds.worlds[world].name;
}

Json path_json(const study::EscalationGame& game, const std::vector<study::EscalationTurn>& path) {
  Json json = Json::array();
  for (const study::EscalationTurn& turn : path)
    json.push_back({{"mover", game.worlds.players[turn.mover]},
                    {"move", to_string(turn.move)},
                    {"world", name_of(game, turn.to)}});
  return json;
}

Json worlds_json(const study::EscalationGame& game) {
  Json json = Json::array();
  for (const study::TariffWorld& world : game.worlds.worlds)
    json.push_back({{"name", world.name},
                    {"change_pct", world.change_pct},
                    {"share_of_war_cost", world.share_of_war_cost},
                    {"mean_tariff_pct", world.mean_tariff_pct}});
  return json;
}

Json tree_json(const study::EscalationGame& game) {
  Json json = Json::array();
  for (const study::EscalationBranch& branch : game.branches)
    json.push_back({{"depth", branch.depth},
                    {"mover", game.worlds.players[branch.mover]},
                    {"move", to_string(branch.move)},
                    {"from", name_of(game, branch.from)},
                    {"to", name_of(game, branch.to)},
                    {"value_looking_ahead_pct", branch.value_pct},
                    {"gain_over_holding_pct", branch.gain_over_holding_pct},
                    {"ends_looking_ahead", name_of(game, branch.ends_in)},
                    {"chosen_looking_ahead", branch.is_chosen},
                    {"chosen_step_by_step", branch.is_chosen_at_once},
                    {"tied", branch.is_tied},
                    {"credible", branch.is_credible()}});
  return json;
}

}  // namespace

Table escalation_table(const study::EscalationGame& game) {
  Table table{.name = "escalation",
              .columns = {"depth", "mover", "move", "from", "to", "player", "change_pct", "value_looking_ahead_pct",
                          "gain_over_holding_pct", "ends_looking_ahead", "chosen_looking_ahead", "chosen_step_by_step",
                          "tied", "credible"},
              .rows = {}};
  const auto flag = [](bool is_so) { return Cell(is_so ? 1.0 : 0.0); };
  for (const study::EscalationBranch& branch : game.branches) {
    for (std::size_t p = 0; p < 2; ++p) {
      table.rows.push_back({static_cast<double>(branch.depth), game.worlds.players[branch.mover],
                            std::string(to_string(branch.move)), name_of(game, branch.from), name_of(game, branch.to),
                            game.worlds.players[p], game.worlds.worlds[branch.to].change_pct[p], branch.value_pct[p],
                            branch.mover == p ? Cell(branch.gain_over_holding_pct) : Cell(),
                            name_of(game, branch.ends_in), flag(branch.is_chosen), flag(branch.is_chosen_at_once),
                            flag(branch.is_tied), flag(branch.is_credible())});
    }
  }
  return table;
}

Table escalation_worlds_table(const study::EscalationGame& game) {
  Table table{.name = "escalation-worlds",
              .columns = {"world", "player", "change_pct", "change_musd", "share_of_war_cost", "mean_tariff_pct"},
              .rows = {}};
  for (const study::TariffWorld& world : game.worlds.worlds) {
    for (std::size_t p = 0; p < 2; ++p) {
      table.rows.push_back({world.name, game.worlds.players[p], world.change_pct[p],
                            game.worlds.income[p] * world.change_pct[p] / 100, world.share_of_war_cost[p],
                            world.mean_tariff_pct[p]});
    }
  }
  return table;
}

Json escalation_json(const study::EscalationGame& game) {
  Json json{{"equivalence_factor", game.worlds.equivalence},
            {"moves", game.play.moves},
            {"discount", game.play.discount},
            {"stopping_chance", game.play.stopping_chance},
            {"ends_step_by_step", name_of(game, game.ends_at_once)},
            {"ends_looking_ahead", name_of(game, game.ends_ahead)},
            {"settles_at_moves", game.settles_at},
            {"settled_for_ever", game.is_settled_for_ever}};
  for (const std::size_t end : game.ends_by_moves) json["ends_looking_ahead_by_moves"].push_back(name_of(game, end));
  json["path_step_by_step"] = path_json(game, game.at_once);
  json["path_looking_ahead"] = path_json(game, game.ahead);
  json["worlds"] = worlds_json(game);
  json["tree"] = tree_json(game);
  json["truces"] = Json::array();
  for (const study::Truce& truce : game.truces)
    json["truces"].push_back(
        {{"name", truce.name}, {"betrayal_gain_pct", truce.betrayal_gain_pct}, {"patience", truce.patience}});
  return json;
}

}  // namespace parley::report
