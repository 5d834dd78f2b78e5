// The protocol without MPI: the processes are threads here.
#include "parley/uncertainty/process_group.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <new>
#include <stdexcept>
#include <thread>

#include "parley/base/cancelled.hpp"
#include "parley/base/error.hpp"
#include "parley/base/machine_failure.hpp"
#include "parley/base/not_solved.hpp"

namespace parley::uncertainty {
namespace {

/// Letter boxes of a team whose members are threads.
struct Boxes {
  explicit Boxes(std::size_t size) : waiting(size) {}
  std::mutex guard;
  std::vector<std::deque<uncertainty::TeamMessage>> waiting;
};

class ThreadTeam : public uncertainty::Team {
 public:
  ThreadTeam(std::shared_ptr<Boxes> boxes, std::size_t rank) : boxes_(std::move(boxes)), rank_(rank) {}
  [[nodiscard]] std::size_t rank() const override { return rank_; }
  [[nodiscard]] std::size_t size() const override { return boxes_->waiting.size(); }
  void send(std::size_t to, const std::string& bytes) override {
    const std::lock_guard lock(boxes_->guard);
    boxes_->waiting[to].push_back({rank_, bytes});
  }
  [[nodiscard]] std::optional<uncertainty::TeamMessage> receive() override {
    const std::lock_guard lock(boxes_->guard);
    auto& own = boxes_->waiting[rank_];
    if (own.empty()) return std::nullopt;
    uncertainty::TeamMessage message = std::move(own.front());
    own.pop_front();
    return message;
  }

