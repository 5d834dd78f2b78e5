#include "parley/partial/gsim.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>
#include <cmath>
#include <string>

#include "parley/base/error.hpp"
#include "parley/partial/gsim_file.hpp"
#include "support/files.hpp"

namespace parley::partial {
namespace {

using testing::HasSubstr;

partial::GsimInput four_by_four() {
  const auto folder = test::project() / "scenarios/partial/gsim-4x4";
  partial::GsimInput input = partial::parse_gsim(test::read_file(folder / "trade.csv"), "trade.csv");
  partial::set_gsim_elasticities(input, test::read_file(folder / "elasticities.csv"), "elasticities.csv");
  return input;
}

// Order: United States, Japan, European Union, rest of the world.
TEST(FrancoisHall, WorldPricesOfTheirExampleToTheFourthDecimal) {
  const partial::GsimEffects effects =
      partial::gsim_effects(four_by_four().market, partial::ConsumerSurplus::francois_hall);
  ASSERT_EQ(effects.status, partial::GsimStatus::solved);
  const std::array<double, 4> reported{0.0792, -0.0316, 0.0480, -0.0184};
  for (std::size_t r = 0; r < 4; ++r) EXPECT_NEAR(effects.world_price_change(Exporter(r)), reported[r], 5e-5);
}

// Another program's direct solve of the same system, to its printed digits.
TEST(FrancoisHall, WelfareOfTheirExample) {
  const partial::GsimEffects effects =
      partial::gsim_effects(four_by_four().market, partial::ConsumerSurplus::francois_hall);
  ASSERT_EQ(effects.status, partial::GsimStatus::solved);
  const std::array<double, 4> price{0.07918131, -0.03162094, 0.04804930, -0.01837171};
  const std::array<double, 4> producers{46.135966, -26.240375, 39.824678, -5.073200};
  const std::array<double, 4> consumers{110.595197, -8.876052, 68.558854, -32.858942};
  const std::array<double, 4> revenue{-138.517242, 0.621921, -93.839186, -2.869914};
  const std::array<double, 4> welfare{18.213920, -34.494506, 14.544346, -40.802056};
  const std::array<double, 4> composite{-0.090287, 0.025881, -0.080017, 0.036876};
  for (std::size_t n = 0; n < 4; ++n) {
    EXPECT_NEAR(effects.world_price_change(Exporter(n)), price[n], 5e-9) << n;
    EXPECT_NEAR(effects.producer_surplus(Country(n)), producers[n], 6e-7) << n;
    EXPECT_NEAR(effects.consumer_surplus(Country(n)), consumers[n], 6e-7) << n;
    EXPECT_NEAR(effects.tariff_revenue(Country(n)), revenue[n], 6e-7) << n;
    EXPECT_NEAR(effects.welfare(Country(n)), welfare[n], 6e-7) << n;
    EXPECT_NEAR(effects.composite_price_change(Importer(n)), composite[n], 5e-7) << n;
  }
}

TEST(ConsumerSurplusForms, DifferOnlyWhereThePriceRises) {
  const partial::GsimMarket market = four_by_four().market;
  const partial::GsimEffects published = partial::gsim_effects(market, partial::ConsumerSurplus::francois_hall);
  const partial::GsimEffects second_order = partial::gsim_effects(market, partial::ConsumerSurplus::second_order);
  for (std::size_t n = 0; n < 4; ++n) {
    const double price = published.composite_price_change(Importer(n));
    double spending = 0;
    for (std::size_t r = 0; r < 4; ++r) {
      spending += market.trade(Exporter(r), Importer(n)) * (1 + market.tariff_before(Exporter(r), Importer(n)));
    }
    const double gap = price > 0 ? spending * 1.25 * price * price : 0;
    EXPECT_NEAR(second_order.consumer_surplus(Country(n)) - published.consumer_surplus(Country(n)), gap, 1e-9);
  }
}

partial::GsimMarket any_market(std::size_t count) {
  partial::GsimMarket market{.trade = Array<Exporter, Importer>(count, count),
                             .tariff_before = Array<Exporter, Importer>(count, count),
                             .tariff_after = Array<Exporter, Importer>(count, count),
                             .import_demand_elasticity = Array<Importer>(count),
                             .export_supply_elasticity = Array<Exporter>(count),
                             .substitution_elasticity = Array<Importer>(count)};
  for (std::size_t n = 0; n < count; ++n) {
    market.countries.push_back("C" + std::to_string(n));
    market.import_demand_elasticity(Importer(n)) = -*rc::gen::inRange(100, 3000) / 1000.0;
    market.export_supply_elasticity(Exporter(n)) = *rc::gen::inRange(500, 5000) / 1000.0;
    market.substitution_elasticity(Importer(n)) = *rc::gen::inRange(1000, 8000) / 1000.0;
    for (std::size_t r = 0; r < count; ++r) {
      market.trade(Exporter(r), Importer(n)) = *rc::gen::inRange(0, 5000) / 10.0;
      market.tariff_before(Exporter(r), Importer(n)) = *rc::gen::inRange(0, 500) / 1000.0;
      market.tariff_after(Exporter(r), Importer(n)) = *rc::gen::inRange(0, 500) / 1000.0;
    }
  }
  return market;
}

// The system is built from the matrix form; here each market is cleared again flow by flow.
TEST(AnyMarket, EveryExporterSellsWhatItSupplies) {
  EXPECT_TRUE(rc::check("Ex p = sum phi q", [] {
    const std::size_t count = *rc::gen::inRange<std::size_t>(1, 7);
    const partial::GsimMarket market = any_market(count);
    const partial::GsimEffects effects = partial::gsim_effects(market, partial::ConsumerSurplus::second_order);
    RC_PRE(effects.status == partial::GsimStatus::solved);
    for (const Exporter r : all<Exporter>(count)) {
      double exports = 0;
      double sold = 0;
      for (const Importer v : all<Importer>(count)) {
        exports += market.trade(r, v);
        sold += market.trade(r, v) * effects.quantity_change(r, v);
      }
      const double supplied = market.export_supply_elasticity(r) * effects.world_price_change(r);
      RC_ASSERT(std::abs(exports * supplied - sold) <= 1e-8 * (1 + exports));
    }
  }));
}

TEST(AnyMarket, NothingHappensWhereNothingChanges) {
  EXPECT_TRUE(rc::check("no change", [] {
    const std::size_t count = *rc::gen::inRange<std::size_t>(1, 7);
    partial::GsimMarket market = any_market(count);
    market.tariff_after = market.tariff_before;
    const partial::GsimEffects effects = partial::gsim_effects(market, partial::ConsumerSurplus::second_order);
    RC_ASSERT(effects.status == partial::GsimStatus::solved);
    for (const Country n : all<Country>(count)) RC_ASSERT(std::abs(effects.welfare(n)) <= 1e-9);
    RC_ASSERT(effects.clipped_flows == 0u);
  }));
}

// One buyer, one seller: Ex p = Em (p + dT).
TEST(TwoCountries, ClosedFormOfOneFlow) {
  const partial::GsimInput input =
      partial::parse_gsim("exporter,importer,trade,tariff_before_pct,tariff_after_pct\nA,B,100,0,25\n", "t.csv",
                          {.import_demand = -2, .export_supply = 3, .substitution = 5});
  EXPECT_THAT(input.notes, testing::ElementsAre(HasSubstr("3 of 4 pairs")));
  const partial::GsimEffects effects = partial::gsim_effects(input.market, partial::ConsumerSurplus::second_order);
  ASSERT_EQ(effects.status, partial::GsimStatus::solved);
  EXPECT_NEAR(effects.world_price_change(Exporter(0)), -2 * 0.25 / (3 + 2), 1e-12);
  EXPECT_NEAR(effects.world_price_change(Exporter(1)), 0, 1e-12);
}

TEST(Status, ASingularSystemIsNoResult) {
  partial::GsimMarket market = four_by_four().market;
  // Neither demand, substitution nor supply answers to a price: any price clears the market.
  market.import_demand_elasticity.fill(0);
  market.substitution_elasticity.fill(0);
  market.export_supply_elasticity.fill(0);
  const partial::GsimEffects effects = partial::gsim_effects(market, partial::ConsumerSurplus::second_order);
  EXPECT_EQ(effects.status, partial::GsimStatus::singular);
  EXPECT_TRUE(effects.welfare.empty());
}

TEST(Status, APriceBelowZeroIsNoResult) {
  const partial::GsimInput input =
      partial::parse_gsim("exporter,importer,trade,tariff_before_pct,tariff_after_pct\nA,B,100,0,300\n", "t.csv",
                          {.import_demand = -5, .export_supply = 0.1, .substitution = 5});
  EXPECT_EQ(partial::gsim_effects(input.market, partial::ConsumerSurplus::second_order).status,
            partial::GsimStatus::left_domain);
}

TEST(Clip, AFlowThatWouldFallBelowZeroIsCounted) {
  partial::GsimMarket market = four_by_four().market;
  market.tariff_after = market.tariff_before;
  market.tariff_after(Exporter(1), Importer(0)) = 1.5;
  const partial::GsimEffects effects = partial::gsim_effects(market, partial::ConsumerSurplus::second_order);
  ASSERT_EQ(effects.status, partial::GsimStatus::solved);
  EXPECT_LT(effects.quantity_change(Exporter(1), Importer(0)), -1);
  EXPECT_EQ(effects.trade_after(Exporter(1), Importer(0)), 0);
  EXPECT_GE(effects.clipped_flows, 1u);
  EXPECT_GE(effects.clipped_trade, 500);
}

struct WrongFile {
  std::string name;
  std::string trade;
  std::string elasticities;
  std::string message;
};
class WrongGsim : public testing::TestWithParam<WrongFile> {};

TEST_P(WrongGsim, IsRefusedAtItsCell) {
  try {
    partial::GsimInput input =
        partial::parse_gsim("exporter,importer,trade,tariff_before_pct,tariff_after_pct\n" + GetParam().trade, "t.csv");
    partial::set_gsim_elasticities(
        input,
        "country,import_demand_elasticity,export_supply_elasticity,substitution_elasticity\n" + GetParam().elasticities,
        "e.csv");
    FAIL() << "was read";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr(GetParam().message));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, WrongGsim,
    testing::Values(WrongFile{"negative", "A,B,-1,0,0\n", "", "t.csv:2: column trade"},
                    WrongFile{"pair_twice", "A,B,1,0,0\nA,B,1,0,0\n", "", "t.csv:3: column importer: A to B"},
                    WrongFile{"no_country", "A,,1,0,0\n", "", "an empty cell"}, WrongFile{"no_rows", "", "", "no rows"},
                    WrongFile{"stranger", "A,B,1,0,0\n", "C,-1,1,5\n", "'C' does not trade"},
                    WrongFile{"absent", "A,B,1,0,0\n", "A,-1,1,5\n", "no elasticities of B"},
                    WrongFile{"country_twice", "A,B,1,0,0\n", "A,-1,1,5\nA,-1,1,5\n", "A appears twice"},
                    WrongFile{"sign", "A,B,1,0,0\n", "A,1,1,5\nB,-1,1,5\n", "column import_demand_elasticity"},
                    WrongFile{"supply", "A,B,1,0,0\n", "A,-1,0,5\nB,-1,1,5\n", "column export_supply_elasticity"}),
    [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace parley::partial
