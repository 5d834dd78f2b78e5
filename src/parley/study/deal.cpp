#include "parley/study/deal.hpp"

#include "parley/base/cancelled.hpp"
#include "parley/base/error.hpp"
#include "parley/study/cases/horizon.hpp"

namespace parley::study {

DealResult answer_deal(const RunOptions& options, std::size_t threads, Observer& observer) {
  RunOptions only_read = options;
  only_read.stop_after = Step::scenario;
  RunResult read = compute(only_read, observer);
  if (!read.scenario.deal) {
    throw InputError({.file = options.scenario.string()}, "has no [deal]",
                     "[deal] with parties and disagreement, and an [[issue]] for each thing on the table");
  }
  refuse_games_in_short_run(read.scenario);
  const DeskOptions how{.commitments = {.solve = options.solve}, .threads = threads};
  const scenario::ResolvedScenario resolved = scenario::resolve(read.scenario, read.baseline);
  Desk desk = open_desk({read.scenario, resolved, *read.scenario.deal, read.baseline}, how, observer);
  if (observer.cancelled()) throw Cancelled("the packages were not all valued");
  return {std::move(read.baseline), std::move(desk)};
}

}  // namespace parley::study
