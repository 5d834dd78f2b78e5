#include "parley/data/build/aggregate.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <numeric>

#include "parley/base/error.hpp"
#include "small_world.hpp"
#include "support/files.hpp"

namespace parley::data {
namespace {

double sum(std::span<const double> values) { return std::accumulate(values.begin(), values.end(), 0.0); }

double revenue(const BaselineData& data) {
  double total = 0;
  for (std::size_t at = 0; at < data.flow.size(); ++at) total += data.flow.values()[at] * data.tariff.values()[at];
  return total;
}

GroupMap drawn_map(std::size_t count, std::size_t groups, const std::string& prefix) {
  GroupMap map;
  for (std::size_t group = 0; group < groups; ++group)
    map.groups.push_back({prefix + std::to_string(group), "a group"});
  for (std::size_t at = 0; at < count; ++at) {
    const auto any = static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(groups)));
    map.group_of.push_back(at < groups ? at : any);
  }
  return map;
}

RC_GTEST_PROP(Aggregate, ConservesOutputInputsAndAccounts, ()) {
  const BaselineData data = test::small_world(5, 4, *rc::gen::inRange(0U, 100000U));
  const GroupMap regions = drawn_map(5, static_cast<std::size_t>(*rc::gen::inRange(1, 6)), "G");
  const GroupMap sectors = drawn_map(4, static_cast<std::size_t>(*rc::gen::inRange(1, 5)), "K");
  const AggregatedBaseline result = aggregate(data, regions, sectors);
  RC_ASSERT(std::abs(sum(result.data.flow.values()) / sum(data.flow.values()) - 1) < 1e-12);
  RC_ASSERT(std::abs(sum(result.data.use.values()) / sum(data.use.values()) - 1) < 1e-12);
  for (const double theta : result.data.trade_elasticity.values()) {
    const auto& old = data.trade_elasticity.values();
    RC_ASSERT(theta >= *std::min_element(old.begin(), old.end()));
    RC_ASSERT(theta <= *std::max_element(old.begin(), old.end()));
  }
  // Income is conserved but for the tariffs within groups, which are dropped.
  const Baseline before = calibrate(data);
  const Baseline after = calibrate(result.data);
  double dropped = 0;
  for (const Sector s : data.economy.sectors()) {
    for (const Importer n : data.economy.importers()) {
      for (const Exporter i : data.economy.exporters()) {
        if (regions.group_of[n.value()] == regions.group_of[i.value()])
          dropped += data.flow(s, n, i) * data.tariff(s, n, i);
      }
    }
  }
  RC_ASSERT(std::abs(revenue(data) - dropped - revenue(result.data)) < 1e-9);
  RC_ASSERT(std::abs(sum(before.deficit.values())) < 1e-9);
  RC_ASSERT(std::abs(sum(after.deficit.values())) < 1e-9);
}

TEST(Aggregate, TheMapThatKeepsEverythingChangesNothing) {
  const BaselineData data = test::small_world(3, 3, 5);
  const AggregatedBaseline result = aggregate(data, keep_regions(data.economy), keep_sectors(data.economy));
  EXPECT_EQ(result.data.flow, data.flow);
  EXPECT_EQ(result.data.use, data.use);
  EXPECT_EQ(result.data.trade_elasticity, data.trade_elasticity);
  EXPECT_EQ(result.data.elasticity_source, data.elasticity_source);
  for (std::size_t at = 0; at < data.tariff.size(); ++at) {
    EXPECT_DOUBLE_EQ(result.data.tariff.values()[at], data.tariff.values()[at]);
  }
}

TEST(AggregationTotal, ChangesInPerCentOfWhatItWas) {
  EXPECT_EQ((AggregationTotal{"output", 200, 150}.change_pct()), -25);
  EXPECT_EQ((AggregationTotal{"tariff revenue", 0, 0}.change_pct()), 0);
}

TEST(Aggregate, KeepsTheGroupsThatItsRegionsMakeUpWhole) {
  const BaselineData data = test::small_world(3, 1, 5);
  std::vector<Region> regions;
  for (const Country n : data.economy.countries()) regions.push_back(data.economy.region(n));
  BaselineData grouped = data;
  grouped.economy =
      Economy(regions, {data.economy.sector(Sector(0))},
              {{"PAIR", "Pair", {Country(1), Country(2)}, true}, {"SPLIT", "Split", {Country(0), Country(1)}, false}});
  const GroupMap map{{{"R0", ""}, {"REST", ""}}, {0, 1, 1}};
  const Economy small = aggregate(grouped, map, keep_sectors(grouped.economy)).data.economy;
  ASSERT_EQ(small.groups().size(), 1U);
  EXPECT_EQ(small.groups()[0].code, "PAIR");
  EXPECT_EQ(small.groups()[0].members, std::vector<Country>{Country(1)});
}

TEST(Aggregate, WeighsTariffsWithTradeAndAddsPersons) {
  BaselineData data = test::small_world(3, 2, 5);
  data.flow(Sector(0), Importer(0), Exporter(1)) = 30;
  data.flow(Sector(0), Importer(0), Exporter(2)) = 10;
  data.tariff(Sector(0), Importer(0), Exporter(1)) = 0.10;
  data.tariff(Sector(0), Importer(0), Exporter(2)) = 0.02;
  data.population = Array<Country>(3);
  for (const Country n : data.economy.countries()) data.population(n) = 10.0 + static_cast<double>(n.value());
  GroupMap map{{{"R0", ""}, {"REST", ""}}, {0, 1, 1}};
  const AggregatedBaseline result = aggregate(data, map, keep_sectors(data.economy));
  EXPECT_NEAR(result.data.tariff(Sector(0), Importer(0), Exporter(1)), 0.08, 1e-15);
  EXPECT_EQ(result.data.tariff(Sector(0), Importer(1), Exporter(1)), 0.0);
  EXPECT_EQ(result.data.population(Country(0)), 10.0);
  EXPECT_EQ(result.data.population(Country(1)), 23.0);
}

class MapFile : public testing::Test {
 public:
  test::TemporaryFolder folder;
  GroupMap read(const std::string& text) {
    test::write_file(folder / "map.csv", text);
    return read_group_map(folder / "map.csv", {"A", "B", "C"});
  }
};

TEST_F(MapFile, KeepsTheOrderOfFirstRows) {
  const GroupMap map = read("name,group,code\nRest,X,B\nA alone,Y,A\nRest,X,C\n");
  ASSERT_EQ(map.groups.size(), 2U);
  EXPECT_EQ(map.groups[0].code, "X");
  EXPECT_EQ(map.groups[0].name, "Rest");
  EXPECT_THAT(map.group_of, testing::ElementsAre(1, 0, 0));
}

TEST_F(MapFile, RefusesUnknownRepeatedAndAbsentCodes) {
  EXPECT_THROW(static_cast<void>(read("code,group\nA,X\nB,X\nD,X\n")), InputError);
  EXPECT_THROW(static_cast<void>(read("code,group\nA,X\nB,X\nC,X\nA,Y\n")), InputError);
  EXPECT_THROW(static_cast<void>(read("code,group\nA,X\nB,X\n")), InputError);
  EXPECT_THROW(static_cast<void>(read("code,group\nA,X\nB,X\nC,\n")), InputError);
  EXPECT_THROW(static_cast<void>(read("code,group,name\nA,X,one\nB,X,two\nC,X,one\n")), InputError);
}

}  // namespace
}  // namespace parley::data
