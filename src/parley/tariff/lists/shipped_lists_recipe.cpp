#include "parley/tariff/lists/shipped_lists_recipe.hpp"

#include <fmt/format.h>

#include "parley/text/toml_table.hpp"

namespace parley::tariff {
namespace {

using text::TomlTable;

ListHead read_head(const TomlTable& entry) {
  for (const char* key : {"out", "title", "source", "licence"}) entry.require(key, "");
  return {entry.slug("out"), entry.text("title"), entry.text("source"), entry.text("licence"), entry.place()};
}

ListExtract read_list(const TomlTable& entry) {
  entry.know({"out", "title", "source", "licence", "file", "where", "code", "points", "partial", "expect"});
  entry.require("code", "the column with the line's code, or several, of which the first that is filled counts");
  ListExtract list{.head = read_head(entry),
                   .rows = read_selection(entry),
                   .code_columns = entry.words("code"),
                   .points_column = entry.text("points"),
                   .partial_column = entry.text("partial")};
  list.expected_lines = entry.line_count("expect");
  return list;
}

ScheduleExtract read_schedule(const TomlTable& entry) {
  entry.know(
      {"out", "title", "source", "licence", "file", "where", "code", "rate", "earlier", "changes_on", "leave_out"});
  for (const char* key : {"code", "rate", "earlier", "changes_on"}) entry.require(key, "");
  ScheduleExtract schedule{.head = read_head(entry),
                           .rows = read_selection(entry),
                           .code_column = entry.text("code"),
                           .rate_column = entry.text("rate"),
                           .leave_out = entry.words("leave_out")};
  if (const std::optional<toml::date> day = entry.date("changes_on")) {
    schedule.changes_on = {static_cast<int>(day->year), static_cast<int>(day->month), static_cast<int>(day->day)};
  }
  const toml::node* earlier = entry.node("earlier");
  if (earlier == nullptr || !earlier->is_table()) {
    entry.problem(entry.place("earlier"), "is not a table",
                  R"({ file = "x.csv", code = "hts8", rate = "r", from = "d" })");
    return schedule;
  }
  const TomlTable inner = entry.inner(*earlier->as_table(), "earlier");
  inner.know({"file", "where", "code", "rate", "from"});
  schedule.earlier = read_selection(inner);
  schedule.earlier_code_column = inner.text("code");
  schedule.earlier_rate_column = inner.text("rate");
  schedule.earlier_from_column = inner.text("from");
  return schedule;
}

}  // namespace

ShippedListRecipe read_shipped_recipe(const std::filesystem::path& path) {
  const std::string file = path.string();
  const toml::table table = text::read_toml(path);
  ProblemList problems;
  const TomlTable root(table, file, "", problems);
  root.know({"format", "notes", "list", "schedule"});
  root.require("format", "format = 1");
  if (const auto format = root.number("format"); format && *format != 1) {
    root.problem(root.place("format"), fmt::format("format {} is not known", *format), "this version reads format = 1");
  }
  ShippedListRecipe recipe{.notes = root.words("notes")};
  for (const TomlTable& entry : root.tables("list")) recipe.lists.push_back(read_list(entry));
  for (const TomlTable& entry : root.tables("schedule")) recipe.schedules.push_back(read_schedule(entry));
  if (recipe.lists.empty() && recipe.schedules.empty()) root.problem({file, 0, 0, ""}, "has no [[list]]");
  problems.throw_if_any();
  return recipe;
}

}  // namespace parley::tariff
