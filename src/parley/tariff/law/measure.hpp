#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/base/date.hpp"
#include "parley/base/error.hpp"
#include "parley/tariff/law/exemption.hpp"
#include "parley/tariff/law/line_rate.hpp"
#include "parley/text/commodity_code.hpp"

namespace parley::tariff {

/// What one line of a list says beyond its code.
struct ListedLine {
  std::optional<LineRate> rate;  ///< by-line rates; absent: the measure's own
  double share = 1;              ///< of the line's trade that the measure hits; below one: a part of the line
  bool is_partial = false;  ///< the law hits a part of the line that codes do not tell; `share` says how much counts
  Validity validity;        ///< half-open, inside the measure's
  Place place;              ///< of the code in its file
};

/// The lines of a measure: prefixes of any length, several dated entries for one prefix.
using LineSet = text::PrefixMap<std::vector<ListedLine>>;

/// One rate of a measure and the days on which it is collected.
struct RatePeriod {
  std::optional<LineRate> rate;  ///< absent: each line has its own
  Validity validity;             ///< [effective, ended)
  std::string law;               ///< where the period has an act of its own
};

/// Origins, lines or both that a measure spares, in part or in full, for a time or for good.
struct LineExemption : Exemption {
  LineSet lines;  ///< empty: every line; with origins: a product-by-country exception
};

/// Who pockets the gap between the two rates of a quota.
enum class QuotaRent { importers, exporters, government };

/// A tariff-rate quota: `in_quota` up to a quantity, the measure's own rate above it.
struct TariffQuota {
  LineRate in_quota;
  double fill = 0;  ///< imports over the quota; above one: the over-quota rate is paid at the margin
  QuotaRent rent = QuotaRent::importers;
};

/// One dated act of tariff policy on tariff lines, as data.
struct Measure {
  std::string id;
  std::string title;
  std::string imposer;
  std::string authority;            ///< the name that stack rules use: "mfn", "s301"
  std::vector<std::string> origin;  ///< country codes; "*" is everybody
  std::vector<std::string> origin_except;
  LineSet lines;
  std::vector<RatePeriod> rates;  ///< in order of time, without overlap
  std::vector<LineExemption> except;
  std::optional<TariffQuota> quota;
  std::optional<Date> announced;  ///< when the public learned of it
  std::optional<Date> legal;      ///< when the act was signed or published
  std::string status;             ///< proposed | in_force | suspended | ended
  std::string vintage;            ///< nomenclature of the codes: "HTS2018", "HS2017"
  std::string law;
  Place place;
};

/// What to do where measures of several authorities meet on one line.
///
/// add      nothing: all are paid               max, min  only the greatest, the least of them is paid
/// replace  the first named takes the place of the others
struct StackRule {
  enum class Action { add, max, min, replace };
  std::vector<std::string> when;
  Action action = Action::add;
  std::string law;
  Place place;
};

/// How the duties of a country meet: the order in which authorities count, which of them make the base rate, the rules.
struct Stack {
  std::vector<std::string> order;  ///< authorities, first first; every measure's authority is among them
  std::vector<std::string> base;   ///< those whose sum is the base of all-in floors
  std::vector<StackRule> rules;    ///< applied in this order
};

/// Measures and the rules by which they add up; form: docs/tariff-lines.md.
struct MeasureBook {
  std::string file;
  std::string title;
  Stack stack;
  std::vector<Measure> measures;
  std::vector<std::string> countries;  ///< every code that may be asked for or named
  std::vector<std::string> notes;
};

}  // namespace parley::tariff
