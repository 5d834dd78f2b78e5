// One case is one number, whichever command tells it; where a command counts otherwise, it says so.

#include <gmock/gmock.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "shell.hpp"
#include "support/files.hpp"

namespace parley {
namespace {

using nlohmann::json;
using test::parley;

const std::string story = "scenarios/us-china-march-2018.toml";
const std::string lists = "april-lists";

json answer(const std::string& command) {
  const test::ShellResult result = parley(command + " 2>/dev/null");
  EXPECT_EQ(result.exit_code, 0) << command;
  return json::parse(result.output, nullptr, false);
}

/// What `parley run` says of the lists of April.
class OneCase : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const test::TemporaryFolder folder;
    const std::string out = (folder.path() / "out").string();
    ASSERT_EQ(parley("run " + story + " --quick --out " + out).exit_code, 0);
    const json result = json::parse(test::read_file(folder.path() / "out" / "result.json"));
    for (const json& each : result.at("cases")) {
      if (each.at("name") == lists) countries = new json(each.at("countries"));
    }
    ASSERT_NE(countries, nullptr);
  }
  static void TearDownTestSuite() { delete countries; }
  static double real_income(const char* country) { return countries->at(country).at("real_income_pct"); }
  static double money(const char* country) { return countries->at(country).at("equivalent_variation_musd"); }
  static inline json* countries = nullptr;
};

TEST_F(OneCase, IsTheCentreOfSensitivity) {
  for (const char* options : {"--draws 2", "--sets"}) {
    const json found = answer("sensitivity " + story + " --case " + lists + " " + options + " --json");
    for (const json& each : found.value("intervals", json::array())) {
      if (each.at("measure") != "real income, exact") continue;
      // Draws begin from an inverse of their own, so that the last bits of the solver's path differ.
      EXPECT_NEAR(each.at("central").get<double>(), real_income(each.at("country").get<std::string>().c_str()), 1e-11);
    }
  }
}

TEST_F(OneCase, IsTheFullModelAmongModels) {
  const json found = answer("models " + story + " --case " + lists + " --json");
  const json& full = found.at("models").at(0);
  ASSERT_EQ(full.at("model"), "full");
  for (const json& each : full.at("countries"))
    EXPECT_DOUBLE_EQ(each.at("real_income_pct").get<double>(),
                     real_income(each.at("country").get<std::string>().c_str()));
}

/// Explanations and slopes are in logarithms, and say so.
TEST_F(OneCase, IsTheSumOfItsExplanationInLogPoints) {
  const json found = answer("explain " + story + " --case " + lists + " --country USA --json").at(0);
  ASSERT_EQ(found.at("unit"), "log points");
  EXPECT_NEAR(100 * std::expm1(found.at("total").get<double>()), real_income("USA"), 1e-9);
  double sum = 0;
  for (const json& entry : found.at("entries")) sum += entry.at("log_points").get<double>();
  EXPECT_NEAR(sum, found.at("total").get<double>(), 1e-9);
}

TEST_F(OneCase, IsWhereSlopesBegin) {
  const json found = answer("gradient " + story + " --case " + lists + " --country CHN --json");
  EXPECT_THAT(found.at("value_unit").get<std::string>(), testing::HasSubstr("100 times the change of its logarithm"));
  EXPECT_NEAR(100 * std::expm1(found.at("value").get<double>() / 100), real_income("CHN"), 1e-9);
}

TEST_F(OneCase, IsTheFailureOfTheDeal) {
  const json found = answer("deal " + story + " --json").at("disagreement").at("gain_musd");
  for (const char* country : {"USA", "CHN", "KOR"})
    EXPECT_NEAR(found.at(country).get<double>(), money(country), 1e-4) << country;
}

/// Games begin from a world without deficits unless they are told to keep them, and say so.
TEST_F(OneCase, IsTheStatusQuoOfAWar) {
  const std::string war = "nash " + story + " --case " + lists + " --players USA,CHN --json";
  const json kept = answer(war + " --keep-deficits");
  ASSERT_EQ(kept.at("outcomes").at(0).at("name"), "status quo");
  for (const char* country : {"USA", "CHN", "KOR"})
    EXPECT_DOUBLE_EQ(kept.at("outcomes").at(0).at("real_income_pct").at(country).get<double>(), real_income(country));
  EXPECT_THAT(answer(war).at("notes").dump(), testing::HasSubstr("deficits of"));
}

}  // namespace
}  // namespace parley
