#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parley/report/page/figure.hpp"

namespace parley::report {

/// Region and SVG path, one row each; from data/map/world-22.csv (Natural Earth 1:110m, public domain).
[[nodiscard]] std::string_view world_map_csv();

/// The outlines once for the whole page, not shown: maps refer to them.
[[nodiscard]] std::string map_outlines();

struct MapValue {
  std::string code;
  std::string name;
  double value = 0;
};

/// A world map shaded by value, centred on zero; "" where the map has an outline for less than half of the regions.
/// The page must hold map_outlines().
[[nodiscard]] std::string map_figure(Caption caption, const std::vector<MapValue>& values);

}  // namespace parley::report
