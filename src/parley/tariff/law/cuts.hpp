#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "parley/base/error.hpp"

namespace parley::tariff {

/// The same proportion off every rate.
///
///     t1 = (1 - cut) t0
///
/// Units   rates and cut: fractions, cut in [0, 1].
[[nodiscard]] double linear_cut(double rate, double cut);

/// The Swiss formula: high rates are cut more, none stays above the coefficient.
///
///     t1 = a t0 / (a + t0)
///
/// Units   rate and coefficient a: fractions (a = 0.08 is "a coefficient of 8"); a > 0.
/// Source  Tokyo Round; non-agricultural modalities, WTO document TN/MA/W/103/Rev.3.
[[nodiscard]] double swiss_cut(double rate, double coefficient);

/// The Girard formula: Swiss, with a coefficient that follows the country's own average rate.
///
///     t1 = B ta t0 / (B ta + t0)
///
/// Units   rates and average ta: fractions; B a plain number > 0.
/// Source  WTO document TN/MA/W/35/Rev.1 (2003), elements of modalities by the chairman, Pierre-Louis Girard.
[[nodiscard]] double girard_cut(double rate, double coefficient, double average_rate);

/// One band of a tiered formula: rates above `above` (and up to the next band) are cut by `cut`.
struct CutTier {
  double above = 0;  ///< fraction
  double cut = 0;    ///< fraction in [0, 1]
  bool operator==(const CutTier&) const = default;
};

/// A tiered formula: the whole rate is cut by the proportion of the band that it lies in.
///
///     t1 = (1 - cut_b) t0,   above_b < t0 <= above_{b+1}
///
/// A rate just above an edge may end below one just beneath it; that is how the formula was negotiated.
/// Needs   tiers in rising order; a rate below the first stays.
/// Source  Doha agricultural modalities, WTO document TN/AG/W/4/Rev.4 (2008), paragraphs 61 to 63.
[[nodiscard]] double tiered_cut(double rate, const std::vector<CutTier>& tiers);

/// A ceiling: t1 = min(t0, cap).
[[nodiscard]] double capped_rate(double rate, double cap);

/// The tiers of TN/AG/W/4/Rev.4: developed members 50, 57, 64, 70 % above 0, 20, 50, 75 %.
[[nodiscard]] std::vector<CutTier> doha_developed_tiers();
/// Developing members: two thirds of these cuts, above 0, 30, 80 and 130 %.
[[nodiscard]] std::vector<CutTier> doha_developing_tiers();

struct LinearCut {
  double cut = 0;
};
struct SwissCut {
  double coefficient = 0;
};
/// `average_rate` below zero: the simple mean of the rates that are cut, filled in by cut_lines.
struct GirardCut {
  double coefficient = 0;
  double average_rate = -1;
};
struct TieredCut {
  std::vector<CutTier> tiers;
};
struct RateCap {
  double cap = 0;
};

/// One formula with its parameters.
using CutFormula = std::variant<LinearCut, SwissCut, GirardCut, TieredCut, RateCap>;

/// The rate that a formula leaves of `rate`; never above it.
[[nodiscard]] double cut_rate(const CutFormula& formula, double rate);

/// Reads a formula as negotiators write it; InputError at `place` for anything else.
///
/// | written | means |
/// |---|---|
/// | `linear 36%` | 36 % off |
/// | `swiss 8%` | coefficient 8 |
/// | `girard 1`, `girard 1 9.8%` | B = 1, average of the rates that are cut, or as given |
/// | `tiered 0%:50% 20%:57% 50%:64% 75%:70%` | cuts by band, each from above its first rate |
/// | `tiered doha-developed`, `tiered doha-developing` | the bands of 2008 |
/// | `cap 15%` | no rate above 15 % |
[[nodiscard]] CutFormula parse_cut_formula(std::string_view text, const Place& place);

/// The formula in one line of words: "Swiss formula, coefficient 8 %".
[[nodiscard]] std::string in_words(const CutFormula& formula);

}  // namespace parley::tariff
