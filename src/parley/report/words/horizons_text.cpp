#include "parley/report/words/horizons_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "parley/economy/horizon.hpp"
#include "parley/report/words/format.hpp"
#include "parley/report/words/headline_text.hpp"
#include "parley/report/words/ranges_text.hpp"
#include "parley/study/cases/headline.hpp"

namespace parley::report {

std::string year_range_text(const study::YearRange& range) {
  const std::string_view mark = mark_of(study::verdict_of(range));
  return fmt::format("{}{} ({} to {})", headline_number(range.central), mark == " " ? "" : mark,
                     headline_number(range.lowest), headline_number(range.highest));
}

std::string horizons_text(const study::RunResult& result, const study::HorizonComparison& comparison) {
  constexpr std::size_t most_countries = 2;
  std::string text = fmt::format(
      "\nTwo horizons, %: real income with duty revenue, and real value added, near to real GDP\n  {}\n  {}; set A "
      "(range "
      "of sets A to C)\n  The numbers above are of the {}.\n",
      horizon_words(Horizon::long_run), horizon_words(Horizon::short_run),
      result.horizon == Horizon::long_run ? "long run" : "year");
  text += "  ? the sign is open over the sets; ~ below what the model can tell (0.001 %).\n";
  text += fmt::format("{:<30}{:>10}{:>14}  {:<36}{}\n", "", "long run", "value added", "a year", "value added");
  const std::vector<Country> parties = study::parties(result);
  for (std::size_t at = 0; at < result.cases.size(); ++at) {
    const study::CaseHorizons& horizons_of_case = comparison.cases[at];
    const std::string& name = result.cases[at].compare.name;
    if (!horizons_of_case.failure.empty()) {
      text += fmt::format("{} has no short run: {}\n", name, horizons_of_case.failure);
      continue;
    }
    for (std::size_t k = 0; k < std::min(most_countries, parties.size()); ++k) {
      const study::CountryHorizons& row = horizons_of_case.countries[parties[k].value()];
      text +=
          fmt::format("{}{:>10}{:>14}  {:<36}{}\n",
                      padded(shortened(fmt::format("{}, {}", result.baseline.economy.code(parties[k]), name), 30), 30),
                      headline_number(row.long_income), headline_number(row.long_value_added),
                      year_range_text(row.income), year_range_text(row.value_added));
    }
  }
  return text;
}

}  // namespace parley::report
