#include "parley/report/words/talks_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "parley/base/percent.hpp"
#include "parley/report/words/strategy_words.hpp"

namespace parley::report {
namespace {

std::string treaty_text(const study::TariffTalks& talks, const study::TariffTreaty& each) {
  std::string text = fmt::format("\n{}: {} countries better off than under the status quo\n", each.name, each.winners);
  for (std::size_t p = 0; p < talks.players.size(); ++p) {
    text += fmt::format(
        "  {:<6}{:>+13.5f} % over the threat{:>+13.5f} % over the status quo{:>9.3f} % mean tariff"
        "{:>+12.0f} million imports",
        talks.players[p], each.gain_over_threat_pct[p], each.gain_over_status_quo_pct[p], each.spread[p].mean_pct,
        each.import_volume_change[p]);
    if (!each.received.empty()) text += fmt::format("{:>+12.0f} million received", each.received[p]);
    text += '\n';
  }
  if (!each.received.empty()) {
    text += fmt::format(
        "  at the prices before payments they would be {:+.0f} million, and miss these gains by up to {:.1e} "
        "points\n",
        fmt::join(each.received_at_treaty_prices, ", "), each.price_effect_pct);
  }
  return text + fmt::format("  rule holds to {:.0e}, largest slope that no bound holds {:.0e}\n",
                            each.treaty.rule_residual, each.treaty.first_order_residual);
}

std::string threat_text(const study::TariffTalks& talks) {
  std::string text =
      fmt::format("\n{:<8}{:>16}{:>16}{:>18}\n", "change, %", "status quo", talks.threat.name, "ideal over it");
  for (std::size_t p = 0; p < talks.players.size(); ++p) {
    text += fmt::format("{:<8}{:>16.5f}{:>16.5f}", talks.players[p], talks.status_quo.objective_pct[p],
                        talks.threat.objective_pct[p]);
    text += talks.ideal_pct.empty() ? fmt::format("{:>18}\n", "not found")
                                    : fmt::format("{:>+18.5f}\n", talks.ideal_pct[p]);
  }
  return text;
}

std::string frontier_text(const study::TariffTalks& talks) {
  if (talks.frontier.points.empty()) return "";
  std::string text = fmt::format("\nPareto frontier, change against the base, %\n{:>10}{:>14}{:>14}\n", "weight",
                                 talks.players[0], talks.players[1]);
  for (const bargaining::FrontierPoint& point : talks.frontier.points) {
    text += fmt::format("{:>10.3f}{:>14.6f}{:>14.6f}\n", point.second_weight, percent_of_log(point.position.payoff[0]),
                        percent_of_log(point.position.payoff[1]));
  }
  if (talks.frontier.failed > 0) text += fmt::format("{} points did not converge\n", talks.frontier.failed);
  return text;
}

}  // namespace

std::string talks_title(const study::TariffTalksAnswer& answer) {
  return fmt::format("{}: talks of {}, {}, tariffs within {} %", answer.world.name,
                     fmt::join(answer.options.players, " and "), to_string(answer.options.choices.grouping),
                     bounds_words(answer.options.choices));
}

std::string talks_text(const study::TariffTalksAnswer& answer) {
  const study::TariffTalks& talks = answer.talks;
  std::string text = heading_text(talks_title(answer), answer.world) + threat_text(talks);
  for (const study::TariffTreaty& each : talks.treaties) text += treaty_text(talks, each);
  for (const std::string& failure : talks.failures) text += "\nno treaty by " + failure + "\n";
  return text + frontier_text(talks);
}

}  // namespace parley::report
