// A scenario file becomes a TOML tree in one place: what else needs a part of it takes the Scenario's members.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/files.hpp"

namespace parley::test {
namespace {

namespace fs = std::filesystem;

std::size_t count(const std::string& text, const std::string& word) {
  std::size_t found = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + word.size())) ++found;
  return found;
}

TEST(Architecture, AScenarioFileIsParsedInOnePlace) {
  std::vector<std::string> places;
  for (const char* room : {"scenario", "study", "report", "uncertainty", "strategy", "bargaining"}) {
    for (const auto& entry : fs::recursive_directory_iterator(project() / "src" / "parley" / room)) {
      if (!entry.is_regular_file()) continue;
      const std::string text = read_file(entry.path());
      const std::size_t calls = count(text, "parse_toml(") + count(text, "read_toml(") + count(text, "toml::parse(");
      places.insert(places.end(), calls, fs::relative(entry.path(), project()).generic_string());
    }
  }
  EXPECT_EQ(places, std::vector<std::string>{"src/parley/scenario/read.cpp"});
}

}  // namespace
}  // namespace parley::test
