#include "parley/report/tables/deal_files.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace parley::report {
namespace {

/// The rules with one verdict on a package, each once: "GATT I:1; GATT XVII:1".
std::string rules_with(const study::Desk& desk, const study::Package& package, rules::Verdict verdict) {
  std::vector<std::string> found;
  for (const study::RuleRemark* each : remarks_on(desk.remarks, desk.plan, package)) {
    if (each->verdict == verdict && std::ranges::find(found, each->rule) == found.end()) found.push_back(each->rule);
  }
  return fmt::format("{}", fmt::join(found, "; "));
}

std::string picked_by(const study::Desk& desk, std::size_t at) {
  std::vector<std::string_view> rules;
  for (const study::Pick& pick : desk.picks) {
    if (pick.package == at) rules.push_back(to_string(pick.rule));
  }
  return fmt::format("{}", fmt::join(rules, "; "));
}

}  // namespace

Table packages_table(const study::Desk& desk, const Baseline& baseline) {
  Table table{.name = "packages", .columns = {}, .rows = {}};
  for (const scenario::Issue& issue : desk.plan.issues) table.columns.push_back(issue.id);
  for (const char* name : {"solved", "on_frontier", "picked_by"}) table.columns.emplace_back(name);
  for (const Country n : baseline.economy.countries())
    table.columns.push_back("gain_" + baseline.economy.code(n) + "_musd");
  for (const char* name : {"wto_fails", "wto_open"}) table.columns.emplace_back(name);
  for (std::size_t at = 0; at < desk.packages.size(); ++at) {
    const study::PackageValue& value = desk.packages[at];
    std::vector<Cell>& row = table.rows.emplace_back();
    for (std::size_t issue = 0; issue < value.package.size(); ++issue)
      row.emplace_back(desk.plan.issues[issue].options[value.package[issue]].id);
    row.emplace_back(value.gain.empty() ? value.failure : std::string("yes"));
    row.emplace_back(std::ranges::find(desk.frontier, at) != desk.frontier.end() ? 1.0 : 0.0);
    row.emplace_back(picked_by(desk, at));
    for (const Country n : baseline.economy.countries())
      row.push_back(value.gain.empty() ? Cell() : Cell(value.gain[n.value()]));
    for (const rules::Verdict verdict : {rules::Verdict::fails, rules::Verdict::open})
      row.emplace_back(rules_with(desk, value.package, verdict));
  }
  return table;
}

std::string packages_csv(const study::Desk& desk, const Baseline& baseline) {
  return csv_text(packages_table(desk, baseline));
}

}  // namespace parley::report
