#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <functional>
#include <map>
#include <random>
#include <sstream>
#include <thread>

#include "support/files.hpp"

namespace parley::test {

/// A program whose words stand apart by single spaces, started in a folder; what it prints goes to a file there.
inline pid_t start(const std::string& command, const std::filesystem::path& folder, const std::string& printed) {
  std::vector<std::string> words{PARLEY_PROGRAM};
  std::istringstream stream(command);
  for (std::string word; stream >> word;) words.push_back(word);
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const std::string output = (folder / printed).string();
  const pid_t child = fork();
  if (child != 0) return child;
  const int file = open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  const bool is_ready = chdir(folder.c_str()) == 0 && dup2(file, 1) >= 0 && dup2(file, 2) >= 0;
  if (is_ready) execv(arguments[0], arguments.data());
  _exit(126);
}

inline bool has_ended(pid_t child) {
  siginfo_t state{};
  return waitid(P_PID, static_cast<id_t>(child), &state, WEXITED | WNOHANG | WNOWAIT) == 0 && state.si_pid == child;
}

inline bool is_writing(const std::filesystem::path& folder) {
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().filename().string().starts_with(".parley-")) return true;
  }
  return false;
}

/// Every file below a folder with what it holds.
inline std::map<std::string, std::string> files_below(const std::filesystem::path& folder) {
  std::map<std::string, std::string> found;
  if (!std::filesystem::exists(folder)) return found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) found[entry.path().lexically_relative(folder).string()] = read_file(entry.path());
  }
  return found;
}

/// Kills a command again and again at moments that a seed decides, half of them anywhere in the time that it takes and
/// half while it writes, and asks after each what it finds.
struct Kills {
  std::filesystem::path folder;
  std::mt19937 random{20180322};
  std::chrono::duration<double> whole_run{0};  ///< how long the command takes

  /// Runs it to its end, and notes how long it takes.
  int run(const std::string& command) {
    const auto begun = std::chrono::steady_clock::now();
    int status = 0;
    waitpid(start(command, folder, "printed"), &status, 0);
    whole_run = std::chrono::steady_clock::now() - begun;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  void kill_once(const std::string& command, bool while_it_writes) {
    std::uniform_real_distribution<double> share(0.0, 1.0);
    const pid_t child = start(command, folder, "printed");
    if (while_it_writes) {
      while (!has_ended(child) && !is_writing(folder)) std::this_thread::yield();
      std::this_thread::sleep_for(std::chrono::duration<double>(0.01 * share(random)));
    } else {
      std::this_thread::sleep_for(1.1 * whole_run * share(random));
    }
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
  }
};

}  // namespace parley::test
