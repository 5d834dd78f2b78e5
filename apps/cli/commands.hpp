#pragma once

#include <memory>
#include <string>
#include <type_traits>

#include "command_line.hpp"
#include "failure.hpp"
#include "terminal.hpp"

namespace parley::cli {

/// A command with what its options fill.
template <class Arguments>
struct AddedCommand {
  Command& command;
  Arguments& arguments;
};

/// Adds a command to the program or to a group; `answer` gets what its options fill once they are read, and returns the
/// exit status, or nothing where it can only answer or throw. `after_options` ends --help: examples, then what is to be known.
template <class Status, class Arguments>
AddedCommand<std::remove_const_t<Arguments>> add_command(Command& group, Status (*answer)(Arguments&),
                                                         const std::string& name, const std::string& what,
                                                         const std::string& after_options) {
  const auto arguments = std::make_shared<std::remove_const_t<Arguments>>();
  Command* command = group.add_subcommand(name, what);
  command->footer(after_options);
  command->callback([arguments, answer]() -> int {
    if constexpr (std::is_void_v<Status>) {
      answer(*arguments);
      return done;
    } else {
      return answer(*arguments);
    }
  });
  return {*command, *arguments};
}

/// Adds a group of commands, one of which must be given.
inline Command& add_group(Command& app, const std::string& name, const std::string& what) {
  Command* group = app.add_subcommand(name, what);
  group->require_subcommand(1);
  return *group;
}

/// What `work` answers to some arguments, under a progress line that is gone when it has answered.
template <class Work, class... Arguments>
auto observed(Work work, Arguments&&... arguments) {
  TerminalObserver observer;
  auto answer = work(std::forward<Arguments>(arguments)..., observer);
  observer.finish();
  return answer;
}

/// Adds the commands on files of lines to the group `parley lines`.
void add_line_files(Command& group);

/// Adds every command to the program, in the order of --help: the function add_NAME_command() of each file
/// NAME_command.cpp, add_NAME_commands() of each NAME_commands.cpp. CMakeLists.txt makes it from the files.
void add_every_command(Command& app);

}  // namespace parley::cli
