#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/error.hpp"
#include "parley/tariff/law/rate.hpp"

namespace parley::tariff {

/// Money per unit of quantity: 0.68 per "head".
struct SpecificDuty {
  double amount = 0;  ///< in the schedule's currency
  std::string unit;   ///< "kg", "doz", "head", ...
  bool operator==(const SpecificDuty&) const = default;
};

/// An ad valorem and any number of specific duties that add up, and choices among sums beside them.
struct DutySum {
  double ad_valorem = 0;  ///< fraction of the customs value
  std::vector<SpecificDuty> specific;
  std::vector<std::vector<DutySum>> greatest;  ///< of each the greatest is added
  std::vector<std::vector<DutySum>> least;     ///< of each the least is added
  bool operator==(const DutySum&) const = default;
};

/// A rate as tariffs write it.
///
/// | written | means |
/// |---|---|
/// | `free`, `25%`, `=15%` | the rate is 0, 25 %, 15 %, whatever was there |
/// | `+25%`, `-10%` | 25 points more, 10 points less |
/// | `<=15%`, `>=15%` | a ceiling, a floor of the duty so far |
/// | `>=15% all-in` | so much that it and the base rate make 15 % (nothing where the base rate is higher) |
/// | `0.5/kg`, `+0.5/kg + 8%` | specific and compound; the schedule's currency |
/// | `5/100 kg` | 0.05 a kilogram |
/// | `max(10%, 0.5/kg)`, `min(...)` | the greater, the lesser; one inside the other, too |
/// | `68¢/head`, `$1.104/kg + 14.9%`, `Free (A+)` | the words of the US schedule (us_rate_text.hpp) |
struct LineRate {
  enum class Choice { only, greatest, least };
  RateKind kind = RateKind::add;
  Choice choice = Choice::only;
  std::vector<DutySum> sums;  ///< one, or those to choose from; empty: the text has no number that could be computed
  std::string text;           ///< as written
  [[nodiscard]] bool is_ad_valorem() const;
};

/// Customs value of one unit of quantity, by unit: {"kg": 2.5}.
using UnitValues = std::map<std::string, double, std::less<>>;

/// Reads a rate; InputError at `place` for what is none, or above 10,000 %. Words of the US schedule that numbers do not
/// express ("on the case") give a rate in words.
[[nodiscard]] LineRate parse_line_rate(std::string_view text, const Place& place);

/// A rate that only words express ("the rate applicable to the natural juice"): kept, never computed.
[[nodiscard]] LineRate rate_in_words(std::string_view text);

/// The ad valorem equivalent: ad_valorem + sum of amount / unit value, and the choice among sums.
///
/// Units  fractions of customs value.    Returns nothing where a unit value is missing or the rate is in words.
[[nodiscard]] std::optional<double> ad_valorem_equivalent(const LineRate& rate, const UnitValues& unit_values);

/// What the rate comes to at least, with zero for every part whose unit value is missing; zero for a rate in words.
[[nodiscard]] double least_equivalent(const LineRate& rate, const UnitValues& unit_values);

/// The units that the rate needs quantities or unit values for.
[[nodiscard]] std::vector<std::string> units_of(const LineRate& rate);

}  // namespace parley::tariff
