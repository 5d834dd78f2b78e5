#include "parley/report/bars.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/report/format.hpp"
#include "parley/report/html.hpp"
#include "parley/text/csv.hpp"

namespace parley::report {
namespace {

constexpr double width = 640;
constexpr double label_width = 190;
constexpr double value_width = 70;
constexpr double row_height = 20;

std::string drawing(const BarChart& chart) {
  double lowest = 0.0;
  double highest = 0.0;
  for (const Bar& bar : chart.bars) {
    lowest = std::min(lowest, bar.value);
    highest = std::max(highest, bar.value);
  }
  const double range = highest > lowest ? highest - lowest : 1.0;
  const double room = width - label_width - 2 * value_width;
  const auto x = [&](double value) { return label_width + value_width + (value - lowest) / range * room; };
  const double height = row_height * static_cast<double>(chart.bars.size()) + 24;
  std::string svg = fmt::format(R"(<svg viewBox="0 0 {:.0f} {:.0f}" role="img" aria-label="{}"><title>{}</title>)",
                                width, height, escaped(chart.title + ". " + chart.measure), escaped(chart.title));
  double y = 0.0;
  for (const Bar& bar : chart.bars) {
    const double from = std::min(x(0), x(bar.value));
    const char* colour = !bar.is_party ? "other" : bar.value < 0 ? "loss" : "gain";
    svg += fmt::format(
        R"(<text x="0" y="{:.0f}">{}</text><rect class="{}" x="{:.1f}" y="{:.0f}" width="{:.1f}" height="14"/>)",
        y + 14, escaped(shortened(bar.label, 28)), colour, from, y + 3, std::abs(x(bar.value) - x(0)));
    const bool left = bar.value < 0;
    svg += fmt::format(R"(<text x="{:.1f}" y="{:.0f}" text-anchor="{}">{}</text>)", x(bar.value) + (left ? -4 : 4),
                       y + 14, left ? "end" : "start", significant(bar.value, 2, Sign::always));
    y += row_height;
  }
  svg += fmt::format(
      R"(<line x1="{0:.1f}" x2="{0:.1f}" y1="0" y2="{1:.0f}"/><text x="{0:.1f}" y="{2:.0f}" text-anchor="middle">0 {3}</text></svg>)",
      x(0), y, y + 16, escaped(chart.unit));
  return svg;
}

}  // namespace

std::string bar_figure(const BarChart& chart) {
  std::string csv = fmt::format("label,{}\n", text::csv_cell(chart.measure));
  std::string rows;
  for (const Bar& bar : chart.bars) {
    csv += fmt::format("{},{}\n", text::csv_cell(bar.label), bar.value);
    rows += fmt::format("<tr><th>{}</th><td>{}</td></tr>", escaped(bar.label), significant(bar.value, 4, Sign::always));
  }
  const std::string svg = drawing(chart);
  return fmt::format(
      "<figure><figcaption><strong>{}</strong><br>{}</figcaption>{}<p class=\"source\">{} "
      "<a download=\"{}.csv\" href=\"{}\">CSV</a> {}</p>{}</figure>\n",
      escaped(chart.title), escaped(chart.measure), svg, escaped(chart.source), slug(chart.title),
      data_uri("text/csv", csv), svg_download(chart.title, svg),
      fold("The figures", "<table>" + rows + "</table>", "data"));
}

}  // namespace parley::report
