#pragma once

#include <functional>

#include "commands.hpp"
#include "parley/study/standing_questions.hpp"

namespace parley::cli {

/// Options that ask a study again under other trade elasticities.
struct StandingArguments {
  study::StandingOptions options;

  /// What of --sets, --draws, --store and --threads the command does not have itself.
  void add_to(Command& command, bool has_threads = false, bool has_sets = false);
  [[nodiscard]] bool are_given() const { return options.under_sets || options.draws > 0 || !options.store.empty(); }
  /// Prints what `first` prints, then how it stands; as JSON the latter alone. Under mpirun the processes share the draws.
  ///
  /// Errors  InputError for CSV, which has no table of what stands, and for a store without draws.
  void answer(const std::function<study::StandingQuestion()>& question, bool as_json, bool as_csv,
              const std::function<void()>& first) const;
};

}  // namespace parley::cli
