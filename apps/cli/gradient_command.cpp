#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

#include "case_arguments.hpp"
#include "commands.hpp"
#include "objective_argument.hpp"
#include "parley/equilibrium/gradient.hpp"
#include "parley/report/words/explain_text.hpp"
#include "parley/study/cases/compute.hpp"
#include "parley/study/cases/explain_case.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

struct GradientArguments {
  CaseArguments chosen;
  std::string country;
  std::string measure = "real_income";
  std::string sector;
  std::string partner;
  std::vector<std::string> terms;
  std::string instrument = "tariff";
  std::size_t top = 10;
};

/// What one percentage point of one instrument does, to first order.
struct Slope {
  Sector sector;
  Importer to;
  Exporter from;
  double per_point;
};

/// Largest first; cells without trade are left out, and services where the instrument is a border tax.
std::vector<Slope> ranked(const Baseline& baseline, const Array<Sector, Importer, Exporter>& gradient,
                          bool goods_only) {
  std::vector<Slope> slopes;
  for (const Sector s : baseline.economy.sectors()) {
    if (goods_only && !baseline.economy.sector(s).is_goods) continue;
    for (const Importer n : baseline.economy.importers()) {
      for (const Exporter i : baseline.economy.exporters()) {
        if (country(n) != country(i) && baseline.flow(s, n, i) > 0)
          slopes.push_back({s, n, i, 0.01 * gradient(s, n, i)});
      }
    }
  }
  std::stable_sort(slopes.begin(), slopes.end(),
                   [](const Slope& a, const Slope& b) { return std::abs(a.per_point) > std::abs(b.per_point); });
  return slopes;
}

std::string instrument_words(const Economy& labels, const std::string& instrument, const Slope& slope) {
  const std::string& to = labels.code(country(slope.to));
  const std::string& from = labels.code(country(slope.from));
  const std::string& good = labels.sector(slope.sector).name;
  if (instrument == "tariff") return fmt::format("duty of {} on {} from {}", to, good, from);
  if (instrument == "export_tax") return fmt::format("export tax of {} on {} to {}", from, good, to);
  return fmt::format("trade cost on {} from {} to {}", good, from, to);
}

std::string unit_of(Measure::Kind kind, const std::string& currency) {
  return is_money(kind) ? "million " + currency : "%";
}

/// The weighted terms, or the one measure that was named, in per cent or millions.
Objective objective_of(const GradientArguments& arguments, const Economy& labels) {
  Objective objective;
  for (const std::string& text : arguments.terms) objective.terms.push_back(parse_term(text, labels));
  if (!objective.terms.empty()) return objective;
  if (arguments.country.empty()) {
    throw InputError(Place{.key = "--country"}, "is needed: whose outcome?",
                     "or give a weighted objective with --term");
  }
  Measure measure;
  measure.kind = measure_kind(arguments.measure);
  measure.country = chosen_country(labels, arguments.country, "--country");
  if (!arguments.sector.empty()) measure.sector = chosen_sector(labels, arguments.sector, "--sector");
  if (!arguments.partner.empty()) measure.partner = chosen_country(labels, arguments.partner, "--partner");
  check_parts(measure, arguments.measure);
  return {{{is_money(measure.kind) ? 1.0 : 100.0, measure}}};
}

nlohmann::ordered_json as_json(const Objective& objective, const Baseline& baseline) {
  const Economy& labels = baseline.economy;
  nlohmann::ordered_json terms = nlohmann::ordered_json::array();
  for (const Objective::Term& term : objective.terms) {
    terms.push_back({{"weight", user_weight(term)},
                     {"measure", to_string(term.measure.kind)},
                     {"country", labels.code(term.measure.country)},
                     {"unit", unit_of(term.measure.kind, baseline.info.currency)}});
    if (term.measure.sector) terms.back()["sector"] = labels.code(*term.measure.sector);
    if (term.measure.partner) terms.back()["partner"] = labels.code(*term.measure.partner);
  }
  return terms;
}

void print_json(const GradientArguments& arguments, const Baseline& baseline, const Objective& objective,
                const std::string& case_name, const std::string& held, const std::vector<Slope>& slopes, double value) {
  const Economy& labels = baseline.economy;
  nlohmann::ordered_json json{{"case", case_name}};
  if (!held.empty()) json["note"] = held;
  if (arguments.terms.empty()) {
    const Measure& measure = objective.terms.front().measure;
    json["country"] = labels.code(measure.country);
    json["measure"] = to_string(measure.kind);
    json["unit"] = unit_of(measure.kind, baseline.info.currency) + " per percentage point";
  }
  json["instrument"] = arguments.instrument;
  json["objective"] = as_json(objective, baseline);
  json["value"] = value;
  json["slopes"] = nlohmann::ordered_json::array();
  for (std::size_t at = 0; at < std::min(arguments.top, slopes.size()); ++at) {
    json["slopes"].push_back({{"sector", labels.code(slopes[at].sector)},
                              {"importer", labels.code(country(slopes[at].to))},
                              {"exporter", labels.code(country(slopes[at].from))},
                              {"per_point", slopes[at].per_point}});
  }
  fmt::print("{}\n", json.dump(2));
}

