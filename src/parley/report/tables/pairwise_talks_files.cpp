#include "parley/report/tables/pairwise_talks_files.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "parley/report/words/pairwise_talks_text.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/json.hpp"

namespace parley::report {
namespace {

using Json = nlohmann::ordered_json;

Json outcome_json(const Economy& labels, const study::StrategyOutcome& outcome, double world_pct) {
  Json json{{"name", outcome.name}, {"world_pct", world_pct}};
  for (const Country n : labels.countries()) json["real_income_pct"][labels.code(n)] = outcome.real_income_pct(n);
  return json;
}

}  // namespace

std::string pairwise_talks_csv(const study::PairwiseTalksAnswer& answer) {
  const study::PairwiseTalks& talks = answer.talks;
  std::string csv = "pair,player,instrument,tariff_before_pct,tariff_pct\n";
  for (std::size_t k = 0; k < talks.tariffs.size(); ++k) {
    const study::ChosenTariff& each = talks.tariffs[k];
    csv += text::csv_format("{},{},{},{:.10g},{:.10g}\n", talks.names[talks.pair_of[k]], talks.players[each.player],
                            each.instrument, each.before_pct, each.pct);
  }
  return csv;
}

std::string pairwise_talks_json(const study::PairwiseTalksAnswer& answer) {
  const study::PairwiseTalks& talks = answer.talks;
  Json json{{"title", pairwise_talks_title(answer)}, {"notes", answer.world.notes}, {"players", talks.players}};
  for (std::size_t at = 0; at < talks.pairs.size(); ++at) {
    const bargaining::PairSettlement& settled = talks.settled.pairs[at];
    json["pairs"].push_back({{"name", talks.names[at]},
                             {"first_power", talks.pairs[at].first_power},
                             {"agrees", settled.agrees},
                             {"gain_over_disagreement_pct", settled.gain_pct},
                             {"first_order_residual", settled.first_order_residual},
                             {"other_searches", settled.other_searches},
                             {"product_gain_pct", settled.product_gain_pct}});
  }
  for (std::size_t k = 0; k < talks.tariffs.size(); ++k) {
    const study::ChosenTariff& each = talks.tariffs[k];
    json["tariffs"].push_back({{"pair", talks.names[talks.pair_of[k]]},
                               {"player", talks.players[each.player]},
                               {"instrument", each.instrument},
                               {"before_pct", each.before_pct},
                               {"pct", each.pct}});
  }
  const Economy& labels = answer.world.labels;
  json["outcomes"].push_back(outcome_json(labels, talks.status_quo, talks.status_quo_world_pct));
  json["outcomes"].push_back(outcome_json(labels, talks.disagreement, talks.disagreement_world_pct));
  json["outcomes"].push_back(outcome_json(labels, talks.outcome, talks.outcome_world_pct));
  json["rounds"] = talks.settled.report.iterations;
  return text::json_text(json);
}

}  // namespace parley::report
