#include "parley/tariff/lists/coverage_recipe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "parley/tariff/lists/row_selection.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/read_code.hpp"
#include "parley/text/toml_table.hpp"

namespace parley::tariff {
namespace {

using text::TomlTable;

/// { AGR = ["01", "02"], ... } turned round: prefix -> sector.
std::map<std::string, std::string> read_prefixes(const TomlTable& entry, const char* key) {
  std::map<std::string, std::string> sector_of;
  const toml::node* node = entry.node(key);
  if (node == nullptr) return sector_of;
  const toml::table* table = node->as_table();
  if (table == nullptr) {
    entry.problem(entry.place(key), "is not a table", R"(AGR = ["01", "02"] for each sector)");
    return sector_of;
  }
  const TomlTable sectors = entry.inner(*table, key);
  for (const auto& [name, list] : *table) {
    const std::string sector(name.str());
    for (const std::string& prefix : sectors.words(sector)) {
      if (!sector_of.emplace(prefix, sector).second) {
        sectors.problem(sectors.place(sector), fmt::format("prefix '{}' is in two sectors", prefix));
      }
    }
  }
  return sector_of;
}

std::optional<TomlTable> required_table(const TomlTable& entry, const char* key) {
  entry.require(key, fmt::format("[{}]", entry.path(key)));
  const toml::node* node = entry.node(key);
  if (node == nullptr) return std::nullopt;
  if (const toml::table* table = node->as_table()) return entry.inner(*table, key);
  entry.problem(entry.place(key), "is not a table");
  return std::nullopt;
}

SectorMap read_sectors(const TomlTable& root, const std::filesystem::path& folder) {
  SectorMap map;
  const std::optional<TomlTable> entry = required_table(root, "sectors");
  if (!entry) return map;
  entry->know({"concordance", "class", "overrides"});
  if (const auto concordance = required_table(*entry, "concordance")) {
    concordance->know({"file", "where", "code", "class"});
    concordance->require("code", "the column with the commodity code");
    concordance->require("class", "the column with the class");
    map.concordance = read_selection(*concordance);
    map.code_column = concordance->text("code");
    map.class_column = concordance->text("class");
  }
  map.sector_of_class = read_prefixes(*entry, "class");
  if (entry->has("overrides")) map.overrides = folder / entry->text("overrides");
  return map;
}

TradeSource read_trade(const TomlTable& entry) {
  entry.know(
      {"id", "importer", "exporter", "file", "where", "code", "value", "kg", "unit_musd", "official_musd", "source"});
  for (const char* key : {"id", "importer", "exporter", "code", "value"}) entry.require(key, "");
  TradeSource trade{.id = entry.slug("id"),
                    .importer = entry.text("importer"),
                    .exporter = entry.text("exporter"),
                    .rows = read_selection(entry),
                    .code_column = entry.text("code"),
                    .value_column = entry.text("value"),
                    .kg_column = entry.text("kg"),
                    .unit_musd = entry.number("unit_musd").value_or(1.0),
                    .official_musd = entry.number("official_musd"),
                    .source = entry.text("source")};
  if (entry.has("importer") && trade.importer == trade.exporter)
    entry.problem(entry.place("exporter"), fmt::format("{} is on both sides", trade.importer),
                  "imports are from others");
  if (trade.unit_musd <= 0) entry.problem(entry.place("unit_musd"), "is not above zero");
  if (trade.official_musd && *trade.official_musd <= 0)
    entry.problem(entry.place("official_musd"), "is not above zero");
  return trade;
}

LineList read_list(const TomlTable& entry, const std::vector<TradeSource>& trade) {
  entry.know({"id", "trade", "pooled", "file", "where", "code", "points", "prefix", "expect", "source"});
  entry.require("id", "");
  entry.require("trade", "ids of [[trade]] entries");
  LineList list{.id = entry.slug("id"),
                .trade = entry.words("trade"),
                .pooled = entry.flag("pooled", false),
                .rows = std::nullopt,
                .code_columns = entry.words("code"),
                .points_column = entry.text("points"),
                .prefixes = text::read_codes(entry, "prefix"),
                .expected_lines = std::nullopt,
                .source = entry.text("source"),
                .place = entry.place()};
  if (entry.has("file") == entry.has("prefix")) entry.problem(entry.place(), "needs either 'file' or 'prefix'");
  if (entry.has("file")) {
    list.rows = read_selection(entry);
    entry.require("code", "the column with the line's code, or several, of which the first that is filled counts");
  }
  list.expected_lines = entry.line_count("expect");
  std::vector<std::string> ids;
  for (const TradeSource& each : trade) ids.push_back(each.id);
  std::string importer;
  for (const std::string& id : list.trade) {
    const auto found = std::find(ids.begin(), ids.end(), id);
    if (found == ids.end()) {
      entry.problem(entry.place("trade"), fmt::format("no trade '{}'", id), did_you_mean(id, ids));
      continue;
    }
    const TradeSource& each = trade[static_cast<std::size_t>(found - ids.begin())];
    if (!importer.empty() && each.importer != importer) entry.problem(entry.place("trade"), "has two importers");
    importer = each.importer;
  }
  return list;
}

template <class Entry>
void check_unique(const std::vector<Entry>& entries, const TomlTable& root, const char* key) {
  for (std::size_t at = 0; at < entries.size(); ++at) {
    const auto same = [&](const Entry& each) { return each.id == entries[at].id; };
    if (std::count_if(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(at), same) > 0) {
      root.problem(root.place(key), fmt::format("id '{}' appears twice", entries[at].id));
    }
  }
}

}  // namespace

CoverageRecipe parse_coverage_recipe(const std::string& toml, const std::string& file) {
  const toml::table table = text::parse_toml(toml, file);
  ProblemList problems;
  const TomlTable root(table, file, "", problems);
  root.know({"format", "title", "notes", "sectors", "trade", "schedule", "list"});
  root.require("format", "format = 1");
  if (const auto format = root.number("format"); format && *format != 1) {
    root.problem(root.place("format"), fmt::format("format {} is not known", *format), "this version reads format = 1");
  }
  CoverageRecipe recipe{.title = root.text("title"),
                        .notes = root.words("notes"),
                        .sectors = read_sectors(root, std::filesystem::path(file).parent_path())};
  for (const TomlTable& entry : root.tables("trade")) recipe.trade.push_back(read_trade(entry));
  for (const TomlTable& entry : root.tables("schedule")) {
    entry.know({"importer", "file", "where", "code", "source"});
    entry.require("importer", "");
    entry.require("code", "the column with the line's code");
    recipe.schedules[entry.text("importer")] = {read_selection(entry), entry.text("code")};
  }
  for (const TomlTable& entry : root.tables("list")) recipe.lists.push_back(read_list(entry, recipe.trade));
  check_unique(recipe.trade, root, "trade");
  check_unique(recipe.lists, root, "list");
  if (recipe.lists.empty()) root.problem({file, 0, 0, ""}, "has no [[list]]");
  problems.throw_if_any();
  return recipe;
}

const TradeSource& trade_named(const CoverageRecipe& recipe, const std::string& id, const Place& place) {
  std::vector<std::string> ids;
  for (const TradeSource& each : recipe.trade) {
    if (each.id == id) return each;
    ids.push_back(each.id);
  }
  throw InputError(place, fmt::format("no trade '{}' in the recipe of lines", id), did_you_mean(id, ids));
}

CoverageRecipe read_coverage_recipe(const std::filesystem::path& path) {
  return parse_coverage_recipe(text::read_bytes(path, std::size_t{1} << 24), path.string());
}

}  // namespace parley::tariff
