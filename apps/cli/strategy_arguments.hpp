#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

#include "commands.hpp"
#include "parley/base/error.hpp"
#include "parley/study/strategy_choices.hpp"
#include "standing_arguments.hpp"
#include "terminal.hpp"

namespace parley::cli {

/// Options that name the world of a command on strategy.
void add_world_options(Command& command, study::StrategyRequest& world);

/// What a command prints: text for people unless a flag says otherwise.
struct OutputFormat {
  bool as_json = false;
  bool as_csv = false;

  void add_to(Command& command, const std::string& csv_help = "Print CSV");
  /// InputError where both are asked for.
  void check() const;
  /// Prints an answer by one of its three writers.
  template <class Answer>
  void print(const Answer& answer, std::string (*text)(const Answer&), std::string (*json)(const Answer&),
             std::string (*csv)(const Answer&)) const {
    std::string (*writer)(const Answer&) = text;
    if (as_json) writer = json;
    if (as_csv) writer = csv;
    show("{}", writer(answer));
  }
};

/// What governments want and may do, as a user writes it.
struct StrategyArguments {
  study::StrategyRequest world;
  OutputFormat format;
  StandingArguments standing;

  void add_to(Command& command);
  /// Errors  InputError for flags that do not go together and for what cannot be read.
  [[nodiscard]] study::StrategyChoices choices() const;

 private:
  bool by_sector_ = false, by_partner_ = false, uniform_ = false;
  std::vector<std::string> sectors_, weights_, jobs_, revenue_;
  std::string bounds_ = "0:1000";
  std::string lobbying_;
};

/// The arguments of a command that asks one question of study/.
template <class Options>
struct StrategyQuestion {
  StrategyArguments shared;
  Options options;  ///< the question's own

  /// Completes the options with the shared ones, and prints what `ask` answers by one of its three writers.
  template <class Answer>
  void answer(Answer (*ask)(const Options&, Observer&), std::string (*text)(const Answer&),
              std::string (*json)(const Answer&), std::string (*csv)(const Answer&)) {
    options.world = shared.world;
    options.choices = shared.choices();
    const auto first = [&] { shared.format.print(observed(ask, options), text, json, csv); };
    if constexpr (requires { study::standing_question(options); }) {
      shared.standing.answer([&] { return study::standing_question(options); }, shared.format.as_json,
                             shared.format.as_csv, first);
    } else {
      first();
    }
  }
};

}  // namespace parley::cli
