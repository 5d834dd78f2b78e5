#include "command_line.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <optional>
#include <sstream>
#include <type_traits>
#include <utility>

#include "parley/base/error.hpp"
#include "parley/text/number.hpp"
#include "parley/text/utf8.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

std::string quoted(const std::string& word) {
  const bool is_plain = !word.empty() && word.find_first_of(" \t\n'\"$\\*?;&|<>()") == std::string::npos;
  return is_plain ? word : "'" + word + "'";
}

/// A number in its range; the message names the words, not the largest double.
Check number_check(const std::string& description, const std::string& range, const std::function<bool(double)>& holds) {
  const auto check = [range, holds](const std::string& word) {
    const std::optional<double> value = text::read_number(word);
    if (value && holds(*value)) return std::string();
    return fmt::format("'{}' is out of range: {}", text::shortened(word), range);
  };
  return std::make_shared<CLI::Validator>(check, description, "");
}

/// Reads the words of an option as files are read, before the library does: it would take "0x1F", "010" for eight, "nan".
template <class Number>
void read_as_number(CLI::Option* option) {
  option->transform(CLI::Validator(
      [](std::string& word) -> std::string {
        if constexpr (std::is_floating_point_v<Number>) {
          if (text::read_number(word)) return {};
          return fmt::format("'{}' is not a finite number; {}", text::shortened(word), text::number_hint(word));
        } else {
          const std::optional<Number> whole = text::read_whole<Number>(word);
          if (whole) word = std::to_string(*whole);
          if (whole) return {};
          return fmt::format("'{}' is not a whole number from {} to {}", text::shortened(word),
                             std::numeric_limits<Number>::min(), std::numeric_limits<Number>::max());
        }
      },
      "", "number"));
}

/// The type of the numbers that an option takes, or void.
template <class Value>
struct NumberOf {
  using Type = std::conditional_t<std::is_arithmetic_v<Value>, Value, void>;
};
template <class Inner>
struct NumberOf<std::optional<Inner>> : NumberOf<Inner> {};
template <class Inner>
struct NumberOf<std::vector<Inner>> : NumberOf<Inner> {};

template <class Value>
CLI::Option* added(CLI::App& app, const std::string& name, Value& value, const std::string& what) {
  CLI::Option* const option = app.add_option(name, value, what);
  using Number = typename NumberOf<Value>::Type;
  if constexpr (!std::is_void_v<Number>) read_as_number<Number>(option);
  return option;
}

/// Names and messages are UTF-8; a terminal that is set otherwise gives other bytes.
void refuse_foreign_bytes(std::string_view word, int number) {
  const std::size_t at = text::utf8_end(word);
  if (at == word.size()) return;
  throw InputError(
      Place{.file = "the command line"},
      fmt::format("word {}, '{}', is not UTF-8 from its byte {} on", number, text::printable(word), at + 1),
      "set the terminal to UTF-8, or rename the file");
}

}  // namespace

Check one_of(std::vector<std::string> words) {
  return std::make_shared<CLI::Validator>(CLI::IsMember(std::move(words)));
}

Check range(int lowest, int highest) {
  return number_check(fmt::format("INT in [{} - {}]", lowest, highest), fmt::format("from {} to {}", lowest, highest),
                      [=](double value) { return value >= lowest && value <= highest; });
}

Check range(double lowest, double highest) {
  return number_check(fmt::format("FLOAT in [{} - {}]", lowest, highest), fmt::format("from {} to {}", lowest, highest),
                      [=](double value) { return value >= lowest && value <= highest; });
}

Check positive_number() {
  return number_check("POSITIVE", "above zero", [](double value) { return value > 0; });
}

Check non_negative_number() {
  return number_check("NONNEGATIVE", "zero or more", [](double value) { return value >= 0; });
}

Option* Option::required() {
  option_->required();
  return this;
}

Option* Option::delimiter(char separator) {
  option_->delimiter(separator);
  return this;
}

Option* Option::check(const Check& check) {
  option_->check(*check);
  return this;
}

