#include "parley/data/build/source_tables.hpp"

#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "parley/data/build/flow_sums.hpp"
#include "parley/data/build/judgement_table.hpp"
#include "parley/text/csv.hpp"

namespace parley::data {
namespace {

using Codes = std::unordered_map<std::string, std::size_t>;

/// A column of codes, each cell looked up among the known ones.
struct KeyColumn {
  std::size_t column;
  const Codes* codes;
};

Codes positions(const std::vector<std::string>& codes) {
  Codes result;
  for (std::size_t at = 0; at < codes.size(); ++at) result.emplace(codes[at], at);
  return result;
}

std::vector<std::string> names(const Codes& codes) {
  std::vector<std::string> result;
  result.reserve(codes.size());
  for (const auto& [code, at] : codes) result.push_back(code);
  return result;
}

std::size_t look_up(const text::CsvTable& table, std::size_t row, const KeyColumn& key) {
  const std::string code(table.cell(row, key.column));
  const auto found = key.codes->find(code);
  if (found != key.codes->end()) return found->second;
  throw InputError(table.place(row, key.column), "no code '" + code + "'", did_you_mean(code, names(*key.codes)));
}

double amount(const text::CsvTable& table, std::size_t row, std::size_t column) {
  const double value = table.number(row, column);
  if (value < 0)
    throw InputError(table.place(row, column), "a negative value", "flows, uses and tariffs are not negative");
  return value;
}

/// Three keys and a value per row, into `value`; which cells were given is kept.
template <class A, class B, class C>
std::vector<bool> fill(const text::CsvTable& table, const std::array<KeyColumn, 3>& keys, std::size_t value_column,
                       double scale, Array<A, B, C>& values) {
  std::vector<bool> given(values.size(), false);
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::array<std::size_t, 3> at{look_up(table, row, keys[0]), look_up(table, row, keys[1]),
                                        look_up(table, row, keys[2])};
    const std::size_t cell = (at[0] * values.extent(1) + at[1]) * values.extent(2) + at[2];
    if (given[cell]) throw InputError(table.place(row, keys[0].column), "this cell appears twice");
    given[cell] = true;
    values(A(at[0]), B(at[1]), C(at[2])) = scale * amount(table, row, value_column);
  }
  return given;
}

Economy source_economy(const std::filesystem::path& folder, const std::string& tariff_file) {
  const text::CsvTable regions = text::read_csv(folder / "regions.csv");
  std::vector<Region> region_list;
  region_list.reserve(regions.row_count());
  for (std::size_t row = 0; row < regions.row_count(); ++row) {
    region_list.push_back({std::string(regions.cell(row, regions.column("code"))),
                           std::string(regions.cell(row, regions.column("name")))});
  }
  const text::CsvTable sectors = text::read_csv(folder / "sectors.csv");
  std::set<std::string> with_tariffs;
  const bool is_marked = sectors.has_column("goods");
  if (!is_marked) {
    const text::CsvTable tariffs = text::read_csv(folder / tariff_file);
    const std::size_t column = tariffs.column("sector");
    for (std::size_t row = 0; row < tariffs.row_count(); ++row) with_tariffs.emplace(tariffs.cell(row, column));
  }
  std::vector<SectorLabel> sector_list;
  for (std::size_t row = 0; row < sectors.row_count(); ++row) {
    const std::string code(sectors.cell(row, sectors.column("code")));
    const bool is_goods = is_marked ? sectors.number(row, sectors.column("goods")) != 0 : with_tariffs.contains(code);
    sector_list.push_back({code, std::string(sectors.cell(row, sectors.column("name"))), is_goods});
  }
  return {std::move(region_list), std::move(sector_list)};
}

void read_source_flows(const std::filesystem::path& path, const Codes& regions, const Codes& sectors,
                       BaselineData& data) {
  const text::CsvTable table = text::read_csv(path);
  const std::vector<bool> given =
      fill(table,
           {KeyColumn{table.column("sector"), &sectors}, KeyColumn{table.column("importer"), &regions},
            KeyColumn{table.column("exporter"), &regions}},
           table.column("value_musd"), 1.0, data.flow);
  std::size_t cell = 0;
  ProblemList problems;
  for (const Sector s : data.economy.sectors()) {
    for (const Importer n : data.economy.importers()) {
      for (const Exporter i : data.economy.exporters()) {
        if (given[cell++]) continue;
        problems.add({path.string(), 0, 0, ""},
                     fmt::format("no flow of {} from {} to {}", data.economy.code(s), data.economy.code(country(i)),
                                 data.economy.code(country(n))));
      }
    }
  }
  problems.throw_if_any();
}

/// Services and own sales may be absent from a tariff file; every goods cell must be there.
void read_source_tariffs(const std::filesystem::path& path, const std::string& column, const Codes& regions,
                         const Codes& sectors, BaselineData& data) {
  const text::CsvTable table = text::read_csv(path);
  const std::vector<bool> given =
      fill(table,
           {KeyColumn{table.column("sector"), &sectors}, KeyColumn{table.column("importer"), &regions},
            KeyColumn{table.column("exporter"), &regions}},
           table.column(column), 0.01, data.tariff);
  std::size_t cell = 0;
  ProblemList problems;
  for (const Sector s : data.economy.sectors()) {
    for (const Importer n : data.economy.importers()) {
      for (const Exporter i : data.economy.exporters()) {
        const bool is_there = given[cell++];
        if (is_there || country(n) == country(i) || !data.economy.sector(s).is_goods) continue;
        problems.add({path.string(), 0, 0, ""},
                     fmt::format("no tariff of {} on {} from {}", data.economy.code(country(n)), data.economy.code(s),
                                 data.economy.code(country(i))));
      }
    }
  }
  problems.throw_if_any();
}

void read_uses(const std::filesystem::path& path, const Codes& regions, const Codes& sectors, SourceTables& tables) {
  BaselineData& data = tables.data;
  const text::CsvTable table = text::read_csv(path);
  const std::vector<bool> given =
      fill(table,
           {KeyColumn{table.column("region"), &regions}, KeyColumn{table.column("input_sector"), &sectors},
            KeyColumn{table.column("user_sector"), &sectors}},
           table.column("value_musd"), 1.0, data.use);
  const std::size_t count = data.economy.sector_count();
  ProblemList problems;
  for (const Country n : data.economy.countries()) {
    for (const Sector j : data.economy.sectors()) {
      std::size_t absent = 0;
      for (std::size_t k = 0; k < count; ++k) absent += given[(n.value() * count + k) * count + j.value()] ? 0u : 1u;
      const std::string who = data.economy.code(n) + " " + data.economy.code(j);
      if (absent > 0 && absent < count) {
        problems.add({path.string(), 0, 0, ""}, fmt::format("{} of {} inputs of {} are absent", absent, count, who));
      } else if (absent == count && output_of(data, n, j) > 0) {
        tables.remarks.push_back(
            fmt::format("{} produces {:.6g} million but the source has no inputs for it: all of it is value added", who,
                        output_of(data, n, j)));
      }
    }
  }
  problems.throw_if_any();
}

void read_value_added(const std::filesystem::path& path, const Codes& regions, const Codes& sectors,
                      SourceTables& tables) {
  const text::CsvTable table = text::read_csv(path);
  const KeyColumn region{table.column("region"), &regions};
  const KeyColumn sector{table.column("sector"), &sectors};
  const std::size_t output = table.column("gross_output_musd");
  const std::size_t value_added = table.column("value_added_musd");
  std::set<std::pair<std::size_t, std::size_t>> given;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const Country n(look_up(table, row, region));
    const Sector s(look_up(table, row, sector));
    if (!given.insert({n.value(), s.value()}).second)
      throw InputError(table.place(row, region.column), "this region and sector appear twice");
    const double made = table.number(row, output);
    tables.value_added_share(n, s) = made > 0 ? table.number(row, value_added) / made : 0.0;
  }
}

}  // namespace

