#include "parley/report/words/event_report.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "parley/report/words/format.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/json.hpp"

namespace parley::report {
namespace {

using market::EventTests;
using market::Statistic;

struct NamedTest {
  std::string_view name;
  Statistic EventTests::* value;
  bool allows_common_day;
};

/// In the order of printing: first those that allow for members moving together on the event day.
constexpr std::array named_tests = {NamedTest{"Kolari-Pynnonen", &EventTests::kolari_pynnonen, true},
                                    NamedTest{"calendar-time portfolio", &EventTests::calendar_time, true},
                                    NamedTest{"adjusted Patell", &EventTests::adjusted_patell, true},
                                    NamedTest{"Corrado rank", &EventTests::corrado, true},
                                    NamedTest{"cross-section t", &EventTests::cross_section, false},
                                    NamedTest{"Patell", &EventTests::patell, false},
                                    NamedTest{"Patell, variance over T-1", &EventTests::patell_total_variance, false},
                                    NamedTest{"BMP", &EventTests::bmp, false}};

std::string number(double value, int decimals) {
  return std::isnan(value) ? "n/a" : fmt::format("{:.{}f}", value, decimals);
}

std::string tests_text(const std::string& window, const EventTests& tests) {
  std::string text = fmt::format("    {:<12} mean {:>+9.4f} %   {:.0f} % of members below zero\n", window,
                                 100 * tests.mean, 100 * tests.share_negative);
  for (const NamedTest& each : named_tests) {
    const Statistic& statistic = tests.*each.value;
    if (std::isnan(statistic.value)) continue;
    text +=
        fmt::format("      {:<28} {:>10}   p = {:<8} {}\n", each.name, number(statistic.value, 4),
                    number(statistic.probability, 4), each.allows_common_day ? "" : "takes members for independent");
  }
  if (!std::isnan(tests.permutation))
    text += fmt::format("      {:<28} {:>10}   p = {}\n", "permutation of days", "", number(tests.permutation, 4));
  return text;
}

std::string group_text(const market::EventResult& event, const market::PlanGroup& group,
                       const market::GroupStudy& study) {
  std::string text =
      fmt::format("\n  {} ({} members, {} excluded; mean residual correlation {}; raw return {:+.2f} %)\n", group.title,
                  study.members.size(), study.excluded.size(), number(study.mean_correlation, 4), 100 * study.raw_mean);
  for (std::size_t t = 0; t < event.days.size() && event.days.size() > 1; ++t)
    text += tests_text(to_string(event.days[t]), study.by_day[t]);
  text += tests_text(event.days.size() > 1 ? "all days" : to_string(event.days.front()), study.cumulative);
  for (const market::Exclusion& each : study.excluded)
    text += fmt::format("    excluded: {}: {}\n", each.member, each.reason);
  return text;
}

std::string difference_text(const market::PlanComparison& pair, const market::GroupDifference& difference) {
  return fmt::format(
      "\n  {} less {}: abnormal {:+.2f} points: portfolio t {} (p = {}), Welch t {} (p = {}), permutation of labels p "
      "= {}\n"
      "    raw returns {:+.2f} points: portfolio t {} (p = {}), Welch t {} (p = {})\n",
      pair.first, pair.second, 100 * difference.abnormal, number(difference.calendar_time.value, 2),
      number(difference.calendar_time.probability, 4), number(difference.welch.value, 2),
      number(difference.welch.probability, 4), number(difference.label_permutation, 4), 100 * difference.raw,
      number(difference.raw_calendar_time.value, 2), number(difference.raw_calendar_time.probability, 4),
      number(difference.raw_welch.value, 2), number(difference.raw_welch.probability, 4));
}

std::string headline(const market::EventResult& event, const market::PlanGroup& group,
                     const market::GroupStudy& study) {
  const market::Verdict verdict = market::verdict_of(study.cumulative);
  const std::string said = std::isnan(verdict.statistic.probability) ? "cannot be tested"
                           : verdict.differs_from_zero               ? "different from zero at 5 %"
                                                                     : "no evidence of a move of its own";
  return fmt::format("  {}, {}: {:+.2f} % beyond what its betas imply; {} {}, p = {}: {}\n", event.event.title,
                     group.title, 100 * study.cumulative.mean,
                     verdict.test == market::Verdict::Test::kolari_pynnonen ? "Kolari-Pynnonen t" : "portfolio t",
                     number(verdict.statistic.value, 2), number(verdict.statistic.probability, 3), said);
}

nlohmann::ordered_json value_or_null(double value) {
  return std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json(nullptr);
}

nlohmann::ordered_json as_json(const Statistic& statistic) {
  return {{"value", value_or_null(statistic.value)}, {"p", value_or_null(statistic.probability)}};
}

nlohmann::ordered_json as_json(const std::string& window, const EventTests& tests) {
  nlohmann::ordered_json json{
      {"window", window}, {"mean", value_or_null(tests.mean)}, {"share_negative", value_or_null(tests.share_negative)}};
  for (const NamedTest& each : named_tests) json["tests"][std::string(each.name)] = as_json(tests.*each.value);
  json["tests"]["permutation of days"] = {{"p", value_or_null(tests.permutation)}};
  return json;
}

nlohmann::ordered_json as_json(const market::EventStudyResult& result, const market::EventResult& event,
                               std::size_t at) {
  const market::GroupStudy& study = event.groups[at];
  nlohmann::ordered_json json{{"id", result.plan.groups[at].id},
                              {"mean_correlation", value_or_null(study.mean_correlation)},
                              {"raw_mean", value_or_null(study.raw_mean)}};
  for (std::size_t t = 0; t < event.days.size(); ++t)
    json["windows"].push_back(as_json(to_string(event.days[t]), study.by_day[t]));
  json["windows"].push_back(as_json("all", study.cumulative));
  for (const market::AbnormalReturn& each : study.members) {
    json["members"].push_back({{"name", result.members[each.member.value()]},
                               {"coefficients", each.coefficient},
                               {"sigma", each.sigma},
                               {"days", each.days},
                               {"abnormal", each.abnormal},
                               {"cumulative", each.cumulative},
                               {"cumulative_error", each.cumulative_error},
                               {"raw", each.raw}});
  }
  json["excluded"] = nlohmann::ordered_json::array();
  for (const market::Exclusion& each : study.excluded)
    json["excluded"].push_back({{"member", each.member}, {"reason", each.reason}});
  return json;
}

}  // namespace

std::string to_text(const market::EventStudyResult& result) {
  std::string text = fmt::format("{}\n\n", result.plan.title);
  for (const market::EventResult& event : result.events) {
    for (std::size_t g = 0; g < event.groups.size(); ++g)
      text += headline(event, result.plan.groups[g], event.groups[g]);
  }
  const std::size_t tests = result.test_count();
  if (tests > 1)
    text += fmt::format("  {} tests: with no move anywhere about {:.1f} of them would fall below 5 %\n", tests,
                        market::expected_by_chance(tests));
  for (const market::EventResult& event : result.events) {
    text += fmt::format("\n{} ({} to {}; estimated on {} to {}; explained by {})\n", event.event.title,
                        to_string(event.days.front()), to_string(event.days.back()), to_string(event.estimation_from),
                        to_string(event.estimation_until), fmt::join(result.factors, ", "));
    for (const market::PlanNews& news : event.news)
      text += fmt::format("  also in the news: {} {}{}\n", to_string(news.date), news.title,
                          news.source.empty() ? "" : " (" + news.source + ")");
    for (std::size_t g = 0; g < event.groups.size(); ++g)
      text += group_text(event, result.plan.groups[g], event.groups[g]);
    for (std::size_t k = 0; k < event.differences.size(); ++k)
      text += difference_text(result.plan.comparisons[k], event.differences[k]);
  }
  for (const std::string& note : result.notes) text += fmt::format("note: {}\n", note);
  return text;
}

std::string to_json(const market::EventStudyResult& result) {
  nlohmann::ordered_json json{{"title", result.plan.title}, {"factors", result.factors}, {"notes", result.notes}};
  for (const market::EventResult& event : result.events) {
    nlohmann::ordered_json one{{"id", event.event.id},
                               {"title", event.event.title},
                               {"estimation_from", to_string(event.estimation_from)},
                               {"estimation_until", to_string(event.estimation_until)},
                               {"news", nlohmann::ordered_json::array()}};
    for (const market::PlanNews& news : event.news)
      one["news"].push_back({{"date", to_string(news.date)}, {"title", news.title}, {"source", news.source}});
    for (std::size_t g = 0; g < event.groups.size(); ++g) one["groups"].push_back(as_json(result, event, g));
    for (std::size_t k = 0; k < event.differences.size(); ++k) {
      const market::GroupDifference& each = event.differences[k];
      one["differences"].push_back({{"first", result.plan.comparisons[k].first},
                                    {"second", result.plan.comparisons[k].second},
                                    {"abnormal", each.abnormal},
                                    {"calendar_time", as_json(each.calendar_time)},
                                    {"welch", as_json(each.welch)},
                                    {"label_permutation_p", value_or_null(each.label_permutation)},
                                    {"raw", each.raw},
                                    {"raw_calendar_time", as_json(each.raw_calendar_time)},
                                    {"raw_welch", as_json(each.raw_welch)}});
    }
    json["events"].push_back(std::move(one));
  }
  return text::json_text(json);
}

std::string event_tests_csv(const market::EventStudyResult& result) {
  std::string csv = "event,group,window,test,value,probability,allows_common_event_day\n";
  const auto add = [&](const std::string& event, const std::string& group, const std::string& window,
                       const EventTests& tests) {
    csv += text::csv_format("{},{},{},mean,{},,\n", event, group, window, exact(tests.mean));
    for (const NamedTest& each : named_tests) {
      const Statistic& statistic = tests.*each.value;
      csv += text::csv_format("{},{},{},{},{},{},{}\n", event, group, window, each.name, exact(statistic.value),
                              exact(statistic.probability), each.allows_common_day ? 1 : 0);
    }
    csv += text::csv_format("{},{},{},permutation of days,,{},1\n", event, group, window, exact(tests.permutation));
  };
  for (const market::EventResult& event : result.events) {
    for (std::size_t g = 0; g < event.groups.size(); ++g) {
      const std::string& group = result.plan.groups[g].id;
      for (std::size_t t = 0; t < event.days.size(); ++t)
        add(event.event.id, group, to_string(event.days[t]), event.groups[g].by_day[t]);
      add(event.event.id, group, "all", event.groups[g].cumulative);
    }
  }
  return csv;
}

std::string event_members_csv(const market::EventStudyResult& result) {
  std::string csv = "event,group,member,days,constant";
  for (const std::string& factor : result.factors) csv += text::csv_format(",{}", "beta_" + factor);
  csv += ",sigma,abnormal_pct,abnormal_error_pct,raw_pct\n";
  for (const market::EventResult& event : result.events) {
    for (std::size_t g = 0; g < event.groups.size(); ++g) {
      for (const market::AbnormalReturn& each : event.groups[g].members) {
        csv += text::csv_format("{},{},{},{}", event.event.id, result.plan.groups[g].id,
                                result.members[each.member.value()], each.days);
        for (const double coefficient : each.coefficient) csv += "," + exact(coefficient);
        csv += text::csv_format(",{},{},{},{}\n", exact(each.sigma), exact(100 * each.cumulative),
                                exact(100 * each.cumulative_error), exact(100 * each.raw));
      }
    }
  }
  return csv;
}

std::string event_exclusions_csv(const market::EventStudyResult& result) {
  std::string csv = "event,group,member,reason\n";
  for (const market::EventResult& event : result.events) {
    for (std::size_t g = 0; g < event.groups.size(); ++g) {
      for (const market::Exclusion& each : event.groups[g].excluded)
        csv += text::csv_format("{},{},{},{}\n", event.event.id, result.plan.groups[g].id, each.member, each.reason);
    }
  }
  return csv;
}

}  // namespace parley::report
