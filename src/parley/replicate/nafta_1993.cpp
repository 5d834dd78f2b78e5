#include "parley/replicate/nafta_1993.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "parley/text/csv.hpp"

namespace parley::replicate {
namespace {

using text::CsvTable;

Economy read_economy(const std::filesystem::path& folder) {
  const CsvTable countries = text::read_csv(folder / "countries.csv");
  const CsvTable sectors = text::read_csv(folder / "sectors.csv");
  std::vector<Region> regions(countries.row_count());
  std::vector<SectorLabel> labels(sectors.row_count());
  // The files number their rows, so that shuffled rows still give the authors' order.
  const auto position = [](const CsvTable& table, std::size_t row, std::size_t count) {
    const double index = table.number(row, table.column("index"));
    if (index < 1 || index > static_cast<double>(count) || index != std::floor(index)) {
      throw InputError(table.place(row, table.column("index")), fmt::format("index {} is out of range", index));
    }
    return static_cast<std::size_t>(index) - 1;
  };
  for (std::size_t row = 0; row < countries.row_count(); ++row) {
    regions[position(countries, row, regions.size())] = {std::string(countries.cell(row, countries.column("code"))),
                                                         std::string(countries.cell(row, countries.column("name")))};
  }
  for (std::size_t row = 0; row < sectors.row_count(); ++row) {
    labels[position(sectors, row, labels.size())] = {std::string(sectors.cell(row, sectors.column("name"))),
                                                     std::string(sectors.cell(row, sectors.column("description"))),
                                                     sectors.number(row, sectors.column("tradable")) != 0.0};
  }
  return Economy(std::move(regions), std::move(labels));
}

/// Looks up codes of one file and remembers which cells were seen.
class CellReader {
 public:
  CellReader(const Economy& economy, CsvTable table) : economy_(economy), table_(std::move(table)) {}

  [[nodiscard]] const CsvTable& table() const { return table_; }
  [[nodiscard]] Country country_at(std::size_t row, std::string_view column) const {
    const std::size_t at = table_.column(column);
    if (const auto found = economy_.find_country(table_.cell(row, at))) return *found;
    throw InputError(table_.place(row, at), fmt::format("no country '{}'", table_.cell(row, at)),
                     did_you_mean(table_.cell(row, at), economy_.country_codes()));
  }
  [[nodiscard]] Sector sector_at(std::size_t row, std::string_view column) const {
    const std::size_t at = table_.column(column);
    if (const auto found = economy_.find_sector(table_.cell(row, at))) return *found;
    throw InputError(table_.place(row, at), fmt::format("no sector '{}'", table_.cell(row, at)),
                     did_you_mean(table_.cell(row, at), economy_.sector_codes()));
  }
  /// Writes into a cell that must still be NaN.
  void put(double& target, std::size_t row, std::string_view column) const {
    const std::size_t at = table_.column(column);
    if (!std::isnan(target)) throw InputError(table_.place(row, at), "this cell is given twice");
    target = table_.number(row, at);
  }

