#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/report/format.hpp"
#include "parley/report/html.hpp"
#include "parley/report/world_map.hpp"
#include "parley/text/csv.hpp"

namespace parley::report {
namespace {

std::string shape(std::string_view path, const MapValue& value, double largest) {
  // The root keeps small changes visible beside large ones.
  const double strength = largest > 0.0 ? std::sqrt(std::abs(value.value) / largest) : 0.0;
  return fmt::format("<path class=\"{}\" fill-opacity=\"{:.2f}\" d=\"{}\"><title>{}: {}</title></path>",
                     value.value < 0 ? "loss" : "gain", 0.08 + 0.92 * strength, path, escaped(value.name),
                     percent(value.value));
}

}  // namespace

std::string map_figure(const std::string& title, const std::string& measure, const std::string& source,
                       const std::vector<MapValue>& values) {
  const text::CsvTable outlines = text::parse_csv(std::string(world_map_csv()), "world map");
  double largest = 0.0;
  for (const MapValue& value : values) largest = std::max(largest, std::abs(value.value));
  std::string shapes;
  std::size_t found = 0;
  for (std::size_t row = 0; row < outlines.row_count(); ++row) {
    const auto value =
        std::find_if(values.begin(), values.end(), [&](const MapValue& v) { return v.code == outlines.cell(row, 0); });
    if (value == values.end()) continue;
    ++found;
    shapes += shape(outlines.cell(row, 1), *value, largest);
  }
  if (2 * found < values.size()) return "";
  return fmt::format(
      "<figure><figcaption><strong>{0}</strong><br>{1}</figcaption><svg class=\"map\" viewBox=\"0 0 6400 2840\" "
      "role=\"img\" "
      "aria-label=\"{0}\"><title>{0}</title>{2}</svg><p class=\"source\">Blue gains, orange loses; full colour is {3}. "
      "{4} Outline: "
      "Natural Earth, simplified.</p></figure>\n",
      escaped(title), escaped(measure), shapes, percent(largest, Sign::only_minus), escaped(source));
}

}  // namespace parley::report
