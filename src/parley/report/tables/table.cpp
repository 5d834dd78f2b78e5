#include "parley/report/tables/table.hpp"

#include "parley/report/words/format.hpp"
#include "parley/text/csv.hpp"

namespace parley::report {
namespace {

std::string cell_text(const Cell& cell) {
  if (const auto* words = std::get_if<std::string>(&cell)) return text::csv_cell(*words);
  if (const auto* number = std::get_if<double>(&cell)) return exact(*number);
  return "";
}

}  // namespace

std::string csv_text(const Table& table) {
  std::string csv;
  const auto line = [&](const auto& cells, const auto& written) {
    for (std::size_t at = 0; at < cells.size(); ++at) csv += (at > 0 ? "," : "") + written(cells[at]);
    csv += '\n';
  };
  line(table.columns, [](const std::string& name) { return text::csv_cell(name); });
  for (const std::vector<Cell>& row : table.rows) line(row, cell_text);
  return csv;
}

}  // namespace parley::report
