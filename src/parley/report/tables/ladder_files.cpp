#include "parley/report/tables/ladder_files.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "parley/report/words/ladder_text.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/json.hpp"

namespace parley::report {

std::string ladder_csv(const study::LadderAnswer& answer) {
  const study::Ladder& ladder = answer.ladder;
  std::string csv = "rung,mover,player,change_pct,share_of_war_cost,step_gain_pct\n";
  for (const study::Rung& rung : ladder.rungs) {
    for (std::size_t p = 0; p < 2; ++p) {
      csv += text::csv_format("{},{},{},{:.10g},{:.10g},{:.10g}\n", rung.name,
                              rung.mover ? ladder.players[*rung.mover] : "", ladder.players[p], rung.change_pct[p],
                              rung.share_of_war_cost[p], rung.step_gain_pct);
    }
  }
  return csv;
}

std::string ladder_json(const study::LadderAnswer& answer) {
  const study::Ladder& ladder = answer.ladder;
  nlohmann::ordered_json json{{"title", ladder_title(answer)},
                              {"notes", answer.world.notes},
                              {"players", ladder.players},
                              {"equivalence_factor", ladder.equivalence},
                              {"ends_looking_ahead", ladder.rungs[ladder.ends_looking_ahead].name},
                              {"ends_step_by_step", ladder.rungs[ladder.ends_at_once].name}};
  for (const study::Rung& rung : ladder.rungs) {
    json["rungs"].push_back({{"name", rung.name},
                             {"mover", rung.mover ? ladder.players[*rung.mover] : ""},
                             {"change_pct", rung.change_pct},
                             {"share_of_war_cost", rung.share_of_war_cost},
                             {"step_gain_pct", rung.step_gain_pct}});
  }
  for (const study::Truce& truce : ladder.truces) {
    json["truces"].push_back(
        {{"name", truce.name}, {"betrayal_gain_pct", truce.betrayal_gain_pct}, {"patience", truce.patience}});
  }
  return text::json_text(json);
}

}  // namespace parley::report
