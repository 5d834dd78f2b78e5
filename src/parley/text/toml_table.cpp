#include "parley/text/toml_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace parley::text {
namespace {

/// "a string", "a number" for messages.
std::string_view type_in_words(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "an array";
    case toml::node_type::string:
      return "a string";
    case toml::node_type::integer:
    case toml::node_type::floating_point:
      return "a number";
    case toml::node_type::boolean:
      return "true or false";
    case toml::node_type::date:
      return "a date";
    default:
      return "a time";
  }
}

std::string in_words(const std::vector<std::string>& choices) {
  std::string words;
  for (const std::string& each : choices) words += fmt::format("{}\"{}\"", words.empty() ? "" : ", ", each);
  return words;
}

/// What a node is, where it should be a finite number in decimal digits; nothing where it is one.
std::optional<std::string> why_no_number(const toml::node& node) {
  if (!node.is_number()) return fmt::format("expected a number, found {}", type_in_words(node));
  if (const auto* whole = node.as_integer(); whole != nullptr && whole->flags() != toml::value_flags::none) {
    return "is not written in decimal digits";
  }
  if (!std::isfinite(node.value<double>().value_or(0))) return "is not a finite number";
  return std::nullopt;
}

bool is_slug(std::string_view word) {
  constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
  return !word.empty() && word.size() <= 64 && word.find_first_not_of(allowed) == std::string_view::npos &&
         word.front() != '.';
}

}  // namespace

std::string TomlTable::path(std::string_view key) const {
  return path_.empty() ? std::string(key) : fmt::format("{}.{}", path_, key);
}

Place TomlTable::place(std::string_view key) const {
  const toml::node* found = node(key);
  return place_of(found == nullptr ? *table_ : *found, *file_, path(key));
}

TomlTable TomlTable::inner(const toml::table& table, std::string_view key) const {
  return {table, *file_, path(key), *problems_};
}

void TomlTable::problem(Place at, std::string message, std::string hint) const {
  problems_->add(std::move(at), std::move(message), std::move(hint));
}

void TomlTable::know(const std::vector<std::string>& keys) const {
  refuse_unknown_keys(*table_, keys, *file_, path_, *problems_);
}

void TomlTable::require(std::string_view key, const std::string& hint) const {
  if (!has(key)) problem(place(key), fmt::format("'{}' is absent", key), hint);
}

std::string TomlTable::text(std::string_view key, std::string fallback) const {
  const toml::node* found = node(key);
  if (found == nullptr) return fallback;
  if (const auto* value = found->as_string()) return value->get();
  problem(place(key), fmt::format("expected text, found {}", type_in_words(*found)), "put it in quotes");
  return fallback;
}

std::string TomlTable::choice(std::string_view key, const std::vector<std::string>& choices,
                              std::string fallback) const {
  std::string value = text(key, fallback);
  if (!has(key) || std::find(choices.begin(), choices.end(), value) != choices.end()) return value;
  // A value of the wrong type was noted by text(), which then gave the fallback.
  if (node(key)->is_string()) {
    const std::string near = did_you_mean(value, choices);
    problem(place(key), fmt::format("'{}' is not known", value), near.empty() ? "one of " + in_words(choices) : near);
  }
  return fallback;
}

std::string TomlTable::slug(std::string_view key) const {
  std::string value = text(key);
  const toml::node* found = node(key);
  if (found != nullptr && found->is_string() && !is_slug(value)) {
    problem(place(key), fmt::format("'{}' is not a valid name", value),
            "at most 64 letters, digits, '-', '_' and '.', not beginning with '.'");
  }
  return value;
}

bool TomlTable::flag(std::string_view key, bool fallback) const {
  const toml::node* found = node(key);
  if (found == nullptr) return fallback;
  if (const auto* value = found->as_boolean()) return value->get();
  problem(place(key), fmt::format("expected true or false, found {}", type_in_words(*found)),
          "write it without quotes");
  return fallback;
}

std::optional<double> TomlTable::number(std::string_view key) const {
  const toml::node* found = node(key);
  if (found == nullptr) return std::nullopt;
  const std::optional<std::string> why = why_no_number(*found);
  if (!why) return found->value<double>();
  problem(place(key), *why, "write it as 12.5, without quotes");
  return std::nullopt;
}

std::optional<std::int64_t> TomlTable::whole(std::string_view key, std::int64_t least, std::int64_t most) const {
  const toml::node* found = node(key);
  if (found == nullptr) return std::nullopt;
  const std::string hint = fmt::format("a whole number from {} to {}", least, most);
  std::optional<std::string> why = why_no_number(*found);
  if (!why && !found->is_integer()) why = fmt::format("{} is not a whole number", found->value<double>().value_or(0));
  if (!why) {
    const std::int64_t value = found->as_integer()->get();
    if (value >= least && value <= most) return value;
    why = fmt::format("{} is out of range", value);
  }
  problem(place(key), *why, hint);
  return std::nullopt;
}

