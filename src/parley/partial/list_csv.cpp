#include "parley/partial/list_csv.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>

#include "parley/text/csv.hpp"

namespace parley::partial {
namespace {

std::string number_or_nothing(const std::optional<double>& value, double unit = 1) {
  return value ? fmt::format("{}", *value * unit) : "";
}

std::string end_use_words(const TradeLine& line) {
  std::string words;
  for (const EndUse use : line.end_use) words += (words.empty() ? "" : "/") + std::string(to_string(use));
  return words;
}

/// Why a candidate is in or out: its surplus of pressure over own cost, per dollar of the budget, against the cut-off.
std::string reason(double score, double cutoff, bool is_in) {
  const bool above = score >= cutoff;
  const char* const words =
      is_in ? (above ? "above the cut-off" : "below the cut-off, fills what the budget leaves")
            : (above ? "above the cut-off, but does not fit beside the others" : "below the cut-off");
  return fmt::format("{}: {:.6f} per budget dollar against {:.6f}", words, score, cutoff);
}

std::string facts(const TradeLine& line) {
  return text::csv_format(
      "{},{},{},{},{},{},{},{},{},{},{}", line.code, line.text, line.imports_usd,
      number_or_nothing(line.value(LineMeasure::tariff), 100), number_or_nothing(line.value(LineMeasure::elasticity)),
      line.doubt, number_or_nothing(line.value(LineMeasure::exporter_dependence)),
      number_or_nothing(line.value(LineMeasure::own_dependence)),
      number_or_nothing(line.value(LineMeasure::availability)), end_use_words(line), line.political_weight);
}

}  // namespace

std::string design_csv(const LineTable& table, const ListRecipe& recipe, const ListDesign& design) {
  std::string out = text::csv_note(recipe.title) + text::csv_note(recipe.trade_source);
  for (const std::string& note : recipe.notes) out += text::csv_note(note);
  out +=
      "code,text,imports_usd,tariff_pct,elasticity,doubt,exporter_dependence,own_dependence,availability_usd,end_use,"
      "political_weight,lost_sales_usd,pressure_usd,buyers_usd,welfare_loss_usd,own_cost_usd,chosen,reason";
  for (const ComparedLines& each : table.compared) out += text::csv_format(",{}", "share_on_" + each.id);
  out += '\n';
  const double cost_weight = design.best.totals.pressure_per_cost();
  std::size_t candidate = 0;
  for (std::size_t at = 0; at < table.lines.size(); ++at) {
    const TradeLine& line = table.lines[at];
    out += facts(line);
    if (candidate < design.candidates.size() && design.candidates[candidate] == at) {
      const LineEffect& effect = design.effects[candidate];
      const bool is_in = design.best.solution.chosen[candidate];
      const double score = (effect.pressure - cost_weight * effect.own_cost) / static_cast<double>(line.imports_usd);
      out += text::csv_format(",{:.2f},{:.2f},{:.2f},{:.2f},{:.2f},{},{}", effect.lost_sales, effect.pressure,
                              effect.buyers, effect.welfare_loss, effect.own_cost, is_in ? 1 : 0,
                              reason(score, design.best.solution.cutoff, is_in));
      ++candidate;
    } else {
      out += text::csv_format(",,,,,,0,{}", line.barred);
    }
    for (const ComparedLines& each : table.compared) out += text::csv_format(",{}", each.share[at]);
    out += '\n';
  }
  return out;
}

std::string frontier_csv(const ListDesign& design) {
  std::string out =
      "cost_weight,lines,imports_usd,pressure_usd,own_cost_usd,pressure_per_own_cost,lost_sales_usd,buyers_usd,"
      "welfare_loss_usd,gap\n";
  for (const DesignedList& list : design.frontier) {
    const LineEffect& effect = list.totals.effect;
    out +=
        text::csv_format("{},{},{:.0f},{:.2f},{:.2f},{},{:.2f},{:.2f},{:.2f},{}\n", list.cost_weight, list.totals.lines,
                         list.totals.imports, effect.pressure, effect.own_cost, list.totals.pressure_per_cost(),
                         effect.lost_sales, effect.buyers, effect.welfare_loss, list.gap());
  }
  return out;
}

}  // namespace parley::partial
