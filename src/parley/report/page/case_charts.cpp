#include "parley/report/page/case_charts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "parley/report/page/bars.hpp"
#include "parley/report/page/chart_words.hpp"
#include "parley/report/page/world_map.hpp"
#include "parley/report/words/format.hpp"
#include "parley/report/words/ranges_text.hpp"
#include "parley/study/cases/explain_case.hpp"
#include "parley/study/cases/flow_changes.hpp"
#include "parley/study/cases/headline.hpp"

namespace parley::report {
namespace {

constexpr std::size_t sectors_each_way = 5;
/// More entries than this make a chart that nobody reads: it shows the largest, result.json has them all.
constexpr std::size_t most_entry_steps = 40;
constexpr std::size_t largest_entry_steps = 20;

void largest_first(std::vector<Bar>& bars) {
  std::stable_sort(bars.begin(), bars.end(), [](const Bar& a, const Bar& b) { return a.value > b.value; });
}

/// A bar and a row of levels before and after for each of some flows, named after one of its two countries.
BarChart flow_chart(const study::RunResult& result, const std::vector<study::FlowChange>& flows,
                    Country study::FlowChange::* named) {
  const std::string& currency = result.baseline.info.currency;
  BarChart chart{.caption = {}, .unit = "bn", .bars = {}};
  chart.table.columns = {"", "before, bn " + currency, "after, bn " + currency, "change, bn " + currency};
  for (const study::FlowChange& each : flows) {
    const std::string& name = result.baseline.economy.region(each.*named).name;
    chart.bars.push_back({name, each.change_bn(), colour(result, each.from)});
    chart.table.rows.push_back({name, {each.before_bn, each.after_bn, each.change_bn()}});
  }
  return chart;
}

const study::ExplainedChange* explained_for(const study::CaseResult& solved, Country n) {
  for (const study::ExplainedChange& change : solved.explained) {
    if (change.split.country == n) return &change;
  }
  return nullptr;
}

std::vector<WaterfallStep> channel_steps(const study::ExplainedChange& change) {
  const study::ChannelSums& channels = change.channels;
  std::vector<WaterfallStep> steps = {{"Terms of trade", 100 * channels.terms_of_trade},
                                      {"Volume of trade", 100 * channels.volume_of_trade}};
  constexpr double nothing = 1e-9;
  if (std::abs(100 * channels.wedge_cost) > nothing) steps.push_back({"Wedge costs", 100 * channels.wedge_cost});
  if (std::abs(100 * channels.transfers) > nothing) steps.push_back({"Transfers", 100 * channels.transfers});
  steps.push_back({"Exact change", 100 * change.split.total, true});
  return steps;
}

/// One step for each entry in the order of the file; of very many the largest, and the others in one.
std::vector<WaterfallStep> entry_steps(std::vector<study::ActionTerm> terms) {
  const std::size_t count = terms.size();
  double others = 0;
  if (count > most_entry_steps) {
    std::ranges::stable_sort(terms, std::greater<>{}, [](const auto& each) { return std::abs(each.contribution); });
    for (std::size_t at = largest_entry_steps; at < count; ++at) others += terms[at].contribution;
    terms.resize(largest_entry_steps);
  }
  std::vector<WaterfallStep> steps;
  for (const study::ActionTerm& term : terms) steps.push_back({term.title, 100 * term.contribution});
  if (terms.size() < count)
    steps.push_back({fmt::format("{} other entries (result.json)", count - terms.size()), 100 * others});
  return steps;
}

std::string signed_billions(double value) { return significant(value, 2, Sign::always) + " bn"; }

}  // namespace

std::string finding(const study::RunResult& result, const study::CaseResult& solved) {
  std::vector<std::string> changes;
  for (const Country n : study::parties(result)) {
    changes.push_back(income_sentence(result, solved, n));
    if (changes.size() == party_colours) break;
  }
  return "real income: " + joined(changes);
}

std::string bystanders(const study::RunResult& result, const study::CaseResult& solved) {
  std::vector<std::string> names;
  for (const Country n : study::gaining_bystanders(result, solved)) {
    if (names.size() < 3) names.push_back(spoken(result, n));
  }
  return names.empty() ? "no other country gains for sure" : "of the others " + joined(names) + " gain most";
}

std::string income_map(const study::RunResult& result, const study::CaseResult& solved) {
  std::vector<MapValue> values;
  for (const Country n : result.baseline.economy.countries()) {
    values.push_back(
        {result.baseline.economy.code(n), result.baseline.economy.region(n).name, solved.outcome.real_income_pct(n)});
  }
  return map_figure({.title = study::case_title(solved) + ": " + bystanders(result, solved),
                     .measure = "Change of real income, exact, per cent",
                     .how = "Income over the consumer price index, after against before.",
                     .source = source_line(result)},
                    values);
}

std::string income_bars(const study::RunResult& result, const study::CaseResult& solved) {
  BarChart chart{.caption = {.title = study::case_title(solved) + ": " + finding(result, solved),
                             .measure = "Change of real income, exact, per cent",
                             .how = "Income over the consumer price index, after against before.",
                             .source = source_line(result)},
                 .unit = "%",
                 .bars = {}};
  chart.table.columns = {"", "exact, %", "equivalent variation, million", "first-order sum, %"};
  for (const Country n : study::by_real_income(solved)) {
    const std::string& name = result.baseline.economy.region(n).name;
    chart.bars.push_back({name, solved.outcome.real_income_pct(n), colour(result, n)});
    chart.table.rows.push_back({name,
                                {solved.outcome.real_income_pct(n), solved.outcome.equivalent_variation_musd(n),
                                 solved.outcome.welfare_pct(n)}});
  }
  return bar_figure(chart);
}

std::string diversion_bars(const study::RunResult& result, const study::CaseResult& solved, Country i) {
  const std::vector<study::FlowChange> flows = study::exports_by_destination(result.baseline, solved, i);
  if (flows.empty()) return "";
  BarChart chart = flow_chart(result, flows, &study::FlowChange::to);
  const Bar& most = chart.bars.front();
  const Bar& least = chart.bars.back();
  chart.caption = {
      .title =
          fmt::format("{}: {}, exports to {} change by {}, to {} by {}", study::case_title(solved), spoken(result, i),
                      least.label, signed_billions(least.value), most.label, signed_billions(most.value)),
      .measure = "Change of exports by destination, billion " + result.baseline.info.currency + ", goods and services",
      .how =
          "Flows at exporter prices after minus before, all sectors; both levels are in the "
          "table.",
      .source = source_line(result)};
  return bar_figure(chart);
}

std::string supplier_bars(const study::RunResult& result, const study::CaseResult& solved, Country n) {
  const std::vector<study::FlowChange> flows = study::sales_by_supplier(result.baseline, solved, n);
  if (flows.empty()) return "";
  BarChart chart = flow_chart(result, flows, &study::FlowChange::from);
  const Bar& most = chart.bars.front();
  chart.caption = {.title = fmt::format("{}: in {}, sales of {} change most upward, by {}", study::case_title(solved),
                                        spoken(result, n), most.label, signed_billions(most.value)),
                   .measure = fmt::format("Change of sales to {} by supplier, its own producers included, "
                                          "billion {}",
                                          spoken(result, n), result.baseline.info.currency),
                   .how = "Flows at exporter prices after minus before, all sectors, in the numeraire.",
                   .source = source_line(result)};
  return bar_figure(chart);
}

std::string sector_bars(const study::RunResult& result, const study::CaseResult& solved, Country n) {
  const Economy& labels = result.baseline.economy;
  const Outcome& out = solved.outcome;
  BarChart chart{.caption = {.title = "",
                             .measure = "Change of output volume (bars) and employment (dots), per cent; five largest "
                                        "each way, one scale for all parties",
                             .how = "Output over unit cost, and the wage bill over the wage, after against before.",
                             .source = source_line(result)},
                 .unit = "%",
                 .bars = {}};
  for (const Sector s : labels.sectors()) {
    if (result.baseline.gross_output(n, s) > 0.0)
      chart.bars.push_back({labels.sector(s).name, out.output_pct(n, s), colour(result, n), out.employment_pct(n, s)});
  }
  if (chart.bars.empty()) return "";
  largest_first(chart.bars);
  chart.table.columns = {"", "output, %", "employment, %"};
  for (const Bar& bar : chart.bars) chart.table.rows.push_back({bar.label, {bar.value, bar.dot}});
  if (chart.bars.size() > 2 * sectors_each_way)
    chart.bars.erase(chart.bars.begin() + sectors_each_way, chart.bars.end() - sectors_each_way);
  for (const Country party : study::parties(result)) {
    for (const Sector s : labels.sectors()) {
      if (!(result.baseline.gross_output(party, s) > 0.0)) continue;
      chart.reach = std::max({chart.reach, std::abs(out.output_pct(party, s)), std::abs(out.employment_pct(party, s))});
    }
  }
  chart.caption.title =
      fmt::format("{}: {}, {} {}, {} {}", study::case_title(solved), spoken(result, n), chart.bars.front().label,
                  percent(chart.bars.front().value), chart.bars.back().label, percent(chart.bars.back().value));
  return bar_figure(chart);
}

std::string price_bars(const study::RunResult& result, const study::CaseResult& solved, Country n) {
  const Economy& labels = result.baseline.economy;
  BarChart chart{.caption = {.title = "",
                             .measure = "Change of buyers' prices of goods, tariffs included, per cent",
                             .how = "Price index of each sector's suppliers, in the numeraire (world value added keeps "
                                    "its value unless the scenario names another).",
                             .source = source_line(result)},
                 .unit = "%",
                 .bars = {}};
  for (const Sector s : labels.sectors()) {
    if (labels.sector(s).is_goods && result.baseline.expenditure(n, s) > 0.0)
      chart.bars.push_back({labels.sector(s).name, solved.outcome.price_pct(n, s), colour(result, n)});
  }
  if (chart.bars.empty()) return "";
  largest_first(chart.bars);
  chart.caption.title = fmt::format("{}: {}, price of {} {}, consumer prices {}", study::case_title(solved),
                                    spoken(result, n), chart.bars.front().label, percent(chart.bars.front().value),
                                    percent(100.0 * (solved.outcome.price_index_hat(n) - 1.0)));
  return bar_figure(chart);
}

std::string channel_waterfall(const study::RunResult& result, const study::CaseResult& solved, Country n) {
  const study::ExplainedChange* change = explained_for(solved, n);
  if (change == nullptr) return "";
  const Explanation& split = change->split;
  const Caption caption{.title = "",
                        .measure = "Parts of the exact change of real income, log points times 100 (nearly per cent)",
                        .how = "",
                        .source = source_line(result)};
  Caption by_entry = caption;
  by_entry.how = fmt::format(
      "Slopes by every tariff, summed along the path on which all entries move together ({} "
      "points); the order of the entries does not matter.",
      split.path_points);
  std::vector<WaterfallStep> entries = entry_steps(change->actions);
  const study::ActionTerm* most = study::largest_action(*change);
  by_entry.title = fmt::format("{}: {}, {}", study::case_title(solved), spoken(result, n),
                               most == nullptr ? "nothing changes"
                                               : fmt::format("{} moves real income most, by {}", most->title,
                                                             significant(100 * most->contribution, 2, Sign::always)));
  entries.push_back({"Exact change", 100 * split.total, true});
  Caption by_channel = caption;
  by_channel.how =
      "Caliendo and Parro's terms (2015, equation 15) with the weights of every point of the path, which closes the "
      "gap "
      "between their first-order sum and the exact change.";
  const std::vector<WaterfallStep> channels = channel_steps(*change);
  by_channel.title =
      fmt::format("{}: {}, terms of trade {}, volume of trade {}", study::case_title(solved), spoken(result, n),
                  significant(channels[0].value, 2, Sign::always), significant(channels[1].value, 2, Sign::always));
  const std::string bars = colour(result, n);
  return waterfall_figure(by_entry, "", entries, bars) + waterfall_figure(by_channel, "", channels, bars);
}

}  // namespace parley::report
