#include "standing_arguments.hpp"

#include <csignal>

#include "parley/base/error.hpp"
#include "parley/report/words/standing_text.hpp"
#include "terminal.hpp"

namespace parley::cli {

void StandingArguments::add_to(Command& command, bool has_threads, bool has_sets) {
  if (!has_sets)
    command.add_flag("--sets", options.under_sets, "Ask again under every named set of elasticities: what stands?");
  command.add_setting("--draws", options.draws, "Ask again under as many draws of the elasticities")
      ->check(range(0, 10'000'000));
  command.add_option("--store", options.store, "SQLite file that keeps the draws, from which an ended run goes on");
  if (has_threads) return;
  command.add_option("--threads", options.threads, "Threads of --sets and --draws; they change no digit [all]")
      ->check(range(1, 1024));
}

void StandingArguments::answer(const std::function<study::StandingQuestion()>& question, bool as_json, bool as_csv,
                               const std::function<void()>& first) const {
  if (as_csv && are_given())
    throw InputError(Place{.key = "csv"}, "has no table of what stands", "ask for text or JSON");
  if (!options.under_sets && options.draws == 0) {
    if (!options.store.empty())
      throw InputError(Place{.key = "--store"}, "keeps draws, and none are made", "add --draws 200");
    return first();
  }
  const std::unique_ptr<uncertainty::Team> team = uncertainty::open_team();
  study::StandingOptions chosen = options;
  // Under mpirun there are as many processes as the user wants at work.
  if (team != nullptr && chosen.threads == 0) chosen.threads = 1;
  if (team != nullptr && team->rank() > 0) {
    std::signal(SIGINT, SIG_IGN);  // the first process ends the others in order
    std::signal(SIGTERM, SIG_IGN);
    return study::serve_standing(*team, question, chosen);
  }
  uncertainty::ProcessGroup group(team.get());
  if (!as_json) first();
  TerminalObserver observer(team != nullptr);
  if (team != nullptr) end_in_order_after_an_interrupt();
  const study::Standing result = study::standing(question(), chosen, group, observer);
  observer.finish();
  show("{}", as_json ? report::standing_json(result) : report::standing_text(result));
}

}  // namespace parley::cli
