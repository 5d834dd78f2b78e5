#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "parley/strategy/nash.hpp"
#include "parley/text/csv.hpp"
#include "strategy_arguments.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

struct NashArguments {
  StrategyArguments shared;
  std::vector<std::string> players;
  bool on_everybody = false;
  int starts = 3;
};

struct War {
  Economy labels;
  std::string title;
  std::vector<std::string> notes;
  std::vector<Country> players;
  std::vector<strategy::Instrument> instruments;
  strategy::Policy before;
  strategy::NashResult nash;
  std::vector<study::StrategyOutcome> outcomes;  ///< status quo, free trade, each equilibrium, autarky
};

War compute(const NashArguments& arguments, Observer& observer) {
  (void)arguments.shared.grouping();
  const study::StrategyProblem problem = study::read_strategy_problem(arguments.shared.request, observer);
  const Economy& labels = problem.baseline.economy;
  War war;
  war.labels = labels;
  const bool is_everybody = arguments.players == std::vector<std::string>{"all"};
  const std::vector<std::string> codes = is_everybody ? labels.country_codes() : arguments.players;
  war.players = countries_of(labels, codes, "--players");
  require_players(arguments.shared, codes);
  std::vector<strategy::Government> governments;
  std::vector<strategy::TariffGroup> groups;
  for (std::size_t p = 0; p < war.players.size(); ++p) {
    governments.push_back(government_of(arguments.shared, problem.baseline, war.players[p]));
    std::vector<Country> partners;
    if (!arguments.on_everybody && war.players.size() > 1) {
      for (const Country other : war.players) {
        if (other != war.players[p]) partners.push_back(other);
      }
    }
    for (strategy::TariffGroup& group : strategy::instruments_of(
             problem.baseline, war.players[p], p, choice_of(arguments.shared, problem.baseline, partners)))
      groups.push_back(std::move(group));
  }
  strategy::CaliendoParroGame game(problem.baseline, problem.status_quo, governments, std::move(groups));
  war.title = fmt::format("{}: tariff war of {} governments, {} tariffs {}", problem.name, war.players.size(),
                          game.instruments().size(), to_string(arguments.shared.grouping()));
  war.notes = problem.notes;
  war.instruments = game.instruments();
  war.before = game.status_quo();
  war.nash = strategy::nash(game, war.before, {.starts = arguments.starts}, observer);
  if (!war.nash.report.usable()) throw NotSolved(war.title, war.nash.report);
  war.outcomes.push_back(study::outcome_of("status quo", problem, governments, problem.status_quo, observer));
  war.outcomes.push_back(
      study::outcome_of("no tariffs", problem, governments, study::free_trade_between(game), observer));
  for (std::size_t e = 0; e < war.nash.equilibria.size(); ++e) {
    war.outcomes.push_back(study::outcome_of(e == 0 ? "war" : fmt::format("war {}", e + 1), problem, governments,
                                             game.shock_at(war.nash.equilibria[e].policy), observer));
  }
  war.outcomes.push_back(study::autarky_outcome(problem, governments));
  return war;
}

std::string csv(const War& war) {
  std::string text = "equilibrium,player,instrument,tariff_before_pct,tariff_pct\n";
  for (std::size_t e = 0; e < war.nash.equilibria.size(); ++e) {
    for (std::size_t k = 0; k < war.instruments.size(); ++k) {
      text += fmt::format("{},{},{},{:.10g},{:.10g}\n", e + 1, war.labels.code(war.players[war.instruments[k].player]),
                          text::csv_cell(war.instruments[k].label), tariff_pct(war.before[k]),
                          tariff_pct(war.nash.equilibria[e].policy[k]));
    }
  }
  return text;
}

nlohmann::ordered_json outcomes_json(const War& war) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const study::StrategyOutcome& each : war.outcomes) {
    nlohmann::ordered_json entry{{"name", each.name}};
    for (std::size_t p = 0; p < war.players.size(); ++p)
      entry["objective_pct"][war.labels.code(war.players[p])] = each.objective_pct[p];
    for (const Country n : war.labels.countries())
      entry["real_income_pct"][war.labels.code(n)] = each.real_income_pct(n);
    list.push_back(std::move(entry));
  }
  return list;
}

std::string json(const War& war) {
  nlohmann::ordered_json json{{"title", war.title}, {"notes", war.notes}, {"outcomes", outcomes_json(war)}};
  for (const strategy::NashEquilibrium& each : war.nash.equilibria) {
    nlohmann::ordered_json entry{{"starts", each.starts}};
    for (std::size_t k = 0; k < war.instruments.size(); ++k) {
      entry["tariffs"].push_back({{"player", war.labels.code(war.players[war.instruments[k].player])},
                                  {"instrument", war.instruments[k].label},
                                  {"before_pct", tariff_pct(war.before[k])},
                                  {"pct", tariff_pct(each.policy[k])}});
    }
    for (std::size_t p = 0; p < war.players.size(); ++p) {
      entry["proof"].push_back({{"player", war.labels.code(war.players[p])},
                                {"first_order_residual", each.proof[p].first_order_residual},
                                {"deviation_gain_pct", each.proof[p].deviation_gain_pct},
                                {"tariffs_at_bounds", each.proof[p].at_bounds}});
    }
    json["equilibria"].push_back(std::move(entry));
  }
  for (const strategy::NashSearch& each : war.nash.searches) {
    json["searches"].push_back({{"start", each.start},
                                {"method", each.method},
                                {"end", to_string(each.report.status)},
                                {"moves", each.report.iterations},
                                {"message", each.report.message}});
  }
  return json.dump(2) + "\n";
}

