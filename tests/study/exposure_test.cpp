#include "parley/study/exposure.hpp"

#include <gtest/gtest.h>

#include "parley/base/error.hpp"
#include "parley/data/read_baseline.hpp"
#include "support/files.hpp"

namespace parley::study {
namespace {

TEST(Exposure, ToTheCountryItselfIsRefused) {
  const Baseline world = data::read_baseline(test::project() / "data/world-2017");
  const Country home = *world.economy.find_country("USA");
  EXPECT_THROW(static_cast<void>(study_exposure(world, {}, {.home = home, .partner = home})), InputError);
  const Country partner = *world.economy.find_country("CHN");
  EXPECT_GT(study_exposure(world, {}, {.home = home, .partner = partner}).exports, 0);
}

}  // namespace
}  // namespace parley::study
