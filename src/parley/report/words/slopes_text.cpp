#include "parley/report/words/slopes_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "parley/report/words/explain_text.hpp"

namespace parley::report {
namespace {

/// "duty of USA on Steel from CHN"
std::string slope_words(const Economy& labels, PolicyInstrument instrument, const study::InstrumentSlope& slope) {
  const std::string& to = labels.code(country(slope.importer));
  const std::string& from = labels.code(country(slope.exporter));
  const std::string& good = labels.sector(slope.sector).name;
  switch (instrument) {
    case PolicyInstrument::tariff:
      return fmt::format("duty of {} on {} from {}", to, good, from);
    case PolicyInstrument::export_tax:
      return fmt::format("export tax of {} on {} to {}", from, good, to);
    case PolicyInstrument::wedge:
      break;
  }
  return fmt::format("trade cost on {} from {} to {}", good, from, to);
}

/// "0.3 x employment of United States, Steel"
std::string term_words(const Objective::Term& term, const Economy& labels) {
  std::string text = fmt::format("{} x {} of {}", study::named_weight(term), to_string(term.measure.kind),
                                 labels.region(term.measure.country).name);
  if (term.measure.sector) text += ", " + labels.sector(*term.measure.sector).name;
  if (term.measure.partner) text += ", to " + labels.region(*term.measure.partner).name;
  return text;
}

std::string weighted_heading(const Baseline& baseline, const std::string& case_name,
                             const study::RankedSlopes& slopes) {
  std::string text = "objective, in points:\n";
  for (const Objective::Term& term : slopes.objective.terms)
    text += fmt::format("  {} (a point is {})\n", term_words(term, baseline.economy),
                        is_money(term.measure.kind) ? "one million " + baseline.info.currency : "1 %");
  return text + fmt::format("case {}: {:+.6f} points; for one percentage point more, to first order\n", case_name,
                            slopes.value);
}

std::string measure_heading(const Baseline& baseline, const std::string& case_name, const Measure& measure) {
  return fmt::format("{}, case {}: {} in {} for one percentage point more, to first order\n",
                     baseline.economy.region(measure.country).name, case_name, to_string(measure.kind),
                     measure_unit(measure.kind, baseline.info.currency));
}

}  // namespace

std::string measure_unit(Measure::Kind kind, const std::string& currency) {
  return is_money(kind) ? "million " + currency : "%";
}

std::string slopes_text(const study::RunResult& result, const study::CaseResult& solved,
                        const study::RankedSlopes& slopes, bool is_weighted, std::size_t most) {
  const std::string& name = solved.compare.name;
  std::string text = is_weighted ? weighted_heading(result.baseline, name, slopes)
                                 : measure_heading(result.baseline, name, slopes.objective.terms.front().measure);
  if (result.horizon == Horizon::short_run) text += fmt::format("  {}\n", horizon_words(result.horizon));
  for (std::size_t at = 0; at < std::min(most, slopes.slopes.size()); ++at) {
    text += fmt::format("  {:>+12.6f}  {}\n", slopes.slopes[at].per_point,
                        slope_words(result.baseline.economy, slopes.instrument, slopes.slopes[at]));
  }
  text += fmt::format("{} instruments, one transposed solve: {} iterations, residual {:.1e}\n", slopes.slopes.size(),
                      slopes.report.iterations, slopes.report.residual);
  const std::string held = fixed_terms_words(solved);
  return held.empty() ? text : text + held + "\n";
}

}  // namespace parley::report
