#include "parley/report/tables/coalition_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "parley/report/words/coalition_text.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/json.hpp"

namespace parley::report {
namespace {

using Json = nlohmann::ordered_json;

Json one_coalition_json(const study::CoalitionResult& result, std::size_t coalition) {
  const study::CoalitionOutcome& outcome = result.coalitions[coalition];
  const strategy::CoalitionJudgement& judgement = result.game.coalitions[coalition];
  Json entry{{"members", member_codes(result, coalition)}, {"value_million", judgement.value}};
  for (std::size_t i = 0; i < result.candidates.size(); ++i) {
    entry["gain_million"][result.candidates[i]] = outcome.gain[i];
    entry["gain_by_moving_million"][result.candidates[i]] = judgement.gain_by_moving[i];
  }
  if (!result.against.empty()) entry["against_pct"] = outcome.outcome.objective_pct.back();
  entry["internally_stable"] = judgement.is_internally_stable();
  entry["externally_stable"] = judgement.is_externally_stable();
  entry["left_after_keeping_members_million"] = judgement.left_after_keeping;
  entry["first_order_residual"] = outcome.first_order_residual;
  entry["deviation_gain_pct"] = outcome.deviation_gain_pct;
  return entry;
}

}  // namespace

std::string coalition_csv(const study::CoalitionAnswer& answer) {
  const study::CoalitionResult& result = answer.result;
  std::string csv = "coalition,country,is_member,gain_million,gain_by_moving_million\n";
  for (const std::size_t coalition : result.by_size) {
    const study::CoalitionOutcome& outcome = result.coalitions[coalition];
    for (std::size_t i = 0; i < result.candidates.size(); ++i) {
      const auto is_member = std::count(outcome.members.begin(), outcome.members.end(), i);
      csv += text::csv_format("{},{},{},{:.10g},{:.10g}\n", outcome.outcome.name, result.candidates[i], is_member,
                              outcome.gain[i], result.game.coalitions[coalition].gain_by_moving[i]);
    }
  }
  return csv;
}

std::string coalition_json(const study::CoalitionAnswer& answer) {
  const study::CoalitionResult& result = answer.result;
  Json json{{"title", coalition_title(answer)}, {"notes", answer.world.notes}, {"candidates", result.candidates}};
  if (!result.against.empty()) {
    json["against"] = result.against;
    json["against_unanswered_pct"] = result.unanswered.objective_pct.back();
  }
  for (std::size_t coalition = 1; coalition < result.coalitions.size(); ++coalition)
    json["coalitions"].push_back(one_coalition_json(result, coalition));
  for (std::size_t i = 0; i < result.candidates.size(); ++i) {
    json["shapley_million"][result.candidates[i]] = result.game.shapley[i];
    json["core"]["shares_million"][result.candidates[i]] = result.game.core.shares[i];
  }
  json["core"]["is_empty"] = !result.game.has_core;
  json["core"]["needs_million"] = result.game.core.need;
  for (const strategy::BalancedPart& part : result.game.core.by)
    json["core"]["balanced"].push_back({{"members", member_codes(result, part.coalition)}, {"weight", part.weight}});
  return text::json_text(json);
}

}  // namespace parley::report
