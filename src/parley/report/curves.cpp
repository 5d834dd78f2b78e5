#include "parley/report/curves.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "parley/report/format.hpp"
#include "parley/report/html.hpp"

namespace parley::report {
namespace {

constexpr double width = 640;
constexpr double height = 360;
constexpr double left = 64;
constexpr double right = 150;  // room for the curves' labels
constexpr double top = 26;
constexpr double bottom = 44;
constexpr std::size_t most_ticks = 7;
constexpr double label_gap = 15;
constexpr double character_width = 7;

bool is_finite(const CurvePoint& point) { return std::isfinite(point.x) && std::isfinite(point.y); }

/// Values to positions along one axis of the drawing.
class Axis {
 public:
  Axis(double begin, double end) : begin_(begin), end_(end) {}
  void include(double value) {
    lowest_ = std::min(lowest_, value);
    highest_ = std::max(highest_, value);
  }
  /// Widens the axis to its outermost round ticks; a single value gets room on both sides.
  void settle() {
    if (!(lowest_ <= highest_)) lowest_ = highest_ = 0;
    if (lowest_ == highest_) {
      const double room = lowest_ == 0 ? 1 : std::abs(lowest_) / 10;
      lowest_ -= room;
      highest_ += room;
    }
    ticks_ = round_ticks(lowest_, highest_, most_ticks);
    lowest_ = ticks_.front();
    highest_ = ticks_.back();
  }
  [[nodiscard]] double at(double value) const {
    return begin_ + (value - lowest_) / (highest_ - lowest_) * (end_ - begin_);
  }
  [[nodiscard]] const std::vector<double>& ticks() const { return ticks_; }
  [[nodiscard]] bool holds_zero() const { return lowest_ <= 0 && highest_ >= 0; }

