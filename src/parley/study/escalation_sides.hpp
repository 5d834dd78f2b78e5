#pragma once

#include <array>
#include <vector>

#include "parley/study/escalation_worlds.hpp"

namespace parley::study {

/// The two sides of an escalation: whose tariffs on whom move, what is in force today and what is announced.
class EscalationSides {
 public:
  /// Errors  InputError where the first does nothing to the second, or the second buys nothing of that.
  EscalationSides(const StrategyProblem& problem, const EscalationRequest& request);

  [[nodiscard]] const StrategyProblem& problem() const { return problem_; }
  [[nodiscard]] const std::vector<strategy::Government>& governments() const { return governments_; }
  [[nodiscard]] const std::vector<strategy::TariffGroup>& groups(std::size_t side) const { return groups_[side]; }

  /// Today's tariffs of everybody, and what the case does to others beside them.
  [[nodiscard]] const Shock& today() const { return today_; }
  /// The first's announced tariffs in force, the second's as today.
  [[nodiscard]] const Shock& announced() const { return announced_; }
  /// Whether the case itself has the second do something to the first.
  [[nodiscard]] bool has_answer() const;

  /// One side's tariffs in a world, in the order of its cells.
  [[nodiscard]] std::vector<double> tariffs_in(const Shock& shock, std::size_t side) const;
  /// The world with some tariffs of both sides.
  [[nodiscard]] Shock world(const Stance& first, const Stance& second) const;
  /// The second's tariffs of today and the first's increases in `first`, times a factor.
  [[nodiscard]] std::vector<double> mirrored(const Stance& first, double factor) const;
  /// Duties on base trade that the first's increases make, over those that the same increases of the second would make; 0
  /// where they make none.
  [[nodiscard]] double equivalence(const Stance& first) const;

  /// The world with one government's best tariffs, everything else exactly as given. Errors  NotSolved, named `name`.
  [[nodiscard]] Shock best_against(const Shock& others, std::size_t side, const std::string& name,
                                   Observer& observer) const;
  /// Both best against each other; what the case does to third countries stays. Errors  NotSolved.
  [[nodiscard]] Shock full_war(Observer& observer) const;
  /// Both sides' tariffs on each other at nothing, everything else as today.
  [[nodiscard]] Shock no_tariffs() const;

 private:
  using Cells = std::vector<strategy::TariffCell>;
  [[nodiscard]] double increase(const Shock& shock, Sector s) const;

  const StrategyProblem& problem_;
  std::vector<strategy::Government> governments_;
  std::array<std::vector<strategy::TariffGroup>, 2> groups_;
  std::array<Cells, 2> cells_;
  Shock today_, announced_;
};

}  // namespace parley::study
