#include "parley/uncertainty/process_group.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <exception>
#include <new>
#include <nlohmann/json.hpp>
#include <thread>

#include "parley/base/cancelled.hpp"
#include "parley/base/error.hpp"
#include "parley/base/machine_failure.hpp"
#include "parley/base/not_solved.hpp"

namespace parley::uncertainty {
namespace {

using nlohmann::json;
constexpr std::size_t leader = 0;
constexpr std::chrono::milliseconds poll_interval{1};

// Messages are CBOR maps with a "kind": work and end from the leader; ready, draws, failure and ended to it.
void post(Team& team, std::size_t to, const json& message) {
  std::string bytes;
  json::to_cbor(message, bytes);
  team.send(to, bytes);
}

json opened(const TeamMessage& message) { return json::from_cbor(message.bytes); }

json packed(const std::vector<Draw>& draws) {
  json list = json::array();
  for (const Draw& draw : draws) {
    // As bytes: a number that is not one keeps its sign, too.
    std::vector<std::uint8_t> bytes(draw.values.size() * sizeof(double));
    if (!bytes.empty()) std::memcpy(bytes.data(), draw.values.data(), bytes.size());
    list.push_back({{"index", draw.index}, {"failure", draw.failure}, {"values", json::binary(std::move(bytes))}});
  }
  return list;
}

std::vector<Draw> unpacked(const json& list) {
  std::vector<Draw> draws;
  for (const json& each : list) {
    Draw draw{each.at("index"), each.at("failure"), {}};
    const std::vector<std::uint8_t>& bytes = each.at("values").get_binary();
    draw.values.resize(bytes.size() / sizeof(double));
    if (!bytes.empty()) std::memcpy(draw.values.data(), bytes.data(), bytes.size());
    draws.push_back(std::move(draw));
  }
  return draws;
}

json failure(const char* what, const std::string& text) {
  return {{"kind", "failure"}, {"what", what}, {"text", text}};
}

/// What a member threw, so that the leader can throw the same.
json failure_of(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const InputError& error) {
    json message = failure("input", error.what());
    for (const InputProblem& problem : error.problems()) message["problems"].push_back(to_string(problem));
    return message;
  } catch (const NotSolved& error) {
    json message = failure("not solved", error.subject());
    const SolveReport& report = error.report();
    message["report"] = {{"status", report.status},         {"message", report.message},
                         {"iterations", report.iterations}, {"evaluations", report.evaluations},
                         {"residual", report.residual},     {"seconds", report.seconds}};
    return message;
  } catch (const Cancelled& error) {
    return failure("cancelled", error.what());
  } catch (const std::bad_alloc&) {
    return failure("machine", "out of memory");
  } catch (const std::exception& error) {
    return failure("machine", error.what());
  }
}

/// Throws what the process `from` threw.
[[noreturn]] void rethrow(const json& told, std::size_t from) {
  const auto said = [&](const json& text) { return fmt::format("process {}: {}", from, text.get<std::string>()); };
  const json& what = told.at("what");
  if (what == "input") {
    std::vector<InputProblem> problems;
    for (const json& problem : told.at("problems")) problems.push_back({Place{}, said(problem), ""});
    throw InputError(std::move(problems));
  }
  if (what == "not solved") {
    const json& report = told.at("report");
    throw NotSolved(said(told.at("text")), {.status = report.at("status").get<SolveStatus>(),
                                            .message = report.at("message"),
                                            .iterations = report.at("iterations"),
                                            .evaluations = report.at("evaluations"),
                                            .residual = report.at("residual"),
                                            .seconds = report.at("seconds")});
  }
  if (what == "cancelled") throw Cancelled(said(told.at("text")));
  throw MachineFailure(said(told.at("text")));
}

/// Serves until the leader ends it.
void make_for_leader(Team& team, const Service& service) {
  DrawPool pool(service.make, service.threads);
  post(team, leader, {{"kind", "ready"}, {"threads", service.threads}, {"plan", service.plan_key}});
  std::size_t held = 0;
  std::vector<Draw> made;
  for (;;) {
    while (const std::optional<TeamMessage> message = team.receive()) {
      const json work = opened(*message);
      if (work.at("kind") == "end") return;
      const std::vector<std::size_t> indices = work.at("indices");
      held += indices.size();
      pool.add(indices);
    }
    for (Draw& draw : pool.take(poll_interval)) made.push_back(std::move(draw));
    if (made.empty() || (made.size() < 2 * service.threads && made.size() < held)) continue;
    post(team, leader, {{"kind", "draws"}, {"draws", packed(made)}});
    held -= made.size();
    made.clear();
  }
}

void wait_for_the_end(Team& team) {
  for (;;) {
    const std::optional<TeamMessage> message = team.receive();
    if (!message) {
      std::this_thread::sleep_for(poll_interval);
    } else if (opened(*message).at("kind") == "end") {
      return;
    }
  }
}

}  // namespace

