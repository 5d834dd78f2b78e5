#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "support/temporary_folder.hpp"

namespace parley::test {

inline std::filesystem::path project() { return PARLEY_SOURCE_DIR; }

/// The baseline of version 0.1, at basic prices: for tests that pin numbers computed on it.
inline std::filesystem::path basic_world() { return project() / "tests" / "fixtures" / "world-2017-basic"; }

/// The folder of reference data, where the machine has it.
inline std::optional<std::filesystem::path> shared() {
  const char* folder = std::getenv("PARLEY_SHARED");
  if (folder == nullptr || !std::filesystem::is_directory(folder)) return std::nullopt;
  return folder;
}

inline std::string read_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  EXPECT_TRUE(stream.good()) << file;
  return {std::istreambuf_iterator<char>(stream), {}};
}

inline void write_file(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream stream(file, std::ios::binary);
  stream << text;
  ASSERT_TRUE(stream.good()) << file;
}

/// What a command prints on standard output; "" where it fails.
inline std::string command_output(const std::string& command) {
  std::string output;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return output;
  for (int c = 0; (c = fgetc(pipe)) != EOF;) output += static_cast<char>(c);
  return pclose(pipe) == 0 ? output : "";
}

}  // namespace parley::test
