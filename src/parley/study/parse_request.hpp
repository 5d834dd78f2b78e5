#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/date.hpp"
#include "parley/base/error.hpp"
#include "parley/study/cases/named_measure.hpp"
#include "parley/study/pair_talks.hpp"

namespace parley::study {

// The parts of a request as users write them, on a command line or elsewhere.
// Errors  InputError that says what would do; at `place`, which names the option, where one is asked for.

/// The number that a word is.
[[nodiscard]] double parse_number(std::string_view word, const Place& place);

/// "USA:STL=1.5"
[[nodiscard]] std::vector<GivenWeight> parse_sector_weights(const std::vector<std::string>& texts, const Place& place);
/// "USA=0.5"
[[nodiscard]] std::vector<GivenWeight> parse_country_weights(const std::vector<std::string>& texts, const Place& place);

/// "0:200", per cent, as the bounds of the choices.
void parse_bounds(const std::string& text, const Place& place, StrategyChoices& choices);

/// "USA:CHN" or, with the first one's power, "USA:CHN=0.6".
[[nodiscard]] NamedPair parse_pair(const std::string& text, const Place& place);

/// "0.3:employment:USA:STL": weight, measure, country, and where the measure has them sector and partner; where there are
/// no texts, the one measure. Errors  at --term, or --country where the one measure has no country.
[[nodiscard]] std::vector<NamedTerm> parse_terms(const std::vector<std::string>& texts, const NamedMeasure& otherwise);

/// "2018-09-24"
[[nodiscard]] Date parse_day(const std::string& text);

/// Some days: the first, and the one after the last; one day alone has no second.
struct DaySpan {
  Date from;
  std::optional<Date> until;
};
/// "2018-01-01..2018-12-31", or one day.
[[nodiscard]] DaySpan parse_days(const std::string& text);

/// "kg=2.5" as unit and quantity.
[[nodiscard]] std::map<std::string, double> parse_quantities(const std::vector<std::string>& words);

}  // namespace parley::study
