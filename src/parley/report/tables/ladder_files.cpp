#include "parley/report/tables/ladder_files.hpp"

#include <nlohmann/json.hpp>

#include "parley/report/tables/escalation_files.hpp"
#include "parley/report/words/ladder_text.hpp"
#include "parley/text/json.hpp"

namespace parley::report {

std::string ladder_csv(const study::LadderAnswer& answer) { return csv_text(escalation_table(answer.game)); }

std::string ladder_json(const study::LadderAnswer& answer) {
  nlohmann::ordered_json json{
      {"title", ladder_title(answer)}, {"notes", answer.world.notes}, {"players", answer.game.worlds.players}};
  json.update(escalation_json(answer.game));
  for (const study::LadderUnderSet& set : answer.sets)
    json["sets"].push_back({{"name", set.name},
                            {"ends_looking_ahead", set.ends_ahead},
                            {"ends_step_by_step", set.ends_at_once},
                            {"settles_at_moves", set.settles_at},
                            {"failure", set.failure}});
  for (const study::LadderEnd& end : study::ends_over_sets(answer))
    json["ends_over_sets"].push_back(
        {{"world", end.world}, {"looking_ahead", end.ahead}, {"step_by_step", end.at_once}});
  return text::json_text(json);
}

}  // namespace parley::report
