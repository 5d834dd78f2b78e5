#include "parley/report/words/duty_text.hpp"

#include <fmt/format.h>

#include <set>

#include "parley/report/words/format.hpp"

namespace parley::report {
namespace {

constexpr double billion = 1e3;  ///< in million
/// How many entries of a case a terminal shows; the tables have all.
constexpr std::size_t most_entries = 12;

std::string in_billions(const std::optional<double>& musd) {
  return musd ? fmt::format("{:.2f}", *musd / billion) : std::string("-");
}

std::string row(const std::string& name, double all, const std::string& comparable,
                const std::optional<double>& official, const std::optional<double>& difference) {
  return fmt::format("  {:<36} {:>9} {:>11} {:>9} {:>8}\n", shortened(name, 36), in_billions(all), comparable,
                     in_billions(official), difference ? fmt::format("{:+.1f}", *difference) : std::string("-"));
}

}  // namespace

std::string duty_text(const study::RunResult& result) {
  std::string text;
  std::set<std::string> reasons;
  for (const study::CaseResult& solved : result.cases) {
    const std::vector<study::EntryDuty> duties = study::static_duties(result, solved);
    if (duties.empty()) continue;
    text += solved.compare.name + "\n";
    for (std::size_t at = 0; at < duties.size(); ++at) {
      const study::EntryDuty& entry = duties[at];
      if (!entry.reason.empty()) reasons.insert("  " + entry.id + ": " + entry.reason + "\n");
      if (at >= most_entries) continue;
      const std::string comparable = entry.official_duty_musd ? in_billions(entry.comparable_musd) : "-";
      text += row(entry.id, entry.duty_musd, comparable, entry.official_duty_musd, entry.difference_pct());
    }
    if (duties.size() > most_entries) {
      text += fmt::format("  and {} more entries, in tables/duties/duties.csv\n", duties.size() - most_entries);
    }
  }
  if (text.empty()) return "";
  std::string head = fmt::format(
      "\nStatic duty, bn: rates times the baseline's trade before anything reacts\n  {:<36} {:>9} "
      "{:>11} {:>9} {:>8}\n",
      "", "all", "comparable", "official", "%");
  std::string tail;
  for (const std::string& reason : reasons) tail += reason;
  return head + text + (tail.empty() ? "" : "Over 2 % from the official sum:\n" + tail);
}

}  // namespace parley::report
