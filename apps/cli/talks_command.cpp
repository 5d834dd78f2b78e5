#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "pair_talks.hpp"
#include "parley/base/error.hpp"
#include "parley/study/talks.hpp"
#include "strategy_arguments.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

struct TalksArguments {
  StrategyArguments shared;
  PairArguments pairs;
  std::vector<std::string> players;
  std::string threat = "war";
  std::vector<double> power;
  std::size_t frontier = 0;
};

struct Talks {
  std::string title, unit;
  std::vector<std::string> notes;
  study::TalksResult result;
};

study::WithoutTreaty threat_of(const std::string& name) {
  if (name == "war") return study::WithoutTreaty::war;
  return name == "autarky" ? study::WithoutTreaty::autarky : study::WithoutTreaty::status_quo;
}

Talks compute(const TalksArguments& arguments, Observer& observer) {
  (void)arguments.shared.grouping();
  const study::StrategyProblem problem = study::read_strategy_problem(arguments.shared.request, observer);
  const Economy& labels = problem.baseline.economy;
  const std::vector<Country> players = countries_of(labels, arguments.players, "--players");
  require_players(arguments.shared, arguments.players);
  if (!arguments.power.empty() && arguments.power.size() != players.size())
    throw InputError(Place{.key = "--power"}, "needs one number for each player");
  if (arguments.frontier > 0 && players.size() != 2)
    throw InputError(Place{.key = "--frontier"}, "is drawn for two players", "name two");
  study::TalksRequest request;
  request.threat = threat_of(arguments.threat);
  request.power = arguments.power;
  request.frontier_points = arguments.frontier;
  for (const Country who : players) {
    std::vector<Country> others;
    for (const Country other : players) {
      if (other != who) others.push_back(other);
    }
    request.governments.push_back(government_of(arguments.shared, problem.baseline, who));
    request.instruments.push_back(choice_of(arguments.shared, problem.baseline, others));
  }
  Talks talks{
      fmt::format("{}: talks of {}, {}, tariffs within {} %", problem.name, fmt::join(arguments.players, " and "),
                  to_string(arguments.shared.grouping()), arguments.shared.bounds),
      problem.baseline.info.currency, problem.notes, study::talk(problem, request, observer)};
  return talks;
}

double mean_tariff(const study::TalksResult& result, const strategy::Policy& policy, std::size_t player) {
  double sum = 0;
  double count = 0;
  for (std::size_t k = 0; k < policy.size(); ++k) {
    if (result.instruments[k].player != player) continue;
    sum += tariff_pct(policy[k]);
    count += 1;
  }
  return sum / count;
}

std::string csv(const Talks& talks) {
  const study::TalksResult& result = talks.result;
  std::string text = "treaty,player,instrument,tariff_before_pct,tariff_pct\n";
  for (const study::TreatyResult& each : result.treaties) {
    for (std::size_t k = 0; k < result.instruments.size(); ++k) {
      text += fmt::format("{},{},{},{:.10g},{:.10g}\n", each.name, result.players[result.instruments[k].player],
                          result.instruments[k].label, tariff_pct(result.before[k]), tariff_pct(each.treaty.policy[k]));
    }
  }
  return text;
}

std::string json(const Talks& talks) {
  const study::TalksResult& result = talks.result;
  nlohmann::ordered_json json{{"title", talks.title},
                              {"notes", talks.notes},
                              {"players", result.players},
                              {"status_quo_pct", result.status_quo.objective_pct},
                              {"threat", result.threat.name},
                              {"threat_pct", result.threat.objective_pct},
                              {"ideal_gain_pct", result.ideal_pct},
                              {"failures", result.failures}};
  for (const study::TreatyResult& each : result.treaties) {
    nlohmann::ordered_json entry{{"name", each.name},
                                 {"gain_over_threat_pct", each.gain_over_threat_pct},
                                 {"gain_over_status_quo_pct", each.gain_over_status_quo_pct},
                                 {"received_million", each.received},
                                 {"received_at_treaty_prices_million", each.received_at_treaty_prices},
                                 {"price_effect_of_payments_points", each.price_effect_pct},
                                 {"countries_better_off", each.winners},
                                 {"import_volume_change_million", each.import_volume_change},
                                 {"weights", each.treaty.weight},
                                 {"rule_residual", each.treaty.rule_residual},
                                 {"first_order_residual", each.treaty.first_order_residual}};
    for (std::size_t k = 0; k < result.instruments.size(); ++k) {
      entry["tariffs"].push_back({{"player", result.players[result.instruments[k].player]},
                                  {"instrument", result.instruments[k].label},
                                  {"before_pct", tariff_pct(result.before[k])},
                                  {"pct", tariff_pct(each.treaty.policy[k])}});
    }
    json["treaties"].push_back(std::move(entry));
  }
  for (const bargaining::FrontierPoint& point : result.frontier.points) {
    json["frontier"].push_back(
        {{"second_weight", point.second_weight},
         {"objective_pct", {100 * std::expm1(point.position.payoff[0]), 100 * std::expm1(point.position.payoff[1])}}});
  }
  return json.dump(2) + "\n";
}

