#include "parley/report/page/figure.hpp"

#include <fmt/format.h>

#include "parley/report/page/html.hpp"
#include "parley/report/words/format.hpp"
#include "parley/text/csv.hpp"

namespace parley::report {
namespace {

std::string csv_of(const FigureTable& table) {
  std::string csv;
  for (const std::string& column : table.columns) csv += (csv.empty() ? "" : ",") + text::csv_cell(column);
  for (const FigureTable::Row& row : table.rows) {
    csv += "\n" + text::csv_cell(row.label);
    for (const double value : row.values) csv += "," + exact(value);
  }
  return csv + "\n";
}

std::string html_of(const FigureTable& table) {
  std::string html = "<div class=\"wide\"><table><thead><tr>";
  for (const std::string& column : table.columns) html += "<th>" + escaped(column) + "</th>";
  html += "</tr></thead><tbody>";
  for (const FigureTable::Row& row : table.rows) {
    html += "<tr><th>" + escaped(row.label) + "</th>";
    for (const double value : row.values) html += "<td>" + significant(value, 4) + "</td>";
    html += "</tr>";
  }
  return html + "</tbody></table></div>";
}

}  // namespace

std::string svg_opening(const Caption& caption, double width, double height, std::string_view css_class) {
  return fmt::format(R"(<svg class="{}" viewBox="0 0 {:.0f} {:.0f}" role="img" aria-label="{}"><title>{}</title>)",
                     css_class, width, height, escaped(caption.title + ". " + caption.measure), escaped(caption.title));
}

std::string figure(const Caption& caption, const std::string& svg, const FigureTable& table,
                   std::string_view standalone) {
  return fmt::format(
      "<figure><figcaption><strong>{0}</strong><br>{1}</figcaption>{2}<p class=\"source\">{3} Source: {4} Download "
      "<a download=\"{5}.csv\" href=\"{6}\">CSV</a> {7}</p>{8}</figure>\n",
      escaped(caption.title), escaped(caption.measure), svg, escaped(caption.how), escaped(caption.source),
      slug(caption.title), data_uri("text/csv", csv_of(table)),
      svg_download(caption.title, standalone.empty() ? std::string_view(svg) : standalone),
      fold("The figures", html_of(table), "data"));
}

}  // namespace parley::report
