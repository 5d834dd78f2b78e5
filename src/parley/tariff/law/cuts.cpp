#include "parley/tariff/law/cuts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "parley/text/number.hpp"

namespace parley::tariff {
namespace {

/// Rates above this are misread: the highest bound duties in the world are below 1,000 %.
constexpr double highest_rate = 30.0;

const std::string formula_hint =
    "one of: linear 36%, swiss 8%, girard 1, tiered 0%:50% 20%:57%, tiered doha-developed, cap 15%";

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = text.find_first_not_of(" \t", at);
    if (begin == std::string_view::npos) break;
    const std::size_t end = std::min(text.find_first_of(" \t", begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    at = end;
  }
  return words;
}

double percent(std::string_view text, const Place& place) {
  if (text.ends_with('%')) {
    if (const auto value = text::read_number(text.substr(0, text.size() - 1)); value && *value >= 0) {
      if (*value / 100 <= highest_rate) return *value / 100;
    }
  }
  throw InputError(place, fmt::format("'{}' is not a percentage between 0 and {:.0f}", text, highest_rate * 100),
                   "write 8% or 12.5%");
}

double share(std::string_view text, const Place& place) {
  const double value = percent(text, place);
  if (value > 1) throw InputError(place, fmt::format("a cut of {} leaves less than nothing", text), "at most 100%");
  return value;
}

double above_zero(double value, std::string_view text, const Place& place) {
  if (value > 0) return value;
  throw InputError(place, fmt::format("the coefficient {} is not above zero", text), formula_hint);
}

std::vector<CutTier> read_tiers(const std::vector<std::string_view>& words, const Place& place) {
  if (words.size() == 2 && words[1] == "doha-developed") return doha_developed_tiers();
  if (words.size() == 2 && words[1] == "doha-developing") return doha_developing_tiers();
  std::vector<CutTier> tiers;
  for (std::size_t at = 1; at < words.size(); ++at) {
    const std::size_t colon = words[at].find(':');
    if (colon == std::string_view::npos) {
      throw InputError(place, fmt::format("'{}' is not a band", words[at]),
                       "write 20%:57% for 57 % off rates above 20 %");
    }
    tiers.push_back({percent(words[at].substr(0, colon), place), share(words[at].substr(colon + 1), place)});
    if (tiers.size() > 1 && tiers[tiers.size() - 2].above >= tiers.back().above) {
      throw InputError(place, fmt::format("band '{}' does not lie above the one before it", words[at]),
                       "name the bands from low to high");
    }
  }
  return tiers;
}

std::string percent_text(double fraction) { return fmt::format("{:.6g} %", fraction * 100); }

struct Apply {
  double rate;
  double operator()(const LinearCut& formula) const { return linear_cut(rate, formula.cut); }
  double operator()(const SwissCut& formula) const { return swiss_cut(rate, formula.coefficient); }
  double operator()(const GirardCut& formula) const {
    return girard_cut(rate, formula.coefficient, formula.average_rate);
  }
  double operator()(const TieredCut& formula) const { return tiered_cut(rate, formula.tiers); }
  double operator()(const RateCap& formula) const { return capped_rate(rate, formula.cap); }
};

struct InWords {
  std::string operator()(const LinearCut& formula) const {
    return fmt::format("linear cut, {} off", percent_text(formula.cut));
  }
  std::string operator()(const SwissCut& formula) const {
    return fmt::format("Swiss formula, coefficient {}", percent_text(formula.coefficient));
  }
  std::string operator()(const GirardCut& formula) const {
    if (formula.average_rate < 0) return fmt::format("Girard formula, B = {:.6g}", formula.coefficient);
    return fmt::format("Girard formula, B = {:.6g}, average {}", formula.coefficient,
                       percent_text(formula.average_rate));
  }
  std::string operator()(const TieredCut& formula) const {
    std::string text = "tiered cut";
    for (const CutTier& tier : formula.tiers) {
      text += fmt::format(", {} off above {}", percent_text(tier.cut), percent_text(tier.above));
    }
    return text;
  }
  std::string operator()(const RateCap& formula) const { return fmt::format("cap at {}", percent_text(formula.cap)); }
};

}  // namespace

double linear_cut(double rate, double cut) { return (1 - cut) * rate; }

double swiss_cut(double rate, double coefficient) { return coefficient * rate / (coefficient + rate); }

double girard_cut(double rate, double coefficient, double average_rate) {
  // Where every rate is zero the average is, too, and zero over zero stays zero.
  const double scale = coefficient * average_rate;
  return rate > 0 ? swiss_cut(rate, scale) : 0;
}

double tiered_cut(double rate, const std::vector<CutTier>& tiers) {
  double cut = 0;
  for (const CutTier& tier : tiers) {
    if (rate > tier.above) cut = tier.cut;
  }
  return linear_cut(rate, cut);
}

double capped_rate(double rate, double cap) { return std::min(rate, cap); }

std::vector<CutTier> doha_developed_tiers() { return {{0, 0.50}, {0.20, 0.57}, {0.50, 0.64}, {0.75, 0.70}}; }

std::vector<CutTier> doha_developing_tiers() {
  std::vector<CutTier> tiers = doha_developed_tiers();
  const std::vector<double> above{0, 0.30, 0.80, 1.30};
  for (std::size_t at = 0; at < tiers.size(); ++at) tiers[at] = {above[at], tiers[at].cut * 2 / 3};
  return tiers;
}

double cut_rate(const CutFormula& formula, double rate) { return std::visit(Apply{rate}, formula); }

CutFormula parse_cut_formula(std::string_view text, const Place& place) {
  const std::vector<std::string_view> words = words_of(text);
  const std::string_view name = words.empty() ? "" : words[0];
  if (name == "linear" && words.size() == 2) return LinearCut{share(words[1], place)};
  if (name == "swiss" && words.size() == 2) return SwissCut{above_zero(percent(words[1], place), words[1], place)};
  if (name == "cap" && words.size() == 2) return RateCap{percent(words[1], place)};
  if (name == "tiered" && words.size() >= 2) return TieredCut{read_tiers(words, place)};
  if (name == "girard" && (words.size() == 2 || words.size() == 3)) {
    GirardCut formula{above_zero(text::read_number(words[1]).value_or(0), words[1], place)};
    if (words.size() == 3) formula.average_rate = percent(words[2], place);
    return formula;
  }
  throw InputError(place, fmt::format("'{}' is not a cut formula", text), formula_hint);
}

std::string in_words(const CutFormula& formula) { return std::visit(InWords{}, formula); }

}  // namespace parley::tariff
