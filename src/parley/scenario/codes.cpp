#include "parley/scenario/codes.hpp"

#include <fmt/format.h>

#include "parley/scenario/named_countries.hpp"

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

std::string near_or_known(std::string_view word, const std::vector<std::string>& known) {
  std::string near = did_you_mean(word, known);
  if (!near.empty()) return near;
  constexpr std::size_t short_list = 40;
  return known.size() <= short_list ? fmt::format("known: {}", fmt::join(known, " ")) : "";
}

std::optional<Country> find_country(const Economy& economy, const std::string& code, const Place& place,
                                    ProblemList& problems) {
  const std::optional<Country> found = country_meant(economy, code);
  if (!found) {
    InputProblem problem = no_such_country(economy, code, place);
    problems.add(std::move(problem.place), std::move(problem.message), std::move(problem.hint));
  }
  return found;
}

std::optional<Sector> find_sector(const Economy& economy, const std::string& code, const Place& place,
                                  ProblemList& problems) {
  const std::optional<Sector> found = economy.find_sector(code);
  if (!found) problems.add(place, fmt::format("no sector '{}'", code), near_or_known(code, economy.sector_codes()));
  return found;
}

std::optional<std::size_t> find_case(const Scenario& scenario, const std::string& name) {
  for (std::size_t at = 0; at < scenario.compares.size(); ++at) {
    if (scenario.compares[at].name == name) return at;
  }
  return std::nullopt;
}

InputProblem unknown_case(const Scenario& scenario, const std::string& name, const Place& place) {
  std::vector<std::string> known;
  for (const Compare& compare : scenario.compares) known.push_back(compare.name);
  return {place, fmt::format("no case '{}'", name), near_or_known(name, known)};
}

std::size_t named_case(const Scenario& scenario, const std::string& name, const Place& place) {
  if (const auto found = find_case(scenario, name)) return *found;
  throw InputError({unknown_case(scenario, name, place)});
}

}  // namespace parley::scenario
