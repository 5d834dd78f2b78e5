#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "parley/report/words/deal_text.hpp"
#include "parley/report/words/format.hpp"
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

/// What those countries gain or lose whose goods an order of the package names; "" where it names none.
std::string losers_words(const study::Desk& desk, const study::PackageValue& value, const Economy& labels) {
  std::string text;
  for (const Country n : desk.named_losers)
    text += fmt::format("{}{} {:+.3f}", text.empty() ? "" : ", ", labels.code(n), value.gain[n.value()] / 1000);
  return text.empty() ? text : "; named suppliers: " + text;
}

/// What the rules of the World Trade Organization say of Nash's package.
std::string rules_words(const study::Desk& desk) {
  const std::optional<std::size_t> nash = picked(desk, bargaining::Rule::nash);
  if (!nash) return "";
  const auto remarks = remarks_on(desk.remarks, desk.plan, desk.packages[*nash].package);
  std::string text = "\nRules of the World Trade Organization and Nash's package (pleas are not judged)\n";
  if (remarks.empty()) return text + "  nothing in it that they speak of\n";
  for (const study::RuleRemark* each : remarks)
    text += fmt::format("  {:<5} {:<18} {}: {}\n", to_string(each->verdict), each->rule, each->entry, each->reason);
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
    text += pick.package ? fmt::format("{} ({}{})\n", package_words(desk, desk.packages[*pick.package].package),
                                       gains(desk, payoff_of(desk, desk.packages[*pick.package])),
                                       losers_words(desk, desk.packages[*pick.package], baseline.economy))
                         : "no package is acceptable to both\n";
  }
  text += linkage_text(desk) + "\n" + offer_line(desk, 0, desk.counter_offer) +
          offer_line(desk, 1, desk.counter_offer_of_second);
  text += ledger_text(desk) + rules_words(desk) + breakers_text(desk);
  return desk.talks ? text + talks_text(desk) : text;
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
  json["wto"] = Json::array();
  for (const study::RuleRemark& each : desk.remarks) {
    json["wto"].push_back(
        {{"entry", each.entry}, {"rule", each.rule}, {"verdict", to_string(each.verdict)}, {"reason", each.reason}});
  }
  if (desk.talks) {
    json["talks"] = {{"agreements", desk.talks->agreements},        {"deadlines", desk.talks->deadlines},
                     {"breakdowns", desk.talks->breakdowns},        {"mean_round", desk.talks->mean_round},
                     {"mean_payoff_musd", desk.talks->mean_payoff}, {"perfect_play", Json::array()}};
    for (const study::PerfectPlay& play : desk.talks->perfect_play) {
      json["talks"]["perfect_play"].push_back(
          {{"first_offer", desk.plan.parties[play.first_mover]},
           {"last_offer", desk.plan.parties[play.last_mover]},
           {"rounds", play.rounds},
           {"agrees_at_once", play.solution.agrees_at_once},
           {"package", play.solution.agrees_at_once ? Json(play.solution.outcome) : Json()},
           {"value_musd", play.solution.value}});
    }
  }
  return text::json_text(json);
}

}  // namespace parley::report
