#include "parley/scenario/strategy_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <functional>

#include "parley/scenario/codes.hpp"
#include "parley/scenario/read_plans.hpp"

namespace parley::scenario {
namespace {

using text::TomlTable;

constexpr double highest_rate = 400;  // per cent, as in every other rate of the file

void read_announced(const TomlTable& table, const Scenario& scenario, StrategyPlan& plan) {
  plan.case_name = table.text("case");
  if (table.has("case") && !find_case(scenario, plan.case_name)) {
    const InputProblem unknown = unknown_case(scenario, plan.case_name, table.place("case"));
    table.problem(unknown.place, unknown.message, unknown.hint);
  }
  if (!table.has("case") && !table.has("points")) plan.case_name = scenario.failure;
  if (table.has("case") && !scenario.failure.empty() && plan.case_name != scenario.failure) {
    table.problem(table.place("case"),
                  fmt::format("is another case than the file's failure = \"{}\"", scenario.failure),
                  "one of the two: a scenario has one failure");
  }
  if (table.has("case") && table.has("points")) {
    table.problem(table.place("points"), "cannot be given together with 'case'",
                  "the first move is the case's, or points on all goods where no case is named");
  }
  const double points = table.number("points").value_or(100 * plan.first_points);
  if (!(points > 0 && points <= highest_rate)) {
    table.problem(table.place("points"), fmt::format("{} is not a possible rise of a tariff", points),
                  fmt::format("percentage points above 0 and at most {}", highest_rate));
  }
  plan.first_points = points / 100;
}

void read_instruments(const TomlTable& table, StrategyPlan& plan) {
  const std::string tariffs = table.choice("tariffs", {"by-sector", "uniform"}, "by-sector");
  if (tariffs == "uniform") plan.tariffs = StrategyPlan::Tariffs::uniform;
  plan.sectors = table.words("sectors");
  if (!table.has("bounds")) return;
  const char* example = "lowest and highest tariff in per cent, as bounds = [0, 200]";
  const std::vector<double> bounds = table.numbers("bounds", 2, example);
  if (bounds.empty()) return;
  if (!(bounds[0] > -100) || !(bounds[0] < bounds[1]) || !(bounds[1] <= 10000)) {
    table.problem(table.place("bounds"), "needs a lowest and a highest tariff",
                  fmt::format("{}, above -100 and at most 10000", example));
    return;
  }
  plan.lowest_tariff = bounds[0] / 100;
  plan.highest_tariff = bounds[1] / 100;
}

void read_talks(const TomlTable& table, StrategyPlan& plan) {
  const std::string threat = table.choice("threat", {"war", "status-quo", "autarky"}, "war");
  if (threat == "status-quo") plan.threat = StrategyPlan::Threat::status_quo;
  if (threat == "autarky") plan.threat = StrategyPlan::Threat::autarky;
  const char* example = "one positive number for each player, as power = [1, 1]";
  plan.power = table.numbers("power", 2, example);
  const bool is_power = std::all_of(plan.power.begin(), plan.power.end(), [](double each) { return each > 0; });
  if (!plan.power.empty() && !is_power)
    table.problem(table.place("power"), "is not one number for each player", example);
  if (const std::optional<std::int64_t> points = table.whole("frontier", 2, 1000)) {
    plan.frontier_points = static_cast<std::size_t>(*points);
  }
}

void read_curve(const TomlTable& table, StrategyPlan& plan) {
  constexpr std::size_t most = 200;
  const std::vector<double> usual{0, 5, 10, 15, 20, 25, 30};
  const char* example = "rising tariffs of the other side in per cent, as curve = [0, 10, 20, 30]";
  std::vector<double> points = table.numbers("curve", 0, example);
  if (points.empty()) points = usual;
  const bool is_rising = std::adjacent_find(points.begin(), points.end(), std::greater_equal<>()) == points.end();
  if (points.size() < 2 || points.size() > most || !is_rising || points.front() <= -100 || points.back() > highest_rate)
    table.problem(table.place("curve"), "needs rising tariffs",
                  fmt::format("{}: from 2 to {} of them, above -100 and at most {}", example, most, highest_rate));
  for (const double each : points) plan.curve.push_back(each / 100);
}

double read_share(const TomlTable& table, const char* key, double otherwise) {
  const double share = table.number(key).value_or(otherwise);
  if (!(share >= 0 && share <= 1))
    table.problem(table.place(key), fmt::format("{} is no share", share), "a number from 0 to 1");
  return share;
}

void read_escalation(const TomlTable& table, StrategyPlan& plan) {
  if (const std::optional<std::int64_t> moves = table.whole("moves", 1, 1000))
    plan.moves = static_cast<std::size_t>(*moves);
  plan.discount = read_share(table, "discount", plan.discount);
  plan.stopping_chance = read_share(table, "stopping_chance", plan.stopping_chance);
  plan.allows_withdrawal = table.flag("withdrawal", true);
}

}  // namespace

std::optional<StrategyPlan> read_strategy_plan(const TomlTable& root, const Scenario& scenario) {
  if (!root.has("strategy")) return std::nullopt;
  const toml::table* found = root.node("strategy")->as_table();
  if (found == nullptr) {
    root.problem(root.place("strategy"), "is not a table", "[strategy]");
    return std::nullopt;
  }
  const TomlTable table = root.inner(*found, "strategy");
  table.know({"players", "case", "points", "tariffs", "sectors", "bounds", "threat", "power", "frontier", "curve",
              "keep_deficits", "moves", "discount", "stopping_chance", "withdrawal"});
  table.require("players", R"(who begins and who answers, as players = ["USA", "CHN"])");
  StrategyPlan plan;
  plan.players = table.words("players");
  if (table.has("players") && (plan.players.size() != 2 || plan.players[0] == plan.players[1]))
    table.problem(table.place("players"), "needs two different countries",
                  R"(who begins and who answers, as players = ["USA", "CHN"])");
  read_announced(table, scenario, plan);
  read_escalation(table, plan);
  read_instruments(table, plan);
  read_talks(table, plan);
  read_curve(table, plan);
  plan.keeps_deficits = table.flag("keep_deficits", false);
  return plan;
}

StrategyChoice resolve(const StrategyPlan& plan, const Scenario& scenario, const Economy& economy,
                       ProblemList& problems) {
  const auto place = [&](const char* key, std::size_t at) {
    return place_in(scenario, fmt::format("strategy.{}[{}]", key, at));
  };
  StrategyChoice choice;
  for (std::size_t at = 0; at < plan.players.size(); ++at) {
    if (const auto n = find_country(economy, plan.players[at], place("players", at), problems))
      choice.players.push_back(*n);
  }
  for (std::size_t at = 0; at < plan.sectors.size(); ++at) {
    const auto s = find_sector(economy, plan.sectors[at], place("sectors", at), problems);
    if (!s) continue;
    if (!economy.sector(*s).is_goods)
      problems.add(place("sectors", at), fmt::format("'{}' is a service", plan.sectors[at]), "tariffs are for goods");
    if (std::find(choice.sectors.begin(), choice.sectors.end(), *s) != choice.sectors.end())
      problems.add(place("sectors", at), fmt::format("'{}' appears twice", plan.sectors[at]));
    choice.sectors.push_back(*s);
  }
  return choice;
}

}  // namespace parley::scenario
