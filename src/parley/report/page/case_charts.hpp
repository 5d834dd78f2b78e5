#pragma once

#include <string>

#include "parley/study/cases/result.hpp"

namespace parley::report {

/// "United States loses 0.11 % and China loses 0.27 % of real income": the parties, at most four.
[[nodiscard]] std::string finding(const study::RunResult& result, const study::CaseResult& solved);

/// "of the others Viet Nam, Mexico and Other ASEAN gain most"
[[nodiscard]] std::string bystanders(const study::RunResult& result, const study::CaseResult& solved);

// The figures of one case, each a whole <figure>; those of a country take it as their last argument.
[[nodiscard]] std::string income_map(const study::RunResult& result, const study::CaseResult& solved);
[[nodiscard]] std::string income_bars(const study::RunResult& result, const study::CaseResult& solved);
/// Exports of one country by destination, before and after.
[[nodiscard]] std::string diversion_bars(const study::RunResult& result, const study::CaseResult& solved, Country i);
/// Sales to one country by supplier, its own producers included.
[[nodiscard]] std::string supplier_bars(const study::RunResult& result, const study::CaseResult& solved, Country n);
/// Output with employment, the five sectors each way whose output changes most; one scale for all parties of a case.
[[nodiscard]] std::string sector_bars(const study::RunResult& result, const study::CaseResult& solved, Country n);
/// Buyers' prices of goods, tariffs included.
[[nodiscard]] std::string price_bars(const study::RunResult& result, const study::CaseResult& solved, Country n);
/// The exact change by entry of the scenario and by channel; "" where the case was not explained.
[[nodiscard]] std::string channel_waterfall(const study::RunResult& result, const study::CaseResult& solved, Country n);

}  // namespace parley::report
