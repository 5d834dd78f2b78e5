#pragma once

#include <string>

#include "parley/report/words/headline_text.hpp"
#include "parley/study/cases/result.hpp"

namespace parley::report {

/// How many parties have a colour of their own.
inline constexpr std::size_t party_colours = 4;

/// "Parley 0.1.0, baseline world-2017 (2017)."
[[nodiscard]] std::string source_line(const study::RunResult& result);
/// The colour that a country keeps through the page: the first parties have one, all others are grey.
[[nodiscard]] std::string colour(const study::RunResult& result, Country n);

}  // namespace parley::report
