#include "parley/report/words/rules_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace parley::report {
namespace {

std::string upper(std::string word) {
  std::transform(word.begin(), word.end(), word.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return word;
}

std::string failing_text(const std::vector<rules::FailingLine>& failing, std::size_t most_lines) {
  std::string text;
  for (std::size_t at = 0; at < std::min(most_lines, failing.size()); ++at) {
    const rules::FailingLine& line = failing[at];
    text += fmt::format("       {:<12} {}", line.code, line.what);
    if (line.trade_musd) text += fmt::format(", {:.1f} million USD", *line.trade_musd);
    text += "\n";
  }
  if (failing.size() > most_lines) text += fmt::format("       and {} more (--lines)\n", failing.size() - most_lines);
  return text;
}

std::string check_text(const rules::CheckResult& result, std::size_t most_lines) {
  std::string text =
      fmt::format("\n{:<6} {} ({}), {}\n", upper(to_string(result.verdict)), result.title, result.id, result.rule);
  text += fmt::format("       {}\n", result.rule_in_words);
  for (const rules::Claim& claim : result.claims) {
    text += fmt::format("  {:<5}  {}\n", to_string(claim.verdict), claim.text);
  }
  for (const rules::Figure& figure : result.figures) {
    text += fmt::format("       {:>14.6g} {:<17} {}\n", figure.value, figure.unit, figure.name);
  }
  text += failing_text(result.failing, most_lines);
  for (const std::string& source : result.sources) text += fmt::format("       source: {}\n", source);
  for (const std::string& note : result.notes) text += fmt::format("       note: {}\n", note);
  return text;
}

}  // namespace

std::string rules_text(const rules::RuleCase& rule_case, const std::vector<rules::CheckResult>& results,
                       std::size_t most_lines) {
  std::string text = rule_case.title + "\n";
  for (const rules::CheckResult& result : results) text += check_text(result, most_lines);
  return text;
}

}  // namespace parley::report
