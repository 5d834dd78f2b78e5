#include "parley/data/sector_table.hpp"

#include <gmock/gmock.h>

#include <cmath>

namespace parley::data {
namespace {

Array<Country, Sector> read(const std::string& rows) {
  const Economy labels({{"USA", "United States"}, {"CHN", "China"}}, {{"STL", "Steel", true}, {"MVH", "Cars", true}});
  return sector_table(text::parse_csv("sector,country,weight\n" + rows, "w.csv"), "weight", labels);
}

std::string refused(const std::string& rows) {
  try {
    (void)read(rows);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(SectorTable, HoldsWhatIsNamedAndNothingElse) {
  const Array<Country, Sector> values = read("MVH,CHN,1.5\nSTL,USA,0\n");
  EXPECT_EQ(values(Country(1), Sector(1)), 1.5);
  EXPECT_EQ(values(Country(0), Sector(0)), 0.0);
  EXPECT_TRUE(std::isnan(values(Country(0), Sector(1))));
  EXPECT_TRUE(std::isnan(values(Country(1), Sector(0))));
}

TEST(SectorTable, WrongRowsAreNamedTogether) {
  const std::string said = refused("STL,UAS,1\nSTELL,USA,1\nMVH,CHN,-1\n");
  EXPECT_THAT(said, testing::HasSubstr("no country 'UAS'"));
  EXPECT_THAT(said, testing::HasSubstr("no sector 'STELL'"));
  EXPECT_THAT(said, testing::HasSubstr("-1 is negative"));
  EXPECT_THAT(refused("STL,USA,1\nSTL,USA,1\n"), testing::HasSubstr("w.csv:3"));
  EXPECT_THAT(refused("STL,USA,many\n"), testing::HasSubstr("many"));
}

}  // namespace
}  // namespace parley::data
