#include "parley/data/build/build_baseline.hpp"
#include "parley/data/read_baseline.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "parley/base/error.hpp"
#include "parley/data/build/customs_valuation.hpp"
#include "parley/data/build/judged_tariffs.hpp"
#include "parley/data/build/part_shares.hpp"
#include "parley/data/build/read_customs_targets.hpp"
#include "parley/data/build/recipe.hpp"
#include "parley/data/build/source_tables.hpp"
#include "parley/data/build/split_sector.hpp"

namespace parley::data {
namespace {

double total(const Array<Sector, Importer, Exporter>& flow, Sector s) {
  double sum = 0;
  for (const Importer n : all<Importer>(flow.extent(1))) {
    for (const double value : flow.row(s, n)) sum += value;
  }
  return sum;
}

double used_as_input(const BaselineData& data, Sector s) {
  double sum = 0;
  for (const Country n : data.economy.countries()) {
    for (const double value : data.use.row(n, input(s))) sum += value;
  }
  return sum;
}

std::vector<double> user_weights(const SplitRecipe& recipe, const Economy& cut, const std::filesystem::path& file) {
  std::vector<double> weights(cut.sector_count(), recipe.other_weight);
  for (const auto& [code, weight] : recipe.user_weight) {
    const std::optional<Sector> user = cut.find_sector(code);
    if (!user) {
      throw InputError({file.string(), 0, 0, "split.weights." + code}, "no sector '" + code + "'",
                       did_you_mean(code, cut.sector_codes()));
    }
    weights[user->value()] = weight;
  }
  weights.push_back(recipe.final_weight);
  return weights;
}

/// The sector list after a cut, so that weights can name the new sectors.
Economy economy_after(const Economy& economy, const SplitRecipe& recipe) {
  std::vector<Region> regions;
  for (const Country n : economy.countries()) regions.push_back(economy.region(n));
  std::vector<SectorLabel> sectors;
  for (const Sector s : economy.sectors()) {
    const bool is_cut = economy.code(s) == recipe.sector;
    sectors.push_back(is_cut ? recipe.rest : economy.sector(s));
    if (is_cut) sectors.push_back(recipe.part);
  }
  return {std::move(regions), std::move(sectors)};
}

void append(std::vector<Judgement> judgements, BuiltBaseline& built) {
  std::vector<Judgement>& all = built.data.info.judgements;
  all.insert(all.end(), std::make_move_iterator(judgements.begin()), std::make_move_iterator(judgements.end()));
}

void append_checks(std::vector<ValuationCheck> checks, BuiltBaseline& built) {
  std::vector<ValuationCheck>& all = built.report.valuation->checks;
  all.insert(all.end(), std::make_move_iterator(checks.begin()), std::make_move_iterator(checks.end()));
}

Sector sector_to_cut(const SplitRecipe& recipe, const Economy& economy, const std::filesystem::path& recipe_file) {
  const std::optional<Sector> found = economy.find_sector(recipe.sector);
  if (found) return *found;
  throw InputError({recipe_file.string(), 0, 0, "split.sector"}, "no sector '" + recipe.sector + "'",
                   did_you_mean(recipe.sector, economy.sector_codes()));
}

void apply_split(const SplitRecipe& recipe, const std::filesystem::path& recipe_file, BuiltBaseline& built) {
  PartShares shares =
      read_part_shares(recipe.shares, built.data, sector_to_cut(recipe, built.data.economy, recipe_file),
                       recipe.part.code, recipe.largest_share);
  SectorSplit split;
  split.sector = recipe.sector;
  split.rest = recipe.rest;
  split.part = recipe.part;
  split.part_share = std::move(shares.share);
  split.user_weight = user_weights(recipe, economy_after(built.data.economy, recipe), recipe_file);
  SplitBaseline cut = split_sector(built.data, split);
  built.data = std::move(cut.data);
  append(std::move(shares.judgements), built);
  built.report.split_gap = std::max(built.report.split_gap, cut.largest_gap);
  const Sector part = *built.data.economy.find_sector(recipe.part.code);
  const Sector rest = *built.data.economy.find_sector(recipe.rest.code);
  if (recipe.elasticity) {
    built.data.trade_elasticity(part) = *recipe.elasticity;
    built.data.elasticity_source[part.value()] = "the recipe's own value";
  } else {
    built.data.elasticity_source[part.value()] += "; as " + recipe.rest.code;
  }
  const double part_output = total(built.data.flow, part);
  const double whole = part_output + total(built.data.flow, rest);
  built.report.remarks.push_back(fmt::format(
      "{} is cut out of {} by the shares in {}: world output {:.1f} of {:.1f} billion at {}, {:.1f} % of it "
      "bought as input; tariffs are those of {}. Users by RAS, every margin kept to {:.1e}.",
      recipe.part.code, recipe.sector, recipe.shares.filename().string(), part_output / 1e3, whole / 1e3,
      built.report.valuation ? "customs values" : "basic prices", 100 * used_as_input(built.data, part) / part_output,
      recipe.sector, cut.largest_gap));
  built.report.remarks.insert(built.report.remarks.end(), shares.remarks.begin(), shares.remarks.end());
}

void apply_splits(const Recipe& recipe, bool at_customs_values, BuiltBaseline& built) {
  for (const SplitRecipe& split : recipe.splits) {
    if (split.at_customs_values == at_customs_values) apply_split(split, recipe.file, built);
  }
}

/// Base tariffs in the order of the recipe: stated rates, then blocs, then what treasuries collected.
void judge_tariffs(const TariffRecipe& recipe, BuiltBaseline& built) {
  for (const std::filesystem::path& file : recipe.rates) append(set_tariffs(file, built.data), built);
  if (!recipe.customs_unions.empty()) append(unite_customs(recipe.customs_unions, built.data), built);
  if (!recipe.collected.empty()) append(scale_to_collected(recipe.collected, built.data), built);
}

void repair(const Recipe& recipe, const SourceTables& tables, BuiltBaseline& built) {
  BuildReport& report = built.report;
  report.final_use = repair_final_use(built.data, recipe.final_use_tolerance);
  for (const FinalUseRepair& each : report.final_use) {
    report.remarks.push_back(fmt::format("{} {}: inputs exceeded purchases by {:.6g} million and were scaled down.",
                                         each.region, each.sector, each.moved_musd));
  }
  if (recipe.value_added == ValueAddedRepair::refuse) return;
  report.value_added = repair_value_added(built.data, tables.value_added_share);
  for (const ValueAddedCell& each : report.value_added) {
    report.remarks.push_back(fmt::format(
        "{} {}: output {:.1f}, inputs {:.1f} and tariffs on them {:.1f} million left no value added; inputs "
        "worth {:.1f} million were moved to final use, so that its share is the source's {:.4f}.",
        each.region, each.sector, each.gross_output_musd, each.inputs_musd, each.tariffs_musd, each.moved_musd,
        each.share_after));
  }
}

void bring_to_customs_values(const Recipe& recipe, const std::filesystem::path& sources, BuiltBaseline& built) {
  if (!recipe.customs) {
    throw InputError({recipe.file.string(), 0, 0, "customs"}, "customs values need a table [customs]");
  }
  const CustomsRecipe& customs = *recipe.customs;
  const Economy& economy = built.data.economy;
  ValuationOptions options{.recorded_weight = customs.recorded_weight,
                           .group_weight = customs.group_weight,
                           .other_weight = customs.other_weight};
  for (const auto& [code, share] : customs.margins) {
    options.margins.push_back({sector_at(economy, code, false, customs.place), share});
  }
  CustomsTargets targets = read_customs_targets(customs, economy, sources);
  for (const SplitRecipe& split : recipe.splits) {
    if (!split.at_customs_values) continue;
    const Sector whole = sector_to_cut(split, economy, recipe.file);
    for (const WholeFlow& flow : read_whole_flows(split.shares, economy)) {
      targets.cells.push_back({whole, flow.importer, flow.exporter, flow.musd});
      targets.remarks.push_back(fmt::format("Customs value of {} of {} from {}: {:.1f} million, by {}.", split.sector,
                                            economy.code(country(flow.importer)), economy.code(country(flow.exporter)),
                                            flow.musd, split.shares.filename().string()));
    }
  }
  CustomsValuation valued = to_customs_values(built.data, targets, options);
  built.report.valuation = report_valuation(built.data, targets, valued, customs, sources);
  built.data = std::move(valued.data);
  built.report.remarks.insert(built.report.remarks.end(), built.report.valuation->remarks.begin(),
                              built.report.valuation->remarks.end());
}

void round_all(const Recipe& recipe, BuiltBaseline& built) {
  RoundingReport& rounding = built.report.rounding;
  rounding = round_values(built.data, recipe.significant_digits, recipe.smallest_value);
  built.report.remarks.push_back(
      fmt::format("Rounded to {} significant digits: {:.4f} million of flows and {:.4f} million of uses moved, {} "
                  "flows worth {:.2g} "
                  "million in all became zero. Accounts are derived after rounding.",
                  recipe.significant_digits, rounding.flow_moved_musd, rounding.use_moved_musd, rounding.flows_zeroed,
                  rounding.zeroed_musd));
}

Economy with_groups(const Economy& economy, const std::filesystem::path& file) {
  std::vector<Region> regions;
  for (const Country n : economy.countries()) regions.push_back(economy.region(n));
  std::vector<SectorLabel> sectors;
  for (const Sector s : economy.sectors()) sectors.push_back(economy.sector(s));
  return {std::move(regions), std::move(sectors), read_groups(file, economy)};
}

}  // namespace

BuiltBaseline build_baseline(const std::filesystem::path& recipe_file, const std::filesystem::path& sources,
                             std::optional<Valuation> valuation) {
  const Recipe recipe = read_recipe(recipe_file);
  SourceTables tables = read_source_tables(sources, recipe.source);
  BuiltBaseline built;
  built.data = std::move(tables.data);
  built.data.info = recipe.info;
  built.report.remarks = tables.remarks;
  read_elasticities(sources, recipe.elasticities, built.data);
  if (!recipe.groups.empty()) built.data.economy = with_groups(built.data.economy, recipe.groups);
  if (!recipe.population.empty()) built.data.population = read_population(recipe.population, built.data.economy);
  repair(recipe, tables, built);
  apply_splits(recipe, false, built);
  std::optional<BaselineData> basic;  // where goods leave basic prices
  if (valuation.value_or(recipe.valuation) == Valuation::customs) {
    basic = built.data;
    bring_to_customs_values(recipe, sources, built);
  }
  // What is known in customs dollars alone is cut out of flows at customs values.
  apply_splits(recipe, true, built);
  if (!recipe.elasticities.judged.empty()) append(set_elasticities(recipe.elasticities.judged, built.data), built);
  judge_tariffs(recipe.tariffs, built);
  if (basic) append_checks(check_published_totals(*recipe.customs, *basic, built.data), built);
  round_all(recipe, built);
  // Calibrating is the proof that the result can be used; its errors name the cells that cannot.
  static_cast<void>(calibrate(built.data));
  std::vector<std::string>& notes = built.data.info.notes;
  notes.insert(notes.end(), built.report.remarks.begin(), built.report.remarks.end());
  return built;
}

}  // namespace parley::data
