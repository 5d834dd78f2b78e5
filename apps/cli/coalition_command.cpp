#include <fmt/format.h>

#include <bit>
#include <memory>
#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "parley/base/error.hpp"
#include "parley/study/coalition.hpp"
#include "strategy_arguments.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

struct CoalitionArguments {
  StrategyArguments shared;
  std::vector<std::string> candidates;
  std::string against;
  std::string mode = "retaliation";
  std::optional<double> opening;
  bool opens_to_all = false;
  double points = 25;
};

struct Coalitions {
  std::string title, unit;
  bool chooses = true;  ///< somebody sets tariffs
  std::vector<std::string> notes;
  study::CoalitionResult result;
};

study::CoalitionAct act_of(const std::string& mode) {
  if (mode == "war") return study::CoalitionAct::war;
  return mode == "opening" ? study::CoalitionAct::none : study::CoalitionAct::retaliation;
}

std::string title_of(const CoalitionArguments& arguments, const study::StrategyProblem& problem,
                     const study::CoalitionRequest& request) {
  std::string title = fmt::format("{}: {} unite", problem.name, fmt::join(arguments.candidates, ", "));
  if (!arguments.against.empty()) {
    title += fmt::format(", facing {} with {}", arguments.against,
                         arguments.shared.request.case_name.empty()
                             ? fmt::format("{:g} points on all their goods", arguments.points)
                             : "case " + arguments.shared.request.case_name);
  }
  if (request.act == study::CoalitionAct::retaliation) title += "; members retaliate together";
  if (request.act == study::CoalitionAct::war)
    title += arguments.against.empty() ? "; members fight the others as one" : "; members fight it as one";
  if (request.opening > 0) {
    title += fmt::format("; members take {:g} % off their tariffs on {}", 100 * request.opening,
                         request.opens_to_all ? "everybody" : "each other");
  }
  return title;
}

Coalitions compute(const CoalitionArguments& arguments, Observer& observer) {
  (void)arguments.shared.grouping();
  const study::StrategyProblem problem = study::read_strategy_problem(arguments.shared.request, observer);
  const Economy& labels = problem.baseline.economy;
  study::CoalitionRequest request;
  std::vector<std::string> players = arguments.candidates;
  for (const Country each : countries_of(labels, arguments.candidates, "--candidates"))
    request.candidates.push_back(government_of(arguments.shared, problem.baseline, each));
  if (!arguments.against.empty()) {
    const Country each = countries_of(labels, {arguments.against}, "--against")[0];
    request.against = government_of(arguments.shared, problem.baseline, each);
    players.push_back(arguments.against);
  }
  require_players(arguments.shared, players);
  request.choice = choice_of(arguments.shared, problem.baseline, {});
  request.act = act_of(arguments.mode);
  request.opening = arguments.opening.value_or(request.act == study::CoalitionAct::none ? 100 : 0) / 100;
  request.opens_to_all = arguments.opens_to_all;
  if (request.opens_to_all && request.opening == 0)
    throw InputError(Place{.key = "--open-to-all"}, "the members do not open", "add --open 100 or --mode opening");
  request.attack_points = arguments.points / 100;
  return {title_of(arguments, problem, request), problem.baseline.info.currency,
          request.act != study::CoalitionAct::none, problem.notes, study::unite(problem, request, observer)};
}

std::string names(const study::CoalitionResult& result, const std::vector<std::size_t>& who) {
  std::vector<std::string> codes;
  for (const std::size_t i : who) codes.push_back(result.candidates[i]);
  return codes.empty() ? "-" : fmt::format("{}", fmt::join(codes, "+"));
}

std::vector<std::string> codes_of(const study::CoalitionResult& result, std::size_t coalition) {
  std::vector<std::string> codes;
  for (const std::size_t i : result.coalitions[coalition].members) codes.push_back(result.candidates[i]);
  return codes;
}

/// By size, then in the order of the candidates; those of one left to "each alone".
std::vector<std::size_t> printing_order(const study::CoalitionResult& result) {
  std::vector<std::size_t> order;
  for (std::size_t size = 0; size <= result.candidates.size(); ++size) {
    for (std::size_t coalition = 0; coalition < result.coalitions.size(); ++coalition) {
      if (size != 1 && static_cast<std::size_t>(std::popcount(coalition)) == size) order.push_back(coalition);
    }
  }
  return order;
}

std::string csv(const Coalitions& coalitions) {
  const study::CoalitionResult& result = coalitions.result;
  std::string text = "coalition,country,is_member,gain_million,gain_by_moving_million\n";
  for (const std::size_t coalition : printing_order(result)) {
    for (std::size_t i = 0; i < result.candidates.size(); ++i) {
      text += fmt::format("{},{},{},{:.10g},{:.10g}\n", result.coalitions[coalition].outcome.name, result.candidates[i],
                          (coalition >> i) & 1U, result.coalitions[coalition].gain[i],
                          result.game.coalitions[coalition].gain_by_moving[i]);
    }
  }
  return text;
}

