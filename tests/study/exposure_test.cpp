// Affiliates beside exports, on rows whose ratios can be seen at once.
#include "parley/study/exposure.hpp"

#include <gtest/gtest.h>

#include "parley/base/error.hpp"
#include "parley/data/read_baseline.hpp"
#include "support/files.hpp"

namespace parley::study {
namespace {

TEST(Exports, AreAllSectorsOfOnePair) {
  Baseline baseline;
  baseline.economy = Economy({{"AAA", "First"}, {"BBB", "Second"}}, {{"STL", "Steel"}, {"CAR", "Cars"}});
  baseline.flow = Array<Sector, Importer, Exporter>(2, 2, 2);
  baseline.flow(Sector(0), Importer(1), Exporter(0)) = 30;
  baseline.flow(Sector(1), Importer(1), Exporter(0)) = 12;
  baseline.flow(Sector(1), Importer(0), Exporter(1)) = 500;
  EXPECT_EQ(exports_musd(baseline, Country(0), Country(1)), 42);
}

TEST(AffiliatesBesideExports, CompareSalesThereWithExportsOfTheSameYear) {
  market::AffiliateSales whole{.year = 2017, .measure = "goods_and_services", .country = "China"};
  whole.total = 800;
  whole.to_home = 200;
  whole.host = 500;
  market::AffiliateSales earlier = whole;
  earlier.year = 2016;
  earlier.to_home = std::nullopt;
  market::AffiliateSales goods = whole;
  goods.measure = "goods";
  market::AffiliateSales suppressed = whole;
  suppressed.host = std::nullopt;
  const std::vector<AffiliatesBesideExports> rows = beside_exports({whole, earlier, goods, suppressed}, 2017, 250);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].country, "China");
  EXPECT_EQ(rows[0].host_musd, 500);
  EXPECT_EQ(rows[0].home_musd, 200);
  EXPECT_EQ(rows[0].share_sold_home, 0.25);
  EXPECT_EQ(rows[0].times_exports, 2);
  EXPECT_EQ(rows[1].year, 2016);
  EXPECT_FALSE(rows[1].share_sold_home);
  EXPECT_FALSE(rows[1].times_exports);
}

TEST(Exposure, ToTheCountryItselfIsRefused) {
  const Baseline world = data::read_baseline(test::project() / "data/world-2017");
  const Country home = *world.economy.find_country("USA");
  EXPECT_THROW(static_cast<void>(study_exposure(world, {}, {.home = home, .partner = home})), InputError);
  const Country partner = *world.economy.find_country("CHN");
  EXPECT_GT(study_exposure(world, {}, {.home = home, .partner = partner}).exports, 0);
}

}  // namespace
}  // namespace parley::study
