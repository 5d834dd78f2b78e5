#include "parley/report/page/curves.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "parley/report/page/axis.hpp"
#include "parley/report/page/html.hpp"
#include "parley/report/words/format.hpp"

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
  axes.x.settle(most_ticks);
  axes.y.settle(most_ticks);
  return axes;
}

std::string frame(const CurveChart& chart, const Axes& axes) {
  std::string svg;
  for (const double tick : axes.x.ticks()) {
    svg += html_format(R"(<text x="{:.1f}" y="{:.0f}" text-anchor="middle">{}</text>)", axes.x.at(tick),
                       height - bottom + 16, axes.x.words(tick));
  }
  for (const double tick : axes.y.ticks()) {
    svg += html_format(R"(<path class="grid" d="M{:.0f},{:.1f}H{:.0f}"/>)", left, axes.y.at(tick), width - right);
    svg += html_format(R"(<text x="{:.0f}" y="{:.1f}" text-anchor="end">{}</text>)", left - 6, axes.y.at(tick) + 4,
                       axes.y.words(tick));
  }
  if (chart.shows_zero_y && axes.y.holds_zero()) {
    svg += html_format(R"(<line x1="{0:.0f}" x2="{1:.0f}" y1="{2:.1f}" y2="{2:.1f}"/>)", left, width - right,
                       axes.y.at(0));
  }
  if (chart.shows_zero_x && axes.x.holds_zero()) {
    svg += html_format(R"(<line x1="{0:.1f}" x2="{0:.1f}" y1="{1:.0f}" y2="{2:.0f}"/>)", axes.x.at(0), top,
                       height - bottom);
  }
  svg += html_format(R"(<text x="{:.0f}" y="{:.0f}" text-anchor="middle">{}</text>)", (left + width - right) / 2,
                     height - 6, chart.x_label);
  return svg + html_format(R"(<text x="0" y="14">{}</text>)", chart.y_label);
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
  return html_format(R"(<path class="curve {}"{} d="{}"/>)", curve.css_class,
                     Html{curve.is_dashed ? " stroke-dasharray=\"6 4\"" : ""}, steps);
}

/// A label and the room that it takes.
struct Label {
  double left, right, baseline;
  std::string_view anchor;
  [[nodiscard]] double top() const { return baseline - 11; }
  [[nodiscard]] double bottom() const { return baseline + 4; }
  [[nodiscard]] bool holds(double x, double y) const { return x > left && x < right && y > top() && y < bottom(); }
  [[nodiscard]] bool touches(const Label& other) const {
    return left < other.right && other.left < right && top() < other.bottom() && other.top() < bottom();
  }
};

/// Puts each label where it covers least: beside its point, above or below, or further off.
class Labels {
 public:
  Labels(const CurveChart& chart, const Axes& axes) : axes_(axes) {
    for (const Mark& mark : chart.marks) {
      if (is_finite(mark.at)) dots_.push_back({axes.x.at(mark.at.x), axes.y.at(mark.at.y)});
    }
    for (const Curve& curve : chart.curves) {
      for (std::size_t at = 1; at < curve.points.size(); ++at) {
        const CurvePoint& from = curve.points[at - 1];
        const CurvePoint& to = curve.points[at];
        if (is_finite(from) && is_finite(to))
          draw({axes.x.at(from.x), axes.y.at(from.y)}, {axes.x.at(to.x), axes.y.at(to.y)});
      }
    }
    if (chart.shows_zero_x && axes.x.holds_zero()) draw({axes.x.at(0), top}, {axes.x.at(0), height - bottom});
    if (chart.shows_zero_y && axes.y.holds_zero()) draw({left, axes.y.at(0)}, {width - right, axes.y.at(0)});
  }

  std::string add(const std::string& text, const CurvePoint& value) {
    if (text.empty() || !is_finite(value)) return "";
    const CurvePoint point{axes_.x.at(value.x), axes_.y.at(value.y)};
    const double length = character_width * static_cast<double>(text_width(text));
    Label best{};
    double least = std::numeric_limits<double>::infinity();
    for (const Label& candidate : candidates(point.x, point.y, length)) {
      const double cost = cost_of(candidate, point);
      if (cost < least) {
        least = cost;
        best = candidate;
      }
    }
    placed_.push_back(best);
    std::string svg;
    if (const std::vector<CurvePoint> thread = thread_of(best, point); !thread.empty()) {
      draw(point, thread.back());
      svg = html_format(R"(<path class="thread" d="M{:.1f},{:.1f}L{:.1f},{:.1f}"/>)", point.x, point.y, thread.back().x,
                        thread.back().y);
    }
    const double start = best.anchor == "start" ? best.left : best.anchor == "end" ? best.right : point.x;
    return svg + html_format(R"(<text x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>)", start, best.baseline,
                             best.anchor, text);
  }

