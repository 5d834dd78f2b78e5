#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "parley/base/error.hpp"
#include "parley/base/not_solved.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/equilibrium/compare_models.hpp"
#include "parley/replicate/replication.hpp"
#include "parley/scenario/codes.hpp"
#include "parley/scenario/scenario.hpp"
#include "parley/study/cases/compute.hpp"
#include "parley/study/cases/flow_changes.hpp"
#include "parley/study/tariff_war.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/split.hpp"

namespace parley::replicate {
namespace {

constexpr double in_billion = 1e-3;  // of million
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// A row of the file: who found how much of what.
struct Question {
  std::filesystem::path scenario;
  std::string case_name;
  std::string measure;
  std::vector<std::string> countries;  ///< counted together
  std::vector<std::string> partners;
  double share = 1;  ///< of a year
  PublishedEstimate estimate;
  Place place;
};

/// One thing that is other than in the scenario as it ships.
struct Switch {
  std::string name;
  std::string elasticities = {};
  bool balances_trade = false;
  std::optional<TradeModel> model = {};
};

const std::vector<Switch>& switches() {
  static const std::vector<Switch> all{
      {.name = "CP2015", .elasticities = "CP2015"},
      {.name = "LL2023", .elasticities = "LL2023"},
      {.name = "balanced", .balances_trade = true},
      {.name = "no links", .model = TradeModel::no_links},
      {.name = "no inputs", .model = TradeModel::no_intermediates},
      {.name = "one sector", .model = TradeModel::one_sector},
  };
  return all;
}

std::vector<Question> read_questions(const std::filesystem::path& file) {
  const text::CsvTable table = text::read_csv(file);
  const auto word = [&](std::size_t row, std::string_view name) {
    return std::string(table.cell(row, table.column(name)));
  };
  const auto codes = [&](std::size_t row, std::string_view name) {
    const std::string cell = word(row, name);
    return cell.empty() ? std::vector<std::string>{} : text::split(cell, '+');
  };
  std::vector<Question> questions;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const auto number = [&](std::string_view name) { return table.number(row, table.column(name)); };
    Question each{.scenario = file.parent_path() / word(row, "scenario"),
                  .case_name = word(row, "case"),
                  .measure = word(row, "measure"),
                  .countries = codes(row, "countries"),
                  .partners = codes(row, "partners"),
                  .share = number("share"),
                  .estimate = {.question = word(row, "question"),
                               .measure = word(row, "measure"),
                               .who = word(row, "countries"),
                               .unit = word(row, "unit"),
                               .study = word(row, "study"),
                               .lowest = number("lowest"),
                               .highest = number("highest")},
                  .place = table.place(row, table.column("measure"))};
    if (!each.partners.empty()) each.estimate.who += " to " + word(row, "partners");
    questions.push_back(std::move(each));
  }
  return questions;
}

std::vector<Country> found(const std::vector<std::string>& codes, const Economy& labels, const Place& place) {
  std::vector<Country> countries;
  ProblemList problems;
  for (const std::string& code : codes) {
    if (const auto each = scenario::find_country(labels, code, place, problems)) countries.push_back(*each);
  }
  problems.throw_if_any();
  return countries;
}

const study::CaseResult& case_named(const study::RunResult& result, const Question& question) {
  return result.cases[scenario::named_case(result.scenario, question.case_name, question.place)];
}

/// Part of a duty that its buyers pay: what the exporter's price does not give way, against the importer's costs.
///
///     sum_j F[j] (dln(1 + t[j]) + dln(c[i,j] / c[n,j])) / sum_j F[j] dln(1 + t[j])
double borne_by_buyers_pct(const study::RunResult& result, const study::CaseResult& solved, Country from, Country to) {
  constexpr double no_duty = 1e-9;
  double paid = 0;
  double due = 0;
  for (const Sector s : result.baseline.economy.sectors()) {
    const double duty = std::log((1 + solved.shock.tariff_new(s, importer(to), exporter(from))) /
                                 (1 + result.baseline.tariff(s, importer(to), exporter(from))));
    if (duty < no_duty) continue;
    const double trade = result.baseline.flow(s, importer(to), exporter(from));
    const auto& cost = solved.equilibrium.unit_cost_hat;
    paid += trade * (duty + std::log(cost(from, s) / cost(to, s)));
    due += trade * duty;
  }
  return 100 * paid / due;
}

double exports_bn(const study::RunResult& result, const study::CaseResult& solved, const std::vector<Country>& from,
                  const std::vector<Country>& to) {
  double sum = 0;
  for (const Country seller : from) {
    for (const study::FlowChange& each : study::exports_by_destination(result.baseline, solved, seller))
      if (std::find(to.begin(), to.end(), each.to) != to.end()) sum += each.change_bn();
  }
  return sum;
}

double answer_of(const study::RunResult& result, const Question& question) {
  const study::CaseResult& solved = case_named(result, question);
  const std::vector<Country> who = found(question.countries, result.baseline.economy, question.place);
  const std::vector<Country> to = found(question.partners, result.baseline.economy, question.place);
  double gain = 0;
  double income = 0;
  double revenue = 0;
  for (const Country n : who) {
    gain += solved.outcome.equivalent_variation_musd(n);
    income += result.baseline.income(n);
    revenue += solved.outcome.tariff_revenue_change_musd(n);
  }
  if (question.measure == "real_income_bn") return question.share * in_billion * gain;
  if (question.measure == "real_income_pct") return 100 * gain / income;
  if (question.measure == "revenue_bn") return question.share * in_billion * revenue;
  if (question.measure == "exports_bn") return question.share * exports_bn(result, solved, who, to);
  if (question.measure == "borne_by_buyers_pct") return borne_by_buyers_pct(result, solved, who.at(0), to.at(0));
  throw InputError(question.place, "no measure '" + question.measure + "'",
                   "real_income_bn, real_income_pct, revenue_bn, exports_bn, borne_by_buyers_pct, nash_tariff_pct");
}

/// The same of another model, which has incomes and trade only; NaN for what it does not have.
double answer_of(const ModelAnswer& answer, const Question& question) {
  if (!answer.report.usable()) return unknown;
  const Economy& labels = answer.economy.economy;
  double gain = 0;
  double income = 0;
  double sales = 0;
  for (const Country n : found(question.countries, labels, question.place)) {
    gain += answer.income_musd(n) * answer.real_income_pct(n) / 100;
    income += answer.income_musd(n);
    for (const Country m : found(question.partners, labels, question.place))
      sales += answer.flow_new(exporter(n), importer(m)) - answer.flow_musd(exporter(n), importer(m));
  }
  if (question.measure == "real_income_bn") return question.share * in_billion * gain;
  if (question.measure == "real_income_pct") return 100 * gain / income;
  if (question.measure == "exports_bn") return question.share * in_billion * sales;
  return unknown;
}

/// Solves each scenario once for each switch that asks for it.
class Worlds {
 public:
  explicit Worlds(Observer& observer) : observer_(observer) {}

