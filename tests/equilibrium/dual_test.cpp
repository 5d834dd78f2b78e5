// The kernel and its adjoint against a second implementation of the equations, on doubles and on dual numbers.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "parley/equilibrium/gradient.hpp"
#include "parley/equilibrium/point.hpp"
#include "parley/equilibrium/solve.hpp"
#include "parley/model/equilibrium_adjoint.hpp"
#include "support/random_economy.hpp"
#include "support/reference_model.hpp"

namespace parley {
namespace {

using test::Dual;

/// A drawn economy with a drawn policy: tariffs, export taxes and subsidies, wedges at home and abroad, deficits.
struct Drawn {
  BaselineData data;
  Baseline baseline;
  Shock shock;
};

Drawn drawn(unsigned seed, bool has_gaps, DeficitRule rule, bool in_a_wage) {
  BaselineData data = test::random_economy(seed, {.has_gaps = has_gaps});
  data.info.deficit_rule = rule;
  Drawn result{data, calibrate(data), {}};
  result.shock = no_shock(result.baseline);
  if (in_a_wage) result.shock.numeraire = Country(1);
  std::mt19937_64 random(seed + 1000);
  std::uniform_real_distribution<double> uniform(0.0, 1.0);
  const Economy& labels = result.baseline.economy;
  for (const Sector s : labels.sectors()) {
    for (const Importer n : labels.importers()) {
      for (const Exporter i : labels.exporters()) {
        if (uniform(random) < 0.3) result.shock.iceberg_hat(s, n, i) = 0.9 + 0.3 * uniform(random);
        if (country(n) == country(i)) continue;
        if (uniform(random) < 0.5) result.shock.tariff_new(s, n, i) = 0.4 * uniform(random);
        if (uniform(random) < 0.5) result.shock.export_tax_new(s, n, i) = -0.1 + 0.3 * uniform(random);
      }
    }
  }
  return result;
}

template <class Real>
test::ReferenceModel<Real> reference(const Drawn& economy) {
  test::ReferenceModel<Real> model(economy.data);
  model.rule = economy.shock.deficit_rule;
  const DeficitExceptions& exceptions = economy.shock.deficit_exceptions;
  const std::size_t countries = economy.baseline.economy.country_count();
  if (!exceptions.balanced.empty()) model.is_balanced.assign(countries, false);
  for (const Country n : exceptions.balanced) model.is_balanced[n.value()] = true;
  if (!exceptions.remainder.empty()) model.takes_remainder.assign(countries, false);
  for (const Country n : exceptions.remainder) model.takes_remainder[n.value()] = true;
  model.numeraire = economy.shock.numeraire ? static_cast<int>(economy.shock.numeraire->value()) : -1;
  const Economy& labels = economy.baseline.economy;
  for (const Sector s : labels.sectors()) {
    for (const Importer n : labels.importers()) {
      for (const Exporter i : labels.exporters()) {
        model.tariff[s.value()][n.value()][i.value()] = economy.shock.tariff_new(s, n, i);
        model.export_tax[s.value()][n.value()][i.value()] = economy.shock.export_tax_new(s, n, i);
        model.iceberg_hat[s.value()][n.value()][i.value()] = economy.shock.iceberg_hat(s, n, i);
      }
    }
  }
  return model;
}

Drawn any_economy() {
  const auto seed = *rc::gen::inRange(1U, 100000U);
  const auto rule = *rc::gen::elementOf(deficit_rules);
  Drawn economy = drawn(seed, *rc::gen::arbitrary<bool>(), rule, *rc::gen::arbitrary<bool>());
  if (*rc::gen::arbitrary<bool>()) economy.shock.deficit_exceptions.balanced = {Country(2)};
  if (*rc::gen::arbitrary<bool>()) economy.shock.deficit_exceptions.remainder = {Country(0), Country(3)};
  return economy;
}

TEST(SecondImplementation, AgreesOnEveryLevel) {
  EXPECT_TRUE(rc::check([] {
    const Drawn economy = any_economy();
    const Equilibrium solved = solve(economy.baseline, economy.shock, {.tolerance = 1e-13});
    RC_ASSERT(solved.report.usable());
    auto model = reference<double>(economy);
    model.solve();
    RC_ASSERT(model.is_solved);
    const auto near = [](double a, double b) { return std::abs(a - b) <= 1e-10 * (1 + std::abs(b)); };
    for (const Country n : economy.baseline.economy.countries()) {
      RC_ASSERT(near(solved.wage_hat(n), model.wage[n.value()]));
      RC_ASSERT(near(solved.income_new(n), model.income[n.value()]));
      RC_ASSERT(near(solved.tariff_revenue_new(n), model.revenue[n.value()]));
      for (const Sector s : economy.baseline.economy.sectors()) {
        RC_ASSERT(near(solved.price_index_hat(n, s), model.price[n.value()][s.value()]));
        RC_ASSERT(near(solved.gross_output_new(n, s), model.output[n.value()][s.value()]));
        for (const Exporter i : economy.baseline.economy.exporters())
          RC_ASSERT(near(solved.flow_new(s, importer(n), i), model.flow_new[s.value()][n.value()][i.value()]));
      }
    }
  }));
}

/// Outcomes of country 0 and what the reference says of each.
struct Watched {
  Measure measure;
  Dual (*of)(const test::ReferenceModel<Dual>&);
};
const std::array<Watched, 6> watched{{
    {{Measure::Kind::real_income, Country(0), {}, {}}, [](const auto& model) { return model.log_real_income(0); }},
    {{Measure::Kind::real_wage, Country(0), {}, {}}, [](const auto& model) { return model.log_real_wage(0); }},
    {{Measure::Kind::employment, Country(0), Sector(1), {}},
     [](const auto& model) { return model.log_employment(0, 1); }},
    {{Measure::Kind::output, Country(0), Sector(1), {}}, [](const auto& model) { return model.log_output(0, 1); }},
    {{Measure::Kind::tariff_revenue, Country(0), {}, {}}, [](const auto& model) { return model.revenue[0]; }},
    {{Measure::Kind::exports, Country(0), {}, {}}, [](const auto& model) { return model.exports(0); }},
}};

/// One instrument in the library's gradient and in the reference.
struct InReference {
  PolicyInstrument instrument;
  test::ReferenceModel<Dual>::Cells test::ReferenceModel<Dual>::* level;
};
const std::array<InReference, policy_instrument_count> instruments{
    {{PolicyInstrument::tariff, &test::ReferenceModel<Dual>::tariff},
     {PolicyInstrument::export_tax, &test::ReferenceModel<Dual>::export_tax},
     {PolicyInstrument::wedge, &test::ReferenceModel<Dual>::iceberg_hat}}};

double largest(const Gradient& slope) {
  double found = 0;
  for (const TradeCells& cells : slope.by.values) {
    for (const double value : cells.values()) found = std::max(found, std::abs(value));
  }
  return found;
}

void expect_dual_slopes(const Drawn& economy) {
  const Equilibrium solved = solve(economy.baseline, economy.shock, {.tolerance = 1e-13});
  ASSERT_TRUE(solved.report.usable());
  Observer silent;
  std::vector<Gradient> slopes;
  for (const Watched& each : watched) {
    slopes.push_back(gradient(economy.baseline, economy.shock, solved, Objective{{{1, each.measure}}},
                              {.tolerance = 1e-13}, silent));
    ASSERT_LE(slopes.back().report.residual, 1e-11);
  }
  for (const InReference& each : instruments) {
    for (const auto& [s, n, i] : {std::tuple(0, 0, 1), std::tuple(1, 2, 0), std::tuple(0, 3, 2), std::tuple(1, 0, 3)}) {
      auto model = reference<Dual>(economy);
      Dual& level = (model.*each.level)[std::size_t(s)][std::size_t(n)][std::size_t(i)];
      level.slope = row_of(each.instrument).is_border_tax ? 1.0 : level.value;  // a wedge moves in logs
      model.solve();
      ASSERT_TRUE(model.is_solved);
      for (std::size_t at = 0; at < watched.size(); ++at) {
        const Dual expected = watched[at].of(model);
        const double scale = largest(slopes[at]);
        EXPECT_NEAR(slopes[at].value, expected.value, 1e-9 * (1 + std::abs(expected.value)));
        EXPECT_NEAR(
            slopes[at].by[each.instrument](Sector(std::size_t(s)), Importer(std::size_t(n)), Exporter(std::size_t(i))),
            expected.slope, 1e-9 * scale)
            << to_string(watched[at].measure.kind) << " " << s << " " << n << " " << i;
      }
    }
  }
}

/// <dV/dp, dp> from one adjoint against dV along dp from one dual run that moves every instrument at once.
void expect_dot_products(const Drawn& economy, unsigned seed) {
  const Equilibrium solved = solve(economy.baseline, economy.shock, {.tolerance = 1e-13});
  ASSERT_TRUE(solved.report.usable());
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> uniform(-1.0, 1.0);
  auto model = reference<Dual>(economy);
  std::array<double, watched.size()> products{};
  std::array<double, watched.size()> sizes{};
  Observer silent;
  std::vector<Gradient> slopes;
  for (const Watched& each : watched) {
    slopes.push_back(gradient(economy.baseline, economy.shock, solved, Objective{{{1, each.measure}}},
                              {.tolerance = 1e-13}, silent));
  }
  const Economy& labels = economy.baseline.economy;
  for (const Sector s : labels.sectors()) {
    for (const Importer n : labels.importers()) {
      for (const Exporter i : labels.exporters()) {
        for (const InReference& each : instruments) {
          if (country(n) == country(i) && row_of(each.instrument).is_border_tax) continue;
          const double step = uniform(random);
          Dual& level = (model.*each.level)[s.value()][n.value()][i.value()];
          level.slope = row_of(each.instrument).is_border_tax ? step : level.value * step;
          for (std::size_t at = 0; at < watched.size(); ++at) {
            const double part = slopes[at].by[each.instrument](s, n, i) * step;
            products[at] += part;
            sizes[at] += std::abs(part);
          }
        }
      }
    }
  }
  model.solve();
  ASSERT_TRUE(model.is_solved);
  for (std::size_t at = 0; at < watched.size(); ++at)
    EXPECT_NEAR(products[at], watched[at].of(model).slope, 1e-9 * sizes[at]) << to_string(watched[at].measure.kind);
}

class DualNumbers : public testing::TestWithParam<std::tuple<DeficitRule, bool, bool>> {};

TEST_P(DualNumbers, GiveTheSlopesOfTheAdjoint) {
  const auto [rule, in_a_wage, has_gaps] = GetParam();
  expect_dual_slopes(drawn(3, has_gaps, rule, in_a_wage));
}

TEST_P(DualNumbers, GiveTheSlopeInAnyDirection) {
  const auto [rule, in_a_wage, has_gaps] = GetParam();
  for (const unsigned seed : {5U, 71U, 900U}) expect_dot_products(drawn(seed, has_gaps, rule, in_a_wage), seed);
}

INSTANTIATE_TEST_SUITE_P(Rules, DualNumbers,
                         testing::Combine(testing::ValuesIn(deficit_rules), testing::Bool(), testing::Bool()));

/// <u, J v> = <J' u, v>: one step of the map in a drawn direction against one sweep backwards.
TEST(Adjoint, PassesTheDotProductTest) {
  EXPECT_TRUE(rc::check([] {
    const Drawn economy = any_economy();
    const Equilibrium solved = solve(economy.baseline, economy.shock, {.tolerance = 1e-13});
    RC_ASSERT(solved.report.usable());
    const model::ShockedEconomy shocked = model::apply_shock(economy.baseline, economy.shock);
    const std::vector<double> x = point_of(shocked, solved);
    std::mt19937_64 random(*rc::gen::arbitrary<unsigned>());
    std::uniform_real_distribution<double> uniform(-1.0, 1.0);
    std::vector<double> u(x.size());
    std::vector<double> v(x.size());
    for (double& each : u) each = uniform(random);
    for (double& each : v) each = uniform(random);
    model::MapState at(shocked);
    // J v by a difference of fourth order: what it leaves is of the order of step^4 and of round-off over step.
    constexpr double step = 2e-3;
    std::vector<double> forward(x.size(), 0.0);
    for (const auto& [place, weight] :
         {std::pair(-2, 1.0), std::pair(-1, -8.0), std::pair(1, 8.0), std::pair(2, -1.0)}) {
      std::vector<double> moved = x;
      for (std::size_t k = 0; k < x.size(); ++k) moved[k] += place * step * v[k];
      std::vector<double> image(x.size());
      (void)model::evaluate(shocked, moved, image, at);
      for (std::size_t k = 0; k < x.size(); ++k) forward[k] += weight * image[k] / (12 * step);
    }
    std::vector<double> backward(x.size());
    (void)model::evaluate(shocked, x, backward, at);
    model::AdjointState state(shocked);
    model::reverse(shocked, at, u, nullptr, backward, state, nullptr);
    double left = 0;
    double right = 0;
    double size = 0;
    for (std::size_t k = 0; k < x.size(); ++k) {
      left += u[k] * forward[k];
      right += backward[k] * v[k];
      size += std::abs(backward[k] * v[k]);
    }
    RC_ASSERT(std::abs(left - right) <= 1e-7 * size);
  }));
}

}  // namespace
}  // namespace parley
