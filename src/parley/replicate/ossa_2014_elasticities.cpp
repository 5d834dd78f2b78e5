#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

#include "parley/equilibrium/fixed_firms.hpp"
#include "parley/replicate/ossa_2014_strategies.hpp"
#include "parley/study/cases/compute.hpp"

namespace parley::replicate::ossa {
namespace {

/// All elasticities of substitution in proportion, their simple mean as given, imbalances purged again.
Case with_mean_elasticity(const Case& data, double mean, Observer& observer) {
  Case scaled{data.folder, read_economy(data.folder / "data", "trade_raw.csv"), {}, {}};
  double before = 0;
  for (const double each : data.economy.substitution.values()) before += each;
  before /= static_cast<double>(data.economy.sectors.size());
  for (double& each : scaled.economy.substitution.values()) each *= mean / before;
  PurgedEconomy purged = without_imbalances(scaled.economy, observer);
  if (!purged.report.usable()) throw NotSolved(fmt::format("ossa-2014, mean elasticity {}", mean), purged.report);
  scaled.economy = std::move(purged.economy);
  scaled.unweighted = unweighted_governments(scaled.economy);
  return scaled;
}

Rows optima_of(const Case& data, Tariffs tariffs, Observer& observer) {
  std::vector<Figures> optima;
  for (const Country n : all<Country>(data.economy.countries.size())) {
    strategy::FixedFirmsGame game = game_of_one(data.economy, data.unweighted, tariffs, n);
    const strategy::Block block = own_block(game, n.value());
    const strategy::StationaryPoint best = solve_stationary(game, {&block, 1}, game.status_quo(), {}, observer);
    if (!best.report.usable()) throw NotSolved("ossa-2014, optimum at other elasticities", best.report);
    optima.push_back(figures_of(game, best.position));
  }
  return optimum_rows(optima);
}

/// A table's means at one elasticity, and the same by the authors' rule for a war.
struct Means {
  std::vector<double> exact, loose;
  double wage_miss_pct = 0;  ///< of the authors' stored optima, in points
  /// What it costs, at most, that every region's median tariff is so many points higher, per cent of its objective.
  std::function<double(double)> median_loss;
};

std::string reason_of(const Means& means, const PublishedCell& cell, std::size_t column) {
  const double half = 0.5 * std::pow(10.0, -cell.decimals);
  const double shift =
      std::clamp(cell.computed, cell.published - 0.999 * half, cell.published + 0.999 * half) - cell.computed;
  if (prints_the_same(cell.published, means.loose[column], cell.decimals))
    return fmt::format("by the authors' rule for a war it is {:.{}f}", means.loose[column], cell.decimals + 2);
  if (cell.column.find("wage") != std::string::npos && std::abs(shift) <= means.wage_miss_pct) {
    return fmt::format(
        "{:.3f} points from the printed digit; the authors' stored wages miss their equilibrium by up to {:.3f}",
        std::abs(shift), means.wage_miss_pct);
  }
  if (cell.column.find("median") == std::string::npos || !means.median_loss) return "";
  const double loss = means.median_loss(shift);
  if (!(loss <= negligible_loss_pct)) return "";
  return fmt::format("medians {:.3f} points away would cost no government more than {:.0e} %", shift,
                     std::max(loss, 0.0));
}

double loss_of_shift(const Case& data, Tariffs tariffs, const War& war, double shift, Observer& observer) {
  strategy::FixedFirmsGame game = game_of_all(data.economy, data.unweighted, tariffs);
  double worst = 0;
  for (std::size_t n = 0; n < data.economy.countries.size(); ++n) {
    const double median = 100 * war.figures.median_tariff[n] + shift;
    worst = std::max(worst, loss_at_median(game, n, war.policy, median, observer));
  }
  return worst;
}

std::vector<double> means_of(const Rows& rows) {
  std::vector<double> means(rows.front().size(), 0.0);
  for (const std::vector<double>& row : rows) {
    for (std::size_t c = 0; c < row.size(); ++c) means[c] += row[c] / static_cast<double>(rows.size());
  }
  return means;
}

void compare_row(const PrintedTable& table, const text::CsvTable& printed, std::size_t row, const Means& means,
                 std::set<std::string>& not_solved, Replication& report) {
  for (std::size_t c = 0; c < means.exact.size(); ++c) {
    if (std::isnan(means.exact[c])) {
      not_solved.insert(
          fmt::format("{}, mean elasticity {:g}, {}", table.name, printed.number(row, 0), table.columns[c]));
      continue;
    }
    PublishedCell cell{.table = table.name, .column = table.columns[c], .decimals = table.decimals[c]};
    cell.row = fmt::format("mean elasticity {:g}", printed.number(row, 0));
    cell.published = printed.number(row, c + 1);
    cell.computed = means.exact[c];
    cell.verdict = PublishedCell::Verdict::agrees;
    if (!prints_the_same(cell.published, cell.computed, cell.decimals)) {
      cell.reason = reason_of(means, cell, c);
      cell.verdict = cell.reason.empty() ? PublishedCell::Verdict::differs : PublishedCell::Verdict::known_exception;
    }
    report.published.push_back(std::move(cell));
  }
}

/// The six tables of one elasticity, in the order of their numbers.
std::vector<Means> all_means(const Case& base, const Case& data, Observer& observer) {
  Wars wars;
  wars.unweighted_mfn = solve_war(data, data.unweighted, {Tariffs::mfn, nullptr, false}, observer);
  wars.unweighted_bilateral =
      solve_war(data, data.unweighted, {Tariffs::bilateral, &wars.unweighted_mfn, false}, observer);
  std::vector<Means> means;
  for (const Tariffs tariffs : {Tariffs::bilateral, Tariffs::mfn}) {
    const std::vector<double> optimum = means_of(optima_of(data, tariffs, observer));
    means.push_back({optimum, optimum, 100 * authors_wage_miss(base, tariffs, observer), {}});
    const War& war = wars.of(tariffs, false);
    means.push_back({means_of(war_rows(war.figures)), means_of(war_rows(war.authors.figures)), 0,
                     [&data, tariffs, war, &observer](double shift) {
                       return loss_of_shift(data, tariffs, war, shift, observer);
                     }});
    const TalkRows talks = talk_rows(data, wars, tariffs, observer);
    means.push_back({means_of(talks.exact), means_of(talks.loose), 0, {}});
  }
  return means;
}

/// The MFN agreement from the factual tariffs that gives whoever gains least the most, followed from a mean elasticity
/// where it is found to one where it is not; its last step is a world of its own.
struct Followed {
  bargaining::Treaty max_min, by_steps;
};

Followed follow_agreement(const Case& data, double from, double to, Observer& observer) {
  constexpr double step = 0.2;
  const int count = static_cast<int>(std::ceil((to - from) / step));
  Followed result;
  for (int at = 0; at <= count; ++at) {
    const Case scaled = with_mean_elasticity(data, from + (to - from) * at / count, observer);
    strategy::FixedFirmsGame game = game_of_all(scaled.economy, scaled.unweighted, Tariffs::mfn);
    (void)game.move_to(game.status_quo(), observer);
    const std::vector<double> threat(scaled.unweighted.size(), 0.0);
    const strategy::Policy start = at == 0 ? translated(game, game.tariffs()) : result.max_min.policy;
    result.max_min = bargaining::equal_gains(
        game, threat, start, {.rule = bargaining::GainRule::max_min, .weight = result.max_min.weight}, observer);
    if (!result.max_min.report.usable()) throw NotSolved("ossa-2014, the largest least gain", result.max_min.report);
    if (at == count) result.by_steps = equal_gains_by_steps(game, threat, result.max_min, {}, observer);
  }
  return result;
}

/// What is known of an agreement with equal gains that is not found.
std::string missing_agreement(const Case& data, double from, double to, Observer& observer) {
  const Followed found = follow_agreement(data, from, to, observer);
  std::vector<std::string> gains;
  for (std::size_t n = 0; n < data.economy.countries.size(); ++n)
    gains.push_back(fmt::format("{} {:.4f}", data.economy.countries[n], found.max_min.gain_pct[n]));
  return fmt::format(
      "TABLE 10c, mean elasticity {:g}, from factual: the treaty that gives whoever gains least the most gives, in %, "
      "{}; "
      "from there {}, the least gain then being {:.4f} %",
      to, fmt::join(gains, ", "), found.by_steps.report.message,
      *std::min_element(found.by_steps.gain_pct.begin(), found.by_steps.gain_pct.end()));
}

}  // namespace

void replicate_elasticities(const Case& data, Observer& observer, Replication& report) {
  std::vector<PrintedTable> tables;
  for (const char* number : {"3c", "4c", "5c", "8c", "9c", "10c"}) {
    const std::size_t kind = tables.size() % 3;
    const std::vector<std::string> columns = kind == 0 ? optimum_columns() : kind == 1 ? war_columns() : talk_columns();
    tables.push_back({fmt::format("published_TABLE{}.csv", number), fmt::format("TABLE {}", number), columns,
                      kind == 2 ? talk_decimals() : std::vector<int>(columns.size(), 1)});
  }
  constexpr std::size_t unweighted_rows = 3;
  std::set<std::string> not_solved;
  for (std::size_t row = 0; row < unweighted_rows; ++row) {
    Case scaled;
    std::vector<Means> means;
    for (std::size_t t = 0; t < tables.size(); ++t) {
      std::vector<std::string> columns{"mean elasticity"};
      columns.insert(columns.end(), tables[t].columns.begin(), tables[t].columns.end());
      const text::CsvTable printed = read_printed(data.folder / "expected" / tables[t].file, columns);
      if (means.empty()) {
        scaled = with_mean_elasticity(data, printed.number(row, 0), observer);
        means = all_means(data, scaled, observer);
      }
      compare_row(tables[t], printed, row, means[t], not_solved, report);
      const bool is_missing = std::ranges::any_of(means[t].exact, [](double mean) { return std::isnan(mean); });
      if (is_missing && row > 0 && t + 1 == tables.size())
        report.notes.push_back(missing_agreement(data, printed.number(row - 1, 0), printed.number(row, 0), observer));
    }
  }
  for (const std::string& each : not_solved) report.notes.push_back("no agreement found, not compared: " + each);
  report.notes.emplace_back(
      "tables 3c to 10c: the rows with lobbying weights are left out, for the case has weights at its own elasticities "
      "only");
}

}  // namespace parley::replicate::ossa
