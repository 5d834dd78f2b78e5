#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "parley/replicate/ossa_2014_strategies.hpp"

namespace parley::replicate::ossa {
namespace {

constexpr std::size_t wars_median_column = 4;

/// Why a printed figure of a war may differ from the equilibrium's.
class WarReasons {
 public:
  WarReasons(const Case& data, const War& war, Tariffs tariffs, bool is_weighted, Observer& observer)
      : war_(war),
        game_(game_of_all(data.economy, is_weighted ? data.weighted : data.unweighted, tariffs)),
        observer_(observer),
        loose_(war_rows(war.authors.figures)) {
    if (!is_weighted) stored_ = text::read_csv(data.folder / "expected" / stored_file(tariffs));
  }
  [[nodiscard]] static const char* stored_file(Tariffs tariffs) {
    return tariffs == Tariffs::mfn ? "mfnnash_BAS.csv" : "nash_BAS.csv";
  }

  [[nodiscard]] std::string operator()(std::size_t row, std::size_t column, double published) {
    const double loose = loose_[row][column];
    if (prints_the_same(published, loose, 1)) {
      return fmt::format("round {} of the authors' rule, which stops at a mean change of 0.01, gives {:.3f}",
                         war_.authors.count, loose);
    }
    return column == wars_median_column ? of_median(row, published) : "";
  }

 private:
  [[nodiscard]] std::string of_median(std::size_t row, double published) {
    const double loss = loss_at_median(game_, row, war_.policy, published, observer_);
    if (loss <= negligible_loss_pct || !stored_) return flat_median(loss);
    // Without lobbying weights the government's objective is the country's welfare.
    const double miss = 100 * std::abs(stored_->number(row, stored_->column("gov_welfare_hat")) -
                                       stored_->number(row, stored_->column("welfare_hat")));
    if (loss > miss) return "";
    return fmt::format(
        "the printed median would cost {:.1e} %; the authors' stored objective and welfare, equal by definition, "
        "differ "
        "by {:.1e} %",
        loss, miss);
  }

