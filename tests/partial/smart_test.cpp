#include "parley/partial/smart.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "parley/base/error.hpp"
#include "parley/partial/smart_file.hpp"
#include "support/files.hpp"

namespace parley::partial {
namespace {

using testing::HasSubstr;

constexpr double infinite = std::numeric_limits<double>::infinity();
/// The worked examples are printed with six decimals at most.
constexpr double printed = 5e-7;

std::vector<partial::SmartEffect> effects_of(const partial::SmartProduct& product,
                                             partial::SmartDiversion form = partial::SmartDiversion::exact) {
  std::vector<partial::SmartEffect> effects;
  partial::smart_effects(product, form, effects);
  return effects;
}

/// The examples of docs/partial-equilibrium.md, by hand from the equations.
class WorkedExamples : public testing::Test {
 protected:
  static partial::SmartInput read() {
    const auto folder = test::project() / "scenarios/partial";
    return partial::parse_smart(
        test::read_file(folder / "smart-examples.csv"), "examples",
        partial::parse_smart_elasticities(test::read_file(folder / "smart-elasticities.csv"), "elasticities"));
  }
  const partial::SmartInput input = read();
  [[nodiscard]] const partial::SmartProduct& product(const std::string& code) const {
    for (const partial::SmartProduct& each : input.products) {
      if (each.code == code) return each;
    }
    throw std::runtime_error(code);
  }
};

TEST_F(WorkedExamples, PreferentialCut) {
  const auto effects = effects_of(product("E1"));
  EXPECT_NEAR(effects[0].trade_creation, 20, printed);
  EXPECT_NEAR(effects[0].trade_diversion, 17.647059, printed);
  EXPECT_NEAR(effects[1].trade_diversion, -11.764706, printed);
  EXPECT_NEAR(effects[2].trade_diversion, -5.882353, printed);
  EXPECT_NEAR(effects[0].imports_after, 137.647059, printed);
  EXPECT_NEAR(effects[1].imports_after, 188.235294, printed);
  EXPECT_NEAR(effects[2].imports_after, 94.117647, printed);
  const partial::SmartTotal total = partial::smart_total(product("E1"), effects);
  EXPECT_NEAR(total.revenue_before, 80, printed);
  EXPECT_NEAR(total.revenue_after, 56.470588, printed);
  EXPECT_NEAR(total.welfare, 0.235294, printed);
  EXPECT_NEAR(effects_of(product("E1"), partial::SmartDiversion::linear)[0].trade_diversion, 18.75, printed);
}

TEST_F(WorkedExamples, PreferentialCutWithFiniteExportSupply) {
  const auto effects = effects_of(product("E1b"));
  EXPECT_NEAR(effects[0].trade_creation, 14.285714, printed);
  EXPECT_NEAR(effects[0].trade_diversion, 17.647059, printed);
  const partial::SmartTotal total = partial::smart_total(product("E1b"), effects);
  EXPECT_NEAR(total.revenue_after - total.revenue_before, -23.529412, printed);
  EXPECT_NEAR(total.welfare, -0.336134, printed);
  // dlnP* = (-0.2/1.2) (-1.2) / (3 + 1.2), dlnR = the same times (1 + mu).
  EXPECT_NEAR(effects[0].world_price_change, 0.2 / 1.2 * 1.2 / 4.2, 1e-12);
  EXPECT_NEAR(effects[0].exporter_revenue_change, 4 * 0.2 / 1.2 * 1.2 / 4.2, 1e-12);
}

TEST_F(WorkedExamples, GeneralCut) {
  const auto effects = effects_of(product("E2"));
  EXPECT_NEAR(effects[0].trade_creation, 9.6, printed);
  EXPECT_NEAR(effects[1].trade_creation, 28.8, printed);
  EXPECT_EQ(effects[0].trade_diversion, 0);
  EXPECT_EQ(effects[1].trade_diversion, 0);
  const partial::SmartTotal total = partial::smart_total(product("E2"), effects);
  EXPECT_NEAR(total.revenue_before, 100, printed);
  EXPECT_NEAR(total.revenue_after, 65.76, printed);
  EXPECT_NEAR(total.welfare, 7.68, printed);
}

TEST_F(WorkedExamples, Retaliation) {
  const auto effects = effects_of(product("E3"));
  EXPECT_NEAR(effects[0].trade_creation, -100, printed);
  EXPECT_NEAR(effects[0].trade_diversion, -105.882353, printed);
  EXPECT_NEAR(effects[1].trade_diversion, 52.941176, printed);
  EXPECT_NEAR(effects[2].trade_diversion, 52.941176, printed);
  EXPECT_NEAR(effects[0].imports_after, 194.117647, printed);
  const partial::SmartTotal total = partial::smart_total(product("E3"), effects);
  EXPECT_NEAR(total.revenue_before, 0, printed);
  EXPECT_NEAR(total.revenue_after, 48.529412, printed);
  EXPECT_NEAR(total.welfare, -25.735294, printed);
  EXPECT_NEAR(effects_of(product("E3"), partial::SmartDiversion::linear)[0].trade_diversion, -90, printed);
}

TEST_F(WorkedExamples, RetaliationOnABaseWithFiniteExportSupply) {
  const auto effects = effects_of(product("E3b"));
  EXPECT_NEAR(effects[0].trade_creation, -59.52381, 5e-6);
  EXPECT_NEAR(effects[0].trade_diversion, -92.783505, printed);
  EXPECT_NEAR(effects[0].imports_after, 247.692685, printed);
  const partial::SmartTotal total = partial::smart_total(product("E3b"), effects);
  EXPECT_NEAR(total.revenue_before, 120, printed);
  EXPECT_NEAR(total.revenue_after, 174.780314, printed);
  EXPECT_NEAR(total.welfare, -26.181271, printed);
  EXPECT_EQ(total.clipped, 0u);
}

partial::SmartProduct any_product() {
  partial::SmartProduct product{.code = "P",
                                .import_demand_elasticity = -*rc::gen::inRange(0, 5000) / 1000.0,
                                .substitution_elasticity = *rc::gen::inRange(0, 10000) / 1000.0};
  const int count = *rc::gen::inRange(1, 9);
  const double supply = *rc::gen::inRange(0, 2) == 0 ? infinite : *rc::gen::inRange(100, 10000) / 1000.0;
  for (int at = 0; at < count; ++at) {
    product.suppliers.push_back({"partner", *rc::gen::inRange(0, 100000) / 10.0, *rc::gen::inRange(0, 2000) / 1000.0,
                                 *rc::gen::inRange(0, 2000) / 1000.0, supply});
  }
  return product;
}

double imports_of(const partial::SmartProduct& product) {
  double imports = 0;
  for (const partial::SmartSupplier& each : product.suppliers) imports += each.imports;
  return imports;
}

class AnyProduct : public testing::TestWithParam<partial::SmartDiversion> {};
INSTANTIATE_TEST_SUITE_P(Forms, AnyProduct,
                         testing::Values(partial::SmartDiversion::exact, partial::SmartDiversion::linear),
                         [](const auto& each) {
                           return each.param == partial::SmartDiversion::exact ? "exact" : "linear";
                         });

TEST_P(AnyProduct, DiversionSumsToZeroAndImportsStayAboveZero) {
  EXPECT_TRUE(rc::check("sum of diversion is zero", [&] {
    const partial::SmartProduct product = any_product();
    double sum = 0;
    for (const partial::SmartEffect& effect : effects_of(product, GetParam())) {
      sum += effect.trade_diversion;
      RC_ASSERT(effect.imports_after >= 0);
    }
    RC_ASSERT(std::abs(sum) <= 1e-10 * (1 + imports_of(product)));
  }));
}

TEST_P(AnyProduct, UniformChangeDivertsNothing) {
  EXPECT_TRUE(rc::check("an MFN change diverts nothing", [&] {
    partial::SmartProduct product = any_product();
    for (partial::SmartSupplier& each : product.suppliers) {
      each.tariff_before = product.suppliers.front().tariff_before;
      each.tariff_after = product.suppliers.front().tariff_after;
    }
    for (const partial::SmartEffect& effect : effects_of(product, GetParam())) RC_ASSERT(effect.trade_diversion == 0);
  }));
}

TEST_P(AnyProduct, WhatIsNotClippedAddsUp) {
  EXPECT_TRUE(rc::check("M1 = M + TC + TD; welfare = triangle + rectangle; clips are reported", [&] {
    const partial::SmartProduct product = any_product();
    const auto effects = effects_of(product, GetParam());
    for (std::size_t c = 0; c < effects.size(); ++c) {
      const partial::SmartEffect& effect = effects[c];
      const partial::SmartSupplier& own = product.suppliers[c];
      RC_ASSERT(std::abs(effect.imports_after - (own.imports + effect.trade_creation + effect.trade_diversion)) <=
                1e-9 * (1 + imports_of(product)));
      RC_ASSERT(std::abs(effect.welfare - effect.consumer_surplus - effect.revenue_on_change) <=
                1e-9 * (1 + imports_of(product)));
      const double price = (own.tariff_after - own.tariff_before) / (1 + own.tariff_before);
      const double asked = own.imports * product.import_demand_elasticity * price /
                           (1 - product.import_demand_elasticity / own.export_supply_elasticity);
      RC_ASSERT(std::abs(effect.trade_creation - effect.clip.creation_cut - asked) <= 1e-9 * (1 + std::abs(asked)));
      RC_ASSERT(effect.clip.any() == !in_words(effect.clip).empty());
    }
  }));
}

TEST(TradeCreation, IsLinearInTheDemandElasticity) {
  EXPECT_TRUE(rc::check("twice the elasticity, twice the creation at infinite supply", [] {
    partial::SmartProduct product = any_product();
    for (partial::SmartSupplier& each : product.suppliers) {
      each.export_supply_elasticity = infinite;
      each.tariff_after = each.tariff_before * 0.9;  // cuts, so that nothing is clipped
    }
    partial::SmartProduct twice = product;
    twice.import_demand_elasticity *= 2;
    const auto once = effects_of(product);
    const auto doubled = effects_of(twice);
    for (std::size_t c = 0; c < once.size(); ++c) {
      RC_PRE(!once[c].clip.any());
      RC_ASSERT(std::abs(doubled[c].trade_creation - 2 * once[c].trade_creation) <= 1e-9 * (1 + imports_of(product)));
    }
  }));
}

partial::SmartProduct one_change(double own, double others, double before, double after, double substitution) {
  return {.code = "P",
          .import_demand_elasticity = 0,
          .substitution_elasticity = substitution,
          .suppliers = {{"A", own, before, after, infinite}, {"B", others, before, before, infinite}}};
}

TEST(ExactDiversion, StaysBetweenAllAndNothingOfTheTradeThereIs) {
  EXPECT_TRUE(rc::check("-M_c < TD_c < M_-c where x is above -1", [] {
    const double own = *rc::gen::inRange(1, 100000) / 10.0;
    const double others = *rc::gen::inRange(1, 100000) / 10.0;
    const partial::SmartProduct product =
        one_change(own, others, *rc::gen::inRange(0, 3000) / 1000.0, *rc::gen::inRange(0, 3000) / 1000.0,
                   *rc::gen::inRange(0, 20000) / 1000.0);
    const partial::SmartEffect effect = effects_of(product)[0];
    RC_PRE(!effect.clip.any());
    RC_ASSERT(effect.trade_diversion > -own);
    RC_ASSERT(effect.trade_diversion < others);
    // What the closed form was derived from: (M_c + TD)/(M_-c - TD) = (M_c / M_-c)(1 + x).
    const double x = -product.substitution_elasticity *
                     ((1 + product.suppliers[0].tariff_after) / (1 + product.suppliers[0].tariff_before) - 1);
    RC_ASSERT(std::abs((own + effect.trade_diversion) * others - (others - effect.trade_diversion) * own * (1 + x)) <=
              1e-9 * (own + others) * (own + others));
  }));
}

TEST(ExactDiversion, GoesToTheLinearFormAsTheChangeVanishes) {
  for (const double change : {1e-2, 1e-3, 1e-4}) {
    const partial::SmartProduct product = one_change(100, 300, 0.2, 0.2 - 1.2 * change, 1.5);
    const double x = 1.5 * change;
    const double exact = effects_of(product)[0].trade_diversion;
    const double linear = effects_of(product, partial::SmartDiversion::linear)[0].trade_diversion;
    EXPECT_NEAR(exact / linear, 400 / (400 + 100 * x), 1e-12);
    EXPECT_NEAR(exact / linear, 1, change);
  }
}

TEST(Clip, APrivilegeLostAltogetherIsReported) {
  const partial::SmartEffect effect = effects_of(one_change(100, 300, 0, 1, 2))[0];
  EXPECT_TRUE(effect.clip.relative_quantity);
  EXPECT_DOUBLE_EQ(effect.trade_diversion, -100);
  EXPECT_THAT(in_words(effect.clip), HasSubstr("relative quantity"));
}

TEST(Clip, DestructionBeyondWhatIsLeftIsReportedInMoney) {
  partial::SmartProduct product = one_change(100, 300, 0, 0.5, 1.5);
  product.import_demand_elasticity = -1;
  const partial::SmartEffect effect = effects_of(product)[0];
  const double diverted = 100 * 300 * -0.75 / (400 - 75);
  EXPECT_NEAR(effect.trade_diversion, diverted, 1e-9);
  EXPECT_NEAR(effect.clip.creation_cut, 50 - (100 + diverted), 1e-9);
  EXPECT_EQ(effect.imports_after, 0);
  EXPECT_NEAR(effect.welfare, 0.5 * 0.5 * -100, 1e-9);
}

// 99 is how WITS writes infinity.
TEST(SmartFile, NinetyNineIsInfinite) {
  const auto table = partial::parse_smart_elasticities(
      "product,export_supply_elasticity,import_demand_elasticity\n1,99,-1\n2,inf,-1\n3,98,-1\n", "e.csv");
  EXPECT_TRUE(std::isinf(*table.of_product.at("1").export_supply));
  EXPECT_TRUE(std::isinf(*table.of_product.at("2").export_supply));
  EXPECT_EQ(*table.of_product.at("3").export_supply, 98);
  EXPECT_FALSE(table.of_product.at("1").substitution.has_value());
}

TEST(SmartFile, WhatIsAssumedIsSaidWithItsTrade) {
  const auto table = partial::parse_smart_elasticities("product,import_demand_elasticity\n1,-1\n2,-2\n", "e.csv");
  const partial::SmartInput input = partial::parse_smart(
      "product,partner,imports,tariff_before_pct,tariff_after_pct\n1,A,10,0,5\n2,A,20,0,5\n1,B,30,0,0\n", "l.csv",
      table);
  ASSERT_EQ(input.products.size(), 2u);
  EXPECT_EQ(input.products[0].suppliers.size(), 2u);
  ASSERT_EQ(input.notes.size(), 2u);
  EXPECT_EQ(input.notes[0], "substitution elasticity 1.5 assumed for 2 of 2 products, imports 60.000");
}

struct WrongFile {
  std::string name;
  std::string lines;
  std::string elasticities;
  std::string message;
};
class WrongSmart : public testing::TestWithParam<WrongFile> {};

TEST_P(WrongSmart, IsRefusedAtItsCell) {
  try {
    static_cast<void>(
        partial::parse_smart("product,partner,imports,tariff_before_pct,tariff_after_pct\n" + GetParam().lines, "l.csv",
                             partial::parse_smart_elasticities(GetParam().elasticities, "e.csv")));
    FAIL() << "was read";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr(GetParam().message));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, WrongSmart,
    testing::Values(WrongFile{"no_demand_elasticity", "1,A,10,0,5\n", "product,import_demand_elasticity\n2,-1\n",
                              "l.csv:2: column product: no import demand elasticity for product 1"},
                    WrongFile{"negative_imports", "1,A,-10,0,5\n", "product,import_demand_elasticity\n1,-1\n",
                              "l.csv:2: column imports: imports are negative"},
                    WrongFile{"duty_of_minus_all", "1,A,10,0,-100\n", "product,import_demand_elasticity\n1,-1\n",
                              "column tariff_after_pct"},
                    WrongFile{"twice", "1,A,10,0,5\n1,A,10,0,5\n", "product,import_demand_elasticity\n1,-1\n",
                              "l.csv:3: column partner: 1 from A appears twice"},
                    WrongFile{"positive_demand", "1,A,10,0,5\n", "product,import_demand_elasticity\n1,1\n", "e.csv:2"},
                    WrongFile{"negative_substitution", "1,A,10,0,5\n",
                              "product,import_demand_elasticity,substitution_elasticity\n1,-1,-1.5\n",
                              "as WITS writes it"},
                    WrongFile{"no_elasticity_column", "1,A,10,0,5\n", "product,import_demand\n1,1\n",
                              "no column 'import_demand_elasticity'"},
                    WrongFile{"no_rows", "", "product,import_demand_elasticity\n1,-1\n", "no rows"}),
    [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace parley::partial
