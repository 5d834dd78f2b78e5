#include "pair_talks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "parley/base/error.hpp"
#include "parley/study/pair_talks.hpp"

namespace parley::cli {
namespace {

struct PairTalks {
  Economy labels;
  std::string title;
  std::vector<std::string> notes, pairs;
  std::vector<double> world_pct;  ///< status quo, no agreement, settled
  study::PairTalksResult result;
};

struct NamedPair {
  std::vector<std::string> codes;
  double first_power = 0.5;
};

NamedPair parse_pair(const std::string& text) {
  const Place place{.key = "--pairs"};
  const std::size_t equals = std::min(text.find('='), text.size());
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos || colon == 0 || colon + 1 >= equals)
    throw InputError(place, fmt::format("cannot read '{}'", text),
                     "write USA:CHN, or USA:CHN=0.6 with the first's power");
  NamedPair pair{{text.substr(0, colon), text.substr(colon + 1, equals - colon - 1)}};
  if (equals == text.size()) return pair;
  const char* last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data() + equals + 1, last, pair.first_power);
  if (error != std::errc() || end != last)
    throw InputError(place, fmt::format("'{}' is not a number", text.substr(equals + 1)));
  return pair;
}

PairTalks compute(const StrategyArguments& arguments, const PairArguments& given, Observer& observer) {
  const bool favours_all = arguments.grouping() == strategy::Grouping::by_sector;
  const study::StrategyProblem problem = study::read_strategy_problem(arguments.request, observer);
  study::PairTalksRequest request;
  request.choice = choice_of(arguments, problem.baseline, {});
  request.cuts_only = given.cuts_only;
  std::vector<std::string> codes;
  const auto player = [&](const std::string& code) {
    const auto known = std::find(codes.begin(), codes.end(), code);
    if (known != codes.end()) return static_cast<std::size_t>(known - codes.begin());
    const Country who = countries_of(problem.baseline.economy, {code}, "--pairs")[0];
    request.governments.push_back(government_of(arguments, problem.baseline, who));
    codes.push_back(code);
    return codes.size() - 1;
  };
  PairTalks talks;
  for (const std::string& text : given.pairs) {
    const NamedPair pair = parse_pair(text);
    const std::size_t first = player(pair.codes[0]);
    request.pairs.push_back({first, player(pair.codes[1]), pair.first_power});
    talks.pairs.push_back(fmt::format("{}", fmt::join(pair.codes, ":")));
  }
  require_players(arguments, codes);
  talks.title =
      fmt::format("{}: {} talk in pairs, {}, tariffs within {} %{}", problem.name, fmt::join(talks.pairs, ", "),
                  favours_all ? "one rate per sector for all exporters" : to_string(arguments.grouping()),
                  arguments.bounds, given.cuts_only ? ", none above the status quo" : "");
  talks.notes = problem.notes;
  talks.labels = problem.baseline.economy;
  talks.result = study::talk_in_pairs(problem, request, observer);
  for (const study::StrategyOutcome* each :
       {&talks.result.status_quo, &talks.result.disagreement, &talks.result.outcome})
    talks.world_pct.push_back(study::world_real_income_pct(problem.baseline, *each));
  return talks;
}

/// Mean tariff of what one side of a pair settles, in per cent; NaN where that is nothing.
double mean_tariff(const study::PairTalksResult& result, const strategy::Policy& policy, std::size_t pair,
                   std::size_t player) {
  double sum = 0;
  double count = 0;
  for (std::size_t k = 0; k < policy.size(); ++k) {
    if (result.pair_of[k] != pair || result.instruments[k].player != player) continue;
    sum += tariff_pct(policy[k]);
    count += 1;
  }
  return sum / count;
}

std::string csv(const PairTalks& talks) {
  const study::PairTalksResult& result = talks.result;
  std::string text = "pair,player,instrument,tariff_before_pct,tariff_pct\n";
  for (std::size_t k = 0; k < result.instruments.size(); ++k) {
    text += fmt::format("{},{},{},{:.10g},{:.10g}\n", talks.pairs[result.pair_of[k]],
                        result.players[result.instruments[k].player], result.instruments[k].label,
                        tariff_pct(result.before[k]), tariff_pct(result.settled.policy[k]));
  }
  return text;
}

