#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "parley/data/asset_folders.hpp"
#include "parley/data/build/aggregate.hpp"
#include "parley/data/check_baseline.hpp"
#include "parley/data/describe.hpp"
#include "parley/data/official.hpp"

namespace parley::study {

/// How closely the accounts of a baseline folder hold.
struct BaselineAccounts {
  BaselineInfo info;
  std::vector<data::BaselineCheck> checks;
  [[nodiscard]] bool hold() const;
};
[[nodiscard]] BaselineAccounts check_baseline_folder(const std::filesystem::path& folder);

/// The country and sector tables of a baseline folder.
struct BaselineDescription {
  BaselineInfo info;
  std::vector<data::CountryRow> countries;
  std::vector<data::SectorRow> sectors;
  std::vector<data::OfficialFigure> official;
};
/// `official` names a file of official figures to lay beside the baseline's; empty: none.
[[nodiscard]] BaselineDescription describe_baseline_folder(const std::filesystem::path& folder,
                                                           const std::filesystem::path& official = {});

struct AggregationRequest {
  std::filesystem::path folder;   ///< of the baseline to make smaller
  std::filesystem::path regions;  ///< map of regions to groups; empty: each its own
  std::filesystem::path sectors;  ///< the same for sectors
  std::string name;               ///< of the result
};
/// Errors  InputError as data::read_baseline_data, read_group_map and aggregate.
[[nodiscard]] data::AggregatedBaseline aggregate_baseline_folder(const AggregationRequest& request);

/// The countries, groups and sectors of a baseline (name or folder) or of the one that a scenario file names.
///
/// Errors  InputError where there is none, and for what is wrong in it.
[[nodiscard]] Economy codes_of(const std::string& target, const data::AssetFolders& assets);

}  // namespace parley::study
