#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

#include "case_arguments.hpp"
#include "commands.hpp"
#include "parley/equilibrium/gradient.hpp"
#include "parley/run/run.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

using Kind = Measure::Kind;

struct GradientArguments {
  CaseArguments chosen;
  std::string country;
  std::string measure = "real_income";
  std::string sector;
  std::string partner;
  std::string instrument = "tariff";
  std::size_t top = 10;
};

const std::vector<std::pair<std::string, Kind>> measures = {
    {"real_income", Kind::real_income}, {"real_wage", Kind::real_wage}, {"tariff_revenue", Kind::tariff_revenue},
    {"employment", Kind::employment},   {"output", Kind::output},       {"exports", Kind::exports}};

/// What one percentage point of one instrument does, to first order.
struct Slope {
  Sector sector;
  Importer to;
  Exporter from;
  double per_point;
};

/// Largest first; cells without trade are left out, and services where the instrument is a border tax.
std::vector<Slope> ranked(const Baseline& baseline, const Array<Sector, Importer, Exporter>& gradient, bool goods_only,
                          double unit) {
  std::vector<Slope> slopes;
  for (const Sector s : baseline.economy.sectors()) {
    if (goods_only && !baseline.economy.sector(s).is_goods) continue;
    for (const Importer n : baseline.economy.importers()) {
      for (const Exporter i : baseline.economy.exporters()) {
        if (country(n) != country(i) && baseline.flow(s, n, i) > 0)
          slopes.push_back({s, n, i, unit * gradient(s, n, i)});
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

std::string unit_of(Kind kind, const std::string& currency) {
  return kind == Kind::tariff_revenue || kind == Kind::exports ? "million " + currency : "%";
}

Measure measure_of(const GradientArguments& arguments, const Economy& labels) {
  Measure measure;
  measure.kind = std::find_if(measures.begin(), measures.end(), [&](const auto& each) {
                   return each.first == arguments.measure;
                 })->second;
  measure.country = chosen_country(labels, arguments.country, "--country");
  if (!arguments.sector.empty()) measure.sector = chosen_sector(labels, arguments.sector, "--sector");
  if (!arguments.partner.empty()) measure.partner = chosen_country(labels, arguments.partner, "--partner");
  return measure;
}

void print(const GradientArguments& arguments, const report::RunResult& result, const report::CaseResult& solved,
           const Measure& measure, const Gradient& slope) {
  const Economy& labels = result.baseline.economy;
  const bool money = unit_of(measure.kind, "") != "%";
  const Array<Sector, Importer, Exporter>& chosen = arguments.instrument == "tariff"       ? slope.tariff
                                                    : arguments.instrument == "export_tax" ? slope.export_tax
                                                                                           : slope.iceberg;
  // A percentage point is 0.01; a logarithm times 100 is per cent.
  const std::vector<Slope> slopes =
      ranked(result.baseline, chosen, arguments.instrument != "wedge", money ? 0.01 : 1.0);
  const std::size_t count = std::min(arguments.top, slopes.size());
  const std::string unit = unit_of(measure.kind, result.baseline.info.currency);
  if (arguments.chosen.as_json) {
    nlohmann::ordered_json json{{"case", solved.compare.name},
                                {"country", labels.code(measure.country)},
                                {"measure", arguments.measure},
                                {"instrument", arguments.instrument},
                                {"unit", unit + " per percentage point"},
                                {"slopes", nlohmann::ordered_json::array()}};
    for (std::size_t at = 0; at < count; ++at) {
      json["slopes"].push_back({{"sector", labels.code(slopes[at].sector)},
                                {"importer", labels.code(country(slopes[at].to))},
                                {"exporter", labels.code(country(slopes[at].from))},
                                {"per_point", slopes[at].per_point}});
    }
    fmt::print("{}\n", json.dump(2));
    return;
  }
  fmt::print("{}, case {}: {} in {} for one percentage point more, to first order\n",
             labels.region(measure.country).name, solved.compare.name, arguments.measure, unit);
  for (std::size_t at = 0; at < count; ++at) {
    fmt::print("  {:>+12.6f}  {}\n", slopes[at].per_point, instrument_words(labels, arguments.instrument, slopes[at]));
  }
  fmt::print("{} instruments, one transposed solve: {} iterations, residual {:.1e}\n", slopes.size(),
             slope.report.iterations, slope.report.residual);
}

}  // namespace

void add_gradient_command(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<GradientArguments>();
  CLI::App* command = app.add_subcommand("gradient", "Name the tariffs that matter most for an outcome");
  command->footer(
      "Example:  parley gradient scenarios/us-china-march-2018.toml --case all-out --country USA\n"
      "          parley gradient scenarios/starter.toml --country USA --measure employment --sector STL");
  arguments->chosen.add_to(*command);
  std::vector<std::string> names;
  for (const auto& [name, kind] : measures) names.push_back(name);
  command->add_option("--country", arguments->country, "Whose outcome")->required();
  command->add_option("--measure", arguments->measure, "The outcome")
      ->capture_default_str()
      ->check(CLI::IsMember(names));
  command->add_option("--sector", arguments->sector, "Sector of employment, output or exports");
  command->add_option("--partner", arguments->partner, "Destination of exports [all others]");
  command->add_option("--instrument", arguments->instrument, "What is moved")
      ->capture_default_str()
      ->check(CLI::IsMember({"tariff", "export_tax", "wedge"}));
  command->add_option("--top", arguments->top, "Instruments to name")->capture_default_str();
  command->callback([arguments, &exit_code] {
    TerminalObserver observer;
    const report::RunResult result = solve_cases(arguments->chosen, observer);
    const report::CaseResult& solved = chosen_case(result, arguments->chosen.case_name);
    const Measure measure = measure_of(*arguments, result.baseline.economy);
    const Gradient slope =
        gradient(result.baseline, solved.shock, solved.equilibrium, Objective{{{1, measure}}}, {}, observer);
    observer.finish();
    if (!slope.report.usable()) throw run::NotSolved("the transposed system", slope.report);
    print(*arguments, result, solved, measure, slope);
    exit_code = done;
  });
}

}  // namespace parley::cli
