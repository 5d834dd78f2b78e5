#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "parley/tariff/law/duty_panel.hpp"

namespace parley::study {

struct LinePanelRequest {
  std::string importer;
  std::filesystem::path schedule;  ///< CSV whose every row is a line; empty: the book's own schedule
  std::string code_column = "code";
  std::size_t origins = 0;  ///< only so many, in the order of the book; 0: all
  Date from;
  Date until;  ///< exclusive
};

/// A day from which the mean duty is another than the day before.
struct MeanChange {
  Date from;
  double mean_duty = 0;  ///< fraction
};

/// The duty on every line from every origin on every day, and its mean by day.
struct LinePanel {
  Date from;
  tariff::DutyPanel panel;
  std::vector<double> mean_by_day;  ///< fractions, every line and origin counting once
  std::vector<MeanChange> changes;  ///< the first day and every later one whose mean differs from the day before's
  double seconds = 0;               ///< spent on evaluating the panel
};

/// Errors  InputError where the schedule's file has no code in its first row, and as tariff::duty_panel.
[[nodiscard]] LinePanel line_panel(const tariff::MeasureBook& book, const LinePanelRequest& request);

}  // namespace parley::study
