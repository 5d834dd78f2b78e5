#include "parley/data/read_baseline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "parley/base/error.hpp"
#include "parley/data/read_info.hpp"
#include "parley/tariff/law/rate.hpp"
#include "parley/text/csv.hpp"

namespace parley::data {
namespace {

namespace fs = std::filesystem;
using text::CsvTable;

constexpr double absent = std::numeric_limits<double>::quiet_NaN();

constexpr double most_persons = 1e12;

/// A file of a baseline whose rows are keyed by codes.
class KeyedFile {
 public:
  KeyedFile(const Economy& economy, const fs::path& path) : economy_(&economy), table_(text::read_csv(path)) {}

  [[nodiscard]] std::size_t row_count() const { return table_.row_count(); }
  [[nodiscard]] std::size_t column(std::string_view name) const { return table_.column(name); }
  [[nodiscard]] const CsvTable& table() const { return table_; }
  [[nodiscard]] Country country(std::size_t row, std::size_t column) const {
    const std::string_view code = table_.cell(row, column);
    if (const auto found = economy_->find_country(code)) return *found;
    throw InputError(table_.place(row, column), fmt::format("no region '{}' in regions.csv", code),
                     did_you_mean(code, economy_->country_codes()));
  }
  [[nodiscard]] Sector sector(std::size_t row, std::size_t column) const {
    const std::string_view code = table_.cell(row, column);
    if (const auto found = economy_->find_sector(code)) return *found;
    throw InputError(table_.place(row, column), fmt::format("no sector '{}' in sectors.csv", code),
                     did_you_mean(code, economy_->sector_codes()));
  }
  /// Fills a cell that no row has filled before with a number that is not negative.
  void fill(double& cell, std::size_t row, std::size_t column) const {
    if (!std::isnan(cell)) {
      throw InputError(table_.place(row, column), fmt::format("the cell {} is given twice", key(row)), "keep one row");
    }
    cell = table_.number(row, column);
    if (cell < 0.0) throw InputError(table_.place(row, column), fmt::format("{} is negative ({})", cell, key(row)));
  }
  [[nodiscard]] Place place() const { return {.file = table_.file()}; }

 private:
  [[nodiscard]] std::string key(std::size_t row) const {
    std::string text;
    for (std::size_t at = 0; at + 1 < table_.header().size() && at < 3; ++at) {
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", table_.header()[at], table_.cell(row, at));
    }
    return text;
  }
  const Economy* economy_;
  CsvTable table_;
};

[[noreturn]] void refuse_missing(const KeyedFile& file, std::size_t count, const std::string& first) {
  throw InputError(file.place(), fmt::format("{} cells are missing, the first is {}", count, first),
                   "give every cell, zeros too");
}

bool read_flag(const CsvTable& table, std::size_t row, std::size_t column) {
  const std::string_view text = table.cell(row, column);
  if (text == "1" || text == "0") return text == "1";
  throw InputError(table.place(row, column), fmt::format("'{}' is neither 1 nor 0", text));
}

}  // namespace

std::vector<CountryGroup> read_groups(const fs::path& path, const Economy& economy) {
  const KeyedFile file(economy, path);
  const CsvTable& table = file.table();
  const std::size_t code = file.column("group");
  const std::size_t name = file.column("name");
  const std::size_t member = file.column("member");
  const std::size_t union_column = file.column("customs_union");
  std::vector<CountryGroup> groups;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string_view word = table.cell(row, code);
    if (word.empty() || economy.find_country(word))
      throw InputError(table.place(row, code), fmt::format("'{}' cannot be the code of a group", word),
                       "a code that no region has");
    const Country n = file.country(row, member);
    const bool is_union = read_flag(table, row, union_column);
    auto group = std::ranges::find(groups, word, &CountryGroup::code);
    if (group == groups.end()) {
      groups.push_back({std::string(word), std::string(table.cell(row, name)), {}, is_union});
      group = groups.end() - 1;
    }
    if (group->name != table.cell(row, name) || group->is_customs_union != is_union)
      throw InputError(table.place(row, name), fmt::format("group '{}' had another name or kind above", word),
                       "the same in every row of a group");
    if (std::ranges::find(group->members, n) != group->members.end())
      throw InputError(table.place(row, member), fmt::format("{} is a member already", economy.code(n)),
                       "keep one row");
    for (const CountryGroup& other : groups) {
      const bool has = std::ranges::find(other.members, n) != other.members.end();
      if (is_union && other.is_customs_union && has)
        throw InputError(table.place(row, member),
                         fmt::format("{} is in the customs union {} already", economy.code(n), other.code),
                         "a country is in one customs union, which sets its tariffs");
    }
    group->members.push_back(n);
  }
  return groups;
}

