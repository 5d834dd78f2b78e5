#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/tariff/law/customs_entry.hpp"
#include "parley/tariff/law/duty.hpp"

namespace parley::study {

/// Whose duty on which lines, at one day or through a span of days.
struct LineDutyRequest {
  std::string importer;
  std::string origin;
  std::vector<std::string> codes;  ///< of any length, with or without dots
  Date from;
  std::optional<Date> until;       ///< exclusive; absent: the day `from` alone
  tariff::CustomsEntry entry;      ///< what is declared; a value of zero: nothing
  tariff::UnitValues unit_values;  ///< per unit of quantity; they go before those that follow from the entry
};

/// The duty on one line from one day on, until the next change.
struct DatedLineDuty {
  tariff::LineQuery query;  ///< its day is the first
  tariff::LineDuty duty;
  tariff::EntryDuty collected;  ///< on the request's entry
};

struct LineDuties {
  LineDutyRequest request;
  std::vector<DatedLineDuty> lines;  ///< by code as asked, then by line, then by day
};

/// Whether two duties are the same sum: the same measures with the same rates, amounts and notes.
[[nodiscard]] bool have_same_parts(const tariff::LineDuty& a, const tariff::LineDuty& b);

/// The duty on every line below the codes asked for; through a span, one entry for each day on which its parts change.
///
/// The parts point into the book.
/// Errors  InputError for a code that is none or that the importer's schedule does not have, or an unknown country.
[[nodiscard]] LineDuties line_duties(const tariff::MeasureBook& book, const LineDutyRequest& request);

}  // namespace parley::study
