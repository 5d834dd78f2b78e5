#include "parley/data/build/recipe.hpp"

#include <cmath>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "parley/text/toml_table.hpp"

namespace parley::data {
namespace {

/// One table of the recipe file, with its key path for errors.
class Section {
 public:
  Section(const toml::table& table, std::string file, std::string path)
      : table_(&table), file_(std::move(file)), path_(std::move(path)) {}

  void know(const std::vector<std::string>& keys, ProblemList& problems) const {
    text::refuse_unknown_keys(*table_, keys, file_, path_, problems);
  }

  template <class Value>
  [[nodiscard]] std::optional<Value> find(const std::string& key) const {
    const toml::node* node = table_->get(key);
    if (node == nullptr) return std::nullopt;
    if constexpr (std::is_same_v<Value, double>) return read_by([&](const auto& table) { return table.number(key); });
    if constexpr (std::is_same_v<Value, int>) {
      constexpr int most = 1'000'000'000;
      const auto whole = read_by([&](const auto& table) { return table.whole(key, -most, most); });
      return whole ? std::optional(static_cast<int>(*whole)) : std::nullopt;
    }
    const std::optional<Value> value = node->value<Value>();
    if (!value) throw InputError(text::place_of(*node, file_, key_path(key)), "a value of another type is needed here");
    return value;
  }

  template <class Value>
  [[nodiscard]] Value need(const std::string& key) const {
    const std::optional<Value> value = find<Value>(key);
    if (!value) throw InputError(place(), "no '" + key_path(key) + "'", "add " + key + " = ...");
    return *value;
  }

  template <class Value>
  [[nodiscard]] Value value_or(const std::string& key, Value otherwise) const {
    return find<Value>(key).value_or(std::move(otherwise));
  }

  [[nodiscard]] bool has(const std::string& key) const { return table_->contains(key); }

  [[nodiscard]] Section section(const std::string& key) const {
    const toml::node* node = table_->get(key);
    if (node == nullptr || !node->is_table()) throw InputError(place(), "no table [" + key_path(key) + "]");
    return {*node->as_table(), file_, key_path(key)};
  }

  [[nodiscard]] std::vector<Section> sections(const std::string& key) const {
    std::vector<Section> result;
    const toml::node* node = table_->get(key);
    if (node == nullptr) return result;
    if (!node->is_array_of_tables()) {
      throw InputError(text::place_of(*node, file_, key_path(key)), "write [[" + key_path(key) + "]] here");
    }
    for (const toml::node& each : *node->as_array()) {
      result.emplace_back(*each.as_table(), file_, key_path(key) + "[" + std::to_string(result.size()) + "]");
    }
    return result;
  }

  [[nodiscard]] std::vector<std::string> words(const std::string& key) const {
    std::vector<std::string> result;
    const toml::node* node = table_->get(key);
    if (node == nullptr) return result;
    const toml::array* array = node->as_array();
    if (array == nullptr)
      throw InputError(text::place_of(*node, file_, key_path(key)), "a list of words is needed here");
    for (const toml::node& each : *array) {
      const std::optional<std::string> word = each.value<std::string>();
      if (!word) throw InputError(text::place_of(each, file_, key_path(key)), "a word in quotes is needed here");
      result.push_back(*word);
    }
    return result;
  }

  template <class Value>
  [[nodiscard]] std::map<std::string, Value> map(const std::string& key) const {
    std::map<std::string, Value> result;
    if (!has(key)) return result;
    const Section inner = section(key);
    for (const auto& [name, node] : *inner.table_)
      result[std::string(name.str())] = inner.need<Value>(std::string(name.str()));
    return result;
  }

  /// The same table for readers of text::TomlTable.
  [[nodiscard]] text::TomlTable as_toml(ProblemList& problems) const { return {*table_, file_, path_, problems}; }

  [[nodiscard]] Place place() const { return text::place_of(*table_, file_, path_); }

 private:
  /// What the reader of numbers finds; its problems are thrown at once.
  template <class Read>
  [[nodiscard]] auto read_by(const Read& read) const {
    ProblemList found;
    const auto value = read(text::TomlTable(*table_, file_, path_, found));
    found.throw_if_any();
    return value;
  }
  [[nodiscard]] std::string key_path(const std::string& key) const { return path_.empty() ? key : path_ + "." + key; }

