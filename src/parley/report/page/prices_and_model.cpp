#include "parley/report/page/prices_and_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/market/model_against_market.hpp"
#include "parley/report/page/curves.hpp"
#include "parley/report/page/html.hpp"
#include "parley/report/words/format.hpp"
#include "parley/study/cases/headline.hpp"
#include "parley/text/csv.hpp"

namespace parley::report {
namespace {

using market::EventResult;
using market::PredictedAndObserved;

double level_on(const market::DayTable& levels, std::size_t index, const Date& date) {
  const auto found = std::find(levels.dates.begin(), levels.dates.end(), date);
  if (found == levels.dates.end())
    throw InputError({levels.file, 0, 0, ""}, fmt::format("no level of {}", to_string(date)),
                     "the trading day before each event's window and its last day are needed");
  return levels.value(market::Member(index), market::Day(static_cast<std::size_t>(found - levels.dates.begin())));
}

std::vector<Sector> sectors_of(const Prices& prices, const Economy& economy, const std::string& portfolio) {
  std::vector<Sector> found;
  const auto names = prices.story.sectors.find(portfolio);
  if (names == prices.story.sectors.end()) return found;
  for (const std::string& code : names->second) found.push_back(*economy.find_sector(code));
  return found;
}

std::vector<PredictedAndObserved> sector_pairs(const Prices& prices, const study::RunResult& result,
                                               const study::CaseResult& solved, const EventResult& event) {
  std::vector<PredictedAndObserved> pairs;
  for (std::size_t g = 0; g < event.groups.size(); ++g) {
    const std::vector<Sector> sectors = sectors_of(prices, result.baseline.economy, prices.plan.groups[g].id);
    if (sectors.empty()) continue;
    pairs.push_back({prices.plan.groups[g].title,
                     market::sales_change(result.baseline, solved.equilibrium, prices.home, sectors),
                     event.groups[g].cumulative.mean, event.groups[g].portfolio.cumulative_error});
  }
  return pairs;
}

std::vector<PredictedAndObserved> firm_pairs(const Prices& prices, const study::RunResult& result,
                                             const study::CaseResult& solved, const EventResult& event) {
  std::vector<PredictedAndObserved> pairs;
  for (const market::FirmSales& sales :
       market::firm_sales(prices.story.shares, result.baseline, solved.equilibrium, prices.home, prices.partner)) {
    for (const market::FirmReturn& seen : prices.story.firms) {
      if (seen.event == event.event.id && seen.firm == sales.firm)
        pairs.push_back({sales.firm, sales.if_exported, seen.abnormal, seen.abnormal_error});
    }
  }
  return pairs;
}

std::string scatter(const std::string& what, const study::CaseResult& solved, const EventResult& event,
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

std::string agreement_row(const std::string& what, const study::CaseResult& solved, const EventResult& event,
                          const market::Agreement& fit) {
  return fmt::format("<tr><th>{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{} ± {}</td></tr>",
                     escaped(study::case_title(solved)), to_string(event.days.front()), what, fit.count,
                     fixed(fit.rank_correlation, 2), fixed(fit.probability, 2), fixed(fit.slope, 2),
                     fixed(1.96 * fit.slope_error, 2));
}

const study::CaseResult& case_named(const study::RunResult& result, const std::string& name) {
  for (const study::CaseResult& each : result.cases) {
    if (each.compare.name == name) return each;
  }
  throw InputError({result.scenario.file.string(), 0, 0, "market"}, fmt::format("no compared case '{}'", name),
                   "the plan's [story] names 'war' and 'deal'");
}

/// What one move says about the odds of the story's two ends.
struct Reading {
  const EventResult* event;
  std::string what;
  double move = 0;
  double error = 0;
  double war = 0;  ///< values of the two ends
  double deal = 0;
  [[nodiscard]] market::TwoStateReading odds() const { return market::two_state_reading(move, error, war, deal); }
};

std::string sentence(const Reading& reading) {
  const market::TwoStateReading odds = reading.odds();
  const std::string text = fmt::format(
      "{}, {}: moved {}; the deal is worth {} points more than the war. ", to_string(reading.event->days.front()),
      reading.what, signed_percent(reading.move), fixed(100 * (reading.deal - reading.war), 2, Sign::always));
  if (std::abs(odds.change) > 1) return text + "No odds can be read from it: " + odds.reason + ".";
  const std::string points =
      fmt::format("{} points (95 %: {} to {})", fixed(100 * odds.change, 1, Sign::always),
                  fixed(100 * odds.low, 1, Sign::always), fixed(100 * odds.high, 1, Sign::always));
  if (odds.is_identified) return text + "Read so, the odds of war changed by " + points + ".";
  return text + "No odds can be read from it, they come out at " + points + ": " + odds.reason + ".";
}

/// Values of one end: of all home sales, and of the exposed firms' beyond those.
struct EndValues {
  double whole = 0;
  double exposed = 0;
  EndValues(const Prices& prices, const study::RunResult& result, const study::CaseResult& solved) {
    std::vector<Sector> all_sectors;
    for (const Sector s : result.baseline.economy.sectors()) all_sectors.push_back(s);
    whole = market::sales_change(result.baseline, solved.equilibrium, prices.home, all_sectors);
    const auto firms =
        market::firm_sales(prices.story.shares, result.baseline, solved.equilibrium, prices.home, prices.partner);
    exposed = market::portfolio(firms, std::vector<double>(firms.size(), 1)).if_exported - whole;
  }
};

std::vector<Reading> readings(const Prices& prices, const EndValues& war, const EndValues& deal) {
  std::vector<Reading> all;
  for (const EventResult& event : prices.study.events) {
    const market::DayTable& levels = prices.story.levels;
    const double market_error = event.factor_spread.front() * std::sqrt(static_cast<double>(event.days.size()));
    all.push_back({&event, "the market as a whole", move_of(levels, levels.members.size() - 1, event).change(),
                   market_error, war.whole, deal.whole});
    if (event.differences.empty()) continue;
    const market::GroupDifference& gap = event.differences.front();
    all.push_back({&event, "exposed firms less the others, beyond their usual difference", gap.raw_beyond_usual,
                   gap.raw_error, war.exposed, deal.exposed});
    all.push_back({&event, "exposed firms less the others, after the market's move", gap.abnormal, gap.abnormal_error,
                   war.exposed, deal.exposed});
  }
  return all;
}

std::string readings_csv(const std::vector<Reading>& all) {
  std::string csv =
      "event,what,move_pct,error_pct,war_pct,deal_pct,change_points,low_points,high_points,is_identified,reason\n";
  for (const Reading& each : all) {
    const market::TwoStateReading odds = each.odds();
    csv += fmt::format("{},{},{},{},{},{},{},{},{},{},{}\n", each.event->event.id, text::csv_cell(each.what),
                       exact(100 * each.move), exact(100 * each.error), exact(100 * each.war), exact(100 * each.deal),
                       exact(100 * odds.change), exact(100 * odds.low), exact(100 * odds.high),
                       odds.is_identified ? 1 : 0, text::csv_cell(odds.reason));
  }
  return csv;
}

}  // namespace

std::string signed_percent(double fraction) { return fixed(100 * fraction, 2, Sign::always) + " %"; }

market::IndexMove move_of(const market::DayTable& levels, std::size_t index, const EventResult& event) {
  return {level_on(levels, index, event.day_before), level_on(levels, index, event.days.back())};
}

std::vector<std::string> unknown_sectors(const Prices& prices, const Economy& economy) {
  std::vector<std::string> unknown;
  const auto check = [&](const std::string& code) {
    const bool is_new = std::find(unknown.begin(), unknown.end(), code) == unknown.end();
    if (is_new && !economy.find_sector(code)) unknown.push_back(code);
  };
  for (const market::SalesShare& each : prices.story.shares) check(each.sector);
  for (const auto& [portfolio, sectors] : prices.story.sectors) {
    for (const std::string& code : sectors) check(code);
  }
  return unknown;
}

PricesSection model_beside_prices(const Prices& prices, const study::RunResult& result) {
  constexpr std::size_t draws = 9999;
  std::string csv = "case,event,kind,name,predicted_pct,observed_pct,observed_error_pct\n";
  std::string rows;
  std::string charts;
  std::size_t count = 0;
  for (const study::CaseResult& solved : result.cases) {
    for (const EventResult& event : prices.study.events) {
      for (const auto& [what, pairs] : {std::pair("sectors", sector_pairs(prices, result, solved, event)),
                                        std::pair("firms", firm_pairs(prices, result, solved, event))}) {
        const market::Agreement fit = market::agreement(pairs, draws, prices.plan.options.seed);
        ++count;
        rows += agreement_row(what, solved, event, fit);
        if (solved.compare.name == prices.plan.story.war && &event == &prices.study.events.front())
          charts += scatter(what, solved, event, pairs, fit);
        for (const PredictedAndObserved& each : pairs)
          csv += fmt::format("{},{},{},{},{},{},{}\n", solved.compare.name, event.event.id, what,
                             text::csv_cell(each.name), exact(100 * each.predicted), exact(100 * each.observed),
                             exact(100 * each.observed_error));
      }
    }
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
  return {fmt::format("{}; of {} probabilities about {} would fall below 5 % by chance.</p>", text, count,
                      fixed(0.05 * static_cast<double>(count), 0)) +
              charts +
              fold("Every case and event",
                   "<div class=\"wide\"><table><thead><tr><th>case</th><th>event</th><th></th><th>pairs</th><th>rank "
                   "correlation</th><th>p</th><th>slope, 95 %</th></tr></thead>" +
                       rows + "</table></div>",
                   "why"),
          csv};
}

PricesSection implied_odds(const Prices& prices, const study::RunResult& result) {
  const study::CaseResult& war = case_named(result, prices.plan.story.war);
  const study::CaseResult& deal = case_named(result, prices.plan.story.deal);
  const EndValues at_war(prices, result, war);
  const EndValues at_deal(prices, result, deal);
  if (at_war.whole == at_deal.whole || at_war.exposed == at_deal.exposed) {
    throw InputError({prices.plan.file.string(), 0, 0, "story"},
                     fmt::format("'{}' and '{}' are worth the same", war.compare.name, deal.compare.name),
                     "two compared cases that differ as 'war' and 'deal'");
  }
  const std::vector<Reading> all = readings(prices, at_war, at_deal);
  std::string html = fmt::format(
      "<p>If the market knew only two ends, “{}” and “{}”, and nothing else moved values, a move of prices would be a "
      "change of odds: Δp = −ΔV / (V<sub>deal</sub> − V<sub>war</sub>). The values are the model's changes of sales in "
      "home consumer prices. The reading assumes two states with known values, no change in the price of risk, and no "
      "other news; the interval is that of the move alone.</p><ul>",
      escaped(study::case_title(war)), escaped(study::case_title(deal)));
  for (const Reading& each : all) html += "<li>" + escaped(sentence(each)) + "</li>";
  return {html + "</ul>", readings_csv(all)};
}
}  // namespace parley::report
