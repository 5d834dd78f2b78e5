#pragma once

#include <limits>
#include <string>
#include <vector>

#include "parley/report/page/figure.hpp"

namespace parley::report {

struct Bar {
  std::string label;
  double value = 0;
  std::string css_class = "other";  ///< "party-0" ... for a country with a colour of its own; grey context otherwise
  /// A second measure on the same axis, drawn as a dot; NaN: none.
  double dot = std::numeric_limits<double>::quiet_NaN();
};

struct BarChart {
  Caption caption;
  std::string unit;  ///< "%", "bn"
  std::vector<Bar> bars;
  /// Half the axis: charts drawn with the same one can be compared; zero: as long as the bars need.
  double reach = 0;
  FigureTable table;  ///< the figures; without columns: label and value
};

/// Horizontal bars from a labelled zero line.
[[nodiscard]] std::string bar_figure(const BarChart& chart);

struct Range {
  std::string label;
  double low = 0, high = 0;  ///< outcomes at the two ends of a factor
};

/// Bars from outcome to outcome about a central line: a tornado chart when the widest comes first.
[[nodiscard]] std::string range_figure(const Caption& caption, double central, const std::vector<Range>& ranges);

struct WaterfallStep {
  std::string label;
  double value = 0;
  bool is_total = false;  ///< drawn from zero; its value is the sum so far
};

/// Steps that start where the one before ended, and totals from zero.
[[nodiscard]] std::string waterfall_figure(const Caption& caption, const std::string& unit,
                                           const std::vector<WaterfallStep>& steps, std::string_view total_class);

}  // namespace parley::report
