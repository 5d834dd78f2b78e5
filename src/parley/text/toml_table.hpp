#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/error.hpp"
#include "parley/text/toml_file.hpp"

namespace parley::text {

/// One TOML table being read: typed values by key, every problem collected with its place.
///
/// An absent optional key gives the fallback; a key of the wrong type is noted and gives the fallback too, so that one
/// reading finds every problem of a file. Node, file name and problem list must outlive it.
class TomlTable {
 public:
  TomlTable(const toml::table& table, const std::string& file, std::string path, ProblemList& problems)
      : table_(&table), file_(&file), path_(std::move(path)), problems_(&problems) {}

  [[nodiscard]] bool has(std::string_view key) const { return table_->contains(key); }
  [[nodiscard]] const toml::node* node(std::string_view key) const { return table_->get(key); }
  [[nodiscard]] const toml::table& table() const { return *table_; }
  [[nodiscard]] const std::string& file() const { return *file_; }
  /// Where the table begins.
  [[nodiscard]] Place place() const { return place_of(*table_, *file_, path_); }
  /// Where the value of a key stands; the table's place where the key is absent.
  [[nodiscard]] Place place(std::string_view key) const;
  [[nodiscard]] std::string path(std::string_view key) const;
  /// The table that stands under a key, sharing the problem list.
  [[nodiscard]] TomlTable inner(const toml::table& table, std::string_view key) const;

  void problem(Place at, std::string message, std::string hint = "") const;
  void know(const std::vector<std::string>& keys) const;
  void require(std::string_view key, const std::string& hint) const;

  [[nodiscard]] std::string text(std::string_view key, std::string fallback = "") const;
  /// A string that must be one of the choices.
  [[nodiscard]] std::string choice(std::string_view key, const std::vector<std::string>& choices,
                                   std::string fallback) const;
  /// A name made of letters, digits, '-', '_' and '.', for ids and file names.
  [[nodiscard]] std::string slug(std::string_view key) const;
  [[nodiscard]] bool flag(std::string_view key, bool fallback) const;
  /// A finite number in decimal digits.
  [[nodiscard]] std::optional<double> number(std::string_view key) const;
  /// A whole number from `least` to `most`, written without a point: 12, not 12.5 or 1.2e1.
  [[nodiscard]] std::optional<std::int64_t> whole(std::string_view key, std::int64_t least, std::int64_t most) const;
  /// A count of lines in a list, at least one.
  [[nodiscard]] std::optional<std::size_t> line_count(std::string_view key) const;
  /// An array of finite numbers, `count` of them or, for zero, any number; empty where the key is absent or holds something
  /// else, which `example` mends.
  [[nodiscard]] std::vector<double> numbers(std::string_view key, std::size_t count, const std::string& example) const;
  [[nodiscard]] std::optional<toml::date> date(std::string_view key) const;
  /// An array of strings without doubles; one string stands for an array of one.
  [[nodiscard]] std::vector<std::string> words(std::string_view key) const;
  /// The tables of an array of tables ("[[action]]" or an array of inline tables).
  [[nodiscard]] std::vector<TomlTable> tables(std::string_view key) const;

 private:
  const toml::table* table_;
  const std::string* file_;
  std::string path_;
  ProblemList* problems_;
};

/// Notes the place of every key and list item below a table, as "rate", "origin[1]", "coverage.STL"; the
/// places themselves carry the whole path, `prefix` before it ("action[2].").
void record_places(const toml::table& table, const std::string& file, const std::string& prefix,
                   const std::string& path, std::map<std::string, Place>& places);

}  // namespace parley::text
