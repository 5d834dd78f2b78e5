#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/report/page/html.hpp"
#include "parley/report/page/world_map.hpp"
#include "parley/report/words/format.hpp"
#include "parley/text/csv.hpp"

namespace parley::report {
namespace {

constexpr double map_width = 6400;
constexpr double map_height = 2840;

text::CsvTable outlines() { return text::parse_csv(std::string(world_map_csv()), "world map"); }

/// The attributes that shade a region: the root keeps small changes visible beside large ones.
std::string shade(const MapValue& value, double largest) {
  const double strength = largest > 0.0 ? std::sqrt(std::abs(value.value) / largest) : 0.0;
  return html_format("class=\"{}\" fill-opacity=\"{:.2f}\"", value.value < 0 ? "loss" : "gain", 0.08 + 0.92 * strength);
}

}  // namespace

std::string map_outlines() {
  const text::CsvTable table = outlines();
  std::string svg = "<svg width=\"0\" height=\"0\" style=\"position:absolute\" aria-hidden=\"true\"><defs>";
  for (std::size_t row = 0; row < table.row_count(); ++row)
    svg += html_format("<path id=\"map-{}\" d=\"{}\"/>", table.cell(row, 0), table.cell(row, 1));
  return svg + "</defs></svg>\n";
}

std::string map_figure(Caption caption, const std::vector<MapValue>& values) {
  const text::CsvTable table = outlines();
  double largest = 0.0;
  for (const MapValue& value : values) largest = std::max(largest, std::abs(value.value));
  FigureTable figures{{"", caption.measure}, {}};
  for (const MapValue& value : values) figures.rows.push_back({value.name, {value.value}});
  std::string svg = svg_opening(caption, map_width, map_height, "map");
  std::string standalone = svg;
  std::size_t found = 0;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const auto value =
        std::find_if(values.begin(), values.end(), [&](const MapValue& v) { return v.code == table.cell(row, 0); });
    if (value == values.end()) continue;
    ++found;
    const std::string shaded = shade(*value, largest);
    const std::string title = html_format("<title>{}: {}</title>", value->name, percent(value->value));
    svg += html_format("<use href=\"#map-{}\" {}>{}</use>", value->code, Html{shaded}, Html{title});
    standalone += html_format("<path d=\"{}\" {}>{}</path>", table.cell(row, 1), Html{shaded}, Html{title});
  }
  if (2 * found < values.size()) return "";
  caption.how += fmt::format(" Green gains, purple loses; full colour is {}.", percent(largest, Sign::only_minus));
  caption.source += " Outline: Natural Earth, simplified.";
  return figure(caption, svg + "</svg>", figures, standalone + "</svg>");
}

}  // namespace parley::report