namespace {

Economy read_economy(const fs::path& folder) {
  const CsvTable regions = text::read_csv(folder / "regions.csv");
  const CsvTable sectors = text::read_csv(folder / "sectors.csv");
  std::vector<Region> countries;
  std::vector<SectorLabel> labels;
  for (std::size_t row = 0; row < regions.row_count(); ++row) {
    countries.push_back({std::string(regions.cell(row, regions.column("code"))),
                         std::string(regions.cell(row, regions.column("name")))});
  }
  for (std::size_t row = 0; row < sectors.row_count(); ++row) {
    labels.push_back({std::string(sectors.cell(row, sectors.column("code"))),
                      std::string(sectors.cell(row, sectors.column("name"))),
                      read_flag(sectors, row, sectors.column("goods"))});
  }
  if (countries.empty()) throw InputError({.file = regions.file()}, "no region");
  if (labels.empty()) throw InputError({.file = sectors.file()}, "no sector");
  Economy economy(countries, labels);
  const fs::path groups = folder / "groups.csv";
  if (!fs::exists(groups)) return economy;
  return {std::move(countries), std::move(labels), read_groups(groups, economy)};
}

void read_flows(const fs::path& folder, BaselineData& data) {
  const KeyedFile file(data.economy, folder / "flows.csv");
  const std::size_t from = file.column("exporter");
  const std::size_t to = file.column("importer");
  const std::size_t what = file.column("sector");
  const std::size_t value = file.column("value_musd");
  data.flow.fill(absent);
  for (std::size_t row = 0; row < file.row_count(); ++row) {
    const Exporter i = exporter(file.country(row, from));
    const Importer n = importer(file.country(row, to));
    file.fill(data.flow(file.sector(row, what), n, i), row, value);
  }
  std::size_t missing = 0;
  std::string first;
  for (const Sector s : data.economy.sectors()) {
    for (const Importer n : data.economy.importers()) {
      for (const Exporter i : data.economy.exporters()) {
        if (!std::isnan(data.flow(s, n, i)) || missing++ > 0) continue;
        first = fmt::format("exporter {}, importer {}, sector {}", data.economy.code(country(i)),
                            data.economy.code(country(n)), data.economy.code(s));
      }
    }
  }
  if (missing > 0) refuse_missing(file, missing, first);
}

void read_tariffs(const fs::path& folder, BaselineData& data) {
  const KeyedFile file(data.economy, folder / "tariffs.csv");
  const std::size_t to = file.column("importer");
  const std::size_t from = file.column("exporter");
  const std::size_t what = file.column("sector");
  const std::size_t value = file.column("tariff_pct");
  data.tariff.fill(absent);
  for (std::size_t row = 0; row < file.row_count(); ++row) {
    const Importer n = importer(file.country(row, to));
    const Exporter i = exporter(file.country(row, from));
    double& cell = data.tariff(file.sector(row, what), n, i);
    file.fill(cell, row, value);
    if (cell > tariff::highest_duty_percent) {
      throw InputError(file.table().place(row, value), fmt::format("a tariff of {} %", cell),
                       fmt::format("at most {} %", tariff::highest_duty_percent));
    }
    if (cell > 0.0 && country(n) == country(i)) {
      throw InputError(file.table().place(row, value), "a tariff of a country on its own sales");
    }
  }
  std::size_t missing = 0;
  std::string first;
  for (const Sector s : data.economy.sectors()) {
    for (const Importer n : data.economy.importers()) {
      for (const Exporter i : data.economy.exporters()) {
        double& cell = data.tariff(s, n, i);
        const bool may_be_absent = country(n) == country(i) || !data.economy.sector(s).is_goods;
        if (std::isnan(cell) && !may_be_absent && missing++ == 0) {
          first = fmt::format("importer {}, exporter {}, sector {}", data.economy.code(country(n)),
                              data.economy.code(country(i)), data.economy.code(s));
        }
        cell = std::isnan(cell) ? 0.0 : cell / 100.0;
      }
    }
  }
  if (missing > 0) refuse_missing(file, missing, first);
}

void read_use(const fs::path& folder, BaselineData& data) {
  const fs::path path = folder / "use.csv";
  if (!fs::exists(path)) return;
  const std::size_t sectors = data.economy.sector_count();
  data.use = Array<Country, InputSector, Sector>(data.economy.country_count(), sectors, sectors);
  data.use.fill(absent);
  const KeyedFile file(data.economy, path);
  const std::size_t where = file.column("region");
  const std::size_t what = file.column("input_sector");
  const std::size_t who = file.column("user_sector");
  const std::size_t value = file.column("value_musd");
  for (std::size_t row = 0; row < file.row_count(); ++row) {
    file.fill(data.use(file.country(row, where), input(file.sector(row, what)), file.sector(row, who)), row, value);
  }
  std::size_t missing = 0;
  std::string first;
  for (const Country n : data.economy.countries()) {
    for (const InputSector k : data.economy.input_sectors()) {
      for (const Sector j : data.economy.sectors()) {
        if (!std::isnan(data.use(n, k, j)) || missing++ > 0) continue;
        first = fmt::format("region {}, input_sector {}, user_sector {}", data.economy.code(n),
                            data.economy.code(sector(k)), data.economy.code(j));
      }
    }
  }
  if (missing > 0) refuse_missing(file, missing, first);
}

void read_elasticities(const fs::path& folder, BaselineData& data) {
  const KeyedFile file(data.economy, folder / "elasticities.csv");
  const std::size_t what = file.column("sector");
  const std::size_t theta = file.column("theta");
  const std::size_t source = file.column("source");
  data.trade_elasticity.fill(absent);
  data.elasticity_source.resize(data.economy.sector_count());
  for (std::size_t row = 0; row < file.row_count(); ++row) {
    const Sector s = file.sector(row, what);
    file.fill(data.trade_elasticity(s), row, theta);
    if (data.trade_elasticity(s) == 0.0)
      throw InputError(file.table().place(row, theta), "a trade elasticity must be positive");
    data.elasticity_source[s.value()] = file.table().cell(row, source);
  }
  for (const Sector s : data.economy.sectors()) {
    if (std::isnan(data.trade_elasticity(s))) refuse_missing(file, 1, "sector " + data.economy.code(s));
  }
}

struct Accounts {
  double gross_output = 0;
  double value_added = 0;
  double final_demand = 0;
};

Accounts accounts_of(const BaselineData& data, Country n, Sector s) {
  Accounts sums;
  for (const Country m : data.economy.countries()) {
    sums.gross_output += data.flow(s, importer(m), exporter(n));
    sums.final_demand += data.flow(s, importer(n), exporter(m));
  }
  sums.value_added = sums.gross_output;
  if (data.use.empty()) return sums;
  for (const Sector other : data.economy.sectors()) {
    sums.value_added -= data.use(n, input(other), s);
    sums.final_demand -= data.use(n, input(s), other);
  }
  return sums;
}

/// Every row of accounts.csv against flows and uses; differences are relative to the cell's output or absorption.
void check_accounts(const fs::path& folder, const BaselineData& data, double tolerance) {
  const KeyedFile file(data.economy, folder / "accounts.csv");
  const std::size_t where = file.column("region");
  const std::size_t what = file.column("sector");
  const std::array<std::size_t, 3> columns{file.column("gross_output_musd"), file.column("value_added_musd"),
                                           file.column("final_demand_musd")};
  Array<Country, Sector> seen(data.economy.country_count(), data.economy.sector_count());
  for (std::size_t row = 0; row < file.row_count(); ++row) {
    const Country n = file.country(row, where);
    const Sector s = file.sector(row, what);
    if (seen(n, s)++ > 0.0) throw InputError(file.table().place(row, where), "this region and sector are given twice");
    const Accounts sums = accounts_of(data, n, s);
    const std::array<double, 3> derived{sums.gross_output, sums.value_added, sums.final_demand};
    double absorption = 0.0;
    for (const Exporter i : data.economy.exporters()) absorption += data.flow(s, importer(n), i);
    const double scale = std::max({sums.gross_output, absorption, 1e-6});
    for (std::size_t at = 0; at < columns.size(); ++at) {
      const double stated = file.table().number(row, columns[at]);
      if (std::abs(stated - derived[at]) <= tolerance * scale) continue;
      throw InputError(file.table().place(row, columns[at]),
                       fmt::format("{} for {},{} but flows and uses add up to {}", stated, data.economy.code(n),
                                   data.economy.code(s), derived[at]),
                       "correct the cell, or state accounts_tolerance in baseline.toml");
    }
  }
  for (const Country n : data.economy.countries()) {
    for (const Sector s : data.economy.sectors()) {
      if (seen(n, s) == 0.0)
        refuse_missing(file, 1, fmt::format("region {}, sector {}", data.economy.code(n), data.economy.code(s)));
    }
  }
}

}  // namespace

