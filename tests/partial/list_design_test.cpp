#include "parley/partial/list_design.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <string>

#include "parley/base/error.hpp"
#include "parley/partial/list_csv.hpp"
#include "support/files.hpp"

namespace parley::partial {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

partial::TradeLine line(std::int64_t imports, double tariff, double elasticity) {
  partial::TradeLine result{.code = "010101", .imports_usd = imports, .end_use = {partial::EndUse::consumption}};
  result.measure[static_cast<std::size_t>(partial::LineMeasure::tariff)] = tariff;
  result.measure[static_cast<std::size_t>(partial::LineMeasure::elasticity)] = elasticity;
  return result;
}

// 1,000 at 25 % more on a duty-free good with elasticity 1: 1,000 (1 - 1/1.25) = 200 are lost.
TEST(LineEffect, ByHand) {
  partial::TradeLine one = line(1000, 0, 1);
  one.measure[static_cast<std::size_t>(partial::LineMeasure::exporter_dependence)] = 0.4;
  one.measure[static_cast<std::size_t>(partial::LineMeasure::own_dependence)] = 0.5;
  one.measure[static_cast<std::size_t>(partial::LineMeasure::availability)] = 250;
  one.political_weight = 2;
  const partial::LineEffect effect =
      partial::line_effect(one, 0.25, {.redirected = 0.5, .own_dependence = 1, .buyers = {1.0, 0.5, 0.25}});
  EXPECT_NEAR(effect.lost_sales, 200, 1e-9);
  EXPECT_NEAR(effect.pressure, 2 * 200 * (1 - 0.5 * 0.6), 1e-9);
  EXPECT_NEAR(effect.buyers, 0.25 * 900, 1e-9);
  EXPECT_NEAR(effect.welfare_loss, 0.125 * 200, 1e-9);
  EXPECT_NEAR(effect.own_cost, (25 + 225) * (1 + 0.5 * 0.75), 1e-9);
}

TEST(LineEffect, BuyersPayTheRevenueGainedAndTheWelfareLost) {
  EXPECT_TRUE(rc::check("buyers = revenue gain + welfare loss", [] {
    const partial::TradeLine one =
        line(*rc::gen::inRange(1, 1000000), *rc::gen::inRange(0, 1000) / 1000.0, *rc::gen::inRange(0, 20000) / 1000.0);
    const double rate = *rc::gen::inRange(1, 1000) / 1000.0;
    const partial::LineEffect effect = partial::line_effect(one, rate, {});
    const auto imports = static_cast<double>(one.imports_usd);
    const double tariff = *one.value(partial::LineMeasure::tariff);
    const double gain = (tariff + rate) * (imports - effect.lost_sales) - tariff * imports;
    RC_ASSERT(std::abs(effect.buyers - gain - effect.welfare_loss) <= 1e-9 * imports);
    RC_ASSERT(effect.lost_sales >= 0 && effect.lost_sales <= imports);
  }));
}

/// The largest pressure per own cost among all lists in the band, by trying each.
double best_ratio_by_enumeration(const partial::LineTable& table, const partial::ListRecipe& recipe) {
  double best = -1;
  for (std::uint32_t choice = 1; choice < (1u << table.lines.size()); ++choice) {
    double imports = 0;
    double pressure = 0;
    double cost = 0;
    for (std::size_t h = 0; h < table.lines.size(); ++h) {
      if ((choice >> h & 1u) == 0) continue;
      const partial::LineEffect effect = partial::line_effect(table.lines[h], recipe.rate, recipe.weights);
      imports += static_cast<double>(table.lines[h].imports_usd);
      pressure += effect.pressure;
      cost += effect.own_cost;
    }
    if (imports < recipe.fill * recipe.budget_usd || imports > recipe.budget_usd) continue;
    best = std::max(best, pressure / cost);
  }
  return best;
}

TEST(DesignList, IsAsGoodAsTryingEveryList) {
  EXPECT_TRUE(rc::check("largest ratio by enumeration, within the printed bound", [] {
    partial::LineTable table;
    const std::size_t count = *rc::gen::inRange<std::size_t>(1, 11);
    double all = 0;
    for (std::size_t h = 0; h < count; ++h) {
      table.lines.push_back(
          line(*rc::gen::inRange(1, 1000), *rc::gen::inRange(0, 300) / 1000.0, *rc::gen::inRange(100, 9000) / 1000.0));
      table.lines.back().end_use = {static_cast<partial::EndUse>(*rc::gen::inRange(0, 3))};
      all += static_cast<double>(table.lines.back().imports_usd);
    }
    const partial::ListRecipe recipe{.budget_usd = std::floor(all * *rc::gen::inRange(10, 101) / 100.0),
                                     .fill = *rc::gen::inRange(1, 101) / 100.0,
                                     .rate = 0.25};
    Observer silent;
    const partial::ListDesign design = partial::design_list(table, recipe, silent);
    const double best = best_ratio_by_enumeration(table, recipe);
    if (design.status == partial::DesignStatus::band_not_met) {
      RC_ASSERT(best < 0);
      return;
    }
    RC_ASSERT(design.status == partial::DesignStatus::optimal);
    RC_ASSERT(std::abs(design.best.totals.pressure_per_cost() - best) <= 1e-9 * best);
    RC_ASSERT(design.ratio_bound >= best * (1 - 1e-12));
    RC_ASSERT(design.ratio_gap() <= 1e-6);
    for (const partial::DesignedList& each : design.frontier) RC_ASSERT(each.gap() <= design.frontier_gap());
    for (std::size_t at = 1; at < design.frontier.size(); ++at) {
      const partial::LineEffect& dearer = design.frontier[at - 1].totals.effect;
      const partial::LineEffect& cheaper = design.frontier[at].totals.effect;
      RC_ASSERT(cheaper.own_cost <= dearer.own_cost * (1 + 1e-6));
      RC_ASSERT(cheaper.pressure <= dearer.pressure * (1 + 1e-6));
    }
  }));
}

constexpr const char* recipe_text = R"(format = 1
title = "t"
importer = "A"
partner = "B"
budget_musd = 0.001
fill = 0.5
rate_pct = 25
[trade]
file = "trade.csv"
code = "hs"
value = "k"
unit_usd = 10
[measures.elasticity]
file = "e.csv"
code = "hs"
value = "e"
digits = 6
unit = -1
no_value = [""]
vintage = [{ file = "vintage.csv", after = "new", before = "old" }]
doubt = { column = "flag", value = "1", reason = "a guess" }
[measures.availability]
file = "other.csv"
code = "hs"
value = "v"
digits = 6
sum = true
absent = 0
[end_use]
file = "use.csv"
code = "hs"
class = "c"
consumption = ["6"]
capital = ["41"]
[[political]]
prefix = "01"
weight = 2
reason = "farms"
[[exclude]]
prefix = ["0103"]
reason = "food"
[[compare]]
id = "done"
file = "done.csv"
code = "hs"
rate_pct = 10
schedule = { file = "schedule.csv", code = "hs" }
expect = 3
)";

