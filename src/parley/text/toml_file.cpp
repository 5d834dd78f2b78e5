#include "parley/text/toml_file.hpp"

#include <algorithm>
#include <utility>

#include "parley/text/csv.hpp"
#include "parley/text/utf8.hpp"

namespace parley::text {

toml::table parse_toml(std::string_view bytes, const std::string& file) {
  const std::string text = utf8_text(std::string(bytes), file);
  try {
    return toml::parse(std::string_view(text), file);
  } catch (const toml::parse_error& error) {
    const toml::source_position at = error.source().begin;
    throw InputError({file, static_cast<int>(at.line), static_cast<int>(at.column), ""},
                     std::string(error.description()));
  }
}

toml::table read_toml(const std::filesystem::path& path) {
  return parse_toml(read_bytes(path, std::size_t{1} << 24), path.string());
}

Place place_of(const toml::node& node, const std::string& file, std::string key) {
  const toml::source_position at = node.source().begin;
  return {file, static_cast<int>(at.line), static_cast<int>(at.column), std::move(key)};
}

void refuse_unknown_keys(const toml::table& table, const std::vector<std::string>& known, const std::string& file,
                         const std::string& path, ProblemList& problems) {
  for (const auto& [key, value] : table) {
    const std::string name(key.str());
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const toml::source_position at = key.source().begin;
    std::string hint = did_you_mean(name, known);
    if (hint.empty()) {
      hint = "known here:";
      for (const std::string& each : known) hint += " " + each;
    }
    problems.add(
        {file, static_cast<int>(at.line), static_cast<int>(at.column), path.empty() ? name : path + "." + name},
        "unknown key '" + name + "'", hint);
  }
}

}  // namespace parley::text
