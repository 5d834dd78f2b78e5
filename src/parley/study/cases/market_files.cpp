#include "parley/study/cases/market_files.hpp"

#include "parley/market/story.hpp"

namespace parley::study {

std::vector<std::filesystem::path> market_files(const scenario::Scenario& scenario) {
  if (scenario.market.empty()) return {};
  return market::files_of(market::read_plan(scenario.market));
}

}  // namespace parley::study
