#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/study/cases/result.hpp"

namespace parley::study {

/// The duty of one entry on the trade of one partner before anything reacts.
struct PartnerDuty {
  Country partner{0};
  double covered_musd = 0;  ///< trade of the baseline that the entry hits
  double duty_musd = 0;     ///< rates times that trade
  /// The same of the list's official sum, where the partner has records of its own: customs dollars, or the budget.
  std::optional<double> official_covered_musd;
  std::optional<double> official_duty_musd;
};

/// One entry of a case, all partners.
struct EntryDuty {
  std::string id;
  std::string title;
  std::string importer;  ///< code of a country, or of the customs union that acts
  std::vector<PartnerDuty> partners;
  double duty_musd = 0;        ///< of all partners
  double comparable_musd = 0;  ///< of partners with records
  double official_covered_musd = 0;
  std::optional<double> official_duty_musd;
  std::string reason;  ///< why the comparable duty and the official one differ by over 2 %; else ""

  /// comparable / official - 1, in per cent; absent without an official sum.
  [[nodiscard]] std::optional<double> difference_pct() const;
};

/// What the tariffs of a solved case would bring on the base year's trade, beside what the law's own sums would.
///
///     static duty = sum of (t' - t) F;     official = sum of (t' - t) / s  O,   s the share covered, O its official dollars
///
/// Entry after entry as the case applies them, so that they add up to the case's. Quantities and taxes on exports are no
/// part of it. A cell that an entry spares in part counts in part on both sides.
/// Units   million.
[[nodiscard]] std::vector<EntryDuty> static_duties(const RunResult& result, const CaseResult& solved);

}  // namespace parley::study
