#include "parley/study/baseline_folder.hpp"

#include <algorithm>

#include "parley/data/read_baseline.hpp"
#include "parley/study/cases/compute.hpp"

namespace parley::study {
namespace {

data::GroupMap groups_of(const std::filesystem::path& map, const std::vector<std::string>& codes,
                         const data::GroupMap& as_it_is) {
  if (map.empty()) return as_it_is;
  return data::read_group_map(map, codes);
}

}  // namespace

bool BaselineAccounts::hold() const {
  return std::all_of(checks.begin(), checks.end(), [](const data::BaselineCheck& each) { return each.holds(); });
}

BaselineAccounts check_baseline_folder(const std::filesystem::path& folder) {
  const Baseline baseline = data::read_baseline(folder);
  return {baseline.info, data::check_baseline(baseline)};
}

BaselineDescription describe_baseline_folder(const std::filesystem::path& folder,
                                             const std::filesystem::path& official) {
  const Baseline baseline = data::read_baseline(folder);
  BaselineDescription description{
      baseline.info, data::describe_countries(baseline), data::describe_sectors(baseline), {}};
  if (!official.empty()) description.official = data::beside_official(official, baseline);
  return description;
}

data::AggregatedBaseline aggregate_baseline_folder(const AggregationRequest& request) {
  const BaselineData data = data::read_baseline_data(request.folder);
  const Economy& economy = data.economy;
  const data::GroupMap regions = groups_of(request.regions, economy.country_codes(), data::keep_regions(economy));
  const data::GroupMap sectors = groups_of(request.sectors, economy.sector_codes(), data::keep_sectors(economy));
  data::AggregatedBaseline small = data::aggregate(data, regions, sectors);
  small.data.info.name = request.name;
  return small;
}

Economy codes_of(const std::string& target, const data::AssetFolders& assets) {
  if (std::filesystem::path(target).extension() == ".toml") {
    const RunOptions options{.scenario = target, .assets = assets};
    return data::read_baseline_data(baseline_folder(options, scenario::read(options.scenario))).economy;
  }
  const std::filesystem::path here = std::filesystem::current_path() / "scenario.toml";
  return data::read_baseline_data(data::find_baseline(target, here, assets)).economy;
}

}  // namespace parley::study
