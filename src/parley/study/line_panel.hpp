#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "parley/tariff/law/duty_panel.hpp"

namespace parley::study {

struct LinePanelRequest {
  std::string importer;
  std::filesystem::path schedule;  ///< CSV of codes; empty: the book's own schedule
  std::string code_column = "code";
  std::size_t origins = 0;  ///< only so many, in the order of the book; 0: all
  Date from;
  Date until;  ///< exclusive
};

/// A day from which the mean duty is another than the day before.
struct MeanChange {
  Date from;
  double mean_duty = 0;      ///< fraction; at least, where lines have a part without ad valorem equivalent
  double mean_of_known = 0;  ///< over the lines of which every part is known; NaN where there are none
};

/// Rows of a schedule's file that are not a line each.
struct UnevenRows {
  std::size_t spelt_out = 0;  ///< codes shorter than a line, replaced by the lines below them
  std::size_t headings = 0;   ///< shorter codes whose lines are rows of the file themselves: left to these
  std::size_t special =
      0;  ///< chapters 98 and 99, national provisions that the book's schedule does not have: left out
};

/// The duty on every line from every origin on every day, and its mean by day.
struct LinePanel {
  Date from;
  UnevenRows uneven;
  tariff::DutyPanel panel;
  std::vector<double> mean_by_day;  ///< fractions, every line and origin counting once; unknown parts add nothing
  std::vector<double> mean_of_known_by_day;  ///< the same over the lines of which every part is known
  std::vector<MeanChange> changes;  ///< the first day and every later one whose mean differs from the day before's
  double seconds = 0;               ///< spent on evaluating the panel
};

/// Errors  InputError where the schedule's file has no code in its first row, or a code that is none or that the book's
///         schedule does not have, and as tariff::duty_panel.
[[nodiscard]] LinePanel line_panel(const tariff::MeasureBook& book, const LinePanelRequest& request);

}  // namespace parley::study
