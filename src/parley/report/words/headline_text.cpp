#include "parley/report/words/headline_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "parley/report/words/closures_text.hpp"
#include "parley/report/words/format.hpp"
#include "parley/report/words/ranges_text.hpp"
#include "parley/study/cases/headline.hpp"

namespace parley::report {
namespace {

/// How many parties a terminal shows where the scenario does not name them.
constexpr std::size_t most_parties = 9;

/// "?" or "~" behind a number that keeps no sign.
std::string_view mark(const study::RunResult& result, const study::HeadlineItem& item, std::size_t at) {
  const study::Range* range = result.ranges ? result.ranges->find(item, at) : nullptr;
  return range == nullptr ? " " : mark_of(range->verdict);
}

/// A level has no plus sign.
std::string shown(const study::HeadlineRow& row, std::size_t at) {
  std::string number = headline_number(row.values[at]);
  if (row.item.measure->is_level && number.starts_with('+')) number.erase(0, 1);
  return number;
}

}  // namespace

std::string spoken(const study::RunResult& result, Country n) {
  const std::string& name = result.baseline.economy.region(n).name;
  return name.substr(0, name.find(" ("));
}

std::vector<Country> shown_parties(const study::RunResult& result) {
  std::vector<Country> all = study::parties(result);
  if (study::names_parties(result.scenario) || all.size() <= most_parties) return all;
  const auto largest_change = [&](Country n) {
    double largest = 0;
    for (const study::CaseResult& solved : result.cases)
      largest = std::max(largest, std::abs(solved.outcome.real_income_pct(n)));
    return largest;
  };
  std::ranges::stable_sort(all, std::greater<>{}, largest_change);
  all.erase(all.begin() + most_parties, all.end());
  return all;
}

std::string headline_number(double value) {
  const double size = std::abs(value);
  if (size < study::headline_nothing) return "0.000";
  int decimals = 3;
  for (double step = 0.01; size < step && decimals < 6; step /= 10) ++decimals;
  return fmt::format("{:+.{}f}", value, decimals);
}

std::string headline_text(const study::RunResult& result) {
  constexpr std::size_t narrowest = 14;
  constexpr std::size_t widest = 32;
  std::vector<std::size_t> widths;
  for (const study::CaseResult& solved : result.cases)
    widths.push_back(std::clamp(solved.compare.name.size(), narrowest, widest));
  std::string text = result.scenario.title + "\n\n" + fmt::format("{:<38}", "");
  for (std::size_t at = 0; at < result.cases.size(); ++at)
    text += fmt::format(" {:>{}}", shortened(result.cases[at].compare.name, widest), widths[at]);
  text += '\n';
  const std::vector<Country> parties = shown_parties(result);
  for (const study::HeadlineRow& row : study::headline(result, parties)) {
    text += fmt::format("{:<38}", line_name(row.item));
    for (std::size_t at = 0; at < row.values.size(); ++at)
      text += fmt::format(" {:>{}}{}", shown(row, at), widths.at(at) - 1, mark(result, row.item, at));
    text.erase(text.find_last_not_of(' ') + 1);
    text += '\n';
  }
  if (const std::size_t all = study::parties(result).size(); parties.size() < all) {
    text +=
        fmt::format("\n{} of {} parties are shown, those whose real income changes most; tables/country.csv has all\n",
                    parties.size(), all);
  }
  return text;
}

}  // namespace parley::report
