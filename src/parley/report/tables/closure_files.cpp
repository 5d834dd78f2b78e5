#include "parley/report/tables/closure_files.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "parley/report/words/closures_text.hpp"
#include "parley/report/words/format.hpp"
#include "parley/text/csv.hpp"

namespace parley::report {
namespace {

using Json = nlohmann::ordered_json;

bool depends(const std::vector<study::SignChange>& changes, std::size_t line, std::size_t solved) {
  return std::ranges::any_of(changes,
                             [&](const study::SignChange& each) { return each.line == line && each.solved == solved; });
}

Json codes_json(const std::vector<Country>& countries, const Economy& labels) {
  Json codes = Json::array();
  for (const Country n : countries) codes.push_back(labels.code(n));
  return codes;
}

Json names_json(const study::Closure& closure, const Economy& labels) {
  return {{"deficit_rule", to_string(closure.rule)},
          {"balanced", codes_json(closure.exceptions.balanced, labels)},
          {"deficit_remainder", codes_json(closure.exceptions.remainder, labels)},
          {"numeraire", closure.numeraire ? Json(labels.code(*closure.numeraire)) : Json(nullptr)}};
}

Json compared_json(const study::RunResult& result, const study::ClosureComparison& comparison) {
  Json list = Json::array();
  for (const study::UnderClosure& each : comparison.closures) {
    Json row = names_json(each.closure, result.baseline.economy);
    for (std::size_t at = 0; at < each.failures.size(); ++at) {
      if (!each.failures[at].empty()) row["failures"][result.cases[at].compare.name] = each.failures[at];
    }
    list.push_back(std::move(row));
  }
  return list;
}

Json sign_changes_json(const study::RunResult& result, const study::ClosureComparison& comparison) {
  Json list = Json::array();
  for (const study::SignChange& change : study::sign_changes(comparison)) {
    const study::HeadlineItem& line = comparison.lines[change.line];
    Json values = Json::array();
    for (const study::UnderClosure& each : comparison.closures)
      values.push_back(each.values[change.line][change.solved]);
    list.push_back({{"case", result.cases[change.solved].compare.name},
                    {"country", line.country},
                    {"measure", line.name},
                    {"unit", line.unit},
                    {"values", std::move(values)}});
  }
  return list;
}

}  // namespace

std::string closures_csv(const study::RunResult& result, const study::ClosureComparison& comparison) {
  const std::vector<study::SignChange> changes = study::sign_changes(comparison);
  std::string csv = "case,country,measure,unit,closure,is_this_run,value,sign_depends_on_rule,why_not\n";
  for (std::size_t at = 0; at < result.cases.size(); ++at) {
    for (std::size_t line = 0; line < comparison.lines.size(); ++line) {
      const study::HeadlineItem& item = comparison.lines[line];
      for (const study::UnderClosure& each : comparison.closures) {
        csv += text::csv_format("{},{},{},{},{},{},{},{},{}\n", result.cases[at].compare.name, item.country, item.name,
                                item.unit, closure_name(each.closure, result.baseline.economy),
                                &each == &comparison.closures.front() ? 1 : 0, exact(each.values[line][at]),
                                depends(changes, line, at) ? 1 : 0, each.failures[at]);
      }
    }
  }
  return csv;
}

Json closure_json(const study::RunResult& result, const std::optional<study::ClosureComparison>& comparison) {
  const study::Closure closure = study::closure_of(result);
  Json json = names_json(closure, result.baseline.economy);
  json["numeraire_note"] = study::numeraire_note(result.baseline, closure);
  if (!comparison) return json;
  json["compared"] = compared_json(result, *comparison);
  json["sign_changes"] = sign_changes_json(result, *comparison);
  return json;
}

}  // namespace parley::report
