#include "parley/report/words/stop_text.hpp"

#include <fmt/format.h>

#include "parley/report/words/headline_text.hpp"
#include "parley/report/words/shock_text.hpp"

namespace parley::report {

std::string stop_text(const study::RunResult& result, study::Step step) {
  const Economy& labels = result.baseline.economy;
  std::string text = fmt::format("baseline {}: {} regions, {} sectors, year {}\n", result.baseline.info.name,
                                 labels.country_count(), labels.sector_count(), result.baseline.info.year);
  if (step >= study::Step::scenario) {
    text += fmt::format("scenario {}: {} entries, {} cases\n", result.scenario.title, result.scenario.actions.size(),
                        result.scenario.compares.size());
  }
  if (step >= study::Step::shock) text += shock_text(result);
  if (step >= study::Step::equilibrium) text += headline_text(result);
  return text + fmt::format("stopped after '{}'; nothing was written\n", to_string(step));
}

}  // namespace parley::report
