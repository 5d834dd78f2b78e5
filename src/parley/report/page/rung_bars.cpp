#include "parley/report/page/rung_bars.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/report/page/axis.hpp"
#include "parley/report/page/html.hpp"

namespace parley::report {
namespace {

constexpr double width = 640;
constexpr double label_width = 128;
constexpr double bars_end = 380;
constexpr double line_height = 19;
constexpr double head_height = 24;
constexpr double gap = 9;

/// Every bar has room on it, and zero.
Axis axis_of(const RungChart& chart) {
  Axis axis(label_width, bars_end);
  axis.include(0);
  for (const Rung& rung : chart.rungs) {
    for (const RungBar& bar : rung.bars) axis.include(bar.value);
  }
  return axis;
}

double column_end(const RungChart& chart, std::size_t column) {
  return bars_end + static_cast<double>(column + 1) * (width - bars_end) / static_cast<double>(chart.columns.size());
}

std::string text_at(double x, double y, std::string_view anchor, std::string_view words) {
  return html_format(R"(<text x="{:.1f}" y="{:.0f}" text-anchor="{}">{}</text>)", x, y, anchor, words);
}

std::string party_line(const RungChart& chart, const RungBar& bar, std::size_t party, const Axis& axis, double y) {
  std::string svg = text_at(12, y + 14, "start", chart.parties[party]);
  if (std::isfinite(bar.value)) {
    const double from = std::min(axis.at(0), axis.at(bar.value));
    svg += html_format(R"(<rect class="{}" x="{:.1f}" y="{:.0f}" width="{:.1f}" height="13"/>)",
                       chart.css_classes[party], from, y + 3, std::max(std::abs(axis.at(bar.value) - axis.at(0)), 0.5));
  }
  for (std::size_t column = 0; column < bar.cells.size(); ++column)
    svg += text_at(column_end(chart, column), y + 14, "end", bar.cells[column]);
  return svg;
}

double height_of(const Rung& rung) {
  return gap + line_height * static_cast<double>(1 + rung.bars.size() + (rung.note.empty() ? 0 : 1));
}

}  // namespace

std::string rung_figure(const RungChart& chart) {
  double bottom = head_height;
  for (const Rung& rung : chart.rungs) bottom += height_of(rung);
  const Axis axis = axis_of(chart);
  std::string svg = svg_opening(chart.caption, width, bottom + 22, "bars");
  for (std::size_t column = 0; column < chart.columns.size(); ++column)
    svg += text_at(column_end(chart, column), 14, "end", chart.columns[column]);
  double top = head_height;
  for (const Rung& rung : chart.rungs) {
    svg += html_format(R"(<path class="grid" d="M0,{:.0f}H{:.0f}"/>)", top, width);
    double y = top + gap / 2;
    svg += html_format(R"(<text x="0" y="{:.0f}" font-weight="600">{}</text>)", y + 14, rung.heading);
    for (std::size_t party = 0; party < rung.bars.size(); ++party)
      svg += party_line(chart, rung.bars[party], party, axis, y += line_height);
    if (!rung.note.empty()) svg += text_at(12, y + line_height + 14, "start", rung.note);
    const double zero = axis.at(0);
    // Between heading and note, so that the line crosses no words.
    svg += html_format(R"(<line x1="{0:.1f}" x2="{0:.1f}" y1="{1:.0f}" y2="{2:.0f}"/>)", zero,
                       top + gap / 2 + line_height, y + line_height);
    top += height_of(rung);
  }
  svg += text_at(axis.at(0), bottom + 16, "middle", "0 " + chart.unit);
  return figure(chart.caption, svg + "</svg>", chart.table);
}

}  // namespace parley::report