Option* Option::allow_extra_args(bool allowed) {
  option_->allow_extra_args(allowed);
  return this;
}

Option* Option::excludes(const Option* other) {
  option_->excludes(other->option_);
  return this;
}

Option* Option::needs(const Option* other) {
  option_->needs(other->option_);
  return this;
}

Command::Command(const std::string& name, const std::string& what)
    : own_(std::make_unique<CLI::App>(what, name)), app_(own_.get()), name_(name) {}

Command::Command(CLI::App* app, std::string name, int* exit_status)
    : app_(app), name_(std::move(name)), exit_status_(exit_status) {}

Command::~Command() = default;

Option* Command::remember(CLI::Option* option) { return &options_.emplace_back(option); }

template <class Value>
Option* Command::add_option(const std::string& name, Value& value, const std::string& what) {
  return remember(added(*app_, name, value, what));
}

template <class Value>
Option* Command::add_setting(const std::string& name, Value& value, const std::string& what) {
  return remember(added(*app_, name, value, what)->capture_default_str());
}

template Option* Command::add_option(const std::string&, std::string&, const std::string&);
template Option* Command::add_option(const std::string&, std::filesystem::path&, const std::string&);
template Option* Command::add_option(const std::string&, int&, const std::string&);
template Option* Command::add_option(const std::string&, std::size_t&, const std::string&);
template Option* Command::add_option(const std::string&, double&, const std::string&);
template Option* Command::add_option(const std::string&, std::optional<double>&, const std::string&);
template Option* Command::add_option(const std::string&, std::vector<std::string>&, const std::string&);
template Option* Command::add_option(const std::string&, std::vector<std::filesystem::path>&, const std::string&);
template Option* Command::add_option(const std::string&, std::vector<int>&, const std::string&);
template Option* Command::add_option(const std::string&, std::vector<double>&, const std::string&);
template Option* Command::add_setting(const std::string&, std::string&, const std::string&);
template Option* Command::add_setting(const std::string&, int&, const std::string&);
template Option* Command::add_setting(const std::string&, std::size_t&, const std::string&);
template Option* Command::add_setting(const std::string&, double&, const std::string&);

Option* Command::add_flag(const std::string& name, bool& value, const std::string& what) {
  return remember(app_->add_flag(name, value, what));
}

Option* Command::add_word(const std::string& name, const std::vector<std::string>& words, const std::string& now,
                          std::function<void(std::size_t)> choose, const std::string& what) {
  const auto read = [words, choose = std::move(choose)](const std::string& word) {
    choose(static_cast<std::size_t>(std::ranges::find(words, word) - words.begin()));
  };
  CLI::Option* option = app_->add_option_function<std::string>(name, read, what)->check(CLI::IsMember(words));
  return remember(now.empty() ? option : option->default_str(now));
}

void Command::add_version_flag(const std::string& text) { app_->set_version_flag("--version", text); }

Command* Command::add_subcommand(const std::string& name, const std::string& what) {
  return subcommands_.emplace_back(new Command(app_->add_subcommand(name, what), name, exit_status_)).get();
}

void Command::require_subcommand(int count) { app_->require_subcommand(count); }

void Command::footer(const std::string& text) { app_->footer(text); }

void Command::callback(std::function<int()> work) {
  app_->callback([work = std::move(work), status = exit_status_] { *status = work(); });
}

std::optional<int> Command::parse(int count, char** words) {
  for (int at = 1; at < count; ++at) refuse_foreign_bytes(words[at], at);
  typed_ = name_;
  for (int at = 1; at < count; ++at) typed_ += " " + quoted(words[at]);
  try {
    app_->parse(count, words);
  } catch (const CLI::ParseError& error) {
    // The message names words of the user's.
    std::ostringstream out;
    std::ostringstream problems;
    const int status = app_->exit(error, out, problems);
    show_text(out.str());
    say(problems.str());
    if (status != 0) return std::nullopt;  // zero after --help and --version
  }
  return own_exit_status_;
}

}  // namespace parley::cli
