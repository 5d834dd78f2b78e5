// Every #include of src/parley against the table of rooms.
#include <map>
#include <set>
#include <sstream>

#include "support/files.hpp"

namespace parley::test {
namespace {

namespace fs = std::filesystem;

/// The rooms that each room may name; it may use what those use as well.
const std::map<std::string, std::set<std::string>> rooms{
    {"base", {}},
    {"numerics", {"base"}},
    {"text", {"base"}},
    {"economy", {"base"}},
    {"data", {"economy", "text"}},
    {"tariff", {"economy", "text"}},
    {"rules", {"tariff"}},
    {"scenario", {"tariff"}},
    {"model", {"economy"}},
    {"equilibrium", {"numerics", "model", "scenario"}},
    {"strategy", {"equilibrium"}},
    {"deal", {"strategy"}},
    {"market", {"equilibrium"}},
    {"report", {"deal", "market", "rules", "data"}},
    {"run", {"report"}},
};

std::set<std::string> reachable(const std::string& room) {
  std::set<std::string> found{room};
  for (const std::string& next : rooms.at(room)) found.merge(reachable(next));
  return found;
}

TEST(Architecture, RoomsIncludeOnlyWhatTheyMay) {
  std::size_t includes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(project() / "src" / "parley")) {
    const std::string extension = entry.path().extension();
    if (extension != ".cpp" && extension != ".hpp" && extension != ".in") continue;
    const std::string room = *fs::relative(entry.path(), project() / "src" / "parley").begin();
    ASSERT_TRUE(rooms.contains(room)) << room << " is no room of the table";
    const std::set<std::string> allowed = reachable(room);
    std::istringstream lines(read_file(entry.path()));
    for (std::string line; std::getline(lines, line);) {
      const std::string start = "#include \"parley/";
      if (!line.starts_with(start)) continue;
      ++includes;
      const std::string other = line.substr(start.size(), line.find('/', start.size()) - start.size());
      EXPECT_TRUE(allowed.contains(other)) << entry.path() << ": " << room << " may not include " << other;
    }
  }
  EXPECT_GT(includes, 100U);
}

TEST(Architecture, EquationsKnowNothingOfFiles) {
  for (const char* room : {"numerics", "model"}) {
    for (const auto& entry : fs::directory_iterator(project() / "src" / "parley" / room)) {
      EXPECT_EQ(read_file(entry.path()).find("<fstream>"), std::string::npos) << entry.path();
    }
  }
}

}  // namespace
}  // namespace parley::test
