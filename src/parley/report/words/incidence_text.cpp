#include "parley/report/words/incidence_text.hpp"

#include <fmt/format.h>

#include "parley/report/words/format.hpp"
#include "parley/study/cases/incidence.hpp"

namespace parley::report {

std::string incidence_text(const study::RunResult& result) {
  constexpr std::size_t most = 4;
  const Economy& labels = result.baseline.economy;
  std::string text;
  for (const study::CaseResult& solved : result.cases) {
    const std::vector<study::Incidence> rows = study::incidence(result.baseline, solved);
    std::string name = shortened(solved.compare.name, 22);
    for (std::size_t at = 0; at < rows.size() && at < most; ++at) {
      const study::Incidence& row = rows[at];
      text += fmt::format("{} {:<5} {:<5} {:>8.1f} {:>8.2f} {:>8.2f} {:>8.0f} {:>8.0f}\n", padded(name, 22),
                          labels.code(row.imposer), labels.code(row.origin), row.base_trade / 1000, row.duty_before_pct,
                          row.duty_after_pct, 100 * row.buyers, 100 * (1 - row.buyers));
      name.clear();
    }
    if (rows.size() > most) text += fmt::format("{:<22} and {} more pairs\n", "", rows.size() - most);
  }
  if (text.empty()) return "";
  return fmt::format(
             "\nWho bears the duties that moved: prices in the imposer's wage, against the baseline "
             "(tables/incidence.csv)\n{:<22} {:<5} {:<5} {:>8} {:>8} {:>8} {:>8} {:>8}\n",
             "", "buyer", "from", "bn", "duty, %", "after", "buyers,%", "sellers") +
         text;
}

}  // namespace parley::report
