#include "parley/economy/economy.hpp"

#include <algorithm>
#include <utility>

#include "parley/base/error.hpp"

namespace parley {
namespace {

template <class Label>
std::unordered_map<std::string, std::size_t> positions(const std::vector<Label>& labels, std::string_view what) {
  std::unordered_map<std::string, std::size_t> position;
  ProblemList problems;
  for (std::size_t at = 0; at < labels.size(); ++at) {
    const std::string& code = labels[at].code;
    if (code.empty()) {
      problems.add({}, std::string(what) + " " + std::to_string(at + 1) + " has no code",
                   "give it a short unique code");
    } else if (!position.emplace(code, at).second) {
      problems.add({}, std::string(what) + " code '" + code + "' appears twice", "codes must be unique");
    }
  }
  problems.throw_if_any();
  return position;
}

template <class IndexType>
std::optional<IndexType> find(const std::unordered_map<std::string, std::size_t>& position, std::string_view code) {
  const auto found = position.find(std::string(code));
  if (found == position.end()) return std::nullopt;
  return IndexType(found->second);
}

template <class Label>
std::vector<std::string> codes(const std::vector<Label>& labels) {
  std::vector<std::string> result;
  result.reserve(labels.size());
  for (const Label& label : labels) result.push_back(label.code);
  return result;
}

}  // namespace

Economy::Economy(std::vector<Region> regions, std::vector<SectorLabel> sectors, std::vector<CountryGroup> groups)
    : regions_(std::move(regions)),
      sectors_(std::move(sectors)),
      groups_(std::move(groups)),
      country_position_(positions(regions_, "region")),
      sector_position_(positions(sectors_, "sector")) {
  static_cast<void>(positions(groups_, "group"));
  for (const CountryGroup& group : groups_) {
    if (country_position_.contains(group.code))
      throw InputError({}, "group '" + group.code + "' has the code of a region", "another code");
  }
}

const CountryGroup* Economy::find_group(std::string_view code) const {
  const auto found = std::ranges::find(groups_, code, &CountryGroup::code);
  return found == groups_.end() ? nullptr : &*found;
}

std::optional<Country> Economy::find_country(std::string_view code) const {
  return find<Country>(country_position_, code);
}

std::optional<Sector> Economy::find_sector(std::string_view code) const { return find<Sector>(sector_position_, code); }

std::vector<std::string> Economy::country_codes() const { return codes(regions_); }

std::vector<std::string> Economy::sector_codes() const { return codes(sectors_); }

}  // namespace parley
