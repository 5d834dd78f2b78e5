#include "parley/data/build/split_sector.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "parley/base/error.hpp"
#include "small_world.hpp"

namespace parley::data {
namespace {

constexpr std::size_t countries = 3;
constexpr std::size_t sectors = 4;
constexpr Sector old_sector{1};
constexpr Sector rest{1};
constexpr Sector part{2};

Sector new_place(Sector s) { return s <= old_sector ? s : Sector(s.value() + 1); }

SectorSplit example(double share) {
  SectorSplit split;
  split.sector = "S1";
  split.rest = {"S1", "The rest", true};
  split.part = {"P", "The part", true};
  split.part_share = Array<Importer, Exporter>(countries, countries);
  split.part_share.fill(share);
  split.user_weight.assign(sectors + 2, 1.0);
  return split;
}

double final_use(const BaselineData& data, Country n, Sector s) {
  double total = 0;
  for (const double value : data.flow.row(s, importer(n))) total += value;
  for (const double value : data.use.row(n, input(s))) total -= value;
  return total;
}

bool near(double left, double right) {
  return std::abs(left - right) <= 1e-9 * (std::abs(left) + std::abs(right) + 1e-3);
}

RC_GTEST_PROP(SplitSector, KeepsEveryMargin, ()) {
  const BaselineData data = test::small_world(countries, sectors, *rc::gen::inRange(0U, 100000U));
  SectorSplit split = example(0);
  for (double& share : split.part_share.values()) share = *rc::gen::inRange(0, 90) / 100.0;
  for (double& weight : split.user_weight) weight = *rc::gen::inRange(1, 100) / 10.0;
  const BaselineData cut = split_sector(data, split).data;
  RC_ASSERT(cut.economy.sector_count() == sectors + 1);
  for (const Importer n : data.economy.importers()) {
    for (const Exporter i : data.economy.exporters()) {
      RC_ASSERT(near(cut.flow(rest, n, i) + cut.flow(part, n, i), data.flow(old_sector, n, i)));
      RC_ASSERT(near(cut.flow(part, n, i), split.part_share(n, i) * data.flow(old_sector, n, i)));
      RC_ASSERT(cut.tariff(part, n, i) == data.tariff(old_sector, n, i));
    }
  }
  for (const Country n : data.economy.countries()) {
    for (const Sector j : data.economy.sectors()) {
      for (const Sector k : data.economy.sectors()) {
        double got = 0;
        for (const Sector a : {new_place(k), part}) {
          for (const Sector b : {new_place(j), part}) {
            const bool counts = (a != part || k == old_sector) && (b != part || j == old_sector);
            if (counts) got += cut.use(n, input(a), b);
          }
        }
        RC_ASSERT(near(got, data.use(n, input(k), j)));
      }
    }
    RC_ASSERT(near(final_use(cut, n, rest) + final_use(cut, n, part), final_use(data, n, old_sector)));
    RC_ASSERT(final_use(cut, n, part) >= -1e-9);
    RC_ASSERT(final_use(cut, n, rest) >= -1e-9);
  }
}

// Equal weights leave every user with the region's own mix of part and rest.
TEST(SplitSector, EqualWeightsAreProportional) {
  const BaselineData data = test::small_world(countries, sectors, 7);
  const BaselineData cut = split_sector(data, example(0.25)).data;
  for (const Country n : data.economy.countries()) {
    EXPECT_NEAR(cut.use(n, input(part), Sector(0)), 0.25 * data.use(n, input(old_sector), Sector(0)), 1e-9);
  }
}

TEST(SplitSector, AHeavierUserBuysMoreOfThePart) {
  const BaselineData data = test::small_world(countries, sectors, 7);
  SectorSplit split = example(0.25);
  split.user_weight[0] = 5;
  const BaselineData cut = split_sector(data, split).data;
  EXPECT_GT(cut.use(Country(0), input(part), Sector(0)), 0.3 * data.use(Country(0), input(old_sector), Sector(0)));
}

TEST(SplitSector, WorksWithoutInputLinks) {
  BaselineData data = test::small_world(countries, sectors, 7);
  data.use = {};
  EXPECT_TRUE(split_sector(data, example(0.5)).data.use.empty());
}

TEST(SplitSector, RefusesWrongInput) {
  const BaselineData data = test::small_world(countries, sectors, 7);
  SectorSplit unknown = example(0.5);
  unknown.sector = "S9";
  EXPECT_THROW(static_cast<void>(split_sector(data, unknown)), InputError);
  SectorSplit taken = example(0.5);
  taken.part.code = "S0";
  EXPECT_THROW(static_cast<void>(split_sector(data, taken)), InputError);
  EXPECT_THROW(static_cast<void>(split_sector(data, example(1.0))), InputError);
  EXPECT_THROW(static_cast<void>(split_sector(data, example(-0.1))), InputError);
  SectorSplit weights = example(0.5);
  weights.user_weight.pop_back();
  EXPECT_THROW(static_cast<void>(split_sector(data, weights)), InputError);
  weights.user_weight.assign(sectors + 2, 0.0);
  EXPECT_THROW(static_cast<void>(split_sector(data, weights)), InputError);
}

}  // namespace
}  // namespace parley::data
