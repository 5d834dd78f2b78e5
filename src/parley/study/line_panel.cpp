#include "parley/study/line_panel.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string_view>

#include "parley/base/error.hpp"
#include "parley/text/csv.hpp"

namespace parley::study {
namespace {

/// Every row of a schedule; a row without a code of its own has the code of the row above.
std::vector<std::string> schedule_rows(const std::filesystem::path& file, const std::string& column) {
  const text::CsvTable csv = text::read_csv(file);
  const std::size_t code = csv.column(column);
  std::vector<std::string> lines;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    const std::string_view cell = csv.cell(row, code);
    if (cell.empty() && lines.empty()) throw InputError(csv.place(row, code), "the first row has no code");
    lines.push_back(cell.empty() ? lines.back() : std::string(cell));
  }
  return lines;
}

/// The lines of the book's own schedule, which are those of its base measures.
std::vector<std::string> book_lines(const tariff::MeasureBook& book, const std::string& importer) {
  std::vector<std::string> lines;
  for (const tariff::Measure& measure : book.measures) {
    const std::vector<std::string>& base = book.stack.base;
    const bool is_base = std::find(base.begin(), base.end(), measure.authority) != base.end();
    if (measure.imposer != importer || !is_base) continue;
    for (const auto& [code, entries] : measure.lines.entries()) lines.push_back(code);
  }
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return lines;
}

tariff::PanelRequest panel_request(const tariff::MeasureBook& book, const LinePanelRequest& request) {
  tariff::PanelRequest asked{
      .importer = request.importer, .origins = book.countries, .from = request.from, .until = request.until};
  if (request.schedule.empty()) {
    asked.lines = book_lines(book, request.importer);
  } else {
    asked.lines = schedule_rows(request.schedule, request.code_column);
  }
  std::erase(asked.origins, request.importer);
  if (request.origins > 0) asked.origins.resize(std::min(request.origins, asked.origins.size()));
  return asked;
}

std::vector<MeanChange> changes_of(const Date& from, const std::vector<double>& mean) {
  // Sums of the same cells in another order may differ in their last bits.
  constexpr double visible = 1e-9;
  std::vector<MeanChange> changes;
  for (std::size_t day = 0; day < mean.size(); ++day) {
    if (day > 0 && std::abs(mean[day] - mean[day - 1]) < visible) continue;
    changes.push_back({date_of(day_number(from) + static_cast<int>(day)), mean[day]});
  }
  return changes;
}

}  // namespace

LinePanel line_panel(const tariff::MeasureBook& book, const LinePanelRequest& request) {
  const tariff::PanelRequest asked = panel_request(book, request);
  LinePanel result{.from = request.from};
  const auto begun = std::chrono::steady_clock::now();
  result.panel = tariff::duty_panel(book, asked);
  result.mean_by_day = result.panel.mean_by_day();
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  result.changes = changes_of(result.from, result.mean_by_day);
  return result;
}

}  // namespace parley::study
