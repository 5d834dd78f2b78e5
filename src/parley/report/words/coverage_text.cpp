#include "parley/report/words/coverage_text.hpp"

#include <fmt/format.h>

#include "parley/study/effective_duties.hpp"

namespace parley::report {

std::string coverage_text(const tariff::BuiltCoverage& built, const std::string& out) {
  std::string text;
  for (const tariff::TradeTotal& total : built.trade) {
    text += fmt::format("trade {:<18} {:>12.1f} million USD", total.trade, total.total_musd);
    if (total.factor != 1) text += fmt::format(" (the file's own {:.1f} times {:.6f})", total.file_musd, total.factor);
    text += "\n";
    for (const auto& [basis, dollars] : total.by_basis) {
      if (dollars.codes == 0) continue;
      text += fmt::format("  {:<34} {:>6} codes {:>12.1f}  {:>6.2f} %\n", in_words(basis), dollars.codes, dollars.musd,
                          study::percent_of(dollars.musd, total.total_musd));
    }
    if (!total.largest_unmapped.empty())
      text += fmt::format("  largest unmapped: {}\n", fmt::join(total.largest_unmapped, ", "));
  }
  for (const tariff::ListTotal& total : built.lists) {
    text += fmt::format(
        "list  {:<18} {:>5} lines, {} not in the data; codes listed whole {:.1f}, split {:.1f} ({} codes);", total.list,
        total.lines, total.untraded_lines, total.whole.musd, total.split.musd, total.split.codes);
    for (const auto& [exporter, covered] : total.covered_musd) text += fmt::format("  {} {:.1f}", exporter, covered);
    text += "\n";
  }
  return text + fmt::format("{} shares written to {}\n", built.table.rows.size(), out);
}

}  // namespace parley::report
