#include "parley/rules/run_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "parley/rules/case_data.hpp"
#include "parley/text/contains.hpp"

namespace parley::rules {
namespace {

namespace fs = std::filesystem;

tariff::LineRate added_rate(double fraction) {
  return {.kind = tariff::RateKind::add,
          .sums = {{.ad_valorem = fraction, .specific = {}}},
          .text = fmt::format("+{:.6g}%", 100 * fraction)};
}

tariff::Measure measure_of(const CaseList& list) {
  tariff::Measure measure{
      .id = list.id, .title = list.title, .imposer = list.imposer, .authority = list.id, .origin = list.origin};
  for (const RuleLine& line : list.lines) {
    measure.lines.insert(line.code, {tariff::ListedLine{.rate = added_rate(line.added)}});
  }
  tariff::RatePeriod period;
  period.validity = list.validity;
  measure.rates.push_back(period);
  for (const SparedOrigins& spared : list.except) {
    tariff::LineExemption exemption;
    exemption.origin = spared.origin;
    exemption.validity = {list.validity.from, spared.until};
    measure.except.push_back(exemption);
  }
  measure.status = "in_force";
  measure.law = list.source;
  return measure;
}

/// The measures of a case as a book whose duties add up.
tariff::MeasureBook book_of(const RuleCase& rule_case) {
  tariff::MeasureBook book{.file = rule_case.file, .title = rule_case.title};
  const auto add_country = [&](const std::string& code) {
    if (std::find(book.countries.begin(), book.countries.end(), code) == book.countries.end())
      book.countries.push_back(code);
  };
  for (const std::string& member : rule_case.members) add_country(member);
  for (const CaseList& list : rule_case.lists) {
    add_country(list.imposer);
    book.stack.order.push_back(list.id);
    book.measures.push_back(measure_of(list));
  }
  for (const Agreement& agreement : rule_case.agreements) {
    for (const std::string& partner : agreement.partners) add_country(partner);
  }
  return book;
}

class Run {
 public:
  Run(const RuleCase& rule_case, const fs::path& data) : case_(rule_case), data_(data), book_(book_of(rule_case)) {}

  CheckResult check(const CaseCheck& check) {
    notes_.clear();
    CheckResult result = answer(check);
    result.id = check.id;
    if (!check.note.empty()) result.notes.insert(result.notes.begin(), check.note);
    result.notes.insert(result.notes.end(), notes_.begin(), notes_.end());
    return result;
  }

 private:
  CheckResult answer(const CaseCheck& check) {
    switch (check.kind) {
      case CheckKind::bound_ceiling:
        return check_bound_ceiling(lines_of(check));
      case CheckKind::most_favoured_nation:
        return check_most_favoured_nation(book_, origins_of(check), case_.agreements);
      case CheckKind::preferences:
        return check_preferences(book_, origins_of(check), case_.agreements);
      case CheckKind::rebalancing:
        return check_rebalancing({.measure = weigh(check.measure, check.measure_valuations),
                                  .suspension = weigh(check.suspension, check.suspension_valuations),
                                  .tolerance = check.tolerance.value_or(0),
                                  .applied = check.applied,
                                  .notice = check.notice,
                                  .suspended = check.suspended,
                                  .absolute_increase = check.absolute_increase});
      case CheckKind::nullification:
        return check_nullification({.measure = weigh(check.measure, check.measure_valuations),
                                    .suspension = weigh(check.suspension, check.suspension_valuations),
                                    .response = response_of(check)});
      case CheckKind::coverage:
        break;
    }
    return check_free_trade_coverage(coverage_of(check));
  }

  void need(bool is_there, const CaseCheck& check, const char* what) const {
    if (!is_there) throw InputError(check.place, fmt::format("check '{}' needs {}", check.id, what));
  }

  std::vector<RuleLine> lines_of(const CaseCheck& check) {
    need(!check.lists.empty(), check, "'lists'");
    std::vector<RuleLine> lines;
    for (const std::string& id : check.lists) {
      const std::vector<RuleLine>& its_lines = case_.list(id).lines;
      lines.insert(lines.end(), its_lines.begin(), its_lines.end());
    }
    if (!check.valuation.empty() && !data_.empty()) add_trade(lines, case_.valuation(check.valuation));
    return lines;
  }

