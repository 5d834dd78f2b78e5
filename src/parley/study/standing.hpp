#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "parley/study/cases/ranges.hpp"
#include "parley/uncertainty/elasticity_worlds.hpp"
#include "parley/uncertainty/process_group.hpp"

namespace parley::study {

/// One thing that a study chooses: a package, an end, the members of a coalition. Its answer is a whole number, a code.
struct StandingChoice {
  std::string name;                                ///< "Nash"
  std::function<std::string(long code)> in_words;  ///< "cars at 15 %"
};

/// One number that a study finds.
struct StandingNumber {
  std::string name;  ///< "gain of USA by Nash"
  std::string unit;  ///< "%", "bn USD"
  double floor = 0;  ///< the smallest size that the model can tell, in the unit
};

/// A study that can be asked again under other trade elasticities.
struct StandingQuestion {
  std::vector<StandingChoice> choices;
  std::vector<StandingNumber> numbers;
  std::vector<double> central;  ///< trade elasticities by sector
  Baseline baseline;            ///< with its own elasticities
  std::filesystem::path sets;   ///< the file of named sets; empty: none
  /// The choices' codes, then the numbers (NaN: there is none), under elasticities by sector; called by several threads at
  /// once. Throws NotSolved where there is no answer.
  std::function<std::vector<double>(const std::vector<double>& elasticity)> answer;
};

struct StandingOptions {
  bool under_sets = false;
  std::size_t draws = 0;
  std::size_t threads = 0;  ///< 0: as many as the machine has; changes no digit
  std::filesystem::path store;
};

/// How one choice stands.
struct ChoiceStanding {
  struct Outcome {
    std::string words;
    std::size_t sets = 0, draws = 0;  ///< in how many it comes out
  };
  std::string name;
  std::vector<Outcome> outcomes;  ///< the central one first, then by draws and sets
};

/// How one number spreads.
struct NumberStanding {
  StandingNumber number;
  Range range;
};

/// What stands of a study where trade elasticities are not known.
struct Standing {
  std::vector<ChoiceStanding> choices;
  std::vector<NumberStanding> numbers;
  std::vector<std::string> sets;     ///< that have an answer
  std::size_t draws = 0;             ///< that have one
  std::size_t failed = 0;            ///< draws without
  std::string plan;                  ///< how was drawn, in words; "" without draws
  std::vector<std::string> remarks;  ///< sets that are equal to another or have no answer
};

/// Asks a study again under every distinct named set and under draws of the default plan.
///
/// Errors  NotSolved where the central elasticities or every draw give no answer; Cancelled; those of the store.
[[nodiscard]] Standing standing(const StandingQuestion& question, const StandingOptions& options,
                                uncertainty::ProcessGroup& group, Observer& observer);

/// Makes draws for the leader of a team, as standing() does.
void serve_standing(uncertainty::Team& team, const std::function<StandingQuestion()>& question,
                    const StandingOptions& options);

}  // namespace parley::study
