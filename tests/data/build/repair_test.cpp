#include "parley/data/build/repair.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "parley/base/error.hpp"
#include "small_world.hpp"

namespace parley::data {
namespace {

double purchases(const BaselineData& data, Country n, Sector s) {
  double total = 0;
  for (const double value : data.flow.row(s, importer(n))) total += value;
  return total;
}

double used(const BaselineData& data, Country n, Sector s) {
  double total = 0;
  for (const double value : data.use.row(n, input(s))) total += value;
  return total;
}

/// Makes the uses of R1's S0 exceed its purchases by a fraction.
BaselineData overused(double excess) {
  BaselineData data = test::small_world(3, 3, 11);
  const double factor = purchases(data, Country(1), Sector(0)) * (1 + excess) / used(data, Country(1), Sector(0));
  for (double& value : data.use.row(Country(1), InputSector(0))) value *= factor;
  return data;
}

TEST(RepairFinalUse, MovesRoundingAndSaysHowMuch) {
  BaselineData data = overused(1e-6);
  const double excess = used(data, Country(1), Sector(0)) - purchases(data, Country(1), Sector(0));
  const auto repairs = repair_final_use(data, 1e-5);
  ASSERT_EQ(repairs.size(), 1U);
  EXPECT_EQ(repairs[0].region, "R1");
  EXPECT_EQ(repairs[0].sector, "S0");
  EXPECT_NEAR(repairs[0].moved_musd, excess, 1e-12);
  EXPECT_LE(used(data, Country(1), Sector(0)), purchases(data, Country(1), Sector(0)));
  EXPECT_TRUE(repair_final_use(data, 1e-5).empty());
}

TEST(RepairFinalUse, RefusesWhatIsNoRounding) {
  BaselineData data = overused(1e-3);
  EXPECT_THROW(static_cast<void>(repair_final_use(data, 1e-5)), InputError);
}

TEST(RepairValueAdded, ListsTheCellAndGivesItTheSourcesShare) {
  BaselineData data = test::small_world(3, 3, 11);
  double made = 0;
  for (const Importer m : data.economy.importers()) made += data.flow(Sector(0), m, Exporter(2));
  double inputs = 0;
  for (const InputSector k : data.economy.input_sectors()) inputs += data.use(Country(2), k, Sector(0));
  for (const InputSector k : data.economy.input_sectors()) data.use(Country(2), k, Sector(0)) *= 0.999 * made / inputs;
  // Below output at basic prices, above it with tariffs.
  const auto cells = cells_without_value_added(data);
  ASSERT_EQ(cells.size(), 1U);
  EXPECT_EQ(cells[0].region, "R2");
  EXPECT_EQ(cells[0].sector, "S0");
  EXPECT_GT(cells[0].tariffs_musd, 0);
  EXPECT_LT(cells[0].inputs_musd, cells[0].gross_output_musd);

  Array<Country, Sector> share(3, 3);
  share.fill(0.4);
  const auto repaired = repair_value_added(data, share);
  ASSERT_EQ(repaired.size(), 1U);
  EXPECT_NEAR(calibrate(data).value_added_share(Country(2), Sector(0)), 0.4, 1e-12);
  double left = 0;
  for (const InputSector k : data.economy.input_sectors()) left += data.use(Country(2), k, Sector(0));
  EXPECT_NEAR(repaired[0].moved_musd, 0.999 * made - left, 1e-9);
  EXPECT_TRUE(cells_without_value_added(data).empty());
}

TEST(RepairValueAdded, RefusesASourceShareThatCannotBe) {
  BaselineData data = test::small_world(3, 3, 11);
  for (const InputSector k : data.economy.input_sectors()) data.use(Country(0), k, Sector(1)) = 1e3;
  const Array<Country, Sector> none(3, 3);
  EXPECT_THROW(static_cast<void>(repair_value_added(data, none)), InputError);
}

TEST(RoundValues, CountsWhatItMoves) {
  BaselineData data = test::small_world(2, 2, 3);
  data.flow(Sector(0), Importer(0), Exporter(1)) = 1.23456789;
  data.flow(Sector(0), Importer(1), Exporter(0)) = 4e-8;
  const BaselineData before = data;
  const RoundingReport report = round_values(data, 5, 1e-6);
  EXPECT_EQ(data.flow(Sector(0), Importer(0), Exporter(1)), 1.2346);
  EXPECT_EQ(data.flow(Sector(0), Importer(1), Exporter(0)), 0.0);
  EXPECT_EQ(report.flows_zeroed, 1U);
  EXPECT_DOUBLE_EQ(report.zeroed_musd, 4e-8);
  double moved = 0;
  for (std::size_t at = 0; at < data.flow.size(); ++at) {
    moved += std::abs(data.flow.values()[at] - before.flow.values()[at]);
    EXPECT_NEAR(data.flow.values()[at], before.flow.values()[at], 1e-4 * before.flow.values()[at] + 1e-6);
  }
  EXPECT_DOUBLE_EQ(report.flow_moved_musd, moved);
}

}  // namespace
}  // namespace parley::data
