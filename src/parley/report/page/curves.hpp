#pragma once

#include <string>
#include <vector>

#include "parley/report/page/figure.hpp"

namespace parley::report {

struct CurvePoint {
  double x = 0, y = 0;
};

/// Points in the order of drawing, joined by a line; its label stands at the last point.
struct Curve {
  std::string label;
  std::vector<CurvePoint> points;
  std::string css_class = "other";  ///< "party-0" ... for a country with a colour of its own; grey context otherwise
  bool is_dashed = false;
  std::string name = {};  ///< in the table; empty: the label
};

/// One labelled dot.
struct Mark {
  std::string label;
  CurvePoint at;
  std::string css_class = "other";
  std::string name = {};  ///< in the table; empty: the label
};

struct CurveChart {
  Caption caption;
  std::string x_label;  ///< with its unit
  std::string y_label;
  std::vector<Curve> curves;
  std::vector<Mark> marks;
  bool shows_zero_x = false;  ///< takes zero into the axis and draws its line
  bool shows_zero_y = true;
};

/// Lines and dots over two axes with round ticks; its table lists every point of every curve and mark.
[[nodiscard]] std::string curve_figure(const CurveChart& chart);

/// Round positions that cover [low, high], at most `most` of them: steps of 1, 2 or 5 times a power of ten.
[[nodiscard]] std::vector<double> round_ticks(double low, double high, std::size_t most);

}  // namespace parley::report
