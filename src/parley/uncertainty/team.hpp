#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

namespace parley::uncertainty {

/// What one process of a team sends to another.
struct TeamMessage {
  std::size_t from = 0;
  std::string bytes;
};

/// Processes that were started together and share one piece of work; number 0 leads.
class Team {
 public:
  Team() = default;
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;
  virtual ~Team() = default;
  [[nodiscard]] virtual std::size_t rank() const = 0;
  [[nodiscard]] virtual std::size_t size() const = 0;
  virtual void send(std::size_t to, const std::string& bytes) = 0;
  /// The next message that has arrived, if one has; never waits.
  [[nodiscard]] virtual std::optional<TeamMessage> receive() = 0;
};

/// The team that mpirun started this process in; null where this is the only process.
///
/// MPI lives in a module of its own, loaded here and nowhere else: a program that runs alone does not pay for it.
/// Errors  InputError where mpirun started several processes and the module is not there.
[[nodiscard]] std::unique_ptr<Team> open_team();

}  // namespace parley::uncertainty