/// Mean, lowest and highest tariff of each player; every tariff where they are few.
std::string tariffs_text(const War& war, const strategy::Policy& policy) {
  std::string text =
      fmt::format("{:<10}{:>12}{:>12}{:>12}{:>12}\n", "tariffs, %", "mean before", "mean", "lowest", "highest");
  for (std::size_t p = 0; p < war.players.size(); ++p) {
    double before = 0, sum = 0, lowest = 1e300, highest = -1e300;
    std::size_t count = 0;
    for (std::size_t k = 0; k < war.instruments.size(); ++k) {
      if (war.instruments[k].player != p) continue;
      const double tariff = tariff_pct(policy[k]);
      before += tariff_pct(war.before[k]);
      sum += tariff;
      lowest = std::min(lowest, tariff);
      highest = std::max(highest, tariff);
      ++count;
    }
    const auto size = static_cast<double>(count);
    text += fmt::format("{:<10}{:>12.3f}{:>12.3f}{:>12.3f}{:>12.3f}\n", war.labels.code(war.players[p]), before / size,
                        sum / size, lowest, highest);
  }
  constexpr std::size_t few = 60;
  if (war.instruments.size() > few) return text + fmt::format("all {} tariffs: --csv\n", war.instruments.size());
  text += '\n';
  for (std::size_t k = 0; k < war.instruments.size(); ++k) {
    text += fmt::format("{:<6}{:<24}{:>10.3f} ->{:>10.3f}\n", war.labels.code(war.players[war.instruments[k].player]),
                        war.instruments[k].label, tariff_pct(war.before[k]), tariff_pct(policy[k]));
  }
  return text;
}

std::string outcomes_text(const War& war) {
  std::string text = fmt::format("\n{:<12}", "objective, %");
  for (const study::StrategyOutcome& each : war.outcomes) text += fmt::format("{:>14}", each.name);
  for (std::size_t p = 0; p < war.players.size(); ++p) {
    text += fmt::format("\n{:<12}", war.labels.code(war.players[p]));
    for (const study::StrategyOutcome& each : war.outcomes) text += fmt::format("{:>14.5f}", each.objective_pct[p]);
  }
  text += fmt::format("\n\n{:<12}\n", "real income, %");
  for (const Country n : war.labels.countries()) {
    text += fmt::format("{:<12}", war.labels.code(n));
    for (const study::StrategyOutcome& each : war.outcomes) text += fmt::format("{:>14.5f}", each.real_income_pct(n));
    text += '\n';
  }
  return text;
}

std::string text(const War& war) {
  std::string text = war.title + "\n";
  for (const std::string& note : war.notes) text += "  " + note + "\n";
  for (std::size_t e = 0; e < war.nash.equilibria.size(); ++e) {
    const strategy::NashEquilibrium& each = war.nash.equilibria[e];
    text += fmt::format("\nequilibrium {} of {}, found from: {}\n", e + 1, war.nash.equilibria.size(),
                        fmt::join(each.starts, ", "));
    text += tariffs_text(war, each.policy);
    double slope = 0;
    double gain = 0;
    for (const strategy::NashProof& proof : each.proof) {
      slope = std::max(slope, proof.first_order_residual);
      gain = std::max(gain, proof.deviation_gain_pct);
    }
    text +=
        fmt::format("proof: largest slope that no bound holds {:.1e}; best deviation found {:+.1e} % of an objective\n",
                    slope, gain);
  }
  text += outcomes_text(war) + "\nsearches\n";
  for (const strategy::NashSearch& each : war.nash.searches) {
    text += fmt::format("  from {:<12} {:<22} {} moves: {}\n", each.start, each.method, each.report.iterations,
                        each.report.message);
  }
  return text;
}

}  // namespace

void add_nash_command(Command& app, int& exit_code) {
  auto arguments = std::make_shared<NashArguments>();
  Command* command = app.add_subcommand("nash", "Find where a tariff war ends, and prove that nobody gains by moving");
  command->footer(
      "Example:  parley nash world-2017 --players USA,CHN\n"
      "          parley nash world-2017 --players all --mfn --csv");
  arguments->shared.add_to(*command);
  command->add_option("--players", arguments->players, "Governments that choose, or all")->required()->delimiter(',');
  command->add_flag("--on-everybody", arguments->on_everybody, "Tariffs on all partners, not only on each other");
  command->add_option("--starts", arguments->starts, "Status quo, no tariffs, then random starts")
      ->capture_default_str()
      ->check(positive_number());
  command->callback([arguments, &exit_code] {
    TerminalObserver observer;
    const War war = compute(*arguments, observer);
    observer.finish();
    fmt::print("{}", arguments->shared.as_json ? json(war) : arguments->shared.as_csv ? csv(war) : text(war));
    exit_code = done;
  });
}

}  // namespace parley::cli
