#include "parley/rules/free_trade.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

namespace parley::rules {

void CoverageTotals::add(const TradeLine& line) {
  trade_musd += line.trade_musd;
  ++lines;
  if (!line.is_freed) return;
  freed_musd += line.trade_musd;
  ++freed_lines;
}

void CoverageQuestion::add(const TradeLine& line) {
  totals.add(line);
  chapters[line.code.substr(0, 2)].add(line);
}

CheckResult check_free_trade_coverage(const CoverageQuestion& question) {
  CheckResult result{.title = "coverage of a deal",
                     .rule = "GATT 1994, Article XXIV:8(b)",
                     .rule_in_words =
                         "Members may favour each other only in a free trade area, which takes duties away on "
                         "substantially all the trade between them; a cut of a few lines must be offered to "
                         "every member (Article I:1)."};
  const CoverageTotals& all = question.totals;
  result.sources.push_back(question.source);
  if (all.trade_musd <= 0) {
    result.claim(Verdict::open, "there is no trade in the data");
    return result;
  }
  const double share = all.freed_musd / all.trade_musd;
  result.figures = {
      {"trade", all.trade_musd, "million USD"},
      {"trade freed", all.freed_musd, "million USD"},
      {"share of trade freed", 100 * share, "%"},
      {"lines", static_cast<double>(all.lines), "lines"},
      {"lines freed", static_cast<double>(all.freed_lines), "lines"},
      {"share of lines freed", 100 * static_cast<double>(all.freed_lines) / static_cast<double>(all.lines), "%"}};
  result.claim(
      share >= question.threshold ? Verdict::holds : Verdict::fails,
      fmt::format("{:.1f} % of trade and {} of {} lines are freed; {:.4g} % of trade counts as substantially all here",
                  100 * share, all.freed_lines, all.lines, 100 * question.threshold));
  std::vector<std::string> left_out;
  for (const auto& [chapter, sums] : question.chapters) {
    if (sums.freed_lines > 0 || sums.trade_musd < question.large_chapter * all.trade_musd) continue;
    left_out.push_back(fmt::format("{} ({:.1f} %)", chapter, 100 * sums.trade_musd / all.trade_musd));
    result.failing.push_back({"", chapter, "a whole chapter is left out", 0, sums.trade_musd});
  }
  if (question.chapters.empty()) {
    result.claim(Verdict::open, "whether a large chapter is left out as a whole needs trade by line");
  } else if (left_out.empty()) {
    result.claim(Verdict::holds, fmt::format("no chapter with {:.4g} % of trade or more is left out as a whole",
                                             100 * question.large_chapter));
  } else {
    result.claim(Verdict::fails, fmt::format("chapters left out as a whole: {}", fmt::join(left_out, ", ")));
  }
  result.notes.push_back(
      "the article states no share: the threshold is a choice of the case; practice speaks of 85 to 95 %");
  return result;
}

}  // namespace parley::rules
