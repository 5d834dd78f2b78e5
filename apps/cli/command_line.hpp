#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

// The library that reads command lines takes ten seconds to compile: command_line.cpp alone includes it.
namespace CLI {  // NOLINT(readability-identifier-naming): the library has this name
class App;
class Option;
}  // namespace CLI

namespace parley::cli {

/// What a value on the command line must satisfy.
struct Check {
  enum class Kind { words, whole_range, range, positive, non_negative };
  Kind kind = Kind::words;
  std::vector<std::string> words;
  double lowest = 0, highest = 0;
};

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
  /// Shows the value that it has now as the default in --help.
  Option* capture_default_str();
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
  Option* add_flag(const std::string& name, bool& value, const std::string& what);
  void add_version_flag(const std::string& text);

  Command* add_subcommand(const std::string& name, const std::string& what);
  /// The subcommand of that name, or nullptr.
  [[nodiscard]] Command* subcommand(const std::string& name) const;
  void require_subcommand(int count);

  /// What --help prints below the options.
  void footer(const std::string& text);
  /// What is done when the command was given.
  void callback(std::function<void()> work);

  /// The words that the outermost command read, quoted for a shell.
  [[nodiscard]] const std::string& typed() const { return typed_; }

  /// Reads the words and runs the callback; false where they are wrong, which it says on standard error.
  [[nodiscard]] bool parse(int count, char** words);

 private:
  Command(CLI::App* app, std::string name);
  Option* remember(CLI::Option* option);

  std::unique_ptr<CLI::App> own_;  ///< of the outermost command only
  CLI::App* app_;
  std::string name_, typed_;
  std::vector<std::unique_ptr<Command>> subcommands_;
  std::deque<Option> options_;
};

}  // namespace parley::cli