class SmallRecipe : public testing::Test {
 protected:
  SmallRecipe() {
    write("trade.csv", "hs,k\n0101.01,40\n010102,30\n010301,20\n010104,10\n010105,0\n");
    write("e.csv", "hs,e,flag\n010101,-2,0\n010199,-4,1\n010301,-1,0\n010105,-1,0\n010104,,0\n");
    write("vintage.csv",
          "new,old\n010101,010101\n010102,010101\n010102,010199\n010301,010301\n010105,010105\n"
          "010104,010104\n");
    write("other.csv", "hs,v\n010101,5\n01010109,7\n");
    write("use.csv", "hs,c\n010101,61\n010101,41\n010102,62\n010301,6\n010104,6\n010105,6\n");
    write("done.csv", "hs\n01010101\n01010102\n01030100\n");
    write("schedule.csv", "hs\n0101\n01010101\n0101010110\n01010102\n01010103\n01010104\n01030100\n");
  }
  void write(const std::string& name, const std::string& text) { test::write_file(folder / name, text); }
  [[nodiscard]] partial::LineTable read(const std::string& text = recipe_text) const {
    return partial::read_lines(partial::parse_list_recipe(text, "r.toml"), folder.path());
  }
  test::TemporaryFolder folder;
};

TEST_F(SmallRecipe, JoinsWhatIsKnownAndCountsWhatIsNot) {
  const partial::LineTable table = read();
  ASSERT_EQ(table.lines.size(), 5u);
  EXPECT_EQ(table.lines[0].code, "010101");
  EXPECT_EQ(table.lines[0].imports_usd, 400);
  EXPECT_EQ(table.lines[0].value(partial::LineMeasure::availability), 12);
  EXPECT_EQ(table.lines[0].end_use,
            (std::vector<partial::EndUse>{partial::EndUse::consumption, partial::EndUse::capital}));
  EXPECT_EQ(table.lines[0].political_weight, 2);
  EXPECT_EQ(table.lines[1].value(partial::LineMeasure::elasticity), 3) << "the mean over its two predecessors";
  EXPECT_EQ(table.lines[1].value(partial::LineMeasure::availability), 0);
  EXPECT_EQ(table.lines[1].doubt, "a guess");
  EXPECT_EQ(table.lines[2].barred, "excluded: food");
  EXPECT_EQ(table.lines[3].barred, "no data: elasticity");
  EXPECT_THAT(table.lines[4].barred, StartsWith("no imports"));
  ASSERT_EQ(table.barred.size(), 3u);
  EXPECT_EQ(table.barred[0].imports_usd, 200);
  ASSERT_EQ(table.doubtful.size(), 1u);
  EXPECT_EQ(table.doubtful[0].imports_usd, 300);
  std::int64_t accounted = 0;
  for (const partial::TradeLine& each : table.lines) accounted += each.barred.empty() ? each.imports_usd : 0;
  for (const partial::BarredTotal& each : table.barred) accounted += each.imports_usd;
  EXPECT_EQ(accounted, table.imports_usd);
}

