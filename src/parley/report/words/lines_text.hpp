#pragma once

#include <cstdint>
#include <string>

#include "parley/study/effective_duties.hpp"
#include "parley/study/line_duties.hpp"
#include "parley/study/line_panel.hpp"

namespace parley::report {

/// Every line's duty as the sum of its parts with their laws; lines with the same parts together. Amounts where a value is
/// declared.
[[nodiscard]] std::string line_duties_text(const tariff::MeasureBook& book, const study::LineDuties& duties);

/// The mean duty by day where it changes, then the size of the panel and what it cost to evaluate.
[[nodiscard]] std::string line_panel_text(const study::LinePanel& panel, double peak_mb);

/// One table for each day: effective rates in percent by authority.
[[nodiscard]] std::string effective_duties_text(const study::EffectiveDuties& duties, study::EffectiveBy by);

/// "410.99" of 41099 cents.
[[nodiscard]] std::string cents_text(std::int64_t cents);

/// The act behind a part of a duty: of its period, else of the measure.
[[nodiscard]] const std::string& law_of(const tariff::MeasureBook& book, const tariff::DutyPart& part);

}  // namespace parley::report
