#include "parley/numerics/knapsack.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <random>
#include <vector>

namespace parley::numerics {
namespace {

/// The best value by trying every choice.
std::optional<double> by_enumeration(const std::vector<numerics::KnapsackItem>& items, std::int64_t least,
                                     std::int64_t most) {
  std::optional<double> best;
  for (std::uint32_t choice = 0; choice < (1u << items.size()); ++choice) {
    double value = 0;
    std::int64_t weight = 0;
    for (std::size_t h = 0; h < items.size(); ++h) {
      if ((choice >> h & 1u) == 0) continue;
      value += items[h].value;
      weight += items[h].weight;
    }
    if (weight >= least && weight <= most && (!best || value > *best)) best = value;
  }
  return best;
}

/// The best value by the textbook recursion over every weight: exact for whole values.
std::int64_t by_table(const std::vector<numerics::KnapsackItem>& items, std::int64_t capacity) {
  std::vector<std::int64_t> best(static_cast<std::size_t>(capacity) + 1, 0);
  for (const numerics::KnapsackItem& item : items) {
    for (std::int64_t room = capacity; room >= item.weight; --room) {
      const auto at = static_cast<std::size_t>(room);
      best[at] =
          std::max(best[at], best[at - static_cast<std::size_t>(item.weight)] + static_cast<std::int64_t>(item.value));
    }
  }
  return best.back();
}

std::vector<numerics::KnapsackItem> any_items(std::size_t most, int least_value) {
  const std::size_t count = *rc::gen::inRange<std::size_t>(0, most + 1);
  std::vector<numerics::KnapsackItem> items;
  for (std::size_t h = 0; h < count; ++h) {
    items.push_back({static_cast<double>(*rc::gen::inRange(least_value, 200)), *rc::gen::inRange(0, 100)});
  }
  return items;
}

void expect_sums(const std::vector<numerics::KnapsackItem>& items, const numerics::KnapsackSolution& solution) {
  double value = 0;
  std::int64_t weight = 0;
  for (std::size_t h = 0; h < items.size(); ++h) {
    if (!solution.chosen[h]) continue;
    value += items[h].value;
    weight += items[h].weight;
  }
  RC_ASSERT(value == solution.value);
  RC_ASSERT(weight == solution.weight);
}

TEST(Knapsack, IsAsGoodAsTryingEveryChoice) {
  EXPECT_TRUE(rc::check("optimum by enumeration", [] {
    const auto items = any_items(12, -50);
    const std::int64_t capacity = *rc::gen::inRange(0, 600);
    const numerics::KnapsackSolution solution = numerics::solve_knapsack(items, capacity);
    RC_ASSERT(solution.status == numerics::KnapsackStatus::optimal);
    expect_sums(items, solution);
    RC_ASSERT(solution.weight <= capacity);
    RC_ASSERT(solution.value == *by_enumeration(items, 0, capacity));
    RC_ASSERT(solution.upper_bound >= solution.value);
    RC_ASSERT(solution.upper_bound <= solution.linear_bound + 1e-9);
  }));
}

TEST(Knapsack, BandIsAsGoodAsTryingEveryChoice) {
  EXPECT_TRUE(rc::check("optimum in a band by enumeration", [] {
    const auto items = any_items(12, -200);
    const std::int64_t most = *rc::gen::inRange(0, 600);
    const std::int64_t least = *rc::gen::inRange<std::int64_t>(0, most + 1);
    const numerics::KnapsackSolution solution = numerics::solve_band(items, least, most);
    const std::optional<double> best = by_enumeration(items, least, most);
    RC_ASSERT((solution.status == numerics::KnapsackStatus::infeasible) == !best.has_value());
    if (!best) return;
    RC_ASSERT(solution.status == numerics::KnapsackStatus::optimal);
    expect_sums(items, solution);
    RC_ASSERT(solution.weight >= least);
    RC_ASSERT(solution.weight <= most);
    RC_ASSERT(solution.value == *best);
    RC_ASSERT(solution.upper_bound >= solution.value);
  }));
}

/// The families that the literature calls hard, in order of hardness.
enum class Family { uncorrelated, weakly_correlated, strongly_correlated, subset_sum };

std::vector<numerics::KnapsackItem> family(Family kind, std::size_t count, std::int64_t range, unsigned seed) {
  std::mt19937_64 random(seed);
  std::uniform_int_distribution<std::int64_t> any(1, range);
  std::uniform_int_distribution<std::int64_t> near(-range / 10, range / 10);
  std::vector<numerics::KnapsackItem> items;
  for (std::size_t h = 0; h < count; ++h) {
    const std::int64_t weight = any(random);
    std::int64_t value = any(random);
    if (kind == Family::weakly_correlated) value = std::max<std::int64_t>(1, weight + near(random));
    if (kind == Family::strongly_correlated) value = weight + range / 10;
    if (kind == Family::subset_sum) value = weight;
    items.push_back({static_cast<double>(value), weight});
  }
  return items;
}

class Families : public testing::TestWithParam<Family> {};

TEST_P(Families, OptimumIsThatOfTheTextbookRecursion) {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    const auto items = family(GetParam(), 200, 100, seed);
    std::int64_t all = 0;
    for (const numerics::KnapsackItem& item : items) all += item.weight;
    const numerics::KnapsackSolution solution = numerics::solve_knapsack(items, all / 3);
    EXPECT_EQ(solution.status, numerics::KnapsackStatus::optimal);
    EXPECT_EQ(static_cast<std::int64_t>(solution.value), by_table(items, all / 3)) << seed;
  }
}
INSTANTIATE_TEST_SUITE_P(Kinds, Families,
                         testing::Values(Family::uncorrelated, Family::weakly_correlated, Family::strongly_correlated,
                                         Family::subset_sum));

// A few items outweigh all others together, as single products do in a country's imports.
TEST(Knapsack, PartsAgreeWithOneCore) {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    auto items = family(Family::weakly_correlated, 150, 40, seed);
    const auto large = family(Family::uncorrelated, 10, 4000, seed + 100);
    items.insert(items.end(), large.begin(), large.end());
    std::int64_t all = 0;
    for (const numerics::KnapsackItem& item : items) all += item.weight;
    const numerics::KnapsackSolution parts = numerics::solve_knapsack(items, all / 3, {.most_states_per_part = 20});
    EXPECT_EQ(parts.status, numerics::KnapsackStatus::optimal);
    EXPECT_GT(parts.parts, 1u);
    EXPECT_EQ(static_cast<std::int64_t>(parts.value), by_table(items, all / 3)) << seed;
  }
}

TEST(Knapsack, AStoppedSearchStillBoundsTheOptimum) {
  const auto items = family(Family::strongly_correlated, 200, 1000, 7);
  std::int64_t all = 0;
  for (const numerics::KnapsackItem& item : items) all += item.weight;
  const numerics::KnapsackSolution stopped =
      numerics::solve_knapsack(items, all / 2, {.most_states = 4, .most_states_per_part = 4, .relative_gap = 0});
  ASSERT_EQ(stopped.status, numerics::KnapsackStatus::state_limit);
  const auto optimum = static_cast<double>(by_table(items, all / 2));
  EXPECT_LE(stopped.value, optimum);
  EXPECT_GE(stopped.upper_bound, optimum);
  EXPECT_NEAR(stopped.gap(), (stopped.upper_bound - stopped.value) / stopped.value, 1e-15);
}

}  // namespace
}  // namespace parley::numerics
