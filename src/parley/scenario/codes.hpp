#pragma once

#include <optional>
#include <string>

#include "parley/scenario/scenario.hpp"

namespace parley::scenario {

/// Where a key of an entry stands; the entry's own place where it is absent.
[[nodiscard]] Place place_in(const Action& action, const std::string& key);
/// The place of a list item, or of the key itself where one string stands for the list.
[[nodiscard]] Place place_in(const Action& action, const std::string& key, std::size_t at);

/// Where a key of the file stands, as "numeraire" or "strategy.players[1]"; of a list item, the key's own place where one
/// string stands for the list; the file where it is absent.
[[nodiscard]] Place place_in(const Scenario& scenario, const std::string& key);

/// The country that a word means, the sector of a code; where there is none the problem is noted with the closest code,
/// which is all that a caller who only checks wants.
std::optional<Country> find_country(const Economy& economy, const std::string& code, const Place& place,
                                    ProblemList& problems);
std::optional<Sector> find_sector(const Economy& economy, const std::string& code, const Place& place,
                                  ProblemList& problems);

/// The position of a compared case among the scenario's.
[[nodiscard]] std::optional<std::size_t> find_case(const Scenario& scenario, const std::string& name);
/// What to say of a case that the scenario does not have, with the closest one that it has.
[[nodiscard]] InputProblem unknown_case(const Scenario& scenario, const std::string& name, const Place& place);
/// The position of a case that must be there. Errors  InputError where it is not.
[[nodiscard]] std::size_t named_case(const Scenario& scenario, const std::string& name, const Place& place);

/// The hint for a word that is not known: the closest one that is, or all of them where they are few.
[[nodiscard]] std::string near_or_known(std::string_view word, const std::vector<std::string>& known);

}  // namespace parley::scenario
