#include "parley/report/tables/headline_latex.hpp"

#include <fmt/format.h>

#include <string_view>

#include "parley/study/cases/headline.hpp"

namespace parley::report {
namespace {

std::string latex(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    if (std::string_view("&%$#_{}").find(c) != std::string_view::npos) safe += '\\';
    if (c == '\\' || c == '~' || c == '^') {
      safe += c == '\\' ? "\\textbackslash{}" : c == '~' ? "\\textasciitilde{}" : "\\textasciicircum{}";
    } else {
      safe += c;
    }
  }
  return safe;
}

}  // namespace

std::string headline_latex(const study::RunResult& result) {
  std::string text = "\\begin{tabular}{l" + std::string(result.cases.size(), 'r') + "}\n\\hline\n";
  for (const study::CaseResult& solved : result.cases) text += " & " + latex(study::case_title(solved));
  text += " \\\\\n\\hline\n";
  for (const study::HeadlineRow& row : study::headline(result)) {
    text += latex(
        fmt::format("{} {}, {}", row.item.country.empty() ? "World" : row.item.country, row.item.name, row.item.unit));
    for (const double value : row.values) text += fmt::format(" & ${:+.3f}$", value);
    text += " \\\\\n";
  }
  return text + "\\hline\n\\end{tabular}\n";
}

}  // namespace parley::report
