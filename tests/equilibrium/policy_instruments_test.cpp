#include "parley/economy/policy_instruments.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "support/random_economy.hpp"

namespace parley {
namespace {

class PolicyInstruments : public testing::Test {
 protected:
  const Baseline baseline = calibrate(test::random_economy(5));
  /// Every instrument moved in one cell of its own.
  [[nodiscard]] Shock moved() const {
    Shock shock = no_shock(baseline);
    for (std::size_t k = 0; k < policy_instruments.size(); ++k)
      (shock.*policy_instruments[k].level)(Sector(0), Importer(k), Exporter(k + 1)) += 0.2;
    return shock;
  }
};

TEST_F(PolicyInstruments, StandInTheTableAtTheirOwnPlace) {
  for (const PolicyInstrumentRow& row : policy_instruments) {
    EXPECT_EQ(&row_of(row.instrument), &row);
    EXPECT_FALSE(row.name.empty() || row.label.empty() || row.unit.empty());
  }
}

TEST_F(PolicyInstruments, AreAtTheBaseWhereNothingChanges) {
  const Shock none = no_shock(baseline);
  for (const PolicyInstrumentRow& row : policy_instruments) {
    for (std::size_t at = 0; at < (none.*row.level).size(); ++at) {
      EXPECT_EQ(factor(row, none, at), base_factor(row, baseline, at)) << row.name;
      EXPECT_GT(factor(row, none, at), 0.0) << row.name;
    }
  }
}

TEST_F(PolicyInstruments, GoGeometricallyFromTheBaseToTheShock) {
  const Shock whole = moved();
  const Shock half = scaled(baseline, whole, 0.5);
  const Shock none = scaled(baseline, whole, 0.0);
  for (const PolicyInstrumentRow& row : policy_instruments) {
    std::size_t changed = 0;
    for (std::size_t at = 0; at < (whole.*row.level).size(); ++at) {
      const double from = base_factor(row, baseline, at);
      const double to = factor(row, whole, at);
      EXPECT_NEAR(factor(row, none, at), from, 1e-15) << row.name;
      EXPECT_NEAR(factor(row, half, at), std::sqrt(from * to), 1e-15) << row.name;
      changed += from != to ? 1 : 0;
    }
    EXPECT_EQ(changed, 1U) << row.name;
  }
}

}  // namespace
}  // namespace parley