 private:
  double begin_, end_;
  double lowest_ = std::numeric_limits<double>::infinity();
  double highest_ = -std::numeric_limits<double>::infinity();
  std::vector<double> ticks_;
};

struct Axes {
  Axis x{left, width - right};
  Axis y{height - bottom, top};
};

Axes axes_of(const CurveChart& chart) {
  Axes axes;
  const auto include = [&](const CurvePoint& point) {
    if (!is_finite(point)) return;
    axes.x.include(point.x);
    axes.y.include(point.y);
  };
  for (const Curve& curve : chart.curves) std::for_each(curve.points.begin(), curve.points.end(), include);
  for (const Mark& mark : chart.marks) include(mark.at);
  if (chart.shows_zero_x) axes.x.include(0);
  if (chart.shows_zero_y) axes.y.include(0);
  axes.x.settle();
  axes.y.settle();
  return axes;
}

std::string frame(const CurveChart& chart, const Axes& axes) {
  std::string svg;
  for (const double tick : axes.x.ticks()) {
    svg += fmt::format(R"(<text x="{:.1f}" y="{:.0f}" text-anchor="middle">{}</text>)", axes.x.at(tick),
                       height - bottom + 16, significant(tick, 3));
  }
  for (const double tick : axes.y.ticks()) {
    svg += fmt::format(R"(<path class="grid" d="M{:.0f},{:.1f}H{:.0f}"/>)", left, axes.y.at(tick), width - right);
    svg += fmt::format(R"(<text x="{:.0f}" y="{:.1f}" text-anchor="end">{}</text>)", left - 6, axes.y.at(tick) + 4,
                       significant(tick, 3));
  }
  if (chart.shows_zero_y && axes.y.holds_zero()) {
    svg += fmt::format(R"(<line x1="{0:.0f}" x2="{1:.0f}" y1="{2:.1f}" y2="{2:.1f}"/>)", left, width - right,
                       axes.y.at(0));
  }
  if (chart.shows_zero_x && axes.x.holds_zero()) {
    svg += fmt::format(R"(<line x1="{0:.1f}" x2="{0:.1f}" y1="{1:.0f}" y2="{2:.0f}"/>)", axes.x.at(0), top,
                       height - bottom);
  }
  svg += fmt::format(R"(<text x="{:.0f}" y="{:.0f}" text-anchor="middle">{}</text>)", (left + width - right) / 2,
                     height - 6, escaped(chart.x_label));
  return svg + fmt::format(R"(<text x="0" y="14">{}</text>)", escaped(chart.y_label));
}

std::string path_of(const Curve& curve, const Axes& axes) {
  std::string steps;
  bool joined = false;
  for (const CurvePoint& point : curve.points) {
    // A gap in the figures is a gap in the line.
    if (is_finite(point))
      steps += fmt::format("{}{:.1f},{:.1f}", joined ? "L" : "M", axes.x.at(point.x), axes.y.at(point.y));
    joined = is_finite(point);
  }
  return fmt::format(R"(<path class="curve {}"{} d="{}"/>)", curve.css_class,
                     curve.is_dashed ? " stroke-dasharray=\"6 4\"" : "", steps);
}

struct Label {
  double x, y;
  std::string text;
};

/// Labels of lines and dots, pushed apart downwards where they would overlap.
std::string labels_of(const CurveChart& chart, const Axes& axes) {
  std::vector<Label> labels;
  const auto add = [&](const std::string& text, const CurvePoint& point) {
    if (!text.empty() && is_finite(point)) labels.push_back({axes.x.at(point.x) + 8, axes.y.at(point.y) + 4, text});
  };
  for (const Curve& curve : chart.curves) {
    if (!curve.points.empty()) add(curve.label, curve.points.back());
  }
  for (const Mark& mark : chart.marks) add(mark.label, mark.at);
  std::stable_sort(labels.begin(), labels.end(), [](const Label& a, const Label& b) { return a.y < b.y; });
  std::string svg;
  for (std::size_t at = 0; at < labels.size(); ++at) {
    for (std::size_t other = 0; other < at; ++other) {
      const bool beside = std::abs(labels[at].x - labels[other].x) < right;
      if (beside && labels[at].y - labels[other].y < label_gap) labels[at].y = labels[other].y + label_gap;
    }
    const double length = character_width * static_cast<double>(text_width(labels[at].text));
    const bool is_far_right = labels[at].x + length > width;
    svg += fmt::format(R"(<text x="{:.1f}" y="{:.1f}"{}>{}</text>)", is_far_right ? width : labels[at].x, labels[at].y,
                       is_far_right ? " text-anchor=\"end\"" : "", escaped(labels[at].text));
  }
  return svg;
}

FigureTable table_of(const CurveChart& chart) {
  FigureTable table{{"", chart.x_label, chart.y_label}, {}};
  for (const Curve& curve : chart.curves) {
    for (const CurvePoint& point : curve.points) table.rows.push_back({curve.label, {point.x, point.y}});
  }
  for (const Mark& mark : chart.marks) table.rows.push_back({mark.label, {mark.at.x, mark.at.y}});
  return table;
}

}  // namespace

std::vector<double> round_ticks(double low, double high, std::size_t most) {
  const double rough = (high - low) / static_cast<double>(most > 2 ? most - 2 : 1);
  const double power = std::pow(10, std::floor(std::log10(rough)));
  double step = 10 * power;
  for (const double candidate : {5 * power, 2 * power, power}) {
    if (candidate >= rough * (1 - 1e-12)) step = candidate;
  }
  const auto first = std::llround(std::floor(low / step + 1e-9));
  const auto last = std::llround(std::ceil(high / step - 1e-9));
  std::vector<double> ticks;
  for (auto at = first; at <= last; ++at) ticks.push_back(static_cast<double>(at) * step);
  return ticks;
}

std::string curve_figure(const CurveChart& chart) {
  const Axes axes = axes_of(chart);
  std::string svg = svg_opening(chart.caption, width, height, "curves") + frame(chart, axes);
  for (const Curve& curve : chart.curves) svg += path_of(curve, axes);
  for (const Mark& mark : chart.marks) {
    if (!is_finite(mark.at)) continue;
    svg += fmt::format(R"(<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="{}"/>)", mark.css_class, axes.x.at(mark.at.x),
                       axes.y.at(mark.at.y), mark.label.empty() ? 3 : 5);
  }
  return figure(chart.caption, svg + labels_of(chart, axes) + "</svg>", table_of(chart));
}

}  // namespace parley::report
