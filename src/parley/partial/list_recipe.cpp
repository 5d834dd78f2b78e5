#include "parley/partial/list_recipe.hpp"

#include <fmt/format.h>

#include <utility>

#include "parley/text/read_code.hpp"
#include "parley/text/toml_table.hpp"

namespace parley::partial {
namespace {

using text::TomlTable;

constexpr std::array<std::string_view, line_measure_count> measure_names{"tariff", "elasticity", "exporter_dependence",
                                                                         "own_dependence", "availability"};
constexpr std::array<std::string_view, 3> use_names{"consumption", "intermediate", "capital"};

std::optional<TomlTable> table_under(const TomlTable& entry, std::string_view key) {
  const toml::node* node = entry.node(key);
  if (node == nullptr) return std::nullopt;
  if (const toml::table* table = node->as_table()) return entry.inner(*table, key);
  entry.problem(entry.place(key), "is not a table");
  return std::nullopt;
}

double number_in(const TomlTable& entry, std::string_view key, double fallback, double least, double most) {
  const std::optional<double> value = entry.number(key);
  if (!value) return fallback;
  if (*value >= least && *value <= most) return *value;
  entry.problem(entry.place(key), fmt::format("{} is out of range", *value), fmt::format("{} to {}", least, most));
  return fallback;
}

std::size_t digits_in(const TomlTable& entry, std::size_t fallback) {
  const std::optional<std::int64_t> digits = entry.whole("digits", 2, 12);
  return digits ? static_cast<std::size_t>(*digits) : fallback;
}

void read_trade(const TomlTable& root, ListRecipe& recipe) {
  const std::optional<TomlTable> entry = table_under(root, "trade");
  if (!entry) {
    root.problem(root.place("trade"), "'trade' is absent", "[trade] with file, code, value");
    return;
  }
  entry->know({"file", "where", "code", "value", "text", "unit_usd", "official_musd", "source"});
  for (const char* key : {"code", "value"}) entry->require(key, "a column of the file");
  recipe.trade = tariff::read_selection(*entry);
  recipe.code_column = entry->text("code");
  recipe.value_column = entry->text("value");
  recipe.text_column = entry->text("text");
  recipe.unit_usd = number_in(*entry, "unit_usd", 1, 1e-6, 1e9);
  if (entry->has("official_musd")) recipe.official_usd = 1e6 * number_in(*entry, "official_musd", 1, 1e-3, 1e9);
  recipe.trade_source = entry->text("source");
}

VintageStep read_step(const TomlTable& entry) {
  entry.know({"file", "where", "after", "before"});
  for (const char* key : {"after", "before"}) entry.require(key, "a column of the file");
  return {.rows = tariff::read_selection(entry),
          .after_column = entry.text("after"),
          .before_column = entry.text("before")};
}

void read_doubt(const TomlTable& entry, MeasureSource& measure) {
  const std::optional<TomlTable> doubt = table_under(entry, "doubt");
  if (!doubt) return;
  doubt->know({"column", "value", "reason"});
  for (const char* key : {"column", "value", "reason"}) doubt->require(key, "");
  measure.doubt_column = doubt->text("column");
  measure.doubt_value = doubt->text("value");
  measure.doubt = doubt->text("reason");
}

MeasureSource read_measure(const TomlTable& entry) {
  entry.know({"file", "where", "code", "value", "over", "digits", "unit", "sum", "no_value", "absent", "vintage",
              "doubt", "source"});
  for (const char* key : {"code", "value"}) entry.require(key, "a column of the file");
  MeasureSource measure{.rows = tariff::read_selection(entry),
                        .code_column = entry.text("code"),
                        .value_column = entry.text("value"),
                        .over_column = entry.text("over"),
                        .digits = digits_in(entry, 0),
                        .unit = entry.number("unit").value_or(1.0),
                        .is_sum = entry.flag("sum", false),
                        .no_value = entry.words("no_value"),
                        .absent = entry.number("absent"),
                        .source = entry.text("source")};
  for (const TomlTable& step : entry.tables("vintage")) measure.vintage.push_back(read_step(step));
  read_doubt(entry, measure);
  return measure;
}

EndUseSource read_end_use(const TomlTable& entry) {
  entry.know({"file", "where", "code", "class", "digits", "consumption", "intermediate", "capital", "source"});
  for (const char* key : {"code", "class"}) entry.require(key, "a column of the file");
  EndUseSource source{.rows = tariff::read_selection(entry),
                      .code_column = entry.text("code"),
                      .class_column = entry.text("class"),
                      .digits = digits_in(entry, 6),
                      .use_of_class = {},
                      .source = entry.text("source")};
  for (std::size_t use = 0; use < use_names.size(); ++use) {
    for (const std::string& prefix : entry.words(use_names[use])) {
      if (source.use_of_class.insert(prefix, static_cast<EndUse>(use))) continue;
      entry.problem(entry.place(use_names[use]), fmt::format("class '{}' has two uses", prefix));
    }
  }
  if (source.use_of_class.empty()) entry.problem(entry.place(), "no class has a use", R"(consumption = ["61", "62"])");
  return source;
}

ListWeights read_weights(const TomlTable& entry) {
  entry.know({"redirected", "own_dependence", "consumption", "intermediate", "capital"});
  ListWeights weights;
  weights.redirected = number_in(entry, "redirected", weights.redirected, 0, 1);
  weights.own_dependence = number_in(entry, "own_dependence", weights.own_dependence, 0, 1e3);
  for (std::size_t use = 0; use < use_names.size(); ++use) {
    weights.buyers[use] = number_in(entry, use_names[use], weights.buyers[use], 0, 1e3);
  }
  return weights;
}

std::vector<std::string> prefixes_of(const TomlTable& entry) {
  entry.require("prefix", R"(prefix = ["02", "0203"])");
  entry.require("reason", "why, in words; it is printed beside every line");
  return text::read_codes(entry, "prefix");
}

void read_prefixes(const TomlTable& root, ListRecipe& recipe) {
  for (const TomlTable& entry : root.tables("political")) {
    entry.know({"prefix", "weight", "reason"});
    entry.require("weight", "1 is neutral");
    const Reasoned weight{number_in(entry, "weight", 1, 0, 1e3), entry.text("reason")};
    for (std::string& prefix : prefixes_of(entry)) {
      if (recipe.political.insert(prefix, weight)) continue;
      entry.problem(entry.place("prefix"), fmt::format("'{}' has two weights", prefix));
    }
  }
  for (const TomlTable& entry : root.tables("exclude")) {
    entry.know({"prefix", "reason"});
    for (std::string& prefix : prefixes_of(entry)) {
      if (recipe.excluded.insert(prefix, entry.text("reason"))) continue;
      entry.problem(entry.place("prefix"), fmt::format("'{}' is excluded twice", prefix));
    }
  }
}

ComparedList read_compared(const TomlTable& entry) {
  entry.know({"id", "file", "where", "code", "rate", "rate_pct", "schedule", "expect", "source"});
  for (const char* key : {"id", "code"}) entry.require(key, "");
  ComparedList list{.id = entry.slug("id"),
                    .rows = tariff::read_selection(entry),
                    .code_column = entry.text("code"),
                    .rate_column = entry.text("rate"),
                    .rate = std::nullopt,
                    .schedule = std::nullopt,
                    .schedule_code = "",
                    .expected_lines = std::nullopt,
                    .source = entry.text("source")};
  if (entry.has("rate") == entry.has("rate_pct")) {
    entry.problem(entry.place(), "needs either 'rate' or 'rate_pct'",
                  "a column of the file, or one rate for all lines");
  }
  if (entry.has("rate_pct")) list.rate = number_in(entry, "rate_pct", 0, 0, 1000) / 100;
  list.expected_lines = entry.line_count("expect");
  if (const auto schedule = table_under(entry, "schedule")) {
    schedule->know({"file", "where", "code"});
    schedule->require("code", "a column of the file");
    list.schedule = tariff::read_selection(*schedule);
    list.schedule_code = schedule->text("code");
  }
  return list;
}

}  // namespace

std::string_view to_string(LineMeasure measure) { return measure_names[static_cast<std::size_t>(measure)]; }
std::string_view to_string(EndUse use) { return use_names[static_cast<std::size_t>(use)]; }

ListRecipe parse_list_recipe(std::string_view bytes, const std::string& file) {
  const toml::table table = text::parse_toml(bytes, file);
  ProblemList problems;
  const TomlTable root(table, file, "", problems);
  root.know({"format", "title", "importer", "partner", "budget_musd", "fill", "rate_pct", "notes", "trade", "measures",
             "end_use", "weights", "political", "exclude", "compare"});
  if (root.number("format").value_or(0) != 1) root.problem(root.place("format"), "is not 1", "format = 1");
  for (const char* key : {"title", "importer", "partner", "budget_musd", "rate_pct"}) root.require(key, "");
  ListRecipe recipe{.file = file,
                    .title = root.text("title"),
                    .importer = root.text("importer"),
                    .partner = root.text("partner"),
                    .budget_usd = 1e6 * number_in(root, "budget_musd", 1, 1e-3, 1e8),
                    .fill = number_in(root, "fill", 0.99, 0.01, 1),
                    .rate = number_in(root, "rate_pct", 1, 1e-3, 1000) / 100,
                    .notes = root.words("notes")};
  if (!recipe.importer.empty() && recipe.importer == recipe.partner)
    root.problem(root.place("partner"), fmt::format("{} is on both sides", recipe.importer),
                 "a list hits somebody else");
  read_trade(root, recipe);
  if (const auto measures = table_under(root, "measures")) {
    measures->know({measure_names.begin(), measure_names.end()});
    for (std::size_t at = 0; at < line_measure_count; ++at) {
      if (const auto entry = table_under(*measures, measure_names[at])) recipe.measures[at] = read_measure(*entry);
    }
  }
  if (!recipe.measures[static_cast<std::size_t>(LineMeasure::elasticity)]) {
    root.problem(root.place("measures"), "'measures.elasticity' is absent", "no list can be designed without it");
  }
  if (const auto entry = table_under(root, "end_use")) recipe.end_use = read_end_use(*entry);
  if (const auto entry = table_under(root, "weights")) recipe.weights = read_weights(*entry);
  read_prefixes(root, recipe);
  for (const TomlTable& entry : root.tables("compare")) recipe.compared.push_back(read_compared(entry));
  problems.throw_if_any();
  return recipe;
}

}  // namespace parley::partial
