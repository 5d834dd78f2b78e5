#include "parley/report/page/tree_figure.hpp"

#include <fmt/format.h>

#include "parley/report/page/html.hpp"

namespace parley::report {
namespace {

constexpr double width = 640;
constexpr double first_x = 14;
constexpr double step_x = 30;
constexpr double first_y = 18;
constexpr double step_y = 24;

double x_of(std::size_t depth) { return first_x + step_x * static_cast<double>(depth); }
double y_of(std::size_t line) { return first_y + step_y * static_cast<double>(line); }

/// From the parent's dot down, then to the right, in the colour of who moves.
std::string elbow(const TreeBranch& branch, std::size_t line, std::size_t parent) {
  const double thick = branch.is_chosen ? 2.5 : 1;
  const double x = x_of(branch.depth);
  const double y = y_of(line);
  return html_format(R"(<rect class="{0}" x="{1:.2f}" y="{2:.0f}" width="{3}" height="{4:.1f}"/>)"
                     R"(<rect class="{0}" x="{1:.2f}" y="{5:.2f}" width="{6:.0f}" height="{3}"/>)",
                     branch.css_class, x - thick / 2, y_of(parent), thick, y - y_of(parent), y - thick / 2, step_x);
}

std::string dot(const TreeBranch& branch, std::size_t line) {
  return html_format(R"(<circle{} cx="{:.0f}" cy="{:.0f}" r="{}"/>)",
                     Html{branch.is_chosen ? html_format(R"( class="{}")", branch.css_class) : ""},
                     x_of(branch.depth + 1), y_of(line), branch.is_chosen ? 5 : 3.5);
}

std::string words_at(double x, double y, std::string_view anchor, bool is_bold, std::string_view words) {
  return html_format(R"(<text x="{:.0f}" y="{:.0f}" text-anchor="{}"{}>{}</text>)", x, y + 4, anchor,
                     Html{is_bold ? R"( font-weight="600")" : ""}, words);
}

}  // namespace

std::string tree_figure(const TreeChart& chart) {
  const double height = y_of(chart.branches.size()) + step_y / 2;
  std::string svg = svg_opening(chart.caption, width, height, "tree") +
                    words_at(first_x + 8, first_y, "start", true, chart.root) +
                    html_format(R"(<circle cx="{:.0f}" cy="{:.0f}" r="4"/>)", first_x, first_y);
  std::vector<std::size_t> last_at_depth{0};  // the line of the newest branch at each depth, the root first
  for (std::size_t at = 0; at < chart.branches.size(); ++at) {
    const TreeBranch& branch = chart.branches[at];
    const std::size_t line = at + 1;
    svg += elbow(branch, line, last_at_depth.at(branch.depth)) + dot(branch, line) +
           words_at(x_of(branch.depth + 1) + 10, y_of(line), "start", branch.is_chosen, branch.words) +
           words_at(width - 4, y_of(line), "end", branch.is_chosen, branch.leads_to);
    last_at_depth.resize(branch.depth + 2);
    last_at_depth[branch.depth + 1] = line;
  }
  return figure(chart.caption, svg + "</svg>", chart.table);
}

}  // namespace parley::report