 private:
  std::shared_ptr<Boxes> boxes_;
  std::size_t rank_;
};

uncertainty::Draw made(std::size_t index) {
  const double x = std::sin(static_cast<double>(index));
  return {index, index % 7 == 0 ? "no solution" : "", {x, -std::numeric_limits<double>::quiet_NaN(), 1 / x}};
}

std::vector<std::size_t> indices(std::size_t count) {
  std::vector<std::size_t> all;
  for (std::size_t at = 0; at < count; ++at) all.push_back(3 * at + 1);
  return all;
}

/// Leads two threads that serve as `prepare` says; returns the draws.
std::vector<uncertainty::Draw> lead(std::size_t count,
                                    const std::vector<std::function<uncertainty::Service()>>& prepare,
                                    const std::function<void(std::size_t)>& after) {
  const auto boxes = std::make_shared<Boxes>(1 + prepare.size());
  std::vector<std::jthread> others;
  for (std::size_t at = 0; at < prepare.size(); ++at) {
    others.emplace_back([boxes, at, &prepare] {
      ThreadTeam team(boxes, at + 1);
      uncertainty::serve(team, prepare[at]);
    });
  }
  ThreadTeam team(boxes, 0);
  uncertainty::ProcessGroup group(&team);
  group.expect("plan");
  uncertainty::DrawPool own(made, 1);
  std::vector<uncertainty::Draw> draws;
  uncertainty::make_draws(indices(count), own, group, [&](std::vector<uncertainty::Draw> some) {
    for (uncertainty::Draw& draw : some) draws.push_back(std::move(draw));
    after(draws.size());
  });
  return draws;
}

void nothing(std::size_t) {}

uncertainty::Service good() { return {"plan", made, 2}; }

TEST(ProcessGroup, MakesEveryDrawOnceAndToTheLastBit) {
  std::vector<uncertainty::Draw> draws = lead(500, {good, good, good}, nothing);
  std::sort(draws.begin(), draws.end(),
            [](const uncertainty::Draw& a, const uncertainty::Draw& b) { return a.index < b.index; });
  const std::vector<std::size_t> wanted = indices(500);
  ASSERT_EQ(draws.size(), wanted.size());
  for (std::size_t at = 0; at < wanted.size(); ++at) {
    const uncertainty::Draw expected = made(wanted[at]);
    EXPECT_EQ(draws[at].index, expected.index);
    EXPECT_EQ(draws[at].failure, expected.failure);
    EXPECT_EQ(draws[at].values[0], expected.values[0]);
    EXPECT_TRUE(std::signbit(draws[at].values[1]) && std::isnan(draws[at].values[1]));
    EXPECT_EQ(draws[at].values[2], expected.values[2]);
  }
}

TEST(ProcessGroup, WorksWithNobodyElse) { EXPECT_EQ(lead(40, {}, nothing).size(), 40U); }

TEST(ProcessGroup, NothingWantedIsNothingDone) { EXPECT_TRUE(lead(0, {good, good}, nothing).empty()); }

template <class Error = std::runtime_error>
std::string failure_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

TEST(ProcessGroup, AMemberThatFailsEndsAll) {
  const auto unreadable = []() -> uncertainty::Service {
    throw InputError(Place{.file = "there.toml"}, "cannot be read");
  };
  EXPECT_THAT(failure_of<InputError>([&] { (void)lead(100000, {good, unreadable}, nothing); }),
              testing::AllOf(testing::HasSubstr("process 2"), testing::HasSubstr("there.toml")));
  const auto breaks = [] {
    return uncertainty::Service{"plan",
                                [](std::size_t index) {
                                  if (index > 50) throw std::runtime_error("broken");
                                  return made(index);
                                },
                                1};
  };
  EXPECT_THAT(failure_of<MachineFailure>([&] { (void)lead(100000, {breaks, good}, nothing); }),
              testing::HasSubstr("process 1: broken"));
}

TEST(ProcessGroup, WhatAMemberThrowsArrivesAsWhatItWas) {
  const auto after_fifty = [](const std::function<void()>& fail) {
    return [fail] {
      return uncertainty::Service{"plan",
                                  [fail](std::size_t index) {
                                    if (index > 50) fail();
                                    return made(index);
                                  },
                                  1};
    };
  };
  const auto unsolved = after_fifty([] {
    throw NotSolved("case 'all'",
                    {.status = SolveStatus::stalled, .message = "no progress", .iterations = 7, .residual = 0.25});
  });
  try {
    (void)lead(100000, {good, unsolved}, nothing);
    FAIL() << "a member that failed was not heard of";
  } catch (const NotSolved& error) {
    EXPECT_STREQ(error.what(), "process 2: case 'all': no progress (stalled, 7 iterations, residual 0.25)");
    EXPECT_EQ(error.report().status, SolveStatus::stalled);
  }
  const auto ended = after_fifty([] { throw Cancelled("the caller asked to stop"); });
  EXPECT_EQ(failure_of<Cancelled>([&] { (void)lead(100000, {ended, good}, nothing); }),
            "process 1: the caller asked to stop");
  const auto no_memory = after_fifty([] { throw std::bad_alloc(); });
  EXPECT_EQ(failure_of<MachineFailure>([&] { (void)lead(100000, {no_memory, good}, nothing); }),
            "process 1: out of memory");
}

TEST(ProcessGroup, EveryProblemThatAMemberMetArrives) {
  const auto unreadable = []() -> uncertainty::Service {
    throw InputError({{Place{.file = "a.toml"}, "cannot be read", ""}, {Place{.file = "b.toml"}, "is absent", ""}});
  };
  try {
    (void)lead(100000, {unreadable}, nothing);
    FAIL() << "a member that failed was not heard of";
  } catch (const InputError& error) {
    ASSERT_EQ(error.problems().size(), 2U);
    EXPECT_EQ(to_string(error.problems()[1]), "process 1: b.toml: is absent");
  }
}

TEST(ProcessGroup, AMemberWithOtherFilesEndsAll) {
  const auto other = [] { return uncertainty::Service{"another plan", made, 1}; };
  EXPECT_THAT(failure_of<InputError>([&] { (void)lead(100000, {good, other}, nothing); }),
              testing::HasSubstr("process 2 read another plan"));
}

TEST(ProcessGroup, ALeaderThatStopsEndsAll) {
  EXPECT_EQ(failure_of([] {
              (void)lead(1000000, {good, good}, [](std::size_t count) {
                if (count > 300) throw std::runtime_error("enough");
              });
            }),
            "enough");
}

TEST(DrawPool, TellsWhatADrawThrew) {
  uncertainty::DrawPool pool([](std::size_t) -> uncertainty::Draw { throw std::runtime_error("broken"); }, 2);
  pool.add({1, 2, 3});
  EXPECT_THROW((void)pool.take(std::chrono::seconds(10)), std::runtime_error);
}

}  // namespace
}  // namespace parley::uncertainty
