#include "parley/report/page/case_charts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "parley/report/page/bars.hpp"
#include "parley/report/page/chart_words.hpp"
#include "parley/report/page/world_map.hpp"
#include "parley/report/words/format.hpp"
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

struct PairFlows {
  double before = 0;
  double after = 0;
};

/// All sectors of one pair added up, billions at exporter prices.
PairFlows pair_flows(const study::RunResult& result, const study::CaseResult& solved, Importer n, Exporter i) {
  PairFlows flows;
  for (const Sector s : result.baseline.economy.sectors()) {
    flows.before += result.baseline.flow(s, n, i) / 1000;
    flows.after += solved.equilibrium.flow_new(s, n, i) / 1000;
  }
  return flows;
}

std::string loses_or_gains(double change) { return change < 0 ? "loses" : "gains"; }

/// Bars of changes with a table of levels before and after, largest first.
class FlowBars {
 public:
  explicit FlowBars(const std::string& currency) {
    table_.columns = {"", "before, bn " + currency, "after, bn " + currency, "change, bn " + currency};
  }
  void add(const std::string& label, PairFlows flows, std::string css_class) {
    rows_.push_back({{label, flows.after - flows.before, std::move(css_class)}, flows});
  }
  BarChart take(Caption caption) {
    std::stable_sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) { return a.bar.value > b.bar.value; });
    BarChart chart{.caption = std::move(caption), .unit = "bn", .bars = {}, .table = table_};
    for (const Row& row : rows_) {
      chart.bars.push_back(row.bar);
      chart.table.rows.push_back({row.bar.label, {row.flows.before, row.flows.after, row.bar.value}});
    }
    return chart;
  }

 private:
  struct Row {
    Bar bar;
    PairFlows flows;
  };
  std::vector<Row> rows_;
  FigureTable table_;
};

const study::ExplainedChange* explained_for(const study::CaseResult& solved, Country n) {
  for (const study::ExplainedChange& change : solved.explained) {
    if (change.split.country == n) return &change;
  }
  return nullptr;
}

double total_of(const Array<Partner, Sector>& terms) {
  double sum = 0.0;
  for (const double value : terms.values()) sum += value;
  return 100 * sum;
}

std::vector<WaterfallStep> channel_steps(const Explanation& split) {
  std::vector<WaterfallStep> steps = {{"Terms of trade", total_of(split.terms_of_trade)},
                                      {"Volume of trade", total_of(split.volume_of_trade)}};
  constexpr double nothing = 1e-9;
  if (const double wedges = total_of(split.wedge_cost); std::abs(wedges) > nothing)
    steps.push_back({"Wedge costs", wedges});
  if (std::abs(100 * split.transfers) > nothing) steps.push_back({"Transfers", 100 * split.transfers});
  steps.push_back({"Exact change", 100 * split.total, true});
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
    const double change = solved.outcome.real_income_pct(n);
    changes.push_back(fmt::format("{} {} {}", spoken(result, n), loses_or_gains(change),
                                  percent(std::abs(change), Sign::only_minus)));
    if (changes.size() == party_colours) break;
  }
  return joined(changes) + " of real income";
}

std::string bystanders(const study::RunResult& result, const study::CaseResult& solved) {
  const std::vector<Country> main = study::parties(result);
  std::vector<Bar> others;
  for (const Country n : result.baseline.economy.countries()) {
    const double gain = solved.outcome.real_income_pct(n);
    if (std::find(main.begin(), main.end(), n) == main.end() && gain > 0) others.push_back({spoken(result, n), gain});
  }
  largest_first(others);
  std::vector<std::string> names;
  for (std::size_t at = 0; at < others.size() && at < 3; ++at) names.push_back(others[at].label);
  return names.empty() ? "no other country gains" : "of the others " + joined(names) + " gain most";
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
  for (const Country n : result.baseline.economy.countries()) {
    chart.bars.push_back(
        {result.baseline.economy.region(n).name, solved.outcome.real_income_pct(n), colour(result, n)});
  }
  largest_first(chart.bars);
  chart.table.columns = {"", "exact, %", "equivalent variation, million", "first-order sum, %"};
  for (const Bar& bar : chart.bars) {
    for (const Country n : result.baseline.economy.countries()) {
      if (result.baseline.economy.region(n).name != bar.label) continue;
      chart.table.rows.push_back({bar.label,
                                  {solved.outcome.real_income_pct(n), solved.outcome.equivalent_variation_musd(n),
                                   solved.outcome.welfare_pct(n)}});
    }
  }
  return bar_figure(chart);
}

std::string diversion_bars(const study::RunResult& result, const study::CaseResult& solved, Country i) {
  const Economy& labels = result.baseline.economy;
  FlowBars bars(result.baseline.info.currency);
  for (const Country n : labels.countries()) {
    if (n != i)
      bars.add(labels.region(n).name, pair_flows(result, solved, importer(n), exporter(i)), colour(result, i));
  }
  BarChart chart = bars.take(
      {.title = "",
       .measure = "Change of exports by destination, billion " + result.baseline.info.currency + ", goods and services",
       .how = "Flows at exporter prices after minus before, all sectors; both levels are in the "
              "table.",
       .source = source_line(result)});
  const Bar& most = chart.bars.front();
  const Bar& least = chart.bars.back();
  chart.caption.title =
      fmt::format("{}: {}, exports to {} change by {}, to {} by {}", study::case_title(solved), spoken(result, i),
                  least.label, signed_billions(least.value), most.label, signed_billions(most.value));
  return bar_figure(chart);
}

std::string supplier_bars(const study::RunResult& result, const study::CaseResult& solved, Country n) {
  const Economy& labels = result.baseline.economy;
  FlowBars bars(result.baseline.info.currency);
  for (const Country i : labels.countries())
    bars.add(labels.region(i).name, pair_flows(result, solved, importer(n), exporter(i)), colour(result, i));
  BarChart chart = bars.take({.title = "",
                              .measure = fmt::format("Change of sales to {} by supplier, its own producers included, "
                                                     "billion {}",
                                                     spoken(result, n), result.baseline.info.currency),
                              .how = "Flows at exporter prices after minus before, all sectors, in the numeraire.",
                              .source = source_line(result)});
  const Bar& most = chart.bars.front();
  chart.caption.title = fmt::format("{}: in {}, sales of {} change most upward, by {}", study::case_title(solved),
                                    spoken(result, n), most.label, signed_billions(most.value));
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
  const auto most =
      std::ranges::max_element(change->actions, {}, [](const auto& each) { return std::abs(each.contribution); });
  by_entry.title =
      fmt::format("{}: {}, {}", study::case_title(solved), spoken(result, n),
                  most == change->actions.end() ? "nothing changes"
                                                : fmt::format("{} moves real income most, by {}", most->title,
                                                              significant(100 * most->contribution, 2, Sign::always)));
  entries.push_back({"Exact change", 100 * split.total, true});
  Caption by_channel = caption;
  by_channel.how =
      "Caliendo and Parro's terms (2015, equation 15) with the weights of every point of the path, which closes the "
      "gap "
      "between their first-order sum and the exact change.";
  const std::vector<WaterfallStep> channels = channel_steps(split);
  by_channel.title =
      fmt::format("{}: {}, terms of trade {}, volume of trade {}", study::case_title(solved), spoken(result, n),
                  significant(channels[0].value, 2, Sign::always), significant(channels[1].value, 2, Sign::always));
  const std::string bars = colour(result, n);
  return waterfall_figure(by_entry, "", entries, bars) + waterfall_figure(by_channel, "", channels, bars);
}

}  // namespace parley::report
