#include <fmt/format.h>

#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

#include "case_arguments.hpp"
#include "commands.hpp"
#include "parley/strategy/best_response.hpp"
#include "parley/strategy/formula.hpp"
#include "parley/text/csv.hpp"
#include "strategy_arguments.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

struct OptimalArguments {
  StrategyArguments shared;
  std::string country;
  std::vector<std::string> partners;
  int random_starts = 2;
};

/// Everything that is printed.
struct Optimal {
  Economy labels;
  Country who{0};
  std::string title;
  std::vector<std::string> notes;
  std::vector<strategy::Instrument> instruments;
  strategy::Policy before;
  strategy::BestResponse best;
  study::StrategyOutcome outcome;
  double uniform_pct = 0;  ///< the exact best uniform tariff on the same sectors and everybody
  double formula_pct = 0;  ///< the same by the closed form
};

NotSolved no_optimum(const std::string& what, const SolveReport& report) { return {what, report}; }

/// The best uniform tariff on everybody, exactly and by formula.
void add_uniform(const study::StrategyProblem& problem, const strategy::Government& government,
                 strategy::InstrumentChoice choice, Observer& observer, Optimal& result) {
  choice.grouping = strategy::Grouping::uniform;
  choice.partners.clear();
  strategy::CaliendoParroGame game(problem.baseline, problem.status_quo, {government},
                                   strategy::instruments_of(problem.baseline, result.who, 0, choice));
  const strategy::Block own = strategy::own_block(game, 0);
  const strategy::StationaryPoint exact = strategy::solve_stationary(game, {&own, 1}, game.status_quo(), {}, observer);
  if (!exact.report.usable()) throw no_optimum("the best uniform tariff", exact.report);
  result.uniform_pct = tariff_pct(exact.policy[0]);
  std::vector<Sector> sectors = choice.sectors;
  if (sectors.empty()) {
    for (const Sector s : problem.baseline.economy.sectors()) {
      if (problem.baseline.economy.sector(s).is_goods) sectors.push_back(s);
    }
  }
  const strategy::FormulaWar formula =
      strategy::formula_war(problem.baseline, problem.status_quo, {result.who}, sectors, {}, observer);
  if (!formula.report.usable()) throw no_optimum("the closed-form tariff", formula.report);
  result.formula_pct = 100 * formula.tariff[0];
}

Optimal compute(const OptimalArguments& arguments, Observer& observer) {
  (void)arguments.shared.grouping();
  const study::StrategyProblem problem = study::read_strategy_problem(arguments.shared.request, observer);
  const Economy& labels = problem.baseline.economy;
  Optimal result;
  result.labels = labels;
  result.who = chosen_country(labels, arguments.country, "--country");
  require_players(arguments.shared, {arguments.country});
  const strategy::Government government = government_of(arguments.shared, problem.baseline, result.who);
  const strategy::InstrumentChoice choice =
      choice_of(arguments.shared, problem.baseline, countries_of(labels, arguments.partners, "--partners"));
  strategy::CaliendoParroGame game(problem.baseline, problem.status_quo, {government},
                                   strategy::instruments_of(problem.baseline, result.who, 0, choice));
  result.title =
      fmt::format("{}: tariffs of {}, {}", problem.name, labels.region(result.who).name, to_string(choice.grouping));
  result.notes = problem.notes;
  result.instruments = game.instruments();
  result.before = game.status_quo();
  result.best = strategy::best_response(game, strategy::own_block(game, 0), result.before,
                                        {.random_starts = arguments.random_starts}, observer);
  if (!result.best.report.usable()) throw no_optimum(result.title, result.best.report);
  result.outcome = study::outcome_of("optimal", problem, {government}, game.shock_at(result.best.policy), observer);
  add_uniform(problem, government, choice, observer, result);
  return result;
}

std::string csv(const Optimal& result) {
  std::string text = "instrument,tariff_before_pct,tariff_pct\n";
  for (std::size_t k = 0; k < result.instruments.size(); ++k) {
    text += fmt::format("{},{:.10g},{:.10g}\n", text::csv_cell(result.instruments[k].label),
                        tariff_pct(result.before[k]), tariff_pct(result.best.policy[k]));
  }
  return text;
}

