#include "parley/report/page/bars.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/report/page/axis.hpp"
#include "parley/report/page/html.hpp"
#include "parley/report/words/format.hpp"

namespace parley::report {
namespace {

constexpr double width = 640;
constexpr double label_width = 230;
constexpr double value_width = 76;
constexpr double row_height = 20;
constexpr std::size_t label_characters = 29;

constexpr double plot_begin = label_width + value_width;
constexpr double plot_end = width - value_width;

std::string row_label(double y, const std::string& label) {
  return html_format(R"(<text x="0" y="{:.0f}">{}</text>)", y + 14, shortened(label, label_characters));
}

std::string rectangle(std::string_view css_class, double from, double to, double y) {
  return html_format(R"(<rect class="{}" x="{:.1f}" y="{:.0f}" width="{:.1f}" height="14"/>)", css_class,
                     std::min(from, to), y + 3, std::max(std::abs(to - from), 0.5));
}

/// The number beside a bar's end, left of negative bars.
std::string end_label(double x, double y, double value) {
  const bool left = value < 0;
  return html_format(R"(<text x="{:.1f}" y="{:.0f}" text-anchor="{}">{}</text>)", x + (left ? -5 : 5), y + 14,
                     left ? "end" : "start", significant(value, 2, Sign::always));
}

std::string zero_line(double x, double height, std::string_view unit) {
  return html_format(
      R"(<line x1="{0:.1f}" x2="{0:.1f}" y1="0" y2="{1:.0f}"/><text x="{0:.1f}" y="{2:.0f}" text-anchor="middle">0 {3}</text>)",
      x, height, height + 16, unit);
}

std::string drawing(const BarChart& chart) {
  Axis axis(plot_begin, plot_end);
  axis.include(0);
  for (const double side : {-chart.reach, chart.reach}) axis.include(side);
  for (const Bar& bar : chart.bars) {
    axis.include(bar.value);
    axis.include(bar.dot);
  }
  const double height = row_height * static_cast<double>(chart.bars.size());
  std::string svg = svg_opening(chart.caption, width, height + 24, "bars");
  double y = 0.0;
  for (const Bar& bar : chart.bars) {
    svg += row_label(y, bar.label) + rectangle(bar.css_class, axis.at(0), axis.at(bar.value), y);
    double end = bar.value;
    if (std::isfinite(bar.dot)) {
      svg += html_format(R"(<circle cx="{:.1f}" cy="{:.0f}" r="4"/>)", axis.at(bar.dot), y + 10);
      if (bar.value * bar.dot > 0 && std::abs(bar.dot) > std::abs(bar.value)) end = bar.dot;
    }
    svg += end_label(axis.at(end), y, bar.value);
    y += row_height;
  }
  return svg + zero_line(axis.at(0), y, chart.unit) + "</svg>";
}

FigureTable plain_table(const BarChart& chart) {
  FigureTable table{{"", chart.caption.measure}, {}};
  for (const Bar& bar : chart.bars) table.rows.push_back({bar.label, {bar.value}});
  return table;
}

}  // namespace

std::string bar_figure(const BarChart& chart) {
  return figure(chart.caption, drawing(chart), chart.table.columns.empty() ? plain_table(chart) : chart.table);
}

std::string range_figure(const Caption& caption, double central, const std::vector<Range>& ranges) {
  double lowest = central;
  double highest = central;
  for (const Range& range : ranges) {
    for (const double end : {range.low, range.high}) {
      if (!std::isfinite(end)) continue;
      lowest = std::min(lowest, end);
      highest = std::max(highest, end);
    }
  }
  const double span = highest > lowest ? highest - lowest : 1.0;
  const auto at = [&](double value) {
    return label_width + value_width + (value - lowest) / span * (width - label_width - 2 * value_width);
  };
  const double height = row_height * static_cast<double>(ranges.size());
  std::string svg = svg_opening(caption, width, height + 24, "bars");
  FigureTable table{{"", "low end", "high end"}, {}};
  double y = 0;
  for (const Range& range : ranges) {
    table.rows.push_back({range.label, {range.low, range.high}});
    svg += row_label(y, range.label);
    if (std::isfinite(range.low) && std::isfinite(range.high)) {
      svg += rectangle("party-1", at(central), at(range.low), y) + rectangle("party-0", at(central), at(range.high), y);
      const double left = std::min(range.low, range.high);
      const double right = std::max(range.low, range.high);
      svg += html_format(R"(<text x="{:.1f}" y="{:.0f}" text-anchor="end">{}</text>)", at(std::min(left, central)) - 5,
                         y + 14, significant(left, 3, Sign::always));
      svg += html_format(R"(<text x="{:.1f}" y="{:.0f}">{}</text>)", at(std::max(right, central)) + 5, y + 14,
                         significant(right, 3, Sign::always));
    }
    y += row_height;
  }
  svg += html_format(
      R"(<line x1="{0:.1f}" x2="{0:.1f}" y1="0" y2="{1:.0f}"/><text x="{0:.1f}" y="{2:.0f}" text-anchor="middle">{3}</text>)",
      at(central), y, y + 16, significant(central, 3, Sign::always));
  return figure(caption, svg + "</svg>", table);
}

std::string waterfall_figure(const Caption& caption, const std::string& unit, const std::vector<WaterfallStep>& steps,
                             std::string_view total_class) {
  Axis axis(plot_begin, plot_end);
  axis.include(0);
  double sum = 0;
  for (const WaterfallStep& step : steps) {
    sum = step.is_total ? step.value : sum + step.value;
    axis.include(sum);
  }
  const double height = row_height * static_cast<double>(steps.size());
  std::string svg = svg_opening(caption, width, height + 24, "bars");
  FigureTable table{{"", caption.measure}, {}};
  double y = 0;
  sum = 0;
  for (const WaterfallStep& step : steps) {
    const double from = step.is_total ? 0 : sum;
    sum = step.is_total ? step.value : sum + step.value;
    svg += row_label(y, step.label);
    svg += rectangle(step.is_total ? total_class : "other", axis.at(from), axis.at(sum), y);
    svg += end_label(axis.at(step.value < 0 ? std::min(from, sum) : std::max(from, sum)), y, step.value);
    table.rows.push_back({step.label, {step.value}});
    y += row_height;
    // A thread from the end of this bar to the start of the next.
    if (&step != &steps.back()) {
      svg += html_format(R"(<path class="thread" d="M{0:.1f},{1:.0f}v6"/>)", axis.at(sum), y - 3);
    }
  }
  return figure(caption, svg + zero_line(axis.at(0), y, unit) + "</svg>", table);
}

}  // namespace parley::report
