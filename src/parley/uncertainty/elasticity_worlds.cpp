#include "parley/uncertainty/elasticity_worlds.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "parley/data/elasticity_sets.hpp"
#include "parley/uncertainty/central.hpp"

namespace parley::uncertainty {
namespace {

std::vector<double> elasticities_of(const Baseline& baseline) {
  const auto values = baseline.trade_elasticity.values();
  return {values.begin(), values.end()};
}

}  // namespace

std::vector<ElasticityWorld> distinct_elasticities(const Baseline& baseline, const std::filesystem::path& sets,
                                                   std::vector<std::string>& remarks) {
  std::vector<ElasticityWorld> worlds{{"baseline", elasticities_of(baseline)}};
  if (sets.empty()) {
    remarks.emplace_back("no named sets of elasticities were found: the baseline's own alone count");
    return worlds;
  }
  const std::vector<data::ElasticitySet> known = data::read_elasticity_sets(sets);
  for (const data::ElasticitySet& set : known) {
    Baseline other = baseline;
    try {
      static_cast<void>(data::apply_elasticity_set(known, set.name, {}, other));
    } catch (const InputError&) {
      continue;  // has none of the baseline's sectors
    }
    ElasticityWorld world{set.name, elasticities_of(other)};
    const auto same = std::ranges::find(worlds, world.elasticity, &ElasticityWorld::elasticity);
    if (same == worlds.end()) {
      worlds.push_back(std::move(world));
    } else {
      remarks.push_back(fmt::format("{} has the elasticities of {} and counts once", set.name, same->name));
    }
  }
  return worlds;
}

std::vector<double> drawn_elasticities(const SensitivityPlan& plan, const std::vector<double>& central,
                                       std::size_t index) {
  const Realisation drawn = realise(plan, central.size(), numerics::sample(plan.sampling, index));
  std::vector<double> elasticities = central;
  for (std::size_t s = 0; s < central.size(); ++s) elasticities[s] *= drawn.elasticity[s];
  return elasticities;
}

std::string words_of(const SensitivityPlan& plan) {
  return fmt::format("{} {} points, seed {}; factors on elasticities {}, correlation between sectors {}",
                     plan.sampling.point_count(), to_string(plan.sampling.method), plan.sampling.seed,
                     plan.elasticities.text, plan.sector_correlation);
}

}  // namespace parley::uncertainty
