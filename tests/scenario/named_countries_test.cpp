// A country is understood by every name that people use, a group by its members, and law decides who may act.

#include "parley/scenario/named_countries.hpp"

#include <gmock/gmock.h>

#include "parley/base/error.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/scenario/resolve.hpp"
#include "support/files.hpp"

namespace parley::scenario {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const Baseline& world() {
  static const Baseline read = data::read_baseline(test::project() / "data" / "world-2017");
  return read;
}

Scenario named(const std::string& imposer, const std::string& origin, const std::string& more = "") {
  const std::string text =
      "format = 1\ntitle = \"t\"\nbaseline = \"world-2017\"\n[[action]]\nid = \"d\"\nimposer = \"" + imposer +
      "\"\norigin = " + origin + "\nsectors = [\"STL\"]\nrate = \"+10%\"\n" + more;
  return with_codes_of(parse(text, "s.toml"), world().economy);
}

std::string refusal(const std::string& imposer, const std::string& origin, const std::string& more = "") {
  try {
    static_cast<void>(resolve(named(imposer, origin, more), world()));
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(NamedCountries, AreCodesLettersNumbersAndEnglishNames) {
  for (const char* word : {"CHN", "chn", "CN", "cn", "China", "china", "156"}) {
    const Scenario read = named("United States", std::string("[\"") + word + "\"]");
    EXPECT_THAT(read.actions[0].origin, ElementsAre("CHN")) << word;
    EXPECT_EQ(read.actions[0].imposer, "USA");
  }
  EXPECT_THAT(named("US", "[\"Korea\", \"Taiwan\", \"UK\"]").actions[0].origin, ElementsAre("KOR", "TWN", "GBR"));
}

TEST(NamedCountries, GroupsAreTheirMembers) {
  for (const char* word : {"EU", "EU27", "eun", "European Union"}) {
    EXPECT_THAT(named("USA", std::string("[\"") + word + "\", \"JPN\"]").actions[0].origin,
                ElementsAre("DEU", "FRA", "ITA", "EUR", "JPN"))
        << word;
  }
  EXPECT_THAT(named("USA", "[\"*\"]", "origin_except = [\"USMCA\"]\n").actions[0].origin_except,
              ElementsAre("CAN", "MEX"));
  EXPECT_THAT(named("USA", "[\"G7\"]").actions[0].origin, ElementsAre("CAN", "JPN", "DEU", "FRA", "ITA", "GBR"));
}

TEST(NamedCountries, ACustomsUnionSetsOneSchedule) {
  const Scenario read = named("EU", "[\"USA\"]");
  EXPECT_EQ(read.actions[0].imposer, "EU");
  const Shock shock = to_shock(resolve(read, world()), read.compares[0], world());
  const Sector steel = *world().economy.find_sector("STL");
  const Exporter usa = exporter(*world().economy.find_country("USA"));
  for (const char* member : {"DEU", "FRA", "ITA", "EUR"}) {
    const Importer n = importer(*world().economy.find_country(member));
    EXPECT_NEAR(shock.tariff_new(steel, n, usa) - world().tariff(steel, n, usa), 0.10, 1e-15) << member;
  }
  const Importer britain = importer(*world().economy.find_country("GBR"));
  EXPECT_EQ(shock.tariff_new(steel, britain, usa), world().tariff(steel, britain, usa));
}

TEST(NamedCountries, AreRefusedWhereTheLawOrTheListSaysOtherwise) {
  EXPECT_THAT(refusal("USMCA", "[\"CHN\"]"), HasSubstr("s.toml:6:11: action[0].imposer: USMCA is no customs union"));
  EXPECT_THAT(refusal("EU", "[\"DEU\"]"), HasSubstr("are of one customs union"));
  EXPECT_THAT(refusal("DEU", "[\"EU\"]"), HasSubstr("are of one customs union"));
  EXPECT_THAT(refusal("USA", "[\"EU\", \"France\"]"), HasSubstr("FRA is there with its group already"));
  EXPECT_THAT(refusal("USA", "[\"FRA\", \"EU\"]"), HasSubstr("FRA is there with its group already"));
  EXPECT_THAT(refusal("USA", "[\"CHN\"]", "[deal]\n"), HasSubstr("parties"));
}

/// A hint never leads to another country.
TEST(NamedCountries, ThatTheBaselineDoesNotHaveAreNamedAndNoOther) {
  EXPECT_THAT(refusal("USA", "[\"Thailand\"]"), HasSubstr("THA is part of ASE, Other ASEAN"));
  EXPECT_THAT(refusal("USA", "[\"Argentina\"]"), HasSubstr("ARG (Argentina) has no region of its own here"));
  EXPECT_THAT(refusal("USA", "[\"CHM\"]"), HasSubstr("did you mean 'CHN'"));
}

}  // namespace
}  // namespace parley::scenario
