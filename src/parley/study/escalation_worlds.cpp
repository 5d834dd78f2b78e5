#include "parley/study/escalation_worlds.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "parley/base/parallel_for.hpp"
#include "parley/study/cases/ranges.hpp"
#include "parley/study/escalation_sides.hpp"

namespace parley::study {
namespace {

/// Largest difference in ln(1+t) of tariffs that are one stance; searches for best tariffs end apart by less.
constexpr double same_stance = 1e-6;

constexpr std::size_t today = 0;  ///< stance of each side, and world

class Builder {
 public:
  Builder(const StrategyProblem& problem, const EscalationRequest& request, Observer& observer)
      : sides_(problem, request), allows_withdrawal_(request.allows_withdrawal), observer_(observer) {
    for (const strategy::Government& each : sides_.governments()) {
      found_.players.push_back(problem.baseline.economy.code(each.country));
      found_.income.push_back(problem.baseline.income(each.country));
    }
    for (std::size_t side = 0; side < 2; ++side)
      (void)stance(side, {.name = "today", .is_today = true, .tariffs = sides_.tariffs_in(sides_.today(), side)});
    announced_ = stance(0, {.name = "announced", .tariffs = sides_.tariffs_in(sides_.announced(), 0)});
    if (sides_.has_answer())
      in_the_case_ = stance(1, {.name = "as in the case", .tariffs = sides_.tariffs_in(problem.status_quo, 1)});
    found_.equivalence = sides_.equivalence(found_.stances[0][announced_]);
    const Shock war = sides_.full_war(observer);
    for (std::size_t side = 0; side < 2; ++side)
      war_[side] = stance(side, {.name = "war", .tariffs = sides_.tariffs_in(war, side)});
  }

  EscalationWorlds run() {
    (void)world({today, today});
    // Worlds that are found on the way join the end of the list.
    for (std::size_t at = 0; at < found_.worlds.size(); ++at) {
      for (std::size_t side = 0; side < 2; ++side) add_steps(at, side);
    }
    found_.announced = world({announced_, today});
    found_.war = world({war_[0], war_[1]});
    solve();
    return std::move(found_);
  }

 private:
  /// The position of a stance in its side's list, where it is added unless it is there.
  std::size_t stance(std::size_t side, Stance wanted) {
    std::vector<Stance>& known = found_.stances[side];
    const auto is_same = [&](const Stance& other) {
      if (side == 0 && other.is_today != wanted.is_today) return false;
      for (std::size_t at = 0; at < other.tariffs.size(); ++at) {
        if (std::abs(std::log1p(other.tariffs[at]) - std::log1p(wanted.tariffs[at])) > same_stance) return false;
      }
      return true;
    };
    const auto same = std::find_if(known.begin(), known.end(), is_same);
    if (same != known.end()) return static_cast<std::size_t>(same - known.begin());
    known.push_back(std::move(wanted));
    return known.size() - 1;
  }

  std::size_t world(const std::array<std::size_t, 2>& stance) {
    const auto [at, is_new] = world_of_.try_emplace(stance, found_.worlds.size());
    if (is_new) found_.worlds.push_back({.name = name_of(stance), .stance = stance});
    return at->second;
  }

  [[nodiscard]] std::string name_of(const std::array<std::size_t, 2>& stance) const {
    if (stance == std::array{today, today}) return "today";
    if (stance == war_) return "full war";
    const std::string& first = found_.stances[0][stance[0]].name;
    const std::string& second = found_.stances[1][stance[1]].name;
    if (stance[1] == today) return first + ", no answer";
    return stance[0] == today ? second + " alone" : first + ", " + second;
  }

  /// The second's answers to what the first has in force, each found once.
  struct Answers {
    std::size_t mirror = today, equivalent = today, best = today;
  };
  const Answers& answers_to(std::size_t first) {
    const auto known = answers_.find(first);
    if (known != answers_.end()) return known->second;
    const Stance& theirs = found_.stances[0][first];
    const std::string to = first == announced_ ? "" : first == today ? " to today" : " to " + theirs.name;
    Answers answers;
    if (const double factor = sides_.equivalence(theirs); factor > 0) {
      answers.mirror = stance(1, {.name = "mirror" + to, .tariffs = sides_.mirrored(theirs, 1)});
      answers.equivalent = stance(1, {.name = "equivalent" + to, .tariffs = sides_.mirrored(theirs, factor)});
    }
    const Shock others = sides_.world(theirs, found_.stances[1][today]);
    const std::string name = "best answer" + to;
    answers.best =
        stance(1, {.name = name, .tariffs = sides_.tariffs_in(sides_.best_against(others, 1, name, observer_), 1)});
    return answers_[first] = answers;
  }

