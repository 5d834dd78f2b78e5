// Every file that the documentation and the comments name is there.
#include <regex>
#include <set>
#include <sstream>

#include "support/files.hpp"

namespace parley::test {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_below(const fs::path& folder, const std::set<std::string>& extensions) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (extensions.contains(entry.path().extension().string())) files.push_back(entry.path());
  }
  return files;
}

std::vector<fs::path> pages() {
  std::vector<fs::path> files = files_below(project() / "docs", {".md"});
  for (const char* page : {"README.md", "CONTRIBUTING.md", "data/README.md", "data/market/README.md",
                           "data/reference/README.md", "scenarios/partial/README.md"})
    files.push_back(project() / page);
  return files;
}

/// Every match of the expression's first group, with its line; only lines with `mark` in them are looked at.
std::vector<std::pair<int, std::string>> found_in(const std::string& text, const std::string& mark,
                                                  const std::regex& expression) {
  std::vector<std::pair<int, std::string>> found;
  std::istringstream lines(text);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (line.find(mark) == std::string::npos) continue;
    for (auto at = std::sregex_iterator(line.begin(), line.end(), expression); at != std::sregex_iterator(); ++at)
      found.emplace_back(number, (*at)[1].str());
  }
  return found;
}

/// A path of the project: below one of its folders, with an extension, without a placeholder.
const std::regex named_file(R"(\b((?:src|apps|tests|tools|docs|bench|cmake)/[A-Za-z0-9_./-]+\.[a-z]{1,4})\b)");

TEST(Documentation, NamesOnlyFilesThatAreThere) {
  std::size_t count = 0;
  for (const fs::path& page : pages()) {
    for (const auto& [line, name] : found_in(read_file(page), "/", named_file)) {
      ++count;
      EXPECT_TRUE(fs::exists(project() / name)) << page << ":" << line << ": no file " << name;
    }
  }
  EXPECT_GT(count, 60U);
}

TEST(Documentation, PromisesNameTestsThatAreThere) {
  std::string tests;
  for (const fs::path& file : files_below(project() / "tests", {".cpp"})) tests += read_file(file);
  std::size_t count = 0;
  for (const auto& [line, name] :
       found_in(read_file(project() / "docs/promises.md"), "`", std::regex(R"(`(\w+\.\w+)`)"))) {
    const std::size_t dot = name.find('.');
    const std::string arguments = "(" + name.substr(0, dot) + ", " + name.substr(dot + 1) + ")";
    ++count;
    EXPECT_NE(tests.find(arguments), std::string::npos) << "docs/promises.md:" << line << ": no test " << name;
  }
  EXPECT_GT(count, 30U);
}

TEST(Documentation, LinksLeadSomewhere) {
  const std::regex link(R"(\]\(([^)#: ]+)(?:#[^)]*)?\))");
  std::size_t count = 0;
  for (const fs::path& page : pages()) {
    for (const auto& [line, target] : found_in(read_file(page), "](", link)) {
      ++count;
      EXPECT_TRUE(fs::exists(page.parent_path() / target)) << page << ":" << line << ": no " << target;
    }
  }
  EXPECT_GT(count, 40U);
}

/// Comments and messages send a reader to pages.
TEST(Documentation, HasThePagesThatTheCodeNames) {
  const std::regex named_page(R"(\b(docs/[A-Za-z0-9_/-]+\.md)\b)");
  std::size_t count = 0;
  for (const char* room : {"src", "apps", "tests", "bench", "scenarios", "data"}) {
    for (const fs::path& file : files_below(project() / room, {".cpp", ".hpp", ".toml"})) {
      for (const auto& [line, name] : found_in(read_file(file), "docs/", named_page)) {
        ++count;
        EXPECT_TRUE(fs::exists(project() / name)) << file << ":" << line << ": no page " << name;
      }
    }
  }
  EXPECT_GT(count, 20U);
}

/// The sources that comments of equations name, "Ossa (2014", stand in the list of references with their year.
TEST(Documentation, ListsTheSourcesOfEveryEquation) {
  const std::string references = read_file(project() / "docs" / "references.md");
  const std::regex source(R"(Source +(.*)$)");
  const std::regex work(R"(([A-Z][A-Za-z'-]+)[^(;]*\((\d{4}))");
  std::size_t count = 0;
  for (const fs::path& file : files_below(project() / "src", {".cpp", ".hpp"})) {
    for (const auto& [line, text] : found_in(read_file(file), "Source ", source)) {
      for (auto at = std::sregex_iterator(text.begin(), text.end(), work); at != std::sregex_iterator(); ++at) {
        ++count;
        const std::regex entry((*at)[1].str() + "[^\n]*" + (*at)[2].str());
        EXPECT_TRUE(std::regex_search(references, entry))
            << file << ":" << line << ": docs/references.md has no " << (*at)[1] << " of " << (*at)[2];
      }
    }
  }
  EXPECT_GT(count, 40U);
}

}  // namespace
}  // namespace parley::test
