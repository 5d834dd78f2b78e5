#include "parley/rules/read_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "parley/text/contains.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/toml_table.hpp"

namespace parley::rules {
namespace {

using text::TomlTable;

const std::vector<std::pair<std::string, CheckKind>> kinds{
    {"bound-ceiling", CheckKind::bound_ceiling}, {"most-favoured-nation", CheckKind::most_favoured_nation},
    {"preferences", CheckKind::preferences},     {"safeguard-rebalancing", CheckKind::rebalancing},
    {"nullification", CheckKind::nullification}, {"deal-coverage", CheckKind::coverage}};

std::optional<Date> date_at(const TomlTable& entry, const char* key) {
  const std::optional<toml::date> date = entry.date(key);
  if (!date) return std::nullopt;
  return Date{static_cast<int>(date->year), static_cast<int>(date->month), static_cast<int>(date->day)};
}

/// A number in percent as a fraction; a problem where it is out of range.
std::optional<double> percent_at(const TomlTable& entry, const char* key, double most) {
  const std::optional<double> percent = entry.number(key);
  if (!percent) return std::nullopt;
  if (*percent >= 0 && *percent <= most) return *percent / 100;
  entry.problem(entry.place(key), fmt::format("{} is out of range", *percent), fmt::format("percent, 0 to {}", most));
  return std::nullopt;
}

/// A number not below zero.
std::optional<double> amount_at(const TomlTable& entry, const char* key) {
  const std::optional<double> amount = entry.number(key);
  if (!amount) return std::nullopt;
  if (*amount >= 0 && *amount <= 1e12) return amount;
  entry.problem(entry.place(key), fmt::format("{} is out of range", *amount), "0 to 1e12");
  return std::nullopt;
}

std::map<std::string, std::string> conditions_at(const TomlTable& entry) {
  std::map<std::string, std::string> conditions;
  const toml::node* node = entry.node("where");
  if (node == nullptr) return conditions;
  const toml::table* table = node->as_table();
  if (table == nullptr) {
    entry.problem(entry.place("where"), "is not a table", R"(where = { year = "2017" })");
    return conditions;
  }
  const TomlTable columns = entry.inner(*table, "where");
  for (const auto& [key, value] : *table) conditions[std::string(key.str())] = columns.text(key.str());
  return conditions;
}

TableRows rows_at(const TomlTable& entry) {
  return {entry.text("file"), conditions_at(entry), entry.text("code"), entry.text("value"), entry.place("file")};
}

/// A table of rates or lines that stands under a key.
std::optional<TableRows> inner_rows_at(const TomlTable& entry, const char* key) {
  const toml::node* node = entry.node(key);
  if (node == nullptr) return std::nullopt;
  if (node->as_table() == nullptr) {
    entry.problem(entry.place(key), "is not a table", R"({ file = "...", code = "code", value = "rate_pct" })");
    return std::nullopt;
  }
  const TomlTable inner = entry.inner(*node->as_table(), key);
  inner.know({"file", "where", "code", "value"});
  for (const char* needed : {"file", "code"}) inner.require(needed, "");
  return rows_at(inner);
}

CaseList read_list(const TomlTable& entry) {
  entry.know({"id", "title", "imposer", "origin", "except", "effective", "ends", "file", "where", "code", "rate_pct",
              "rate_column", "applied_column", "bound_column", "applied_table", "bound_table", "expect", "source"});
  for (const char* key : {"id", "imposer", "file", "code"}) entry.require(key, "");
  CaseList list{.id = entry.slug("id"),
                .title = entry.text("title", entry.text("id")),
                .imposer = entry.text("imposer"),
                .origin = entry.words("origin"),
                .except = {},
                .validity = {date_at(entry, "effective"), date_at(entry, "ends")},
                .source = entry.text("source"),
                .rows = rows_at(entry),
                .rate = percent_at(entry, "rate_pct", 1000),
                .rate_column = entry.text("rate_column"),
                .applied_column = entry.text("applied_column"),
                .bound_column = entry.text("bound_column"),
                .applied_table = inner_rows_at(entry, "applied_table"),
                .bound_table = inner_rows_at(entry, "bound_table"),
                .expected_lines = std::nullopt,
                .lines = {}};
  if (list.origin.empty()) list.origin = {"*"};
  if (entry.has("rate_pct") == entry.has("rate_column")) {
    entry.problem(entry.place(), "needs either 'rate_pct' or 'rate_column'");
  }
  list.expected_lines = entry.line_count("expect");
  for (const TomlTable& spared : entry.tables("except")) {
    spared.know({"origin", "until", "source"});
    list.except.push_back({spared.words("origin"), date_at(spared, "until")});
  }
  return list;
}

Valuation read_valuation(const TomlTable& entry) {
  entry.know(
      {"id", "source", "file", "where", "code", "value", "unit_musd", "factor", "schedule", "partial", "totals_musd"});
  for (const char* key : {"id", "source"}) entry.require(key, "");
  Valuation valuation{.id = entry.slug("id"),
                      .source = entry.text("source"),
                      .unit_musd = amount_at(entry, "unit_musd").value_or(1),
                      .factor = amount_at(entry, "factor").value_or(1),
                      .keeps_partial = entry.choice("partial", {"whole", "leave-out"}, "whole") == "whole",
                      .place = entry.place()};
  if (entry.has("file")) valuation.rows = rows_at(entry);
  valuation.schedule = inner_rows_at(entry, "schedule");
  if (const toml::node* node = entry.node("totals_musd"); node != nullptr && node->as_table() != nullptr) {
    const TomlTable totals = entry.inner(*node->as_table(), "totals_musd");
    for (const auto& [key, value] : *node->as_table()) {
      const std::string list(key.str());
      valuation.totals_musd[list] = amount_at(totals, list.c_str()).value_or(0);
    }
  }
  if (!valuation.rows && valuation.totals_musd.empty()) {
    entry.problem(entry.place(), "has neither a file nor totals", "give 'file' or 'totals_musd'");
  }
  return valuation;
}

Agreement read_agreement(const TomlTable& entry) {
  entry.know({"id", "importer", "partners", "rate_pct", "source"});
  for (const char* key : {"id", "importer", "partners"}) entry.require(key, "");
  return {entry.text("id"), entry.text("importer"), entry.words("partners"),
          percent_at(entry, "rate_pct", 1000).value_or(0), entry.text("source")};
}

CaseCheck read_check(const TomlTable& entry) {
  entry.know({"id",
              "kind",
              "note",
              "lists",
              "measure",
              "suspension",
              "measure_valuations",
              "suspension_valuations",
              "valuation",
              "tolerance_pct",
              "threshold_pct",
              "large_chapter_pct",
              "import_demand_elasticity",
              "export_supply_elasticity",
              "on",
              "applied",
              "notice",
              "suspended",
              "absolute_increase",
              "freed",
              "trade_musd",
              "freed_musd",
              "lines",
              "freed_lines"});
  for (const char* key : {"id", "kind"}) entry.require(key, "");
  std::vector<std::string> names;
  for (const auto& [name, kind] : kinds) names.push_back(name);
  const std::string name = entry.choice("kind", names, names.front());
  const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const auto& each) { return each.first == name; });
  return {.id = entry.slug("id"),
          .kind = kind->second,
          .note = entry.text("note"),
          .lists = entry.words("lists"),
          .measure = entry.words("measure"),
          .suspension = entry.words("suspension"),
          .measure_valuations = entry.words("measure_valuations"),
          .suspension_valuations = entry.words("suspension_valuations"),
          .tolerance = percent_at(entry, "tolerance_pct", 1000),
          .threshold = percent_at(entry, "threshold_pct", 100),
          .large_chapter = percent_at(entry, "large_chapter_pct", 100),
          .demand_elasticity = amount_at(entry, "import_demand_elasticity"),
          .supply_elasticity = amount_at(entry, "export_supply_elasticity"),
          .on = date_at(entry, "on"),
          .applied = date_at(entry, "applied"),
          .notice = date_at(entry, "notice"),
          .suspended = date_at(entry, "suspended"),
          .absolute_increase = entry.flag("absolute_increase", false),
          .freed = entry.words("freed"),
          .valuation = entry.text("valuation"),
          .trade_musd = amount_at(entry, "trade_musd"),
          .freed_musd = amount_at(entry, "freed_musd"),
          .trade_lines = entry.line_count("lines"),
          .freed_lines = entry.line_count("freed_lines"),
          .place = entry.place()};
}

