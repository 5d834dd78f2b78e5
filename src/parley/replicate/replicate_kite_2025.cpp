#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/base/error.hpp"
#include "parley/base/not_solved.hpp"
#include "parley/equilibrium/short_run.hpp"
#include "parley/replicate/replication.hpp"
#include "parley/scenario/codes.hpp"
#include "parley/study/cases/compute.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/split.hpp"

namespace parley::replicate {
namespace {

/// One economy in one horizon with every case of the scenario solved in it.
struct HorizonWorld {
  std::string name;
  Baseline baseline;
  std::vector<study::CaseResult> cases;
};

struct KiteQuestion {
  std::string measure;
  std::vector<Country> countries;
  std::size_t at = 0;  ///< of the case
  Place place;
};

HorizonWorld solve_in_year(const study::RunResult& in_long_run, const ShortRunSet& set, Observer& observer) {
  HorizonWorld world{"year " + std::string(set.id), in_short_run(in_long_run.baseline, set), {}};
  for (const study::CaseResult& own : in_long_run.cases) {
    study::CaseResult solved{.compare = own.compare, .shock = own.shock};
    solved.equilibrium = solve(world.baseline, solved.shock, {}, observer);
    if (!solved.equilibrium.report.usable())
      throw NotSolved(fmt::format("{}, {}", own.compare.name, world.name), solved.equilibrium.report);
    const Certificate certificate = certify_nearer(world.baseline, solved.shock, solved.equilibrium, false, observer);
    if (!certificate.holds()) {
      SolveReport report = solved.equilibrium.report;
      report.message = first_failure(certificate);
      throw NotSolved(fmt::format("{}, {}", own.compare.name, world.name), std::move(report));
    }
    solved.outcome = outcome(world.baseline, solved.shock, solved.equilibrium);
    world.cases.push_back(std::move(solved));
  }
  return world;
}

KiteQuestion read_kite_question(const text::CsvTable& table, std::size_t row, const study::RunResult& result) {
  const Economy& labels = result.baseline.economy;
  const auto place = [&](const char* column) { return table.place(row, table.column(column)); };
  KiteQuestion question{
      .measure = std::string(table.cell(row, table.column("measure"))), .countries = {}, .place = place("measure")};
  question.at =
      scenario::named_case(result.scenario, std::string(table.cell(row, table.column("case"))), place("case"));
  const std::string codes(table.cell(row, table.column("countries")));
  ProblemList problems;
  if (codes == "*") {
    for (const Country n : labels.countries()) question.countries.push_back(n);
  } else {
    for (const std::string& code : text::split(codes, '+')) {
      if (const auto n = scenario::find_country(labels, code, place("countries"), problems))
        question.countries.push_back(*n);
    }
  }
  problems.throw_if_any();
  return question;
}

/// Change in per cent: of real value added, weighted with value added; of exports in units of world value added.
double kite_answer(const HorizonWorld& world, const KiteQuestion& question) {
  const Baseline& base = world.baseline;
  const study::CaseResult& solved = world.cases[question.at];
  if (question.measure == "real_gdp_pct") {
    double gain = 0;
    double value_added = 0;
    for (const Country n : question.countries) {
      gain += base.value_added(n) * solved.outcome.real_wage_pct(n);
      value_added += base.value_added(n);
    }
    return gain / value_added;
  }
  const bool to_usa = question.measure == "exports_to_usa_pct";
  if (!to_usa && question.measure != "exports_pct")
    throw InputError(question.place, "no measure '" + question.measure + "'",
                     "real_gdp_pct, exports_pct, exports_to_usa_pct");
  const Country usa = *base.economy.find_country("USA");
  double before = 0;
  double after = 0;
  for (const Country i : question.countries) {
    for (const Country n : base.economy.countries()) {
      if (n == i || (to_usa && n != usa)) continue;
      for (const Sector s : base.economy.sectors()) {
        before += base.flow(s, importer(n), exporter(i));
        after += solved.equilibrium.flow_new(s, importer(n), exporter(i));
      }
    }
  }
  return 100 * (after / before - 1);
}

std::string kite_reason(const PublishedEstimate& estimate) {
  const double nearest = std::clamp(estimate.computed, estimate.lowest, estimate.highest);
  if (nearest == estimate.computed) return "within what was published";
  return estimate.computed * nearest > 0 ? fmt::format("the same sign, {:.2g} of it", estimate.computed / nearest)
                                         : std::string("the other sign");
}

/// How many signs of real GDP agree under one horizon, and the middle ratio of ours to theirs.
std::string summary_of(const std::string& name, std::vector<double> ratios) {
  const auto same = std::ranges::count_if(ratios, [](double ratio) { return ratio > 0; });
  std::ranges::sort(ratios);
  const std::size_t half = ratios.size() / 2;
  const double median = ratios.size() % 2 == 1 ? ratios[half] : (ratios[half - 1] + ratios[half]) / 2;
  return fmt::format("real GDP, {}: {} of {} signs, median of ours over theirs {:.2f}", name, same, ratios.size(),
                     median);
}

}  // namespace

Replication replicate_kite_2025(const std::filesystem::path& folder, Observer& observer) {
  Replication report{
      .name = "kite-2025",
      .title =
          "Duties of 2025: what the Kiel Institute's KITE found for one year, and Parley within a year and in the long "
          "run",
      .notes = {"On the baseline of 2017, where KITE had a later year; nothing is tuned, none is meant to be the same.",
                "Parley: a year under set A. Real GDP stands beside real value added, without duty revenue."}};
  study::RunResult result = study::compute({.scenario = folder / "kite-2025.toml"}, observer);
  std::vector<HorizonWorld> worlds;
  for (const ShortRunSet& set : short_run_sets()) worlds.push_back(solve_in_year(result, set, observer));
  const text::CsvTable table = text::read_csv(folder / "published.csv");
  worlds.push_back({"long run", result.baseline, result.cases});
  std::rotate(worlds.begin() + 1, worlds.end() - 1, worlds.end());
  std::vector<std::vector<double>> ratios(worlds.size());
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const KiteQuestion question = read_kite_question(table, row, result);
    const auto word = [&](const char* column) { return std::string(table.cell(row, table.column(column))); };
    PublishedEstimate estimate{.question = word("question"),
                               .measure = question.measure,
                               .who = word("countries") == "*" ? "world" : word("countries"),
                               .unit = "%",
                               .study = word("study"),
                               .lowest = table.number(row, table.column("lowest")),
                               .highest = table.number(row, table.column("highest"))};
    for (std::size_t at = 0; at < worlds.size(); ++at) {
      const double answer = kite_answer(worlds[at], question);
      if (at == 0) estimate.computed = answer;
      if (at > 0) estimate.switched.push_back({worlds[at].name, answer});
      if (question.measure == "real_gdp_pct") ratios[at].push_back(answer / estimate.lowest);
    }
    estimate.reason = kite_reason(estimate);
    report.estimates.push_back(std::move(estimate));
  }
  for (std::size_t at = 0; at < worlds.size(); ++at)
    report.notes.push_back(summary_of(worlds[at].name, std::move(ratios[at])));
  return report;
}

}  // namespace parley::replicate
