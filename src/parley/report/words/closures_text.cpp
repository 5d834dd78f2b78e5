#include "parley/report/words/closures_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <vector>

#include "parley/report/words/format.hpp"
#include "parley/report/words/headline_text.hpp"

namespace parley::report {
namespace {

std::string codes_of(const std::vector<Country>& countries, const Economy& labels) {
  std::vector<std::string> codes;
  for (const Country n : countries) codes.push_back(labels.code(n));
  return joined(codes);
}

}  // namespace

std::string closure_name(const study::Closure& closure, const Economy& labels) {
  std::string name(to_string(closure.rule));
  if (closure.rule == DeficitRule::fixed && closure.numeraire)
    name += ", in the wage of " + labels.code(*closure.numeraire);
  if (!closure.exceptions.balanced.empty()) name += ", " + codes_of(closure.exceptions.balanced, labels) + " balanced";
  if (!closure.exceptions.remainder.empty()) name += ", remainder to " + codes_of(closure.exceptions.remainder, labels);
  return name;
}

std::string line_name(const study::HeadlineItem& item) {
  return fmt::format("{} {}, {}", item.country.empty() ? "World" : item.country, item.name, item.unit);
}

std::string under_every_rule(const study::ClosureComparison& comparison, const study::SignChange& change,
                             const Economy& labels) {
  std::string text;
  for (const study::UnderClosure& each : comparison.closures) {
    const double value = each.values[change.line][change.solved];
    if (!std::isfinite(value)) continue;
    text += fmt::format("{}{} under {}", text.empty() ? "" : "; ", headline_number(value),
                        closure_name(each.closure, labels));
  }
  return text;
}

std::string closures_text(const study::RunResult& result, const study::ClosureComparison& comparison) {
  constexpr std::size_t most = 12;
  const std::vector<study::SignChange> changes = study::sign_changes(comparison);
  if (changes.empty()) return "";
  std::string text = "\nThe sign depends on the deficit rule, this run's first (docs/model/closure.md):\n";
  for (std::size_t at = 0; at < changes.size() && at < most; ++at) {
    text += fmt::format("  {}, {}: {}\n", line_name(comparison.lines[changes[at].line]),
                        result.cases[changes[at].solved].compare.name,
                        under_every_rule(comparison, changes[at], result.baseline.economy));
  }
  if (changes.size() > most)
    text += fmt::format("  and {} more; tables/closure/headline.csv has all\n", changes.size() - most);
  return text;
}

}  // namespace parley::report
