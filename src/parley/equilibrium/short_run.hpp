#pragma once

#include <array>
#include <string_view>

#include "parley/economy/baseline.hpp"

namespace parley {

/// One reading of the evidence on how little trade answers within a year; sigma = theta + 1.
///
/// Duties enter sigma whole: the flow at the border, duty excluded, falls by sigma per cent of 1 + t.
struct ShortRunSet {
  std::string_view id;      ///< "A"
  double of_long_run = 0;   ///< sigma = of_long_run (1 + theta); zero where `sigma` counts
  double sigma = 0;         ///< the same in every sector
  std::string_view source;  ///< what it is read from
};

/// The sets whose spread is the range of the short run; the first is the central one. Source  docs/model/short-run.md.
[[nodiscard]] const std::array<ShortRunSet, 3>& short_run_sets();

/// What a year leaves of a baseline's answers: value added stays in its sector, inputs hardly replace one another, trade
/// answers as the set says.
///
///     mu = 1,   ev = 0.5,   em = 0.2,   theta = sigma - 1
/// Errors  InputError where the baseline is in the short run already.
[[nodiscard]] Baseline in_short_run(const Baseline& baseline, const ShortRunSet& set);

}  // namespace parley
