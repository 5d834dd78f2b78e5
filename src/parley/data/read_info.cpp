#include "parley/data/read_info.hpp"

#include <fmt/format.h>

#include "parley/text/toml_table.hpp"

namespace parley::data {
namespace {

DeficitRule deficit_rule(const text::TomlTable& table) {
  std::vector<std::string> names;
  for (const DeficitRule rule : deficit_rules) names.emplace_back(to_string(rule));
  return find_deficit_rule(table.choice("deficit_rule", names, "fixed")).value_or(DeficitRule::fixed);
}

}  // namespace

FolderInfo read_info(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / "baseline.toml";
  const std::string file = path.string();
  const toml::table root = text::read_toml(path);
  ProblemList problems;
  const text::TomlTable table(root, file, "", problems);
  table.know({"format", "name", "year", "currency", "deficit_rule", "description", "notes", "provenance", "judgement",
              "accounts_tolerance"});
  if (const auto format = table.number("format"); format && *format != 1)
    table.problem(table.place("format"), fmt::format("format {} is not known", *format),
                  "this version reads format = 1");
  for (const char* key : {"name", "year", "currency", "deficit_rule"}) table.require(key, "every baseline states it");
  FolderInfo result;
  result.info.name = table.text("name");
  result.info.year = static_cast<int>(table.whole("year", 1000, 3000).value_or(0));
  result.info.currency = table.text("currency");
  result.info.deficit_rule = deficit_rule(table);
  result.info.description = table.text("description");
  result.info.notes = table.words("notes");
  for (const text::TomlTable& entry : table.tables("provenance")) {
    entry.know({"file", "source", "licence"});
    result.info.provenance.push_back({entry.text("file"), entry.text("source"), entry.text("licence")});
  }
  for (const text::TomlTable& entry : table.tables("judgement")) {
    entry.know({"what", "value", "bounds", "file", "source"});
    result.info.judgements.push_back(
        {entry.text("what"), entry.text("value"), entry.text("bounds"), entry.text("file"), entry.text("source")});
  }
  result.accounts_tolerance = table.number("accounts_tolerance").value_or(result.accounts_tolerance);
  if (!(result.accounts_tolerance >= 0.0 && result.accounts_tolerance <= 1e-3)) {
    table.problem(table.place("accounts_tolerance"), "must lie between 0 and 0.001");
  }
  problems.throw_if_any();
  return result;
}

}  // namespace parley::data