std::string treaty_text(const Talks& talks, const study::TreatyResult& each) {
  const study::TalksResult& result = talks.result;
  std::string text = fmt::format("\n{}: {} countries better off than under the status quo\n", each.name, each.winners);
  for (std::size_t p = 0; p < result.players.size(); ++p) {
    text += fmt::format(
        "  {:<6}{:>+13.5f} % over the threat{:>+13.5f} % over the status quo{:>9.3f} % mean tariff"
        "{:>+12.0f} million imports",
        result.players[p], each.gain_over_threat_pct[p], each.gain_over_status_quo_pct[p],
        mean_tariff(result, each.treaty.policy, p), each.import_volume_change[p]);
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

std::string text(const Talks& talks) {
  const study::TalksResult& result = talks.result;
  std::string text = talks.title + "\n";
  for (const std::string& note : talks.notes) text += "  " + note + "\n";
  text += fmt::format("\n{:<8}{:>16}{:>16}{:>18}\n", "change, %", "status quo", result.threat.name, "ideal over it");
  for (std::size_t p = 0; p < result.players.size(); ++p) {
    text += fmt::format("{:<8}{:>16.5f}{:>16.5f}", result.players[p], result.status_quo.objective_pct[p],
                        result.threat.objective_pct[p]);
    text += result.ideal_pct.empty() ? fmt::format("{:>18}\n", "not found")
                                     : fmt::format("{:>+18.5f}\n", result.ideal_pct[p]);
  }
  for (const study::TreatyResult& each : result.treaties) text += treaty_text(talks, each);
  for (const std::string& failure : result.failures) text += "\nno treaty by " + failure + "\n";
  if (!result.frontier.points.empty()) {
    text += fmt::format("\nPareto frontier, change against the base, %\n{:>10}{:>14}{:>14}\n", "weight",
                        result.players[0], result.players[1]);
    for (const bargaining::FrontierPoint& point : result.frontier.points) {
      text += fmt::format("{:>10.3f}{:>14.6f}{:>14.6f}\n", point.second_weight,
                          100 * std::expm1(point.position.payoff[0]), 100 * std::expm1(point.position.payoff[1]));
    }
    if (result.frontier.failed > 0) text += fmt::format("{} points did not converge\n", result.frontier.failed);
  }
  return text;
}

void add_options(Command& command, TalksArguments& arguments) {
  arguments.shared.add_to(command);
  Option* players = command.add_option("--players", arguments.players, "Who talks, all together")->delimiter(',');
  Option* threat = command.add_option("--threat", arguments.threat, "What happens without agreement")
                       ->capture_default_str()
                       ->check(one_of({"war", "status-quo", "autarky"}));
  Option* power =
      command.add_option("--power", arguments.power, "Bargaining power of each player in the Nash product [equal]")
          ->delimiter(',')
          ->check(positive_number());
  Option* frontier =
      command.add_option("--frontier", arguments.frontier, "Points of the Pareto frontier to print (two players)")
          ->check(range(2, 1000));
  Option* pairs =
      command
          .add_option(
              "--pairs", arguments.pairs.pairs,
              "Who talks two by two, every pair given the others' treaties; USA:CHN=0.6 gives the first's power")
          ->delimiter(',')
          ->excludes(players)
          ->excludes(threat)
          ->excludes(power)
          ->excludes(frontier);
  command
      .add_flag("--cuts-only", arguments.pairs.cuts_only, "In pairs: no tariff above its status quo, as bound rates")
      ->needs(pairs);
}

}  // namespace

void add_talks_command(Command& app, int& exit_code) {
  auto arguments = std::make_shared<TalksArguments>();
  Command* command = app.add_subcommand("talks", "Find the agreements that governments would sign, by every rule");
  command->footer(
      "Example:  parley talks world-2017 --players USA,CHN --bounds=-30:100\n"
      "          parley talks world-2017 --players USA,CHN --threat status-quo --bounds -30:100 --frontier 11\n"
      "          parley talks world-2017 --pairs USA:CHN,USA:DEU,CHN:DEU --mfn --cuts-only\n"
      "Import volumes are at base prices, against the status quo: a reciprocal treaty changes them by equal amounts");
  add_options(*command, *arguments);
  command->callback([arguments, &exit_code] {
    if (arguments->players.empty() && arguments->pairs.pairs.empty())
      throw InputError(Place{}, "nobody talks", "give --players or --pairs");
    TerminalObserver observer;
    if (!arguments->pairs.pairs.empty()) {
      const std::string settled = talks_in_pairs(arguments->shared, arguments->pairs, observer);
      observer.finish();
      fmt::print("{}", settled);
      exit_code = done;
      return;
    }
    const Talks talks = compute(*arguments, observer);
    observer.finish();
    fmt::print("{}", arguments->shared.as_json ? json(talks) : arguments->shared.as_csv ? csv(talks) : text(talks));
    exit_code = done;
  });
}

}  // namespace parley::cli
