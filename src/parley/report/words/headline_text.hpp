#pragma once

#include <string>
#include <vector>

#include "parley/study/cases/result.hpp"

namespace parley::report {

/// Three decimals, and more for small values, so that two digits are seen; what rounds to nothing is a plain zero.
[[nodiscard]] std::string headline_number(double value);

/// A region's name in a sentence: without what stands in brackets.
[[nodiscard]] std::string spoken(const study::RunResult& result, Country n);

/// The parties whose rows a terminal shows: those that the file names, else of very many those whose real income moves
/// most.
[[nodiscard]] std::vector<Country> shown_parties(const study::RunResult& result);

/// The headline table as plain text for a terminal: cases across, measures of the parties down.
[[nodiscard]] std::string headline_text(const study::RunResult& result);

}  // namespace parley::report