  const toml::table* table_;
  std::string file_;
  std::string path_;
};

DeficitRule read_deficit_rule(const Section& recipe) {
  const auto word = recipe.value_or<std::string>("deficit_rule", "fixed");
  if (const auto rule = find_deficit_rule(word)) return *rule;
  throw InputError(recipe.place(), "no deficit rule '" + word + "'",
                   "fixed, share_of_world, share_of_own_income or balanced");
}

BaselineInfo read_info(const Section& recipe, ProblemList& problems) {
  BaselineInfo info;
  info.name = recipe.need<std::string>("name");
  info.year = recipe.need<int>("year");
  info.currency = recipe.value_or<std::string>("currency", "USD");
  info.deficit_rule = read_deficit_rule(recipe);
  info.description = recipe.value_or<std::string>("description", "");
  info.notes = recipe.words("notes");
  for (const Section& each : recipe.sections("provenance")) {
    each.know({"file", "source", "licence"}, problems);
    info.provenance.push_back(
        {each.need<std::string>("file"), each.need<std::string>("source"), each.need<std::string>("licence")});
  }
  return info;
}

SourceRecipe read_source(const Section& section, ProblemList& problems) {
  section.know({"folder", "tariffs", "tariff_column"}, problems);
  SourceRecipe source;
  source.folder = section.need<std::string>("folder");
  source.tariffs = section.value_or("tariffs", source.tariffs);
  source.tariff_column = section.value_or("tariff_column", source.tariff_column);
  return source;
}

/// A file beside the recipe; empty where the key is absent.
std::filesystem::path beside(const Section& section, const std::string& key, const std::filesystem::path& folder) {
  const auto name = section.find<std::string>(key);
  return name ? folder / *name : std::filesystem::path();
}

TariffRecipe read_tariff_recipe(const Section& section, const std::filesystem::path& folder, ProblemList& problems) {
  section.know({"rates", "customs_unions", "collected"}, problems);
  TariffRecipe recipe;
  for (const std::string& name : section.words("rates")) recipe.rates.push_back(folder / name);
  recipe.customs_unions = beside(section, "customs_unions", folder);
  recipe.collected = beside(section, "collected", folder);
  return recipe;
}

ElasticityRecipe read_elasticity_recipe(const Section& section, const std::filesystem::path& folder,
                                        ProblemList& problems) {
  section.know({"file", "key", "value", "where", "map", "citation", "services", "services_citation", "own", "judged"},
               problems);
  ElasticityRecipe recipe;
  recipe.file = section.need<std::string>("file");
  recipe.key_column = section.value_or("key", recipe.key_column);
  recipe.value_column = section.value_or("value", recipe.value_column);
  const auto where = section.map<std::string>("where");
  if (where.size() > 1) problems.add(section.place(), "'where' names more than one column");
  if (!where.empty()) {
    recipe.filter_column = where.begin()->first;
    recipe.filter_value = where.begin()->second;
  }
  recipe.key_of = section.map<std::string>("map");
  recipe.citation = section.need<std::string>("citation");
  recipe.services = section.value_or("services", recipe.services);
  recipe.services_citation = section.value_or<std::string>("services_citation", "assumed");
  recipe.own = section.map<double>("own");
  recipe.judged = beside(section, "judged", folder);
  return recipe;
}

SectorLabel read_label(const Section& section, bool is_goods, ProblemList& problems) {
  section.know({"code", "name", "goods"}, problems);
  return {section.need<std::string>("code"), section.need<std::string>("name"), section.value_or("goods", is_goods)};
}

SplitRecipe read_split(const Section& section, const std::filesystem::path& folder, ProblemList& problems) {
  section.know({"sector", "rest", "part", "shares", "largest_share", "at_customs_values", "elasticity", "weights"},
               problems);
  SplitRecipe split;
  split.sector = section.need<std::string>("sector");
  split.rest = read_label(section.section("rest"), true, problems);
  split.part = read_label(section.section("part"), split.rest.is_goods, problems);
  split.shares = folder / section.need<std::string>("shares");
  split.largest_share = section.value_or("largest_share", split.largest_share);
  if (!(split.largest_share > 0 && split.largest_share <= 1)) {
    problems.add(section.place(), "largest_share must lie above 0 and not above 1");
  }
  split.at_customs_values = section.value_or("at_customs_values", split.at_customs_values);
  split.elasticity = section.find<double>("elasticity");
  split.user_weight = section.map<double>("weights");
  const auto take = [&](const std::string& key, double& weight) {
    const auto found = split.user_weight.find(key);
    if (found == split.user_weight.end()) return;
    weight = found->second;
    split.user_weight.erase(found);
  };
  take("other", split.other_weight);
  take("final", split.final_weight);
  return split;
}

void read_repair(const Section& section, Recipe& recipe, ProblemList& problems) {
  section.know({"final_use_tolerance", "value_added"}, problems);
  recipe.final_use_tolerance = section.value_or("final_use_tolerance", recipe.final_use_tolerance);
  const auto word = section.value_or<std::string>("value_added", "refuse");
  if (word == "source_share") {
    recipe.value_added = ValueAddedRepair::source_share;
  } else if (word != "refuse") {
    problems.add(section.place(), "no repair of value added '" + word + "'", "refuse or source_share");
  }
}

void read_rounding(const Section& section, Recipe& recipe, ProblemList& problems) {
  section.know({"significant_digits", "smallest_value"}, problems);
  recipe.significant_digits = section.value_or("significant_digits", recipe.significant_digits);
  recipe.smallest_value = section.value_or("smallest_value", recipe.smallest_value);
  if (recipe.significant_digits < 3 || recipe.significant_digits > 17) {
    problems.add(section.place(), "significant_digits must lie in 3 to 17");
  }
  if (!(recipe.smallest_value >= 0)) problems.add(section.place(), "smallest_value must not be negative");
}

void read_valuation(const Section& root, Recipe& recipe, ProblemList& problems) {
  recipe.valuation = parse_valuation(root.value_or<std::string>("valuation", "basic"), root.place());
  if (root.has("customs")) {
    recipe.customs = read_customs_recipe(root.section("customs").as_toml(problems), recipe.file.parent_path());
    for (const SplitRecipe& split : recipe.splits) {
      if (split.at_customs_values) recipe.customs->whole_of_part[split.part.code] = split.sector;
    }
  } else if (recipe.valuation == Valuation::customs) {
    problems.add(root.place(), "valuation is customs, but there is no table [customs]");
  }
}

}  // namespace

std::string_view to_string(Valuation valuation) { return valuation == Valuation::basic ? "basic" : "customs"; }

Valuation parse_valuation(std::string_view word, const Place& place) {
  for (const Valuation valuation : {Valuation::basic, Valuation::customs}) {
    if (word == to_string(valuation)) return valuation;
  }
  throw InputError(place, fmt::format("no valuation '{}'", word), "basic or customs");
}

Recipe read_recipe(const std::filesystem::path& path) {
  const toml::table table = text::read_toml(path);
  const Section root(table, path.string(), "");
  ProblemList problems;
  root.know({"format", "name", "year", "currency", "deficit_rule", "description", "notes", "provenance", "source",
             "elasticities", "split", "tariffs", "repair", "rounding", "valuation", "customs", "population", "groups"},
            problems);
  if (root.need<int>("format") != 1) {
    throw InputError(text::place_of(*table.get("format"), path.string(), "format"), "only format = 1 is known");
  }
  Recipe recipe;
  recipe.file = path;
  recipe.info = read_info(root, problems);
  recipe.source = read_source(root.section("source"), problems);
  recipe.elasticities = read_elasticity_recipe(root.section("elasticities"), path.parent_path(), problems);
  for (const Section& each : root.sections("split")) {
    recipe.splits.push_back(read_split(each, path.parent_path(), problems));
  }
  if (root.has("tariffs")) recipe.tariffs = read_tariff_recipe(root.section("tariffs"), path.parent_path(), problems);
  recipe.population = beside(root, "population", path.parent_path());
  recipe.groups = beside(root, "groups", path.parent_path());
  read_valuation(root, recipe, problems);
  if (root.has("repair")) read_repair(root.section("repair"), recipe, problems);
  if (root.has("rounding")) read_rounding(root.section("rounding"), recipe, problems);
  problems.throw_if_any();
  return recipe;
}

std::filesystem::path find_recipe(const std::string& name) {
  namespace fs = std::filesystem;
  if (fs::is_regular_file(name)) return name;
  const fs::path inside = fs::path("data") / (name + ".recipe.toml");
  for (fs::path folder = fs::current_path();; folder = folder.parent_path()) {
    if (fs::is_regular_file(folder / inside)) return folder / inside;
    if (folder == folder.root_path()) break;
  }
  throw InputError({}, "no recipe for '" + name + "'", "name a recipe file, or run where " + inside.string() + " is");
}

}  // namespace parley::data
