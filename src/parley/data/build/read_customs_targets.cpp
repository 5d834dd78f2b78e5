#include "parley/data/build/read_customs_targets.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "parley/nomenclature/convert.hpp"
#include "parley/nomenclature/read_vintage.hpp"
#include "parley/tariff/lists/coverage_recipe.hpp"
#include "parley/text/read_code.hpp"

namespace parley::data {
namespace {

constexpr std::size_t chapter_digits = 2;
constexpr std::size_t subheading_digits = 6;

/// Dollars by sector, and those that belong to no sector in particular.
struct SectorDollars {
  std::map<std::string, double> musd;
  double spread = 0;
  double unmapped = 0;

  void add(const tariff::SectorMatch& match, double value, const CustomsRecipe& recipe) {
    if (match.sector != nullptr) {
      const auto whole = recipe.whole_of_part.find(*match.sector);
      musd[whole == recipe.whole_of_part.end() ? *match.sector : whole->second] += value;
    } else {
      (match.basis == tariff::SectorBasis::spread ? spread : unmapped) += value;
    }
  }
  [[nodiscard]] double mapped() const {
    double sum = 0;
    for (const auto& [sector, value] : musd) sum += value;
    return sum;
  }
};

/// Imports by chapter.
using Chapters = std::map<std::string, double>;

struct PairRecords {
  Country importer;
  Exporter exporter;
  Chapters chapters;
};

PairRecords add_pair(const CustomsRecipe& recipe, const tariff::TradeSource& source,
                     const tariff::SectorFinder& sectors, const Economy& economy, const std::filesystem::path& sources,
                     CustomsTargets& targets) {
  const tariff::LineTrade trade = tariff::read_line_trade(source, sectors, sources);
  const Country n = region_at(economy, source.importer, source.rows.place);
  const Exporter i = exporter(region_at(economy, source.exporter, source.rows.place));
  SectorDollars dollars;
  PairRecords records{n, i, {}};
  for (const tariff::LineTradeRow& row : trade.rows) {
    dollars.add(row.match, row.value_musd, recipe);
    records.chapters[row.code.substr(0, chapter_digits)] += row.value_musd;
  }
  const double mapped = dollars.mapped();
  if (!(mapped > 0)) throw InputError(source.rows.place, "no code of '" + source.id + "' has a sector");
  for (const auto& [code, value] : dollars.musd) {
    targets.cells.push_back(
        {sector_at(economy, code, true, source.rows.place), importer(n), i, value * trade.total.total_musd / mapped});
  }
  targets.pairs.push_back({importer(n), i, trade.total.total_musd});
  targets.remarks.push_back(
      fmt::format("Customs value of {} from {}: {:.1f} million, {:.2f} % of it spread over sectors, {:.4f} million "
                  "without a sector. {}",
                  source.importer, source.exporter, trade.total.total_musd,
                  100 * dollars.spread / trade.total.total_musd, dollars.unmapped, source.source));
  return records;
}

bool is_excepted(const text::CsvTable& csv, std::size_t row,
                 const std::map<std::string, std::vector<std::string>>& except) {
  return std::any_of(except.begin(), except.end(), [&](const auto& entry) {
    const std::string_view cell = csv.cell(row, csv.column(entry.first));
    return std::find(entry.second.begin(), entry.second.end(), cell) != entry.second.end();
  });
}

/// Dollars by code, rows of one code added up.
std::map<std::string, double> read_code_column_file(const CodeColumnRecipe& recipe,
                                                    const std::filesystem::path& sources) {
  const tariff::SelectedRows selected = tariff::select(recipe.rows, sources);
  const text::CsvTable& csv = selected.csv;
  const std::size_t code = csv.column(recipe.code_column);
  const std::size_t value = csv.column(recipe.value_column);
  std::map<std::string, double> sums;
  for (const std::size_t row : selected.rows) {
    if (is_excepted(csv, row, recipe.except)) continue;
    const double amount = csv.number(row, value);
    if (amount < 0) throw InputError(csv.place(row, value), "a negative value");
    sums[text::read_code(csv, row, code)] += amount;
  }
  return sums;
}

/// Carries codes to the edition of the sector map; codes that are no part of the Harmonized System stay as they are.
std::map<std::string, double> converted(const GroupRecipe& group, const std::map<std::string, double>& lines) {
  if (group.editions.empty()) return lines;
  const nomenclature::VintageTable table = nomenclature::read_vintages(group.editions);
  std::vector<nomenclature::CodeValue> codes;
  std::map<std::string, double> result;
  constexpr std::string_view national_chapters = "98";
  const auto known = table.codes.find(*group.from_edition);
  if (known == table.codes.end()) {
    throw InputError(group.place, fmt::format("{} has no edition {}", group.editions.string(), *group.from_edition));
  }
  for (const auto& [code, value] : lines) {
    const std::string subheading = code.substr(0, subheading_digits);
    if (code.substr(0, chapter_digits) >= national_chapters || !known->second.contains(subheading)) {
      result[code] += value;
    } else {
      codes.push_back({subheading, std::llround(value), group.lines.rows.place, 0});
    }
  }
  const nomenclature::Conversion conversion =
      nomenclature::convert_codes(table, codes, {.from = *group.from_edition, .to = *group.to_edition, .weights = {}});
  for (const nomenclature::ConvertedLine& line : conversion.lines)
    result[line.code] += static_cast<double>(line.amount);
  return result;
}

/// What is left of the world's imports by chapter after those from the partners with lines.
Chapters chapters_of_others(const GroupRecipe& group, Country n, const std::vector<PairRecords>& pairs,
                            const std::filesystem::path& sources) {
  Chapters rest;
  for (const auto& [chapter, value] : read_code_column_file(group.world, sources)) {
    rest[chapter.substr(0, chapter_digits)] += value * group.world.unit_musd;
  }
  for (const PairRecords& pair : pairs) {
    if (pair.importer != n) continue;
    for (const auto& [chapter, value] : pair.chapters) rest[chapter] -= value;
  }
  for (const auto& [chapter, value] : rest) {
    if (value >= 0) continue;
    throw InputError(group.place, fmt::format("chapter {}: partners with lines sell {:.1f} million more than the world",
                                              chapter, -value));
  }
  return rest;
}

/// The lines that divide chapters, by chapter and sector.
std::map<std::string, SectorDollars> lines_by_chapter(const CustomsRecipe& recipe, const GroupRecipe& group,
                                                      const tariff::SectorFinder& sectors,
                                                      const std::filesystem::path& sources) {
  std::map<std::string, SectorDollars> by_chapter;
  for (const auto& [code, value] : converted(group, read_code_column_file(group.lines, sources))) {
    by_chapter[code.substr(0, chapter_digits)].add(sectors.find(code), value * group.lines.unit_musd, recipe);
  }
  return by_chapter;
}

/// Chapters by sector, each divided as its lines are.
SectorDollars divided(const Chapters& chapters, const std::map<std::string, SectorDollars>& by_chapter) {
  SectorDollars dollars;
  for (const auto& [chapter, value] : chapters) {
    const auto lines = by_chapter.find(chapter);
    const double mapped = lines == by_chapter.end() ? 0 : lines->second.mapped();
    if (mapped > 0) {
      for (const auto& [code, part] : lines->second.musd) dollars.musd[code] += value * part / mapped;
    } else {
      (lines != by_chapter.end() && lines->second.spread > 0 ? dollars.spread : dollars.unmapped) += value;
    }
  }
  return dollars;
}

/// The importer's partners whose lines are not here.
std::vector<Exporter> others_of(Country n, const Economy& economy, const std::vector<PairRecords>& pairs) {
  std::vector<Exporter> others;
  for (const Exporter i : economy.exporters()) {
    const bool has_lines = std::any_of(
        pairs.begin(), pairs.end(), [&](const PairRecords& pair) { return pair.importer == n && pair.exporter == i; });
    if (country(i) != n && !has_lines) others.push_back(i);
  }
  return others;
}

TargetGroup add_group(const CustomsRecipe& recipe, const GroupRecipe& group, const tariff::SectorFinder& sectors,
                      const Economy& economy, const std::vector<PairRecords>& pairs,
                      const std::filesystem::path& sources, CustomsTargets& targets) {
  const Country n = region_at(economy, group.importer, group.place);
  const std::map<std::string, SectorDollars> by_chapter = lines_by_chapter(recipe, group, sectors, sources);
  double line_total = 0;
  double line_unmapped = 0;
  for (const auto& [chapter, lines] : by_chapter) {
    line_total += lines.mapped() + lines.spread + lines.unmapped;
    line_unmapped += lines.unmapped;
  }
  const SectorDollars dollars = divided(chapters_of_others(group, n, pairs, sources), by_chapter);
  const double factor = 1 + dollars.spread / dollars.mapped();
  TargetGroup result{importer(n), others_of(n, economy, pairs), Array<Sector>(economy.sector_count())};
  for (const auto& [code, value] : dollars.musd) {
    result.musd(sector_at(economy, code, true, group.place)) = factor * value;
  }
  targets.remarks.push_back(fmt::format(
      "Customs value of {} from {} partners without lines: {:.1f} million by sector, {:.1f} of it spread over sectors, "
      "{:.1f} more in chapters without a sector; {:.2f} % of the lines that divide chapters have no sector and follow "
      "the "
      "others of their chapter. {}",
      group.importer, result.exporters.size(), factor * dollars.mapped(), dollars.spread, dollars.unmapped,
      100 * line_unmapped / line_total, group.source));
  return result;
}

}  // namespace

Country region_at(const Economy& economy, const std::string& code, const Place& place) {
  const std::optional<Country> found = economy.find_country(code);
  if (!found) throw InputError(place, "no region '" + code + "'", did_you_mean(code, economy.country_codes()));
  return *found;
}

Sector sector_at(const Economy& economy, const std::string& code, bool goods, const Place& place) {
  const std::optional<Sector> found = economy.find_sector(code);
  if (!found) throw InputError(place, "no sector '" + code + "'", did_you_mean(code, economy.sector_codes()));
  if (economy.sector(*found).is_goods != goods) {
    throw InputError(place, fmt::format("sector '{}' is {}", code, goods ? "a service" : "no service"));
  }
  return *found;
}

CustomsTargets read_customs_targets(const CustomsRecipe& recipe, const Economy& economy,
                                    const std::filesystem::path& sources) {
  CustomsTargets targets;
  if (!recipe.lines.empty()) {
    const tariff::CoverageRecipe lines = tariff::read_coverage_recipe(recipe.lines);
    const tariff::SectorFinder sectors(lines.sectors, sources);
    std::vector<PairRecords> pairs;
    for (const std::string& id : recipe.trade) {
      pairs.push_back(
          add_pair(recipe, tariff::trade_named(lines, id, recipe.place), sectors, economy, sources, targets));
    }
    for (const GroupRecipe& group : recipe.groups) {
      targets.groups.push_back(add_group(recipe, group, sectors, economy, pairs, sources, targets));
    }
  } else if (!recipe.groups.empty()) {
    throw InputError(recipe.groups.front().place, "a group needs 'lines': the recipe with the map of codes to sectors");
  }
  for (const CellRecipe& cell : recipe.cells) {
    targets.cells.push_back({sector_at(economy, cell.sector, true, cell.place),
                             importer(region_at(economy, cell.importer, cell.place)),
                             exporter(region_at(economy, cell.exporter, cell.place)), cell.musd});
    targets.remarks.push_back(fmt::format("Customs value of {} of {} from {}: {:.1f} million. {}", cell.sector,
                                          cell.importer, cell.exporter, cell.musd, cell.source));
  }
  return targets;
}

}  // namespace parley::data
