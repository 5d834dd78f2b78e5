#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <string>

namespace parley::test {

struct ShellResult {
  int exit_code = -1;
  std::string output;  ///< stdout and stderr together
};

/// Runs a command line in a folder.
inline ShellResult shell(const std::string& command, const std::string& folder = PARLEY_SOURCE_DIR) {
  ShellResult result;
  FILE* pipe = popen(("cd '" + folder + "' && { " + command + "; } 2>&1 </dev/null").c_str(), "r");
  EXPECT_NE(pipe, nullptr);
  if (pipe == nullptr) return result;
  std::array<char, 4096> buffer{};
  for (std::size_t count = 0; (count = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    result.output.append(buffer.data(), count);
  }
  const int status = pclose(pipe);
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

inline ShellResult parley(const std::string& arguments, const std::string& folder = PARLEY_SOURCE_DIR) {
  return shell(std::string(PARLEY_PROGRAM) + " " + arguments, folder);
}

}  // namespace parley::test
