#include "parley/equilibrium/gradient.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>

#include "parley/data/read_baseline.hpp"
#include "parley/equilibrium/solve.hpp"
#include "support/files.hpp"
#include "support/random_economy.hpp"

namespace parley {
namespace {

Shock some_policy(const Baseline& baseline) {
  Shock shock = no_shock(baseline);
  shock.tariff_new(Sector(0), Importer(0), Exporter(1)) += 0.25;
  shock.tariff_new(Sector(1), Importer(1), Exporter(0)) += 0.1;
  shock.export_tax_new(Sector(1), Importer(2), Exporter(1)) = 0.08;
  shock.iceberg_hat(Sector(2), Importer(0), Exporter(3)) = 1.1;
  return shock;
}

std::vector<Objective> objectives() {
  using Kind = Measure::Kind;
  const Country home(0);
  const Country other(1);
  return {{{{1, {Kind::real_income, home, {}, {}}}}},
          {{{1, {Kind::real_wage, other, {}, {}}}}},
          {{{1, {Kind::tariff_revenue, home, {}, {}}}}},
          {{{1, {Kind::employment, home, Sector(1), {}}}}},
          {{{1, {Kind::output, other, Sector(0), {}}}}},
          {{{1, {Kind::exports, home, {}, other}}}},
          {{{1, {Kind::exports, other, Sector(1), {}}}}},
          {{{2, {Kind::real_income, home, {}, {}}}, {-0.5, {Kind::employment, other, Sector(1), {}}}}}};
}

/// Central difference of the objective in one cell of one instrument.
double difference(const Baseline& baseline, Shock shock, Array<Sector, Importer, Exporter> Shock::* instrument,
                  Sector s, Importer n, Exporter i, const Objective& objective) {
  constexpr double step = 1e-4;
  const double before = (shock.*instrument)(s, n, i);
  const SolveOptions tight{.tolerance = 1e-13};
  const bool relative = instrument == &Shock::iceberg_hat;
  (shock.*instrument)(s, n, i) = relative ? before * std::exp(step) : before + step;
  const double up = value_of(baseline, solve(baseline, shock, tight), objective);
  (shock.*instrument)(s, n, i) = relative ? before * std::exp(-step) : before - step;
  const double down = value_of(baseline, solve(baseline, shock, tight), objective);
  return (up - down) / (2 * step);
}

/// An owner abroad who draws a share of sales at home, and a rent on an import.
std::vector<IncomeClaim> some_claims(const Baseline& baseline) {
  const double base = 0.02 * baseline.flow(Sector(1), Importer(0), Exporter(0));
  return {{.id = "profits",
           .payer = Country(0),
           .receiver = Country(1),
           .sector = Sector(1),
           .importer = Importer(0),
           .exporter = Exporter(0),
           .rate = 0.05,
           .base = base},
          {.id = "rent",
           .payer = Country(2),
           .receiver = Country(1),
           .sector = Sector(1),
           .importer = Importer(2),
           .exporter = Exporter(1),
           .rate = 0.3}};
}

Baseline world_under(DeficitRule rule, unsigned seed) {
  BaselineData data = test::random_economy(seed);
  data.info.deficit_rule = rule;
  return calibrate(std::move(data));
}

Shock policy_in(const Baseline& baseline, bool in_a_wage) {
  Shock shock = some_policy(baseline);
  if (in_a_wage) shock.numeraire = Country(2);
  return shock;
}

double largest_tariff_slope(const Gradient& slope) {
  double largest = 0;
  for (const double value : slope.by[PolicyInstrument::tariff].values()) largest = std::max(largest, std::abs(value));
  return largest;
}

class GradientOfRules : public testing::TestWithParam<std::tuple<DeficitRule, bool>> {};

TEST_P(GradientOfRules, AgreesWithCentralDifferences) {
  const auto [rule, in_a_wage] = GetParam();
  for (const unsigned seed : {1U, 2U}) {
    const Baseline baseline = world_under(rule, seed);
    const Shock shock = policy_in(baseline, in_a_wage);
    const Equilibrium solved = solve(baseline, shock, {.tolerance = 1e-13});
    ASSERT_TRUE(solved.report.usable());
    Observer silent;
    for (const Objective& objective : objectives()) {
      const Gradient slope = gradient(baseline, shock, solved, objective, {}, silent);
      ASSERT_TRUE(slope.report.usable()) << slope.report.message;
      const double largest = largest_tariff_slope(slope);
      for (const auto& [s, n, i] :
           {std::tuple(0, 0, 1), std::tuple(1, 1, 0), std::tuple(1, 2, 1), std::tuple(2, 0, 3), std::tuple(0, 3, 2)}) {
        const Sector sector(static_cast<std::size_t>(s));
        const Importer to(static_cast<std::size_t>(n));
        const Exporter from(static_cast<std::size_t>(i));
        const double near = 2e-6 * largest;  // what a central difference of step 1e-4 leaves
        EXPECT_NEAR(slope.by[PolicyInstrument::tariff](sector, to, from),
                    difference(baseline, shock, &Shock::tariff_new, sector, to, from, objective), near);
        EXPECT_NEAR(slope.by[PolicyInstrument::export_tax](sector, to, from),
                    difference(baseline, shock, &Shock::export_tax_new, sector, to, from, objective), near);
        EXPECT_NEAR(slope.by[PolicyInstrument::wedge](sector, to, from),
                    difference(baseline, shock, &Shock::iceberg_hat, sector, to, from, objective), near);
      }
    }
  }
}

TEST_P(GradientOfRules, AgreesWithCentralDifferencesWhereIncomeCrossesBorders) {
  const auto [rule, in_a_wage] = GetParam();
  const Baseline baseline = world_under(rule, 4);
  Shock shock = policy_in(baseline, in_a_wage);
  shock.claims = some_claims(baseline);
  const SolveOptions tight{.tolerance = 1e-13};
  const Equilibrium solved = solve(baseline, shock, tight);
  ASSERT_TRUE(solved.report.usable());
  Observer silent;
  constexpr double step = 1e-4;
  for (const Objective& objective : objectives()) {
    const Gradient slope = gradient(baseline, shock, solved, objective, {}, silent);
    ASSERT_TRUE(slope.report.usable()) << slope.report.message;
    const double largest = largest_tariff_slope(slope);
    EXPECT_NEAR(slope.by[PolicyInstrument::tariff](Sector(1), Importer(2), Exporter(1)),
                difference(baseline, shock, &Shock::tariff_new, Sector(1), Importer(2), Exporter(1), objective),
                2e-6 * largest);
    EXPECT_NEAR(slope.by[PolicyInstrument::wedge](Sector(1), Importer(0), Exporter(0)),
                difference(baseline, shock, &Shock::iceberg_hat, Sector(1), Importer(0), Exporter(0), objective),
                2e-6 * largest);
    for (std::size_t c = 0; c < shock.claims.size(); ++c) {
      Shock moved = shock;
      moved.claims[c].rate += step;
      const double up = value_of(baseline, solve(baseline, moved, tight), objective);
      moved.claims[c].rate -= 2 * step;
      const double down = value_of(baseline, solve(baseline, moved, tight), objective);
      EXPECT_NEAR(slope.claim_rate[c], (up - down) / (2 * step), 2e-6 * largest) << shock.claims[c].id;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Rules, GradientOfRules,
                         testing::Combine(testing::Values(DeficitRule::fixed, DeficitRule::share_of_world,
                                                          DeficitRule::share_of_own_income),
                                          testing::Bool()));

/// One country balanced, another alone with what the others leave; income crosses a border between two others.
TEST_P(GradientOfRules, AgreesWithCentralDifferencesUnderExceptions) {
  const auto [rule, in_a_wage] = GetParam();
  const Baseline baseline = world_under(rule, 7);
  Shock shock = policy_in(baseline, in_a_wage);
  shock.deficit_exceptions = {.balanced = {Country(3)}, .remainder = {Country(2)}};
  shock.claims = {some_claims(baseline).front()};
  const Equilibrium solved = solve(baseline, shock, {.tolerance = 1e-13});
  ASSERT_TRUE(solved.report.usable());
  Observer silent;
  for (const Objective& objective : objectives()) {
    const Gradient slope = gradient(baseline, shock, solved, objective, {}, silent);
    ASSERT_TRUE(slope.report.usable()) << slope.report.message;
    const double largest = largest_tariff_slope(slope);
    for (const auto& [s, n, i] : {std::tuple(0U, 0U, 1U), std::tuple(1U, 3U, 1U), std::tuple(2U, 2U, 0U)}) {
      EXPECT_NEAR(slope.by[PolicyInstrument::tariff](Sector(s), Importer(n), Exporter(i)),
                  difference(baseline, shock, &Shock::tariff_new, Sector(s), Importer(n), Exporter(i), objective),
                  2e-6 * largest);
      EXPECT_NEAR(slope.by[PolicyInstrument::export_tax](Sector(s), Importer(n), Exporter(i)),
                  difference(baseline, shock, &Shock::export_tax_new, Sector(s), Importer(n), Exporter(i), objective),
                  2e-6 * largest);
    }
  }
}

TEST(GradientOfTheDefaultBaseline, AgreesWithCentralDifferences) {
  const Baseline baseline = data::read_baseline(test::project() / "data" / "world-2017");
  const Importer usa = importer(*baseline.economy.find_country("USA"));
  const Exporter chn = exporter(*baseline.economy.find_country("CHN"));
  Shock shock = no_shock(baseline);
  for (const Sector s : baseline.economy.sectors()) {
    if (baseline.economy.sector(s).is_goods) shock.tariff_new(s, usa, chn) += 0.25;
  }
  Observer silent;
  const Objective objective{{{1, {Measure::Kind::real_income, country(usa), {}, {}}}}};
  const Gradient slope = gradient(baseline, shock, solve(baseline, shock, {.tolerance = 1e-13}), objective, {}, silent);
  ASSERT_TRUE(slope.report.usable());
  double largest = 0;
  for (const double value : slope.by[PolicyInstrument::tariff].values()) largest = std::max(largest, std::abs(value));
  for (const char* code : {"ELE", "STL", "FIN"}) {
    const Sector s = *baseline.economy.find_sector(code);
    EXPECT_NEAR(slope.by[PolicyInstrument::tariff](s, usa, chn),
                difference(baseline, shock, &Shock::tariff_new, s, usa, chn, objective), 1e-6 * largest)
        << code;
  }
}

}  // namespace
}  // namespace parley
