#include <algorithm>

#include "parley/base/error.hpp"
#include "parley/partial/gsim_file.hpp"
#include "parley/replicate/replication.hpp"
#include "parley/text/csv.hpp"

namespace parley::replicate {
namespace {

partial::GsimInput read_input(const std::filesystem::path& folder) {
  partial::GsimInput input =
      partial::parse_gsim(text::read_bytes(folder / "trade.csv"), (folder / "trade.csv").string());
  partial::set_gsim_elasticities(input, text::read_bytes(folder / "elasticities.csv"),
                                 (folder / "elasticities.csv").string());
  return input;
}

/// The figure of one country that a published column names.
double figure(const partial::GsimEffects& effects, Country n, const Place& place, std::string_view column) {
  if (column == "world_price_change") return effects.world_price_change(exporter(n));
  if (column == "composite_price_change") return effects.composite_price_change(importer(n));
  if (column == "producer_surplus") return effects.producer_surplus(n);
  if (column == "consumer_surplus") return effects.consumer_surplus(n);
  if (column == "tariff_revenue_change") return effects.tariff_revenue(n);
  if (column == "welfare") return effects.welfare(n);
  throw InputError(place, "this figure is not known", "world_price_change, producer_surplus, welfare, ...");
}

}  // namespace

Replication replicate_gsim_4x4(const std::filesystem::path& folder, Observer& /*observer*/) {
  const partial::GsimInput input = read_input(folder);
  const partial::GsimEffects effects = partial::gsim_effects(input.market, partial::ConsumerSurplus::francois_hall);
  if (effects.status != partial::GsimStatus::solved) {
    throw InputError({.file = (folder / "trade.csv").string()}, std::string(to_string(effects.status)));
  }
  Replication report{
      .name = "gsim-4x4",
      .title = "Francois & Hall (2003), GSIM, 4 x 4 example: the US and the EU abolish duties on each other",
      .notes = {"printed: the world prices of the authors' spreadsheet; computed: one direct linear solve"},
      .side_columns = {"world price", "import price", "producers", "consumers", "revenue", "welfare"}};
  for (const Country n : all<Country>(input.market.countries.size())) {
    report.side_table.push_back(
        {input.market.countries[n.value()],
         {effects.world_price_change(exporter(n)), effects.composite_price_change(importer(n)),
          effects.producer_surplus(n), effects.consumer_surplus(n), effects.tariff_revenue(n), effects.welfare(n)}});
  }
  const text::CsvTable table = text::read_csv(folder / "published.csv");
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    PublishedCell cell{.table = std::string(table.cell(row, table.column("table"))),
                       .row = std::string(table.cell(row, table.column("row"))),
                       .column = std::string(table.cell(row, table.column("column"))),
                       .published = table.number(row, table.column("value")),
                       .decimals = static_cast<int>(table.whole(row, table.column("decimals"), 0, 17))};
    const auto& countries = input.market.countries;
    const auto found = std::find(countries.begin(), countries.end(), cell.row);
    if (found == countries.end()) throw InputError(table.place(row, table.column("row")), "no such country");
    cell.computed = figure(effects, Country(static_cast<std::size_t>(found - countries.begin())),
                           table.place(row, table.column("column")), cell.column);
    if (prints_the_same(cell.published, cell.computed, cell.decimals)) cell.verdict = PublishedCell::Verdict::agrees;
    report.published.push_back(std::move(cell));
  }
  if (report.published.empty()) throw InputError({.file = (folder / "published.csv").string()}, "no published figures");
  return report;
}

}  // namespace parley::replicate
