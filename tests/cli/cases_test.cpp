// Every file of tests/cases: a command, and the numbers and words that it must print.
#include <toml++/toml.h>
#include <cmath>
#include <nlohmann/json.hpp>

#include "shell.hpp"
#include "support/files.hpp"

namespace parley::test {
namespace {

namespace fs = std::filesystem;

const toml::array& list_of(const toml::table& table, const char* key) {
  static const toml::array none;
  const toml::array* list = table[key].as_array();
  return list == nullptr ? none : *list;
}

void expect_numbers(const toml::table& file, const std::string& output) {
  if (list_of(file, "number").empty()) return;
  const auto printed = nlohmann::json::parse(output, nullptr, false);
  ASSERT_FALSE(printed.is_discarded()) << "no JSON: " << output.substr(0, 2000);
  for (const toml::node& node : list_of(file, "number")) {
    const toml::table& number = *node.as_table();
    const std::string at = number["at"].value<std::string>().value();
    const nlohmann::json::json_pointer pointer(at);
    ASSERT_TRUE(printed.contains(pointer)) << at << " is not in the output";
    ASSERT_TRUE(printed[pointer].is_number()) << at << " is " << printed[pointer];
    const double difference = printed[pointer].get<double>() - number["is"].value<double>().value();
    EXPECT_LE(std::abs(difference), number["within"].value<double>().value()) << at << " is " << printed[pointer];
  }
}

void run_case(const fs::path& path) {
  const toml::table file = toml::parse_file(path.string());
  SCOPED_TRACE(path.filename().string() + ": " + file["title"].value_or(std::string("without a title")));
  ASSERT_FALSE(file["source"].value_or(std::string()).empty()) << "a case says where its numbers are from";
  ASSERT_FALSE(list_of(file, "number").empty() && list_of(file, "word").empty()) << "a case claims something";
  const TemporaryFolder folder;
  for (const char* link : {"scenarios", "data"}) fs::create_symlink(project() / link, folder / link);
  if (const auto scenario = file["scenario"].value<std::string>()) write_file(folder / "scenario.toml", *scenario);
  // Progress on standard error would stand between the numbers.
  const std::string only_output = list_of(file, "number").empty() ? "" : " 2>/dev/null";
  const ShellResult result = parley(file["command"].value<std::string>().value() + only_output, folder.path().string());
  EXPECT_EQ(result.exit_code, file["status"].value_or(0)) << result.output.substr(0, 2000);
  for (const toml::node& node : list_of(file, "word")) {
    const std::string says = (*node.as_table())["says"].value<std::string>().value();
    EXPECT_NE(result.output.find(says), std::string::npos) << "not said: " << says << "\n"
                                                           << result.output.substr(0, 2000);
  }
  expect_numbers(file, result.output);
}

TEST(Cases, GiveTheNumbersThatTheyState) {
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(project() / "tests" / "cases")) {
    if (entry.path().extension() != ".toml") continue;
    ++count;
    run_case(entry.path());
  }
  EXPECT_GE(count, 5U);
}

}  // namespace
}  // namespace parley::test
