#include "parley/report/words/tariff_war_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "parley/report/words/strategy_words.hpp"

namespace parley::report {
namespace {

/// Mean, lowest and highest tariff of each player; every tariff where they are few.
std::string tariffs_text(const study::TariffWarAnswer& answer, const study::WarEquilibrium& equilibrium) {
  const std::vector<Country>& players = answer.war.players;
  const Economy& labels = answer.world.labels;
  std::string text =
      fmt::format("{:<10}{:>12}{:>12}{:>12}{:>12}\n", "tariffs, %", "mean before", "mean", "lowest", "highest");
  for (std::size_t p = 0; p < players.size(); ++p) {
    const study::TariffSpread& spread = equilibrium.spread[p];
    text += fmt::format("{:<10}{:>12.3f}{:>12.3f}{:>12.3f}{:>12.3f}\n", labels.code(players[p]), spread.mean_before_pct,
                        spread.mean_pct, spread.lowest_pct, spread.highest_pct);
  }
  constexpr std::size_t few = 60;
  if (answer.war.tariff_count > few) return text + fmt::format("all {} tariffs: --csv\n", answer.war.tariff_count);
  text += '\n';
  for (const study::ChosenTariff& each : equilibrium.tariffs)
    text += fmt::format("{:<6}{:<24}{:>10.3f} ->{:>10.3f}\n", labels.code(players[each.player]), each.instrument,
                        each.before_pct, each.pct);
  return text;
}

std::string outcomes_text(const study::TariffWarAnswer& answer) {
  const study::TariffWar& war = answer.war;
  const Economy& labels = answer.world.labels;
  std::string text = fmt::format("\n{:<12}", "objective, %");
  for (const study::StrategyOutcome& each : war.outcomes) text += fmt::format("{:>14}", each.name);
  for (std::size_t p = 0; p < war.players.size(); ++p) {
    text += fmt::format("\n{:<12}", labels.code(war.players[p]));
    for (const study::StrategyOutcome& each : war.outcomes) text += fmt::format("{:>14.5f}", each.objective_pct[p]);
  }
  text += fmt::format("\n\n{:<12}\n", "real income, %");
  for (const Country n : labels.countries()) {
    text += fmt::format("{:<12}", labels.code(n));
    for (const study::StrategyOutcome& each : war.outcomes) text += fmt::format("{:>14.5f}", each.real_income_pct(n));
    text += '\n';
  }
  return text;
}

}  // namespace

std::string tariff_war_title(const study::TariffWarAnswer& answer) {
  return fmt::format("{}: tariff war of {} governments, {} tariffs {}", answer.world.name, answer.war.players.size(),
                     answer.war.tariff_count, to_string(answer.options.choices.grouping));
}

std::string tariff_war_text(const study::TariffWarAnswer& answer) {
  const study::TariffWar& war = answer.war;
  std::string text = heading_text(tariff_war_title(answer), answer.world);
  for (std::size_t e = 0; e < war.equilibria.size(); ++e) {
    const study::WarEquilibrium& each = war.equilibria[e];
    text += fmt::format("\nequilibrium {} of {}, found from: {}\n", e + 1, war.equilibria.size(),
                        fmt::join(each.starts, ", "));
    text += tariffs_text(answer, each);
    text += equilibrium_proof_text(each.first_order_residual, each.deviation_gain_pct);
  }
  text += outcomes_text(answer) + "\nsearches\n";
  for (const strategy::NashSearch& each : war.searches) {
    text += fmt::format("  from {:<12} {:<22} {} moves: {}\n", each.start, each.method, each.report.iterations,
                        each.report.message);
  }
  return text;
}

}  // namespace parley::report
