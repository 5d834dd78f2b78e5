#pragma once

#include <string>
#include <vector>

#include "parley/study/effective_duties.hpp"
#include "parley/study/line_duties.hpp"
#include "parley/study/line_panel.hpp"
#include "parley/tariff/lists/shipped_lists.hpp"

namespace parley::report {

/// One entry for each line and day on which its duty changes, its parts in it.
[[nodiscard]] std::string line_duties_json(const tariff::MeasureBook& book, const study::LineDuties& duties);

/// The panel's size, and the mean duty where it changes.
[[nodiscard]] std::string line_panel_json(const study::LinePanel& panel, double peak_mb);
/// One row for each day: date,mean_duty_pct.
[[nodiscard]] std::string line_panel_csv(const study::LinePanel& panel);

[[nodiscard]] std::string effective_duties_json(const study::EffectiveDuties& duties);
/// One row for each day, exporter, sector and authority.
[[nodiscard]] std::string effective_duties_csv(const study::EffectiveDuties& duties);

/// Name, lines and bytes of each list.
[[nodiscard]] std::string built_lists_json(const std::vector<tariff::BuiltList>& lists);

}  // namespace parley::report
