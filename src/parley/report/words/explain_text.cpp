#include "parley/report/words/explain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>

#include "parley/study/cases/explain_case.hpp"

namespace parley::report {
namespace {

double sum_of(std::span<const double> values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum;
}

/// One channel, partner and sector.
struct Term {
  std::string_view channel;
  Partner other;
  Sector sector;
  double log_points;
};

std::vector<Term> largest_terms(const Baseline& baseline, const Explanation& split) {
  std::vector<Term> terms;
  for (const Partner m : baseline.economy.partners()) {
    for (const Sector s : baseline.economy.sectors()) {
      terms.push_back({"terms of trade", m, s, split.terms_of_trade(m, s)});
      terms.push_back({"volume of trade", m, s, split.volume_of_trade(m, s)});
      if (split.wedge_cost(m, s) != 0.0) terms.push_back({"wedge cost", m, s, split.wedge_cost(m, s)});
    }
  }
  std::stable_sort(terms.begin(), terms.end(),
                   [](const Term& a, const Term& b) { return std::abs(a.log_points) > std::abs(b.log_points); });
  return terms;
}

bool is_money(const Explanation& split) {
  return split.measure.kind == Measure::Kind::tariff_revenue || split.measure.kind == Measure::Kind::exports;
}

/// Lines of one explanation, in its own unit.
struct Lines {
  bool is_money;
  [[nodiscard]] std::string operator()(std::string_view label, double part) const {
    return is_money ? fmt::format("  {:<64} {:>+14.3f}\n", label, part)
                    : fmt::format("  {:<64} {:>+10.4f}\n", label, 100 * part);
  }
};

/// A part with what it is called.
struct Named {
  std::string code;
  std::string name;
  double part;
};

/// Largest first; what is zero is left out.
std::vector<Named> ranked(std::vector<Named> parts) {
  std::erase_if(parts, [](const Named& each) { return each.part == 0.0; });
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Named& a, const Named& b) { return std::abs(a.part) > std::abs(b.part); });
  return parts;
}

std::vector<Named> by_partner(const Economy& labels, const study::InstrumentSums& sums) {
  std::vector<Named> parts;
  for (const Partner m : labels.partners()) {
    double sum = 0;
    for (const Sector s : labels.sectors()) sum += sums.with(m, s);
    parts.push_back({labels.code(country(m)), labels.region(country(m)).name, sum});
  }
  parts.push_back({"", "between other countries", sum_of(sums.between_others.values())});
  return ranked(std::move(parts));
}

std::vector<Named> by_sector(const Economy& labels, const study::InstrumentSums& sums) {
  std::vector<Named> parts;
  for (const Sector s : labels.sectors()) {
    double sum = sums.between_others(s);
    for (const Partner m : labels.partners()) sum += sums.with(m, s);
    parts.push_back({labels.code(s), labels.sector(s).name, sum});
  }
  return ranked(std::move(parts));
}

std::string block(const Lines& line, const std::string& heading, const std::vector<Named>& parts, std::size_t most) {
  std::string text = "\n" + heading + "\n";
  double left = 0;
  for (std::size_t at = 0; at < parts.size(); ++at) {
    if (at < most) {
      text += line(parts[at].name, parts[at].part);
    } else {
      left += parts[at].part;
    }
  }
  return parts.size() > most ? text + line("all others", left) : text;
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
  const std::string what = in_words(split.measure, labels);
  const std::string& name = labels.region(split.country).name;
  if (is_money(split)) {
    return fmt::format("{}, case {}: {} {:+.3f} million {}, exact:\n", name, solved.compare.name, what, split.total,
                       result.baseline.info.currency);
  }
  return fmt::format("{}, case {}: {} {:+.4f} %, exact; in log points times 100:\n", name, solved.compare.name, what,
                     100 * std::expm1(split.total));
}