Array<Country> read_population(const fs::path& path, const Economy& economy) {
  const KeyedFile file(economy, path);
  const std::size_t where = file.column("region");
  const std::size_t persons = file.column("persons");
  Array<Country> population(economy.country_count());
  population.fill(absent);
  for (std::size_t row = 0; row < file.row_count(); ++row) {
    double& cell = population(file.country(row, where));
    file.fill(cell, row, persons);
    if (!(cell >= 1 && cell <= most_persons && cell == std::floor(cell))) {
      throw InputError(file.table().place(row, persons), "is not a number of persons",
                       "a whole number from 1 up, not thousands or millions");
    }
  }
  for (const Country n : economy.countries()) {
    if (std::isnan(population(n))) {
      throw InputError(file.place(), "no row for region " + economy.code(n), "name every region, or drop the file");
    }
  }
  return population;
}

BaselineData read_baseline_data(const fs::path& folder) {
  if (!fs::is_directory(folder))
    throw InputError({.file = folder.string()}, "is not a baseline folder",
                     "it needs baseline.toml, flows.csv and the other files of docs/formats.md");
  FolderInfo info = read_info(folder);
  BaselineData data;
  data.info = std::move(info.info);
  data.economy = read_economy(folder);
  const std::size_t countries = data.economy.country_count();
  if (countries < 2)
    throw InputError({.file = (folder / "regions.csv").string()}, "has one region, which has nobody to trade with",
                     "a baseline has two regions or more");
  const std::size_t sectors = data.economy.sector_count();
  data.flow = data.tariff = Array<Sector, Importer, Exporter>(sectors, countries, countries);
  data.trade_elasticity = Array<Sector>(sectors);
  read_flows(folder, data);
  read_tariffs(folder, data);
  read_use(folder, data);
  read_elasticities(folder, data);
  if (const fs::path file = folder / "population.csv"; fs::exists(file)) {
    data.population = read_population(file, data.economy);
  }
  check_accounts(folder, data, info.accounts_tolerance);
  return data;
}

Baseline read_baseline(const fs::path& folder, const CalibrationOptions& options) {
  return calibrate(read_baseline_data(folder), options);
}

}  // namespace parley::data
