#include "parley/report/page/deal_chapter.hpp"
#include "parley/report/tables/deal_files.hpp"
#include "parley/report/words/deal_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "parley/report/page/chart_words.hpp"
#include "parley/report/page/curves.hpp"
#include "parley/report/page/html.hpp"
#include "parley/report/words/format.hpp"

namespace parley::report {
namespace {

CurvePoint billions(const bargaining::Payoff& payoff) { return {payoff[0] / 1000, payoff[1] / 1000}; }

std::string options_words(const study::Desk& desk, const study::Package& package) {
  const std::vector<std::string> words = study::settled_titles(desk.plan, package);
  return words.empty() ? "nothing changes" : joined(words);
}

/// The bargaining set: every package a grey dot, the frontier a line, threat point and solutions labelled.
std::string bargaining_set(const study::Desk& desk, const study::RunResult& result) {
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
  for (const study::Pick& pick : desk.picks) {
    if (!pick.package) continue;
    const auto same =
        std::find_if(picked.begin(), picked.end(), [&](const auto& each) { return each.first == *pick.package; });
    if (same == picked.end())
      picked.push_back({*pick.package, {std::string(to_string(pick.rule))}});
    else
      same->second.emplace_back(to_string(pick.rule));
  }
  for (const auto& [at, rules] : picked)
    chart.marks.push_back({joined(rules), billions(payoff_of(desk, desk.packages[at])), "party-0"});
  return curve_figure(chart);
}

/// Countries whose goods an order names have columns of their own.
std::string loser_heads(const study::Desk& desk, const study::RunResult& result) {
  std::string html;
  for (const Country n : desk.named_losers) html += html_format("<th>{}, bn</th>", spoken(result, n));
  return html;
}

std::string picks_table(const study::Desk& desk, const study::RunResult& result) {
  std::string html = html_format(
      "<div class=\"wide\"><table><thead><tr><th>rule</th><th>{}, bn</th><th>{}, bn</th>{}<th>everybody else, "
      "bn</th><th>package</th></tr></thead><tbody>",
      spoken(result, desk.parties[0]), spoken(result, desk.parties[1]), Html{loser_heads(desk, result)});
  const auto row = [&](std::string_view rule, const study::PackageValue& value, const std::string& words) {
    const bargaining::Payoff payoff = payoff_of(desk, value);
    html += html_format("<tr><th>{}</th><td>{}</td><td>{}</td>", rule, significant(payoff[0] / 1000, 3, Sign::always),
                        significant(payoff[1] / 1000, 3, Sign::always));
    double others = study::gain_of_others(desk, value);
    for (const Country n : desk.named_losers) {
      html += html_format("<td>{}</td>", significant(value.gain[n.value()] / 1000, 3, Sign::always));
      others -= value.gain[n.value()];
    }
    html += html_format("<td>{}</td><td>{}</td></tr>", significant(others / 1000, 3, Sign::always), words);
  };
  row("no agreement", desk.disagreement,
      desk.plan.disagreement_is_war ? "war" : fmt::format("{}", fmt::join(desk.plan.disagreement, ", ")));
  for (const study::Pick& pick : desk.picks) {
    if (pick.package)
      row(to_string(pick.rule), desk.packages[*pick.package],
          options_words(desk, desk.packages[*pick.package].package));
  }
  return html + "</tbody></table></div>";
}

std::string ledger_table(const study::Desk& desk, const study::RunResult& result) {
  const std::optional<std::size_t> nash = picked(desk, bargaining::Rule::nash);
  if (desk.ledger.empty() || !nash) return "";
  std::string html = html_format(
      "<h3>Who gives what</h3><p>Each item of Nash's package against the same package without it.</p><div "
      "class=\"wide\"><table><thead><tr><th>item</th><th>{0}, bn</th><th>{1}, bn</th><th>{0}'s imports from {1}, "
      "bn</th><th>{1}'s from {0}, bn</th><th></th></tr></thead><tbody>",
      spoken(result, desk.parties[0]), spoken(result, desk.parties[1]));
  const study::Package& chosen = desk.packages[*nash].package;
  for (const study::LedgerEntry& entry : desk.ledger) {
    html += html_format(
        "<tr><th>{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
        desk.plan.issues[entry.issue].options[chosen[entry.issue]].title,
        significant(entry.gain[0] / 1000, 2, Sign::always), significant(entry.gain[1] / 1000, 2, Sign::always),
        significant(entry.imports[0] / 1000, 2, Sign::always), significant(entry.imports[1] / 1000, 2, Sign::always),
        entry.is_needed ? "without it no deal" : "");
  }
  return html + "</tbody></table></div>";
}

/// What the rules of the World Trade Organization say of what Nash's rule picks.
std::string rules_table(const study::Desk& desk) {
  const std::optional<std::size_t> nash = picked(desk, bargaining::Rule::nash);
  if (!nash) return "";
  const auto remarks = remarks_on(desk.remarks, desk.plan, desk.packages[*nash].package);
  if (remarks.empty()) return "";
  std::string html =
      "<h3>Within the rules?</h3><p>What the rules of the World Trade Organization say of Nash's package, as far as "
      "its "
      "entries tell; pleas are not judged.</p><div "
      "class=\"wide\"><table><thead><tr><th>entry</th><th>rule</th><th></th>"
      "<th>why</th></tr></thead><tbody>";
  for (const study::RuleRemark* each : remarks)
    html += html_format("<tr><th>{}</th><td>{}</td><td>{}</td><td>{}</td></tr>", each->entry, each->rule,
                        to_string(each->verdict), each->reason);
  return html + "</tbody></table></div>";
}

/// "the entries a, b stay in force", or what else happens without agreement.
std::string failure_words(const study::Desk& desk) {
  if (desk.plan.disagreement_is_war) return "each sets the tariffs on the other that are best for itself";
  if (desk.plan.disagreement.empty()) return "nothing changes";
  return fmt::format("the entries {} stay in force", fmt::join(desk.plan.disagreement, ", "));
}

/// What tariffs on hold are worth, and whether each would want to carry its threat out.
std::string threats_paragraph(const study::Desk& desk, const study::RunResult& result) {
  const bargaining::Payoff on_hold = study::worth_of_holding(desk);
  const auto billion = [](double million) { return significant(million / 1000, 2, Sign::always); };
  std::string html = html_format(
      "<p>Holding everything as it stood is worth {} bn to {} and {} bn to {} against no agreement.",
      billion(on_hold[0]), spoken(result, desk.parties[0]), billion(on_hold[1]), spoken(result, desk.parties[1]));
  for (std::size_t party = 0; party < desk.threats.size(); ++party) {
    const study::Threat& threat = desk.threats[party];
    if (threat.entries.empty()) continue;
    html += html_format(" What {} threatens costs {} {} bn if it is carried out, and is worth {} bn to itself{}.",
                        spoken(result, desk.parties[party]), spoken(result, desk.parties[1 - party]),
                        significant(-threat.other_gain / 1000, 2, Sign::only_minus), billion(threat.own_gain),
                        threat.own_gain < 0 ? ": taken alone, it would rather not" : "");
  }
  return html + "</p>";
}

}  // namespace

Chapter deal_chapter(const study::Attempt<study::Desk>& deal, const study::RunResult& result) {
  Chapter chapter{.id = "deal", .title = "Which deal both would sign", .html = {}, .files = {}};
  if (!deal.value) {
    chapter.html = html_format("<p>This could not be computed: {}.</p>", deal.failure);
    return chapter;
  }
  const study::Desk& desk = *deal.value;
  chapter.html = html_format(
      "<p>{} packages of {} issues. Without agreement {}; {} packages leave both better off "
      "than that, {} better off than if nothing had happened.</p>",
      desk.packages.size(), desk.plan.issues.size(), failure_words(desk), desk.better_than_disagreement,
      desk.better_than_status_quo);
  chapter.html += threats_paragraph(desk, result);
  chapter.html +=
      bargaining_set(desk, result) + picks_table(desk, result) + ledger_table(desk, result) + rules_table(desk);
  const std::size_t failed = study::unsolved_count(desk);
  if (failed > 0)
    chapter.html += html_format("<p class=\"source\">{} packages have no solution; packages.csv says why.</p>", failed);
  chapter.files.push_back(as_file(packages_table(desk, result.baseline)));
  chapter.files.push_back({"deal.json", deal_json(desk, result.baseline)});
  return chapter;
}

}  // namespace parley::report
