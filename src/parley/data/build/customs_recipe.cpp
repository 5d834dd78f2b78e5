#include "parley/data/build/customs_recipe.hpp"

#include "parley/text/toml_table.hpp"

namespace parley::data {
namespace {

using text::TomlTable;

/// The table under a key, if it is there and is one.
std::optional<TomlTable> table_at(const TomlTable& entry, const char* key, const std::string& example) {
  const toml::node* node = entry.node(key);
  if (node == nullptr) return std::nullopt;
  if (const toml::table* table = node->as_table()) return entry.inner(*table, key);
  entry.problem(entry.place(key), "is not a table", example);
  return std::nullopt;
}

double positive_number(const TomlTable& entry, const char* key, double fallback) {
  const double value = entry.number(key).value_or(fallback);
  if (!(value > 0)) entry.problem(entry.place(key), "is not above zero");
  return value;
}

double needed_number(const TomlTable& entry, const char* key) {
  entry.require(key, std::string(key) + " = ...");
  return entry.number(key).value_or(0);
}

CodeColumnRecipe read_code_column(const TomlTable& group, const char* key) {
  CodeColumnRecipe recipe;
  group.require(key, std::string(key) + R"( = { file = "...", code = "...", value = "..." })");
  const std::optional<TomlTable> entry = table_at(group, key, R"({ file = "...", code = "...", value = "..." })");
  if (!entry) return recipe;
  entry->know({"file", "where", "except", "code", "value", "unit_musd"});
  recipe.rows = tariff::read_selection(*entry);
  entry->require("code", "the column with the commodity code");
  entry->require("value", "the column with the value");
  recipe.code_column = entry->text("code");
  recipe.value_column = entry->text("value");
  recipe.unit_musd = positive_number(*entry, "unit_musd", 1);
  if (const auto except = table_at(*entry, "except", R"(except = { partner = ["CHN"] })")) {
    for (const auto& [column, node] : except->table()) {
      recipe.except[std::string(column.str())] = except->words(column.str());
    }
  }
  return recipe;
}

GroupRecipe read_group(const TomlTable& entry, const std::filesystem::path& folder) {
  entry.know({"importer", "world", "lines", "editions", "edition", "to_edition", "source"});
  for (const char* key : {"importer", "source"}) entry.require(key, "");
  GroupRecipe group;
  group.importer = entry.text("importer");
  group.world = read_code_column(entry, "world");
  group.lines = read_code_column(entry, "lines");
  group.source = entry.text("source");
  group.place = entry.place();
  if (!entry.has("editions")) return group;
  constexpr int earliest = 1988;
  constexpr int latest = 2100;
  group.editions = folder / entry.text("editions");
  for (const char* key : {"edition", "to_edition"}) entry.require(key, "the year of an edition, as 2017");
  const auto edition = [&](const char* key) -> std::optional<int> {
    const auto year = entry.whole(key, earliest, latest);
    return year ? std::optional(static_cast<int>(*year)) : std::nullopt;
  };
  group.from_edition = edition("edition");
  group.to_edition = edition("to_edition");
  return group;
}

CellRecipe read_cell(const TomlTable& entry) {
  entry.know({"importer", "exporter", "sector", "musd", "source"});
  for (const char* key : {"importer", "exporter", "sector", "source"}) entry.require(key, "");
  CellRecipe cell{entry.text("importer"),       entry.text("exporter"), entry.text("sector"),
                  needed_number(entry, "musd"), entry.text("source"),   entry.place()};
  if (cell.musd < 0) entry.problem(entry.place("musd"), "is negative");
  return cell;
}

SuppliersRecipe read_suppliers(const TomlTable& entry) {
  entry.know(
      {"importer", "file", "where", "exporter", "value", "unit_musd", "cif_over_fob", "regions", "most", "source"});
  for (const char* key : {"importer", "exporter", "value", "regions", "source"}) entry.require(key, "");
  SuppliersRecipe recipe;
  recipe.importer = entry.text("importer");
  recipe.rows = tariff::read_selection(entry);
  recipe.exporter_column = entry.text("exporter");
  recipe.value_column = entry.text("value");
  recipe.unit_musd = positive_number(entry, "unit_musd", 1);
  recipe.cif_over_fob = positive_number(entry, "cif_over_fob", 1);
  recipe.most = needed_number(entry, "most");
  recipe.source = entry.text("source");
  if (const auto regions = table_at(entry, "regions", R"(regions = { JPN = "Japan" })")) {
    for (const auto& [region, node] : regions->table()) {
      recipe.region_of[regions->text(region.str())] = std::string(region.str());
    }
  }
  return recipe;
}

PublishedTotalRecipe read_published_total(const TomlTable& entry) {
  entry.know({"measure", "region", "musd", "allowed", "source"});
  for (const char* key : {"measure", "region", "source", "allowed"}) entry.require(key, "");
  PublishedTotalRecipe total;
  total.measure = entry.choice("measure", {"exports", "duties"}, "exports");
  total.region = entry.text("region");
  total.musd = needed_number(entry, "musd");
  total.source = entry.text("source");
  total.place = entry.place();
  const std::vector<double> allowed = entry.numbers("allowed", 2, "allowed = [0.85, 1.15], as ratios to musd");
  if (allowed.size() == 2) {
    total.least = allowed[0];
    total.most = allowed[1];
  }
  return total;
}

void read_weights(const TomlTable& entry, CustomsRecipe& recipe) {
  const auto weights = table_at(entry, "weights", "weights = { recorded = 25, group = 4, other = 1 }");
  if (!weights) return;
  weights->know({"recorded", "group", "other"});
  recipe.recorded_weight = positive_number(*weights, "recorded", recipe.recorded_weight);
  recipe.group_weight = positive_number(*weights, "group", recipe.group_weight);
  recipe.other_weight = positive_number(*weights, "other", recipe.other_weight);
}

}  // namespace

CustomsRecipe read_customs_recipe(const TomlTable& entry, const std::filesystem::path& folder) {
  entry.know({"lines", "trade", "margins", "weights", "group", "cell", "suppliers", "total"});
  entry.require("margins", "margins = { TRD = 0.8 }: services that carry margins, and the most of them that can");
  CustomsRecipe recipe;
  recipe.place = entry.place();
  if (entry.has("lines")) {
    recipe.lines = folder / entry.text("lines");
    entry.require("trade", "ids of [[trade]] entries in " + entry.text("lines"));
    recipe.trade = entry.words("trade");
  } else if (entry.has("trade")) {
    entry.problem(entry.place("trade"), "has no 'lines': the coverage recipe whose [[trade]] entries these are");
  }
  if (const auto margins = table_at(entry, "margins", "margins = { TRD = 0.8 }")) {
    for (const auto& [sector, node] : margins->table()) {
      const double share = margins->number(sector.str()).value_or(0);
      if (!(share > 0 && share < 1)) margins->problem(margins->place(sector.str()), "is not a share between 0 and 1");
      recipe.margins[std::string(sector.str())] = share;
    }
  }
  read_weights(entry, recipe);
  for (const TomlTable& each : entry.tables("group")) recipe.groups.push_back(read_group(each, folder));
  for (const TomlTable& each : entry.tables("cell")) recipe.cells.push_back(read_cell(each));
  for (const TomlTable& each : entry.tables("suppliers")) recipe.suppliers.push_back(read_suppliers(each));
  for (const TomlTable& each : entry.tables("total")) recipe.totals.push_back(read_published_total(each));
  return recipe;
}

}  // namespace parley::data
