#include "parley/report/tables/talks_files.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "parley/base/percent.hpp"
#include "parley/report/words/talks_text.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/json.hpp"

namespace parley::report {
namespace {

using Json = nlohmann::ordered_json;

Json treaty_json(const study::TariffTalks& talks, const study::TariffTreaty& treaty) {
  Json json{{"name", treaty.name},
            {"gain_over_threat_pct", treaty.gain_over_threat_pct},
            {"gain_over_status_quo_pct", treaty.gain_over_status_quo_pct},
            {"received_million", treaty.received},
            {"received_at_treaty_prices_million", treaty.received_at_treaty_prices},
            {"price_effect_of_payments_points", treaty.price_effect_pct},
            {"countries_better_off", treaty.winners},
            {"import_volume_change_million", treaty.import_volume_change},
            {"weights", treaty.treaty.weight},
            {"rule_residual", treaty.treaty.rule_residual},
            {"first_order_residual", treaty.treaty.first_order_residual}};
  for (const study::ChosenTariff& each : treaty.tariffs) {
    json["tariffs"].push_back({{"player", talks.players[each.player]},
                               {"instrument", each.instrument},
                               {"before_pct", each.before_pct},
                               {"pct", each.pct}});
  }
  return json;
}

}  // namespace

std::string talks_csv(const study::TariffTalksAnswer& answer) {
  std::string csv = "treaty,player,instrument,tariff_before_pct,tariff_pct\n";
  for (const study::TariffTreaty& treaty : answer.talks.treaties) {
    for (const study::ChosenTariff& each : treaty.tariffs) {
      csv += text::csv_format("{},{},{},{:.10g},{:.10g}\n", treaty.name, answer.talks.players[each.player],
                              each.instrument, each.before_pct, each.pct);
    }
  }
  return csv;
}

std::string talks_json(const study::TariffTalksAnswer& answer) {
  const study::TariffTalks& talks = answer.talks;
  Json json{{"title", talks_title(answer)},      {"notes", answer.world.notes},
            {"players", talks.players},          {"status_quo_pct", talks.status_quo.objective_pct},
            {"threat", talks.threat.name},       {"threat_pct", talks.threat.objective_pct},
            {"ideal_gain_pct", talks.ideal_pct}, {"failures", talks.failures}};
  for (const study::TariffTreaty& each : talks.treaties) json["treaties"].push_back(treaty_json(talks, each));
  for (const bargaining::FrontierPoint& point : talks.frontier.points) {
    json["frontier"].push_back(
        {{"second_weight", point.second_weight},
         {"objective_pct", {percent_of_log(point.position.payoff[0]), percent_of_log(point.position.payoff[1])}}});
  }
  return text::json_text(json);
}

}  // namespace parley::report
