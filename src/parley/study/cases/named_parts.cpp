#include "parley/study/cases/named_parts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "parley/base/error.hpp"
#include "parley/scenario/codes.hpp"
#include "parley/scenario/named_countries.hpp"

namespace parley::study {

Country named_country(const Economy& economy, const std::string& code, const std::string& key) {
  if (const auto found = scenario::country_meant(economy, code)) return *found;
  throw InputError({scenario::no_such_country(economy, code, Place{.key = key})});
}

Sector named_sector(const Economy& economy, const std::string& code, const std::string& key) {
  if (const auto found = economy.find_sector(code)) return *found;
  throw InputError(Place{.key = key}, fmt::format("no sector '{}'", code),
                   scenario::near_or_known(code, economy.sector_codes()));
}

std::vector<Country> named_countries(const Economy& economy, const std::vector<std::string>& codes,
                                     const std::string& key) {
  std::vector<Country> countries;
  for (const std::string& code : codes) {
    const Country each = named_country(economy, code, key);
    if (std::find(countries.begin(), countries.end(), each) != countries.end())
      throw InputError(Place{.key = key}, fmt::format("'{}' appears twice", code));
    countries.push_back(each);
  }
  return countries;
}

}  // namespace parley::study
