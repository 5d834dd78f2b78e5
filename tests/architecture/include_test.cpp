// Every #include of src/parley against the table of rooms, and the size of each room.
#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "support/files.hpp"

namespace parley::test {
namespace {

namespace fs = std::filesystem;

/// The rooms that each room may name; it may use what those use as well. A room inside another stands by itself.
const std::map<std::string, std::set<std::string>> rooms{
    {"base", {}},
    {"numerics", {"base"}},
    {"text", {"base"}},
    {"economy", {"base"}},
    {"nomenclature", {"economy", "text"}},
    {"customs", {"nomenclature"}},
    {"tariff/law", {"economy", "text"}},
    {"tariff/lists", {"tariff/law", "nomenclature"}},
    {"data", {"customs", "tariff/lists", "numerics"}},
    {"partial", {"tariff/lists", "numerics"}},
    {"rules", {"tariff/lists"}},
    {"scenario", {"tariff/lists"}},
    {"model", {"economy"}},
    {"equilibrium", {"numerics", "model"}},
    {"equilibrium/commitments", {"equilibrium"}},
    {"market", {"equilibrium", "text"}},
    {"strategy", {"equilibrium"}},
    {"bargaining", {"strategy"}},
    {"study/cases", {"scenario", "equilibrium/commitments", "data", "market"}},
    {"uncertainty", {"study/cases"}},
    {"study", {"study/cases", "uncertainty", "bargaining", "market", "rules", "partial", "customs"}},
    {"replicate", {"study"}},
    {"report/words", {"study", "replicate"}},
    {"report/tables", {"report/words"}},
    {"report/page", {"report/tables"}},
    {"report", {"report/page"}},
};

/// The public header, which belongs to no room and which no room includes.
const std::string door = "parley.hpp";

fs::path source_folder() { return project() / "src" / "parley"; }

/// The room with the longest name that the path begins with; empty where it lies in none.
std::string room_of(const std::string& path) {
  std::string found;
  for (const auto& [room, uses] : rooms) {
    if (path.starts_with(room + "/") && room.size() > found.size()) found = room;
  }
  return found;
}

/// A room and all that it may use. Throws where the table leads back to a room.
std::set<std::string> reachable(const std::string& room, std::vector<std::string> way = {}) {
  if (std::ranges::find(way, room) != way.end()) throw std::logic_error("a circle of rooms through " + room);
  way.push_back(room);
  std::set<std::string> found{room};
  for (const std::string& next : rooms.at(room)) found.merge(reachable(next, way));
  return found;
}

struct Source {
  std::string path;  ///< below src/parley, as text/csv.hpp
  std::string content;
};

std::vector<Source> sources() {
  std::vector<Source> found;
  for (const auto& entry : fs::recursive_directory_iterator(source_folder())) {
    const std::string extension = entry.path().extension();
    if (extension != ".cpp" && extension != ".hpp" && extension != ".in") continue;
    found.push_back({fs::relative(entry.path(), source_folder()).generic_string(), read_file(entry.path())});
  }
  return found;
}

/// What a source includes of the project, as text/csv.hpp.
std::vector<std::string> includes_of(const Source& source) {
  std::vector<std::string> found;
  std::istringstream lines(source.content);
  const std::string start = "#include \"parley/";
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(start)) found.push_back(line.substr(start.size(), line.rfind('"') - start.size()));
  }
  return found;
}

TEST(Architecture, NoRoomUsesItselfThroughOthers) {
  for (const auto& [room, uses] : rooms) EXPECT_NO_THROW((void)reachable(room));
}

TEST(Architecture, EverySourceLiesInARoom) {
  for (const Source& source : sources()) {
    if (source.path == door) continue;
    EXPECT_NE(room_of(source.path), "") << source.path << " lies in no room of the table";
  }
}

TEST(Architecture, RoomsIncludeOnlyWhatTheyMay) {
  std::size_t includes = 0;
  for (const Source& source : sources()) {
    const std::string room = room_of(source.path);
    if (room.empty()) continue;
    const std::set<std::string> allowed = reachable(room);
    for (const std::string& included : includes_of(source)) {
      ++includes;
      EXPECT_TRUE(allowed.contains(room_of(included)))
          << source.path << ": " << room << " may not include " << included;
    }
  }
  EXPECT_GT(includes, 1000U);
}

TEST(Architecture, NoFilesIncludeEachOtherInACircle) {
  std::map<std::string, std::vector<std::string>> includes;
  for (const Source& source : sources()) includes[source.path] = includes_of(source);
  std::set<std::string> finished;
  std::vector<std::string> way;
  const auto follow = [&](const auto& self, const std::string& file) -> void {
    if (finished.contains(file)) return;
    ASSERT_EQ(std::ranges::find(way, file), way.end()) << "a circle of includes through " << file;
    way.push_back(file);
    for (const std::string& next : includes[file]) self(self, next);
    way.pop_back();
    finished.insert(file);
  };
  for (const Source& source : sources()) follow(follow, source.path);
}

TEST(Architecture, NoRoomHoldsOverFifteenPercentOfTheLines) {
  std::map<std::string, std::ptrdiff_t> lines;
  std::ptrdiff_t all = 0;
  for (const Source& source : sources()) {
    const std::ptrdiff_t count = std::ranges::count(source.content, '\n');
    lines[room_of(source.path)] += count;
    all += count;
  }
  for (const auto& [room, count] : lines) {
    EXPECT_LE(100 * count, 15 * all) << room << " holds " << count << " of " << all << " lines";
  }
}

TEST(Architecture, EquationsKnowNothingOfFiles) {
  for (const Source& source : sources()) {
    const std::string room = room_of(source.path);
    if (room != "numerics" && room != "model") continue;
    EXPECT_EQ(source.content.find("<fstream>"), std::string::npos) << source.path;
  }
}

/// What a front end decides: where its own program lies, what is printed.
TEST(Architecture, LibrariesNeitherPrintNorLookForTheProgram) {
  for (const Source& source : sources()) {
    for (const char* word : {"/proc/self", "fmt::print(", "std::cout", "std::cerr"}) {
      EXPECT_EQ(source.content.find(word), std::string::npos) << source.path << " has " << word;
    }
  }
}

}  // namespace
}  // namespace parley::test
