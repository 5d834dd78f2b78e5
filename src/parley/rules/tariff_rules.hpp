#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/base/date.hpp"
#include "parley/rules/check.hpp"
#include "parley/tariff/law/measure.hpp"

namespace parley::rules {

/// A line of a schedule under a measure.
struct RuleLine {
  std::string list;
  std::string code;
  double added = 0;               ///< additional duty, fraction
  std::optional<double> applied;  ///< ordinary duty before it, fraction; absent: unknown or not ad valorem
  std::optional<double> bound;    ///< bound rate, fraction; absent: unbound or unknown
  std::optional<double> trade_musd;
};

/// No ordinary duty above the bound rate of the schedule.
///
///     applied + added <= bound       for every line that is bound
///
/// A line whose ordinary or bound rate is unknown is counted, not judged: fails where some line exceeds, open where no line
/// does and some are unknown.
/// Rule    GATT 1994, Article II:1(b). Exceptions (Articles XIX, XXI, XX) are pleas and are not judged here.
[[nodiscard]] CheckResult check_bound_ceiling(const std::vector<RuleLine>& lines);

/// A preference that a treaty promises to some origins.
struct Agreement {
  std::string id;
  std::string importer;
  std::vector<std::string> partners;
  double rate = 0;  ///< the highest duty that the treaty allows on the listed lines, fraction
  std::string source;
};

/// Who is compared with whom.
struct OriginQuestion {
  std::string importer;
  std::vector<std::string> members;  ///< origins, members of the World Trade Organization
  std::vector<RuleLine> lines;
  Date day;
};

/// An advantage given to one origin goes to like goods of every member.
///
///     duty[line, o] <= min over members m without a preference of duty[line, m],   every member o
///
/// Duties are the book's measures, stacked (tariff::duty_at), on top of the ordinary duty, which is the same for all.
/// Members of `agreements` may pay less without breaking the rule; they are left out of the minimum.
/// Rule    GATT 1994, Article I:1; preferences under Article XXIV.
/// Errors  InputError for a member that the book does not know.
[[nodiscard]] CheckResult check_most_favoured_nation(const tariff::MeasureBook& book, const OriginQuestion& question,
                                                     const std::vector<Agreement>& agreements);

/// No partner of a treaty pays more than the treaty's rate.
///
///     rate + added[line, partner] <= rate of the agreement
///
/// The partner's ordinary duty is taken to be the treaty's rate; the book's measures come on top.
/// Rule    the treaty's tariff commitment; GATT 1994, Article XXIV:8(b).
[[nodiscard]] CheckResult check_preferences(const tariff::MeasureBook& book, const OriginQuestion& question,
                                            const std::vector<Agreement>& agreements);

}  // namespace parley::rules