template <class Entry>
std::vector<std::string> ids_of(const std::vector<Entry>& entries, const std::string& file, ProblemList& problems) {
  std::vector<std::string> ids;
  for (const Entry& each : entries) {
    if (text::contains(ids, each.id)) {
      problems.add({file, 0, 0, each.id}, "appears twice", "give every entry an id of its own");
    }
    ids.push_back(each.id);
  }
  return ids;
}

/// Every list and valuation that a check or a total names is there.
void check_names(const RuleCase& rule_case, ProblemList& problems) {
  const std::vector<std::string> lists = ids_of(rule_case.lists, rule_case.file, problems);
  const std::vector<std::string> valuations = ids_of(rule_case.valuations, rule_case.file, problems);
  static_cast<void>(ids_of(rule_case.checks, rule_case.file, problems));
  const auto look = [&](const std::vector<std::string>& names, const std::vector<std::string>& known, const char* what,
                        const Place& place) {
    for (const std::string& name : names) {
      if (text::contains(known, name)) continue;
      problems.add(place, fmt::format("no {} '{}'", what, name), did_you_mean(name, known));
    }
  };
  for (const CaseCheck& check : rule_case.checks) {
    for (const auto* names : {&check.lists, &check.measure, &check.suspension})
      look(*names, lists, "list", check.place);
    for (const auto* names : {&check.measure_valuations, &check.suspension_valuations}) {
      look(*names, valuations, "valuation", check.place);
    }
    if (!check.valuation.empty()) look({check.valuation}, valuations, "valuation", check.place);
  }
  for (const Valuation& valuation : rule_case.valuations) {
    for (const auto& [list, total] : valuation.totals_musd) look({list}, lists, "list", valuation.place);
  }
}

}  // namespace

