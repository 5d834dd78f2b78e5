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
  /// Prints what `first` prints, then how it stands; as JSON the latter alone. Under mpirun the processes share the draws.
  void answer(const std::function<study::StandingQuestion()>& question, bool as_json,
              const std::function<void()>& first) const;
};

}  // namespace parley::cli
