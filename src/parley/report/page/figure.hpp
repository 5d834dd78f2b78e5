#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parley::report {

/// What stands around every drawing of the page.
struct Caption {
  std::string title;    ///< the finding
  std::string measure;  ///< what is measured, with its unit
  std::string how;      ///< how the numbers came about; plain text
  std::string source;   ///< who computed it from what
};

/// The figures behind a drawing; cells keep full precision in the CSV file and four digits on the page.
struct FigureTable {
  std::vector<std::string> columns;  ///< the first one names the rows
  struct Row {
    std::string label;
    std::vector<double> values;
  };
  std::vector<Row> rows;
};

/// A figure: title, measure, drawing, how it is made, source, links to its CSV and SVG, its table behind a fold.
///
/// `svg` is a whole <svg> element; `standalone` the one to download where it differs (it must hold all it refers to).
[[nodiscard]] std::string figure(const Caption& caption, const std::string& svg, const FigureTable& table,
                                 std::string_view standalone = {});

/// The opening <svg> tag with its text alternative.
[[nodiscard]] std::string svg_opening(const Caption& caption, double width, double height, std::string_view css_class);

}  // namespace parley::report
