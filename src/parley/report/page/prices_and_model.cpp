#include "parley/report/page/prices_and_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/report/page/curves.hpp"
#include "parley/report/page/html.hpp"
#include "parley/report/tables/price_files.hpp"
#include "parley/report/words/format.hpp"
#include "parley/study/cases/headline.hpp"

namespace parley::report {
namespace {

using market::EventResult;
using market::PredictedAndObserved;

std::string scatter(std::string_view what, const study::CaseResult& solved, const EventResult& event,
                    const std::vector<PredictedAndObserved>& pairs, const market::Agreement& fit) {
  CurveChart chart;
  chart.caption = {
      fmt::format("{}, {}: rank correlation {} (p = {})", study::case_title(solved), what,
                  fixed(fit.rank_correlation, 2), fixed(fit.probability, 2)),
      fmt::format("Abnormal return {} to {} against the model's change of sales in home consumer prices, per cent",
                  to_string(event.days.front()), to_string(event.days.back())),
      "The probability is that of drawing the pairing anew; the line is least squares.",
      "Parley: model and event study"};
  chart.x_label = "model: change of real sales, %";
  chart.y_label = "prices: abnormal return, %";
  double low = 0;
  double high = 0;
  for (const PredictedAndObserved& each : pairs) {
    chart.marks.push_back({each.name, {100 * each.predicted, 100 * each.observed}});
    low = std::min(low, each.predicted);
    high = std::max(high, each.predicted);
  }
  const auto line = [&](double x) { return CurvePoint{100 * x, 100 * (fit.intercept + fit.slope * x)}; };
  chart.curves.push_back({"least squares", {line(low), line(high)}, "other", true});
  return curve_figure(chart);
}

std::string agreement_row(std::string_view what, const study::CaseResult& solved, const EventResult& event,
                          const market::Agreement& fit) {
  return html_format("<tr><th>{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{} ± {}</td></tr>",
                     study::case_title(solved), to_string(event.days.front()), what, fit.count,
                     fixed(fit.rank_correlation, 2), fixed(fit.probability, 2), fixed(fit.slope, 2),
                     fixed(fit.slope_margin(), 2));
}

std::string sentence(const study::Prices& prices, const study::OddsReading& reading) {
  const market::TwoStateReading& odds = reading.odds;
  const std::string text =
      fmt::format("{}, {}: moved {}; the deal is worth {} points more than the war. ",
                  to_string(prices.study.events[reading.event].days.front()), in_words(reading.of),
                  signed_percent(reading.move), fixed(100 * reading.deal_over_war(), 2, Sign::always));
  if (std::abs(odds.change) > 1) return text + "No odds can be read from it: " + odds.reason + ".";
  const std::string points =
      fmt::format("{} points (95 %: {} to {})", fixed(100 * odds.change, 1, Sign::always),
                  fixed(100 * odds.low, 1, Sign::always), fixed(100 * odds.high, 1, Sign::always));
  if (odds.is_identified) return text + "Read so, the odds of war changed by " + points + ".";
  return text + "No odds can be read from it, they come out at " + points + ": " + odds.reason + ".";
}

}  // namespace

std::string signed_percent(double fraction) { return fixed(100 * fraction, 2, Sign::always) + " %"; }

std::string model_beside_prices(const study::Prices& prices, const study::RunResult& result) {
  std::string rows;
  std::string charts;
  for (const study::ModelBesidePrices& each : prices.beside) {
    const study::CaseResult& solved = result.cases[each.solved];
    const EventResult& event = prices.study.events[each.event];
    rows += agreement_row(in_words(each.of), solved, event, each.fit);
    if (each.solved == prices.war && each.event == 0)
      charts += scatter(in_words(each.of), solved, event, each.pairs, each.fit);
  }
  const std::string text =
      "<p>Does the model's ranking of sectors and firms agree with that of prices? The change of sales, in home "
      "consumer "
      "prices, stands for that of value, as it does where profit is a fixed share of sales. A firm is taken to move as "
      "its "
      "sector, to make at home what it sells, and to export what it sells to the partner; for firms that have it made "
      "elsewhere this is wrong. A rank correlation that could as well come from drawing the pairs anew says that these "
      "prices neither confirm nor refute the model. Pairs of one day move together, so that its probability is rather "
      "too "
      "small, and so is the interval of the slope";
  return html_format("{}; of {} probabilities about {} would fall below 5 % by chance.</p>", Html{text},
                     prices.beside.size(), fixed(market::expected_by_chance(prices.beside.size()), 0)) +
         charts +
         fold("Every case and event",
              "<div class=\"wide\"><table><thead><tr><th>case</th><th>event</th><th></th><th>pairs</th><th>rank "
              "correlation</th><th>p</th><th>slope, 95 %</th></tr></thead>" +
                  rows + "</table></div>",
              "why");
}

std::string implied_odds(const study::Prices& prices, const study::RunResult& result) {
  std::string html = html_format(
      "<p>If the market knew only two ends, “{}” and “{}”, and nothing else moved values, a move of prices would be a "
      "change of odds: Δp = −ΔV / (V<sub>deal</sub> − V<sub>war</sub>). The values are the model's changes of sales in "
      "home consumer prices. The reading assumes two states with known values, no change in the price of risk, and no "
      "other news; the interval is that of the move alone.</p><ul>",
      study::case_title(result.cases[prices.war]), study::case_title(result.cases[prices.deal]));
  for (const study::OddsReading& each : prices.odds) html += html_format("<li>{}</li>", sentence(prices, each));
  return html + "</ul>";
}

}  // namespace parley::report
