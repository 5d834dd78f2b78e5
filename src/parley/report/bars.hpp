#pragma once

#include <string>
#include <vector>

namespace parley::report {

struct Bar {
  std::string label;
  double value = 0;
  bool is_party = false;  ///< drawn in the party's colour, others in grey
};

struct BarChart {
  std::string title;    ///< the finding
  std::string measure;  ///< what is measured, with its unit
  std::string source;
  std::string unit;  ///< "%"
  std::vector<Bar> bars;
};

/// A figure with inline SVG bars from a labelled zero line, a text alternative, its table behind a fold and a CSV link.
[[nodiscard]] std::string bar_figure(const BarChart& chart);

}  // namespace parley::report
