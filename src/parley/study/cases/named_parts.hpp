#pragma once

#include <string>
#include <vector>

#include "parley/economy/economy.hpp"

namespace parley::study {

/// The hint for a word that is not known: the closest one, or all that would do.
[[nodiscard]] std::string near_or_known(const std::string& word, const std::vector<std::string>& known);

/// The country or sector of a code; `key` is where the code was given, as "players".
///
/// Errors  InputError with the closest code, or all codes, where the economy does not have it.
[[nodiscard]] Country named_country(const Economy& economy, const std::string& code, const std::string& key);
[[nodiscard]] Sector named_sector(const Economy& economy, const std::string& code, const std::string& key);

/// The countries of several codes. Errors  as above, and for one that appears twice.
[[nodiscard]] std::vector<Country> named_countries(const Economy& economy, const std::vector<std::string>& codes,
                                                   const std::string& key);

}  // namespace parley::study
