#include <fmt/format.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <set>

#include "parley/base/error.hpp"
#include "parley/equilibrium/gravity.hpp"
#include "parley/equilibrium/resistance.hpp"
#include "parley/replicate/replication.hpp"
#include "parley/study/cases/compute.hpp"
#include "parley/text/csv.hpp"

namespace parley::replicate {
namespace {

constexpr double sigma = 5;
constexpr std::string_view reference = "DEU";
using Square = Array<Exporter, Importer>;

struct Sample {
  std::vector<std::string> codes;
  std::vector<double> output, spending;
  Square openness, openness_new;  ///< T before and after the agreement
  double border_effect = 0;       ///< what a border does to ln T, all else equal

  [[nodiscard]] std::size_t at(std::string_view code) const {
    const auto found = std::lower_bound(codes.begin(), codes.end(), code);
    if (found == codes.end() || *found != code) throw InputError(Place{}, fmt::format("no country '{}'", code));
    return static_cast<std::size_t>(found - codes.begin());
  }
};

/// The coefficient of `international` in ln T = constant + sum of coefficients times the sample's gravity variables.
///
/// The costs were made from such a sum, so that least squares finds the coefficients back to the rounding of the file.
double border_effect(const text::CsvTable& table, const Sample& sample) {
  constexpr std::array<std::string_view, 5> variables = {"international", "pta", "contiguity", "common_language",
                                                         "lndist"};
  const auto rows = static_cast<Eigen::Index>(table.row_count());
  Eigen::MatrixXd regressors = Eigen::MatrixXd::Ones(rows, 1 + static_cast<Eigen::Index>(variables.size()));
  Eigen::VectorXd log_openness(rows);
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const auto at = static_cast<Eigen::Index>(row);
    for (std::size_t v = 0; v < variables.size(); ++v)
      regressors(at, static_cast<Eigen::Index>(v)) = table.number(row, table.column(variables[v]));
    log_openness(at) = std::log(sample.openness(Exporter(sample.at(table.cell(row, table.column("exporter")))),
                                                Importer(sample.at(table.cell(row, table.column("importer"))))));
  }
  const Eigen::VectorXd coefficients = regressors.colPivHouseholderQr().solve(log_openness);
  const double worst = (regressors * coefficients - log_openness).lpNorm<Eigen::Infinity>();
  if (!(worst <= 1e-9))
    throw InputError(Place{.file = table.file()},
                     fmt::format("trade costs are no function of the gravity variables: {:.1e} is left", worst));
  return coefficients(0);
}

Sample read_sample(const std::filesystem::path& folder) {
  Sample sample;
  const text::CsvTable table = text::read_csv(folder / "sample_data.csv");
  std::set<std::string> codes;
  for (std::size_t row = 0; row < table.row_count(); ++row) codes.emplace(table.cell(row, table.column("exporter")));
  sample.codes.assign(codes.begin(), codes.end());
  const std::size_t countries = codes.size();
  sample.output.assign(countries, std::nan(""));
  sample.spending = sample.output;
  sample.openness = sample.openness_new = Square(countries, countries);
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    sample.output[sample.at(table.cell(row, table.column("exporter")))] = table.number(row, table.column("Y"));
    sample.spending[sample.at(table.cell(row, table.column("importer")))] = table.number(row, table.column("E"));
  }
  const std::filesystem::path file = folder / "CAN_JPN_PTA_sigma5" / "expected_bilateral_costs.csv";
  const text::CsvTable costs = text::read_csv(file);
  if (costs.row_count() != countries * countries)
    throw InputError(Place{.file = file.string()},
                     fmt::format("has {} rows for {} pairs", costs.row_count(), countries * countries));
  for (std::size_t row = 0; row < costs.row_count(); ++row) {
    const Exporter i(sample.at(costs.cell(row, costs.column("exporter"))));
    const Importer n(sample.at(costs.cell(row, costs.column("importer"))));
    sample.openness(i, n) = costs.number(row, costs.column("baseline trade cost"));
    sample.openness_new(i, n) = costs.number(row, costs.column("experiment trade cost"));
  }
  sample.border_effect = border_effect(table, sample);
  return sample;
}

