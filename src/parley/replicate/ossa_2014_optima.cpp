#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/replicate/ossa_2014_strategies.hpp"
#include "parley/strategy/best_response.hpp"
#include "parley/study/cases/compute.hpp"
#include "parley/text/csv.hpp"

namespace parley::replicate::ossa {
namespace {

using strategy::BestResponse;
using strategy::BoundSearch;
using strategy::StationaryPoint;

struct Optimum {
  Figures figures;
  strategy::OptimumProof proof;
  strategy::Policy policy;
};

struct Kind {
  Tariffs tariffs;
  bool is_weighted;
  [[nodiscard]] const std::vector<model::FixedFirmsGovernment>& governments(const Case& data) const {
    return is_weighted ? data.weighted : data.unweighted;
  }
};

/// The MFN optimum, with prohibitive tariffs tried sector by sector, and from there the bilateral one.
Optimum optimum_of(const Case& data, const Kind& kind, Country government, Observer& observer) {
  strategy::FixedFirmsGame mfn = game_of_one(data.economy, kind.governments(data), Tariffs::mfn, government);
  strategy::FixedFirmsGame game = game_of_one(data.economy, kind.governments(data), kind.tariffs, government);
  const strategy::Block mfn_block = own_block(mfn, government.value());
  const strategy::Block block = own_block(game, government.value());
  const StationaryPoint first = solve_stationary(mfn, {&mfn_block, 1}, mfn.status_quo(), {}, observer);
  const BoundSearch beyond = search_bounds(mfn, mfn_block, by_sector(mfn, mfn_block), first.policy, {}, observer);
  (void)mfn.move_to(beyond.policy, observer);
  const BoundSearch start =
      search_bounds(game, block, by_sector(game, block), translated(game, mfn.tariffs()), {}, observer);
  const BestResponse best = best_response(game, block, start.policy, {.random_starts = 1}, observer);
  if (!best.report.usable()) {
    throw NotSolved(
        fmt::format("ossa-2014, {} optimum of {}", name_of(kind.tariffs), data.economy.countries[government.value()]),
        best.report);
  }
  return {figures_of(game, game.move_to(best.policy, observer)), best.proof, best.policy};
}

double mean_of_others(const std::vector<double>& values, std::size_t own) {
  double sum = 0;
  for (std::size_t n = 0; n < values.size(); ++n) sum += n == own ? 0 : values[n];
  return sum / static_cast<double>(values.size() - 1);
}

constexpr std::size_t optima_median_column = 8;

void compare_with_table(const Case& data, const Kind& kind, const std::vector<Optimum>& optima, Observer& observer,
                        Replication& report) {
  std::vector<Figures> figures;
  for (const Optimum& each : optima) figures.push_back(each.figures);
  const Rows computed = optimum_rows(figures);
  const Reason reason = [&](std::size_t row, std::size_t column, double published) {
    if (column != optima_median_column) return std::string();
    strategy::FixedFirmsGame game = game_of_one(data.economy, kind.governments(data), kind.tariffs, Country(row));
    return flat_median(loss_at_median(game, row, optima[row].policy, published, observer));
  };
  const std::string name = fmt::format("{}{}", kind.tariffs == Tariffs::mfn ? 8 : 3, kind.is_weighted ? 'b' : 'a');
  compare_table(data, {"published_TABLE" + name + ".csv", "TABLE " + name, optimum_columns(), std::vector<int>(9, 1)},
                computed, reason, report);
}

void add_proof(const Case& data, const Kind& kind, const std::vector<Optimum>& optima, Replication& report) {
  const std::string name =
      fmt::format("{} optima{}", name_of(kind.tariffs), kind.is_weighted ? " with lobbying weights" : "");
  OracleComparison slope{name + ": first-order residual", "per unit of ln(1+t)", 0, 0, 1e-6, ""};
  OracleComparison gain{name + ": best deviation found", "per cent", 0, 0, negligible_loss_pct, ""};
  // In units of the curvature that the closed form implies a good maximum has about -1; none has zero or more.
  OracleComparison curvature{name + ": scaled curvature, negative at a maximum", "1", 0, 0, -1e-2, ""};
  for (std::size_t n = 0; n < optima.size(); ++n) {
    slope.add(optima[n].proof.first_order_residual, data.economy.countries[n]);
    gain.add(optima[n].proof.deviation_gain_pct, data.economy.countries[n]);
    curvature.add(optima[n].proof.second_order.largest, data.economy.countries[n]);
  }
  for (OracleComparison* line : {&slope, &gain, &curvature}) report.oracles.push_back(std::move(*line));
}

/// optimal_highprec_summary.csv, the rows of one kind of tariff.
void compare_with_summary(const Case& data, Tariffs tariffs, const std::vector<Optimum>& optima, Observer& observer,
                          Replication& report) {
  const text::CsvTable table = text::read_csv(data.folder / "expected" / "optimal_highprec_summary.csv");
  const std::string name = fmt::format("{} optima to high precision: ", name_of(tariffs));
  const auto line = [&](const char* what) {
    return OracleComparison{name + what, "percentage points", 0, 0, 1e-5, ""};
  };
  OracleComparison government = line("own government"), welfare = line("own welfare"),
                   others_government = line("others' governments"), others_welfare = line("others' welfare");
  OracleComparison flat{name + "what having the file's median tariff costs", "per cent", 0, 0, negligible_loss_pct, ""};
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (table.cell(row, table.column("type")) != name_of(tariffs)) continue;
    const std::size_t region = table.column("region");
    const std::size_t n = position(data.economy.countries, table.cell(row, region), table.place(row, region));
    const Percentages ours = percentages_of(optima[n].figures);
    const auto add = [&](OracleComparison& to, double value, const char* column) {
      to.add(std::abs(value - table.number(row, table.column(column))), data.economy.countries[n]);
    };
    add(government, ours.government[n], "own_gov_pct");
    add(welfare, ours.welfare[n], "own_welfare_pct");
    add(others_government, mean_of_others(ours.government, n), "others_gov_pct");
    add(others_welfare, mean_of_others(ours.welfare, n), "others_welfare_pct");
    strategy::FixedFirmsGame game = game_of_one(data.economy, data.unweighted, tariffs, Country(n));
    const double median = table.number(row, table.column("median_tariff_pct"));
    flat.add(loss_at_median(game, n, optima[n].policy, median, observer), data.economy.countries[n]);
  }
  for (OracleComparison* each : {&government, &welfare, &others_government, &others_welfare, &flat})
    report.oracles.push_back(std::move(*each));
}

/// MFNOPTIMALTARIFFBAS.csv has one column of rates per region, the other file every pair.
TariffCube stored_tariffs(const Case& data, Tariffs tariffs) {
  const std::filesystem::path folder = data.folder / "expected";
  if (tariffs == Tariffs::bilateral) return read_cube(folder / "OPTIMALTARIFFBAS_cube.csv", data.economy);
  const text::CsvTable table = text::read_csv(folder / "MFNOPTIMALTARIFFBAS.csv");
  TariffCube cube = data.economy.tariff;
  cube.fill(std::nan(""));
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::size_t column = table.column("sector");
    const Sector s(position(data.economy.sectors, table.cell(row, column), table.place(row, column)));
    for (const Importer n : all<Importer>(data.economy.countries.size())) {
      const double rate = table.number(row, table.column(data.economy.countries[n.value()]));
      for (const Exporter i : all<Exporter>(data.economy.countries.size()))
        cube(s, n, i) = country(n) == country(i) ? 0.0 : rate;
    }
  }
  return cube;
}

