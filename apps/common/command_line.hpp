#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// The library that reads command lines takes ten seconds to compile: command_line.cpp alone includes it.
namespace CLI {  // NOLINT(readability-identifier-naming): the library has this name
class App;
class Option;
class Validator;
}  // namespace CLI

namespace parley::cli {

/// What a value on the command line must satisfy.
using Check = std::shared_ptr<const CLI::Validator>;

[[nodiscard]] Check one_of(std::vector<std::string> words);
[[nodiscard]] Check range(int lowest, int highest);
[[nodiscard]] Check range(double lowest, double highest);
[[nodiscard]] Check positive_number();
[[nodiscard]] Check non_negative_number();

/// An option, a flag or an argument; every function returns the option itself, so that they can be chained.
class Option {
 public:
  explicit Option(CLI::Option* option) : option_(option) {}
  Option* required();
  Option* delimiter(char separator);
  /// Whether more than one value may follow the name; else the option is repeated.
  Option* allow_extra_args(bool allowed);
  Option* check(const Check& check);
  Option* excludes(const Option* other);
  Option* needs(const Option* other);

 private:
  CLI::Option* option_;
};

/// A command with its options; it owns its subcommands.
class Command {
 public:
  Command(const std::string& name, const std::string& what);
  Command(const Command&) = delete;
  Command& operator=(const Command&) = delete;
  ~Command();

  /// An option (its name begins with dashes) or an argument that fills `value`, which must outlive the command.
  /// For std::string, path, int, std::size_t, double, std::optional<double> and vectors of string, path, int and double.
  template <class Value>
  Option* add_option(const std::string& name, Value& value, const std::string& what);
  /// The same, where the value that it has now is the default, which --help shows.
  template <class Value>
  Option* add_setting(const std::string& name, Value& value, const std::string& what);
  Option* add_flag(const std::string& name, bool& value, const std::string& what);
  /// An option that takes one of some words, each of which stands for a value; the word of the value that it has now is
  /// the default in --help.
  template <class Value>
  Option* add_choice(const std::string& name, Value& value, const std::vector<std::pair<std::string, Value>>& choices,
                     const std::string& what);
  void add_version_flag(const std::string& text);

  Command* add_subcommand(const std::string& name, const std::string& what);
  void require_subcommand(int count);

  /// What --help prints below the options.
  void footer(const std::string& text);
  /// What is done when the command was given; it returns the exit status.
  void callback(std::function<int()> work);

  /// The words that the outermost command read, quoted for a shell.
  [[nodiscard]] const std::string& typed() const { return typed_; }

  /// Reads the words and returns what the callback of the command returns; nothing where they are wrong, which it says on
  /// standard error.
  [[nodiscard]] std::optional<int> parse(int count, char** words);

 private:
  Command(CLI::App* app, std::string name, int* exit_status);
  Option* remember(CLI::Option* option);
  Option* add_word(const std::string& name, const std::vector<std::string>& words, const std::string& now,
                   std::function<void(std::size_t)> choose, const std::string& what);

  std::unique_ptr<CLI::App> own_;  ///< of the outermost command only
  CLI::App* app_;
  std::string name_, typed_;
  int own_exit_status_ = 0;
  int* exit_status_ = &own_exit_status_;  ///< the outermost command's
  std::vector<std::unique_ptr<Command>> subcommands_;
  std::deque<Option> options_;
};

template <class Value>
Option* Command::add_choice(const std::string& name, Value& value,
                            const std::vector<std::pair<std::string, Value>>& choices, const std::string& what) {
  std::vector<std::string> words;
  std::string now;
  for (const auto& [word, meaning] : choices) {
    words.push_back(word);
    if (meaning == value) now = word;
  }
  return add_word(name, words, now, [&value, choices](std::size_t at) { value = choices[at].second; }, what);
}

}  // namespace parley::cli
