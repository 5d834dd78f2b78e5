#include "parley/report/words/explain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>

#include "parley/base/percent.hpp"
#include "parley/report/words/format.hpp"
#include "parley/text/json.hpp"

namespace parley::report {
namespace {

/// Lines of one explanation, in its own unit.
struct Lines {
  bool is_money;
  [[nodiscard]] std::string operator()(std::string_view label, double part) const {
    return is_money ? fmt::format("  {} {:>+14.3f}\n", padded(label, 64), part)
                    : fmt::format("  {} {:>+10.4f}\n", padded(label, 64), 100 * part);
  }
};

/// A part with what it is called.
struct Named {
  std::string code;
  std::string name;
  double part;
};

std::vector<Named> named(const Economy& labels, const std::vector<study::PartnerPart>& parts) {
  std::vector<Named> names;
  for (const study::PartnerPart& each : parts) {
    if (each.other) {
      const Region& region = labels.region(country(*each.other));
      names.push_back({region.code, region.name, each.contribution});
    } else {
      names.push_back({"", "between other countries", each.contribution});
    }
  }
  return names;
}

std::vector<Named> named(const Economy& labels, const std::vector<study::SectorPart>& parts) {
  std::vector<Named> names;
  for (const study::SectorPart& each : parts)
    names.push_back({labels.code(each.sector), labels.sector(each.sector).name, each.contribution});
  return names;
}

/// The largest parts under a heading, and the rest in one line.
template <class Part>
std::string block(const Lines& line, const std::string& heading, const Economy& labels, const std::vector<Part>& parts,
                  std::size_t most) {
  std::string text = "\n" + heading + "\n";
  const std::vector<Named> names = named(labels, parts);
  for (std::size_t at = 0; at < names.size() && at < most; ++at) text += line(names[at].name, names[at].part);
  return parts.size() > most ? text + line("all others", study::sum_beyond(parts, most)) : text;
}

/// Every entry in the order of the file; where that would fill screens, the largest and the others in one line.
std::string entries_text(const Lines& line, const std::vector<study::ActionTerm>& entries, std::size_t most) {
  constexpr std::size_t one_screen = 40;
  std::string text;
  if (entries.size() <= std::max(most, one_screen)) {
    for (const study::ActionTerm& term : entries) text += line(term.title, term.contribution);
    return text;
  }
  std::vector<const study::ActionTerm*> largest;
  for (const study::ActionTerm& term : entries) largest.push_back(&term);
  std::ranges::stable_sort(largest, std::greater<>{}, [](const auto* each) { return std::abs(each->contribution); });
  double others = 0;
  for (std::size_t at = 0; at < largest.size(); ++at) {
    if (at < most) {
      text += line(largest[at]->title, largest[at]->contribution);
    } else {
      others += largest[at]->contribution;
    }
  }
  return text + line(fmt::format("{} other entries (--json has them all)", largest.size() - most), others);
}

/// "employment in Steel", "exports to China".
std::string in_words(const Measure& measure, const Economy& labels) {
  std::string text(to_string(measure.kind));
  std::replace(text.begin(), text.end(), '_', ' ');
  if (measure.sector) text += " in " + labels.sector(*measure.sector).name;
  if (measure.partner) text += " to " + labels.region(*measure.partner).name;
  return text;
}

std::string headline(const study::RunResult& result, const study::CaseResult& solved, const Explanation& split) {
  const Economy& labels = result.baseline.economy;
  std::string what = in_words(split.measure, labels);
  if (result.horizon == Horizon::short_run) what = fmt::format("{}; {}", horizon_words(result.horizon), what);
  const std::string& name = labels.region(split.country).name;
  if (is_money(split.measure.kind)) {
    return fmt::format("{}, case {}: {} {:+.3f} million {}, exact:\n", name, solved.compare.name, what, split.total,
                       result.baseline.info.currency);
  }
  return fmt::format("{}, case {}: {} {:+.4f} %, exact; in log points times 100:\n", name, solved.compare.name, what,
                     percent_of_log(split.total));
}

std::string channels_text(const Economy& labels, const study::ExplainedChange& change, std::size_t most) {
  const Lines line{false};
  const study::ChannelSums& channels = change.channels;
  std::string text = "\nby channel\n" + line("terms of trade", channels.terms_of_trade) +
                     line("volume of trade", channels.volume_of_trade);
  if (channels.wedge_cost != 0.0) text += line("wedge cost", channels.wedge_cost);
  text += line("transfers", channels.transfers) + "\nlargest terms\n";
  for (std::size_t at = 0; at < change.terms.size() && at < most; ++at) {
    const study::ChannelTerm& term = change.terms[at];
    text += line(fmt::format("{}, {}, with {}", to_string(term.channel), labels.sector(term.sector).name,
                             labels.code(country(term.other))),
                 term.contribution);
  }
  return text + line("all other terms", study::left_over(change.split, change.terms, most));
}

nlohmann::ordered_json parts_json(const char* key, const char* unit, const std::vector<Named>& parts) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Named& each : parts) list.push_back({{key, each.code}, {"name", each.name}, {unit, each.part}});
  return list;
}

}  // namespace

