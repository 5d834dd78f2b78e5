#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parley/economy/baseline.hpp"
#include "parley/study/cases/headline_item.hpp"

namespace parley::study {

/// What the evidence says of one number.
enum class Verdict {
  keeps_sign,  ///< its whole range lies on one side of zero: "gains", "loses"
  open,        ///< the range holds zero: "could go either way"
  nothing      ///< the central number is below what the model can tell
};
[[nodiscard]] std::string_view to_string(Verdict verdict);

/// One number with the range of the evidence.
///
/// low = min(5th percentile of the draws, lowest set);  high = max(95th percentile, highest set)
struct Range {
  double central = 0;
  double low = 0, high = 0;
  double draws_low = 0, draws_high = 0;  ///< 5th and 95th percentile of the draws
  double sets_low = 0, sets_high = 0;    ///< over the sets of elasticities, the baseline's own among them
  std::size_t sets_up = 0, sets_down = 0;
  Verdict verdict = Verdict::nothing;
};

/// The smallest change that the model can tell, relative to the base: 0.001 %.
inline constexpr double smallest_told = 1e-5;

/// The item's smallest change in its unit: smallest_told in per cent, of money that share of the country's (the world's)
/// base income.
[[nodiscard]] double floor_of(const HeadlineItem& item, const Baseline& baseline);

/// The floor is judged first, then the sign.
[[nodiscard]] Verdict verdict_of(double central, double low, double high, double floor);

/// Every case's headline with its ranges.
struct HeadlineRanges {
  std::string plan;                    ///< how elasticities were drawn, in words
  std::size_t draws = 0, failed = 0;   ///< points, and those of them without a solution
  std::vector<std::string> sets;       ///< whose elasticities differ: "baseline", then named sets
  std::vector<std::string> remarks;    ///< sets that are equal to another or have no solution
  std::vector<HeadlineItem> items;     ///< the headline, then real income of every other country
  std::vector<std::vector<Range>> of;  ///< by item, then case

  /// Of a line of the headline in a case; null where there is none.
  [[nodiscard]] const Range* find(const HeadlineItem& item, std::size_t at) const;
  /// Of a country's real income in a case; null where there is none.
  [[nodiscard]] const Range* real_income(Country n, std::size_t at) const;
};

/// What a range says of an income: "gains", "loses", "could go either way", "no change that this model can tell".
[[nodiscard]] std::string_view words_of(const Range& range);

}  // namespace parley::study
