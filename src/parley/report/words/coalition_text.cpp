#include "parley/report/words/coalition_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "parley/report/words/format.hpp"
#include "parley/report/words/strategy_words.hpp"

namespace parley::report {
namespace {

std::string names(const study::CoalitionResult& result, const std::vector<std::size_t>& who) {
  std::vector<std::string> codes;
  for (const std::size_t i : who) codes.push_back(result.candidates[i]);
  return codes.empty() ? "-" : fmt::format("{}", fmt::join(codes, "+"));
}

std::string table_head(const study::CoalitionResult& result, std::size_t width) {
  std::string text = fmt::format("\n{:<{}}{:>12}", "coalition", width, "worth");
  for (const std::string& code : result.candidates) text += fmt::format("{:>12}", code);
  if (!result.against.empty()) text += fmt::format("{:>14}", result.against + " %");
  text += "   would leave / would join\n";
  if (result.against.empty()) return text;
  text += fmt::format("{:<{}}{:>12}", "unanswered", width, "");
  for (std::size_t i = 0; i < result.candidates.size(); ++i) text += fmt::format("{:>12}", 0);
  return text + fmt::format("{:>+14.6f}\n", result.unanswered.objective_pct.back());
}

std::string table_text(const study::CoalitionResult& result, std::size_t width) {
  std::string text = table_head(result, width);
  for (const std::size_t coalition : result.by_size) {
    const study::CoalitionOutcome& outcome = result.coalitions[coalition];
    const strategy::CoalitionJudgement& judgement = result.game.coalitions[coalition];
    text += padded(outcome.outcome.name, width);
    text += coalition == 0 ? fmt::format("{:>12}", "") : fmt::format("{:>12.1f}", judgement.value);
    for (const double gain : outcome.gain) text += fmt::format("{:>12.1f}", gain);
    if (!result.against.empty()) text += fmt::format("{:>+14.6f}", outcome.outcome.objective_pct.back());
    if (coalition != 0)
      text += fmt::format("   {} / {}", names(result, judgement.leavers), names(result, judgement.joiners));
    text += '\n';
  }
  return text;
}

std::string sharing_text(const study::CoalitionResult& result) {
  const study::CoalitionOutcome& all = result.coalitions.back();
  std::string text = fmt::format("\nall together{:>16}{:>16}{:>16}{:>16}{:>16}\n", "gain alone", "gain united",
                                 "Shapley share", "so receives", "core share");
  for (std::size_t i = 0; i < result.candidates.size(); ++i) {
    text += fmt::format("{:<12}{:>16.1f}{:>16.1f}{:>16.1f}{:>+16.1f}{:>16.1f}\n", result.candidates[i],
                        result.coalitions.front().gain[i], all.gain[i], result.game.shapley[i], result.paid_to(i),
                        result.game.core.shares[i]);
  }
  return text;
}

std::string core_text(const study::CoalitionResult& result) {
  const strategy::Core& core = result.game.core;
  const double worth = result.game.coalitions.back().value;
  if (result.game.has_core)
    return fmt::format("core: not empty; the shares above satisfy every coalition, all together being worth {:.1f}\n",
                       worth);
  std::string text =
      fmt::format("core: empty; to satisfy every coalition takes {:.1f}, all together being worth {:.1f}, because of",
                  core.need, worth);
  for (const strategy::BalancedPart& part : core.by)
    text += fmt::format(" {:.3g} x {}", part.weight, fmt::join(member_codes(result, part.coalition), "+"));
  return text + "\n";
}

std::string stability_text(const study::CoalitionResult& result) {
  const auto list = [&](const std::vector<std::size_t>& coalitions) {
    std::vector<std::string> found;
    for (const std::size_t each : coalitions) found.push_back(result.coalitions[each].outcome.name);
    return found.empty() ? "none" : fmt::format("{}", fmt::join(found, ", "));
  };
  return fmt::format("stable (nobody would leave, nobody join): {}\nmembers can be kept by payments: {}\n",
                     list(result.stable), list(result.kept_by_payments));
}

}  // namespace

std::vector<std::string> member_codes(const study::CoalitionResult& result, std::size_t coalition) {
  std::vector<std::string> codes;
  for (const std::size_t i : result.coalitions[coalition].members) codes.push_back(result.candidates[i]);
  return codes;
}

std::string coalition_title(const study::CoalitionAnswer& answer) {
  const study::CoalitionOptions& options = answer.options;
  const bool has_opponent = !options.against.empty();
  std::string title = fmt::format("{}: {} unite", answer.world.name, fmt::join(options.candidates, ", "));
  if (has_opponent) {
    title += fmt::format(", facing {} with {}", options.against,
                         options.world.case_name.empty()
                             ? fmt::format("{:g} points on all their goods", 100 * options.attack_points)
                             : "case " + options.world.case_name);
  }
  if (options.act == study::CoalitionAct::retaliation) title += "; members retaliate together";
  if (options.act == study::CoalitionAct::war)
    title += has_opponent ? "; members fight it as one" : "; members fight the others as one";
  if (options.opening > 0) {
    title += fmt::format("; members take {:g} % off their tariffs on {}", 100 * options.opening,
                         options.opens_to_all ? "everybody" : "each other");
  }
  return title;
}

std::string coalition_text(const study::CoalitionAnswer& answer) {
  const study::CoalitionResult& result = answer.result;
  const std::string& unit = answer.world.currency;
  std::string text = heading_text(coalition_title(answer), answer.world);
  text += result.against.empty() ? fmt::format("gains against the status quo, million {}\n", unit)
                                 : fmt::format("gains against the attack unanswered, million {}; {} against the base\n",
                                               unit, result.against);
  std::size_t width = 14;
  for (const study::CoalitionOutcome& each : result.coalitions)
    width = std::max(width, text_width(each.outcome.name) + 2);
  text += table_text(result, width) + sharing_text(result) + core_text(result) + stability_text(result);
  if (answer.options.act == study::CoalitionAct::none) return text;
  return text + equilibrium_proof_text(result.first_order_residual, result.deviation_gain_pct);
}

}  // namespace parley::report
