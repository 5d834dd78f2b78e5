#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "parley/base/percent.hpp"
#include "parley/report/tables/escalation_files.hpp"
#include "parley/report/tables/strategy_files.hpp"
#include "parley/report/words/format.hpp"
#include "parley/text/csv.hpp"

namespace parley::report {
namespace {

using Json = nlohmann::ordered_json;

Table curves_table(const study::StrategyStudy& study) {
  Table table{.name = "reaction-curves",
              .columns = {"player", "tariff_of_other_pct", "best_tariff_pct", "change_pct", "change_musd",
                          "first_order_residual", "failure"},
              .rows = {}};
  for (std::size_t p = 0; p < 2; ++p) {
    for (const study::ReactionPoint& point : study.curves.value->curves[p]) {
      table.rows.push_back({study.plan.players[p], 100 * point.other_tariff, 100 * point.tariff, point.change_pct,
                            millions_of(study, p, point.change_pct), point.first_order_residual, point.failure});
    }
  }
  return table;
}

Table frontier_table(const study::StrategyStudy& study) {
  Table table{.name = "frontier", .columns = {"weight_of_second"}, .rows = {}};
  for (const std::string& player : study.plan.players) {
    table.columns.push_back("change_" + player + "_pct");
    table.columns.push_back("change_" + player + "_musd");
  }
  table.columns.emplace_back("first_order_residual");
  for (const bargaining::FrontierPoint& point : study.talks.value->frontier.points) {
    std::vector<Cell> row{point.second_weight};
    for (std::size_t p = 0; p < 2; ++p) {
      const double change = percent_of_log(point.position.payoff[p]);
      row.emplace_back(change);
      row.emplace_back(millions_of(study, p, change));
    }
    row.emplace_back(point.first_order_residual);
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table treaties_table(const study::StrategyStudy& study) {
  Table table{.name = "treaties",
              .columns = {"rule", "player", "gain_over_threat_pct", "gain_over_status_quo_pct",
                          "gain_over_status_quo_musd", "received_musd", "mean_tariff_pct", "import_volume_change_musd",
                          "countries_better_off", "rule_residual", "first_order_residual"},
              .rows = {}};
  for (const study::TariffTreaty& each : study.talks.value->treaties) {
    for (std::size_t p = 0; p < 2; ++p) {
      table.rows.push_back({std::string(each.name), study.plan.players[p], each.gain_over_threat_pct[p],
                            each.gain_over_status_quo_pct[p], millions_of(study, p, each.gain_over_status_quo_pct[p]),
                            each.received.empty() ? Cell() : Cell(each.received[p]), each.mean_tariff_pct[p],
                            each.import_volume_change[p], static_cast<double>(each.winners), each.treaty.rule_residual,
                            each.treaty.first_order_residual});
    }
  }
  return table;
}

Json escalation_part(const study::StrategyStudy& study) {
  if (!study.escalation.value) return {{"failure", study.escalation.failure}};
  Json json{{"case", study.plan.case_name}};
  json.update(escalation_json(*study.escalation.value));
  return json;
}

Json curves_json(const study::StrategyStudy& study) {
  if (!study.curves.value) return {{"failure", study.curves.failure}};
  const study::ReactionCurves& curves = *study.curves.value;
  Json json{{"war_tariff_pct", {100 * curves.war[0], 100 * curves.war[1]}},
            {"war_change_pct", curves.war_change_pct},
            {"war_deviation_gain_pct", curves.war_deviation_gain_pct}};
  for (std::size_t p = 0; p < 2; ++p) {
    for (const study::ReactionPoint& point : curves.curves[p]) {
      json["best_answers"][study.plan.players[p]].push_back({{"tariff_of_other_pct", 100 * point.other_tariff},
                                                             {"best_tariff_pct", 100 * point.tariff},
                                                             {"change_pct", point.change_pct},
                                                             {"failure", point.failure}});
    }
  }
  return json;
}

Json talks_json(const study::StrategyStudy& study) {
  if (!study.talks.value) return {{"failure", study.talks.failure}};
  const study::TariffTalks& talks = *study.talks.value;
  Json json{{"threat", talks.threat.name},
            {"threat_pct", talks.threat.objective_pct},
            {"ideal_gain_over_threat_pct", talks.ideal_pct},
            {"failures", talks.failures},
            {"frontier_points_failed", talks.frontier.failed}};
  for (const study::TariffTreaty& each : talks.treaties) {
    Json gain;
    for (std::size_t p = 0; p < 2; ++p) gain.push_back(millions_of(study, p, each.gain_over_status_quo_pct[p]));
    json["treaties"].push_back({{"rule", each.name},
                                {"gain_over_threat_pct", each.gain_over_threat_pct},
                                {"gain_over_status_quo_pct", each.gain_over_status_quo_pct},
                                {"gain_over_status_quo_musd", gain},
                                {"received_musd", each.received},
                                {"received_at_treaty_prices_musd", each.received_at_treaty_prices},
                                {"mean_tariff_pct", each.mean_tariff_pct},
                                {"countries_better_off", each.winners}});
  }
  for (const bargaining::FrontierPoint& point : talks.frontier.points)
    json["frontier_pct"].push_back(
        {percent_of_log(point.position.payoff[0]), percent_of_log(point.position.payoff[1])});
  return json;
}

}  // namespace

std::vector<TableFile> strategy_files(const study::StrategyStudy& study) {
  std::vector<TableFile> files;
  if (study.escalation.value) {
    files.push_back(as_file(escalation_table(*study.escalation.value)));
    files.push_back(as_file(escalation_worlds_table(*study.escalation.value)));
  }
  if (study.curves.value) files.push_back(as_file(curves_table(study)));
  if (study.talks.value) {
    files.push_back(as_file(treaties_table(study)));
    files.push_back(as_file(frontier_table(study)));
  }
  return files;
}

nlohmann::ordered_json strategy_json(const study::StrategyStudy& study) {
  return Json{{"players", study.plan.players},
              {"notes", study.notes},
              {"escalation", escalation_part(study)},
              {"reaction_curves", curves_json(study)},
              {"talks", talks_json(study)}};
}

}  // namespace parley::report