  void add_step(std::size_t from, std::size_t side, EscalationMove move, std::array<std::size_t, 2> to) {
    const std::size_t reached = world(to);
    std::vector<EscalationStep>& steps = found_.worlds[from].steps[side];
    const bool is_there =
        std::any_of(steps.begin(), steps.end(), [&](const EscalationStep& step) { return step.to == reached; });
    if (reached != from && !is_there) steps.push_back({move, reached});
  }

  /// In the order of preference among equals: the less drastic first.
  void add_steps(std::size_t from, std::size_t side) {
    const std::array<std::size_t, 2> now = found_.worlds[from].stance;
    const auto with = [&](std::size_t own) {
      std::array<std::size_t, 2> to = now;
      to[side] = own;
      return to;
    };
    if (allows_withdrawal_) add_step(from, side, EscalationMove::withdraw, with(today));
    if (side == 0) {
      add_step(from, side, EscalationMove::carry_out, with(announced_));
    } else {
      if (in_the_case_) add_step(from, side, EscalationMove::carry_out, with(*in_the_case_));
      const Answers& answers = answers_to(now[0]);
      add_step(from, side, EscalationMove::mirror, with(answers.mirror));
      add_step(from, side, EscalationMove::equivalent, with(answers.equivalent));
      add_step(from, side, EscalationMove::best_answer, with(answers.best));
    }
    add_step(from, side, EscalationMove::war, war_);
  }

  void solve() {
    parallel_for(found_.worlds.size(), 0, [&](std::size_t at, std::size_t thread) {
      TariffWorld& each = found_.worlds[at];
      Observer silent;
      const Shock shock = sides_.world(found_.stances[0][each.stance[0]], found_.stances[1][each.stance[1]]);
      each.outcome =
          outcome_of(each.name, sides_.problem(), sides_.governments(), shock, thread == 0 ? observer_ : silent);
      for (std::size_t side = 0; side < 2; ++side)
        each.mean_tariff_pct.push_back(mean_tariff_pct(sides_.problem().baseline, sides_.groups(side), side, shock));
    });
    const auto level = [&](std::size_t at, std::size_t side) {
      return 1 + found_.worlds[at].outcome.objective_pct[side] / 100;
    };
    for (std::size_t at = 0; at < found_.worlds.size(); ++at) {
      for (std::size_t side = 0; side < 2; ++side) {
        TariffWorld& each = found_.worlds[at];
        const double cost_of_war = level(today, side) - level(found_.war, side);
        each.change_pct.push_back(100 * (level(at, side) / level(today, side) - 1));
        each.share_of_war_cost.push_back(
            cost_of_war >= smallest_told ? (level(today, side) - level(at, side)) / cost_of_war : std::nan(""));
      }
    }
  }

  EscalationSides sides_;
  bool allows_withdrawal_;
  Observer& observer_;
  EscalationWorlds found_;
  std::size_t announced_ = 0;
  std::optional<std::size_t> in_the_case_;
  std::array<std::size_t, 2> war_{};
  std::map<std::array<std::size_t, 2>, std::size_t> world_of_;
  std::map<std::size_t, Answers> answers_;
};

}  // namespace

std::string_view to_string(EscalationMove move) {
  switch (move) {
    case EscalationMove::hold:
      return "hold";
    case EscalationMove::carry_out:
      return "carry out the threat";
    case EscalationMove::mirror:
      return "mirror";
    case EscalationMove::equivalent:
      return "equivalent";
    case EscalationMove::best_answer:
      return "best answer";
    case EscalationMove::withdraw:
      return "withdraw";
    case EscalationMove::war:
      return "war";
  }
  return "?";
}

EscalationWorlds escalation_worlds(const StrategyProblem& problem, const EscalationRequest& request,
                                   Observer& observer) {
  return Builder(problem, request, observer).run();
}

}  // namespace parley::study