double sum_of(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

std::vector<double> shares(std::vector<double> values) {
  const double sum = sum_of(values);
  for (double& value : values) value /= sum;
  // The last digit of the sum is the shares', not the data's.
  values.back() += 1 - sum_of(values);
  return values;
}

struct Experiment {
  ResistanceTerms before, after;
  std::vector<double> price;  ///< factory-gate, after over before
  Square trade, trade_new;
};

double term(double after, double before) { return std::pow(after / before, 1 / (1 - sigma)); }

/// The experiment as that program does it: shares of world output and spending stay in the resistance terms.
Experiment experiment(const Sample& sample, Observer& observer) {
  Experiment result;
  const std::vector<double> y = shares(sample.output);
  const std::vector<double> e = shares(sample.spending);
  const std::size_t home = sample.at(reference);
  result.before = resistance_terms(sample.openness, y, e, home, observer);
  result.after = resistance_terms(sample.openness_new, y, e, home, observer);
  for (const ResistanceTerms* terms : {&result.before, &result.after}) {
    if (!terms->report.usable()) throw NotSolved("gravity-30, resistance terms", terms->report);
  }
  const std::size_t countries = sample.codes.size();
  double world_new = 0;
  for (std::size_t i = 0; i < countries; ++i) {
    result.price.push_back(1 / term(result.after.outward[i], result.before.outward[i]));
    world_new += result.price[i] * sample.output[i];
  }
  result.trade = result.trade_new = Square(countries, countries);
  const double world = sum_of(sample.output);
  for (const Exporter i : all<Exporter>(countries)) {
    for (const Importer n : all<Importer>(countries)) {
      const double size = sample.output[i.value()] * sample.spending[n.value()];
      result.trade(i, n) =
          size * sample.openness(i, n) / (result.before.outward[i.value()] * result.before.inward[n.value()] * world);
      result.trade_new(i, n) = size * result.price[i.value()] * result.price[n.value()] * sample.openness_new(i, n) /
                               (result.after.outward[i.value()] * result.after.inward[n.value()] * world_new);
    }
  }
  return result;
}

double foreign_exports_pct(const Experiment& run, std::size_t i) {
  double before = 0, after = 0;
  for (std::size_t n = 0; n < run.price.size(); ++n) {
    if (n == i) continue;
    before += run.trade(Exporter(i), Importer(n));
    after += run.trade_new(Exporter(i), Importer(n));
  }
  return 100 * (after / before - 1);
}

double foreign_imports_pct(const Experiment& run, std::size_t n) {
  double before = 0, after = 0;
  for (std::size_t i = 0; i < run.price.size(); ++i) {
    if (n == i) continue;
    before += run.trade(Exporter(i), Importer(n));
    after += run.trade_new(Exporter(i), Importer(n));
  }
  return 100 * (after / before - 1);
}

void compare_countries(const std::filesystem::path& file, const Sample& sample, const Experiment& run,
                       Replication& report) {
  const text::CsvTable table = text::read_csv(file);
  OracleComparison effects{"prices, GDP and trade that move by over 0.01 %", "of the effect", 0, 0, 0.02, ""};
  for (const std::string_view column :
       {"factory gate price change (percent)", "omr change (percent)", "imr change (percent)", "GDP change (percent)",
        "foreign exports change (percent)", "foreign imports change (percent)",
        "intranational trade change (percent)"}) {
    OracleComparison comparison{std::string(column), "percentage points", 0, 0, 1e-6, ""};
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      const std::string_view code = table.cell(row, table.column("country"));
      const std::size_t n = sample.at(code);
      const double inward = term(run.after.inward[n], run.before.inward[n]);
      const double own = run.trade_new(Exporter(n), Importer(n)) / run.trade(Exporter(n), Importer(n));
      const double ours = column.starts_with("factory") ? 100 * (run.price[n] - 1)
                          : column.starts_with("omr")   ? 100 * (term(run.after.outward[n], run.before.outward[n]) - 1)
                          : column.starts_with("imr")   ? 100 * (inward - 1)
                          : column.starts_with("GDP")   ? 100 * (run.price[n] / inward - 1)
                          : column.starts_with("foreign exports") ? foreign_exports_pct(run, n)
                          : column.starts_with("foreign imports") ? foreign_imports_pct(run, n)
                                                                  : 100 * (own - 1);
      const double theirs = table.number(row, table.column(column));
      comparison.add(std::abs(ours - theirs), code);
      const bool is_effect =
          column.starts_with("factory") || column.starts_with("GDP") || column.starts_with("foreign");
      if (is_effect && std::abs(theirs) > 0.01) effects.add(std::abs(ours / theirs - 1), code);
    }
    report.oracles.push_back(std::move(comparison));
  }
  report.oracles.push_back(std::move(effects));
}