double wage_miss(const Case& data, Tariffs tariffs, std::size_t n, const Figures& at_their_tariffs) {
  const text::CsvTable file = text::read_csv(
      data.folder / "expected" /
      fmt::format("{}optimal_BAS_{}.csv", tariffs == Tariffs::mfn ? "mfn" : "", data.economy.countries[n]));
  double miss = 0;
  for (std::size_t row = 0; row < file.row_count(); ++row) {
    const std::size_t column = file.column("region");
    const std::size_t m = position(data.economy.countries, file.cell(row, column), file.place(row, column));
    miss = std::max(miss, std::abs(at_their_tariffs.wage[m] - file.number(row, file.column("wage_hat"))));
  }
  return miss;
}

Figures at_stored_tariffs(const Case& data, Tariffs tariffs, std::size_t n, const TariffCube& stored,
                          Observer& observer) {
  strategy::FixedFirmsGame game = game_of_one(data.economy, data.unweighted, tariffs, Country(n));
  return figures_of(game, game.move_to(translated(game, stored), observer));
}

/// Our optima beside the equilibria at the authors' stored tariffs, and how far the authors' own figures are from those.
void compare_with_stored(const Case& data, Tariffs tariffs, const std::vector<Optimum>& optima, Observer& observer,
                         Replication& report) {
  const TariffCube stored = stored_tariffs(data, tariffs);
  const std::string name = fmt::format("{} optima against the authors' stored tariffs: ", name_of(tariffs));
  OracleComparison government{name + "governments", "ratio", 0, 0, 1e-5, ""},
      welfare{name + "welfare", "ratio", 0, 0, 1e-5, ""}, wages{name + "wages", "ratio", 0, 0, 5e-5, ""},
      expenditure{name + "expenditure", "ratio", 0, 0, 5e-5, ""};
  SideNote missed{fmt::format("authors' {} optima: wages off equilibrium", name_of(tariffs)), {}};
  for (std::size_t n = 0; n < optima.size(); ++n) {
    const Figures theirs = at_stored_tariffs(data, tariffs, n, stored, observer);
    for (std::size_t m = 0; m < optima.size(); ++m) {
      const std::string cell =
          fmt::format("{} at the optimum of {}", data.economy.countries[m], data.economy.countries[n]);
      const Figures& ours = optima[n].figures;
      government.add(std::abs(ours.government[m] - theirs.government[m]), cell);
      welfare.add(std::abs(ours.welfare[m] - theirs.welfare[m]), cell);
      wages.add(std::abs(ours.wage[m] - theirs.wage[m]), cell);
      expenditure.add(std::abs(ours.expenditure[m] - theirs.expenditure[m]), cell);
    }
    missed.values.push_back(wage_miss(data, tariffs, n, theirs));
  }
  for (OracleComparison* each : {&government, &welfare, &wages, &expenditure})
    report.oracles.push_back(std::move(*each));
  report.side_table.push_back(std::move(missed));
}

}  // namespace

