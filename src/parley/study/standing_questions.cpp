#include "parley/study/standing_questions.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>

#include "parley/data/asset_folders.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/study/cases/named_parts.hpp"

namespace parley::study {
namespace {

namespace fs = std::filesystem;

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// A change in per cent.
StandingNumber change(std::string name) { return {std::move(name), "%", 100 * smallest_told}; }

/// A gain in billions, of which the model can tell as small a part of the country's income as of a change.
StandingNumber gain(std::string name, const Baseline& baseline, Country n) {
  return {std::move(name), "bn " + baseline.info.currency, smallest_told * baseline.earned_income(n) / 1000};
}

std::vector<double> elasticities_of(const Baseline& baseline) {
  const auto values = baseline.trade_elasticity.values();
  return {values.begin(), values.end()};
}

/// The baseline that a scenario or a name means, as it is in its folder, and where the named sets are.
void find_world(const std::string& target, const fs::path& folder, const data::AssetFolders& assets,
                StandingQuestion& question) {
  const bool is_scenario = fs::path(target).extension() == ".toml";
  const fs::path beside = is_scenario ? fs::path(target) : fs::current_path() / "scenario.toml";
  const RunOptions options{.scenario = target, .baseline = folder, .assets = assets};
  question.baseline = data::read_baseline(is_scenario ? baseline_folder(options, scenario::read(target))
                                                      : data::find_baseline(target, beside, assets));
  question.sets = data::known_elasticity_sets(beside, assets).value_or(fs::path());
}

/// A strategy question: its world, and the same options with other elasticities.
template <class Options, class Answer, class Values>
void ask_again(const Options& options, Answer (*ask)(const Options&, Observer&), const Values& values,
               StandingQuestion& question) {
  find_world(options.world.target, {}, options.world.assets, question);
  Observer silent;
  question.central = elasticities_of(read_strategy_problem(options.world, silent).baseline);
  question.answer = [options, ask, values](const std::vector<double>& elasticity) {
    Options other = options;
    other.world.trade_elasticity = elasticity;
    Observer unheard;
    return values(ask(other, unheard));
  };
}

/// The bits of a code as the names that they stand for.
std::string named_bits(long code, const std::vector<std::string>& names, const char* for_none) {
  std::vector<std::string> found;
  for (std::size_t at = 0; at < names.size(); ++at) {
    if ((code >> at & 1) != 0) found.push_back(names[at]);
  }
  return found.empty() ? for_none : fmt::format("{}", fmt::join(found, ", "));
}

std::vector<double> deal_values(const Desk& desk) {
  std::vector<double> values;
  for (const Pick& pick : desk.picks) values.push_back(pick.package ? static_cast<double>(*pick.package) : -1);
  const std::optional<std::size_t> nash = picked(desk, bargaining::Rule::nash);
  for (std::size_t issue = 0; issue < desk.plan.issues.size(); ++issue)
    values.push_back(nash ? static_cast<double>(desk.packages[*nash].package[issue]) : -1);
  // Without a package that both accept, failure is what they get.
  for (const PackageValue* value : {nash ? &desk.packages[*nash] : &desk.disagreement, &desk.disagreement}) {
    for (const double gain : payoff_of(desk, *value)) values.push_back(gain / 1000);
  }
  return values;
}

void name_deal(const std::shared_ptr<const DealResult>& central, StandingQuestion& question) {
  const Desk& desk = central->desk;
  for (const Pick& pick : desk.picks) {
    question.choices.push_back(
        {std::string(to_string(pick.rule)), [central](long code) -> std::string {
           if (code < 0) return "no package is acceptable to both";
           const Desk& of = central->desk;
           const auto titles = settled_titles(of.plan, of.packages[static_cast<std::size_t>(code)].package);
           return titles.empty() ? "nothing changes" : fmt::format("{}", fmt::join(titles, "; "));
         }});
  }
  for (std::size_t issue = 0; issue < desk.plan.issues.size(); ++issue) {
    question.choices.push_back({"Nash, " + desk.plan.issues[issue].title, [central, issue](long code) {
                                  if (code < 0) return std::string("no package");
                                  const auto& options = central->desk.plan.issues[issue].options;
                                  return options[static_cast<std::size_t>(code)].title;
                                }});
  }
  for (const char* what : {"gain by Nash's package", "gain by failure"}) {
    for (std::size_t party = 0; party < desk.parties.size(); ++party)
      question.numbers.push_back(gain(desk.plan.parties[party] + ", " + what, central->baseline, desk.parties[party]));
  }
}

std::string yes_or_no(long code) { return code < 0 ? "no treaty" : code == 1 ? "yes" : "no"; }

double or_none(const std::vector<double>& values, std::size_t at) { return at < values.size() ? values[at] : none; }

std::vector<double> talks_values(const TariffTalks& talks, const std::vector<std::string>& rules) {
  std::vector<double> values;
  std::vector<double> gains;
  for (const std::string& rule : rules) {
    const auto found = std::ranges::find(talks.treaties, rule, &TariffTreaty::name);
    const bool is_there = found != talks.treaties.end();
    const bool all_gain =
        is_there && std::ranges::all_of(found->gain_over_status_quo_pct, [](double g) { return g > 0; });
    values.push_back(is_there ? (all_gain ? 1 : 0) : -1);
    for (std::size_t p = 0; p < talks.players.size(); ++p)
      gains.push_back(is_there ? or_none(found->gain_over_status_quo_pct, p) : none);
  }
  values.insert(values.end(), gains.begin(), gains.end());
  return values;
}

/// The members of a coalition as bits, of the largest among some positions; -1 where there is none.
double largest_of(const CoalitionResult& result, const std::vector<std::size_t>& positions) {
  double code = -1;
  std::size_t size = 0;
  for (const std::size_t at : positions) {
    const std::vector<std::size_t>& members = result.coalitions[at].members;
    if (members.size() < 2 || members.size() <= size) continue;
    size = members.size();
    code = 0;
    for (const std::size_t member : members) code += static_cast<double>(1UL << member);
  }
  return code;
}

}  // namespace

StandingQuestion standing_question(const RunOptions& options) {
  StandingQuestion question;
  find_world(options.scenario.string(), options.baseline, options.assets, question);
  question.central = elasticities_of(read_problem(options).baseline);
  Observer silent;
  const auto central = std::make_shared<const DealResult>(answer_deal(options, 1, silent));
  name_deal(central, question);
  question.answer = [options](const std::vector<double>& elasticity) {
    RunOptions other = options;
    other.trade_elasticity = elasticity;
    Observer unheard;
    return deal_values(answer_deal(other, 1, unheard).desk);
  };
  return question;
}

StandingQuestion standing_question(const OptimalOptions& options) {
  StandingQuestion question;
  Observer silent;
  const OptimalAnswer central = answer_optimal(options, silent);
  std::vector<std::string> instruments;
  for (const ChosenTariff& each : central.optimum.tariffs) instruments.push_back(each.instrument);
  question.choices = {
      {"taxed most", [instruments](long code) { return instruments.at(static_cast<std::size_t>(code)); }}};
  question.numbers = {change(options.country + ", change by its best tariffs"),
                      {"best uniform tariff", "% ad valorem"}};
  ask_again(
      options, answer_optimal,
      [](const OptimalAnswer& answer) {
        const auto most = std::ranges::max_element(answer.optimum.tariffs, {}, &ChosenTariff::pct);
        return std::vector<double>{static_cast<double>(most - answer.optimum.tariffs.begin()),
                                   answer.optimum.outcome.objective_pct.front(), answer.optimum.uniform_pct};
      },
      question);
  return question;
}

StandingQuestion standing_question(const TariffWarOptions& options) {
  StandingQuestion question;
  Observer silent;
  const TariffWarAnswer central = answer_tariff_war(options, silent);
  std::vector<std::string> players;
  for (const Country n : central.war.players) players.push_back(central.world.labels.code(n));
  question.choices = {{"who gains by the war", [players](long code) { return named_bits(code, players, "nobody"); }}};
  for (const std::string& player : players) question.numbers.push_back(change(player + ", change by the war"));
  for (const std::string& player : players)
    question.numbers.push_back({player + ", mean tariff in it", "% ad valorem"});
  ask_again(
      options, answer_tariff_war,
      [](const TariffWarAnswer& answer) {
        // Status quo, no tariffs, then the equilibrium found from the status quo.
        const StrategyOutcome& before = answer.war.outcomes.at(0);
        const StrategyOutcome& war = answer.war.outcomes.at(2);
        std::vector<double> values{0};
        for (std::size_t p = 0; p < answer.war.players.size(); ++p) {
          values.push_back(war.objective_pct[p] - before.objective_pct[p]);
          if (values.back() > 0) values[0] += static_cast<double>(1UL << p);
        }
        for (const TariffSpread& each : answer.war.equilibria.front().spread) values.push_back(each.mean_pct);
        return values;
      },
      question);
  return question;
}

StandingQuestion standing_question(const TariffTalksOptions& options) {
  StandingQuestion question;
  Observer silent;
  const TariffTalksAnswer central = answer_talks(options, silent);
  std::vector<std::string> rules;
  for (const TariffTreaty& each : central.talks.treaties) {
    rules.push_back(each.name);
    question.choices.push_back({each.name + ": all better off than under the status quo", yes_or_no});
    for (const std::string& player : central.talks.players)
      question.numbers.push_back(change(player + ", gain by " + each.name + " over the status quo"));
  }
  ask_again(
      options, answer_talks, [rules](const TariffTalksAnswer& answer) { return talks_values(answer.talks, rules); },
      question);
  return question;
}

StandingQuestion standing_question(const CoalitionOptions& options) {
  StandingQuestion question;
  Observer silent;
  const CoalitionAnswer central = answer_coalition(options, silent);
  const std::vector<std::string> candidates = central.result.candidates;
  const auto members = [candidates](long code) {
    return code < 0 ? std::string("none") : named_bits(code, candidates, "none");
  };
  question.choices = {{"largest coalition that nobody would leave or join", members},
                      {"largest that payments can keep", members}};
  ask_again(
      options, answer_coalition,
      [](const CoalitionAnswer& answer) {
        const CoalitionResult& result = answer.result;
        std::vector<double> values{largest_of(result, result.stable), largest_of(result, result.kept_by_payments)};
        for (const double gain : result.coalitions.back().gain) values.push_back(gain / 1000);
        return values;
      },
      question);
  for (const std::string& candidate : candidates) {
    const Country n = named_country(question.baseline.economy, candidate, "candidates");
    question.numbers.push_back(gain(candidate + ", gain where all unite", question.baseline, n));
  }
  return question;
}

StandingQuestion standing_question(const LadderOptions& options) {
  LadderOptions once = options;
  once.over_sets = false;
  Observer silent;
  const LadderAnswer central = answer_ladder(once, silent);
  std::vector<std::string> worlds;
  for (const TariffWorld& world : central.game.worlds.worlds) worlds.push_back(world.name);
  const auto named = [worlds](long code) {
    return code < 0 ? std::string("a world that the central elasticities do not have")
                    : worlds.at(static_cast<std::size_t>(code));
  };
  const auto code_of = [worlds](const EscalationGame& game, std::size_t end) {
    const auto found = std::ranges::find(worlds, game.worlds.worlds[end].name);
    return found == worlds.end() ? -1.0 : static_cast<double>(found - worlds.begin());
  };
  StandingQuestion question;
  question.choices = {{"ends, looking ahead", named}, {"ends, step by step", named}};
  for (const std::string& player : central.options.players)
    question.numbers.push_back(change(player + ", change where it ends looking ahead"));
  ask_again(
      once, answer_ladder,
      [code_of](const LadderAnswer& answer) {
        const EscalationGame& game = answer.game;
        std::vector<double> values{code_of(game, game.ends_ahead), code_of(game, game.ends_at_once)};
        for (const double change : game.worlds.worlds[game.ends_ahead].change_pct) values.push_back(change);
        return values;
      },
      question);
  return question;
}

}  // namespace parley::study