std::string fixed_terms_words(const study::CaseResult& solved) {
  std::vector<std::string> names;
  for (const Commitment& each : solved.commitments) names.push_back("'" + each.id + "'");
  if (names.empty()) return "";
  return fmt::format("what keeps {} is held as it is in this case; the quantity is not", fmt::join(names, ", "));
}

std::string explanation_text(const study::RunResult& result, const study::CaseResult& solved,
                             const study::ExplainedChange& change, std::size_t most_terms) {
  const Economy& labels = result.baseline.economy;
  const Explanation& split = change.split;
  const Lines line{is_money(split.measure.kind)};
  std::string text = headline(result, solved, split) + line(in_words(split.measure, labels), split.total) +
                     "\nby entry of the scenario\n";
  text += entries_text(line, change.actions, most_terms);
  text += block(line, "by partner whose trade with it is touched", labels, change.partners, most_terms);
  text += block(line, "by sector whose trade is touched", labels, change.sectors, most_terms);
  if (!split.has_channels()) {
    return text + fmt::format("\nthe split adds up to {:.0e} of its level ({} points of the path)\n",
                              std::abs(split.instrument_gap / split.scale), split.path_points);
  }
  text += channels_text(labels, change, most_terms);
  return text + fmt::format("\nboth splits add up: by entry to {:.0e}, by channel to {:.0e} ({} points of the path)\n",
                            std::abs(split.instrument_gap), std::abs(split.channel_gap), split.path_points);
}

std::string explanation_json(const study::RunResult& result, const study::CaseResult& solved,
                             const study::ExplainedChange& change) {
  const Economy& labels = result.baseline.economy;
  const Explanation& split = change.split;
  const char* unit = is_money(split.measure.kind) ? "million" : "log_points";
  nlohmann::ordered_json json{{"case", solved.compare.name},
                              {"country", labels.code(split.country)},
                              {"measure", to_string(split.measure.kind)}};
  if (split.measure.sector) json["sector"] = labels.code(*split.measure.sector);
  if (split.measure.partner) json["partner"] = labels.code(*split.measure.partner);
  json["unit"] = is_money(split.measure.kind) ? "million " + result.baseline.info.currency : "log points";
  json["total"] = split.total;
  json["entries"] = nlohmann::ordered_json::array();
  for (const study::ActionTerm& term : change.actions)
    json["entries"].push_back({{"id", term.id}, {"title", term.title}, {unit, term.contribution}});
  json["partners"] = parts_json("partner", unit, named(labels, change.partners));
  json["sectors"] = parts_json("sector", unit, named(labels, change.sectors));
  json["gap_by_entry"] = split.instrument_gap;
  if (split.has_channels()) {
    json["transfers"] = split.transfers;
    json["terms"] = nlohmann::ordered_json::array();
    for (const study::ChannelTerm& term : change.terms) {
      json["terms"].push_back({{"channel", to_string(term.channel)},
                               {"partner", labels.code(country(term.other))},
                               {"sector", labels.code(term.sector)},
                               {"log_points", term.contribution}});
    }
    json["gap_by_channel"] = split.channel_gap;
  }
  json["path_points"] = split.path_points;
  return text::json_text(json);
}

std::string explanations_text(const study::RunResult& result, const study::CaseResult& solved,
                              const std::vector<study::ExplainedChange>& changes, std::size_t most_terms) {
  std::vector<std::string> texts;
  for (const study::ExplainedChange& each : changes)
    texts.push_back(explanation_text(result, solved, each, most_terms));
  return fmt::format("{}", fmt::join(texts, "\n"));
}

std::string explanations_json(const study::RunResult& result, const study::CaseResult& solved,
                              const std::vector<study::ExplainedChange>& changes) {
  std::vector<std::string> texts;
  for (const study::ExplainedChange& each : changes) texts.push_back(explanation_json(result, solved, each));
  return fmt::format("[\n{}]\n", fmt::join(texts, ",\n"));
}

}  // namespace parley::report
