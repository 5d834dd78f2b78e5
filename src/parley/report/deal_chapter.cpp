#include "parley/report/deal_chapter.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "parley/report/chart_words.hpp"
#include "parley/report/curves.hpp"
#include "parley/report/format.hpp"
#include "parley/report/html.hpp"

namespace parley::report {
namespace {

CurvePoint billions(const deal::Payoff& payoff) { return {payoff[0] / 1000, payoff[1] / 1000}; }

std::string options_words(const deal::Desk& desk, const deal::Package& package) {
  const std::vector<std::string> words = deal::settled_titles(desk.plan, package);
  return words.empty() ? "nothing changes" : joined(words);
}

/// The bargaining set: every package a grey dot, the frontier a line, threat point and solutions labelled.
std::string bargaining_set(const deal::Desk& desk, const RunResult& result) {
  const std::string first = spoken(result, desk.parties[0]);
  const std::string second = spoken(result, desk.parties[1]);
  const std::string& currency = result.baseline.info.currency;
  CurveChart chart{
      .caption = {fmt::format("{} of {} packages are better than no agreement for both", desk.better_than_disagreement,
                              desk.packages.size()),
                  fmt::format("Real income of {} and {}, billion {} a year against the base", first, second, currency),
                  "Each package is a full solution of the model; the line joins those that no other package beats.",
                  source_line(result)},
      .x_label = fmt::format("{}, bn {}", first, currency),
      .y_label = fmt::format("{}, bn {}", second, currency),
      .curves = {},
      .marks = {},
      .shows_zero_x = true};
  Curve frontier{.label = "frontier", .points = {}, .css_class = "party-2"};
  for (const std::size_t at : desk.frontier) frontier.points.push_back(billions(payoff_of(desk, desk.packages[at])));
  chart.curves.push_back(std::move(frontier));
  for (const std::size_t at : desk.solved)
    chart.marks.push_back({"", billions(payoff_of(desk, desk.packages[at])), "other"});
  chart.marks.push_back({"no agreement", billions(payoff_of(desk, desk.disagreement)), "party-1"});
  // Rules that pick the same package share its dot.
  std::vector<std::pair<std::size_t, std::vector<std::string>>> picked;
  for (const deal::Pick& pick : desk.picks) {
    if (!pick.package) continue;
    const auto same =
        std::find_if(picked.begin(), picked.end(), [&](const auto& each) { return each.first == *pick.package; });
    if (same == picked.end())
      picked.push_back({*pick.package, {pick.rule}});
    else
      same->second.push_back(pick.rule);
  }
  for (const auto& [at, rules] : picked)
    chart.marks.push_back({joined(rules), billions(payoff_of(desk, desk.packages[at])), "party-0"});
  return curve_figure(chart);
}

std::string picks_table(const deal::Desk& desk, const RunResult& result) {
  std::string html = fmt::format(
      "<div class=\"wide\"><table><thead><tr><th>rule</th><th>{}, bn</th><th>{}, bn</th><th>everybody else, "
      "bn</th><th>package</th></tr></thead><tbody>",
      escaped(spoken(result, desk.parties[0])), escaped(spoken(result, desk.parties[1])));
  const auto row = [&](const std::string& rule, const deal::PackageValue& value, const std::string& words) {
    double others = 0;
    for (const Country n : result.baseline.economy.countries()) {
      if (n != desk.parties[0] && n != desk.parties[1]) others += value.gain[n.value()];
    }
    const deal::Payoff payoff = payoff_of(desk, value);
    html += fmt::format("<tr><th>{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>", escaped(rule),
                        significant(payoff[0] / 1000, 3, Sign::always), significant(payoff[1] / 1000, 3, Sign::always),
                        significant(others / 1000, 3, Sign::always), escaped(words));
  };
  row("no agreement", desk.disagreement, fmt::format("{}", fmt::join(desk.plan.disagreement, ", ")));
  for (const deal::Pick& pick : desk.picks) {
    if (pick.package)
      row(pick.rule, desk.packages[*pick.package], options_words(desk, desk.packages[*pick.package].package));
  }
  return html + "</tbody></table></div>";
}

std::string ledger_table(const deal::Desk& desk, const RunResult& result) {
  if (desk.ledger.empty()) return "";
  std::string html = fmt::format(
      "<h3>Who gives what</h3><p>Each item of Nash's package against the same package without it.</p><div "
      "class=\"wide\"><table><thead><tr><th>item</th><th>{}, bn</th><th>{}, bn</th><th></th></tr></thead><tbody>",
      escaped(spoken(result, desk.parties[0])), escaped(spoken(result, desk.parties[1])));
  const deal::Package& chosen = desk.packages[*desk.picks.front().package].package;
  for (const deal::LedgerEntry& entry : desk.ledger) {
    html +=
        fmt::format("<tr><th>{}</th><td>{}</td><td>{}</td><td>{}</td></tr>",
                    escaped(desk.plan.issues[entry.issue].options[chosen[entry.issue]].title),
                    significant(entry.gain[0] / 1000, 2, Sign::always),
                    significant(entry.gain[1] / 1000, 2, Sign::always), entry.is_needed ? "without it no deal" : "");
  }
  return html + "</tbody></table></div>";
}

}  // namespace

Chapter deal_chapter(const deal::Desk& desk, const RunResult& result) {
  Chapter chapter{.id = "deal", .title = "Which deal both would sign", .html = {}, .files = {}};
  chapter.html = fmt::format(
      "<p>{} packages of {} issues. Without agreement the entries {} stay in force; {} packages leave both better off "
      "than that, {} better off than if nothing had happened.</p>",
      desk.packages.size(), desk.plan.issues.size(),
      escaped(fmt::format("{}", fmt::join(desk.plan.disagreement, ", "))), desk.better_than_disagreement,
      desk.better_than_status_quo);
  chapter.html += bargaining_set(desk, result) + picks_table(desk, result) + ledger_table(desk, result);
  const std::size_t failed = desk.packages.size() - desk.solved.size();
  if (failed > 0)
    chapter.html += fmt::format("<p class=\"source\">{} packages have no solution; packages.csv says why.</p>", failed);
  chapter.files.push_back({"packages.csv", packages_csv(desk, result.baseline)});
  chapter.files.push_back({"deal.json", deal_json(desk, result.baseline)});
  return chapter;
}

}  // namespace parley::report
