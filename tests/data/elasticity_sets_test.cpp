#include "parley/data/elasticity_sets.hpp"

#include <gtest/gtest.h>

#include "parley/data/asset_folders.hpp"
#include "parley/data/read_baseline.hpp"
#include "support/files.hpp"

namespace parley::data {
namespace {

std::vector<ElasticitySet> shipped() {
  return read_elasticity_sets(find_elasticity_sets(test::project() / "scenarios" / "starter.toml"));
}

TEST(ElasticitySets, PublishedFiguresStandWhereTheyBelong) {
  Baseline baseline = read_baseline(test::project() / "data" / "world-2017");
  const std::string note = apply_elasticity_set(shipped(), "CP2015", {}, baseline);
  // Caliendo and Parro (2015), Table 1: agriculture 9.11, petroleum 64.85 in the sample without outliers.
  EXPECT_EQ(baseline.trade_elasticity(*baseline.economy.find_sector("AGR")), 9.11);
  EXPECT_EQ(note, "trade elasticities of CP2015");
}

TEST(ElasticitySets, ChipsAreElectronics) {
  for (const ElasticitySet& set : shipped()) EXPECT_EQ(set.theta.at("SEM"), set.theta.at("ELE")) << set.name;
}

// No source has soybeans; a set that has agriculture gives them its value.
TEST(ElasticitySets, SoybeansAreFarming) {
  for (const ElasticitySet& set : shipped()) {
    ASSERT_EQ(set.theta.contains("OSD"), set.theta.contains("AGR")) << set.name;
    if (set.theta.contains("OSD")) {
      EXPECT_EQ(set.theta.at("OSD"), set.theta.at("AGR")) << set.name;
    }
  }
}

TEST(ElasticitySets, WhatASourceLacksKeepsItsOwnAndIsNamed) {
  Baseline baseline = read_baseline(test::project() / "data" / "world-2017");
  const Sector finance = *baseline.economy.find_sector("FIN");
  const double own = baseline.trade_elasticity(finance);
  const std::string note = apply_elasticity_set(shipped(), "LL2023", {}, baseline);
  EXPECT_EQ(baseline.trade_elasticity(finance), own);
  EXPECT_NE(note.find("FIN"), std::string::npos);
}

TEST(ElasticitySets, WrongTablesAreRefused) {
  const test::TemporaryFolder folder;
  Baseline baseline = read_baseline(test::project() / "data" / "world-2017");
  EXPECT_THROW((void)apply_elasticity_set(shipped(), "CP2051", {}, baseline), InputError);
  for (const char* text : {"set,sector,theta\nA,AGR,0\n", "set,sector,theta\nA,AGR,2\nA,AGR,3\n", "set,sector\nA,AGR\n",
                           "set,sector,theta\nA,AGR,x\n"}) {
    test::write_file(folder / "sets.csv", text);
    EXPECT_THROW((void)read_elasticity_sets(folder / "sets.csv"), InputError) << text;
  }
  test::write_file(folder / "sets.csv", "set,sector,theta\nA,XYZ,2\n");
  EXPECT_THROW((void)apply_elasticity_set(read_elasticity_sets(folder / "sets.csv"), "A", {}, baseline), InputError);
}

}  // namespace
}  // namespace parley::data
