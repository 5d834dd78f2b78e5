#include "parley/study/cases/preview.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "parley/scenario/resolve.hpp"
#include "parley/study/cases/compute.hpp"
#include "support/files.hpp"

namespace parley::study {
namespace {

namespace fs = std::filesystem;
using Kind = Measure::Kind;

/// A preview is right to first order: half the change, a quarter of the error; no change, no error.
TEST(LinearPreview, IsExactToFirstOrder) {
  Observer silent;
  const fs::path file = test::project() / "scenarios" / "starter.toml";
  const study::RunResult solved = study::compute({.scenario = file}, silent);
  const study::Slopes slopes = study::slopes_at(solved, silent);
  ASSERT_FALSE(slopes.by_case.at(0).empty());
  const auto error_at = [&](double rate) {
    scenario::Scenario now = solved.scenario;
    std::get<scenario::TariffChange>(now.actions.at(0).change).rate.value().fraction = rate;
    const Shock shock =
        scenario::to_shock(scenario::resolve(now, solved.baseline), now.compares.at(0), solved.baseline);
    const Equilibrium exact = solve(solved.baseline, shock, {.tolerance = 1e-13});
    const auto preview = study::linear_preview(solved, slopes, now);
    EXPECT_EQ(preview.size(), slopes.parties.size());
    double worst = 0;
    for (const study::LinearPreview& each : preview) {
      const Objective objective{{{1, {Kind::real_income, each.country, {}, {}}}}};
      const double truth = 100 * std::expm1(value_of(solved.baseline, exact, objective));
      worst = std::max(worst, std::abs(each.real_income_pct - truth));
    }
    return worst;
  };
  const double written = std::get<scenario::TariffChange>(solved.scenario.actions.at(0).change).rate.value().fraction;
  EXPECT_LT(error_at(written), 1e-9);
  const double error = error_at(written + 0.04);
  EXPECT_GT(error, 1e-7);
  EXPECT_NEAR(error / error_at(written + 0.02), 4, 0.8);
}

/// A case that the last solution does not have is left out; the text says what it is.
TEST(LinearPreview, SaysWhatItIs) {
  Observer silent;
  const study::RunResult solved = study::compute({.scenario = test::project() / "scenarios" / "starter.toml"}, silent);
  const study::Slopes slopes = study::slopes_at(solved, silent);
  scenario::Scenario now = solved.scenario;
  const std::string text = study::preview_text(study::linear_preview(solved, slopes, now), solved.baseline.economy);
  EXPECT_EQ(text.find("linear preview"), 0U) << text;
  now.compares.at(0).name = "another";
  EXPECT_TRUE(study::linear_preview(solved, slopes, now).empty());
  EXPECT_EQ(study::preview_text({}, solved.baseline.economy), "");
}

}  // namespace
}  // namespace parley::study
