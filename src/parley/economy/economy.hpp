#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parley/base/index.hpp"

namespace parley {

struct Region {
  std::string code;
  std::string name;
};

struct SectorLabel {
  std::string code;
  std::string name;
  bool is_goods = true;
};

/// Some countries under one name: a customs union sets one tariff schedule, any other group is a list.
struct CountryGroup {
  std::string code;  ///< "EU"; no country has it
  std::string name;
  std::vector<Country> members;  ///< in the order of the file, each once, at least one
  bool is_customs_union = false;
};

/// Country and sector lists with their codes; no numbers.
class Economy {
 public:
  Economy() = default;
  /// Codes must be unique and not empty, those of groups no country's; throws InputError otherwise.
  Economy(std::vector<Region> regions, std::vector<SectorLabel> sectors, std::vector<CountryGroup> groups = {});

  [[nodiscard]] std::size_t country_count() const { return regions_.size(); }
  [[nodiscard]] std::size_t sector_count() const { return sectors_.size(); }
  [[nodiscard]] IndexRange<Country> countries() const { return all<Country>(regions_.size()); }
  [[nodiscard]] IndexRange<Importer> importers() const { return all<Importer>(regions_.size()); }
  [[nodiscard]] IndexRange<Exporter> exporters() const { return all<Exporter>(regions_.size()); }
  [[nodiscard]] IndexRange<Partner> partners() const { return all<Partner>(regions_.size()); }
  [[nodiscard]] IndexRange<Sector> sectors() const { return all<Sector>(sectors_.size()); }
  [[nodiscard]] IndexRange<InputSector> input_sectors() const { return all<InputSector>(sectors_.size()); }

  [[nodiscard]] const Region& region(Country n) const { return regions_[n.value()]; }
  [[nodiscard]] const SectorLabel& sector(Sector s) const { return sectors_[s.value()]; }
  [[nodiscard]] const std::string& code(Country n) const { return region(n).code; }
  [[nodiscard]] const std::string& code(Sector s) const { return sector(s).code; }

  [[nodiscard]] std::optional<Country> find_country(std::string_view code) const;
  [[nodiscard]] std::optional<Sector> find_sector(std::string_view code) const;
  [[nodiscard]] const std::vector<CountryGroup>& groups() const { return groups_; }
  /// The group of a code as written; nullptr where there is none. It lives as long as the economy.
  [[nodiscard]] const CountryGroup* find_group(std::string_view code) const;
  [[nodiscard]] std::vector<std::string> country_codes() const;
  [[nodiscard]] std::vector<std::string> sector_codes() const;

 private:
  std::vector<Region> regions_;
  std::vector<SectorLabel> sectors_;
  std::vector<CountryGroup> groups_;
  std::unordered_map<std::string, std::size_t> country_position_;
  std::unordered_map<std::string, std::size_t> sector_position_;
};

}  // namespace parley
