#include "parley/report/words/partial_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace parley::report {
namespace {

double millions(double usd) { return usd / 1e6; }

std::string totals_row(const std::string& label, const partial::ListTotals& totals) {
  const partial::LineEffect& effect = totals.effect;
  return fmt::format("{:<34}{:>7}{:>12.1f}{:>12.1f}{:>12.1f}{:>12.1f}{:>12.1f}{:>10.4f}\n", label, totals.lines,
                     millions(totals.imports), millions(effect.lost_sales), millions(effect.pressure),
                     millions(effect.buyers), millions(effect.own_cost), totals.pressure_per_cost());
}

std::string totals_head(const char* title) {
  return fmt::format("\n{:<34}{:>7}{:>12}{:>12}{:>12}{:>12}{:>12}{:>10}\n", title, "lines", "imports", "lost sales",
                     "pressure", "buyers", "own cost", "ratio");
}

std::string sources_text(const study::ListDesignStudy& study) {
  const partial::LineTable& table = study.table;
  std::string text = fmt::format("{}\nmillion USD; {} lines, imports {:.1f}", study.recipe.title, table.lines.size(),
                                 millions(static_cast<double>(table.imports_usd)));
  if (table.scale != 1) text += fmt::format(" (the file's own values times {:.6f})", table.scale);
  text += fmt::format("\n{} lines can be listed, imports {:.1f}; of the others\n", study.design.candidates.size(),
                      millions(study.design.candidate_imports));
  for (const partial::BarredTotal& each : table.barred) {
    text += fmt::format("  {:>5} lines {:>12.1f}  {}\n", each.lines, millions(static_cast<double>(each.imports_usd)),
                        each.reason);
  }
  for (const partial::BarredTotal& each : table.doubtful) {
    text += fmt::format("doubtful but used: {} lines {:.1f}  {}\n", each.lines,
                        millions(static_cast<double>(each.imports_usd)), each.reason);
  }
  for (std::size_t at = 0; at < partial::line_measure_count; ++at) {
    if (study.recipe.measures[at]) continue;
    text += fmt::format("not used, no source: {}\n", to_string(static_cast<partial::LineMeasure>(at)));
  }
  for (const std::string& note : study.recipe.notes) text += fmt::format("note: {}\n", note);
  return text;
}

std::string frontier_text(const partial::ListDesign& design) {
  std::string text = totals_head("frontier, by price of own cost");
  for (const partial::DesignedList& each : design.frontier) {
    text += totals_row(std::isinf(each.cost_weight) ? "least own cost" : fmt::format("{:.4f}", each.cost_weight),
                       each.totals);
  }
  return text + fmt::format("each point's proven gap is at most {:.1e}\n", design.frontier_gap());
}

std::string compared_text(const partial::ListDesign& design) {
  if (design.compared.empty()) return "";
  std::string text = totals_head("beside what was done");
  for (const partial::ListComparison& each : design.compared) {
    text += totals_row(each.id, each.totals);
    text += totals_row("  designed, same dollars and rate", each.designed_same_budget);
    text += fmt::format(
        "  {} lines are named, {} of them not in the trade; {} of the listed lines, {:.1f}, cannot be valued\n",
        each.named_lines, each.unmatched_lines, each.barred_lines, millions(each.barred_imports));
    text += fmt::format("  on the budget's list too: {} lines, {:.1f}; proven gap of the list beside it {:.1e}\n",
                        each.shared_lines, millions(each.shared_imports), each.designed_same_budget_gap);
  }
  return text;
}

}  // namespace

std::string smart_text(const study::SmartStudy& study) {
  const partial::SmartTotal& all = study.total;
  const std::pair<const char*, double> lines[] = {
      {"imports before", all.imports_before},
      {"imports after", all.imports_after},
      {"trade creation", all.trade_creation},
      {"trade diverted between partners", all.gross_diversion},
      {"tariff revenue before", all.revenue_before},
      {"tariff revenue after", all.revenue_after},
      {"consumer surplus on the change of imports (triangle)", all.consumer_surplus},
      {"tariff revenue on the change of imports (rectangle)", all.revenue_on_change},
      {"welfare, the sum of the two", all.welfare}};
  std::string text;
  for (const auto& [label, value] : lines) text += fmt::format("{:<54} {:>18.6f}\n", label, value);
  text += fmt::format("{} products; {} rows were clipped{}\n", study.input.products.size(), all.clipped,
                      all.clipped > 0 ? " (column clip of the --out file says how)" : "");
  for (const std::string& each : study.input.notes) text += fmt::format("note: {}\n", each);
  return text + "Not in it: income effects, domestic producers, links between products; linear in prices.\n";
}

std::string gsim_text(const study::GsimStudy& study) {
  const partial::GsimMarket& market = study.input.market;
  const partial::GsimEffects& effects = study.effects;
  std::string text = fmt::format("{:<10}{:>14}{:>14}{:>18}{:>18}{:>18}{:>18}\n", "", "world price", "import price",
                                 "producers", "consumers", "tariff revenue", "welfare");
  for (const Country n : all<Country>(market.countries.size())) {
    text += fmt::format("{:<10}{:>13.4f}%{:>13.4f}%{:>18.6f}{:>18.6f}{:>18.6f}{:>18.6f}\n", market.countries[n.value()],
                        100 * effects.world_price_change(exporter(n)),
                        100 * effects.composite_price_change(importer(n)), effects.producer_surplus(n),
                        effects.consumer_surplus(n), effects.tariff_revenue(n), effects.welfare(n));
  }
  for (const std::string& each : study.input.notes) text += fmt::format("note: {}\n", each);
  if (effects.clipped_flows > 0) {
    text += fmt::format(
        "note: {} flows, {:.3f} of base trade, would fall by over 100 %: set to zero; too large a change for a "
        "linear model\n",
        effects.clipped_flows, effects.clipped_trade);
  }
  return text;
}

std::string list_design_text(const study::ListDesignStudy& study) {
  const partial::ListDesign& design = study.design;
  std::string text = sources_text(study) + totals_head("the list with the largest ratio");
  text += totals_row(fmt::format("designed, at {:g} %", 100 * study.recipe.rate), design.best.totals);
  text += fmt::format("{}: no list within the budget has a ratio above {:.6f}; proven gap {:.1e} ({} rounds)\n",
                      to_string(design.status), design.ratio_bound, design.ratio_gap(), design.rounds);
  return text + frontier_text(design) + compared_text(design);
}

std::string no_list_text(const partial::ListDesign& design) {
  return fmt::format("{} (lines that can be listed: {:.1f} million USD)", to_string(design.status),
                     millions(design.candidate_imports));
}

}  // namespace parley::report
