#include "objective_argument.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "case_arguments.hpp"
#include "parley/base/error.hpp"
#include "parley/text/split.hpp"

namespace parley::cli {
namespace {

using Kind = Measure::Kind;
constexpr const char* option = "--term";
constexpr const char* form =
    "write WEIGHT:MEASURE:COUNTRY[:SECTOR[:PARTNER]], as 0.7:real_income:USA or 0.3:employment:USA:STL";

[[noreturn]] void refuse(const std::string& text, const std::string& why) {
  throw InputError(Place{.key = "measure"}, fmt::format("'{}' {}", text, why), form);
}

double weight_of(const std::string& word, const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc() || end != word.data() + word.size() || !std::isfinite(value) || value == 0)
    refuse(text, fmt::format("has '{}' where its weight must stand, a number that is not zero", word));
  return value;
}

}  // namespace

const std::vector<std::pair<std::string, Kind>>& measure_names() {
  static const std::vector<std::pair<std::string, Kind>> names = [] {
    std::vector<std::pair<std::string, Kind>> pairs;
    for (const Kind kind :
         {Kind::real_income, Kind::real_wage, Kind::tariff_revenue, Kind::employment, Kind::output, Kind::exports})
      pairs.emplace_back(to_string(kind), kind);
    return pairs;
  }();
  return names;
}

Kind measure_kind(const std::string& name) {
  std::vector<std::string> known;
  for (const auto& [each, kind] : measure_names()) {
    if (each == name) return kind;
    known.push_back(each);
  }
  const std::string near = did_you_mean(name, known);
  throw InputError(Place{.key = "measure"}, fmt::format("no measure '{}'", name),
                   near.empty() ? fmt::format("known: {}", fmt::join(known, " ")) : near);
}

bool is_money(Kind kind) { return kind == Kind::tariff_revenue || kind == Kind::exports; }

void check_parts(const Measure& measure, const std::string& text) {
  const bool takes_sector =
      measure.kind == Kind::employment || measure.kind == Kind::output || measure.kind == Kind::exports;
  if (measure.sector && !takes_sector)
    refuse(text, fmt::format("names a sector, but {} has none", to_string(measure.kind)));
  if (measure.partner && measure.kind != Kind::exports) refuse(text, "names a partner, but only exports have one");
}

Objective::Term parse_term(const std::string& text, const Economy& labels) {
  const std::vector<std::string> parts = text::split(text, ':');
  if (parts.size() < 3 || parts.size() > 5) refuse(text, "has not three to five parts between colons");
  Objective::Term term{weight_of(parts[0], text), {}};
  term.measure.kind = measure_kind(parts[1]);
  term.measure.country = chosen_country(labels, parts[2], option);
  const bool has_sector = parts.size() > 3 && !parts[3].empty();
  const bool has_partner = parts.size() > 4 && !parts[4].empty();
  if (has_sector) term.measure.sector = chosen_sector(labels, parts[3], option);
  if (has_partner) term.measure.partner = chosen_country(labels, parts[4], option);
  check_parts(term.measure, text);
  if (!is_money(term.measure.kind)) term.weight *= 100;
  return term;
}

double user_weight(const Objective::Term& term) {
  return is_money(term.measure.kind) ? term.weight : term.weight / 100;
}

std::string in_words(const Objective::Term& term, const Economy& labels) {
  std::string text = fmt::format("{} x {} of {}", user_weight(term), to_string(term.measure.kind),
                                 labels.region(term.measure.country).name);
  if (term.measure.sector) text += ", " + labels.sector(*term.measure.sector).name;
  if (term.measure.partner) text += ", to " + labels.region(*term.measure.partner).name;
  return text;
}

}  // namespace parley::cli
