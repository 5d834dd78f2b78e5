#include "parley/report/page/figure.hpp"

#include <fmt/format.h>

#include "parley/report/page/html.hpp"
#include "parley/report/words/format.hpp"
#include "parley/text/csv.hpp"

namespace parley::report {
namespace {

std::string csv_of(const FigureTable& table) {
  std::string csv;
  for (const std::string& column : table.columns) csv += (csv.empty() ? "" : ",") + text::csv_format("{}", column);
  for (const FigureTable::Row& row : table.rows) {
    csv += text::csv_format("\n{}", row.label);
    for (const double value : row.values) csv += "," + exact(value);
  }
  return csv + "\n";
}

std::string html_of(const FigureTable& table) {
  std::string html = "<div class=\"wide\"><table><thead><tr>";
  for (const std::string& column : table.columns) html += html_format("<th>{}</th>", column);
  html += "</tr></thead><tbody>";
  for (const FigureTable::Row& row : table.rows) {
    html += html_format("<tr><th>{}</th>", row.label);
    for (const double value : row.values) html += html_format("<td>{}</td>", significant(value, 4));
    html += "</tr>";
  }
  return html + "</tbody></table></div>";
}

}  // namespace

std::string svg_opening(const Caption& caption, double width, double height, std::string_view css_class) {
  return html_format(R"(<svg class="{}" viewBox="0 0 {:.0f} {:.0f}" role="img" aria-label="{}"><title>{}</title>)",
                     css_class, width, height, caption.title + ". " + caption.measure, caption.title);
}

std::string figure(const Caption& caption, const std::string& svg, const FigureTable& table,
                   std::string_view standalone) {
  return html_format(
      "<figure><figcaption><strong>{0}</strong><br>{1}</figcaption>{2}<p class=\"source\">{3} Source: {4} Download "
      "<a download=\"{5}.csv\" href=\"{6}\">CSV</a> {7}</p>{8}</figure>\n",
      caption.title, caption.measure, Html{svg}, caption.how, caption.source, slug(caption.title),
      Html{data_uri("text/csv", csv_of(table))},
      Html{svg_download(caption.title, standalone.empty() ? std::string_view(svg) : standalone)},
      Html{fold("The figures", html_of(table), "data")});
}

}  // namespace parley::report
