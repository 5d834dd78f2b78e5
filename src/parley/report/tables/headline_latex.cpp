#include "parley/report/tables/headline_latex.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string_view>

#include "parley/report/words/closures_text.hpp"
#include "parley/study/cases/headline.hpp"
#include "parley/text/utf8.hpp"

namespace parley::report {
namespace {

/// Text as LaTeX prints it; a line end would end a cell's paragraph.
std::string latex(const std::string& words) {
  std::string safe;
  for (const char c : text::printable(words)) {
    switch (c) {
      case '\\':
        safe += "\\textbackslash{}";
        break;
      case '~':
        safe += "\\textasciitilde{}";
        break;
      case '^':
        safe += "\\textasciicircum{}";
        break;
      case '\n':
      case '\t':
        safe += ' ';
        break;
      default:
        if (std::string_view("&%$#_{}").find(c) != std::string_view::npos) safe += '\\';
        safe += c;
    }
  }
  return safe;
}

}  // namespace

std::string headline_latex(const study::RunResult& result) {
  std::string table = "\\begin{tabular}{l" + std::string(result.cases.size(), 'r') + "}\n\\hline\n";
  for (const study::CaseResult& solved : result.cases) table += " & " + latex(study::case_title(solved));
  table += " \\\\\n\\hline\n";
  for (const study::HeadlineRow& row : study::headline(result)) {
    table += latex(line_name(row.item));
    for (const double value : row.values) table += std::isfinite(value) ? fmt::format(" & ${:+.3f}$", value) : " & n/a";
    table += " \\\\\n";
  }
  return table + "\\hline\n\\end{tabular}\n";
}

}  // namespace parley::report
