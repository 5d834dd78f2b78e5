#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "parley/replicate/ossa_2014_strategies.hpp"
#include "parley/strategy/lobbying_weights.hpp"

namespace parley::replicate::ossa {
namespace {

/// One column of tariff_noncoop.csv.
std::vector<double> observed_tariffs(const Case& data, const text::CsvTable& table, const std::string& country) {
  std::vector<double> observed(data.economy.sectors.size(), std::nan(""));
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::size_t sector = table.column("sector");
    observed[position(data.economy.sectors, table.cell(row, sector), table.place(row, sector))] =
        table.number(row, table.column(country));
  }
  return observed;
}

/// Both have mean one.
double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  double both = 0;
  double of_a = 0;
  double of_b = 0;
  for (std::size_t s = 0; s < a.size(); ++s) {
    both += (a[s] - 1) * (b[s] - 1);
    of_a += (a[s] - 1) * (a[s] - 1);
    of_b += (b[s] - 1) * (b[s] - 1);
  }
  return both / std::sqrt(of_a * of_b);
}

}  // namespace

void replicate_weights(const Case& data, Observer& observer, Replication& report) {
  const text::CsvTable table = text::read_csv(data.folder / "data" / "tariff_noncoop.csv");
  OracleComparison line{"lobbying weights from observed tariffs, one less the correlation", "1", 0, 0, 1e-3, ""};
  SideNote largest{"lobbying weights, largest difference", {}};
  SideNote ours{"tariffs under our weights, off the observed", {}};
  SideNote theirs{"tariffs under the article's, off the observed", {}};
  // Where even the article's weights miss a tariff by 100 points, the optimum jumps across the observed one.
  constexpr double a_jump = 1.0;
  for (const model::FixedFirmsGovernment& article : data.weighted) {
    const std::string& name = data.economy.countries[article.country.value()];
    const std::vector<double> observed = observed_tariffs(data, table, name);
    const strategy::LobbyingWeights found =
        strategy::calibrate_weights(data.economy, article.country, observed, observer);
    double difference = 0;
    for (std::size_t s = 0; s < found.weight.size(); ++s)
      difference = std::max(difference, std::abs(found.weight[s] - article.weight[s]));
    largest.values.push_back(difference);
    ours.values.push_back(found.largest_difference);
    const std::vector<double> tariffs = strategy::weighted_mfn_tariffs(data.economy, article, observed, observer);
    theirs.values.push_back(tariffs.empty() ? std::nan("") : strategy::largest_difference(tariffs, observed));
    if (found.report.usable()) {
      line.add(1 - correlation(found.weight, article.weight), name);
    } else if (!(theirs.values.back() > a_jump)) {
      line.add(std::nan(""), name);
    } else {
      report.notes.push_back(fmt::format(
          "lobbying weights of {}: no weights give the observed tariffs ({}); the article's miss one by {:.0f} points",
          name, found.report.message, 100 * theirs.values.back()));
    }
  }
  report.oracles.push_back(std::move(line));
  for (SideNote* note : {&largest, &ours, &theirs}) report.side_table.push_back(std::move(*note));
}

}  // namespace parley::replicate::ossa
