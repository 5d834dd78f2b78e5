#include "parley/data/describe.hpp"

namespace parley::data {

std::vector<CountryRow> describe_countries(const Baseline& baseline) {
  const Economy& labels = baseline.economy;
  std::vector<CountryRow> rows;
  for (const Country n : labels.countries()) {
    CountryRow row{.code = labels.code(n),
                   .name = labels.region(n).name,
                   .gdp = baseline.earned_income(n),
                   .deficit = baseline.deficit(n),
                   .tariff_revenue = baseline.tariff_revenue(n)};
    double goods = 0.0;
    for (const Sector s : labels.sectors()) {
      for (const Country m : labels.countries()) {
        if (m == n) continue;
        row.imports += baseline.flow(s, importer(n), exporter(m));
        row.exports += baseline.flow(s, importer(m), exporter(n));
        if (labels.sector(s).is_goods) goods += baseline.flow(s, importer(n), exporter(m));
      }
    }
    row.mean_tariff = goods > 0.0 ? row.tariff_revenue / goods : 0.0;
    rows.push_back(row);
  }
  return rows;
}

std::vector<SectorRow> describe_sectors(const Baseline& baseline) {
  const Economy& labels = baseline.economy;
  std::vector<SectorRow> rows;
  for (const Sector s : labels.sectors()) {
    SectorRow row{.code = labels.code(s),
                  .name = labels.sector(s).name,
                  .is_goods = labels.sector(s).is_goods,
                  .trade_elasticity = baseline.trade_elasticity(s)};
    double duties = 0.0;
    for (const Importer n : labels.importers()) {
      row.output += baseline.gross_output(country(n), s);
      for (const Exporter i : labels.exporters()) {
        if (country(n) == country(i)) continue;
        row.trade += baseline.flow(s, n, i);
        duties += baseline.flow(s, n, i) * baseline.tariff(s, n, i);
      }
    }
    row.mean_tariff = row.trade > 0.0 ? duties / row.trade : 0.0;
    rows.push_back(row);
  }
  return rows;
}

}  // namespace parley::data
