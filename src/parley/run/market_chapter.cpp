#include "parley/run/market_chapter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/market/index_arithmetic.hpp"
#include "parley/market/model_against_market.hpp"
#include "parley/market/story.hpp"
#include "parley/report/bars.hpp"
#include "parley/report/curves.hpp"
#include "parley/report/event_report.hpp"
#include "parley/report/format.hpp"
#include "parley/report/headline.hpp"
#include "parley/report/html.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/toml_file.hpp"

namespace parley::run {
namespace {

using market::EventResult;
using market::PredictedAndObserved;
using report::escaped;
using report::fixed;
using report::Sign;

/// All that the chapter is made from.
struct Prices {
  market::EventPlan plan;
  market::EventStudyResult study;
  market::Story story;
  Country home{0};
  Country partner{0};
};

std::string percent(double fraction) { return fixed(100 * fraction, 2, Sign::always) + " %"; }

/// Position of the first level on a day, or before it.
std::size_t level_at(const market::DayTable& levels, const Date& date, bool before) {
  const auto found = std::lower_bound(levels.dates.begin(), levels.dates.end(), date);
  const auto at = static_cast<std::size_t>(found - levels.dates.begin());
  if (at == levels.dates.size() || (before && at == 0) || (!before && *found != date))
    throw InputError({levels.file, 0, 0, ""}, fmt::format("no level {} {}", before ? "before" : "of", to_string(date)));
  return before ? at - 1 : at;
}

market::IndexMove move_of(const market::DayTable& levels, std::size_t index, const EventResult& event) {
  const market::Member m(index);
  return {levels.value(m, market::Day(level_at(levels, event.days.front(), true))),
          levels.value(m, market::Day(level_at(levels, event.days.back(), false)))};
}

std::string indices(const Prices& prices) {
  const market::DayTable& levels = prices.story.levels;
  std::string html =
      "<div class=\"wide\"><table><thead><tr><th></th><th>index</th><th>before</th><th>after</th>"
      "<th>points</th><th>change</th></tr></thead>";
  for (const EventResult& event : prices.study.events) {
    for (std::size_t index = 0; index < levels.members.size(); ++index) {
      const market::IndexMove move = move_of(levels, index, event);
      html += fmt::format("<tr><th>{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                          escaped(event.event.title), escaped(levels.members[index]), fixed(move.before, 2),
                          fixed(move.after, 2), fixed(move.points(), 2, Sign::always), percent(move.change()));
    }
  }
  html += "</table></div><p>";
  for (std::size_t index = 0; index < levels.members.size() && prices.study.events.size() > 1; ++index) {
    const market::IndexMove week{levels.value(market::Member(index), market::Day(0)),
                                 move_of(levels, index, prices.study.events[0]).after};
    const market::IndexMove after = move_of(levels, index, prices.study.events[1]);
    if (week.points() >= 0) continue;
    html += fmt::format("{}: {} from {} to {}; of that loss {} % came back by {}. ", escaped(levels.members[index]),
                        percent(week.change()), to_string(levels.dates.front()),
                        to_string(prices.study.events[0].days.back()),
                        fixed(100 * market::share_regained(week.before, week.after, after.after), 1),
                        to_string(prices.study.events[1].days.back()));
  }
  return html + "</p>";
}

std::string event_bars(const Prices& prices, const EventResult& event) {
  report::BarChart chart;
  chart.unit = "%";
  chart.table.columns = {"portfolio", "return, %", "abnormal return, %", "portfolio t", "p"};
  for (std::size_t g = 0; g < event.groups.size(); ++g) {
    const market::GroupStudy& study = event.groups[g];
    const std::string& title = prices.plan.groups[g].title;
    const market::Statistic& t = study.cumulative.calendar_time;
    chart.bars.push_back({title, 100 * study.raw_mean, g == 0 ? "party-0" : "other", 100 * study.cumulative.mean});
    chart.table.rows.push_back({title, {100 * study.raw_mean, 100 * study.cumulative.mean, t.value, t.probability}});
  }
  const market::GroupStudy& first = event.groups.front();
  chart.caption = {fmt::format("{}: {} {}, {} beyond what its beta implies (p = {})", event.event.title,
                               prices.plan.groups.front().title, percent(first.raw_mean),
                               percent(first.cumulative.mean), fixed(first.cumulative.calendar_time.probability, 2)),
                   "Return over the window in per cent (bar) and what is left of it after the market's move (dot)",
                   "Equally weighted portfolios; the test is that of one portfolio, which allows for all firms meeting "
                   "the event on one day.",
                   "Parley, event study; portfolios computed from daily prices"};
  return report::bar_figure(chart);
}

std::string confounders(const EventResult& event) {
  if (event.news.empty()) return "";
  std::string html = fmt::format("<p>Also in the news around {}:</p><ul>", to_string(event.days.front()));
  for (const market::PlanNews& news : event.news)
    html += fmt::format("<li>{}: {} <small>({})</small></li>", to_string(news.date), escaped(news.title),
                        escaped(news.source));
  return html + "</ul>";
}

std::string differences(const Prices& prices, const EventResult& event) {
  std::string html;
  for (std::size_t k = 0; k < event.differences.size(); ++k) {
    const market::GroupDifference& each = event.differences[k];
    html += fmt::format("<p>{} less {}: {} points in returns (p = {}), {} after the market's move (p = {}).</p>",
                        escaped(prices.plan.comparisons[k].first), escaped(prices.plan.comparisons[k].second),
                        fixed(100 * each.raw, 2, Sign::always), fixed(each.raw_calendar_time.probability, 3),
                        fixed(100 * each.abnormal, 2, Sign::always), fixed(each.calendar_time.probability, 3));
  }
  return html;
}

/// Change of the nominal sales of some sectors of one country, fractions of all of them.
double sales_change(const Baseline& baseline, const Equilibrium& solved, Country home,
                    const std::vector<Sector>& sectors) {
  double before = 0;
  double after = 0;
  for (const Sector s : sectors) {
    before += baseline.gross_output(home, s);
    after += solved.gross_output_new(home, s);
  }
  return after / before - 1;
}

std::vector<Sector> sectors_of(const Prices& prices, const Economy& economy, const std::string& portfolio) {
  std::vector<Sector> found;
  const auto names = prices.story.sectors.find(portfolio);
  if (names == prices.story.sectors.end()) return found;
  for (const std::string& code : names->second) found.push_back(*economy.find_sector(code));
  return found;
}

/// The sectors of firms and portfolios that this baseline does not have.
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

std::vector<PredictedAndObserved> sector_pairs(const Prices& prices, const report::RunResult& result,
                                               const report::CaseResult& solved, const EventResult& event) {
  std::vector<PredictedAndObserved> pairs;
  for (std::size_t g = 0; g < event.groups.size(); ++g) {
    const std::vector<Sector> sectors = sectors_of(prices, result.baseline.economy, prices.plan.groups[g].id);
    if (sectors.empty()) continue;
    pairs.push_back({prices.plan.groups[g].title,
                     sales_change(result.baseline, solved.equilibrium, prices.home, sectors),
                     event.groups[g].cumulative.mean, event.groups[g].portfolio.cumulative_error});
  }
  return pairs;
}

std::vector<PredictedAndObserved> firm_pairs(const Prices& prices, const report::RunResult& result,
                                             const report::CaseResult& solved, const EventResult& event) {
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

std::string scatter(const std::string& what, const report::CaseResult& solved, const EventResult& event,
                    const std::vector<PredictedAndObserved>& pairs, const market::Agreement& fit) {
  report::CurveChart chart;
  chart.caption = {fmt::format("{}, {}: rank correlation {} (p = {})", report::case_title(solved), what,
                               fixed(fit.rank_correlation, 2), fixed(fit.probability, 2)),
                   fmt::format("Abnormal return {} to {} against the model's change of sales, per cent",
                               to_string(event.days.front()), to_string(event.days.back())),
                   "The probability is that of drawing the pairing anew; the line is least squares.",
                   "Parley: model and event study"};
  chart.x_label = "model: change of sales, %";
  chart.y_label = "prices: abnormal return, %";
  double low = 0;
  double high = 0;
  for (const PredictedAndObserved& each : pairs) {
    chart.marks.push_back({each.name, {100 * each.predicted, 100 * each.observed}});
    low = std::min(low, each.predicted);
    high = std::max(high, each.predicted);
  }
  const auto line = [&](double x) { return report::CurvePoint{100 * x, 100 * (fit.intercept + fit.slope * x)}; };
  chart.curves.push_back({"least squares", {line(low), line(high)}, "other", true});
  return report::curve_figure(chart);
}

std::string agreement_row(const std::string& what, const report::CaseResult& solved, const EventResult& event,
                          const market::Agreement& fit) {
  return fmt::format("<tr><th>{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{} ± {}</td></tr>",
                     escaped(report::case_title(solved)), to_string(event.days.front()), what, fit.count,
                     fixed(fit.rank_correlation, 2), fixed(fit.probability, 2), fixed(fit.slope, 1),
                     fixed(1.96 * fit.slope_error, 1));
}

const report::CaseResult& case_named(const report::RunResult& result, const std::string& name) {
  for (const report::CaseResult& each : result.cases) {
    if (each.compare.name == name) return each;
  }
  throw InputError({result.scenario.file.string(), 0, 0, "market"}, fmt::format("no compared case '{}'", name),
                   "the plan's [story] names 'war' and 'deal'");
}

std::string model_against_market(const Prices& prices, const report::RunResult& result, std::string& csv) {
  constexpr std::size_t draws = 9999;
  csv = "case,event,kind,name,predicted_pct,observed_pct,observed_error_pct\n";
  std::string rows;
  std::string charts;
  for (const report::CaseResult& solved : result.cases) {
    for (const EventResult& event : prices.study.events) {
      for (const auto& [what, pairs] : {std::pair("sectors", sector_pairs(prices, result, solved, event)),
                                        std::pair("firms", firm_pairs(prices, result, solved, event))}) {
        const market::Agreement fit = market::agreement(pairs, draws, prices.plan.options.seed);
        rows += agreement_row(what, solved, event, fit);
        if (solved.compare.name == prices.plan.story.war && &event == &prices.study.events.front())
          charts += scatter(what, solved, event, pairs, fit);
        for (const PredictedAndObserved& each : pairs)
          csv += fmt::format("{},{},{},{},{},{},{}\n", solved.compare.name, event.event.id, what,
                             text::csv_cell(each.name), report::exact(100 * each.predicted),
                             report::exact(100 * each.observed), report::exact(100 * each.observed_error));
      }
    }
  }
  return "<p>Does the model's ranking of sectors and firms agree with that of prices? The change of a firm's sales "
         "stands "
         "for that of its value, as it does where profit is a fixed share of sales; a firm is taken to export what it "
         "sells to the partner. A rank correlation that could as well come from drawing the pairs anew says that these "
         "prices neither confirm nor refute the model.</p>" +
         charts +
         report::fold(
             "Every case and event",
             "<div class=\"wide\"><table><thead><tr><th>case</th><th>event</th><th></th><th>pairs</th><th>rank "
             "correlation</th><th>p</th><th>slope, 95 %</th></tr></thead>" +
                 rows + "</table></div>",
             "why");
}

std::string reading(const std::string& what, const EventResult& event, double move, const market::TwoStateReading& odds,
                    double war, double deal) {
  std::string text = fmt::format("{}, {}: moved {}; the two states lie {} apart. ", to_string(event.days.front()), what,
                                 percent(move), percent(deal - war));
  if (odds.is_identified) {
    return "<li>" + text +
           fmt::format("Read so, the odds of war changed by {} points (95 %: {} to {}).</li>",
                       fixed(100 * odds.change, 0, Sign::always), fixed(100 * odds.low, 0, Sign::always),
                       fixed(100 * odds.high, 0, Sign::always));
  }
  return "<li>" + text + "No odds can be read from it: " + odds.reason + ".</li>";
}

std::string implied_odds(const Prices& prices, const report::RunResult& result) {
  const report::CaseResult& war = case_named(result, prices.plan.story.war);
  const report::CaseResult& deal = case_named(result, prices.plan.story.deal);
  std::vector<Sector> all_sectors;
  for (const Sector s : result.baseline.economy.sectors()) all_sectors.push_back(s);
  const auto value_of = [&](const report::CaseResult& solved) {
    return sales_change(result.baseline, solved.equilibrium, prices.home, all_sectors);
  };
  const auto exposed_value = [&](const report::CaseResult& solved) {
    const auto firms =
        market::firm_sales(prices.story.shares, result.baseline, solved.equilibrium, prices.home, prices.partner);
    return market::portfolio(firms, std::vector<double>(firms.size(), 1)).if_exported - value_of(solved);
  };
  std::string html = fmt::format(
      "<p>If the market knew only two ends, “{}” and “{}”, and nothing else moved values, a move of prices would be a "
      "change of odds: Δp = −ΔV / (V<sub>deal</sub> − V<sub>war</sub>). The values are the model's changes of sales. "
      "The "
      "reading assumes two states with known values, no change in the price of risk, and no other news; the interval "
      "is "
      "that of the move alone.</p><ul>",
      escaped(report::case_title(war)), escaped(report::case_title(deal)));
  for (const EventResult& event : prices.study.events) {
    const market::IndexMove market_move = move_of(prices.story.levels, prices.story.levels.members.size() - 1, event);
    const double error = event.factor_spread.front() * std::sqrt(static_cast<double>(event.days.size()));
    html += reading("the market as a whole", event, market_move.change(),
                    market::two_state_reading(market_move.change(), error, value_of(war), value_of(deal)),
                    value_of(war), value_of(deal));
    if (event.differences.empty()) continue;
    const market::GroupDifference& gap = event.differences.front();
    html += reading("exposed firms less the others, after the market's move", event, gap.abnormal,
                    market::two_state_reading(gap.abnormal, std::abs(gap.abnormal / gap.calendar_time.value),
                                              exposed_value(war), exposed_value(deal)),
                    exposed_value(war), exposed_value(deal));
  }
  return html + "</ul>";
}

std::string affiliates(const Prices& prices, const report::RunResult& result) {
  double exports = 0;
  for (const Sector s : result.baseline.economy.sectors())
    exports += result.baseline.flow(s, importer(prices.partner), exporter(prices.home));
  std::string html;
  for (const market::AffiliateSales& each : prices.story.affiliates) {
    if (each.year != result.baseline.info.year || each.measure != "goods_and_services" || !each.host || !each.total)
      continue;
    html += fmt::format(
        "<p>Affiliates of US firms sold {} in China in {}, {} times what the United States exports there in this "
        "baseline ({}); {} % of all that they made went back to the United States. A duty at the border does not reach "
        "the larger channel.</p>",
        report::money(*each.host, "USD"), each.year, fixed(*each.host / exports, 1), report::money(exports, "USD"),
        fixed(100 * each.to_home.value_or(0) / *each.total, 1));
  }
  return html;
}

/// Where the scenario's plan lies; empty where it names none.
std::filesystem::path plan_file(const scenario::Scenario& scenario) {
  const toml::table root = text::parse_toml(scenario.text, scenario.file.string());
  const std::string name = root["market"].value_or(std::string());
  return name.empty() ? std::filesystem::path() : (scenario.file.parent_path() / name).lexically_normal();
}

}  // namespace

std::vector<std::filesystem::path> market_files(const scenario::Scenario& scenario) {
  const std::filesystem::path plan = plan_file(scenario);
  return plan.empty() ? std::vector<std::filesystem::path>() : market::files_of(market::read_plan(plan));
}

report::Chapter market_chapter(const report::RunResult& result) {
  const std::vector<Country> parties = report::parties(result);
  if (parties.size() < 2)
    throw InputError({result.scenario.file.string(), 0, 0, "market"}, "needs two parties",
                     "parties = [\"USA\", \"CHN\"]");
  const market::EventPlan plan = market::read_plan(plan_file(result.scenario));
  if (plan.story.empty())
    throw InputError({plan.file.string(), 0, 0, "story"}, "is absent", "a plan shown with a scenario needs [story]");
  const Prices prices{plan, market::carry_out(plan, {}), market::read_story(plan), parties[0], parties[1]};
  report::Chapter chapter{"market", "What prices said", indices(prices), {}};
  for (const EventResult& event : prices.study.events)
    chapter.html += event_bars(prices, event) + differences(prices, event) + confounders(event);
  chapter.html += "<h3>Who is exposed</h3>" + affiliates(prices, result);
  chapter.files = {{"tests.csv", report::event_tests_csv(prices.study)},
                   {"portfolios.csv", report::event_members_csv(prices.study)}};
  const std::vector<std::string> unknown = unknown_sectors(prices, result.baseline.economy);
  if (!unknown.empty()) {
    chapter.html += fmt::format(
        "<p>The model is not set beside prices: this baseline has no sectors {}, which the plan's firms belong to.</p>",
        escaped(fmt::format("{}", fmt::join(unknown, ", "))));
    return chapter;
  }
  std::string pairs;
  chapter.html += "<h3>The model beside prices</h3>" + model_against_market(prices, result, pairs);
  chapter.html += "<h3>What prices say about the odds</h3>" + implied_odds(prices, result);
  chapter.files.push_back({"model-and-prices.csv", pairs});
  return chapter;
}

}  // namespace parley::run
