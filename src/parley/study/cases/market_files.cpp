#include "parley/study/cases/market_files.hpp"

#include "parley/market/story.hpp"
#include "parley/text/toml_file.hpp"

namespace parley::study {

std::filesystem::path market_plan_file(const scenario::Scenario& scenario) {
  const toml::table root = text::parse_toml(scenario.text, scenario.file.string());
  const std::string name = root["market"].value_or(std::string());
  return name.empty() ? std::filesystem::path() : (scenario.file.parent_path() / name).lexically_normal();
}

std::vector<std::filesystem::path> market_files(const scenario::Scenario& scenario) {
  const std::filesystem::path plan = market_plan_file(scenario);
  return plan.empty() ? std::vector<std::filesystem::path>() : market::files_of(market::read_plan(plan));
}

}  // namespace parley::study