  const study::RunResult& solved(const std::filesystem::path& scenario, const Switch& by) {
    const auto key = std::pair(scenario.string(), by.model ? std::string() : by.name);
    const auto known = solved_.find(key);
    if (known != solved_.end()) return known->second;
    study::RunOptions options{.scenario = scenario, .elasticities = by.model ? std::string() : by.elasticities};
    std::optional<Baseline> balanced;
    if (by.balances_trade) {
      balanced = data::read_baseline(study::baseline_folder(options, scenario::read(scenario)));
      balanced->info.deficit_rule = DeficitRule::balanced;
      options.known_baseline = &*balanced;
    }
    return solved_.emplace(key, study::compute(options, observer_)).first->second;
  }

  /// NaN where the switch says nothing of the measure.
  double answer(const Question& question, const Switch& by) {
    if (question.measure == "nash_tariff_pct") return nash_tariff_pct(question, by);
    const study::RunResult& result = solved(question.scenario, by);
    if (!by.model) return answer_of(result, question);
    const study::CaseResult& one = case_named(result, question);
    if (!one.commitments.empty()) return unknown;  // the other models know tariffs alone
    const auto key = std::pair(question.scenario.string(), question.case_name);
    auto known = compared_.find(key);
    if (known == compared_.end())
      known = compared_.emplace(key, compare_models(result.baseline, one.shock, {}, observer_)).first;
    return answer_of(known->second.of(*by.model), question);
  }

 private:
  /// Mean over the players of the mean tariffs, weighted with base trade, at which their war ends.
  double nash_tariff_pct(const Question& question, const Switch& by) {
    if (by.model || by.balances_trade) return unknown;  // wars are fought without deficits anyway
    const study::TariffWarAnswer answer =
        study::answer_tariff_war({.world = {.target = question.scenario.string(), .elasticities = by.elasticities},
                                  .players = question.countries,
                                  .on_everybody = true},
                                 observer_);
    double sum = 0;
    for (const study::TariffSpread& each : answer.war.equilibria.at(0).spread) sum += each.mean_pct;
    return sum / static_cast<double>(question.countries.size());
  }

  Observer& observer_;
  std::map<std::pair<std::string, std::string>, study::RunResult> solved_;
  std::map<std::pair<std::string, std::string>, ModelComparison> compared_;
};

double distance(double value, const PublishedEstimate& estimate) {
  return std::max({0.0, estimate.lowest - value, value - estimate.highest});
}

/// How far apart the two are and which switch brings them closest, from the numbers.
std::string reason_of(const PublishedEstimate& estimate) {
  constexpr double nearer = 0.9;  // a switch that closes a tenth of the distance is worth a word
  const double apart = distance(estimate.computed, estimate);
  if (apart == 0) return "within what was published";
  const double published =
      std::abs(estimate.computed - estimate.lowest) < std::abs(estimate.computed - estimate.highest) ? estimate.lowest
                                                                                                     : estimate.highest;
  std::string words = estimate.computed * published < 0
                          ? std::string("the sign differs")
                          : fmt::format("{:.2g} of the published figure", estimate.computed / published);
  const SwitchedEstimate* best = nullptr;
  for (const SwitchedEstimate& each : estimate.switched) {
    if (std::isnan(each.computed)) continue;
    if (best == nullptr || distance(each.computed, estimate) < distance(best->computed, estimate)) best = &each;
  }
  if (best == nullptr) return words;
  if (distance(best->computed, estimate) > nearer * apart) return words + "; no switch brings them closer";
  return words + fmt::format("; '{}' comes closest: {:.4g}", best->name, best->computed);
}

}  // namespace

Replication replicate_trade_war_2018(const std::filesystem::path& folder, Observer& observer) {
  Replication report{
      .name = "trade-war-2018",
      .title = "The trade war of 2018: what others found, and what Parley finds with one thing switched at a time",
      .notes = {"Other models with other data: figures are laid beside each other, none is meant to be the same.",
                "CP2015, LL2023: other published elasticities. balanced: without deficits. no links, no inputs, one "
                "sector: docs/model/other-models.md."}};
  Worlds worlds(observer);
  for (Question& question : read_questions(folder / "published.csv")) {
    question.estimate.computed = worlds.answer(question, {});
    for (const Switch& each : switches())
      question.estimate.switched.push_back({each.name, worlds.answer(question, each)});
    question.estimate.reason = reason_of(question.estimate);
    report.estimates.push_back(std::move(question.estimate));
  }
  return report;
}

}  // namespace parley::replicate
