#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "parley/tariff/law/measure.hpp"

namespace parley::tariff {

/// Which cells to evaluate: every line from every origin on every day of [from, until).
struct PanelRequest {
  std::string importer;
  std::vector<std::string> lines;    ///< codes, digits; may repeat
  std::vector<std::string> origins;  ///< the importer itself may be among them and pays nothing
  Date from;
  Date until;
};

/// Duties on every line from every origin on every day, kept as steps.
///
/// A duty depends on the origin only through the measures and exemptions that name it: origins that none tells apart share
/// a class, and their rows are kept once. Steps are half-open and cover every day.
class DutyPanel {
 public:
  /// One constant stretch of a row.
  struct Step {
    std::int32_t first_day = 0;  ///< counted from the request's first
    double duty = 0;             ///< known parts, fraction of customs value
  };

  [[nodiscard]] std::size_t line_count() const { return line_count_; }
  [[nodiscard]] std::size_t origin_count() const { return class_of_.size(); }
  [[nodiscard]] std::size_t day_count() const { return day_count_; }
  [[nodiscard]] std::size_t cell_count() const { return line_count_ * class_of_.size() * day_count_; }
  [[nodiscard]] std::size_t class_count() const { return class_size_.size(); }
  /// Lines one of whose parts has no ad valorem equivalent; their cells hold the other parts.
  [[nodiscard]] std::size_t incomplete_lines() const { return incomplete_lines_; }

  [[nodiscard]] std::span<const Step> steps(std::size_t line, std::size_t origin) const;
  /// The duty of one cell.
  [[nodiscard]] double at(std::size_t line, std::size_t origin, std::size_t day) const;
  /// The unweighted mean over all lines and origins, day by day: every cell counts once. Parts without ad valorem
  /// equivalent add nothing: it is the least that the mean can be where there are incomplete_lines().
  [[nodiscard]] std::vector<double> mean_by_day() const;
  /// The same over the lines of which every part is known; NaN where there are none.
  [[nodiscard]] std::vector<double> mean_of_known_by_day() const;

 private:
  friend DutyPanel duty_panel(const MeasureBook& book, const PanelRequest& request);
  void add_line(std::size_t line, std::vector<double>& sum) const;
  [[nodiscard]] std::span<const Step> row(std::size_t line, std::size_t origin_class) const;

  std::size_t line_count_ = 0;
  std::size_t day_count_ = 0;
  std::size_t incomplete_lines_ = 0;
  std::vector<bool> is_complete_;          // by line
  std::vector<std::uint32_t> class_of_;    // by origin
  std::vector<std::uint32_t> class_size_;  // origins in each class
  std::vector<std::uint32_t> row_begin_;   // by line and class, one more at the end
  std::vector<Step> steps_;
};

/// Evaluates the whole panel: the breakpoints of each line, then the stack of measures between them.
///
/// Cells equal duty_at(...).total to the last bit where every part has an ad valorem equivalent.
/// Errors  InputError where a country is none of the book's, or no day lies in the span.
/// Cost    O(lines * classes * steps); no allocation per cell.
[[nodiscard]] DutyPanel duty_panel(const MeasureBook& book, const PanelRequest& request);

}  // namespace parley::tariff