std::string channels_text(const Baseline& baseline, const Explanation& split, std::size_t most) {
  const Economy& labels = baseline.economy;
  const Lines line{false};
  std::string text = "\nby channel\n" + line("terms of trade", sum_of(split.terms_of_trade.values())) +
                     line("volume of trade", sum_of(split.volume_of_trade.values()));
  if (const double wedges = sum_of(split.wedge_cost.values()); wedges != 0.0) text += line("wedge cost", wedges);
  text += line("transfers", split.transfers) + "\nlargest terms\n";
  const std::vector<Term> terms = largest_terms(baseline, split);
  double shown = 0.0;
  for (std::size_t at = 0; at < terms.size() && at < most; ++at) {
    const Term& term = terms[at];
    shown += term.log_points;
    text += line(
        fmt::format("{}, {}, with {}", term.channel, labels.sector(term.sector).name, labels.code(country(term.other))),
        term.log_points);
  }
  return text + line("all other terms", split.total - shown);
}

nlohmann::ordered_json parts_json(const char* key, const char* unit, const std::vector<Named>& parts) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Named& each : parts) list.push_back({{key, each.code}, {"name", each.name}, {unit, each.part}});
  return list;
}

}  // namespace

std::string held_words(const study::CaseResult& solved) {
  std::vector<std::string> names;
  for (const Commitment& each : solved.commitments) names.push_back("'" + each.id + "'");
  if (names.empty()) return "";
  return fmt::format("what keeps {} is held as it is in this case; the quantity is not", fmt::join(names, ", "));
}

std::string explanation_text(const study::RunResult& result, const study::CaseResult& solved,
                             const study::ExplainedChange& change, std::size_t most_terms) {
  const Economy& labels = result.baseline.economy;
  const Explanation& split = change.split;
  const Lines line{is_money(split)};
  std::string text = headline(result, solved, split) + line(in_words(split.measure, labels), split.total) +
                     "\nby entry of the scenario\n";
  text += entries_text(line, change.actions, most_terms);
  const study::InstrumentSums sums = study::sum_instruments(result.baseline, solved.shock, split);
  text += block(line, "by partner whose trade with it is touched", by_partner(labels, sums), most_terms);
  text += block(line, "by sector whose trade is touched", by_sector(labels, sums), most_terms);
  if (!split.has_channels()) {
    return text + fmt::format("\nthe split adds up to {:.0e} of its level ({} points of the path)\n",
                              std::abs(split.instrument_gap / split.scale), split.path_points);
  }
  text += channels_text(result.baseline, split, most_terms);
  return text + fmt::format("\nboth splits add up: by entry to {:.0e}, by channel to {:.0e} ({} points of the path)\n",
                            std::abs(split.instrument_gap), std::abs(split.channel_gap), split.path_points);
}

std::string explanation_json(const study::RunResult& result, const study::CaseResult& solved,
                             const study::ExplainedChange& change) {
  const Economy& labels = result.baseline.economy;
  const Explanation& split = change.split;
  const char* unit = is_money(split) ? "million" : "log_points";
  nlohmann::ordered_json json{{"case", solved.compare.name},
                              {"country", labels.code(split.country)},
                              {"measure", to_string(split.measure.kind)}};
  if (split.measure.sector) json["sector"] = labels.code(*split.measure.sector);
  if (split.measure.partner) json["partner"] = labels.code(*split.measure.partner);
  json["unit"] = is_money(split) ? "million " + result.baseline.info.currency : "log points";
  json["total"] = split.total;
  json["entries"] = nlohmann::ordered_json::array();
  for (const study::ActionTerm& term : change.actions)
    json["entries"].push_back({{"id", term.id}, {"title", term.title}, {unit, term.contribution}});
  const study::InstrumentSums sums = study::sum_instruments(result.baseline, solved.shock, split);
  json["partners"] = parts_json("partner", unit, by_partner(labels, sums));
  json["sectors"] = parts_json("sector", unit, by_sector(labels, sums));
  json["gap_by_entry"] = split.instrument_gap;
  if (split.has_channels()) {
    json["transfers"] = split.transfers;
    json["terms"] = nlohmann::ordered_json::array();
    for (const Term& term : largest_terms(result.baseline, split)) {
      json["terms"].push_back({{"channel", term.channel},
                               {"partner", labels.code(country(term.other))},
                               {"sector", labels.code(term.sector)},
                               {"log_points", term.log_points}});
    }
    json["gap_by_channel"] = split.channel_gap;
  }
  json["path_points"] = split.path_points;
  return json.dump(2) + "\n";
}

}  // namespace parley::report