// Two of the four 8-digit lines below 0101.01 are listed; the one below 0103.01 is all of it.
TEST_F(SmallRecipe, ListedShareOfAFinerListIsThatOfTheScheduleLines) {
  const partial::LineTable table = read();
  EXPECT_EQ(table.compared[0].named_lines, 3u);
  EXPECT_EQ(table.compared[0].unmatched_lines, 0u);
  EXPECT_DOUBLE_EQ(table.compared[0].share[0], 0.5);
  EXPECT_DOUBLE_EQ(table.compared[0].share[2], 1);
  EXPECT_DOUBLE_EQ(table.compared[0].rate[0], 0.1);
}

TEST_F(SmallRecipe, EveryLineSaysWhyItIsInOrOut) {
  const partial::ListRecipe recipe = partial::parse_list_recipe(recipe_text, "r.toml");
  const partial::LineTable table = read();
  Observer silent;
  const partial::ListDesign design = partial::design_list(table, recipe, silent);
  ASSERT_EQ(design.status, partial::DesignStatus::optimal);
  const std::string csv = partial::design_csv(table, recipe, design);
  EXPECT_THAT(csv, HasSubstr("excluded: food"));
  EXPECT_THAT(csv, HasSubstr("no data: elasticity"));
  EXPECT_THAT(csv, HasSubstr("cut-off"));
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 2 + 1 + 5);
  EXPECT_EQ(design.compared[0].totals.imports, 200);
  EXPECT_EQ(design.compared[0].barred_imports, 200);
}

TEST_F(SmallRecipe, AnImpossibleBandIsAStatus) {
  partial::ListRecipe recipe = partial::parse_list_recipe(recipe_text, "r.toml");
  recipe.budget_usd = 650;
  recipe.fill = 1;
  Observer silent;
  EXPECT_EQ(partial::design_list(read(), recipe, silent).status, partial::DesignStatus::band_not_met);
}

std::string replaced(std::string text, const std::string& from, const std::string& by) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), by);
}

TEST_F(SmallRecipe, WrongInputsAreNamed) {
  const std::vector<std::array<std::string, 3>> cases{
      {"expect = 3", "expect = 4", "list done has 3 lines, not 4"},
      {"value = \"k\"", "value = \"kk\"", "no column 'kk'"},
      {"unit = -1", "unit = 1", "elasticity of 010101 is -2"},
      {"rate_pct = 10\n", "", "needs either 'rate' or 'rate_pct'"},
      {"[[exclude]]\nprefix = [\"0103\"]", "[[exclude]]\nprefix = [\"1-3\"]", "'1-3' is not a tariff code"},
      {"fill = 0.5", "fill = 1.5", "out of range"},
      {"budget_musd", "budget_musdd", "budget_musd"},
      {"partner = \"B\"", "partner = \"A\"", "A is on both sides"},
      {"schedule = { file = \"schedule.csv\", code = \"hs\" }\n", "", "finer than the trade at 010101"},
      {"format = 1", "format = 2", "format = 1"}};
  for (const auto& [from, by, message] : cases) {
    try {
      static_cast<void>(read(replaced(recipe_text, from, by)));
      ADD_FAILURE() << message << ": was read";
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(), HasSubstr(message));
    }
  }
}

