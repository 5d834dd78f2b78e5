#pragma once

#include "parley/tariff/law/measure.hpp"

namespace parley::tariff {

/// Checks a book against itself: authorities in the stack, rates one after another, vintages and codes of the schedules.
void check_measures(const MeasureBook& book);

}  // namespace parley::tariff