std::string json(const Optimal& result) {
  nlohmann::ordered_json json{{"title", result.title},
                              {"notes", result.notes},
                              {"objective_pct", result.outcome.objective_pct[0]},
                              {"uniform_pct", result.uniform_pct},
                              {"formula_pct", result.formula_pct}};
  for (std::size_t k = 0; k < result.instruments.size(); ++k) {
    json["tariffs"].push_back({{"instrument", result.instruments[k].label},
                               {"before_pct", tariff_pct(result.before[k])},
                               {"optimal_pct", tariff_pct(result.best.policy[k])}});
  }
  for (const Country n : result.labels.countries())
    json["real_income_pct"][result.labels.code(n)] = result.outcome.real_income_pct(n);
  const strategy::ProofSheet& proof = result.best.proof;
  json["proof"] = {
      {"first_order_residual", proof.first_order_residual},  {"largest_scaled_curvature", proof.second_order.largest},
      {"curvature_products", proof.second_order.products},   {"free_instruments", proof.second_order.free_instruments},
      {"remaining_gain", proof.second_order.remaining_gain}, {"deviation_gain_pct", proof.deviation_gain_pct}};
  for (const strategy::BoundMultiplier& each : proof.bounds) {
    json["proof"]["bounds"].push_back({{"instrument", result.instruments[each.instrument].label},
                                       {"bound", each.at_upper ? "highest" : "lowest"},
                                       {"multiplier", each.multiplier}});
  }
  for (const strategy::SearchRecord& each : proof.searches) {
    json["proof"]["searches"].push_back({{"start", each.start},
                                         {"method", each.method},
                                         {"objective_pct", 100 * std::expm1(each.payoff)},
                                         {"distance", each.distance},
                                         {"end", to_string(each.report.status)}});
  }
  return json.dump(2) + "\n";
}

std::string proof_text(const Optimal& result) {
  const strategy::ProofSheet& proof = result.best.proof;
  std::string text = fmt::format(
      "\nproof\n  largest slope that no bound holds    {:.1e} per unit of ln(1+t), {} moves\n"
      "  largest scaled curvature             {:.4f} ({} products, {} free instruments; negative at a maximum)\n"
      "  best deviation found                 {:+.1e} % of the objective\n",
      proof.first_order_residual, result.best.report.iterations, proof.second_order.largest,
      proof.second_order.products, proof.second_order.free_instruments, proof.deviation_gain_pct);
  for (const strategy::BoundMultiplier& each : proof.bounds) {
    text += fmt::format("  held by its {} bound, multiplier {:.2e}: {}\n", each.at_upper ? "highest" : "lowest",
                        each.multiplier, result.instruments[each.instrument].label);
  }
  for (const strategy::SearchRecord& each : proof.searches) {
    text += fmt::format("  {:<20} from {:<12} objective {:+.8f} %, {:.0e} away: {}\n", each.method, each.start,
                        100 * std::expm1(each.payoff), each.distance, each.report.message);
  }
  return text;
}

std::string text(const Optimal& result) {
  std::string text = result.title + "\n";
  for (const std::string& note : result.notes) text += "  " + note + "\n";
  text += fmt::format("\n{:<24}{:>12}{:>12}\n", "tariff, %", "before", "optimal");
  for (std::size_t k = 0; k < result.instruments.size(); ++k) {
    text += fmt::format("{:<24}{:>12.4f}{:>12.4f}\n", result.instruments[k].label, tariff_pct(result.before[k]),
                        tariff_pct(result.best.policy[k]));
  }
  text += fmt::format(
      "\nobjective {:+.6f} %, real income {:+.6f} %\n"
      "best uniform tariff on everybody {:.4f} %; by the closed form (Lashkaripour 2021, eq. 14) {:.4f} %\n",
      result.outcome.objective_pct[0], result.outcome.real_income_pct(result.who), result.uniform_pct,
      result.formula_pct);
  text += "\nreal income of the others, %\n";
  for (const Country n : result.labels.countries()) {
    if (n != result.who)
      text += fmt::format("  {:<6}{:>+12.6f}\n", result.labels.code(n), result.outcome.real_income_pct(n));
  }
  return text + proof_text(result);
}

}  // namespace

void add_optimal_command(Command& app, int& exit_code) {
  auto arguments = std::make_shared<OptimalArguments>();
  Command* command = app.add_subcommand("optimal", "Find the tariffs that serve one government best, with the proof");
  command->footer(
      "Example:  parley optimal world-2017 --country USA --mfn\n"
      "          parley optimal world-2017 --country USA --partners CHN --weight USA:STL=1.5 --bounds 0:100");
  arguments->shared.add_to(*command);
  command->add_option("--country", arguments->country, "Whose tariffs")->required();
  command->add_option("--partners", arguments->partners, "On whose goods [everybody's]")->delimiter(',');
  command->add_option("--starts", arguments->random_starts, "Random starts beside the status quo and no tariffs")
      ->capture_default_str()
      ->check(non_negative_number());
  command->callback([arguments, &exit_code] {
    TerminalObserver observer;
    const Optimal result = compute(*arguments, observer);
    observer.finish();
    fmt::print("{}", arguments->shared.as_json ? json(result) : arguments->shared.as_csv ? csv(result) : text(result));
    exit_code = done;
  });
}

}  // namespace parley::cli
