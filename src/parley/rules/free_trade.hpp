#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "parley/rules/check.hpp"

namespace parley::rules {

/// One line of the trade between the parties of a deal.
struct TradeLine {
  std::string code;
  double trade_musd = 0;
  bool is_freed = false;  ///< the deal takes its duty away
};

/// Trade and lines, all and freed.
struct CoverageTotals {
  double trade_musd = 0;
  double freed_musd = 0;
  std::size_t lines = 0;
  std::size_t freed_lines = 0;

  void add(const TradeLine& line);
};

struct CoverageQuestion {
  std::string source;
  CoverageTotals totals;                           ///< all trade of one direction
  std::map<std::string, CoverageTotals> chapters;  ///< by two digits; empty: unknown
  double threshold = 0.9;       ///< what counts as "substantially all", fraction: the case's own choice
  double large_chapter = 0.05;  ///< a chapter with at least this share of trade must not be left out as a whole

  void add(const TradeLine& line);
};

/// Whether a deal between some members covers substantially all their trade.
///
///     share = sum over freed lines of trade / sum over all lines of trade >= threshold
///
/// and no large chapter (two digits) is left out as a whole.
/// Rule    GATT 1994, Article XXIV:8(b). The agreement states no number; practice speaks of 85 to 95 %.
[[nodiscard]] CheckResult check_free_trade_coverage(const CoverageQuestion& question);

}  // namespace parley::rules
