#pragma once

#include <string>
#include <utility>
#include <vector>

#include "parley/equilibrium/gradient.hpp"

namespace parley::cli {

/// The outcomes that a user can name.
[[nodiscard]] const std::vector<std::pair<std::string, Measure::Kind>>& measure_names();
/// The kind that one of these names means.
[[nodiscard]] Measure::Kind measure_kind(const std::string& name);
/// Per cent (log points times 100), or millions.
[[nodiscard]] bool is_money(Measure::Kind kind);

/// InputError where a sector or partner is named that the measure does not have.
void check_parts(const Measure& measure, const std::string& text);

/// One part of a weighted objective as a user writes it, "0.3:employment:USA:STL": weight, measure, country, and where
/// the measure has them sector and partner. A weight is per per cent, or per million of money.
///
/// Errors  InputError with the part that is wrong and the near miss.
[[nodiscard]] Objective::Term parse_term(const std::string& text, const Economy& labels);

/// The same in words: "0.3 x employment of United States, Steel".
[[nodiscard]] std::string in_words(const Objective::Term& term, const Economy& labels);

/// The weight as the user gave it: a term of the library is in log points.
[[nodiscard]] double user_weight(const Objective::Term& term);

}  // namespace parley::cli
