#include "parley/partial/gsim_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "parley/base/error.hpp"
#include "parley/text/csv.hpp"

namespace parley::partial {
namespace {

/// Countries in the order in which a file first names them, as exporter or importer.
class CountryList {
 public:
  std::size_t position(std::string_view code) {
    const auto [found, is_new] = position_.emplace(code, codes_.size());
    if (is_new) codes_.emplace_back(code);
    return found->second;
  }
  [[nodiscard]] const std::vector<std::string>& codes() const { return codes_; }

 private:
  std::map<std::string, std::size_t> position_;
  std::vector<std::string> codes_;
};

struct TradeCell {
  Exporter exporter;
  Importer importer;
  double trade;
  double before;
  double after;
};

std::vector<TradeCell> read_cells(const text::CsvTable& csv, CountryList& countries) {
  const std::size_t exporter = csv.column("exporter");
  const std::size_t importer = csv.column("importer");
  const std::size_t trade = csv.column("trade");
  const std::size_t before = csv.column("tariff_before_pct");
  const std::size_t after = csv.column("tariff_after_pct");
  std::set<std::pair<std::size_t, std::size_t>> seen;
  std::vector<TradeCell> cells;
  ProblemList problems;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    for (const std::size_t column : {exporter, importer}) {
      if (csv.cell(row, column).empty()) problems.add(csv.place(row, column), "an empty cell", "a country's code");
    }
    const TradeCell cell{Exporter(countries.position(csv.cell(row, exporter))),
                         Importer(countries.position(csv.cell(row, importer))), csv.number(row, trade),
                         csv.number(row, before) / 100, csv.number(row, after) / 100};
    if (!seen.insert({cell.exporter.value(), cell.importer.value()}).second) {
      problems.add(csv.place(row, importer),
                   fmt::format("{} to {} appears twice", csv.cell(row, exporter), csv.cell(row, importer)));
    }
    if (cell.trade < 0) problems.add(csv.place(row, trade), "trade is negative");
    if (cell.before <= -1) problems.add(csv.place(row, before), "a duty of -100 % or less", "12.5 is 12.5 %");
    if (cell.after <= -1) problems.add(csv.place(row, after), "a duty of -100 % or less", "12.5 is 12.5 %");
    cells.push_back(cell);
  }
  if (cells.empty()) problems.add({csv.file(), 0, 0, ""}, "no rows", "one row per exporter and importer");
  problems.throw_if_any();
  return cells;
}

void require_every_country(const std::set<std::string>& seen, const GsimMarket& market, const std::string& file) {
  for (const std::string& code : market.countries) {
    if (!seen.contains(code))
      throw InputError({file, 0, 0, ""}, fmt::format("no elasticities of {}", code), "add a row");
  }
}

}  // namespace

GsimInput parse_gsim(std::string bytes, const std::string& file, const GsimDefaults& defaults) {
  const text::CsvTable csv = text::parse_csv(std::move(bytes), file);
  CountryList countries;
  const std::vector<TradeCell> cells = read_cells(csv, countries);
  const std::size_t count = countries.codes().size();
  // A square of this many countries would not fit in memory; no real file comes near.
  constexpr std::size_t most_countries = 1000;
  if (count > most_countries) {
    throw InputError({file, 0, 0, ""}, fmt::format("{} countries, over {}", count, most_countries),
                     "is a column other than countries taken for one?");
  }
  const Array<Exporter, Importer> square(count, count);
  GsimInput input{{.countries = countries.codes(),
                   .trade = square,
                   .tariff_before = square,
                   .tariff_after = square,
                   .import_demand_elasticity = Array<Importer>(count),
                   .export_supply_elasticity = Array<Exporter>(count),
                   .substitution_elasticity = Array<Importer>(count)},
                  {}};
  for (const TradeCell& cell : cells) {
    input.market.trade(cell.exporter, cell.importer) = cell.trade;
    input.market.tariff_before(cell.exporter, cell.importer) = cell.before;
    input.market.tariff_after(cell.exporter, cell.importer) = cell.after;
  }
  input.market.import_demand_elasticity.fill(defaults.import_demand);
  input.market.export_supply_elasticity.fill(defaults.export_supply);
  input.market.substitution_elasticity.fill(defaults.substitution);
  if (cells.size() < count * count) {
    input.notes.push_back(fmt::format("{} of {} pairs are not in the file and do not trade",
                                      count * count - cells.size(), count * count));
  }
  return input;
}

void set_gsim_elasticities(GsimInput& input, std::string bytes, const std::string& file) {
  const text::CsvTable csv = text::parse_csv(std::move(bytes), file);
  const std::size_t country = csv.column("country");
  const std::size_t demand = csv.column("import_demand_elasticity");
  const std::size_t supply = csv.column("export_supply_elasticity");
  const std::size_t substitution = csv.column("substitution_elasticity");
  GsimMarket& market = input.market;
  std::set<std::string> seen;
  ProblemList problems;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    const std::string code(csv.cell(row, country));
    const auto found = std::find(market.countries.begin(), market.countries.end(), code);
    if (found == market.countries.end()) {
      problems.add(csv.place(row, country), fmt::format("'{}' does not trade", code),
                   did_you_mean(code, market.countries));
      continue;
    }
    if (!seen.insert(code).second) problems.add(csv.place(row, country), fmt::format("{} appears twice", code));
    const auto at = static_cast<std::size_t>(found - market.countries.begin());
    const double of_demand = csv.number(row, demand);
    const double of_supply = csv.number(row, supply);
    const double of_substitution = csv.number(row, substitution);
    if (of_demand > 0) problems.add(csv.place(row, demand), "is above zero", "imports fall when their price rises");
    if (of_supply <= 0) problems.add(csv.place(row, supply), "is not above zero");
    if (of_substitution < 0) problems.add(csv.place(row, substitution), "is negative", "write 5, not -5");
    market.import_demand_elasticity(Importer(at)) = of_demand;
    market.export_supply_elasticity(Exporter(at)) = of_supply;
    market.substitution_elasticity(Importer(at)) = of_substitution;
  }
  problems.throw_if_any();
  require_every_country(seen, market, file);
}

std::string gsim_pair_csv(const GsimMarket& market, const GsimEffects& effects) {
  std::string out = "exporter,importer,trade_before,trade_after,quantity_pct,tariff_before_pct,tariff_after_pct,clip\n";
  for (const Exporter r : all<Exporter>(market.countries.size())) {
    for (const Importer v : all<Importer>(market.countries.size())) {
      if (market.trade(r, v) <= 0) continue;
      const double change = effects.quantity_change(r, v);
      out += text::csv_format("{},{},{},{},{},{},{},{}\n", market.countries[r.value()], market.countries[v.value()],
                              market.trade(r, v), effects.trade_after(r, v), 100 * change,
                              100 * market.tariff_before(r, v), 100 * market.tariff_after(r, v),
                              change < -1 ? "quantity cut at -100 %" : "");
    }
  }
  return out;
}

}  // namespace parley::partial
