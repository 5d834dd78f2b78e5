#pragma once

#include <string>
#include <string_view>

#include "parley/study/cases/result.hpp"

namespace parley::report {

/// Upon what the ranges rest, in a sentence.
[[nodiscard]] std::string evidence_words(const study::HeadlineRanges& ranges);

/// "-0.2 to -0.08"
[[nodiscard]] std::string range_words(const study::Range& range);

/// What a terminal puts behind a number: "?" where its sign is open, "~" where it is below what the model can tell.
[[nodiscard]] std::string_view mark_of(study::Verdict verdict);

/// What a run says of one country's real income: "United States loses 0.15 %", "China could go either way
/// (-0.02 to 0.01 %)", "no change that this model can tell for Mexico"; without ranges the verb alone.
[[nodiscard]] std::string income_sentence(const study::RunResult& result, const study::CaseResult& solved, Country n);

/// The table of real income: centre, range, how many sets have which sign, and what that means; "" without ranges.
[[nodiscard]] std::string ranges_text(const study::RunResult& result);

}  // namespace parley::report
