#include "parley/tariff/law/customs_entry.hpp"

#include <cmath>

namespace parley::tariff {

UnitValues unit_values(const CustomsEntry& entry) {
  UnitValues values;
  for (const auto& [unit, quantity] : entry.quantity) {
    if (quantity > 0) values[unit] = entry.value / quantity;
  }
  return values;
}

EntryDuty entry_duty(const LineDuty& duty, const CustomsEntry& entry) {
  EntryDuty collected;
  for (const DutyPart& part : duty.parts) {
    collected.cents.push_back(std::llround(100 * entry.value * part.ad_valorem));
    collected.total_cents += collected.cents.back();
  }
  return collected;
}

}  // namespace parley::tariff
