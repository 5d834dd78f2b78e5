#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parley/tariff/law/measure.hpp"
#include "parley/tariff/law/stack.hpp"

namespace parley::tariff {

/// What one measure adds to the duty on a line.
struct DutyPart {
  std::size_t measure = 0;         ///< position in the book
  std::size_t period = 0;          ///< position among its rates
  const LineRate* rate = nullptr;  ///< as the measure or its list sets it; lives as long as the book
  double share = 1;                ///< of the line's trade that it hits, exemptions and rules taken off
  double ad_valorem = 0;           ///< what it adds, fraction of customs value; may be negative
  bool is_known = true;            ///< false: no ad valorem equivalent without further unit values
  double least = 0;                ///< where it is not known: what it adds at least, before shares
  std::string note;                ///< why it adds another amount than its rate: a rule, a quota, an exemption
};

/// The duty on one line from one origin on one day, as the sum of its parts.
///
///     total = sum_p parts[p].ad_valorem, summed in their order
struct LineDuty {
  std::vector<DutyPart> parts;  ///< in the order in which they count
  double total = 0;             ///< of the known parts
  bool is_complete = true;      ///< every part is known
  double quota_rent = 0;        ///< fraction of customs value that quota holders keep
};

/// Whom and what is asked for.
struct LineQuery {
  std::string importer;
  std::string origin;
  std::string code;  ///< digits; as fine as the schedule's lines, or a part is matched by whoever names it or a prefix
  Date day;
};

/// The duty on a line.
///
/// Measures apply where imposer, origin, longest prefix and day fit and whose status is not `proposed`. A part with share s
/// whose rate r takes the duty t to r(t) adds s (r(t) - t); rules of the stack take from shares before. Nothing applies: no
/// parts, total zero.
/// Units   fractions of customs value.    Errors  InputError where a country is none of the book's.
[[nodiscard]] LineDuty duty_at(const MeasureBook& book, const LineQuery& query, const UnitValues& unit_values = {});

/// The lines that an importer's base schedule has below a code (itself, where it is one), in order of the code; finer codes
/// that some measure names stand beside the line they are part of.
///
/// Errors  InputError where the schedule has neither the code nor one below or above it, with the near ones.
[[nodiscard]] std::vector<std::string> lines_of(const MeasureBook& book, const std::string& importer,
                                                std::string_view code);

/// The days in (from, until) on which some measure of the importer on the code begins, ends or changes.
[[nodiscard]] std::vector<Date> changes_between(const MeasureBook& book, const LineQuery& query, const Date& until);

/// Whether a measure is for goods of that origin at all: named or "*", and not left out.
[[nodiscard]] bool is_for_origin(const Measure& measure, std::string_view origin);

/// The share of the line's trade that the measure's exemptions spare, in [0, 1].
[[nodiscard]] double spared_share(const Measure& measure, std::string_view origin, std::string_view code,
                                  const Date& day);

}  // namespace parley::tariff
