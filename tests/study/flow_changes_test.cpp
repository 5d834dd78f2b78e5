// Flows of three countries and two sectors on made-up numbers, and what the story's bystanders gain.
#include "parley/study/cases/flow_changes.hpp"

#include <gmock/gmock.h>

#include "parley/study/cases/headline.hpp"

namespace parley::study {
namespace {

using testing::ElementsAre;

Economy three() {
  return Economy({{"AAA", "First"}, {"BBB", "Second"}, {"CCC", "Third"}}, {{"STL", "Steel"}, {"CAR", "Cars"}});
}

struct World {
  Baseline baseline;
  CaseResult solved;
};

/// The first sells 3 bn to the second and 1 bn to the third, and then 1 bn more of steel and 2 bn more of cars.
World world() {
  World made;
  made.baseline.economy = three();
  TradeCells& before = made.baseline.flow = TradeCells(2, 3, 3);
  before(Sector(0), Importer(1), Exporter(0)) = 2000;
  before(Sector(1), Importer(1), Exporter(0)) = 1000;
  before(Sector(1), Importer(2), Exporter(0)) = 1000;
  before(Sector(0), Importer(1), Exporter(1)) = 5000;
  TradeCells& after = made.solved.equilibrium.flow_new = before;
  after(Sector(0), Importer(1), Exporter(0)) += 1000;
  after(Sector(1), Importer(2), Exporter(0)) += 2000;
  after(Sector(0), Importer(1), Exporter(1)) -= 4000;
  return made;
}

TEST(FlowChanges, ExportsGoEverywhereButHomeAndTheLargestGainComesFirst) {
  const World made = world();
  const std::vector<FlowChange> flows = exports_by_destination(made.baseline, made.solved, Country(0));
  ASSERT_EQ(flows.size(), 2U);
  EXPECT_EQ(flows[0].to, Country(2));
  EXPECT_EQ(flows[0].from, Country(0));
  EXPECT_EQ(flows[0].before_bn, 1);
  EXPECT_EQ(flows[0].after_bn, 3);
  EXPECT_EQ(flows[1].to, Country(1));
  EXPECT_EQ(flows[1].before_bn, 3);
  EXPECT_EQ(flows[1].change_bn(), 1);
}

TEST(FlowChanges, SuppliersIncludeTheBuyersOwnProducers) {
  const World made = world();
  const std::vector<FlowChange> flows = sales_by_supplier(made.baseline, made.solved, Country(1));
  ASSERT_EQ(flows.size(), 3U);
  EXPECT_EQ(flows[0].from, Country(0));
  EXPECT_EQ(flows[0].change_bn(), 1);
  EXPECT_EQ(flows[1].from, Country(2));
  EXPECT_EQ(flows[2].from, Country(1));
  EXPECT_EQ(flows[2].change_bn(), -4);
}

TEST(FlowChanges, OfACommitmentCountItsSectorsAgainstTheCaseWithoutIt) {
  World made = world();
  made.solved.without_commitments.flow_new = made.baseline.flow;
  Commitment commitment{.buyer = Importer(1), .supplier = Exporter(0)};
  commitment.sectors = {Sector(0)};
  const SupplierChanges changes = supplier_changes(made.solved, commitment);
  ASSERT_EQ(changes.suppliers.size(), 3U);
  EXPECT_EQ(changes.suppliers[0].before_bn, 2);
  EXPECT_EQ(changes.suppliers[0].after_bn, 3);
  EXPECT_EQ(changes.suppliers[1].from, changes.suppliers[1].to);
  EXPECT_EQ(changes.suppliers[1].change_bn(), -4);
  EXPECT_EQ(changes.suppliers[2].change_bn(), 0);
  EXPECT_EQ(changes.total_bn, -3);
}

TEST(FlowChanges, OneCommittedFlowStandsInMillions) {
  World made = world();
  made.solved.without_commitments.flow_new = made.baseline.flow;
  made.solved.without_commitments.flow_new(Sector(0), Importer(1), Exporter(0)) = 2500;
  const Commitment commitment{.buyer = Importer(1), .supplier = Exporter(0)};
  const CommittedFlow flow = committed_flow(made.baseline, made.solved, commitment, Sector(0), Exporter(0));
  EXPECT_EQ(flow.base, 2000);
  EXPECT_EQ(flow.without, 2500);
  EXPECT_EQ(flow.change(), 500);
}

TEST(LargestCase, IsThatWhichMovesTheWorldMostInEitherDirection) {
  RunResult result;
  EXPECT_EQ(largest_case(result), nullptr);
  result.cases.resize(3);
  result.cases[0].outcome.world_real_income_pct = 0.1;
  result.cases[1].outcome.world_real_income_pct = -0.3;
  result.cases[2].outcome.world_real_income_pct = 0.2;
  EXPECT_EQ(largest_case(result), &result.cases[1]);
}

TEST(Bystanders, AreThoseThatGainAndThatTheStoryIsNotAbout) {
  RunResult result;
  result.baseline.economy = three();
  CaseResult solved;
  solved.outcome.real_income_pct = Array<Country>(3);
  solved.outcome.real_income_pct(Country(0)) = -0.5;
  solved.outcome.real_income_pct(Country(1)) = 0.25;
  solved.outcome.real_income_pct(Country(2)) = 0.75;
  EXPECT_THAT(by_real_income(solved), ElementsAre(Country(2), Country(1), Country(0)));
  EXPECT_THAT(gaining_bystanders(result, solved), ElementsAre(Country(2), Country(1)));
  result.scenario.parties = {"CCC"};
  EXPECT_THAT(gaining_bystanders(result, solved), ElementsAre(Country(1)));
}

}  // namespace
}  // namespace parley::study