/// Multilateral resistance before and after; that program's `conditional` and `experiment` terms differ by less than
/// its solver's tolerance, for prices do not feed back into the shares.
void compare_terms(const std::filesystem::path& file, const Sample& sample, const Experiment& run,
                   Replication& report) {
  const text::CsvTable table = text::read_csv(file);
  OracleComparison comparison{"resistance terms before and after", "relative", 0, 0, 1e-6, ""};
  for (const auto& [name, terms] : {std::pair("baseline", &run.before), std::pair("conditional", &run.after),
                                    std::pair("experiment", &run.after)}) {
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      const std::string_view code = table.cell(row, table.column("country"));
      const std::size_t n = sample.at(code);
      const double inward = table.number(row, table.column(fmt::format("{} imr", name)));
      const double outward = table.number(row, table.column(fmt::format("{} omr", name)));
      comparison.add(std::abs(term(terms->inward[n], 1) / inward - 1), code);
      comparison.add(std::abs(term(terms->outward[n], 1) / outward - 1), code);
    }
  }
  report.oracles.push_back(std::move(comparison));
}

void compare_pairs(const std::filesystem::path& file, const Sample& sample, const Experiment& run,
                   Replication& report) {
  const text::CsvTable table = text::read_csv(file);
  OracleComparison comparison{"trade of 900 pairs after the agreement", "relative", 0, 0, 1e-6, ""};
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const Exporter i(sample.at(table.cell(row, table.column("exporter"))));
    const Importer n(sample.at(table.cell(row, table.column("importer"))));
    const double gap = std::abs(run.trade_new(i, n) / table.number(row, table.column("experiment trade")) - 1);
    comparison.add(gap, sample.codes[i.value()] + "," + sample.codes[n.value()]);
  }
  report.oracles.push_back(std::move(comparison));
}

/// The same agreement in an economy whose accounts close: endowments, prices that clear every market.
GravityEquilibrium closed(const Sample& sample, const Experiment& run, Observer& observer) {
  model::GravityEconomy economy{sample.codes, run.trade, sigma - 1, 0};
  model::GravityShock shock = model::no_gravity_shock(economy);
  shock.deficits = model::GravityDeficits::universal;
  for (std::size_t at = 0; at < shock.trade_cost_effect.size(); ++at)
    shock.trade_cost_effect.values()[at] = sample.openness_new.values()[at] / sample.openness.values()[at];
  GravityEquilibrium solved = solve(economy, shock, observer);
  if (!solved.report.usable()) throw NotSolved("gravity-30, closed accounts", solved.report);
  return solved;
}