std::string heading(const GradientArguments& arguments, const Baseline& baseline, const Objective& objective,
                    const std::string& case_name, double value) {
  const Economy& labels = baseline.economy;
  if (arguments.terms.empty()) {
    const Measure& measure = objective.terms.front().measure;
    return fmt::format("{}, case {}: {} in {} for one percentage point more, to first order\n",
                       labels.region(measure.country).name, case_name, to_string(measure.kind),
                       unit_of(measure.kind, baseline.info.currency));
  }
  std::string text = "objective, in points:\n";
  for (const Objective::Term& term : objective.terms)
    text += fmt::format("  {} (a point is {})\n", in_words(term, labels),
                        is_money(term.measure.kind) ? "one million " + baseline.info.currency : "1 %");
  return text +
         fmt::format("case {}: {:+.6f} points; for one percentage point more, to first order\n", case_name, value);
}

void answer(const GradientArguments& arguments) {
  TerminalObserver observer;
  const study::RunResult result = solve_cases(arguments.chosen, observer);
  const study::CaseResult& solved = chosen_case(result, arguments.chosen.case_name);
  const Objective objective = objective_of(arguments, result.baseline.economy);
  const Gradient slope = gradient(result.baseline, solved.shock, solved.equilibrium, objective, {}, observer);
  observer.finish();
  if (!slope.report.usable()) throw NotSolved("the transposed system", slope.report);
  const Array<Sector, Importer, Exporter>& chosen = arguments.instrument == "tariff"       ? slope.tariff
                                                    : arguments.instrument == "export_tax" ? slope.export_tax
                                                                                           : slope.iceberg;
  const std::vector<Slope> slopes = ranked(result.baseline, chosen, arguments.instrument != "wedge");
  const std::string& name = solved.compare.name;
  const std::string held = report::held_words(solved);
  if (arguments.chosen.as_json)
    return print_json(arguments, result.baseline, objective, name, held, slopes, slope.value);
  fmt::print("{}", heading(arguments, result.baseline, objective, name, slope.value));
  for (std::size_t at = 0; at < std::min(arguments.top, slopes.size()); ++at) {
    fmt::print("  {:>+12.6f}  {}\n", slopes[at].per_point,
               instrument_words(result.baseline.economy, arguments.instrument, slopes[at]));
  }
  fmt::print("{} instruments, one transposed solve: {} iterations, residual {:.1e}\n", slopes.size(),
             slope.report.iterations, slope.report.residual);
  if (!held.empty()) fmt::print("{}\n", held);
}

}  // namespace

void add_gradient_command(Command& app, int& exit_code) {
  auto arguments = std::make_shared<GradientArguments>();
  Command* command = app.add_subcommand("gradient", "Name the tariffs that matter most for an outcome");
  command->footer(
      "Example:  parley gradient scenarios/us-china-march-2018.toml --case all-out --country USA\n"
      "          parley gradient scenarios/starter.toml --country USA --measure employment --sector STL\n"
      "          parley gradient scenarios/starter.toml --term 0.7:real_income:USA --term 0.3:employment:USA:STL");
  arguments->chosen.add_to(*command);
  std::vector<std::string> names;
  for (const auto& [name, kind] : measure_names()) names.push_back(name);
  Option* country = command->add_option("--country", arguments->country, "Whose outcome");
  Option* measure =
      command->add_option("--measure", arguments->measure, "The outcome")->capture_default_str()->check(one_of(names));
  Option* sector = command->add_option("--sector", arguments->sector, "Sector of employment, output or exports");
  Option* partner = command->add_option("--partner", arguments->partner, "Destination of exports [all others]");
  Option* terms =
      command->add_option("--term", arguments->terms,
                          "Part of a weighted objective, WEIGHT:MEASURE:COUNTRY[:SECTOR[:PARTNER]]; may be repeated. "
                          "A weight is per 1 %, of tariff_revenue and exports per million");
  terms->allow_extra_args(false);
  for (Option* one : {country, measure, sector, partner}) terms->excludes(one);
  command->add_option("--instrument", arguments->instrument, "What is moved")
      ->capture_default_str()
      ->check(one_of({"tariff", "export_tax", "wedge"}));
  command->add_option("--top", arguments->top, "Instruments to name")->capture_default_str();
  command->callback([arguments, &exit_code] {
    answer(*arguments);
    exit_code = done;
  });
}

}  // namespace parley::cli
