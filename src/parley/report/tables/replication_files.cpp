#include "parley/report/tables/replication_files.hpp"

#include <nlohmann/json.hpp>

#include "parley/report/words/replication_text.hpp"
#include "parley/text/json.hpp"

namespace parley::report {

std::string replication_json(const replicate::Replication& replication) {
  nlohmann::ordered_json json{{"case", replication.name}, {"holds", replication.holds()}, {"notes", replication.notes}};
  for (const replicate::SideNote& line : replication.side_table) json["side_table"][line.label] = line.values;
  for (const replicate::PublishedCell& cell : replication.published) {
    json["published"].push_back({{"table", cell.table},
                                 {"row", cell.row},
                                 {"column", cell.column},
                                 {"published", cell.published},
                                 {"decimals", cell.decimals},
                                 {"computed", cell.computed},
                                 {"verdict", verdict_text(cell.verdict)},
                                 {"reason", cell.reason}});
  }
  for (const replicate::OracleComparison& oracle : replication.oracles) {
    json["oracles"].push_back({{"name", oracle.name},
                               {"unit", oracle.unit},
                               {"cells", oracle.cells},
                               {"worst", oracle.worst},
                               {"tolerance", oracle.tolerance},
                               {"where", oracle.where},
                               {"holds", oracle.holds()}});
  }
  for (const replicate::PublishedEstimate& estimate : replication.estimates) {
    nlohmann::ordered_json switched;
    for (const replicate::SwitchedEstimate& each : estimate.switched) switched[each.name] = each.computed;
    json["estimates"].push_back({{"question", estimate.question},
                                 {"measure", estimate.measure},
                                 {"who", estimate.who},
                                 {"unit", estimate.unit},
                                 {"study", estimate.study},
                                 {"lowest", estimate.lowest},
                                 {"highest", estimate.highest},
                                 {"computed", estimate.computed},
                                 {"switched", std::move(switched)},
                                 {"reason", estimate.reason}});
  }
  return text::json_text(json);
}

}  // namespace parley::report
