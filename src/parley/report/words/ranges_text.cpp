#include "parley/report/words/ranges_text.hpp"

#include <fmt/format.h>

#include <cmath>

#include "parley/report/words/format.hpp"
#include "parley/report/words/headline_text.hpp"
#include "parley/study/cases/headline.hpp"

namespace parley::report {
std::string evidence_words(const study::HeadlineRanges& ranges) {
  std::string text = fmt::format(
      "Ranges reach from the lower of the 5th percentile of the draws ({}) and the lowest of {} sets of elasticities "
      "to "
      "the higher of the 95th percentile and the highest set",
      ranges.plan, ranges.sets.size());
  if (ranges.failed > 0) text += fmt::format("; {} of {} draws have no solution", ranges.failed, ranges.draws);
  return text;
}

std::string range_words(const study::Range& range) {
  return fmt::format("{} to {}", significant(range.low, 2, Sign::always), significant(range.high, 2, Sign::always));
}

std::string_view mark_of(study::Verdict verdict) {
  switch (verdict) {
    case study::Verdict::keeps_sign:
      return " ";
    case study::Verdict::open:
      return "?";
    case study::Verdict::nothing:
      return "~";
  }
  return " ";
}

std::string income_sentence(const study::RunResult& result, const study::CaseResult& solved, Country n) {
  const std::string name = spoken(result, n);
  const double change = solved.outcome.real_income_pct(n);
  const auto at = static_cast<std::size_t>(&solved - result.cases.data());
  const study::Range* range = result.ranges ? result.ranges->real_income(n, at) : nullptr;
  const std::string size = percent(std::abs(change), Sign::only_minus);
  if (range == nullptr) return fmt::format("{} {} {}", name, change < 0 ? "loses" : "gains", size);
  switch (range->verdict) {
    case study::Verdict::keeps_sign:
      return fmt::format("{} {} {} ({} %)", name, change < 0 ? "loses" : "gains", size, range_words(*range));
    case study::Verdict::open:
      return fmt::format("{} could go either way ({} %)", name, range_words(*range));
    case study::Verdict::nothing:
      break;
  }
  return name + " sees no change that this model can tell";
}

std::string ranges_text(const study::RunResult& result) {
  if (!result.ranges) return "";
  const study::HeadlineRanges& ranges = *result.ranges;
  std::string text = fmt::format("\nReal income, %: how sure\n{:<22} {:<5} {:>10} {:>10} {:>10}  sets + / -\n", "", "",
                                 "central", "from", "to");
  for (std::size_t at = 0; at < result.cases.size(); ++at) {
    std::string name = shortened(result.cases[at].compare.name, 22);
    for (const Country n : shown_parties(result)) {
      const study::Range& range = *ranges.real_income(n, at);
      text += fmt::format("{} {:<5} {:>10} {:>10} {:>10}  {:>4} / {:<3} {}\n", padded(name, 22),
                          result.baseline.economy.code(n), headline_number(range.central), headline_number(range.low),
                          headline_number(range.high), range.sets_up, range.sets_down, study::words_of(range));
      name.clear();
    }
  }
  text += evidence_words(ranges) + ".\n";
  for (const std::string& remark : ranges.remarks) text += "  " + remark + "\n";
  return text + "? its sign is open; ~ below what the model can tell (0.001 %). tables/ranges/ranges.csv has all.\n";
}

}  // namespace parley::report
