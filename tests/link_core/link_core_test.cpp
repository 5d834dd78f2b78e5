// The core alone: reads a baseline and a scenario, solves a case and measures it, without any optional library.
#include "parley/base/error.hpp"
#include "parley/numerics/newton_krylov.hpp"
#include "parley/study/cases/compute.hpp"
#include "parley/study/cases/headline.hpp"
#include "support/files.hpp"

namespace parley {
namespace {

TEST(Core, SolvesAScenario) {
  Observer silent;
  const study::RunResult result = study::compute({.scenario = test::project() / "scenarios" / "starter.toml"}, silent);
  ASSERT_EQ(result.cases.size(), 1U);
  EXPECT_TRUE(result.cases.front().certificate.holds());
  EXPECT_FALSE(study::headline(result).empty());
}

TEST(Core, SaysWhatItIsBuiltWithout) {
  ASSERT_FALSE(numerics::has_newton_krylov());
  Observer silent;
  EXPECT_THROW((void)study::compute(
                   {.scenario = test::project() / "scenarios" / "starter.toml", .certify_thoroughly = true}, silent),
               InputError);
}

}  // namespace
}  // namespace parley