/// All borders gone on the same data: the cost of crossing one is taken out of every pair's T.
void remove_borders(const Sample& sample, const Experiment& run, Observer& observer, Replication& report) {
  constexpr double theta = 6;
  const model::GravityEconomy economy{sample.codes, run.trade, theta, 0};
  model::GravityShock shock = model::no_gravity_shock(economy);
  shock.deficits = model::GravityDeficits::multiplicative;
  const std::size_t countries = sample.codes.size();
  for (const Exporter i : all<Exporter>(countries)) {
    for (const Importer n : all<Importer>(countries)) {
      if (i.value() != n.value()) shock.trade_cost_effect(i, n) = std::exp(-sample.border_effect);
    }
  }
  const GravityEquilibrium open = solve(economy, shock, observer);
  if (!open.report.usable()) throw NotSolved("gravity-30, borders removed", open.report);
  const auto [low, high] = std::minmax_element(open.welfare_hat.begin(), open.welfare_hat.end());
  for (const auto& [extreme, known] : {std::pair(low, 1.18), std::pair(high, 1.86)}) {
    const std::string& code = sample.codes[static_cast<std::size_t>(extreme - open.welfare_hat.begin())];
    report.published.push_back({"BORDERS", "theta 6, multiplicative",
                                fmt::format("{} welfare, {}", extreme == low ? "least" : "largest", code), known, 2,
                                *extreme, PublishedCell::Verdict::differs, ""});
    if (prints_the_same(known, *extreme, 2)) report.published.back().verdict = PublishedCell::Verdict::agrees;
  }
  constexpr std::size_t starts = 24;
  std::mt19937_64 random(30);
  double spread = 0;
  for (std::size_t at = 0; at < starts; ++at) {
    std::vector<double> start(countries);
    for (double& log_price : start) log_price = 3 - 6 * (static_cast<double>(random() >> 11) * 0x1p-53);
    const GravityEquilibrium again = solve(economy, shock, observer, std::move(start));
    if (!again.report.usable())
      throw NotSolved(fmt::format("gravity-30, borders removed, start {}", at + 1), again.report);
    for (std::size_t n = 0; n < countries; ++n)
      spread = std::max(spread, std::abs(again.welfare_hat[n] / open.welfare_hat[n] - 1));
  }
  report.oracles.push_back({fmt::format("borders removed: welfare again from {} starts, prices 1/20 to 20", starts),
                            "relative", starts * countries, spread, 1e-10, "all"});
  report.notes.push_back(fmt::format(
      "borders removed: crossing one costs trade exp({:.6f}) in this sample's T; multiplicative deficits leave the "
      "world's spending {:.2f} % below its output, and prices are positive by construction",
      sample.border_effect, 100 * (1 - 1 / open.state.world_factor)));
}

}  // namespace

Replication replicate_gravity_30(const std::filesystem::path& folder, Observer& observer) {
  const Sample sample = read_sample(folder);
  const Experiment run = experiment(sample, observer);
  Replication report;
  report.name = "gravity-30";
  report.title = "Structural gravity in levels: an agreement between Canada and Japan, 30 countries in 2006, sigma 5";
  report.notes = {
      fmt::format("the sample's accounts do not close: world output {:.0f}, world spending {:.0f}; "
                  "resistance terms take shares "
                  "of each",
                  sum_of(sample.output), sum_of(sample.spending)),
      "that program solves the terms with shares of world output and spending as they were and sets the "
      "factory-gate price to "
      "the inverse of the change in outward resistance; prices do not feed back into the shares",
      "closed accounts: the same agreement with prices that clear every country's market, relative to the "
      "same importer. The gap is not made by the open accounts (only shares enter that program's terms, so that "
      "scaling spending to output changes none of its results): a price that clears a market moves by the "
      "1/sigma-th part of outward resistance, that program's by the 1/(sigma-1)-th, and incomes follow prices"};
  const std::filesystem::path expected = folder / "CAN_JPN_PTA_sigma5";
  compare_countries(expected / "expected_country_results.csv", sample, run, report);
  compare_terms(expected / "expected_mr_terms.csv", sample, run, report);
  compare_pairs(expected / "expected_bilateral_trade.csv", sample, run, report);
  const GravityEquilibrium consistent = closed(sample, run, observer);
  report.side_columns = {"CAN", "JPN", "USA"};
  SideNote theirs{"factory-gate price, as that program does it, %", {}};
  SideNote ours{"factory-gate price, closed accounts, %", {}};
  for (const std::string& code : report.side_columns) {
    const std::size_t n = sample.at(code);
    const double unit = consistent.state.price_index_hat[sample.at(reference)];
    theirs.values.push_back(100 * (run.price[n] - 1));
    ours.values.push_back(100 * (consistent.state.price_hat[n] / unit - 1));
  }
  report.side_table = {theirs, ours};
  remove_borders(sample, run, observer, report);
  return report;
}

}  // namespace parley::replicate
