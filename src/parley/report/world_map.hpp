#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parley::report {

/// Region and SVG path, one row each; from data/map/world-22.csv (Natural Earth 1:110m, public domain).
[[nodiscard]] std::string_view world_map_csv();

struct MapValue {
  std::string code;
  std::string name;
  double value = 0;
};

/// A world map shaded by value, centred on zero; "" where the map has an outline for less than half of the regions.
[[nodiscard]] std::string map_figure(const std::string& title, const std::string& measure, const std::string& source,
                                     const std::vector<MapValue>& values);

}  // namespace parley::report
