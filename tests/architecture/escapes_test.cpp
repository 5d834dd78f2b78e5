// What goes into a page, a table, JSON or a terminal is escaped for it by the one function that writes the form.
#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>

#include "support/files.hpp"

namespace parley::test {
namespace {

namespace fs = std::filesystem;

/// The sources below a folder of the project in which a pattern is found.
std::set<std::string> holders(const fs::path& folder, const std::string& pattern) {
  const std::regex expression(pattern);
  std::set<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(project() / folder)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".cpp" && extension != ".hpp") continue;
    if (std::regex_search(read_file(entry.path()), expression))
      found.insert(fs::relative(entry.path(), project()).generic_string());
  }
  return found;
}

using Files = std::set<std::string>;

TEST(Escapes, OnlyTheTerminalPrints) {
  EXPECT_EQ(holders("apps", R"(fmt::print|std::cout <<|std::cerr <<|\bf?puts\(|\bf?printf\(|\bfwrite\()"),
            Files{"apps/common/terminal.cpp"});
}

TEST(Escapes, OnlyOneFunctionWritesJson) {
  EXPECT_EQ(holders("src", R"(\bdump\()"), Files{"src/parley/text/json.cpp"});
}

TEST(Escapes, OnlyOneFunctionReadsEachForm) {
  EXPECT_EQ(holders("src", R"(json::parse\()"), Files{"src/parley/text/json.cpp"});
  EXPECT_EQ(holders("src", R"(toml::parse\()"), Files{"src/parley/text/toml_file.cpp"});
  EXPECT_EQ(holders("src", R"(ifstream|istreambuf_iterator)"), Files{});
}

/// Values between tags go through html_format(), cells through csv_format().
TEST(Escapes, TagsAndRowsAreWrittenByTheirFormats) {
  EXPECT_EQ(holders("src/parley/report", R"re(fmt::format\(\s*(R"\(|")[^"]*<(/|[a-z]+[ >]))re"), Files{});
  EXPECT_EQ(holders("src/parley", R"re((csv|out|rows) \+=\s*fmt::format\(\s*"[^"]*\{[^}"]*\},)re"), Files{});
}

}  // namespace
}  // namespace parley::test
