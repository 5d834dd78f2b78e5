#include "parley/data/official.hpp"

#include <fmt/format.h>

#include "parley/data/build/judgement_table.hpp"

namespace parley::data {
namespace {

/// Which cells of a baseline an official figure is about.
struct OfficialCells {
  std::vector<Country> importers;
  std::vector<Country> exporters;
  std::vector<Sector> sectors;
};

struct CellSums {
  double flow = 0;
  double duties = 0;
};

/// Over pairs of two regions; own sales are no trade.
CellSums sums_over(const OfficialCells& cells, const Baseline& baseline) {
  CellSums sums;
  for (const Country n : cells.importers) {
    for (const Country i : cells.exporters) {
      if (i == n) continue;
      for (const Sector s : cells.sectors) {
        const double flow = baseline.flow(s, importer(n), exporter(i));
        sums.flow += flow;
        sums.duties += flow * baseline.tariff(s, importer(n), exporter(i));
      }
    }
  }
  return sums;
}

double our_figure(const std::string& measure, const OfficialCells& cells, const Baseline& baseline) {
  const Country first = cells.importers.front();
  if (measure == "gdp") return baseline.value_added(first) + baseline.tariff_revenue(first);
  const CellSums sums = sums_over(cells, baseline);
  if (measure == "imports" || measure == "exports") return sums.flow;
  if (measure == "duties") return sums.duties;
  if (measure == "tariff") return sums.flow > 0 ? 100 * sums.duties / sums.flow : 0.0;
  OfficialCells from_all = cells;
  from_all.exporters.clear();
  for (const Country i : baseline.economy.countries()) from_all.exporters.push_back(i);
  const double bought = sums_over(from_all, baseline).flow;
  return bought > 0 ? 100 * sums.flow / bought : 0.0;
}

std::string in_words(const std::string& measure, const std::string& to, const std::string& from,
                     const std::string& sector) {
  if (measure == "gdp") return "GDP of " + to;
  const auto all = [](const std::string& code, const char* words) { return code == "*" ? words : code; };
  const std::string goods = all(sector, "all goods");
  if (measure == "imports") return fmt::format("imports of {} from {}, {}", all(to, "all"), all(from, "all"), goods);
  if (measure == "exports") return fmt::format("exports of {} to {}, {}", all(from, "all"), all(to, "all"), goods);
  if (measure == "duties") return fmt::format("duties of {} on {}, {}", to, all(from, "all"), goods);
  if (measure == "tariff") return fmt::format("mean tariff of {} on {}, {}", to, all(from, "all"), goods);
  return fmt::format("share of {} in purchases of {} abroad, {}", from, to, goods);
}

bool is_measure(const std::string& word) {
  for (const char* known : {"gdp", "imports", "exports", "duties", "tariff", "share"}) {
    if (word == known) return true;
  }
  return false;
}

}  // namespace

std::vector<OfficialFigure> beside_official(const std::filesystem::path& path, const Baseline& baseline) {
  JudgementTable table(path);
  std::vector<OfficialFigure> figures;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string measure = table.text(row, "measure");
    const bool is_gdp = measure == "gdp";
    OfficialCells cells{table.regions(row, "importer", baseline.economy), {}, {}};
    if (!is_gdp) cells.exporters = table.regions(row, "exporter", baseline.economy);
    if (!is_gdp) cells.sectors = table.goods(row, "sector", baseline.economy);
    const double official = table.csv().number(row, table.csv().column("value"));
    const std::string source = table.source(row);
    if (!is_measure(measure)) {
      table.problem(row, "measure", "no measure '" + measure + "'", "gdp, imports, exports, duties, tariff or share");
    }
    if (official < 0) table.problem(row, "value", "is below zero");
    table.throw_if_any();
    const bool is_percent = measure == "tariff" || measure == "share";
    figures.push_back(
        {.what = in_words(measure, table.text(row, "importer"), table.text(row, "exporter"), table.text(row, "sector")),
         .unit = is_percent ? "%" : "million " + baseline.info.currency,
         .official = official,
         .ours = our_figure(measure, cells, baseline),
         .source = source});
  }
  return figures;
}

}  // namespace parley::data
