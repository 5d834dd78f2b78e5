#include "parley/base/parallel_for.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <cmath>
#include <numeric>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace parley {
namespace {

TEST(ThreadCount, IsWhatIsWantedButNoMoreThanThereIsWork) {
  EXPECT_EQ(thread_count(3, 100), 3U);
  EXPECT_EQ(thread_count(8, 5), 5U);
  EXPECT_EQ(thread_count(8, 0), 1U);
  EXPECT_GE(thread_count(0, 100), 1U);
  EXPECT_EQ(thread_count(0, 1), 1U);
}

TEST(ParallelFor, CallsEveryIndexOnce) {
  for (const std::size_t threads : {0U, 1U, 2U, 7U, 100U}) {
    std::vector<std::atomic<int>> calls(53);
    parallel_for(calls.size(), threads, [&](std::size_t index, std::size_t) { ++calls[index]; });
    for (const std::atomic<int>& each : calls) EXPECT_EQ(each, 1);
  }
  parallel_for(0, 4, [](std::size_t, std::size_t) { FAIL() << "there is nothing to do"; });
}

TEST(ParallelFor, NumbersItsThreadsAndGivesEachIndexToOne) {
  constexpr std::size_t threads = 4;
  std::vector<std::set<std::thread::id>> seen(threads);
  const std::thread::id caller = std::this_thread::get_id();
  // Each thread writes its own set: a number that two threads shared would be a race.
  parallel_for(200, threads, [&](std::size_t, std::size_t thread) {
    ASSERT_LT(thread, threads);
    seen[thread].insert(std::this_thread::get_id());
  });
  for (std::size_t thread = 0; thread < threads; ++thread) EXPECT_LE(seen[thread].size(), 1U);
  for (const std::thread::id id : seen[0]) EXPECT_EQ(id, caller);
  for (std::size_t thread = 1; thread < threads; ++thread) EXPECT_FALSE(seen[thread].contains(caller));
}

TEST(ParallelFor, GivesTheSameDigitsForAnyNumberOfThreads) {
  const auto sums = [](std::size_t threads) {
    std::vector<double> found(40);
    parallel_for(found.size(), threads, [&](std::size_t index, std::size_t) {
      for (int k = 1; k <= 1000; ++k) found[index] += std::sin(static_cast<double>(index) + 1.0 / k);
    });
    return found;
  };
  const std::vector<double> alone = sums(1);
  for (const std::size_t threads : {2U, 3U, 16U}) EXPECT_EQ(sums(threads), alone);
}

TEST(ParallelFor, ThrowsTheExceptionOfTheLowestIndexWhateverTheThreads) {
  for (const std::size_t threads : {1U, 2U, 8U}) {
    for (int repeat = 0; repeat < 50; ++repeat) {
      try {
        parallel_for(64, threads, [](std::size_t index, std::size_t) {
          if (index % 10 == 7) throw std::runtime_error(std::to_string(index));
        });
        FAIL() << "nothing was thrown";
      } catch (const std::runtime_error& error) {
        EXPECT_STREQ(error.what(), "7");
      }
    }
  }
}

TEST(ParallelFor, HandsOutNothingMoreAfterAnException) {
  std::size_t last = 0;
  EXPECT_THROW(parallel_for(1000, 1,
                            [&](std::size_t index, std::size_t) {
                              last = index;
                              if (index == 5) throw std::runtime_error("five");
                            }),
               std::runtime_error);
  EXPECT_EQ(last, 5U);
}

}  // namespace
}  // namespace parley
