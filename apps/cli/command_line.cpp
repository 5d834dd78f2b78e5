#include "command_line.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <optional>
#include <type_traits>
#include <utility>

#include "parley/text/number.hpp"

namespace parley::cli {
namespace {

std::string quoted(const std::string& word) {
  const bool is_plain = !word.empty() && word.find_first_of(" \t\n'\"$\\*?;&|<>()") == std::string::npos;
  return is_plain ? word : "'" + word + "'";
}

/// A number in its range; the message names the words, not the largest double.
CLI::Validator number_check(const std::string& description, const std::string& range,
                            const std::function<bool(double)>& holds) {
  const auto check = [range, holds](const std::string& word) {
    const std::optional<double> value = text::read_number(word);
    if (value && holds(*value)) return std::string();
    return fmt::format("'{}' is out of range: {}", text::shortened(word), range);
  };
  return {check, description, ""};
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

}  // namespace

Check one_of(std::vector<std::string> words) { return {.kind = Check::Kind::words, .words = std::move(words)}; }

Check range(int lowest, int highest) {
  return {.kind = Check::Kind::whole_range, .lowest = double(lowest), .highest = double(highest)};
}

Check range(double lowest, double highest) {
  return {.kind = Check::Kind::range, .lowest = lowest, .highest = highest};
}

Check positive_number() { return {.kind = Check::Kind::positive}; }

Check non_negative_number() { return {.kind = Check::Kind::non_negative}; }

Option* Option::required() {
  option_->required();
  return this;
}

Option* Option::capture_default_str() {
  option_->capture_default_str();
  return this;
}

Option* Option::delimiter(char separator) {
  option_->delimiter(separator);
  return this;
}

Option* Option::check(const Check& check) {
  switch (check.kind) {
    case Check::Kind::words:
      option_->check(CLI::IsMember(check.words));
      break;
    case Check::Kind::whole_range:
      option_->check(number_check(fmt::format("INT in [{} - {}]", check.lowest, check.highest),
                                  fmt::format("from {} to {}", check.lowest, check.highest),
                                  [=](double value) { return value >= check.lowest && value <= check.highest; }));
      break;
    case Check::Kind::range:
      option_->check(number_check(fmt::format("FLOAT in [{} - {}]", check.lowest, check.highest),
                                  fmt::format("from {} to {}", check.lowest, check.highest),
                                  [=](double value) { return value >= check.lowest && value <= check.highest; }));
      break;
    case Check::Kind::positive:
      option_->check(number_check("POSITIVE", "above zero", [](double value) { return value > 0; }));
      break;
    case Check::Kind::non_negative:
      option_->check(number_check("NONNEGATIVE", "zero or more", [](double value) { return value >= 0; }));
      break;
  }
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

Command::Command(CLI::App* app, std::string name) : app_(app), name_(std::move(name)) {}

Command::~Command() = default;

Option* Command::remember(CLI::Option* option) { return &options_.emplace_back(option); }

template <class Value>
Option* Command::add_option(const std::string& name, Value& value, const std::string& what) {
  CLI::Option* const option = app_->add_option(name, value, what);
  using Number = typename NumberOf<Value>::Type;
  if constexpr (!std::is_void_v<Number>) read_as_number<Number>(option);
  return remember(option);
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

Option* Command::add_flag(const std::string& name, bool& value, const std::string& what) {
  return remember(app_->add_flag(name, value, what));
}

void Command::add_version_flag(const std::string& text) { app_->set_version_flag("--version", text); }

Command* Command::add_subcommand(const std::string& name, const std::string& what) {
  return subcommands_.emplace_back(new Command(app_->add_subcommand(name, what), name)).get();
}

Command* Command::subcommand(const std::string& name) const {
  for (const std::unique_ptr<Command>& each : subcommands_) {
    if (each->name_ == name) return each.get();
  }
  return nullptr;
}

void Command::require_subcommand(int count) { app_->require_subcommand(count); }

void Command::footer(const std::string& text) { app_->footer(text); }

void Command::callback(std::function<void()> work) { app_->callback(std::move(work)); }

bool Command::parse(int count, char** words) {
  typed_ = name_;
  for (int at = 1; at < count; ++at) typed_ += " " + quoted(words[at]);
  try {
    app_->parse(count, words);
  } catch (const CLI::ParseError& error) {
    return app_->exit(error) == 0;  // zero after --help and --version
  }
  return true;
}

}  // namespace parley::cli
