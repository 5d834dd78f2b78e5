#include "parley/report/tables/rules_json.hpp"
#include "parley/text/json.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace parley::report {
namespace {

using nlohmann::ordered_json;

ordered_json json_of(const rules::CheckResult& result) {
  ordered_json value{{"id", result.id},
                     {"title", result.title},
                     {"verdict", to_string(result.verdict)},
                     {"rule", result.rule},
                     {"rule_in_words", result.rule_in_words},
                     {"claims", ordered_json::array()},
                     {"figures", ordered_json::array()},
                     {"failing_lines", ordered_json::array()},
                     {"sources", result.sources},
                     {"notes", result.notes}};
  for (const rules::Claim& claim : result.claims) {
    value["claims"].push_back({{"verdict", to_string(claim.verdict)}, {"text", claim.text}});
  }
  for (const rules::Figure& figure : result.figures) {
    value["figures"].push_back({{"name", figure.name}, {"value", figure.value}, {"unit", figure.unit}});
  }
  for (const rules::FailingLine& line : result.failing) {
    ordered_json entry{
        {"list", line.list}, {"code", line.code}, {"what", line.what}, {"excess_pct", 100 * line.excess}};
    if (line.trade_musd) entry["trade_musd"] = *line.trade_musd;
    value["failing_lines"].push_back(std::move(entry));
  }
  return value;
}

}  // namespace

std::string rules_json(const rules::RuleCase& rule_case, const std::vector<rules::CheckResult>& results) {
  ordered_json value{{"title", rule_case.title}, {"checks", ordered_json::array()}};
  for (const rules::CheckResult& result : results) value["checks"].push_back(json_of(result));
  return text::json_text(value);
}

}  // namespace parley::report
