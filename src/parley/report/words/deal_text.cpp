#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "parley/report/words/deal_text.hpp"
#include "parley/report/words/format.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/json.hpp"

namespace parley::report {
namespace {

using Json = nlohmann::ordered_json;

/// "tariffs dropped, cars at 15 %"; what stays as it stands is left out.
std::string package_words(const study::Desk& desk, const study::Package& package) {
  const std::vector<std::string> words = study::settled_titles(desk.plan, package);
  return words.empty() ? "nothing changes" : fmt::format("{}", fmt::join(words, "; "));
}

std::string gains(const study::Desk& desk, const bargaining::Payoff& payoff) {
  std::string text;
  for (std::size_t party = 0; party < payoff.size(); ++party)
    text += fmt::format("{}{} {:+.3f}", party > 0 ? ", " : "", desk.plan.parties[party], payoff[party] / 1000);
  return text;
}

std::string offer_line(const study::Desk& desk, std::size_t proposer, const std::optional<std::size_t>& offer) {
  const std::string& by = desk.plan.parties[proposer];
  const std::string& to = desk.plan.parties[1 - proposer];
  if (!offer) return fmt::format("  {} has nothing that {} would rather have than no deal\n", by, to);
  return fmt::format("  {}'s smallest concession that {} accepts: {} ({})\n", by, to,
                     package_words(desk, desk.packages[*offer].package),
                     gains(desk, payoff_of(desk, desk.packages[*offer])));
}

std::string talks_text(const study::Desk& desk) {
  const study::AlternatingOffersSummary& talks = *desk.talks;
  std::string text = fmt::format(
      "\nTalks over {} rounds, {} runs: {} agreements (round {:.1f} on average), {} reach the deadline, {} break down; "
      "worth {} on average\n",
      desk.plan.talks->rounds, desk.plan.talks->runs, talks.agreements, talks.mean_round, talks.deadlines,
      talks.breakdowns, gains(desk, talks.mean_payoff));
  for (const study::PerfectPlay& play : talks.perfect_play) {
    text += fmt::format("  perfect play, {} first and {} last ({} rounds): {} ({})\n",
                        desk.plan.parties[play.first_mover], desk.plan.parties[play.last_mover], play.rounds,
                        play.solution.agrees_at_once ? package_words(desk, desk.packages[play.solution.outcome].package)
                                                     : "no agreement at once",
                        gains(desk, play.solution.value));
  }
  return text;
}

/// What failure costs against things as they stood, and whether each would want to carry its threat out.
std::string threats_text(const study::Desk& desk) {
  std::string text = fmt::format("  holding everything as it stood is worth, against no agreement: {}\n",
                                 gains(desk, study::worth_of_holding(desk)));
  for (std::size_t party = 0; party < desk.threats.size(); ++party) {
    const study::Threat& threat = desk.threats[party];
    if (threat.entries.empty()) continue;
    text += fmt::format("  {}'s threat ({}), carried out, is worth {:+.3f} to itself and {:+.3f} to {}{}\n",
                        desk.plan.parties[party], fmt::join(threat.entries, ", "), threat.own_gain / 1000,
                        threat.other_gain / 1000, desk.plan.parties[1 - party],
                        threat.own_gain < 0 ? ": it would rather not" : "");
  }
  return text;
}

/// What settling all issues in one package adds to settling each alone.
std::string linkage_text(const study::Desk& desk) {
  const std::optional<bargaining::Payoff> more = study::worth_of_linkage(desk);
  return more ? fmt::format("  one package adds to settling issue by issue: {}\n", gains(desk, *more)) : "";
}

std::string ledger_text(const study::Desk& desk) {
  const std::optional<std::size_t> nash = picked(desk, bargaining::Rule::nash);
  if (desk.ledger.empty() || !nash) return "";
  std::string text =
      "\nWho gives what in Nash's package: each item against the same package without it, bn of income and of "
      "imports from the other\n";
  for (const study::LedgerEntry& entry : desk.ledger) {
    const std::size_t chosen = desk.packages[*nash].package[entry.issue];
    text += fmt::format(
        "  {} {}   imports {}{}\n", padded(shortened(desk.plan.issues[entry.issue].options[chosen].title, 52), 52),
        gains(desk, entry.gain), gains(desk, entry.imports), entry.is_needed ? "   without it no deal" : "");
  }
  return text;
}

std::string breakers_text(const study::Desk& desk) {
  std::string text;
  for (const study::WithoutOption& each : desk.breakers) {
    if (each.package) continue;
    const scenario::Issue& issue = desk.plan.issues[each.issue];
    text += fmt::format("  without '{}' no package is acceptable to both\n", issue.options[each.option].title);
  }
  return text.empty() ? "" : "\nWhat breaks the deal\n" + text;
}

}  // namespace

std::string deal_text(const study::Desk& desk, const Baseline& baseline) {
  std::string text = fmt::format(
      "{} packages of {} issues, each solved on {}; {} without a solution\n"
      "Gains are real income a year against the base, billion {}\n\n"
      "  no agreement{}: {}\n  nothing happens: {}\n{}"
      "  {} packages are better than no agreement for both, {} better than nothing happening; {} on the frontier\n\n",
      desk.packages.size(), desk.plan.issues.size(), baseline.info.name, study::unsolved_count(desk),
      baseline.info.currency,
      desk.plan.disagreement_is_war ? " (war: each sets the tariffs on the other that are best for itself)" : "",
      gains(desk, payoff_of(desk, desk.disagreement)), gains(desk, payoff_of(desk, desk.status_quo)),
      threats_text(desk), desk.better_than_disagreement, desk.better_than_status_quo, desk.frontier.size());
  for (const study::Pick& pick : desk.picks) {
    text += fmt::format("  {:<18} ", to_string(pick.rule));
    text += pick.package ? fmt::format("{} ({})\n", package_words(desk, desk.packages[*pick.package].package),
                                       gains(desk, payoff_of(desk, desk.packages[*pick.package])))
                         : "no package is acceptable to both\n";
  }
  text += linkage_text(desk) + "\n" + offer_line(desk, 0, desk.counter_offer) +
          offer_line(desk, 1, desk.counter_offer_of_second);
  text += ledger_text(desk) + breakers_text(desk);
  return desk.talks ? text + talks_text(desk) : text;
}

std::string packages_csv(const study::Desk& desk, const Baseline& baseline) {
  std::string csv;
  for (const scenario::Issue& issue : desk.plan.issues) csv += text::csv_format("{},", issue.id);
  csv += "solved,on_frontier,picked_by";
  for (const Country n : baseline.economy.countries())
    csv += text::csv_format(",{}", "gain_" + baseline.economy.code(n) + "_musd");
  csv += "\n";
  for (std::size_t at = 0; at < desk.packages.size(); ++at) {
    const study::PackageValue& value = desk.packages[at];
    for (std::size_t issue = 0; issue < value.package.size(); ++issue)
      csv += text::csv_format("{},", desk.plan.issues[issue].options[value.package[issue]].id);
    const bool on_frontier = std::find(desk.frontier.begin(), desk.frontier.end(), at) != desk.frontier.end();
    std::vector<std::string_view> rules;
    for (const study::Pick& pick : desk.picks) {
      if (pick.package == at) rules.push_back(to_string(pick.rule));
    }
    csv += text::csv_format("{},{},{}", value.gain.empty() ? value.failure : "yes", on_frontier ? 1 : 0,
                            fmt::format("{}", fmt::join(rules, "; ")));
    for (const Country n : baseline.economy.countries())
      csv += "," + (value.gain.empty() ? std::string() : exact(value.gain[n.value()]));
    csv += "\n";
  }
  return csv;
}

std::string deal_json(const study::Desk& desk, const Baseline& baseline) {
  const auto package_json = [&](const study::PackageValue& value) {
    Json options = Json::object();
    for (std::size_t issue = 0; issue < value.package.size(); ++issue)
      options[desk.plan.issues[issue].id] = desk.plan.issues[issue].options[value.package[issue]].id;
    Json gain = Json::object();
    for (const Country n : baseline.economy.countries()) {
      if (!value.gain.empty()) gain[baseline.economy.code(n)] = value.gain[n.value()];
    }
    return Json{{"options", options}, {"gain_musd", gain}, {"imports_musd", value.imports}, {"failure", value.failure}};
  };
  Json json{{"parties", desk.plan.parties},
            {"disagreement", package_json(desk.disagreement)},
            {"status_quo", package_json(desk.status_quo)},
            {"packages", Json::array()},
            {"frontier", desk.frontier},
            {"better_than_disagreement", desk.better_than_disagreement},
            {"better_than_status_quo", desk.better_than_status_quo},
            {"picks", Json::object()},
            {"threats", Json::array()},
            {"ledger", Json::array()}};
  for (std::size_t party = 0; party < desk.threats.size(); ++party) {
    const study::Threat& threat = desk.threats[party];
    json["threats"].push_back({{"party", desk.plan.parties[party]},
                               {"entries", threat.entries},
                               {"own_gain_musd", threat.own_gain},
                               {"other_gain_musd", threat.other_gain}});
  }
  for (const study::PackageValue& value : desk.packages) json["packages"].push_back(package_json(value));
  for (const study::Pick& pick : desk.picks)
    json["picks"][std::string(to_string(pick.rule))] = pick.package ? Json(*pick.package) : Json();
  for (const study::LedgerEntry& entry : desk.ledger) {
    json["ledger"].push_back({{"issue", desk.plan.issues[entry.issue].id},
                              {"gain_musd", entry.gain},
                              {"imports_musd", entry.imports},
                              {"needed", entry.is_needed}});
  }
  if (desk.talks) {
    json["talks"] = {{"agreements", desk.talks->agreements},
                     {"deadlines", desk.talks->deadlines},
                     {"breakdowns", desk.talks->breakdowns},
                     {"mean_round", desk.talks->mean_round},
                     {"mean_payoff_musd", desk.talks->mean_payoff}};
  }
  return text::json_text(json);
}

}  // namespace parley::report
