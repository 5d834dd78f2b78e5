#include "parley/study/cases/horizon.hpp"

#include <fmt/format.h>

#include "parley/base/error.hpp"
#include "parley/equilibrium/short_run.hpp"

namespace parley::study {

namespace {

Place place_of_horizon(const scenario::Scenario& scenario) {
  const auto found = scenario.places.find("horizon");
  return found == scenario.places.end() ? Place{.key = "--horizon"} : found->second;
}

}  // namespace

Horizon chosen_horizon(const scenario::Scenario& scenario, const std::string& option) {
  if (option.empty()) return scenario.horizon;
  if (const std::optional<Horizon> found = find_horizon(option)) return *found;
  throw InputError(Place{.key = "--horizon"}, fmt::format("no horizon '{}'", option), "long or short");
}

Baseline in_horizon(Baseline baseline, Horizon horizon) {
  return horizon == Horizon::long_run ? baseline : in_short_run(baseline, short_run_sets().front());
}

void refuse_games_in_short_run(const scenario::Scenario& scenario) {
  if (scenario.horizon == Horizon::long_run) return;
  throw InputError(place_of_horizon(scenario), std::string(no_games_in_a_year),
                   "horizon = \"long\", or no such line; `parley run` shows both horizons beside each other");
}

void refuse_draws_in_short_run(const scenario::Scenario& scenario, Horizon horizon) {
  if (horizon == Horizon::long_run) return;
  throw InputError(place_of_horizon(scenario), "intervals are drawn around the long run alone",
                   "horizon = \"long\"; `parley run` shows a year with the range over its sets of elasticities");
}

void refuse_commitments_in_short_run(const scenario::Compare& compare, const std::string& commitment) {
  throw InputError(compare.place,
                   fmt::format("'{}' commits to a quantity, which is kept in the long run alone", commitment),
                   "name a case of duties alone, or horizon = \"long\"");
}

}  // namespace parley::study
