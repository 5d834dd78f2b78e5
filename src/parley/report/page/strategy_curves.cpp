#include <algorithm>
#include <cmath>

#include "parley/base/percent.hpp"
#include "parley/report/page/html.hpp"
#include "parley/report/page/strategy_writer.hpp"

namespace parley::report {

std::string StrategyWriter::curve_chart() const {
  if (!study_.curves.value) return no_figure("reaction curves", study_.curves.failure);
  const study::ReactionCurves& curves = *study_.curves.value;
  CurveChart chart{
      .caption =
          {fmt::format("With one rate each, best answers meet at {} for {} and {} for {}",
                       percent(100 * curves.war[0], Sign::only_minus), names_[0],
                       percent(100 * curves.war[1], Sign::only_minus), names_[1]),
           "Each side’s best uniform tariff on the other, against the other’s, %",
           fmt::format(
               "Moved are two rates alone, each between {:g} % and {:g} % on {} from the other, the same for "
               "every sector in place of the base’s rates; all other tariffs stay as in the base. Each point is a "
               "best answer found by search from three starts. Status quo, announced and answered tariffs differ "
               "by sector: their dots are means weighted with base trade.",
               100 * study_.plan.lowest_tariff, 100 * study_.plan.highest_tariff,
               study_.plan.sectors.empty() ? "all goods" : fmt::format("{}", fmt::join(study_.plan.sectors, ", "))),
           source_line(result_)},
      .x_label = fmt::format("tariff of {} on goods from {}, %", names_[0], names_[1]),
      .y_label = fmt::format("tariff of {} on goods from {}, %", names_[1], names_[0]),
      .curves = {},
      .marks = {},
      .shows_zero_x = true};
  for (std::size_t p = 0; p < 2; ++p) {
    Curve curve{.label = fmt::format("best for {}", names_[p]),
                .points = {},
                .css_class = colour(result_, study_.players[p]),
                .is_dashed = p == 1};
    for (const study::ReactionPoint& each : curves.curves[p]) {
      const double own = 100 * each.tariff;
      const double other = 100 * each.other_tariff;
      curve.points.push_back(p == 0 ? CurvePoint{own, other} : CurvePoint{other, own});
    }
    chart.curves.push_back(std::move(curve));
  }
  chart.marks.push_back({"both best (Nash)", {100 * curves.war[0], 100 * curves.war[1]}, "party-2"});
  if (study_.escalation.value) {
    const study::EscalationWorlds& worlds = study_.escalation.value->worlds;
    const auto mark = [&](const std::string& name, std::size_t world) {
      const std::vector<double>& mean = worlds.worlds[world].mean_tariff_pct;
      chart.marks.push_back({name, {mean[0], mean[1]}, "other"});
    };
    mark("status quo", 0);
    mark("announced", worlds.announced);
    for (const study::EscalationStep& step : worlds.worlds[worlds.announced].steps[1]) {
      if (step.move == study::EscalationMove::carry_out) mark("answered", step.to);
    }
  }
  std::string html = curve_figure(chart);
  if (curves.failed > 0)
    html += html_format("<p>{} points have no solution; reaction-curves.csv says why.</p>", curves.failed);
  return html;
}

/// The part of the frontier that leaves nobody below the threat, from the second's best to the first's.
Curve StrategyWriter::bargaining_frontier() const {
  Curve curve{.label = "efficient treaties", .points = {}, .css_class = "party-2"};
  for (const std::vector<double>& change_pct : study_.talks.value->acceptable)
    curve.points.push_back(point(change_pct));
  return curve;
}

/// The worlds of the treaty with the most money: before payments, and with each rule's.
Curve StrategyWriter::paid_line() const {
  Curve line{.label = "",
             .points = {},
             .css_class = "other",
             .is_dashed = true,
             .name = "most money together, before and with payments"};
  for (const study::TariffTreaty& each : study_.talks.value->treaties) {
    if (each.received.empty()) continue;
    const std::vector<double>& payoff = each.treaty.position.payoff;
    if (line.points.empty()) line.points.push_back(point({percent_of_log(payoff[0]), percent_of_log(payoff[1])}));
    line.points.push_back(point(each.gain_over_status_quo_pct));
  }
  std::sort(line.points.begin(), line.points.end(), [](const CurvePoint& a, const CurvePoint& b) { return a.x < b.x; });
  return line;
}

/// Treaties too near each other to be told apart on paper share a dot's label.
void StrategyWriter::add_treaties(CurveChart& chart) const {
  const study::TariffTalks& talks = *study_.talks.value;
  double reach = 0;
  for (const CurvePoint& each : chart.curves.front().points)
    reach = std::max({reach, std::abs(each.x), std::abs(each.y)});
  std::vector<Mark> marks;
  for (const study::TariffTreaty& each : talks.treaties) {
    const CurvePoint at = point(each.gain_over_status_quo_pct);
    const auto same = std::find_if(marks.begin(), marks.end(), [&](const Mark& other) {
      return std::hypot(other.at.x - at.x, other.at.y - at.y) < reach / 100;
    });
    if (same == marks.end()) {
      marks.push_back({each.name, at, "party-2", each.name});
    } else {
      same->label += ", " + each.name;
      marks.push_back({"", at, "party-2", each.name});
    }
  }
  chart.marks.insert(chart.marks.end(), marks.begin(), marks.end());
}

std::string StrategyWriter::bargaining_chart() const {
  if (!study_.talks.value) return no_figure("bargaining set", study_.talks.failure);
  const study::TariffTalks& talks = *study_.talks.value;
  const std::string& currency = study_.baseline.info.currency;
  CurveChart chart{
      .caption = {fmt::format("{} of {} treaties leave both better off than the status quo",
                              talks.better_than_status_quo, talks.treaties.size()),
                  fmt::format("Real income of {} and {}, billion {} a year against the status quo", names_[0],
                              names_[1], currency),
                  fmt::format("The line joins treaties that cannot be made better for both, solved at {} weights and "
                              "drawn where nobody is below the threat; each sets {}. Without agreement: {}. Dashed: "
                              "the tariffs with the most money together, before and with the payments that divide it, "
                              "each a solution of the model. Tariffs on and of third countries stay as in the base.",
                              study_.plan.frontier_points, instruments(), talks.threat.name),
                  source_line(result_)},
      .x_label = fmt::format("{}, bn {}", names_[0], currency),
      .y_label = fmt::format("{}, bn {}", names_[1], currency),
      .curves = {},
      .marks = {},
      .shows_zero_x = true};
  chart.curves.push_back(bargaining_frontier());
  const CurvePoint threat = point(talks.threat.objective_pct);
  if (Curve paid = paid_line(); !paid.points.empty()) chart.curves.push_back(std::move(paid));
  chart.marks.push_back({"no agreement: " + talks.threat.name, threat, "loss"});
  if (study_.plan.threat != scenario::StrategyPlan::Threat::status_quo)
    chart.marks.push_back({"status quo", point(talks.status_quo.objective_pct), "other"});
  add_treaties(chart);
  return curve_figure(chart);
}

std::string StrategyWriter::treaties_table() const {
  if (!study_.talks.value) return "";
  const study::TariffTalks& talks = *study_.talks.value;
  const std::string& first = names_[0];
  const std::string& second = names_[1];
  std::string html = html_format(
      "<p>Gains are over the status quo; a treaty’s tariffs are means weighted with base trade.</p><div "
      "class=\"wide\"><table><thead><tr><th>rule</th><th>{0}</th><th>{1}</th><th>paid to {0}</th><th>tariff of "
      "{0}</th><th>tariff of {1}</th><th>countries better off</th></tr></thead><tbody>",
      first, second);
  for (const study::TariffTreaty& each : talks.treaties) {
    const auto gain = [&](std::size_t p) {
      return fmt::format("{}, {}", money(p, each.gain_over_status_quo_pct[p]),
                         percent(each.gain_over_status_quo_pct[p]));
    };
    const std::string paid =
        each.received.empty() ? "" : report::money(each.received[0], study_.baseline.info.currency, Sign::always);
    html += html_format("<tr><th>{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                        each.name, gain(0), gain(1), paid, percent(each.mean_tariff_pct[0], Sign::only_minus),
                        percent(each.mean_tariff_pct[1], Sign::only_minus), each.winners);
  }
  html += "</tbody></table></div>";
  for (const std::string& failure : talks.failures) html += html_format("<p>No treaty by {}.</p>", failure);
  if (talks.frontier.failed > 0)
    html += html_format("<p>{} points of the line have no solution and are left out.</p>", talks.frontier.failed);
  return html;
}

}  // namespace parley::report