double authors_wage_miss(const Case& data, Tariffs tariffs, Observer& observer) {
  const TariffCube stored = stored_tariffs(data, tariffs);
  double miss = 0;
  for (std::size_t n = 0; n < data.economy.countries.size(); ++n)
    miss = std::max(miss, wage_miss(data, tariffs, n, at_stored_tariffs(data, tariffs, n, stored, observer)));
  return miss;
}

Rows optimum_rows(const std::vector<Figures>& optima) {
  Rows rows;
  for (std::size_t n = 0; n < optima.size(); ++n) {
    const Percentages all = percentages_of(optima[n]);
    std::vector<double>& row = rows.emplace_back();
    for (const std::vector<double>* values : {&all.government, &all.welfare, &all.wage, &all.profit}) {
      row.push_back((*values)[n]);
      row.push_back(mean_of_others(*values, n));
    }
    row.push_back(all.median_tariff[n]);
  }
  return rows;
}

std::vector<std::string> optimum_columns() {
  return {"own government", "others' governments", "own welfare",     "others' welfare",  "own wage",
          "others' wages",  "own profits",         "others' profits", "own median tariff"};
}

void replicate_optima(const Case& data, Observer& observer, Replication& report) {
  for (const Tariffs tariffs : {Tariffs::bilateral, Tariffs::mfn}) {
    for (const bool is_weighted : {false, true}) {
      const Kind kind{tariffs, is_weighted};
      std::vector<Optimum> optima;
      for (const Country n : all<Country>(data.economy.countries.size()))
        optima.push_back(optimum_of(data, kind, n, observer));
      compare_with_table(data, kind, optima, observer, report);
      add_proof(data, kind, optima, report);
      if (is_weighted) continue;
      compare_with_summary(data, tariffs, optima, observer, report);
      compare_with_stored(data, tariffs, optima, observer, report);
    }
  }
}

}  // namespace parley::replicate::ossa
