#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "parley/text/csv.hpp"

namespace parley::customs {

/// The ISO code that a source's number or name of a country means; what the source's own country file says goes first.
class CountryNames {
 public:
  CountryNames();
  /// Adds a file in CEPII's form: country_code, country_name, country_iso2, country_iso3.
  void add(const text::CsvTable& csv);
  /// By number of the United Nations, leading zeros or not: "842", "032".
  [[nodiscard]] std::optional<std::string> by_number(std::string_view number) const;
  /// By English name as statistics offices write it; upper or lower case.
  [[nodiscard]] std::optional<std::string> by_name(std::string_view name) const;

 private:
  std::map<int, std::string> numbers_;
  std::map<std::string, std::string> names_;  ///< by name in lower case
};

}  // namespace parley::customs