const CaseList& RuleCase::list(std::string_view id) const {
  return *std::find_if(lists.begin(), lists.end(), [&](const CaseList& each) { return each.id == id; });
}

const Valuation& RuleCase::valuation(std::string_view id) const {
  return *std::find_if(valuations.begin(), valuations.end(), [&](const Valuation& each) { return each.id == id; });
}

RuleCase parse_case(std::string_view bytes, const std::string& file) {
  const toml::table table = text::parse_toml(bytes, file);
  ProblemList problems;
  const TomlTable root(table, file, "", problems);
  root.know({"format", "title", "description", "as_of", "members", "list", "valuation", "agreement", "check"});
  root.require("format", "format = 1");
  if (const auto format = root.number("format"); format && *format != 1) {
    root.problem(root.place("format"), fmt::format("format {} is not known", *format), "this version reads format = 1");
  }
  RuleCase rule_case{.file = file,
                     .title = root.text("title"),
                     .description = root.text("description"),
                     .as_of = date_at(root, "as_of"),
                     .members = root.words("members")};
  for (const TomlTable& entry : root.tables("list")) rule_case.lists.push_back(read_list(entry));
  for (const TomlTable& entry : root.tables("valuation")) rule_case.valuations.push_back(read_valuation(entry));
  for (const TomlTable& entry : root.tables("agreement")) rule_case.agreements.push_back(read_agreement(entry));
  for (const TomlTable& entry : root.tables("check")) rule_case.checks.push_back(read_check(entry));
  if (rule_case.checks.empty()) root.problem({file, 0, 0, ""}, "has no [[check]]");
  check_names(rule_case, problems);
  problems.throw_if_any();
  return rule_case;
}

}  // namespace parley::rules
