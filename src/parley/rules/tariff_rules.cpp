#include "parley/rules/tariff_rules.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "parley/tariff/law/duty.hpp"

namespace parley::rules {
namespace {

/// Two duties closer than this are the same; far below the thousandth of a per cent that schedules print.
constexpr double same_duty = 1e-9;

double percent(double fraction) { return 100 * fraction; }

bool is_partner(const std::vector<Agreement>& agreements, const std::string& importer, const std::string& member) {
  return std::any_of(agreements.begin(), agreements.end(), [&](const Agreement& each) {
    return each.importer == importer &&
           std::find(each.partners.begin(), each.partners.end(), member) != each.partners.end();
  });
}

std::map<std::string, double> duties_by_member(const tariff::MeasureBook& book, const OriginQuestion& question,
                                               const std::string& code) {
  std::map<std::string, double> duties;
  for (const std::string& member : question.members) {
    duties[member] = tariff::duty_at(book, {question.importer, member, code, question.day}).total;
  }
  return duties;
}

void sort_by_weight(std::vector<FailingLine>& lines) {
  std::stable_sort(lines.begin(), lines.end(), [](const FailingLine& a, const FailingLine& b) {
    const double trade_a = a.trade_musd.value_or(0);
    const double trade_b = b.trade_musd.value_or(0);
    return trade_a != trade_b ? trade_a > trade_b : a.excess > b.excess;
  });
}

double trade_of(const std::vector<FailingLine>& lines) {
  double sum = 0;
  for (const FailingLine& line : lines) sum += line.trade_musd.value_or(0);
  return sum;
}

void add_trade_figure(CheckResult& result) {
  if (const double trade = trade_of(result.failing); trade > 0) {
    result.figures.push_back({"trade on the failing lines", trade, "million USD"});
  }
}

}  // namespace

CheckResult check_bound_ceiling(const std::vector<RuleLine>& lines) {
  CheckResult result{.title = "bound ceiling",
                     .rule = "GATT 1994, Article II:1(b)",
                     .rule_in_words =
                         "Goods from members pay no ordinary customs duty above the rate bound in the "
                         "importer's schedule. Pleas of security, safeguards or general exceptions are not "
                         "judged here."};
  std::size_t judged = 0;
  double highest = 0;
  for (const RuleLine& line : lines) {
    if (!line.bound || !line.applied) continue;
    ++judged;
    const double duty = *line.applied + line.added;
    if (duty <= *line.bound + same_duty) continue;
    highest = std::max(highest, duty - *line.bound);
    result.failing.push_back({line.list, line.code,
                              fmt::format("{:.4g} % charged, {:.4g} % bound", percent(duty), percent(*line.bound)),
                              duty - *line.bound, line.trade_musd});
  }
  sort_by_weight(result.failing);
  result.figures = {{"lines", static_cast<double>(lines.size()), "lines"},
                    {"lines with a known bound rate", static_cast<double>(judged), "lines"},
                    {"lines above it", static_cast<double>(result.failing.size()), "lines"},
                    {"largest excess", percent(highest), "percentage points"}};
  add_trade_figure(result);
  const std::size_t unknown = lines.size() - judged;
  if (!result.failing.empty()) {
    result.claim(Verdict::fails, fmt::format("{} of {} lines with a known bound rate are charged more than it",
                                             result.failing.size(), judged));
  } else if (judged > 0) {
    result.claim(Verdict::holds,
                 fmt::format("none of {} lines with a known bound rate is charged more than it", judged));
  }
  if (unknown > 0 && result.failing.empty()) {
    result.claim(Verdict::open, fmt::format("{} lines have no bound rate in the data", unknown));
  } else if (unknown > 0) {
    result.notes.push_back(
        fmt::format("{} lines have no ad valorem bound rate in the data and are not judged", unknown));
  }
  return result;
}

CheckResult check_most_favoured_nation(const tariff::MeasureBook& book, const OriginQuestion& question,
                                       const std::vector<Agreement>& agreements) {
  CheckResult result{.title = "most-favoured nation",
                     .rule = "GATT 1994, Article I:1",
                     .rule_in_words =
                         "An advantage granted to goods of any country goes at once and without conditions "
                         "to like goods of every member; free trade areas and customs unions (Article XXIV) "
                         "may do better by their members."};
  std::set<std::string> favoured;
  std::set<std::string> disfavoured;
  for (const RuleLine& line : question.lines) {
    const std::map<std::string, double> duties = duties_by_member(book, question, line.code);
    double lowest = std::numeric_limits<double>::infinity();
    for (const auto& [member, duty] : duties) {
      if (!is_partner(agreements, question.importer, member)) lowest = std::min(lowest, duty);
    }
    double excess = 0;
    for (const auto& [member, duty] : duties) {
      if (duty > lowest + same_duty) disfavoured.insert(member);
      excess = std::max(excess, duty - lowest);
    }
    if (excess <= same_duty) continue;
    std::vector<std::string> spared;
    for (const auto& [member, duty] : duties) {
      if (duty > lowest + same_duty || is_partner(agreements, question.importer, member)) continue;
      spared.push_back(member);
      favoured.insert(member);
    }
    result.failing.push_back(
        {line.list, line.code,
         fmt::format("{:.4g} points more than goods of {} other members", percent(excess), spared.size()), excess,
         line.trade_musd});
  }
  sort_by_weight(result.failing);
  result.figures = {
      {"lines", static_cast<double>(question.lines.size()), "lines"},
      {"lines on which members are treated differently", static_cast<double>(result.failing.size()), "lines"},
      {"members compared", static_cast<double>(question.members.size()), "members"},
      {"members that pay more", static_cast<double>(disfavoured.size()), "members"}};
  add_trade_figure(result);
  if (question.members.size() < 2) {
    result.claim(Verdict::open, "fewer than two members are compared");
  } else if (result.failing.empty()) {
    result.claim(Verdict::holds, fmt::format("all {} lines charge every member the same", question.lines.size()));
  } else {
    result.claim(Verdict::fails, fmt::format("on {} of {} lines {} pay more than {} on {}", result.failing.size(),
                                             question.lines.size(), fmt::join(disfavoured, " "),
                                             fmt::join(favoured, " "), to_string(question.day)));
  }
  return result;
}

CheckResult check_preferences(const tariff::MeasureBook& book, const OriginQuestion& question,
                              const std::vector<Agreement>& agreements) {
  CheckResult result{.title = "preferences",
                     .rule = "the treaty's tariff commitment; GATT 1994, Article XXIV:8(b)",
                     .rule_in_words =
                         "Goods of a partner in a free trade area pay no more than the treaty's rate; "
                         "security exceptions of the treaty are not judged here."};
  std::size_t compared = 0;
  std::set<std::string> harmed;
  for (const Agreement& agreement : agreements) {
    if (agreement.importer != question.importer) continue;
    for (const std::string& partner : agreement.partners) {
      for (const RuleLine& line : question.lines) {
        ++compared;
        const double added = tariff::duty_at(book, {question.importer, partner, line.code, question.day}).total;
        const double duty = agreement.rate + added;
        if (duty <= agreement.rate + same_duty) continue;
        harmed.insert(partner);
        result.failing.push_back({line.list, line.code,
                                  fmt::format("{} pays {:.4g} %, {} allows {:.4g} %", partner, percent(duty),
                                              agreement.id, percent(agreement.rate)),
                                  duty - agreement.rate, std::nullopt});
      }
    }
  }
  result.figures = {{"lines and partners compared", static_cast<double>(compared), ""},
                    {"above the treaty's rate", static_cast<double>(result.failing.size()), ""},
                    {"partners that pay more", static_cast<double>(harmed.size()), ""}};
  if (compared == 0) {
    result.claim(Verdict::open, "no agreement of this importer is named");
  } else if (result.failing.empty()) {
    result.claim(Verdict::holds, fmt::format("no partner pays more than its treaty allows ({} compared)", compared));
  } else {
    result.claim(Verdict::fails, fmt::format("{} pay more than their treaties allow on {}", fmt::join(harmed, " "),
                                             to_string(question.day)));
  }
  return result;
}

}  // namespace parley::rules
