#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "parley/uncertainty/draw_pool.hpp"
#include "parley/uncertainty/team.hpp"

namespace parley::uncertainty {

/// What one process of the group reports to the leader.
struct ProcessReport {
  std::size_t from = 0;
  std::size_t threads = 0;  ///< in its first report, once: it is ready
  std::vector<Draw> draws;
};

/// The leader's end of a team: hands out draws and hears of those that are made.
///
/// The others run serve(). However this ends, by an exception too, they are told and waited for.
class ProcessGroup {
 public:
  /// `team` null: nobody else.
  explicit ProcessGroup(Team* team) : team_(team) {}
  ProcessGroup(const ProcessGroup&) = delete;
  ProcessGroup& operator=(const ProcessGroup&) = delete;
  ~ProcessGroup();

  /// What every member must have read.
  void expect(const std::string& plan_key) { plan_key_ = plan_key; }
  [[nodiscard]] std::size_t size() const { return team_ == nullptr ? 1 : team_->size(); }
  void hand_out(std::size_t to, const std::vector<std::size_t>& indices);
  /// The next report, if one has come. Throws what a process threw: InputError (also where it read other files),
  /// NotSolved, Cancelled, and MachineFailure for everything else.
  [[nodiscard]] std::optional<ProcessReport> receive();

 private:
  Team* team_;
  std::string plan_key_;
};

/// The threads that make draws in a process that serves, and what they were prepared from.
struct Service {
  std::string plan_key;
  MakeDraw make;
  std::size_t threads = 1;
};

/// Makes draws for the leader until it says that there are no more; a failure of `prepare` or of a draw is reported to
/// it and nowhere else.
void serve(Team& team, const std::function<Service()>& prepare);

/// Makes all `wanted` draws, own threads and the group together; `keep` gets them as they finish, in any order.
void make_draws(const std::vector<std::size_t>& wanted, DrawPool& own, ProcessGroup& group,
                const std::function<void(std::vector<Draw>)>& keep);

}  // namespace parley::uncertainty
