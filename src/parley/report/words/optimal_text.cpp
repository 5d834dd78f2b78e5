#include "parley/report/words/optimal_text.hpp"

#include <fmt/format.h>

#include "parley/base/percent.hpp"
#include "parley/report/words/strategy_words.hpp"

namespace parley::report {
namespace {

std::string optimal_proof_text(const study::OptimalTariffs& optimum) {
  const strategy::OptimumProof& proof = optimum.proof;
  std::string text = fmt::format(
      "\nproof\n  largest slope that no bound holds    {:.1e} per unit of ln(1+t), {} moves\n"
      "  largest scaled curvature             {:.4f} ({} products, {} free instruments; negative at a maximum)\n"
      "  best deviation found                 {:+.1e} % of the objective\n",
      proof.first_order_residual, optimum.moves, proof.second_order.largest, proof.second_order.products,
      proof.second_order.free_instruments, proof.deviation_gain_pct);
  for (const strategy::BoundMultiplier& each : proof.bounds) {
    text += fmt::format("  held by its {} bound, multiplier {:.2e}: {}\n", each.at_upper ? "highest" : "lowest",
                        each.multiplier, optimum.tariffs[each.instrument].instrument);
  }
  for (const strategy::SearchRecord& each : proof.searches) {
    text += fmt::format("  {:<20} from {:<12} objective {:+.8f} %, {:.0e} away: {}\n", each.method, each.start,
                        percent_of_log(each.payoff), each.distance, each.report.message);
  }
  return text;
}

}  // namespace

std::string optimal_title(const study::OptimalAnswer& answer) {
  return fmt::format("{}: tariffs of {}, {}", answer.world.name, answer.world.labels.region(answer.optimum.who).name,
                     to_string(answer.options.choices.grouping));
}

std::string optimal_text(const study::OptimalAnswer& answer) {
  const study::OptimalTariffs& optimum = answer.optimum;
  const Economy& labels = answer.world.labels;
  std::string text = heading_text(optimal_title(answer), answer.world);
  text += fmt::format("\n{:<24}{:>12}{:>12}\n", "tariff, %", "before", "optimal");
  for (const study::ChosenTariff& each : optimum.tariffs)
    text += fmt::format("{:<24}{:>12.4f}{:>12.4f}\n", each.instrument, each.before_pct, each.pct);
  text += fmt::format(
      "\nobjective {:+.6f} %, real income {:+.6f} %\n"
      "best uniform tariff on everybody {:.4f} %; by the closed form (Lashkaripour 2021, eq. 14) {:.4f} %\n",
      optimum.outcome.objective_pct[0], optimum.outcome.real_income_pct(optimum.who), optimum.uniform_pct,
      optimum.formula_pct);
  text += "\nreal income of the others, %\n";
  for (const Country n : labels.countries()) {
    if (n != optimum.who)
      text += fmt::format("  {:<6}{:>+12.6f}\n", labels.code(n), optimum.outcome.real_income_pct(n));
  }
  return text + optimal_proof_text(optimum);
}

}  // namespace parley::report
