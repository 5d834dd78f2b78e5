#include <fmt/format.h>

#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "parley/base/error.hpp"
#include "parley/study/ladder.hpp"
#include "strategy_arguments.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

struct LadderArguments {
  StrategyArguments shared;
  std::vector<std::string> players;
  double points = 25;
};

struct Result {
  std::string title;
  std::vector<std::string> notes;
  study::Ladder ladder;
};

Result compute(const LadderArguments& arguments, Observer& observer) {
  (void)arguments.shared.grouping();
  const study::StrategyProblem problem = study::read_strategy_problem(arguments.shared.request, observer);
  const std::vector<Country> players = countries_of(problem.baseline.economy, arguments.players, "--players");
  if (players.size() != 2)
    throw InputError(Place{.key = "--players"}, "a ladder has two sides", "who begins, who answers");
  require_players(arguments.shared, arguments.players);
  study::LadderRequest request;
  request.first = government_of(arguments.shared, problem.baseline, players[0]);
  request.second = government_of(arguments.shared, problem.baseline, players[1]);
  request.first_choice = choice_of(arguments.shared, problem.baseline, {players[1]});
  request.second_choice = choice_of(arguments.shared, problem.baseline, {players[0]});
  request.first_points = arguments.points / 100;
  const std::string move = arguments.shared.request.case_name.empty()
                               ? fmt::format("{:g} points on all goods", arguments.points)
                               : fmt::format("case {}", arguments.shared.request.case_name);
  return {
      fmt::format("{}: {} begins with {}, {} answers", problem.name, arguments.players[0], move, arguments.players[1]),
      problem.notes, study::escalate(problem, request, observer)};
}

std::string csv(const Result& result) {
  std::string text = "rung,mover,player,change_pct,share_of_war_cost,step_gain_pct\n";
  for (const study::Rung& rung : result.ladder.rungs) {
    for (std::size_t p = 0; p < 2; ++p) {
      text += fmt::format("{},{},{},{:.10g},{:.10g},{:.10g}\n", rung.name,
                          rung.mover ? result.ladder.players[*rung.mover] : "", result.ladder.players[p],
                          rung.change_pct[p], rung.share_of_war_cost[p], rung.step_gain_pct);
    }
  }
  return text;
}

std::string json(const Result& result) {
  const study::Ladder& ladder = result.ladder;
  nlohmann::ordered_json json{{"title", result.title},
                              {"notes", result.notes},
                              {"players", ladder.players},
                              {"equivalence_factor", ladder.equivalence},
                              {"ends_looking_ahead", ladder.rungs[ladder.ends_looking_ahead].name},
                              {"ends_step_by_step", ladder.rungs[ladder.ends_at_once].name}};
  for (const study::Rung& rung : ladder.rungs) {
    json["rungs"].push_back({{"name", rung.name},
                             {"mover", rung.mover ? ladder.players[*rung.mover] : ""},
                             {"change_pct", rung.change_pct},
                             {"share_of_war_cost", rung.share_of_war_cost},
                             {"step_gain_pct", rung.step_gain_pct}});
  }
  for (const study::Truce& truce : ladder.truces) {
    json["truces"].push_back(
        {{"name", truce.name}, {"betrayal_gain_pct", truce.betrayal_gain_pct}, {"patience", truce.patience}});
  }
  return json.dump(2) + "\n";
}

std::string share_text(double share) { return std::isnan(share) ? "no cost" : fmt::format("{:.1f}", 100 * share); }

std::string text(const Result& result) {
  const study::Ladder& ladder = result.ladder;
  std::string text = result.title + "\n";
  for (const std::string& note : result.notes) text += "  " + note + "\n";
  text += fmt::format("\n{:<14}{:<8}{:>12}{:>12}{:>16}{:>16}{:>18}\n", "rung", "mover", ladder.players[0] + " %",
                      ladder.players[1] + " %", ladder.players[0] + " of war %", ladder.players[1] + " of war %",
                      "mover's gain %");
  for (const study::Rung& rung : ladder.rungs) {
    text += fmt::format("{:<14}{:<8}{:>+12.5f}{:>+12.5f}{:>16}{:>16}", rung.name,
                        rung.mover ? ladder.players[*rung.mover] : "", rung.change_pct[0], rung.change_pct[1],
                        share_text(rung.share_of_war_cost[0]), share_text(rung.share_of_war_cost[1]));
    text += rung.mover ? fmt::format("{:>+18.5f}\n", rung.step_gain_pct) : "\n";
  }
  text += fmt::format(
      "\nequivalent answer: the mirrored increases times {:.4f}\n"
      "step by step, each mover looking at its next step alone, it ends at: {}\n"
      "with movers that look ahead to the end, it ends at: {}\n",
      ladder.equivalence, ladder.rungs[ladder.ends_at_once].name, ladder.rungs[ladder.ends_looking_ahead].name);
  for (const study::Truce& truce : ladder.truces) {
    text += fmt::format("\ntruce at {}, kept by the threat of war for ever\n", truce.name);
    for (std::size_t p = 0; p < 2; ++p) {
      text += fmt::format("  {:<6} gains {:+.5f} % by breaking it once; holds from a discount factor of {}\n",
                          ladder.players[p], truce.betrayal_gain_pct[p],
                          truce.patience[p] < 1 ? fmt::format("{:.4f}", truce.patience[p]) : "none below 1");
    }
  }
  return text;
}

}  // namespace

void add_ladder_command(Command& app, int& exit_code) {
  auto arguments = std::make_shared<LadderArguments>();
  Command* command = app.add_subcommand("ladder", "Climb from an announced skirmish to the full tariff war");
  command->footer(
      "Example:  parley ladder scenarios/us-china-march-2018.toml --case all-out --players USA,CHN\n"
      "          parley ladder world-2017 --players USA,CHN --points 10");
  arguments->shared.add_to(*command);
  command->add_option("--players", arguments->players, "Who begins, who answers")->required()->delimiter(',');
  command
      ->add_option("--points", arguments->points, "First move where no case is named, percentage points on all goods")
      ->capture_default_str()
      ->check(positive_number());
  command->callback([arguments, &exit_code] {
    TerminalObserver observer;
    const Result result = compute(*arguments, observer);
    observer.finish();
    fmt::print("{}", arguments->shared.as_json ? json(result) : arguments->shared.as_csv ? csv(result) : text(result));
    exit_code = done;
  });
}

}  // namespace parley::cli
