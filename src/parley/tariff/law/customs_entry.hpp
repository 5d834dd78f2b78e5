#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "parley/tariff/law/duty.hpp"

namespace parley::tariff {

/// One line of a customs entry: what is declared.
struct CustomsEntry {
  double value = 0;                        ///< customs value, currency units
  std::map<std::string, double> quantity;  ///< by unit, for specific duties
};

/// What is collected, each part rounded to the cent as an entry form has it.
struct EntryDuty {
  std::vector<std::int64_t> cents;  ///< one per part of the duty
  std::int64_t total_cents = 0;     ///< their sum
};

/// Customs value per unit of quantity, by unit.
[[nodiscard]] UnitValues unit_values(const CustomsEntry& entry);

/// The duty on an entry in cents: round(100 value part) for each part, and their sum.
[[nodiscard]] EntryDuty entry_duty(const LineDuty& duty, const CustomsEntry& entry);

}  // namespace parley::tariff
