#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "parley/scenario/entry.hpp"
#include "parley/scenario/read_plans.hpp"
#include "parley/tariff/law/read_dated.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/utf8.hpp"

namespace parley::scenario {
namespace {

constexpr std::size_t file_limit = std::size_t{1} << 24;
constexpr double known_format = 1;

void read_head(const TomlTable& root, Scenario& scenario) {
  root.know({"format",       "title",        "description", "baseline",
             "as_of",        "deficit_rule", "balanced",    "deficit_remainder",
             "elasticities", "horizon",      "numeraire",   "parties",
             "lead",         "action",       "request",     "compare",
             "deal",         "issue",        "market",      "strategy",
             "agreement",    "failure"});
  root.require("format", "format = 1");
  if (const auto format = root.number("format"); format && *format != known_format) {
    root.problem(root.place("format"), fmt::format("format {} is not known", *format), "this version reads format = 1");
  }
  root.require("title", "a line that says what the scenario is about");
  root.require("baseline", R"(the folder of the world economy, as baseline = "world-2017")");
  scenario.title = root.text("title");
  scenario.description = root.text("description");
  scenario.baseline = root.text("baseline");
  scenario.as_of = tariff::day(root, "as_of");
  scenario.elasticities = root.text("elasticities");
  std::vector<std::string> named_horizons;
  for (const Horizon each : horizons) named_horizons.emplace_back(to_string(each));
  scenario.horizon = find_horizon(root.choice("horizon", named_horizons, "long")).value_or(Horizon::long_run);
  std::vector<std::string> rules;
  for (const DeficitRule rule : deficit_rules) rules.emplace_back(to_string(rule));
  scenario.deficit_rule = find_deficit_rule(root.choice("deficit_rule", rules, ""));
  scenario.balanced = root.words("balanced");
  scenario.deficit_remainder = root.words("deficit_remainder");
  scenario.numeraire = root.text("numeraire");
  scenario.parties = root.words("parties");
  if (const std::string market = root.text("market"); !market.empty())
    scenario.market = (scenario.file.parent_path() / market).lexically_normal();
}

void check_ids(const Scenario& scenario, ProblemList& problems) {
  std::set<std::string> seen;
  std::vector<std::string> ids;
  for (const Action& action : scenario.actions) {
    ids.push_back(action.id);
    if (action.id.empty()) continue;
    const auto place = action.places.find("id");
    if (!seen.insert(action.id).second) {
      problems.add(place == action.places.end() ? action.place : place->second,
                   fmt::format("id '{}' appears twice", action.id), "every entry has its own");
    }
  }
  for (const Action& action : scenario.actions) {
    if (action.answers.empty() || seen.count(action.answers)) continue;
    problems.add(action.places.at("answers"), fmt::format("no entry '{}'", action.answers),
                 did_you_mean(action.answers, ids));
  }
}

/// Nothing answers itself, nor what answers it. Each circle is named once, at its first entry in the file.
void check_answers(const Scenario& scenario, ProblemList& problems) {
  std::map<std::string, const Action*> by_id;
  for (const Action& action : scenario.actions) by_id.emplace(action.id, &action);
  std::set<std::string> known_to_circle;
  for (const Action& action : scenario.actions) {
    if (action.answers.empty() || known_to_circle.contains(action.id)) continue;
    std::vector<std::string> chain{action.id};
    const Action* at = &action;
    while (at->answers != action.id && by_id.contains(at->answers) && chain.size() <= scenario.actions.size()) {
      at = by_id.at(at->answers);
      chain.push_back(at->id);
    }
    if (at->answers != action.id) continue;
    known_to_circle.insert(chain.begin(), chain.end());
    problems.add(action.places.at("answers"),
                 chain.size() == 1
                     ? fmt::format("'{}' answers itself", action.id)
                     : fmt::format("the answers go in a circle: {}, {}", fmt::join(chain, ", "), action.id),
                 "an entry answers one that was there before it");
  }
}

/// Entries that have ended are taken along where their dates hold: the case then leaves them out and says so.
bool counts_unnamed(const Action& action, const std::optional<Date>& day) {
  if (!day) return true;
  const bool is_law = action.status.empty() ? !action.is_request : action.status == "in_force" || is_over(action);
  return is_law && action.validity.holds(*day);
}

std::vector<std::string> in_force(const Scenario& scenario, const std::optional<Date>& day) {
  std::vector<std::string> ids;
  for (const Action& action : scenario.actions) {
    if (counts_unnamed(action, day)) ids.push_back(action.id);
  }
  return ids;
}

Compare read_compare(const TomlTable& entry, const Scenario& scenario) {
  entry.know({"name", "title", "description", "actions", "on"});
  entry.require("name", "a short name, unique in the file");
  Compare compare{.name = entry.slug("name"), .on = tariff::day(entry, "on"), .place = entry.place()};
  compare.title = entry.text("title", compare.name);
  compare.description = entry.text("description");
  compare.actions = entry.words("actions");
  if (!entry.has("actions")) {
    const std::optional<Date> on = compare.on ? compare.on : scenario.as_of;
    if (!on) entry.require("actions", "the ids to combine; or give 'on' or the file's as_of to take what is in force");
    compare.actions = in_force(scenario, on);
    compare.on = on;
    compare.is_named = false;
  }
  std::vector<std::string> ids;
  for (const Action& action : scenario.actions) ids.push_back(action.id);
  const std::unordered_set<std::string_view> known(ids.begin(), ids.end());
  for (const std::string& id : compare.actions) {
    if (known.contains(id)) continue;
    const toml::array* list = entry.node("actions")->as_array();
    Place place = entry.place("actions");
    for (std::size_t at = 0; list != nullptr && at < list->size(); ++at) {
      const auto* item = (*list)[at].as_string();
      if (item != nullptr && item->get() == id) {
        place = text::place_of(*item, entry.file(), fmt::format("{}[{}]", entry.path("actions"), at));
      }
    }
    entry.problem(place, fmt::format("no entry '{}'", id), did_you_mean(id, ids));
  }
  return compare;
}

void read_compares(const TomlTable& root, Scenario& scenario) {
  std::set<std::string> names;
  for (const TomlTable& entry : root.tables("compare")) {
    Compare compare = read_compare(entry, scenario);
    if (!compare.name.empty() && !names.insert(compare.name).second) {
      entry.problem(entry.place("name"), fmt::format("name '{}' appears twice", compare.name),
                    "every compared case has its own");
    }
    scenario.compares.push_back(std::move(compare));
  }
  if (!scenario.compares.empty() || root.has("compare")) return;
  Compare all{.name = "all", .title = "All entries", .actions = in_force(scenario, scenario.as_of), .is_named = false};
  if (scenario.as_of) {
    all.name = "in-force";
    all.title = "In force on " + to_string(*scenario.as_of);
    all.on = scenario.as_of;
  }
  const auto counts = [&](const Action& action) {
    return std::find(all.actions.begin(), all.actions.end(), action.id) != all.actions.end() && !is_over(action);
  };
  if (!scenario.actions.empty() && std::none_of(scenario.actions.begin(), scenario.actions.end(), counts)) {
    root.problem(root.place("as_of"), scenario.as_of ? "nothing is in force that day" : "nothing is in force",
                 "name what to combine in a [[compare]]");
  }
  scenario.compares.push_back(std::move(all));
}

/// A compared case that a key of the file names; "" where it is absent.
std::string read_case_name(const TomlTable& root, const char* key, const Scenario& scenario) {
  const std::string named = root.text(key);
  if (named.empty()) return named;
  std::vector<std::string> names;
  for (const Compare& compare : scenario.compares) names.push_back(compare.name);
  if (std::ranges::find(names, named) == names.end())
    root.problem(root.place(key), fmt::format("no compared case '{}'", named), did_you_mean(named, names));
  return named;
}

void read_named_cases(const TomlTable& root, Scenario& scenario) {
  scenario.lead = read_case_name(root, "lead", scenario);
  scenario.agreement = read_case_name(root, "agreement", scenario);
  scenario.failure = read_case_name(root, "failure", scenario);
  if (!scenario.failure.empty() && scenario.agreement == scenario.failure)
    root.problem(root.place("agreement"), "is the same case as 'failure'", "two cases that differ");
}

/// Where the file names no parties: imposers, askers and the origins named, in order of appearance.
void complete_parties(Scenario& scenario) {
  if (!scenario.parties.empty()) return;
  const auto add = [&](const std::string& code) {
    const auto known = std::find(scenario.parties.begin(), scenario.parties.end(), code);
    if (!code.empty() && code != "*" && known == scenario.parties.end()) scenario.parties.push_back(code);
  };
  for (const Action& action : scenario.actions) {
    add(action.imposer);
    add(action.asked_by);
    for (const std::string& code : action.origin) add(code);
  }
}

}  // namespace

Scenario parse(const std::string& toml, const std::filesystem::path& file) {
  const std::string name = file.string();
  const toml::table table = text::parse_toml(toml, name);
  Scenario scenario;
  scenario.file = file;
  scenario.text = text::utf8_text(toml, name);
  ProblemList problems;
  const TomlTable root(table, name, "", problems);
  read_head(root, scenario);
  text::record_places(table, name, "", "", scenario.places);
  for (const TomlTable& entry : root.tables("action")) {
    scenario.actions.push_back(read_action(entry, file.parent_path(), scenario.coverage_files));
  }
  for (const TomlTable& entry : root.tables("request")) {
    scenario.actions.push_back(read_request(entry, file.parent_path(), scenario.coverage_files));
  }
  // Entries count in the order of the file, whichever kind they are.
  std::sort(scenario.actions.begin(), scenario.actions.end(), [](const Action& a, const Action& b) {
    return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
  });
  if (scenario.actions.empty()) root.problem({name, 0, 0, ""}, "has no [[action]] and no [[request]]");
  check_ids(scenario, problems);
  check_answers(scenario, problems);
  read_compares(root, scenario);
  read_named_cases(root, scenario);
  scenario.deal = read_deal_plan(root, scenario);
  scenario.strategy = read_strategy_plan(root, scenario);
  problems.throw_if_any();
  complete_parties(scenario);
  return scenario;
}

Scenario read(const std::filesystem::path& file) { return parse(text::read_bytes(file, file_limit), file); }

}  // namespace parley::scenario