  const War& war_;
  strategy::FixedFirmsGame game_;
  Observer& observer_;
  Rows loose_;
  std::optional<text::CsvTable> stored_;
};

void add_war_proof(const Case& data, const War& war, const std::string& name, Replication& report) {
  OracleComparison slope{name + ": first-order residual", "per unit of ln(1+t)", 0, 0, 1e-6, ""};
  OracleComparison gain{name + ": best unilateral deviation found", "per cent", 0, 0, negligible_loss_pct, ""};
  for (std::size_t n = 0; n < war.proof.size(); ++n) {
    slope.add(war.proof[n].first_order_residual, data.economy.countries[n]);
    gain.add(war.proof[n].deviation_gain_pct, data.economy.countries[n]);
  }
  report.oracles.push_back(std::move(slope));
  report.oracles.push_back(std::move(gain));
}

/// Tariffs of the high-precision file beside ours, each weighted by its trade.
void compare_tariffs(const Case& data, const War& war, const std::string& name, const TariffCube& theirs,
                     Replication& report) {
  double sum = 0;
  double trade = 0;
  std::vector<double> largest(data.economy.countries.size(), 0.0);
  for (const Sector s : all<Sector>(data.economy.sectors.size())) {
    for (const Importer n : all<Importer>(data.economy.countries.size())) {
      for (const Exporter i : all<Exporter>(data.economy.countries.size())) {
        if (country(n) == country(i)) continue;
        const double gap = std::abs(war.tariffs(s, n, i) - theirs(s, n, i));
        sum += gap * data.economy.trade(s, n, i);
        trade += data.economy.trade(s, n, i);
        largest[n.value()] = std::max(largest[n.value()], gap);
      }
    }
  }
  OracleComparison line{name + ": tariffs, mean difference weighted by trade", "fraction", 0, 0, 1e-5, "all"};
  line.add(sum / trade, "all");
  line.cells = theirs.size();
  report.oracles.push_back(std::move(line));
  report.side_table.push_back({name + ": largest tariff difference", std::move(largest)});
}

void compare_with_files(const Case& data, const War& war, Tariffs tariffs, Observer& observer, Replication& report) {
  const std::string suffix = tariffs == Tariffs::mfn ? "MFNBAS.csv" : "BAS.csv";
  const std::filesystem::path folder = data.folder / "expected";
  const text::CsvTable exact = text::read_csv(folder / ("nash_highprec_" + suffix));
  const Percentages ours = percentages_of(war.figures);
  const std::string name = fmt::format("{} war to high precision", name_of(tariffs));
  const model::FixedFirmsEconomy& e = data.economy;
  compare_column(exact, "gov_welfare_pct", e, ours.government, {name + ": government", "percentage points", 1e-5},
                 report);
  compare_column(exact, "welfare_pct", e, ours.welfare, {name + ": welfare", "percentage points", 1e-5}, report);
  compare_column(exact, "wage_hat", e, war.figures.wage, {name + ": wages", "ratio", 1e-5}, report);
  compare_column(exact, "expenditure_hat", e, war.figures.expenditure, {name + ": expenditure", "ratio", 1e-5}, report);
  compare_tariffs(data, war, name, read_cube(folder / ("nash_highprec_tariffs_" + suffix), e), report);
  strategy::FixedFirmsGame game = game_of_all(e, data.unweighted, tariffs);
  OracleComparison flat{
      name + ": what having the file's median tariff costs", "per cent", 0, 0, negligible_loss_pct, ""};
  for (std::size_t row = 0; row < exact.row_count(); ++row) {
    const std::size_t n = position(e.countries, exact.cell(row, exact.column("region")), exact.place(row, 0));
    const double median = exact.number(row, exact.column("median_tariff_pct"));
    flat.add(loss_at_median(game, n, war.policy, median, observer), e.countries[n]);
  }
  report.oracles.push_back(std::move(flat));
  const text::CsvTable loose = text::read_csv(folder / WarReasons::stored_file(tariffs));
  const Figures& rule = war.authors.figures;
  constexpr double a_hundredth_of_the_rule = 1e-4;
  const std::string stop = fmt::format("{} war by the authors' rule, round {}", name_of(tariffs), war.authors.count);
  compare_column(loose, "gov_welfare_hat", e, rule.government,
                 {stop + ": government", "ratio", a_hundredth_of_the_rule}, report);
  compare_column(loose, "welfare_hat", e, rule.welfare, {stop + ": welfare", "ratio", a_hundredth_of_the_rule}, report);
  compare_column(loose, "wage_hat", e, rule.wage, {stop + ": wages", "ratio", a_hundredth_of_the_rule}, report);
  compare_column(loose, "expenditure_hat", e, rule.expenditure,
                 {stop + ": expenditure", "ratio", a_hundredth_of_the_rule}, report);
  compare_column(loose, "profit_hat", e, rule.profit, {stop + ": profits", "ratio", a_hundredth_of_the_rule}, report);
}

}  // namespace

Rows war_rows(const Figures& figures) {
  const Percentages all = percentages_of(figures);
  Rows rows;
  for (std::size_t n = 0; n < all.wage.size(); ++n)
    rows.push_back({all.government[n], all.welfare[n], all.wage[n], all.profit[n], all.median_tariff[n]});
  return rows;
}

std::vector<std::string> war_columns() { return {"government", "welfare", "wage", "profits", "median tariff"}; }

void replicate_wars(const Case& data, const Wars& wars, Observer& observer, Replication& report) {
  for (const Tariffs tariffs : {Tariffs::bilateral, Tariffs::mfn}) {
    for (const bool is_weighted : {false, true}) {
      const War& war = wars.of(tariffs, is_weighted);
      const std::string name = fmt::format("{}{}", tariffs == Tariffs::mfn ? 9 : 4, is_weighted ? 'b' : 'a');
      WarReasons reasons(data, war, tariffs, is_weighted, observer);
      compare_table(
          data,
          {"published_TABLE" + name + ".csv",
           "TABLE " + name,
           {"government", "welfare", "wage", "profits", "median tariff"},
           std::vector<int>(5, 1)},
          war_rows(war.figures),
          [&](std::size_t row, std::size_t column, double published) { return reasons(row, column, published); },
          report);
      add_war_proof(data, war, fmt::format("{} war{}", name_of(tariffs), is_weighted ? " with lobbying weights" : ""),
                    report);
      if (!is_weighted) compare_with_files(data, war, tariffs, observer, report);
    }
  }
}

}  // namespace parley::replicate::ossa
