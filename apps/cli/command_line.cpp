#include "command_line.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <utility>

namespace parley::cli {
namespace {

std::string quoted(const std::string& word) {
  const bool is_plain = !word.empty() && word.find_first_of(" \t\n'\"$\\*?;&|<>()") == std::string::npos;
  return is_plain ? word : "'" + word + "'";
}

}  // namespace

Check one_of(std::vector<std::string> words) {
  return std::make_shared<CLI::Validator>(CLI::IsMember(std::move(words)));
}

Check range(int lowest, int highest) { return std::make_shared<CLI::Validator>(CLI::Range(lowest, highest)); }

Check range(double lowest, double highest) { return std::make_shared<CLI::Validator>(CLI::Range(lowest, highest)); }

Check positive_number() { return std::make_shared<CLI::Validator>(CLI::PositiveNumber); }

Check non_negative_number() { return std::make_shared<CLI::Validator>(CLI::NonNegativeNumber); }

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
  return remember(app_->add_option(name, value, what));
}

template <class Value>
Option* Command::add_setting(const std::string& name, Value& value, const std::string& what) {
  return remember(app_->add_option(name, value, what)->capture_default_str());
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
  typed_ = name_;
  for (int at = 1; at < count; ++at) typed_ += " " + quoted(words[at]);
  try {
    app_->parse(count, words);
  } catch (const CLI::ParseError& error) {
    if (app_->exit(error) != 0) return std::nullopt;  // zero after --help and --version
  }
  return own_exit_status_;
}

}  // namespace parley::cli
