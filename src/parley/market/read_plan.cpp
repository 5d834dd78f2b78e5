#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "parley/market/plan.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/toml_table.hpp"

namespace parley::market {
namespace {

using text::TomlTable;

constexpr std::size_t file_limit = std::size_t{1} << 24;

std::optional<Date> day(const TomlTable& table, std::string_view key) {
  const std::optional<toml::date> found = table.date(key);
  if (!found) return std::nullopt;
  return Date{found->year, found->month, found->day};
}

int whole(const TomlTable& table, std::string_view key, int fallback, int least, int most) {
  return static_cast<int>(table.whole(key, least, most).value_or(fallback));
}

/// The table under a key, or nothing where the file has none.
std::optional<TomlTable> part(const TomlTable& root, std::string_view key) {
  const toml::node* node = root.node(key);
  if (node == nullptr) return std::nullopt;
  if (const toml::table* table = node->as_table()) return root.inner(*table, key);
  root.problem(root.place(key), "is not a table", fmt::format("[{}]", key));
  return std::nullopt;
}

EventPlan::Values values(const TomlTable& table) {
  return table.choice("values", {"price", "return_percent"}, "price") == "price" ? EventPlan::Values::price
                                                                                 : EventPlan::Values::return_percent;
}

void read_prices(const TomlTable& root, EventPlan& plan) {
  root.require("prices", "[prices] with a file");
  if (const std::optional<TomlTable> prices = part(root, "prices")) {
    prices->know({"file", "layout", "date", "member", "value", "values", "columns"});
    prices->require("file", "a CSV file of daily prices");
    plan.prices = prices->text("file");
    if (prices->choice("layout", {"wide", "long"}, "wide") == "long")
      plan.form.layout = DayTableForm::Layout::long_rows;
    plan.form.date = prices->text("date", plan.form.date);
    plan.form.member = prices->text("member", plan.form.member);
    plan.form.value = prices->text("value", plan.form.value);
    plan.values = values(*prices);
    plan.form.only = prices->words("columns");
    if (prices->has("columns") && plan.form.layout == DayTableForm::Layout::long_rows)
      prices->problem(prices->place("columns"), "belongs to a file with a column per member",
                      "in long rows 'value' names the column of the number");
    plan.form.is_price = plan.values == EventPlan::Values::price;
  }
  if (const std::optional<TomlTable> actions = part(root, "actions")) {
    actions->know({"file", "date", "member", "dividend", "split"});
    actions->require("file", "a CSV file of dividends and splits");
    plan.actions = actions->text("file");
    plan.action_form = {actions->text("date", "date"), actions->text("member", "ticker"),
                        actions->text("dividend", "dividend_amount"), actions->text("split", "split_coefficient")};
    if (plan.values != EventPlan::Values::price)
      root.problem(root.place("actions"), "returns need no dividends and splits", "leave [actions] out");
  }
}

void read_explanation(const TomlTable& root, EventPlan& plan) {
  if (const std::optional<TomlTable> market = part(root, "market")) {
    market->know({"file", "column", "values"});
    market->require("file", "a CSV file of an index");
    market->require("column", "the index's column");
    plan.market = market->text("file");
    plan.market_column = market->text("column");
    plan.market_values = values(*market);
  }
  if (const std::optional<TomlTable> factors = part(root, "factors")) {
    factors->know({"file", "columns", "risk_free"});
    factors->require("file", "a CSV file of factors in per cent a day");
    factors->require("columns", R"(as ["mkt_rf", "smb", "hml"])");
    plan.factors = factors->text("file");
    plan.factor_columns = factors->words("columns");
    plan.risk_free = factors->text("risk_free");
  }
  if (plan.market.empty() == plan.factors.empty()) {
    root.problem(root.place(), "one of [market] and [factors] is needed",
                 "[market] for the market model, [factors] for Fama and French's factors");
  }
}

void read_estimation(const TomlTable& root, EventPlan& plan) {
  if (const std::optional<TomlTable> estimation = part(root, "estimation")) {
    estimation->know({"days", "gap", "least_days", "from", "until"});
    plan.estimation_days = whole(*estimation, "days", plan.estimation_days, 10, 100000);
    plan.estimation_gap = whole(*estimation, "gap", plan.estimation_gap, 1, 100000);
    plan.options.least_days = static_cast<std::size_t>(whole(*estimation, "least_days", 60, 10, 100000));
    plan.estimation_from = day(*estimation, "from");
    plan.estimation_until = day(*estimation, "until");
    if (plan.estimation_from.has_value() != plan.estimation_until.has_value())
      estimation->problem(estimation->place(), "'from' and 'until' go together");
    if (plan.estimation_from && plan.estimation_until && *plan.estimation_until < *plan.estimation_from)
      estimation->problem(estimation->place("until"), "stands before 'from'");
  }
  if (const std::optional<TomlTable> permutation = part(root, "permutation")) {
    permutation->know({"draws", "seed"});
    plan.options.draws = static_cast<std::size_t>(whole(*permutation, "draws", 999, 0, 1000000));
    plan.options.seed = static_cast<std::uint64_t>(whole(*permutation, "seed", 1, 0, 2000000000));
  }
}

void read_groups(const TomlTable& root, EventPlan& plan) {
  std::vector<std::string> ids;
  for (const TomlTable& entry : root.tables("group")) {
    entry.know({"id", "title", "members", "file", "column", "where", "equals", "except"});
    entry.require("id", "a short name");
    PlanGroup group{.id = entry.slug("id"), .place = entry.place()};
    group.title = entry.text("title", group.id);
    group.members = entry.words("members");
    group.file = entry.text("file");
    group.column = entry.text("column");
    group.where = entry.text("where");
    group.equals = entry.text("equals");
    group.except = entry.words("except");
    if (!group.file.empty()) entry.require("column", "the column of the members' names");
    if (entry.has("file") && entry.has("members")) entry.problem(entry.place("file"), "either members or a file");
    for (const std::string& other : group.except) {
      if (std::find(ids.begin(), ids.end(), other) == ids.end())
        entry.problem(entry.place("except"), fmt::format("no group '{}' stands before", other),
                      did_you_mean(other, ids));
    }
    if (std::find(ids.begin(), ids.end(), group.id) != ids.end())
      entry.problem(entry.place("id"), fmt::format("id '{}' appears twice", group.id));
    ids.push_back(group.id);
    plan.groups.push_back(std::move(group));
  }
  if (plan.groups.empty()) root.problem(root.place(), "no [[group]]", "the members to study");
  for (const TomlTable& entry : root.tables("compare")) {
    entry.know({"first", "second"});
    PlanComparison comparison{entry.text("first"), entry.text("second"), entry.place()};
    for (const std::string& id : {comparison.first, comparison.second}) {
      if (std::find(ids.begin(), ids.end(), id) == ids.end())
        entry.problem(entry.place(), fmt::format("no group '{}'", id), did_you_mean(id, ids));
    }
    plan.comparisons.push_back(std::move(comparison));
  }
}

void read_events(const TomlTable& root, EventPlan& plan) {
  std::set<std::string> ids;
  const std::vector<TomlTable> events = root.tables("event");
  for (const TomlTable& entry : events) {
    entry.know({"id", "title", "date", "dates", "from", "to", "source"});
    entry.require("id", "a short name");
    if (entry.has("dates") || (entry.has("date") && entry.node("date")->is_array())) {
      entry.problem(
          entry.place(entry.has("dates") ? "dates" : "date"), "an event has one day, the same for all members",
          "for members with days of their own, an [[event]] for each day and a [[group]] of the members it is of");
      continue;
    }
    entry.require("date", "as date = 2018-03-22");
    PlanEvent event{.id = entry.slug("id"), .place = entry.place()};
    event.title = entry.text("title", event.id);
    event.date = day(entry, "date").value_or(Date{});
    event.from = whole(entry, "from", 0, -1000, 1000);
    event.to = whole(entry, "to", event.from, -1000, 1000);
    event.source = entry.text("source");
    if (event.to < event.from) entry.problem(entry.place("to"), "stands before 'from'");
    if (!ids.insert(event.id).second) entry.problem(entry.place("id"), fmt::format("id '{}' appears twice", event.id));
    plan.events.push_back(std::move(event));
  }
  if (events.empty()) root.problem(root.place(), "no [[event]]", "a day and what happened");
  for (const TomlTable& entry : root.tables("news")) {
    entry.know({"date", "title", "source"});
    entry.require("date", "as date = 2018-03-21");
    entry.require("title", "what else was in the news");
    plan.news.push_back({day(entry, "date").value_or(Date{}), entry.text("title"), entry.text("source")});
  }
}

void read_story_files(const TomlTable& root, EventPlan& plan) {
  const std::optional<TomlTable> story = part(root, "story");
  if (!story) return;
  story->know({"levels", "shares", "affiliates", "firms", "sectors", "war", "deal"});
  for (const char* key : {"levels", "shares", "affiliates", "firms", "sectors"})
    story->require(key, "[story] needs all of its files: docs/events.md");
  plan.story = {story->text("levels"),  story->text("shares"), story->text("affiliates"), story->text("firms"),
                story->text("sectors"), story->text("war"),    story->text("deal")};
}

}  // namespace

EventPlan parse_plan(std::string_view toml, const std::filesystem::path& file) {
  const std::string name = file.string();
  const toml::table parsed = text::parse_toml(toml, name);
  ProblemList problems;
  const TomlTable root(parsed, name, "", problems);
  root.know({"format", "title", "prices", "actions", "market", "factors", "estimation", "permutation", "group",
             "compare", "event", "news", "story"});
  root.require("format", "format = 1");
  if (const auto format = root.number("format"); format && *format != 1)
    root.problem(root.place("format"), fmt::format("format {} is not known", *format), "this version reads format = 1");
  EventPlan plan{.file = file};
  plan.title = root.text("title", file.stem().string());
  read_prices(root, plan);
  read_explanation(root, plan);
  read_estimation(root, plan);
  read_groups(root, plan);
  read_events(root, plan);
  read_story_files(root, plan);
  problems.throw_if_any();
  return plan;
}

EventPlan read_plan(const std::filesystem::path& file) { return parse_plan(text::read_bytes(file, file_limit), file); }

}  // namespace parley::market
