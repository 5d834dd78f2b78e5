#include "parley/report/words/pairwise_talks_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "parley/report/words/strategy_words.hpp"

namespace parley::report {
namespace {

std::string side_text(const std::string& player, const study::TariffSpread& spread, double gain_pct) {
  const std::string text = fmt::format("  {:<6}{:>+13.5f} % over no agreement", player, gain_pct);
  if (std::isnan(spread.mean_pct)) return text + "   settles no tariff of its own here\n";
  return text +
         fmt::format("{:>10.3f} % mean tariff before{:>10.3f} % after\n", spread.mean_before_pct, spread.mean_pct);
}

std::string pair_text(const study::PairwiseTalks& talks, std::size_t at) {
  const bargaining::PairSettlement& settled = talks.settled.pairs[at];
  const study::TalkingPair& pair = talks.pairs[at];
  std::string text = fmt::format("\n{}, power {:g} and {:g}{}\n", talks.names[at], pair.first_power,
                                 1 - pair.first_power, settled.agrees ? "" : ": no agreement, nothing gives both more");
  text += side_text(talks.players[pair.first], talks.spread[at][0], settled.gain_pct[0]);
  text += side_text(talks.players[pair.second], talks.spread[at][1], settled.gain_pct[1]);
  if (!settled.agrees) return text;
  text += fmt::format("  largest slope that no bound holds {:.0e}; ", settled.first_order_residual);
  if (settled.other_searches == 0) return text + "no other search ended at a treaty\n";
  return text + fmt::format("{} other search{} found {:.0e} % more of the product\n", settled.other_searches,
                            settled.other_searches == 1 ? "" : "es", settled.product_gain_pct);
}

}  // namespace

std::string pairwise_talks_title(const study::PairwiseTalksAnswer& answer) {
  const study::StrategyChoices& choices = answer.options.choices;
  return fmt::format("{}: {} talk in pairs, {}, tariffs within {} %{}", answer.world.name,
                     fmt::join(answer.talks.names, ", "),
                     choices.grouping == strategy::Grouping::by_sector ? "one rate per sector for all exporters"
                                                                       : to_string(choices.grouping),
                     bounds_words(choices), answer.options.cuts_only ? ", none above the status quo" : "");
}

std::string pairwise_talks_text(const study::PairwiseTalksAnswer& answer) {
  const study::PairwiseTalks& talks = answer.talks;
  const Economy& labels = answer.world.labels;
  std::string text = heading_text(pairwise_talks_title(answer), answer.world);
  for (std::size_t at = 0; at < talks.pairs.size(); ++at) text += pair_text(talks, at);
  const auto row = [](const std::string& name, double status_quo, double disagreement, double outcome) {
    return fmt::format("{:<18}{:>14.5f}{:>14.5f}{:>14.5f}\n", name, status_quo, disagreement, outcome);
  };
  text += fmt::format("\nsettled after {} rounds\n\n{:<18}{:>14}{:>14}{:>14}\n", talks.settled.report.iterations,
                      "real income, %", talks.status_quo.name, talks.disagreement.name, talks.outcome.name);
  for (const Country n : labels.countries())
    text += row(labels.code(n), talks.status_quo.real_income_pct(n), talks.disagreement.real_income_pct(n),
                talks.outcome.real_income_pct(n));
  return text + row("world", talks.status_quo_world_pct, talks.disagreement_world_pct, talks.outcome_world_pct);
}

}  // namespace parley::report
