#include "parley/scenario/codes.hpp"

#include <fmt/format.h>

namespace parley::scenario {

Place place_in(const Action& action, const std::string& key) {
  const auto found = action.places.find(key);
  return found == action.places.end() ? action.place : found->second;
}

Place place_in(const Action& action, const std::string& key, std::size_t at) {
  const auto found = action.places.find(fmt::format("{}[{}]", key, at));
  return found == action.places.end() ? place_in(action, key) : found->second;
}

Place place_in(const Scenario& scenario, const std::string& key) {
  for (const std::string& each : {key, key.substr(0, key.find('['))}) {
    if (const auto found = scenario.places.find(each); found != scenario.places.end()) return found->second;
  }
  return {scenario.file.string(), 0, 0, key};
}

std::string known_codes(const std::vector<std::string>& codes, std::string_view word) {
  std::string near = did_you_mean(word, codes);
  if (!near.empty()) return near;
  constexpr std::size_t short_list = 40;
  return codes.size() <= short_list ? fmt::format("known: {}", fmt::join(codes, " ")) : "";
}

std::optional<Country> find_country(const Economy& economy, const std::string& code, const Place& place,
                                    ProblemList& problems) {
  const std::optional<Country> found = economy.find_country(code);
  if (!found) problems.add(place, fmt::format("no country '{}'", code), known_codes(economy.country_codes(), code));
  return found;
}

std::optional<Sector> find_sector(const Economy& economy, const std::string& code, const Place& place,
                                  ProblemList& problems) {
  const std::optional<Sector> found = economy.find_sector(code);
  if (!found) problems.add(place, fmt::format("no sector '{}'", code), known_codes(economy.sector_codes(), code));
  return found;
}

}  // namespace parley::scenario