std::string json(const PairTalks& talks) {
  const study::PairTalksResult& result = talks.result;
  nlohmann::ordered_json json{{"title", talks.title}, {"notes", talks.notes}, {"players", result.players}};
  for (std::size_t at = 0; at < result.pairs.size(); ++at) {
    const bargaining::PairSettlement& settled = result.settled.pairs[at];
    json["pairs"].push_back({{"name", talks.pairs[at]},
                             {"first_power", result.pairs[at].first_power},
                             {"agrees", settled.agrees},
                             {"gain_over_disagreement_pct", settled.gain_pct},
                             {"first_order_residual", settled.first_order_residual},
                             {"other_searches", settled.other_searches},
                             {"product_gain_pct", settled.product_gain_pct}});
  }
  for (std::size_t k = 0; k < result.instruments.size(); ++k) {
    json["tariffs"].push_back({{"pair", talks.pairs[result.pair_of[k]]},
                               {"player", result.players[result.instruments[k].player]},
                               {"instrument", result.instruments[k].label},
                               {"before_pct", tariff_pct(result.before[k])},
                               {"pct", tariff_pct(result.settled.policy[k])}});
  }
  const std::vector<const study::StrategyOutcome*> outcomes{&result.status_quo, &result.disagreement, &result.outcome};
  for (std::size_t at = 0; at < outcomes.size(); ++at) {
    nlohmann::ordered_json entry{{"name", outcomes[at]->name}, {"world_pct", talks.world_pct[at]}};
    for (const Country n : talks.labels.countries())
      entry["real_income_pct"][talks.labels.code(n)] = outcomes[at]->real_income_pct(n);
    json["outcomes"].push_back(std::move(entry));
  }
  json["rounds"] = result.settled.report.iterations;
  return json.dump(2) + "\n";
}

std::string side_text(const study::PairTalksResult& result, std::size_t pair, std::size_t player, double gain_pct) {
  std::string text = fmt::format("  {:<6}{:>+13.5f} % over no agreement", result.players[player], gain_pct);
  const double after = mean_tariff(result, result.settled.policy, pair, player);
  if (after != after) return text + "   settles no tariff of its own here\n";
  return text + fmt::format("{:>10.3f} % mean tariff before{:>10.3f} % after\n",
                            mean_tariff(result, result.before, pair, player), after);
}

std::string pair_text(const PairTalks& talks, std::size_t at) {
  const study::PairTalksResult& result = talks.result;
  const bargaining::PairSettlement& settled = result.settled.pairs[at];
  const study::TalkingPair& pair = result.pairs[at];
  std::string text = fmt::format("\n{}, power {:g} and {:g}{}\n", talks.pairs[at], pair.first_power,
                                 1 - pair.first_power, settled.agrees ? "" : ": no agreement, nothing gives both more");
  text += side_text(result, at, pair.first, settled.gain_pct[0]);
  text += side_text(result, at, pair.second, settled.gain_pct[1]);
  if (!settled.agrees) return text;
  text += fmt::format("  largest slope that no bound holds {:.0e}; ", settled.first_order_residual);
  if (settled.other_searches == 0) return text + "no other search ended at a treaty\n";
  return text + fmt::format("{} other search{} found {:.0e} % more of the product\n", settled.other_searches,
                            settled.other_searches == 1 ? "" : "es", settled.product_gain_pct);
}

std::string text(const PairTalks& talks) {
  const study::PairTalksResult& result = talks.result;
  std::string text = talks.title + "\n";
  for (const std::string& note : talks.notes) text += "  " + note + "\n";
  for (std::size_t at = 0; at < result.pairs.size(); ++at) text += pair_text(talks, at);
  text += fmt::format("\nsettled after {} rounds\n\n{:<18}{:>14}{:>14}{:>14}\n", result.settled.report.iterations,
                      "real income, %", result.status_quo.name, result.disagreement.name, result.outcome.name);
  for (const Country n : talks.labels.countries()) {
    text +=
        fmt::format("{:<18}{:>14.5f}{:>14.5f}{:>14.5f}\n", talks.labels.code(n), result.status_quo.real_income_pct(n),
                    result.disagreement.real_income_pct(n), result.outcome.real_income_pct(n));
  }
  return text + fmt::format("{:<18}{:>14.5f}{:>14.5f}{:>14.5f}\n", "world", talks.world_pct[0], talks.world_pct[1],
                            talks.world_pct[2]);
}

}  // namespace

std::string talks_in_pairs(const StrategyArguments& arguments, const PairArguments& pairs, Observer& observer) {
  const PairTalks talks = compute(arguments, pairs, observer);
  return arguments.as_json ? json(talks) : arguments.as_csv ? csv(talks) : text(talks);
}

}  // namespace parley::cli