TEST_F(SmallRecipe, ACodeTwiceIsRefusedAtItsLine) {
  write("trade.csv", "hs,k\n0101.01,40\n010101,30\n");
  try {
    static_cast<void>(read());
    FAIL() << "was read";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("trade.csv:3: column hs: code 010101 appears twice"));
  }
}

/// The two ends of the frontier by GLPK 5.0's branch and cut (glpsol --cuts --mipgap 1e-9) on the same lines, million USD.
struct RealList {
  std::string name;
  double largest_pressure_musd;
  double least_cost_musd;
};

class RealLists : public testing::TestWithParam<RealList> {};
INSTANTIATE_TEST_SUITE_P(Recipes, RealLists,
                         testing::Values(RealList{"china-3bn", 2018.214877, 191.6771498},
                                         RealList{"us-60bn", 57280.25847, 8380.203566}),
                         [](const auto& each) { return each.param.name.substr(0, each.param.name.find('-')); });

TEST_P(RealLists, ListIsInTheBandWithItsProof) {
  const auto shared = test::shared();
  if (!shared) GTEST_SKIP() << "PARLEY_SHARED is not set: no data";
  const auto file = test::project() / "scenarios/lists" / (GetParam().name + ".toml");
  const partial::ListRecipe recipe = partial::parse_list_recipe(test::read_file(file), file.string());
  const partial::LineTable table = partial::read_lines(recipe, *shared / "data");
  Observer silent;
  const partial::ListDesign design = partial::design_list(table, recipe, silent);
  ASSERT_EQ(design.status, partial::DesignStatus::optimal);
  EXPECT_LE(design.best.totals.imports, recipe.budget_usd);
  EXPECT_GE(design.best.totals.imports, recipe.fill * recipe.budget_usd);
  EXPECT_LE(design.ratio_gap(), 1e-6);
  for (const partial::ListComparison& each : design.compared) {
    EXPECT_GE(each.designed_same_budget.pressure_per_cost(), each.totals.pressure_per_cost()) << each.id;
  }
  ASSERT_GE(design.frontier.size(), 2u);
  const partial::DesignedList& strongest = design.frontier.front();
  const partial::DesignedList& cheapest = design.frontier.back();
  // Each as good as the other program's to within what is left unproved, and neither bound below its optimum.
  EXPECT_NEAR(strongest.totals.effect.pressure / 1e6, GetParam().largest_pressure_musd,
              1e-7 * GetParam().largest_pressure_musd);
  EXPECT_NEAR(cheapest.totals.effect.own_cost / 1e6, GetParam().least_cost_musd, 1e-6 * GetParam().least_cost_musd);
  EXPECT_GE(strongest.solution.upper_bound / 1e6, GetParam().largest_pressure_musd * (1 - 1e-9));
  EXPECT_LE(-cheapest.solution.upper_bound / 1e6, GetParam().least_cost_musd * (1 + 1e-9));
}

// Ministry of Finance of China, 1 April 2018: 128 lines; $2,969.963m of the $154.84bn that China imported in 2017.
TEST(ChinasAnswer, EveryDollarOfItsLinesIsValuedOrNamed) {
  const auto shared = test::shared();
  if (!shared) GTEST_SKIP() << "PARLEY_SHARED is not set: no data";
  const auto file = test::project() / "scenarios/lists/china-3bn.toml";
  const partial::ListRecipe recipe = partial::parse_list_recipe(test::read_file(file), file.string());
  const partial::LineTable table = partial::read_lines(recipe, *shared / "data");
  EXPECT_EQ(table.lines.size(), 8252u);
  EXPECT_EQ(table.imports_usd, 154839651000);
  Observer silent;
  const partial::ListDesign design = partial::design_list(table, recipe, silent);
  ASSERT_EQ(design.compared.size(), 1u);
  const partial::ListComparison& actual = design.compared[0];
  EXPECT_EQ(actual.named_lines, 128u);
  EXPECT_EQ(actual.unmatched_lines, 0u);
  EXPECT_EQ(actual.totals.lines + actual.barred_lines, 128u);
  EXPECT_NEAR(actual.totals.imports + actual.barred_imports, 2969963000, 1);
}

}  // namespace
}  // namespace parley::partial
