#pragma once

#include "parley/data/build/customs_targets.hpp"
#include "parley/data/build/margins.hpp"
#include "parley/economy/baseline.hpp"

namespace parley::data {

/// How firmly each kind of cell is held when flows are brought to customs records.
struct ValuationOptions {
  std::vector<MarginSector> margins;
  double most_of_use = 0.9;     ///< as MarginOptions
  double recorded_weight = 25;  ///< w of recorded cells
  double group_weight = 4;      ///< w of cells whose sum with others is recorded
  double other_weight = 1;      ///< w of all others, own sales among them
  double most_of_output = 0.8;  ///< a recorded cell counts for at most this share of its exporter's output
  double lowest_factor = 0.8;   ///< within which cells of a recorded sum are scaled to it
  double highest_factor = 1.4;
  double total_tolerance = 1e-10;  ///< stops when |total reached / total recorded - 1| of every pair is at most this
  int round_limit = 100;
};

struct CustomsValuation {
  BaselineData data;
  MovedMargins margins;
  BaselineData after_margins;  ///< between the two steps, for checks
  double other_ratio = 1;      ///< customs value over basic price of the recorded groups: rho
  int rounds = 0;              ///< until pair totals held
  double largest_total_gap = 0;
  double largest_margin_gap = 0;  ///< of outputs and absorption, relative
};

/// Brings goods to the values on which customs charge duty, keeping outputs, absorption, uses and value added.
///
///     rho = sum of group records / sum of their flows;  margins moved as in move_margins;  then per goods sector
///     min sum w (x ln(x / q) - x + q),  sum_n x[n,i] = Y[i],  sum_i x[n,i] = X[n]
///     q = min(V, most_of_output Y[i])                            recorded cells; V scaled until pair totals hold
///       = F clamp(group record / sum F, lowest, highest)         cells of a group
///       = F                                                      else, own sales too
///
/// Y, X, F are those after margins. Cells that are zero stay so; a cell recorded as zero keeps its flow's own q.
/// Units   million.
/// Errors  InputError as tabulate() and move_margins(); totals that no table can meet.
/// Source  weights and method: docs/model/calibration.md.
[[nodiscard]] CustomsValuation to_customs_values(const BaselineData& data, const CustomsTargets& targets,
                                                 const ValuationOptions& options);

}  // namespace parley::data
