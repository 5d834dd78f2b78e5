#include "parley/study/line_panel.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <set>

#include "parley/base/error.hpp"
#include "parley/tariff/law/duty.hpp"
#include "parley/text/contains.hpp"
#include "parley/text/read_code.hpp"

namespace parley::study {
namespace {

/// A code and the row that has it.
struct ScheduleRow {
  std::string code;
  std::size_t row = 0;
};

/// Every row of a schedule; a row without a code of its own has the code of the row above.
std::vector<ScheduleRow> schedule_rows(const text::CsvTable& csv, std::size_t column) {
  std::vector<ScheduleRow> rows;
  ProblemList problems;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    if (!csv.cell(row, column).empty()) {
      rows.push_back({text::read_code(csv, row, column, problems).value_or(""), row});
    } else if (rows.empty()) {
      throw InputError(csv.place(row, column), "the first row has no code");
    } else {
      rows.push_back({rows.back().code, row});
    }
  }
  problems.throw_if_any();
  return rows;
}

/// The lines of the book below a code, or the code itself where it is one or a part of one.
std::vector<std::string> lines_at(const tariff::MeasureBook& book, const std::string& importer,
                                  const std::string& code) {
  std::vector<std::string> lines;
  for (std::string& line : tariff::lines_of(book, importer, code)) {
    if (line == code) return {code};
    // Finer codes that some measure names are parts of the line that stands before them.
    if (lines.empty() || !line.starts_with(lines.back())) lines.push_back(std::move(line));
  }
  return lines;
}

/// Whether a code is a national provision of chapter 98 or 99 and the book leaves that chapter out.
bool is_special(const tariff::MeasureBook& book, const std::string& importer, const std::string& code) {
  if (!code.starts_with("98") && !code.starts_with("99")) return false;
  return std::none_of(book.measures.begin(), book.measures.end(), [&](const tariff::Measure& measure) {
    const bool is_base = text::contains(book.stack.base, measure.authority);
    return measure.imposer == importer && is_base && measure.lines.goes_below(code.substr(0, 2));
  });
}

/// The lines of a schedule's rows: codes that the book does not have are refused, short ones spelt out.
std::vector<std::string> schedule_lines(const tariff::MeasureBook& book, const LinePanelRequest& request,
                                        UnevenRows& uneven) {
  const text::CsvTable csv = text::read_csv(request.schedule);
  const std::size_t column = csv.column(request.code_column);
  const std::vector<ScheduleRow> rows = schedule_rows(csv, column);
  std::set<std::string, std::less<>> codes;
  for (const ScheduleRow& each : rows) codes.insert(each.code);
  std::vector<std::string> lines;
  ProblemList problems;
  for (const ScheduleRow& each : rows) {
    if (is_special(book, request.importer, each.code)) {
      ++uneven.special;
      continue;
    }
    std::vector<std::string> found;
    try {
      found = lines_at(book, request.importer, each.code);
    } catch (const InputError& error) {
      const InputProblem& problem = error.problems().front();
      if (!problem.place.file.empty()) throw;
      problems.add(csv.place(each.row, column), problem.message, problem.hint);
      continue;
    }
    if (found == std::vector{each.code}) {
      lines.push_back(each.code);
      continue;
    }
    const auto finer = codes.upper_bound(each.code);
    const bool is_heading = finer != codes.end() && finer->starts_with(each.code);
    ++(is_heading ? uneven.headings : uneven.spelt_out);
    if (!is_heading) lines.insert(lines.end(), found.begin(), found.end());
  }
  problems.throw_if_any();
  if (lines.empty()) throw InputError({csv.file(), 0, 0, ""}, "has no line of the schedule");
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

tariff::PanelRequest panel_request(const tariff::MeasureBook& book, const LinePanelRequest& request,
                                   UnevenRows& uneven) {
  tariff::PanelRequest asked{
      .importer = request.importer, .origins = book.countries, .from = request.from, .until = request.until};
  if (request.schedule.empty()) {
    asked.lines = book_lines(book, request.importer);
  } else {
    asked.lines = schedule_lines(book, request, uneven);
  }
  std::erase(asked.origins, request.importer);
  if (request.origins > 0) asked.origins.resize(std::min(request.origins, asked.origins.size()));
  return asked;
}

std::vector<MeanChange> changes_of(const Date& from, const std::vector<double>& mean,
                                   const std::vector<double>& known) {
  // Sums of the same cells in another order may differ in their last bits.
  constexpr double visible = 1e-9;
  std::vector<MeanChange> changes;
  for (std::size_t day = 0; day < mean.size(); ++day) {
    if (day > 0 && std::abs(mean[day] - mean[day - 1]) < visible) continue;
    changes.push_back({date_of(day_number(from) + static_cast<int>(day)), mean[day], known[day]});
  }
  return changes;
}

}  // namespace

LinePanel line_panel(const tariff::MeasureBook& book, const LinePanelRequest& request) {
  LinePanel result{.from = request.from};
  const tariff::PanelRequest asked = panel_request(book, request, result.uneven);
  const auto begun = std::chrono::steady_clock::now();
  result.panel = tariff::duty_panel(book, asked);
  result.mean_by_day = result.panel.mean_by_day();
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  result.mean_of_known_by_day = result.panel.mean_of_known_by_day();
  result.changes = changes_of(result.from, result.mean_by_day, result.mean_of_known_by_day);
  return result;
}

}  // namespace parley::study