std::optional<std::size_t> TomlTable::line_count(std::string_view key) const {
  constexpr std::int64_t most_lines = 10'000'000;
  const std::optional<std::int64_t> count = whole(key, 1, most_lines);
  return count ? std::optional(static_cast<std::size_t>(*count)) : std::nullopt;
}

std::vector<double> TomlTable::numbers(std::string_view key, std::size_t count, const std::string& example) const {
  const toml::node* found = node(key);
  if (found == nullptr) return {};
  const toml::array* array = found->as_array();
  if (array == nullptr || array->empty()) {
    problem(place(key),
            array == nullptr ? fmt::format("expected a list of numbers, found {}", type_in_words(*found))
                             : "is an empty list",
            example);
    return {};
  }
  if (count != 0 && array->size() != count) {
    problem(place(key), fmt::format("expected {} values, found {}", count, array->size()), example);
    return {};
  }
  std::vector<double> values;
  for (std::size_t at = 0; at < array->size(); ++at) {
    const toml::node& item = (*array)[at];
    if (const std::optional<std::string> why = why_no_number(item)) {
      problem(place_of(item, *file_, fmt::format("{}[{}]", path(key), at)), *why, example);
      return {};
    }
    values.push_back(item.value<double>().value_or(0));
  }
  return values;
}

std::optional<toml::date> TomlTable::date(std::string_view key) const {
  const toml::node* found = node(key);
  if (found == nullptr) return std::nullopt;
  if (const auto* value = found->as_date()) return value->get();
  problem(place(key), fmt::format("expected a date, found {}", type_in_words(*found)),
          "write 2018-03-23, without quotes");
  return std::nullopt;
}

std::vector<std::string> TomlTable::words(std::string_view key) const {
  const toml::node* found = node(key);
  if (found == nullptr) return {};
  if (const auto* value = found->as_string()) return {value->get()};
  const toml::array* array = found->as_array();
  if (array == nullptr) {
    problem(place(key), fmt::format("expected a list, found {}", type_in_words(*found)), R"(write ["USA", "CHN"])");
    return {};
  }
  std::vector<std::string> list;
  for (std::size_t at = 0; at < array->size(); ++at) {
    const toml::node& item = (*array)[at];
    const Place where = place_of(item, *file_, fmt::format("{}[{}]", path(key), at));
    if (!item.is_string()) {
      problem(where, fmt::format("expected text, found {}", type_in_words(item)), "put it in quotes");
      continue;
    }
    const std::string& value = item.as_string()->get();
    if (std::find(list.begin(), list.end(), value) != list.end()) {
      problem(where, fmt::format("'{}' appears twice", value), "leave one of them out");
      continue;
    }
    list.push_back(value);
  }
  return list;
}

std::vector<TomlTable> TomlTable::tables(std::string_view key) const {
  const toml::node* found = node(key);
  if (found == nullptr) return {};
  std::vector<TomlTable> list;
  const toml::array* array = found->as_array();
  if (array == nullptr) {
    problem(place(key), fmt::format("expected a list of tables, found {}", type_in_words(*found)),
            fmt::format("[[{}]] for an entry", key));
    return {};
  }
  for (std::size_t at = 0; at < array->size(); ++at) {
    const toml::node& item = (*array)[at];
    std::string item_path = fmt::format("{}[{}]", path(key), at);
    if (const toml::table* table = item.as_table()) {
      list.push_back({*table, *file_, std::move(item_path), *problems_});
    } else {
      problem(place_of(item, *file_, std::move(item_path)),
              fmt::format("expected a table, found {}", type_in_words(item)), "write { key = value }");
    }
  }
  return list;
}

void record_places(const toml::table& table, const std::string& file, const std::string& prefix,
                   const std::string& path, std::map<std::string, Place>& places) {
  for (const auto& [key, node] : table) {
    const std::string name = path.empty() ? std::string(key.str()) : fmt::format("{}.{}", path, key.str());
    places[name] = place_of(node, file, prefix + name);
    if (const toml::table* inner = node.as_table()) record_places(*inner, file, prefix, name, places);
    if (const toml::array* array = node.as_array()) {
      for (std::size_t at = 0; at < array->size(); ++at) {
        const std::string item = fmt::format("{}[{}]", name, at);
        places[item] = place_of((*array)[at], file, prefix + item);
        if (const toml::table* inner = (*array)[at].as_table()) record_places(*inner, file, prefix, item, places);
      }
    }
  }
}

}  // namespace parley::text
