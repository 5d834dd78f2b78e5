#include "parley/study/parse_request.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "parley/text/number.hpp"
#include "parley/text/split.hpp"

namespace parley::study {
namespace {

GivenWeight parse_weight(const std::string& text, const Place& place, bool has_sector) {
  const std::size_t equals = text.find('=');
  const std::size_t colon = text.find(':');
  if (equals == std::string::npos || has_sector != (colon != std::string::npos && colon < equals))
    throw InputError(place, fmt::format("cannot read '{}'", text),
                     has_sector ? "write COUNTRY:SECTOR=WEIGHT, as USA:STL=1.5" : "write COUNTRY=WEIGHT, as USA=0.5");
  GivenWeight weight;
  weight.country = text.substr(0, has_sector ? colon : equals);
  if (has_sector) weight.sector = text.substr(colon + 1, equals - colon - 1);
  weight.weight = parse_number(std::string_view(text).substr(equals + 1), place);
  return weight;
}

std::vector<GivenWeight> parse_weights(const std::vector<std::string>& texts, const Place& place, bool has_sector) {
  std::vector<GivenWeight> weights;
  for (const std::string& text : texts) weights.push_back(parse_weight(text, place, has_sector));
  return weights;
}

[[noreturn]] void refuse_term(const std::string& text, const std::string& why, const Place& place) {
  throw InputError(place, fmt::format("'{}' {}", text, why),
                   "write WEIGHT:MEASURE:COUNTRY[:SECTOR[:PARTNER]], as 0.7:real_income:USA or 0.3:employment:USA:STL");
}

NamedTerm parse_term(const std::string& text, const Place& place) {
  std::vector<std::string> parts = text::split(text, ':');
  if (parts.size() < 3 || parts.size() > 5) refuse_term(text, "needs three to five parts between colons", place);
  parts.resize(5);
  const double weight = parse_number(parts[0], place);
  if (weight == 0) refuse_term(text, "has a weight of zero", place);
  return {weight, {.measure = parts[1], .country = parts[2], .sector = parts[3], .partner = parts[4]}};
}

}  // namespace

double parse_number(std::string_view word, const Place& place) {
  if (const std::optional<double> value = text::read_number(word)) return *value;
  throw InputError(place, fmt::format("'{}' is not a number", word));
}

std::vector<GivenWeight> parse_sector_weights(const std::vector<std::string>& texts, const Place& place) {
  return parse_weights(texts, place, true);
}

std::vector<GivenWeight> parse_country_weights(const std::vector<std::string>& texts, const Place& place) {
  return parse_weights(texts, place, false);
}

void parse_bounds(const std::string& text, const Place& place, StrategyChoices& choices) {
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos)
    throw InputError(place, fmt::format("cannot read '{}'", text), "write LOW:HIGH, as 0:200");
  choices.lowest_tariff = parse_number(std::string_view(text).substr(0, colon), place) / 100;
  choices.highest_tariff = parse_number(std::string_view(text).substr(colon + 1), place) / 100;
}

NamedPair parse_pair(const std::string& text, const Place& place) {
  const std::size_t equals = std::min(text.find('='), text.size());
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos || colon == 0 || colon + 1 >= equals)
    throw InputError(place, fmt::format("cannot read '{}'", text),
                     "write USA:CHN, or USA:CHN=0.6 with the first's power");
  NamedPair pair{.first = text.substr(0, colon), .second = text.substr(colon + 1, equals - colon - 1)};
  if (equals < text.size()) pair.first_power = parse_number(std::string_view(text).substr(equals + 1), place);
  return pair;
}

std::vector<NamedTerm> parse_terms(const std::vector<std::string>& texts, const NamedMeasure& otherwise) {
  std::vector<NamedTerm> terms;
  for (const std::string& text : texts) terms.push_back(parse_term(text, {.key = "--term"}));
  if (!terms.empty()) return terms;
  if (otherwise.country.empty()) {
    throw InputError(Place{.key = "--country"}, "is needed: whose outcome?",
                     "or give a weighted objective with --term");
  }
  return {{1, otherwise}};
}

Date parse_day(const std::string& text) {
  const std::optional<Date> day = parse_date(text);
  if (!day) throw InputError({}, fmt::format("'{}' is not a day of the calendar", text), "as 2018-09-24");
  return *day;
}

DaySpan parse_days(const std::string& text) {
  const std::size_t dots = text.find("..");
  DaySpan days{.from = parse_day(text.substr(0, dots))};
  if (dots != std::string::npos) days.until = date_of(day_number(parse_day(text.substr(dots + 2))) + 1);
  return days;
}

std::map<std::string, double> parse_quantities(const std::vector<std::string>& words) {
  std::map<std::string, double> quantities;
  for (const std::string& word : words) {
    const std::size_t equals = word.find('=');
    const std::optional<double> value =
        equals == std::string::npos ? std::nullopt : text::read_number(std::string_view(word).substr(equals + 1));
    if (!value || *value <= 0) throw InputError({}, fmt::format("'{}' is not a quantity", word), "as kg=2.5");
    quantities[word.substr(0, equals)] = *value;
  }
  return quantities;
}

}  // namespace parley::study
