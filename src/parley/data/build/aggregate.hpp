#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "parley/economy/baseline.hpp"

namespace parley::data {

/// Which old code goes into which new one.
struct GroupMap {
  struct Group {
    std::string code;
    std::string name;
  };
  std::vector<Group> groups;          ///< in the order of the result
  std::vector<std::size_t> group_of;  ///< one per old code, in the economy's order
};

/// Reads a map of codes: columns `code,group` and optionally `name`, the group's name.
///
/// Groups stand in the order of their first row. `codes` are the old codes that must each appear exactly once.
/// Errors  InputError for an unknown, repeated or absent code, an empty group, two names of one group.
[[nodiscard]] GroupMap read_group_map(const std::filesystem::path& path, const std::vector<std::string>& codes);

/// The map that keeps every region (sector) as it is.
[[nodiscard]] GroupMap keep_regions(const Economy& economy);
[[nodiscard]] GroupMap keep_sectors(const Economy& economy);

/// One total of the world before and after, million.
struct AggregationTotal {
  std::string what;
  double before = 0;
  double after = 0;
  /// Zero where there was nothing before.
  [[nodiscard]] double change_pct() const { return before == 0 ? 0.0 : 100 * (after / before - 1); }
};

struct AggregatedBaseline {
  BaselineData data;
  std::vector<AggregationTotal> totals;  ///< output, trade between regions, inputs, tariff revenue, value added
  std::vector<std::string> remarks;      ///< what moved, in words; also among the baseline's notes
};

/// A smaller baseline by adding up.
///
///     F, use      sums;  own sales of a group include the trade among its members
///     t           sum F t / sum F over the cells of a group; a plain mean where nothing is traded; zero on own sales
///     theta       sum T theta / sum T, T: world trade between the old regions, or output where there is none
///
/// Conserves output, inputs and final use at basic prices. Tariff revenue falls by what members charge each other.
/// Errors  InputError where the smaller economy no longer calibrates.
[[nodiscard]] AggregatedBaseline aggregate(const BaselineData& data, const GroupMap& regions, const GroupMap& sectors);

}  // namespace parley::data
