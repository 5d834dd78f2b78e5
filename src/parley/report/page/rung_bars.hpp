#pragma once

#include <string>
#include <vector>

#include "parley/report/page/figure.hpp"

namespace parley::report {

/// One party's line below a rung: its bar, and the figures beside it in words.
struct RungBar {
  double value = 0;
  std::vector<std::string> cells;  ///< one per column
};

/// One step of a ladder.
struct Rung {
  std::string heading;
  std::vector<RungBar> bars;  ///< one per party
  std::string note;           ///< a line below the bars; empty: none
};

/// Steps from the first to the last, for each the bars of all parties on one scale.
struct RungChart {
  Caption caption;
  std::string unit;  ///< of the bars
  std::vector<std::string> parties;
  std::vector<std::string> css_classes;  ///< one per party
  std::vector<std::string> columns;      ///< heads of the cells
  std::vector<Rung> rungs;
  FigureTable table;
};

[[nodiscard]] std::string rung_figure(const RungChart& chart);

}  // namespace parley::report