 private:
  const Economy& economy_;
  CsvTable table_;
};

void require_complete(const std::filesystem::path& file, std::span<const double> values) {
  for (const double value : values) {
    if (std::isnan(value)) throw InputError(Place{.file = file.string()}, "a cell is missing");
  }
}

void read_trade(const std::filesystem::path& folder, NaftaData& data) {
  Baseline& base = data.economy_1993;
  const std::size_t countries = base.economy.country_count();
  const Array<Sector, Importer, Exporter> empty(base.economy.sector_count(), countries, countries);
  base.flow = base.tariff = data.tariff_2005 = base.export_tax = base.expenditure_share = empty;
  base.flow.fill(std::nan(""));
  const CellReader flows(base.economy, text::read_csv(folder / "trade_flows.csv"));
  for (std::size_t row = 0; row < flows.table().row_count(); ++row) {
    const Sector s = flows.sector_at(row, "sector");
    const Importer n = importer(flows.country_at(row, "importer"));
    const Exporter i = exporter(flows.country_at(row, "exporter"));
    flows.put(base.flow(s, n, i), row, "flow_usd");
  }
  // Sectors that do not trade are listed with their domestic sales only.
  for (const Sector s : base.economy.sectors()) {
    if (base.economy.sector(s).is_goods) continue;
    for (const Importer n : base.economy.importers()) {
      for (const Exporter i : base.economy.exporters()) {
        if (n.value() != i.value() && std::isnan(base.flow(s, n, i))) base.flow(s, n, i) = 0.0;
      }
    }
  }
  require_complete(folder / "trade_flows.csv", base.flow.values());
  for (double& flow : base.flow.values()) flow /= 1e6;

  Array<Sector, Importer, Exporter> seen = empty;
  const CellReader tariffs(base.economy, text::read_csv(folder / "tariffs.csv"));
  for (std::size_t row = 0; row < tariffs.table().row_count(); ++row) {
    const Sector s = tariffs.sector_at(row, "sector");
    const Importer n = importer(tariffs.country_at(row, "importer"));
    const Exporter i = exporter(tariffs.country_at(row, "exporter"));
    if (seen(s, n, i)++ > 0.0) throw InputError(tariffs.table().place(row, 0), "this cell is given twice");
    base.tariff(s, n, i) = tariffs.table().number(row, tariffs.table().column("tariff_1993"));
    data.tariff_2005(s, n, i) = tariffs.table().number(row, tariffs.table().column("tariff_2005"));
  }
  for (const Sector s : base.economy.sectors()) {
    for (const Importer n : base.economy.importers()) {
      for (const Exporter i : base.economy.exporters()) {
        if (base.economy.sector(s).is_goods && n.value() != i.value() && seen(s, n, i) == 0.0) {
          throw InputError(Place{.file = (folder / "tariffs.csv").string()}, "a cell is missing");
        }
      }
    }
  }
}

void read_technology(const std::filesystem::path& folder, Baseline& base) {
  const std::size_t countries = base.economy.country_count();
  const std::size_t sectors = base.economy.sector_count();
  base.value_added_share = Array<Country, Sector>(countries, sectors);
  base.value_added_share.fill(std::nan(""));
  base.input_share = Array<Country, InputSector, Sector>(countries, sectors, sectors);
  base.input_share.fill(std::nan(""));
  base.trade_elasticity = Array<Sector>(sectors);
  base.trade_elasticity.fill(std::nan(""));
  const CellReader accounts(base.economy, text::read_csv(folder / "country_sector.csv"));
  for (std::size_t row = 0; row < accounts.table().row_count(); ++row) {
    accounts.put(base.value_added_share(accounts.country_at(row, "country"), accounts.sector_at(row, "sector")), row,
                 "value_added_share");
  }
  const CellReader inputs(base.economy, text::read_csv(folder / "io_coefficients.csv"));
  for (std::size_t row = 0; row < inputs.table().row_count(); ++row) {
    inputs.put(base.input_share(inputs.country_at(row, "country"), input(inputs.sector_at(row, "input_sector")),
                                inputs.sector_at(row, "output_sector")),
               row, "gamma");
  }
  const CellReader labels(base.economy, text::read_csv(folder / "sectors.csv"));
  for (std::size_t row = 0; row < labels.table().row_count(); ++row) {
    labels.put(base.trade_elasticity(labels.sector_at(row, "name")), row, "theta");
  }
  require_complete(folder / "country_sector.csv", base.value_added_share.values());
  require_complete(folder / "io_coefficients.csv", base.input_share.values());
  require_complete(folder / "sectors.csv", base.trade_elasticity.values());
}

/// Expenditure, output, revenue and deficits from flows and tariffs.
void add_up_trade(Baseline& base) {
  const Economy& labels = base.economy;
  const std::size_t countries = labels.country_count();
  base.expenditure = base.gross_output = base.consumption_share =
      Array<Country, Sector>(countries, labels.sector_count());
  base.value_added = base.tariff_revenue = base.export_tax_revenue = base.deficit = base.income =
      Array<Country>(countries);
  for (const Sector s : labels.sectors()) {
    for (const Country n : labels.countries()) {
      for (const Country i : labels.countries()) {
        const double flow = base.flow(s, importer(n), exporter(i));
        const double duty = flow * base.tariff(s, importer(n), exporter(i));
        base.expenditure(n, s) += flow + duty;
        base.tariff_revenue(n) += duty;
        base.gross_output(i, s) += flow;
        base.deficit(n) += flow;
        base.deficit(i) -= flow;
      }
      for (const Exporter i : labels.exporters()) {
        if (base.expenditure(n, s) > 0.0) {
          base.expenditure_share(s, importer(n), i) =
              base.flow(s, importer(n), i) * (1.0 + base.tariff(s, importer(n), i)) / base.expenditure(n, s);
        }
      }
    }
  }
}

/// alpha as the authors have it: the residual final use, clipped at zero and rescaled.
void close_final_use(Baseline& base) {
  const Economy& labels = base.economy;
  for (const Country n : labels.countries()) {
    for (const Sector s : labels.sectors()) {
      base.value_added(n) += base.value_added_share(n, s) * base.gross_output(n, s);
    }
    base.income(n) = base.value_added(n) + base.tariff_revenue(n) + base.deficit(n);
    double total = 0.0;
    for (const Sector s : labels.sectors()) {
      double final_use = base.expenditure(n, s);
      for (const Sector user : labels.sectors()) {
        final_use -= base.input_share(n, input(s), user) * base.gross_output(n, user);
      }
      if (final_use < 0.0) {
        base.clipped_final_use.push_back(
            fmt::format("{},{} {:.6g}", labels.code(n), labels.code(s), final_use / base.income(n)));
        final_use = 0.0;
      }
      base.consumption_share(n, s) = final_use;
      total += final_use;
    }
    for (const Sector s : labels.sectors()) base.consumption_share(n, s) /= total;
  }
}

}  // namespace

NaftaData read_nafta(const std::filesystem::path& folder) {
  NaftaData data;
  Baseline& base = data.economy_1993;
  base.info = {.name = "nafta-1993",
               .year = 1993,
               .currency = "USD",
               .deficit_rule = DeficitRule::fixed,
               .description = "Caliendo & Parro (2015)",
               .provenance = {},
               .judgements = {},
               .notes = {}};
  base.economy = read_economy(folder);
  read_trade(folder, data);
  read_technology(folder, base);
  add_up_trade(base);
  close_final_use(base);
  return data;
}

Shock nafta_shock(const Baseline& base, const NaftaData& data) {
  Shock shock = no_shock(base);
  const std::array<std::string_view, 3> members{"CAN", "MEX", "USA"};
  for (const std::string_view buyer : members) {
    for (const std::string_view seller : members) {
      if (buyer == seller) continue;
      const Importer n = importer(base.economy.find_country(buyer).value());
      const Exporter i = exporter(base.economy.find_country(seller).value());
      for (const Sector s : base.economy.sectors()) shock.tariff_new(s, n, i) = data.tariff_2005(s, n, i);
    }
  }
  return shock;
}

}  // namespace parley::replicate
