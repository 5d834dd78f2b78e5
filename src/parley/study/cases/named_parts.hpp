#pragma once

#include <string>
#include <vector>

#include "parley/economy/economy.hpp"

namespace parley::study {

/// The country or sector of a code; `key` is where the code was given, as "players".
///
/// Errors  InputError with the closest code, or all codes where they are few, for one that the economy does not have.
[[nodiscard]] Country named_country(const Economy& economy, const std::string& code, const std::string& key);
[[nodiscard]] Sector named_sector(const Economy& economy, const std::string& code, const std::string& key);

/// The countries of several codes. Errors  as above, and for one that appears twice.
[[nodiscard]] std::vector<Country> named_countries(const Economy& economy, const std::vector<std::string>& codes,
                                                   const std::string& key);

}  // namespace parley::study