  /// Trade of lines whose very code the statistics have.
  void add_trade(std::vector<RuleLine>& lines, const Valuation& valuation) const {
    if (!valuation.rows) return;
    std::map<std::string, double> trade;
    for (const ValuedCode& row : read_rows(*valuation.rows, data_)) {
      trade[row.code] += row.value * valuation.unit_musd * valuation.factor;
    }
    for (RuleLine& line : lines) {
      if (const auto found = trade.find(line.code); found != trade.end()) line.trade_musd = found->second;
    }
  }

  OriginQuestion origins_of(const CaseCheck& check) {
    OriginQuestion question{.importer = "", .members = {}, .lines = lines_of(check)};
    question.importer = case_.list(check.lists.front()).imposer;
    for (const std::string& id : check.lists) {
      need(case_.list(id).imposer == question.importer, check, "lists of one imposer");
    }
    for (const std::string& member : case_.members) {
      if (member != question.importer) question.members.push_back(member);
    }
    const std::optional<Date> day = check.on ? check.on : case_.as_of;
    need(day.has_value(), check, "a day, 'on' or the case's 'as_of'");
    question.day = *day;
    return question;
  }

  std::vector<Weighed> weigh(const std::vector<std::string>& lists, const std::vector<std::string>& valuations) {
    std::vector<Weighed> result;
    for (const std::string& id : valuations) {
      const Valuation& valuation = case_.valuation(id);
      Weighed weighed{.name = valuation.id, .source = valuation.source, .slices = {}};
      for (const std::string& list : lists) {
        ValuedList valued = value_list(case_.list(list), valuation, data_);
        weighed.slices.insert(weighed.slices.end(), valued.slices.begin(), valued.slices.end());
        notes_.insert(notes_.end(), valued.notes.begin(), valued.notes.end());
      }
      result.push_back(std::move(weighed));
    }
    return result;
  }

  static std::optional<Response> response_of(const CaseCheck& check) {
    if (!check.demand_elasticity) return std::nullopt;
    Response response{.import_demand_elasticity = *check.demand_elasticity};
    if (check.supply_elasticity && *check.supply_elasticity > 0)
      response.export_supply_elasticity = *check.supply_elasticity;
    return response;
  }

  CoverageQuestion coverage_of(const CaseCheck& check) {
    need(!check.freed.empty() && !check.valuation.empty(), check, "'freed' and 'valuation'");
    const Valuation& valuation = case_.valuation(check.valuation);
    CoverageQuestion question{.source = valuation.source};
    if (check.threshold) question.threshold = *check.threshold;
    if (check.large_chapter) question.large_chapter = *check.large_chapter;
    if (data_.empty() || !valuation.rows) {
      need(check.trade_musd && check.freed_musd && check.trade_lines && check.freed_lines, check,
           "trade_musd, freed_musd, lines and freed_lines, or a folder of data (--data DIR)");
      question.totals = {*check.trade_musd, *check.freed_musd, *check.trade_lines, *check.freed_lines};
      return question;
    }
    for (const ValuedCode& row : read_rows(*valuation.rows, data_)) {
      const bool is_freed = std::any_of(check.freed.begin(), check.freed.end(),
                                        [&](const std::string& prefix) { return row.code.starts_with(prefix); });
      question.add({row.code, row.value * valuation.unit_musd * valuation.factor, is_freed});
    }
    return question;
  }

  const RuleCase& case_;
  fs::path data_;
  tariff::MeasureBook book_;
  std::vector<std::string> notes_;
};

}  // namespace

std::vector<CheckResult> run_checks(const RuleCase& rule_case, const fs::path& data,
                                    const std::vector<std::string>& only) {
  std::vector<std::string> ids;
  for (const CaseCheck& check : rule_case.checks) ids.push_back(check.id);
  for (const std::string& wanted : only) {
    if (text::contains(ids, wanted)) continue;
    throw InputError({rule_case.file, 0, 0, ""}, fmt::format("no check '{}'", wanted), did_you_mean(wanted, ids));
  }
  Run run(rule_case, data);
  std::vector<CheckResult> results;
  for (const CaseCheck& check : rule_case.checks) {
    if (!only.empty() && std::find(only.begin(), only.end(), check.id) == only.end()) continue;
    results.push_back(run.check(check));
  }
  return results;
}

}  // namespace parley::rules