nlohmann::ordered_json coalition_json(const study::CoalitionResult& result, std::size_t coalition) {
  const study::CoalitionOutcome& outcome = result.coalitions[coalition];
  const strategy::CoalitionJudgement& judgement = result.game.coalitions[coalition];
  nlohmann::ordered_json entry{{"members", codes_of(result, coalition)}, {"value_million", judgement.value}};
  for (std::size_t i = 0; i < result.candidates.size(); ++i) {
    entry["gain_million"][result.candidates[i]] = outcome.gain[i];
    entry["gain_by_moving_million"][result.candidates[i]] = judgement.gain_by_moving[i];
  }
  if (!result.against.empty()) entry["against_pct"] = outcome.outcome.objective_pct.back();
  entry["internally_stable"] = judgement.is_internally_stable();
  entry["externally_stable"] = judgement.is_externally_stable();
  entry["left_after_keeping_members_million"] = judgement.left_after_keeping;
  entry["first_order_residual"] = outcome.first_order_residual;
  entry["deviation_gain_pct"] = outcome.deviation_gain_pct;
  return entry;
}

std::string json(const Coalitions& coalitions) {
  const study::CoalitionResult& result = coalitions.result;
  nlohmann::ordered_json json{
      {"title", coalitions.title}, {"notes", coalitions.notes}, {"candidates", result.candidates}};
  if (!result.against.empty()) {
    json["against"] = result.against;
    json["against_unanswered_pct"] = result.unanswered.objective_pct.back();
  }
  for (std::size_t coalition = 1; coalition < result.coalitions.size(); ++coalition)
    json["coalitions"].push_back(coalition_json(result, coalition));
  for (std::size_t i = 0; i < result.candidates.size(); ++i) {
    json["shapley_million"][result.candidates[i]] = result.game.shapley[i];
    json["core"]["shares_million"][result.candidates[i]] = result.game.core.shares[i];
  }
  json["core"]["is_empty"] = !result.game.has_core;
  json["core"]["needs_million"] = result.game.core.need;
  for (const strategy::BalancedPart& part : result.game.core.by)
    json["core"]["balanced"].push_back({{"members", codes_of(result, part.coalition)}, {"weight", part.weight}});
  return json.dump(2) + "\n";
}

std::string table_text(const study::CoalitionResult& result, std::size_t width) {
  std::string text = fmt::format("\n{:<{}}{:>12}", "coalition", width, "worth");
  for (const std::string& code : result.candidates) text += fmt::format("{:>12}", code);
  if (!result.against.empty()) text += fmt::format("{:>14}", result.against + " %");
  text += "   would leave / would join\n";
  if (!result.against.empty()) {
    text += fmt::format("{:<{}}{:>12}", "unanswered", width, "");
    for (std::size_t i = 0; i < result.candidates.size(); ++i) text += fmt::format("{:>12}", 0);
    text += fmt::format("{:>+14.6f}\n", result.unanswered.objective_pct.back());
  }
  for (const std::size_t coalition : printing_order(result)) {
    const study::CoalitionOutcome& outcome = result.coalitions[coalition];
    const strategy::CoalitionJudgement& judgement = result.game.coalitions[coalition];
    text += fmt::format("{:<{}}", outcome.outcome.name, width);
    text += coalition == 0 ? fmt::format("{:>12}", "") : fmt::format("{:>12.1f}", judgement.value);
    for (const double gain : outcome.gain) text += fmt::format("{:>12.1f}", gain);
    if (!result.against.empty()) text += fmt::format("{:>+14.6f}", outcome.outcome.objective_pct.back());
    if (coalition != 0)
      text += fmt::format("   {} / {}", names(result, judgement.leavers), names(result, judgement.joiners));
    text += '\n';
  }
  return text;
}

std::string sharing_text(const study::CoalitionResult& result) {
  const study::CoalitionOutcome& all = result.coalitions.back();
  std::string text = fmt::format("\nall together{:>16}{:>16}{:>16}{:>16}{:>16}\n", "gain alone", "gain united",
                                 "Shapley share", "so receives", "core share");
  for (std::size_t i = 0; i < result.candidates.size(); ++i) {
    text += fmt::format("{:<12}{:>16.1f}{:>16.1f}{:>16.1f}{:>+16.1f}{:>16.1f}\n", result.candidates[i],
                        result.coalitions.front().gain[i], all.gain[i], result.game.shapley[i],
                        result.game.shapley[i] - all.gain[i], result.game.core.shares[i]);
  }
  return text;
}