ProcessGroup::~ProcessGroup() {
  for (std::size_t other = 1; other < size(); ++other) post(*team_, other, {{"kind", "end"}});
  std::size_t left = size() - 1;
  while (left > 0) {
    if (const std::optional<TeamMessage> message = team_->receive()) {
      if (opened(*message).at("kind") == "ended") --left;
    } else {
      std::this_thread::sleep_for(poll_interval);
    }
  }
}

void ProcessGroup::hand_out(std::size_t to, const std::vector<std::size_t>& indices) {
  post(*team_, to, {{"kind", "work"}, {"indices", indices}});
}

std::optional<ProcessReport> ProcessGroup::receive() {
  if (size() == 1) return std::nullopt;
  const std::optional<TeamMessage> message = team_->receive();
  if (!message) return std::nullopt;
  const json report = opened(*message);
  ProcessReport received{.from = message->from};
  if (report.at("kind") == "failure") rethrow(report, received.from);
  if (report.at("kind") == "ready") {
    if (report.at("plan") != plan_key_)
      throw InputError(Place{}, fmt::format("process {} read another plan or other input files", received.from));
    received.threads = report.at("threads");
  } else {
    received.draws = unpacked(report.at("draws"));
  }
  return received;
}

void serve(Team& team, const std::function<Service()>& prepare) {
  try {
    make_for_leader(team, prepare());
  } catch (...) {
    post(team, leader, failure_of(std::current_exception()));
    wait_for_the_end(team);
  }
  post(team, leader, {{"kind", "ended"}});
}

void make_draws(const std::vector<std::size_t>& wanted, DrawPool& own, ProcessGroup& group,
                const std::function<void(std::vector<Draw>)>& keep) {
  // Draws that a process holds for each of its threads: enough to hide the way there and back, few at the end.
  constexpr std::size_t ahead = 8;
  std::vector<std::size_t> threads(group.size(), 0);
  std::vector<std::size_t> held(group.size(), 0);
  threads[leader] = own.threads();
  std::size_t next = 0;
  std::size_t made = 0;
  while (made < wanted.size()) {
    for (std::size_t member = 0; member < group.size() && next < wanted.size(); ++member) {
      if (2 * held[member] >= ahead * threads[member]) continue;
      const std::size_t end = std::min(wanted.size(), next + ahead * threads[member] - held[member]);
      const std::vector<std::size_t> part(wanted.begin() + static_cast<std::ptrdiff_t>(next),
                                          wanted.begin() + static_cast<std::ptrdiff_t>(end));
      held[member] += part.size();
      next = end;
      if (member == leader) {
        own.add(part);
      } else {
        group.hand_out(member, part);
      }
    }
    const auto take = [&](std::size_t member, std::vector<Draw> draws) {
      held[member] -= draws.size();
      made += draws.size();
      keep(std::move(draws));
    };
    take(leader, own.take(group.size() > 1 ? poll_interval : 20 * poll_interval));
    while (std::optional<ProcessReport> report = group.receive()) {
      if (report->threads > 0) threads[report->from] = report->threads;
      take(report->from, std::move(report->draws));
    }
  }
}

}  // namespace parley::uncertainty
