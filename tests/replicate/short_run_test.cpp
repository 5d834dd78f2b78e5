// The short run against other programs, and beside what the Kiel Institute found of the duties of 2025.
#include <gmock/gmock.h>

#include <cmath>

#include "parley/replicate/replication.hpp"
#include "support/files.hpp"

namespace parley::replicate {
namespace {

TEST(ShortRunCases, AgreeWithTheOtherProgramsAndClosedForms) {
  Observer silent;
  const Replication replication = replicate_short_run(test::project() / "data/reference/short-run", silent);
  EXPECT_TRUE(replication.holds());
  ASSERT_EQ(replication.oracles.size(), 13U);
  for (const OracleComparison& each : replication.oracles) {
    EXPECT_TRUE(each.holds()) << each.name << " " << each.worst << " " << each.where;
    EXPECT_GT(each.cells, 30U) << each.name;
  }
}

TEST(Kite2025, AnswersEveryQuestionInEveryHorizon) {
  Observer silent;
  const Replication replication = replicate_kite_2025(test::project() / "data/reference/kite-2025", silent);
  ASSERT_EQ(replication.estimates.size(), 20U);
  for (const PublishedEstimate& each : replication.estimates) {
    EXPECT_EQ(each.switched.size(), 3U);
    for (const SwitchedEstimate& by : each.switched) EXPECT_TRUE(std::isfinite(by.computed)) << each.question;
    // The studies' signs, in the central set: every country loses real value added, trade falls.
    EXPECT_GT(each.computed * each.lowest, 0) << each.question << " " << each.who;
  }
}

}  // namespace
}  // namespace parley::replicate
