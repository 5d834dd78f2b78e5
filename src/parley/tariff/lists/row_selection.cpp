#include "parley/tariff/lists/row_selection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "parley/text/toml_table.hpp"

namespace parley::tariff {

using text::TomlTable;

RowSelection read_selection(const TomlTable& entry) {
  RowSelection selection{.file = entry.text("file"), .where = {}, .place = entry.place("file")};
  entry.require("file", "a CSV file below the folder of sources");
  const toml::node* where = entry.node("where");
  if (where == nullptr) return selection;
  const toml::table* table = where->as_table();
  if (table == nullptr) {
    entry.problem(entry.place("where"), "is not a table", R"(where = { year = "2017" })");
    return selection;
  }
  const TomlTable columns = entry.inner(*table, "where");
  for (const auto& [key, node] : *table) {
    selection.where[std::string(key.str())] = columns.words(key.str());
  }
  return selection;
}

SelectedRows select(const RowSelection& selection, const std::filesystem::path& sources) {
  SelectedRows selected{text::read_csv(sources / selection.file), {}};
  std::vector<std::pair<std::size_t, const std::vector<std::string>*>> conditions;
  for (const auto& [column, values] : selection.where) conditions.push_back({selected.csv.column(column), &values});
  for (std::size_t row = 0; row < selected.csv.row_count(); ++row) {
    const bool holds = std::all_of(conditions.begin(), conditions.end(), [&](const auto& condition) {
      const auto& [column, values] = condition;
      return std::find(values->begin(), values->end(), selected.csv.cell(row, column)) != values->end();
    });
    if (holds) selected.rows.push_back(row);
  }
  if (selected.rows.empty()) throw InputError(selection.place, fmt::format("no row of {} is selected", selection.file));
  return selected;
}

}  // namespace parley::tariff
