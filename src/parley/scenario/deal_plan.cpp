#include "parley/scenario/deal_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <set>

#include "parley/scenario/read_plans.hpp"

namespace parley::scenario {
namespace {

using text::TomlTable;

std::vector<std::string> entry_ids(const Scenario& scenario) {
  std::vector<std::string> ids;
  for (const Action& action : scenario.actions) ids.push_back(action.id);
  return ids;
}

std::vector<std::string> known_entries(const TomlTable& table, const char* key, const std::vector<std::string>& ids) {
  std::vector<std::string> words = table.words(key);
  for (const std::string& word : words) {
    if (std::find(ids.begin(), ids.end(), word) == ids.end())
      table.problem(table.place(key), fmt::format("no entry '{}'", word), did_you_mean(word, ids));
  }
  return words;
}

/// One number for each party.
std::vector<double> party_numbers(const TomlTable& table, const char* key, double lowest, double highest,
                                  std::vector<double> fallback) {
  if (!table.has(key)) return fallback;
  const std::string example =
      fmt::format("two numbers above {} and at most {}, as {} = [0.5, 0.5]", lowest, highest, key);
  const std::vector<double> numbers = table.numbers(key, 2, example);
  if (numbers.empty()) return fallback;
  const auto fits = [&](double value) { return value > lowest && value <= highest; };
  if (std::all_of(numbers.begin(), numbers.end(), fits)) return numbers;
  table.problem(table.place(key), "is not one number for each party", example);
  return fallback;
}

Issue read_issue(const TomlTable& entry, const std::vector<std::string>& ids) {
  entry.know({"id", "title", "option"});
  entry.require("id", "a short name, unique in the file");
  Issue issue{.id = entry.slug("id"), .title = entry.text("title", entry.text("id")), .place = entry.place()};
  std::set<std::string> seen;
  for (const TomlTable& each : entry.tables("option")) {
    each.know({"id", "title", "actions"});
    each.require("id", "a short name, unique in the issue");
    IssueOption option{.id = each.slug("id"), .title = each.text("title", each.text("id"))};
    option.actions = known_entries(each, "actions", ids);
    if (!seen.insert(option.id).second)
      each.problem(each.place("id"), fmt::format("option '{}' appears twice", option.id));
    issue.options.push_back(std::move(option));
  }
  if (issue.options.size() < 2) {
    entry.problem(entry.place(), fmt::format("issue '{}' has {} options", issue.id, issue.options.size()),
                  "[[issue.option]]: at least two, the first being how things stand without agreement");
  }
  return issue;
}

std::optional<AlternatingOffersPlan> read_talks(const TomlTable& deal) {
  if (!deal.has("talks")) return std::nullopt;
  const toml::node* node = deal.node("talks");
  if (!node->is_table()) {
    deal.problem(deal.place("talks"), "is not a table", "[deal.talks]");
    return std::nullopt;
  }
  const TomlTable table = deal.inner(*node->as_table(), "talks");
  table.know(
      {"rounds", "discount", "toughness", "breakdown_chance", "runs", "seed", "begin", "deadline", "round_days"});
  AlternatingOffersPlan talks;
  talks.discount = party_numbers(table, "discount", 0, 1, {1, 1});
  talks.toughness = party_numbers(table, "toughness", 0, 100, {1, 1});
  const auto count = [&](const char* key, std::int64_t fallback, std::int64_t most = 1'000'000) {
    return static_cast<std::size_t>(table.whole(key, 1, most).value_or(fallback));
  };
  talks.rounds = count("rounds", 12);
  talks.runs = count("runs", 1000);
  talks.seed = count("seed", 1, 1'000'000'000'000'000);
  talks.breakdown_chance = table.number("breakdown_chance").value_or(0);
  if (!(talks.breakdown_chance >= 0 && talks.breakdown_chance < 1))
    table.problem(table.place("breakdown_chance"), "is not a chance from 0 to below 1",
                  "0.05 for 5 % after every round");
  const auto begin = table.date("begin");
  const auto deadline = table.date("deadline");
  if (begin && deadline) {
    const auto days = [](const toml::date& date) {
      return std::chrono::sys_days(std::chrono::year_month_day(
          std::chrono::year(date.year), std::chrono::month(date.month), std::chrono::day(date.day)));
    };
    const auto length = (days(*deadline) - days(*begin)).count();
    if (length <= 0) {
      table.problem(table.place("deadline"), "lies before the start", "the deadline comes after 'begin'");
    } else {
      talks.rounds = std::max<std::size_t>(1, static_cast<std::size_t>(length) / count("round_days", 7));
    }
  }
  return talks;
}

/// Positions of an issue and of one of its options.
struct OptionPosition {
  std::size_t issue = 0, option = 0;
};

/// "chips=11bn"
std::optional<OptionPosition> find_option(const DealPlan& plan, const std::string& word) {
  const std::size_t sign = word.find('=');
  if (sign == std::string::npos) return std::nullopt;
  for (std::size_t i = 0; i < plan.issues.size(); ++i) {
    if (plan.issues[i].id != word.substr(0, sign)) continue;
    for (std::size_t o = 0; o < plan.issues[i].options.size(); ++o) {
      if (plan.issues[i].options[o].id == word.substr(sign + 1)) return OptionPosition{i, o};
    }
  }
  return std::nullopt;
}

void read_exclusions(const TomlTable& deal, DealPlan& plan) {
  for (const TomlTable& each : deal.tables("exclude")) {
    each.know({"both"});
    const std::vector<std::string> words = each.words("both");
    std::vector<OptionPosition> found;
    for (const std::string& word : words) {
      if (const auto named = find_option(plan, word)) {
        found.push_back(*named);
      } else {
        each.problem(each.place("both"), fmt::format("'{}' is not an option of an issue", word),
                     "write \"issue=option\"");
      }
    }
    if (words.size() != 2 || found.size() != 2) {
      each.problem(each.place(), "needs two options", R"(exclude = [{ both = ["tariffs=keep", "chips=11bn"] }])");
    } else if (found[0].issue == found[1].issue) {
      each.problem(each.place("both"), "are options of one issue", "those exclude each other anyway");
    } else {
      plan.exclusions.push_back({found[0].issue, found[0].option, found[1].issue, found[1].option});
    }
  }
}

/// What holds if talks fail: of the whole file where it names its failure, else of the deal itself.
void read_disagreement(const TomlTable& deal, const Scenario& scenario, const std::vector<std::string>& ids,
                       DealPlan& plan) {
  const auto failure = std::ranges::find(scenario.compares, scenario.failure, &Compare::name);
  const bool is_named = failure != scenario.compares.end();
  if (!is_named) {
    deal.require(
        "disagreement",
        "the entries in force if talks fail, as disagreement = [\"us-301-threat\"]; [] for none, \"war\" for the "
        "tariffs that each would then choose; or the file's own key failure = \"a compared case\"");
  }
  plan.disagreement_is_war = deal.words("disagreement") == std::vector<std::string>{"war"};
  if (deal.has("disagreement") && !plan.disagreement_is_war)
    plan.disagreement = known_entries(deal, "disagreement", ids);
  if (!is_named) return;
  const auto sorted = [](std::vector<std::string> list) {
    std::ranges::sort(list);
    return list;
  };
  if (deal.has("disagreement") && sorted(plan.disagreement) != sorted(failure->actions)) {
    deal.problem(deal.place("disagreement"),
                 fmt::format("is not what the file's failure = \"{}\" brings", scenario.failure),
                 "one of the two: a scenario has one failure");
  }
  plan.disagreement = failure->actions;
}

}  // namespace

std::size_t DealPlan::package_count() const {
  std::size_t count = 1;
  for (const Issue& issue : issues) count *= issue.options.size();
  return count;
}

std::optional<DealPlan> read_deal_plan(const TomlTable& root, const Scenario& scenario) {
  constexpr double most_packages = 1e6;
  if (!root.has("deal")) {
    if (root.has("issue")) root.problem(root.place("issue"), "stands without a [deal]", "[deal] names the parties");
    return std::nullopt;
  }
  if (!root.node("deal")->is_table()) {
    root.problem(root.place("deal"), "is not a table", "[deal]");
    return std::nullopt;
  }
  const TomlTable deal = root.inner(*root.node("deal")->as_table(), "deal");
  deal.know({"parties", "disagreement", "weights", "exclude", "talks"});
  const std::vector<std::string> ids = entry_ids(scenario);
  DealPlan plan{.parties = deal.words("parties")};
  if (plan.parties.size() != 2 || plan.parties[0] == plan.parties[1])
    deal.problem(deal.place("parties"), "needs two different countries", R"(parties = ["USA", "CHN"])");
  read_disagreement(deal, scenario, ids, plan);
  plan.weights = party_numbers(deal, "weights", 0, 1e6, {});
  std::set<std::string> seen;
  for (const TomlTable& entry : root.tables("issue")) {
    plan.issues.push_back(read_issue(entry, ids));
    if (!seen.insert(plan.issues.back().id).second)
      entry.problem(entry.place("id"), fmt::format("issue '{}' appears twice", plan.issues.back().id));
  }
  if (plan.issues.empty()) deal.problem(deal.place(), "has no [[issue]]", "each thing on the table is an [[issue]]");
  read_exclusions(deal, plan);
  plan.talks = read_talks(deal);
  // Of 64 issues with two options each there are more packages than a whole number can count.
  double packages = 1;
  for (const Issue& issue : plan.issues) packages *= static_cast<double>(issue.options.size());
  if (packages > most_packages) {
    deal.problem(deal.place(), fmt::format("{:.7g} packages are too many", packages),
                 fmt::format("at most {:.0f}: leave options out", most_packages));
  }
  return plan;
}

}  // namespace parley::scenario
