#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parley/scenario/scenario.hpp"

namespace parley::scenario {

/// The country that a word means: a region's code, alpha-2 letters, a number of the United Nations or an English name, in
/// upper or lower case; nothing where the word means none of the economy's.
[[nodiscard]] std::optional<Country> country_meant(const Economy& economy, std::string_view word);

/// The group that a word means by code or name, in upper or lower case ("EU27" and "EUN" are the EU); nullptr for none.
[[nodiscard]] const CountryGroup* group_meant(const Economy& economy, std::string_view word);

/// What to say of a word that means no country of the economy; known countries and groups get no near miss.
[[nodiscard]] InputProblem no_such_country(const Economy& economy, const std::string& word, const Place& place);

/// The scenario with the economy's own codes wherever it names countries, and with members in place of groups: a customs
/// union that imposes is all of its members; a group among origins, exemptions, suppliers or parties is its members, an
/// imposer among them left out.
///
/// Words that mean nothing stay as they are: resolve() refuses them at their place.
/// Errors  InputError for a member beside its group in one list, a group that imposes and is no customs union, a duty of a
///         union on its own members, a group where one country is needed.
[[nodiscard]] Scenario with_codes_of(Scenario scenario, const Economy& economy);

}  // namespace parley::scenario
