// Advice names options that exist: every --option of a message is one that some command knows.
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>

#include "support/files.hpp"

namespace parley::test {
namespace {

namespace fs = std::filesystem;

/// All of the pattern's first groups in the sources below a folder.
std::set<std::string> found_in(const fs::path& folder, const std::regex& pattern) {
  std::set<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = read_file(entry.path());
    for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at) found.insert((*at)[1]);
  }
  return found;
}

TEST(Options, EveryOptionThatAMessageNamesExists) {
  const std::regex defined(R"re(add_[a-z_]+(?:<[^>]*>)?\(\s*"(?:[^"]*,)?(--[a-z][a-z0-9-]+))re");
  const std::regex alias(R"re(add_[a-z_]+(?:<[^>]*>)?\(\s*"(--[a-z][a-z0-9-]+),)re");
  std::set<std::string> known = found_in(project() / "apps", defined);
  known.merge(found_in(project() / "apps", alias));
  known.insert({"--help", "--version"});
  ASSERT_GT(known.size(), 50U);
  // In words: after a blank, a bracket or the quote that begins the text.
  const std::regex named(R"re("(?:[^"\n]*[ (])?(--[a-z][a-z0-9-]+)[^"\n]*")re");
  for (const char* folder : {"src/parley", "apps"}) {
    for (const std::string& option : found_in(project() / folder, named))
      EXPECT_TRUE(known.contains(option)) << option << " is named in " << folder;
  }
}

}  // namespace
}  // namespace parley::test
