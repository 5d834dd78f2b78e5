#include "parley/report/tables/tariff_war_files.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "parley/report/words/tariff_war_text.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/json.hpp"

namespace parley::report {
namespace {

using Json = nlohmann::ordered_json;

Json outcomes_json(const study::TariffWarAnswer& answer) {
  const Economy& labels = answer.world.labels;
  Json list = Json::array();
  for (const study::StrategyOutcome& each : answer.war.outcomes) {
    Json entry{{"name", each.name}};
    for (std::size_t p = 0; p < answer.war.players.size(); ++p)
      entry["objective_pct"][labels.code(answer.war.players[p])] = each.objective_pct[p];
    for (const Country n : labels.countries()) entry["real_income_pct"][labels.code(n)] = each.real_income_pct(n);
    list.push_back(std::move(entry));
  }
  return list;
}

Json equilibrium_json(const study::TariffWarAnswer& answer, const study::WarEquilibrium& equilibrium) {
  const auto code = [&](std::size_t player) { return answer.world.labels.code(answer.war.players[player]); };
  Json entry{{"starts", equilibrium.starts}};
  for (const study::ChosenTariff& each : equilibrium.tariffs) {
    entry["tariffs"].push_back({{"player", code(each.player)},
                                {"instrument", each.instrument},
                                {"before_pct", each.before_pct},
                                {"pct", each.pct}});
  }
  for (std::size_t p = 0; p < equilibrium.proof.size(); ++p) {
    entry["proof"].push_back({{"player", code(p)},
                              {"first_order_residual", equilibrium.proof[p].first_order_residual},
                              {"deviation_gain_pct", equilibrium.proof[p].deviation_gain_pct},
                              {"tariffs_at_bounds", equilibrium.proof[p].at_bounds}});
  }
  return entry;
}

}  // namespace

std::string tariff_war_csv(const study::TariffWarAnswer& answer) {
  std::string csv = "equilibrium,player,instrument,tariff_before_pct,tariff_pct\n";
  for (std::size_t e = 0; e < answer.war.equilibria.size(); ++e) {
    for (const study::ChosenTariff& each : answer.war.equilibria[e].tariffs) {
      csv += text::csv_format("{},{},{},{:.10g},{:.10g}\n", e + 1,
                              answer.world.labels.code(answer.war.players[each.player]), each.instrument,
                              each.before_pct, each.pct);
    }
  }
  return csv;
}

std::string tariff_war_json(const study::TariffWarAnswer& answer) {
  Json json{{"title", tariff_war_title(answer)}, {"notes", answer.world.notes}, {"outcomes", outcomes_json(answer)}};
  for (const study::WarEquilibrium& each : answer.war.equilibria)
    json["equilibria"].push_back(equilibrium_json(answer, each));
  for (const strategy::NashSearch& each : answer.war.searches) {
    json["searches"].push_back({{"start", each.start},
                                {"method", each.method},
                                {"end", to_string(each.report.status)},
                                {"moves", each.report.iterations},
                                {"message", each.report.message}});
  }
  return text::json_text(json);
}

}  // namespace parley::report
