#pragma once

#include <string>
#include <vector>

#include "parley/uncertainty/sensitivity.hpp"
#include "parley/uncertainty/sensitivity_quantities.hpp"

namespace parley::uncertainty {

/// What all draws share: the economy, the cases' shocks and the central solutions to start from.
struct Central {
  const study::Problem& problem;
  std::vector<scenario::Compare> compares;
  std::vector<study::HeadlineItem> items;  ///< what a draw answers of every case
  Baseline base;                           ///< with the rule's deficits
  std::vector<Shock> shocks;               ///< without what keeps commitments
  std::vector<Equilibrium> solved;
  std::vector<model::NearbyInverse> inverses;  ///< learnt at `solved`
  std::vector<CaseCommitments> commitments;    ///< of each case
};

/// One realisation of the uncertain inputs.
struct Realisation {
  std::vector<double> elasticity;  ///< factor by sector
  double shock = 1;
};

/// The inputs at a point of the plan's independent standard normal scores.
[[nodiscard]] Realisation realise(const SensitivityPlan& plan, std::size_t sectors, const std::vector<double>& score);

/// The inputs as they are.
[[nodiscard]] Realisation nothing_drawn(std::size_t sectors);

/// What is prepared of a scenario's cases before anything is drawn.
struct Preparation {
  std::string case_name;                   ///< only this case; "" all
  std::vector<study::HeadlineItem> items;  ///< what a draw answers; empty: the headline
  bool certifies = true;
  bool learns_inverses = true;  ///< pays where many draws follow
};

/// Solves the cases at the central inputs. `problem` must outlive the result.
///
/// Errors  NotSolved where a case has no solution, or no certified one.
[[nodiscard]] Central prepare(const study::Problem& problem, const Preparation& what, const SolveOptions& solve,
                              Observer& observer);

/// The items of every case under one realisation, then the quantities of purchases.
[[nodiscard]] Draw answer(const Central& central, const Realisation& drawn, std::size_t index);

/// How many values a draw has that succeeded.
[[nodiscard]] std::size_t values_of_a_draw(const Central& central);

/// Draws of the plan by index; `central` and `plan` must outlive it.
[[nodiscard]] MakeDraw draw_maker(const Central& central, const SensitivityPlan& plan);

}  // namespace parley::uncertainty
