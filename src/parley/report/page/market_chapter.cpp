#include "parley/report/page/market_chapter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/report/page/bars.hpp"
#include "parley/report/page/html.hpp"
#include "parley/report/page/prices_and_model.hpp"
#include "parley/report/tables/price_files.hpp"
#include "parley/report/words/format.hpp"

namespace parley::report {
namespace {

using market::EventResult;

std::string also_in_the_news(const std::string& when, const std::vector<market::PlanNews>& all) {
  if (all.empty()) return "";
  std::string html = html_format("<p>Also in the news {}:</p><ul>", when);
  for (const market::PlanNews& news : all)
    html += html_format("<li>{}: {} <small>({})</small></li>", to_string(news.date), news.title, news.source);
  return html + "</ul>";
}

std::string indices(const study::Prices& prices) {
  const market::DayTable& levels = prices.story.levels;
  std::string html =
      "<div class=\"wide\"><table><thead><tr><th></th><th>index</th><th>before</th><th>after</th>"
      "<th>points</th><th>change</th></tr></thead>";
  for (const study::IndexChange& each : prices.moves) {
    const market::IndexMove& move = each.move;
    html += html_format("<tr><th>{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                        prices.study.events[each.event].event.title, levels.members[each.index], fixed(move.before, 2),
                        fixed(move.after, 2), fixed(move.points(), 2, Sign::always), signed_percent(move.change()));
  }
  return html + "</table></div>";
}

/// What was lost from the first level to the first event's end, and how much of it came back with the second.
std::string loss_and_recovery(const study::Prices& prices) {
  const market::DayTable& levels = prices.story.levels;
  std::string html;
  for (const study::Recovery& each : prices.recoveries) {
    html += html_format("{}: {} from {} to {}; of that loss {} % came back by {}. ", levels.members[each.index],
                        signed_percent(each.loss.change()), to_string(levels.dates.front()),
                        to_string(prices.study.events[0].days.back()), fixed(100 * each.share_regained, 1),
                        to_string(prices.study.events[1].days.back()));
  }
  if (html.empty()) return "";
  std::vector<market::PlanNews> week;
  for (const market::PlanNews& news : prices.plan.news) {
    if (levels.dates.front() < news.date && news.date <= prices.study.events[0].days.back()) week.push_back(news);
  }
  return "<p>" + html + "</p>" + also_in_the_news("in those days", week);
}

std::string event_bars(const study::Prices& prices, const EventResult& event) {
  BarChart chart;
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
  chart.caption = {
      fmt::format("{}: {} {}, {} beyond what its beta implies (p = {})", event.event.title,
                  prices.plan.groups.front().title, signed_percent(first.raw_mean),
                  signed_percent(first.cumulative.mean), fixed(first.cumulative.calendar_time.probability, 2)),
      "Return over the window in per cent (bar) and what is left of it after the market's move (dot)",
      "Equally weighted portfolios; the test is that of one portfolio, which allows for all firms meeting "
      "the event on one day.",
      "Parley, event study; portfolios computed from daily prices"};
  return bar_figure(chart);
}

std::string differences(const study::Prices& prices, const EventResult& event) {
  std::string html;
  for (std::size_t k = 0; k < event.differences.size(); ++k) {
    const market::GroupDifference& each = event.differences[k];
    html += html_format("<p>{} less {}: {} points in returns (p = {}), {} after the market's move (p = {}).</p>",
                        prices.plan.comparisons[k].first, prices.plan.comparisons[k].second,
                        fixed(100 * each.raw, 2, Sign::always), fixed(each.raw_calendar_time.probability, 3),
                        fixed(100 * each.abnormal, 2, Sign::always), fixed(each.calendar_time.probability, 3));
  }
  return html;
}

std::string affiliates(const study::Prices& prices, const study::RunResult& result) {
  const Economy& economy = result.baseline.economy;
  const std::string& home = economy.region(prices.home).name;
  const std::string& partner = economy.region(prices.partner).name;
  std::string html;
  for (const study::AffiliatesBesideExports& each : prices.affiliates) {
    html += html_format(
        "<p>Affiliates of firms of {} sold {} in {} in {}, {} times what it exports there in this "
        "baseline ({}). A duty at the border does not reach those sales.",
        home, money(each.host_musd, "USD"), partner, each.year, fixed(*each.times_exports, 1),
        money(prices.exports_musd, "USD"));
    if (each.share_sold_home)
      html += html_format(" {} % of all that they sold went back to {}.", fixed(100 * *each.share_sold_home, 1), home);
    html += "</p>";
  }
  return html;
}

}  // namespace

Chapter market_chapter(const study::Prices& prices, const study::RunResult& result) {
  Chapter chapter{.id = "market",
                  .title = "What prices said",
                  .html = indices(prices) + loss_and_recovery(prices),
                  .files = price_files(prices, result)};
  for (const EventResult& event : prices.study.events)
    chapter.html += event_bars(prices, event) + differences(prices, event) +
                    also_in_the_news("around " + to_string(event.days.front()), event.news);
  chapter.html += "<h3>Who is exposed</h3>" + affiliates(prices, result);
  if (!prices.unknown_sectors.empty()) {
    chapter.html += html_format(
        "<p>The model is not set beside prices: this baseline has no sectors {}, which the plan's firms belong to.</p>",
        fmt::format("{}", fmt::join(prices.unknown_sectors, ", ")));
    return chapter;
  }
  chapter.html += "<h3>The model beside prices</h3>" + model_beside_prices(prices, result);
  chapter.html += "<h3>What prices say about the odds</h3>" + implied_odds(prices, result);
  return chapter;
}

}  // namespace parley::report
