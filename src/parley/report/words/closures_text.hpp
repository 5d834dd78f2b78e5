#pragma once

#include <string>

#include "parley/study/cases/closures.hpp"

namespace parley::report {

/// "share_of_own_income"; "fixed, in the wage of CHN"; "share_of_world, USA balanced".
[[nodiscard]] std::string closure_name(const study::Closure& closure, const Economy& labels);

/// What a line of the headline is about: "USA real income, exact, %".
[[nodiscard]] std::string line_name(const study::HeadlineItem& item);

/// "-0.0078 under share_of_world, +0.0012 under balanced": one number under every closure that has it.
[[nodiscard]] std::string under_every_rule(const study::ClosureComparison& comparison, const study::SignChange& change,
                                           const Economy& labels);

/// The numbers of a headline whose sign hangs on the deficit rule, for a terminal; "" where there are none.
[[nodiscard]] std::string closures_text(const study::RunResult& result, const study::ClosureComparison& comparison);

}  // namespace parley::report
