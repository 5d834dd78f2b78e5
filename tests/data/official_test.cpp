#include "parley/data/official.hpp"

#include <gmock/gmock.h>

#include "parley/base/error.hpp"
#include "parley/data/read_baseline.hpp"
#include "support/files.hpp"

namespace parley::data {
namespace {

using testing::HasSubstr;

constexpr const char* head = "measure,importer,exporter,sector,value,source\n";

class OfficialFigures : public testing::Test {
 public:
  test::TemporaryFolder folder;
  Baseline world = read_baseline(test::project() / "data" / "world-2017");
  Importer usa = importer(*world.economy.find_country("USA"));
  Exporter china = exporter(*world.economy.find_country("CHN"));

  std::vector<OfficialFigure> read(const std::string& rows) {
    test::write_file(folder / "a.csv", head + rows);
    return beside_official(folder / "a.csv", world);
  }
  std::string error(const std::string& rows) {
    try {
      static_cast<void>(read(rows));
    } catch (const InputError& problem) {
      return problem.what();
    }
    return "no error";
  }
};

TEST_F(OfficialFigures, StandBesideTheBaselinesOwn) {
  const auto found = read(
      "gdp,USA,,,19477000,World Bank\nimports,USA,CHN,MVH,13809,Comtrade\nexports,USA,CHN,MVH,13809,Comtrade\n"
      "tariff,USA,CHN,MVH,1.35,lines\nduties,USA,CHN,MVH,186,lines\nshare,USA,CHN,MVH,0,none\n");
  ASSERT_EQ(found.size(), 6U);
  const Sector cars = *world.economy.find_sector("MVH");
  EXPECT_DOUBLE_EQ(found[0].ours, world.value_added(country(usa)) + world.tariff_revenue(country(usa)));
  EXPECT_EQ(found[0].what, "GDP of USA");
  EXPECT_DOUBLE_EQ(found[1].ours, world.flow(cars, usa, china));
  EXPECT_DOUBLE_EQ(found[2].ours, found[1].ours);
  EXPECT_DOUBLE_EQ(found[3].ours, 100 * world.tariff(cars, usa, china));
  EXPECT_EQ(found[3].unit, "%");
  EXPECT_DOUBLE_EQ(found[4].ours, found[1].ours * world.tariff(cars, usa, china));
  double bought = 0;
  for (const Exporter i : world.economy.exporters()) {
    if (country(i) != country(usa)) bought += world.flow(cars, usa, i);
  }
  EXPECT_DOUBLE_EQ(found[5].ours, 100 * found[1].ours / bought);
  EXPECT_EQ(found[5].ratio(), 0);
}

TEST_F(OfficialFigures, AllGoodsAreNoServices) {
  double goods = 0;
  for (const Sector s : world.economy.sectors()) {
    if (world.economy.sector(s).is_goods) goods += world.flow(s, usa, china);
  }
  EXPECT_DOUBLE_EQ(read("imports,USA,CHN,*,505470,Census\n")[0].ours, goods);
}

TEST_F(OfficialFigures, AreRefusedWhereTheyAreWrong) {
  EXPECT_THAT(error("import,USA,CHN,MVH,1,x\n"), HasSubstr("no measure 'import'"));
  EXPECT_THAT(error("imports,USB,CHN,MVH,1,x\n"), HasSubstr("USB"));
  EXPECT_THAT(error("imports,USA,CHN,FIN,1,x\n"), HasSubstr("no sector of goods"));
  EXPECT_THAT(error("imports,USA,CHN,MVH,-1,x\n"), HasSubstr("below zero"));
  EXPECT_THAT(error("imports,USA,CHN,MVH,1,\n"), HasSubstr("source"));
}

}  // namespace
}  // namespace parley::data
