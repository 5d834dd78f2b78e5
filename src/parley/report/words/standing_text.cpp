#include "parley/report/words/standing_text.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "parley/report/words/format.hpp"
#include "parley/report/words/headline_text.hpp"
#include "parley/report/words/ranges_text.hpp"
#include "parley/text/json.hpp"

namespace parley::report {
namespace {

using Json = nlohmann::ordered_json;

/// "7 of 9 sets, 180 of 200 draws"
std::string counts(const study::Standing& standing, const study::ChoiceStanding::Outcome& outcome) {
  std::string text;
  if (!standing.sets.empty()) text = fmt::format("{} of {} sets", outcome.sets, standing.sets.size());
  if (standing.draws > 0)
    text += fmt::format("{}{} of {} draws", text.empty() ? "" : ", ", outcome.draws, standing.draws);
  return text;
}

std::string numbers_table(const study::Standing& standing) {
  std::string text = fmt::format("\n  {:<50} {:>10} {:>10} {:>10}  {}\n", "", "central", "from", "to",
                                 standing.sets.empty() ? "" : "sets + / -");
  for (const study::NumberStanding& each : standing.numbers) {
    const study::Range& range = each.range;
    text += fmt::format("  {} {:>10} {:>10} {:>10}  {}{}\n",
                        padded(shortened(fmt::format("{}, {}", each.number.name, each.number.unit), 50), 50),
                        headline_number(range.central), headline_number(range.low), headline_number(range.high),
                        standing.sets.empty() ? "" : fmt::format("{:>4} / {:<3} ", range.sets_up, range.sets_down),
                        range.verdict == study::Verdict::keeps_sign ? "" : std::string(mark_of(range.verdict)));
  }
  return text;
}

}  // namespace

std::string standing_text(const study::Standing& standing) {
  std::string text = "\nWhat stands where trade elasticities are not known\n";
  for (const study::ChoiceStanding& choice : standing.choices) {
    const auto& outcomes = choice.outcomes;
    text += fmt::format("  {}: {} ({})\n", choice.name, outcomes.front().words, counts(standing, outcomes.front()));
    for (std::size_t at = 1; at < outcomes.size(); ++at)
      text += fmt::format("      else {} ({})\n", outcomes[at].words, counts(standing, outcomes[at]));
  }
  text += numbers_table(standing);
  text +=
      "From the lower of the draws' 5th percentile and the lowest set to the higher of the 95th and the highest set.\n";
  if (!standing.plan.empty()) text += fmt::format("Draws: {}.\n", standing.plan);
  if (standing.failed > 0)
    text += fmt::format("{} of {} draws have no solution and do not count.\n", standing.failed,
                        standing.failed + standing.draws);
  for (const std::string& remark : standing.remarks) text += "  " + remark + "\n";
  return text;
}

std::string standing_json(const study::Standing& standing) {
  Json json{{"sets", standing.sets},      {"draws", standing.draws},  {"failed_draws", standing.failed},
            {"plan", standing.plan},      {"choices", Json::array()}, {"numbers", Json::array()},
            {"remarks", standing.remarks}};
  for (const study::ChoiceStanding& choice : standing.choices) {
    Json outcomes = Json::array();
    for (const auto& each : choice.outcomes)
      outcomes.push_back({{"outcome", each.words}, {"sets", each.sets}, {"draws", each.draws}});
    json["choices"].push_back({{"name", choice.name}, {"outcomes", outcomes}});
  }
  for (const study::NumberStanding& each : standing.numbers) {
    const study::Range& range = each.range;
    json["numbers"].push_back({{"name", each.number.name},
                               {"unit", each.number.unit},
                               {"central", range.central},
                               {"low", range.low},
                               {"high", range.high},
                               {"draws_p05", range.draws_low},
                               {"draws_p95", range.draws_high},
                               {"sets_low", range.sets_low},
                               {"sets_high", range.sets_high},
                               {"sets_up", range.sets_up},
                               {"sets_down", range.sets_down},
                               {"verdict", to_string(range.verdict)}});
  }
  return text::json_text(json);
}

}  // namespace parley::report