 private:
  /// A straight line as dots a few units apart, both ends among them.
  static std::vector<CurvePoint> dots_between(const CurvePoint& from, const CurvePoint& to) {
    constexpr double apart = 6;
    const int steps = 1 + static_cast<int>(std::hypot(to.x - from.x, to.y - from.y) / apart);
    std::vector<CurvePoint> dots;
    for (int step = 0; step <= steps; ++step) {
      const double share = static_cast<double>(step) / steps;
      dots.push_back({from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)});
    }
    return dots;
  }

  void draw(const CurvePoint& from, const CurvePoint& to) {
    const std::vector<CurvePoint> dots = dots_between(from, to);
    ink_.insert(ink_.end(), dots.begin(), dots.end());
  }

  /// In the order of preference.
  static std::vector<Label> candidates(double x, double y, double length) {
    constexpr int furthest = 6;
    std::vector<Label> list;
    for (int away = 0; away <= furthest; ++away) {
      for (const int side : {-1, 1}) {
        const double baseline = y + 4 + side * away * label_gap;
        if (away > 0) list.push_back({x - length / 2, x + length / 2, baseline, "middle"});
        if (away > 0 || side > 0) {
          list.push_back({x + 8, x + 8 + length, baseline, "start"});
          list.push_back({x - 8 - length, x - 8, baseline, "end"});
        }
      }
    }
    return list;
  }

  [[nodiscard]] double cost_of(const Label& at, const CurvePoint& point) const {
    constexpr double words = 100;
    constexpr double margin = 30;
    constexpr double dot = 20;
    constexpr double radius = 6;
    double cost = std::abs(at.baseline - 4 - point.y) / label_gap;
    if (at.right > width || at.top() < 0 || at.bottom() > height - bottom) cost += words;
    if (at.left < left) cost += at.left < 0 ? words : margin;
    const std::vector<CurvePoint> thread = thread_of(at, point);
    for (const Label& other : placed_) {
      const bool is_crossed = std::any_of(thread.begin(), thread.end(),
                                          [&](const CurvePoint& each) { return other.holds(each.x, each.y); });
      cost += (at.touches(other) ? words : 0) + (is_crossed ? margin : 0);
    }
    for (const CurvePoint& each : dots_) {
      if (each.x == point.x && each.y == point.y) continue;
      const bool is_covered = each.x + radius > at.left && each.x - radius < at.right && each.y + radius > at.top() &&
                              each.y - radius < at.bottom();
      cost += is_covered ? dot : 0;
    }
    for (const CurvePoint& each : ink_) cost += at.holds(each.x, each.y) ? 1 : 0;
    return cost;
  }

  /// From a point to a label that does not stand beside it; nothing where it does.
  static std::vector<CurvePoint> thread_of(const Label& at, const CurvePoint& point) {
    if (std::abs(at.baseline - 4 - point.y) < 1.5 * label_gap) return {};
    const CurvePoint end{std::clamp(point.x, at.left, at.right), at.baseline > point.y ? at.top() : at.bottom()};
    return dots_between(point, end);
  }

  const Axes& axes_;
  std::vector<Label> placed_;
  std::vector<CurvePoint> dots_, ink_;
};

std::string labels_of(const CurveChart& chart, const Axes& axes) {
  Labels labels(chart, axes);
  std::string svg;
  for (const Mark& mark : chart.marks) svg += labels.add(mark.label, mark.at);
  for (const Curve& curve : chart.curves) {
    if (!curve.points.empty()) svg += labels.add(curve.label, curve.points.back());
  }
  return svg;
}

FigureTable table_of(const CurveChart& chart) {
  FigureTable table{{"", chart.x_label, chart.y_label}, {}};
  for (const Curve& curve : chart.curves) {
    for (const CurvePoint& point : curve.points)
      table.rows.push_back({curve.name.empty() ? curve.label : curve.name, {point.x, point.y}});
  }
  for (const Mark& mark : chart.marks)
    table.rows.push_back({mark.name.empty() ? mark.label : mark.name, {mark.at.x, mark.at.y}});
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
    svg += html_format(R"(<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="{}"/>)", mark.css_class, axes.x.at(mark.at.x),
                       axes.y.at(mark.at.y), mark.label.empty() ? 3 : 5);
  }
  return figure(chart.caption, svg + labels_of(chart, axes) + "</svg>", table_of(chart));
}

}  // namespace parley::report