std::string core_text(const study::CoalitionResult& result) {
  const strategy::Core& core = result.game.core;
  const double worth = result.game.coalitions.back().value;
  if (result.game.has_core)
    return fmt::format("core: not empty; the shares above satisfy every coalition, all together being worth {:.1f}\n",
                       worth);
  std::string text =
      fmt::format("core: empty; to satisfy every coalition takes {:.1f}, all together being worth {:.1f}, because of",
                  core.need, worth);
  for (const strategy::BalancedPart& part : core.by)
    text += fmt::format(" {:.3g} x {}", part.weight, fmt::join(codes_of(result, part.coalition), "+"));
  return text + "\n";
}

std::string stability_text(const study::CoalitionResult& result, bool chooses) {
  std::vector<std::string> stable, paid;
  double slope = 0;
  double gain = 0;
  for (const std::size_t coalition : printing_order(result)) {
    const strategy::CoalitionJudgement& judgement = result.game.coalitions[coalition];
    slope = std::max(slope, result.coalitions[coalition].first_order_residual);
    gain = std::max(gain, result.coalitions[coalition].deviation_gain_pct);
    if (coalition == 0) continue;
    const std::string& name = result.coalitions[coalition].outcome.name;
    if (judgement.is_internally_stable() && judgement.is_externally_stable()) stable.push_back(name);
    if (judgement.is_kept_by_payments) paid.push_back(name);
  }
  const auto list = [](const std::vector<std::string>& names) {
    return names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "));
  };
  std::string text = fmt::format("stable (nobody would leave, nobody join): {}\nmembers can be kept by payments: {}\n",
                                 list(stable), list(paid));
  if (chooses)
    text +=
        fmt::format("proof: largest slope that no bound holds {:.1e}; best deviation found {:+.1e} % of an objective\n",
                    slope, gain);
  return text;
}

std::string text(const Coalitions& coalitions) {
  const study::CoalitionResult& result = coalitions.result;
  std::string text = coalitions.title + "\n";
  for (const std::string& note : coalitions.notes) text += "  " + note + "\n";
  text += result.against.empty() ? fmt::format("gains against the status quo, million {}\n", coalitions.unit)
                                 : fmt::format("gains against the attack unanswered, million {}; {} against the base\n",
                                               coalitions.unit, result.against);
  std::size_t width = 14;
  for (const study::CoalitionOutcome& each : result.coalitions) width = std::max(width, each.outcome.name.size() + 2);
  return text + table_text(result, width) + sharing_text(result) + core_text(result) +
         stability_text(result, coalitions.chooses);
}

}  // namespace

void add_coalition_command(Command& app, int& exit_code) {
  auto arguments = std::make_shared<CoalitionArguments>();
  Command* command =
      app.add_subcommand("coalition", "Unite countries: what each coalition is worth, and who would leave");
  command->footer(
      "Example:  parley coalition world-2017 --candidates JPN,KOR,IND --against USA --points 10\n"
      "          parley coalition scenarios/us-china-march-2018.toml --case steel-and-aluminium "
      "--candidates CHN,JPN,IND --against USA\n"
      "          parley coalition world-2017 --candidates AUS,JPN,KOR --mode opening --open-to-all\n"
      "A coalition is worth what its members gain together while everybody else stands alone");
  arguments->shared.add_to(*command);
  command->add_option("--candidates", arguments->candidates, "Countries that may unite, two to ten")
      ->required()
      ->delimiter(',');
  command->add_option("--against", arguments->against, "The country that they face");
  command
      ->add_option("--mode", arguments->mode,
                   "Members set tariffs together on the country they face (retaliation), while it answers (war), or "
                   "not (opening)")
      ->capture_default_str()
      ->check(one_of({"retaliation", "war", "opening"}));
  command
      ->add_option("--open", arguments->opening,
                   "Per cent that members take off their tariffs on each other [0; 100 with --mode opening]")
      ->check(range(0.0, 100.0));
  command->add_flag("--open-to-all", arguments->opens_to_all, "The same cut for everybody: most favoured nation");
  command
      ->add_option("--points", arguments->points,
                   "The attack where no case is named, percentage points on all goods of the candidates")
      ->capture_default_str()
      ->check(positive_number());
  command->callback([arguments, &exit_code] {
    TerminalObserver observer;
    const Coalitions found = compute(*arguments, observer);
    observer.finish();
    fmt::print("{}", arguments->shared.as_json ? json(found) : arguments->shared.as_csv ? csv(found) : text(found));
    exit_code = done;
  });
}

}  // namespace parley::cli
