#include "parley/uncertainty/sets.hpp"

#include <fmt/format.h>

#include <cmath>
#include <exception>
#include <utility>

#include "parley/base/parallel_for.hpp"
#include "parley/data/asset_folders.hpp"
#include "parley/data/elasticity_sets.hpp"
#include "parley/data/read_baseline.hpp"

namespace parley::uncertainty {
namespace {

/// The problem with other elasticities; what they are is said in `note`.
struct Variant {
  std::string name;
  std::string note;
  study::Problem problem;
};

UnderSet answer_variant(const Variant& variant, const study::RunOptions& run, const Preparation& what) {
  UnderSet result{.name = variant.name, .note = variant.note};
  for (const Sector s : variant.problem.baseline.economy.sectors())
    result.elasticity.push_back(variant.problem.baseline.trade_elasticity(s));
  Observer silent;
  try {
    const Central central = prepare(variant.problem, what, run.solve, silent);
    result.items = central.items;
    Draw draw = answer(central, nothing_drawn(result.elasticity.size()), 0);
    if (!draw.failure.empty()) result.note = "no solution: " + draw.failure;
    result.values = std::move(draw.values);
  } catch (const NotSolved& error) {
    result.note = fmt::format("no solution: {}", error.what());
  }
  return result;
}

/// The problem as it is, then the baseline's own elasticities where the problem has others, then every named set.
std::vector<Variant> variants_of(const study::Problem& problem, const study::RunOptions& run) {
  const std::string& chosen = run.elasticities.empty() ? problem.scenario.elasticities : run.elasticities;
  std::vector<Variant> variants{{.name = chosen.empty() ? "baseline" : chosen,
                                 .note = chosen.empty() ? "the baseline's own elasticities" : problem.notes.back(),
                                 .problem = problem}};
  study::Problem own = problem;
  if (!chosen.empty()) {
    own.baseline.trade_elasticity = data::read_baseline(study::baseline_folder(run, problem.scenario)).trade_elasticity;
    variants.push_back({.name = "baseline", .note = "the baseline's own elasticities", .problem = own});
  }
  const auto file = data::known_elasticity_sets(run.scenario, run.assets);
  if (!file) return variants;
  const std::vector<data::ElasticitySet> sets = data::read_elasticity_sets(*file);
  for (const data::ElasticitySet& set : sets) {
    Variant variant{.name = set.name, .note = {}, .problem = own};
    try {
      variant.note = data::apply_elasticity_set(sets, set.name, {}, variant.problem.baseline);
    } catch (const InputError&) {
      continue;  // has none of the baseline's sectors
    }
    variants.push_back(std::move(variant));
  }
  return variants;
}

}  // namespace

std::vector<UnderSet> answers_under_sets(const study::Problem& problem, const study::RunOptions& run,
                                         const Preparation& what, std::size_t threads) {
  const std::vector<Variant> variants = variants_of(problem, run);
  std::vector<UnderSet> answers(variants.size());
  parallel_for(variants.size(), threads,
               [&](std::size_t at, std::size_t /*thread*/) { answers[at] = answer_variant(variants[at], run, what); });
  return answers;
}

SetComparison compare_sets(const study::Problem& problem, const SensitivityOptions& options) {
  // Asked for by name, so their absence is an error here.
  static_cast<void>(data::find_elasticity_sets(options.run.scenario, options.run.assets));
  SetComparison result;
  result.case_name = options.case_name.empty() ? problem.scenario.compares.back().name : options.case_name;
  for (const UnderSet& each : answers_under_sets(
           problem, options.run, {.case_name = result.case_name, .learns_inverses = false}, options.threads)) {
    if (result.rows.empty()) {
      if (each.values.empty()) throw NotSolved(each.name, SolveReport{.message = each.note});
      for (const study::HeadlineItem& item : each.items) result.rows.push_back({item, {}});
    }
    for (std::size_t row = 0; row < result.rows.size(); ++row)
      result.rows[row].values.push_back(each.values.empty() ? std::nan("") : each.values.at(row));
    result.sets.push_back(each.name);
    result.notes.push_back(each.note);
  }
  return result;
}

}  // namespace parley::uncertainty