SourceTables read_source_tables(const std::filesystem::path& sources, const SourceRecipe& recipe) {
  const std::filesystem::path folder = sources / recipe.folder;
  SourceTables tables;
  BaselineData& data = tables.data;
  data.economy = source_economy(folder, recipe.tariffs);
  const std::size_t countries = data.economy.country_count();
  const std::size_t sector_count = data.economy.sector_count();
  data.flow = Array<Sector, Importer, Exporter>(sector_count, countries, countries);
  data.tariff = data.flow;
  data.use = Array<Country, InputSector, Sector>(countries, sector_count, sector_count);
  tables.value_added_share = Array<Country, Sector>(countries, sector_count);
  const Codes regions = positions(data.economy.country_codes());
  const Codes sectors = positions(data.economy.sector_codes());
  read_source_flows(folder / "flows.csv", regions, sectors, data);
  read_source_tariffs(folder / recipe.tariffs, recipe.tariff_column, regions, sectors, data);
  read_uses(folder / "use.csv", regions, sectors, tables);
  read_value_added(folder / "accounts.csv", regions, sectors, tables);
  return tables;
}

void read_elasticities(const std::filesystem::path& sources, const ElasticityRecipe& recipe, BaselineData& data) {
  const text::CsvTable table = text::read_csv(sources / recipe.file);
  const std::size_t key = table.column(recipe.key_column);
  const std::size_t value = table.column(recipe.value_column);
  std::map<std::string, double> found;
  ProblemList problems;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (!recipe.filter_column.empty() && table.cell(row, table.column(recipe.filter_column)) != recipe.filter_value)
      continue;
    const std::string name(table.cell(row, key));
    if (!found.emplace(name, table.number(row, value)).second)
      problems.add(table.place(row, key), "'" + name + "' appears twice",
                   "select one row of each with the recipe's filter");
  }
  data.trade_elasticity = Array<Sector>(data.economy.sector_count());
  data.elasticity_source.assign(data.economy.sector_count(), "");
  for (const Sector s : data.economy.sectors()) {
    const SectorLabel& label = data.economy.sector(s);
    double& theta = data.trade_elasticity(s);
    std::string& source = data.elasticity_source[s.value()];
    const auto mapped = recipe.key_of.find(label.code);
    const auto row = found.find(mapped == recipe.key_of.end() ? label.code : mapped->second);
    if (const auto own = recipe.own.find(label.code); own != recipe.own.end()) {
      theta = own->second;
      source = "the recipe's own value";
    } else if (!label.is_goods) {
      theta = recipe.services;
      source = recipe.services_citation;
    } else if (row != found.end()) {
      theta = row->second;
      source = recipe.citation;
    } else {
      problems.add({table.file(), 0, 0, ""}, "no elasticity for sector " + label.code,
                   "add it to the recipe's map or own values");
      continue;
    }
    if (!(theta > 0)) problems.add({table.file(), 0, 0, label.code}, "an elasticity that is not positive");
  }
  problems.throw_if_any();
}

std::vector<Judgement> set_elasticities(const std::filesystem::path& path, BaselineData& data) {
  JudgementTable table(path);
  std::vector<Judgement> judgements;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::vector<Sector> sectors = table.goods(row, "sector", data.economy);
    const double theta = table.csv().number(row, table.csv().column("theta"));
    const std::optional<double> low = table.number(row, "low");
    const std::optional<double> high = table.number(row, "high");
    const std::string source = table.source(row);
    table.refuse_repeated(row, table.text(row, "sector"), "sector");
    if (!(theta > 0)) table.problem(row, "theta", "an elasticity that is not positive");
    table.refuse_outside(row, "theta", theta, low, high);
    for (const Sector s : sectors) {
      data.trade_elasticity(s) = theta;
      data.elasticity_source[s.value()] = source;
    }
    judgements.push_back({.what = "trade elasticity of " + table.text(row, "sector"),
                          .value = fmt::format("{:.6g}", theta),
                          .bounds = bounds_text(low, high, ""),
                          .file = table.file_name(),
                          .source = source});
  }
  table.throw_if_any();
  return judgements;
}

}  // namespace parley::data
