#include "parley/tariff/law/line_rate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "parley/tariff/law/us_rate_text.hpp"
#include "parley/text/number.hpp"
#include "parley/text/trim.hpp"

namespace parley::tariff {
namespace {

constexpr const char* line_rate_forms =
    R"--(write "free", "25%", "+25%", "-10%", "<=15%", ">=15%", ">=15% all-in", "0.5/kg + 8%" or "max(10%, 0.5/kg)")--";
constexpr double highest_line_percent = 10000;
constexpr double highest_amount = 1e9;

bool take_front(std::string_view& text, std::string_view mark) {
  if (!text.starts_with(mark)) return false;
  text = text::trimmed(text.substr(mark.size()));
  return true;
}

bool take_back(std::string_view& text, std::string_view mark) {
  if (!text.ends_with(mark)) return false;
  text = text::trimmed(text.substr(0, text.size() - mark.size()));
  return true;
}

bool is_unit(std::string_view text) {
  const auto is_letter = [](char each) { return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z'); };
  return !text.empty() && text.size() <= 40 && is_letter(text.front()) &&
         std::all_of(text.begin(), text.end(), [&](char each) {
           return is_letter(each) || (each >= '0' && each <= '9') || each == '.' || each == ' ' || each == '_';
         });
}

class RateReader {
 public:
  RateReader(std::string_view text, const Place& place) : text_(text), place_(place) {}

  [[nodiscard]] LineRate read() const {
    std::string_view body = text::trimmed(text_);
    LineRate rate{.text = std::string(body)};
    const bool is_all_in = take_back(body, "all-in");
    const RateMark mark = take_rate_mark(body).value_or(RateMark{RateKind::replace, 1});
    rate.kind = mark.kind;
    if (is_all_in && mark.kind != RateKind::floor) fail("'all-in' belongs to a floor");
    if (is_all_in) rate.kind = RateKind::all_in_floor;
    read_choice(body, rate);
    if (mark.sign < 0) negate(rate);
    return rate;
  }

 private:
  [[noreturn]] void fail(const std::string& what) const { throw InputError(place_, what, line_rate_forms); }
  [[noreturn]] void fail() const {
    const auto names = [&](const char* currency) { return text_.find(currency) != std::string_view::npos; };
    const std::string what = fmt::format("'{}' is not a rate", text_);
    if (names("EUR") || names("\u20AC") || names("ECU") || names("GBP") || names("CNY") || names("RMB") || names("USD"))
      throw InputError(
          place_, what,
          "a sum is in the currency of the customs values and stands without its name, as 12.8% + 1.95/kg; "
          "sums in another one are to be converted first");
    fail(what);
  }

  void read_choice(std::string_view body, LineRate& rate) const {
    const bool is_least = body.starts_with("min(");
    if (const auto inside = inside_choice(body)) {
      rate.choice = is_least ? LineRate::Choice::least : LineRate::Choice::greatest;
      rate.sums = read_sums(*inside);
    } else {
      rate.sums.push_back(read_sum(body));
    }
  }

  /// What stands between the parentheses where the whole text is one max(...) or min(...).
  [[nodiscard]] static std::optional<std::string_view> inside_choice(std::string_view body) {
    if (!take_front(body, "max(") && !take_front(body, "min(")) return std::nullopt;
    if (!take_back(body, ")")) return std::nullopt;
    int depth = 0;
    for (const char each : body) {
      depth += each == '(' ? 1 : each == ')' ? -1 : 0;
      if (depth < 0) return std::nullopt;
    }
    return depth == 0 ? std::optional(body) : std::nullopt;
  }

  /// The parts of a text between separators that stand outside all parentheses.
  [[nodiscard]] static std::vector<std::string_view> parts(std::string_view body, char separator) {
    std::vector<std::string_view> found;
    std::size_t begin = 0;
    int depth = 0;
    for (std::size_t at = 0; at < body.size(); ++at) {
      depth += body[at] == '(' ? 1 : body[at] == ')' ? -1 : 0;
      if (depth != 0 || body[at] != separator) continue;
      found.push_back(text::trimmed(body.substr(begin, at - begin)));
      begin = at + 1;
    }
    found.push_back(text::trimmed(body.substr(begin)));
    return found;
  }

  [[nodiscard]] std::vector<DutySum> read_sums(std::string_view body) const {
    std::vector<DutySum> sums;
    for (const std::string_view part : parts(body, ',')) sums.push_back(read_sum(part));
    if (sums.size() < 2) fail();
    return sums;
  }

  [[nodiscard]] DutySum read_sum(std::string_view body) const {
    DutySum sum;
    if (body == "free" || body == "Free") return sum;
    for (const std::string_view term : parts(body, '+')) add_term(term, sum);
    if (100 * sum.ad_valorem > highest_line_percent)
      fail(fmt::format("'{}' is over {} %", text_, highest_line_percent));
    return sum;
  }

  void add_term(std::string_view term, DutySum& sum) const {
    if (const auto inside = inside_choice(term)) {
      (term.starts_with("min(") ? sum.least : sum.greatest).push_back(read_sums(*inside));
      return;
    }
    if (take_back(term, "%")) {
      sum.ad_valorem += number(term) / 100;
      return;
    }
    const std::size_t slash = term.find('/');
    if (slash == std::string_view::npos) fail();
    std::string_view unit = text::trimmed(term.substr(slash + 1));
    double units = 1;
    for (const auto& [words, count] : {std::pair{"100 ", 100.0}, std::pair{"1000 ", 1000.0}}) {
      if (take_front(unit, words)) units = count;
    }
    if (!is_unit(unit)) fail();
    sum.specific.push_back({number(text::trimmed(term.substr(0, slash))) / units, std::string(unit)});
  }

  [[nodiscard]] double number(std::string_view text) const {
    const std::optional<double> value = text::read_number(text);
    if (!value || std::signbit(*value) || *value > highest_amount) fail();
    return *value;
  }

  void negate(LineRate& rate) const {
    const DutySum& sum = rate.sums.front();
    const bool is_plain = sum.specific.empty() && sum.greatest.empty() && sum.least.empty();
    if (rate.choice != LineRate::Choice::only || !is_plain) fail();
    rate.sums.front().ad_valorem *= -1;
  }

  std::string_view text_;
  const Place& place_;
};

std::optional<double> chosen_of(const std::vector<DutySum>& sums, bool is_least, const UnitValues& unit_values);

std::optional<double> equivalent(const DutySum& sum, const UnitValues& unit_values) {
  double total = sum.ad_valorem;
  for (const SpecificDuty& each : sum.specific) {
    const auto value = unit_values.find(each.unit);
    if (value == unit_values.end() || !(value->second > 0)) return std::nullopt;
    total += each.amount / value->second;
  }
  for (const bool is_least : {false, true}) {
    for (const std::vector<DutySum>& sums : is_least ? sum.least : sum.greatest) {
      const std::optional<double> chosen = chosen_of(sums, is_least, unit_values);
      if (!chosen) return std::nullopt;
      total += *chosen;
    }
  }
  return total;
}

std::optional<double> chosen_of(const std::vector<DutySum>& sums, bool is_least, const UnitValues& unit_values) {
  std::optional<double> chosen;
  for (const DutySum& sum : sums) {
    const std::optional<double> each = equivalent(sum, unit_values);
    if (!each) return std::nullopt;
    if (!chosen) chosen = each;
    chosen = is_least ? std::min(*chosen, *each) : std::max(*chosen, *each);
  }
  return chosen;
}

/// Each sum with its unit values, zero for what has none: no duty is below zero.
double least_of(const std::vector<DutySum>& sums, bool is_least, const UnitValues& unit_values) {
  double chosen = 0;
  for (std::size_t at = 0; at < sums.size(); ++at) {
    double total = sums[at].ad_valorem;
    for (const SpecificDuty& each : sums[at].specific) {
      const auto value = unit_values.find(each.unit);
      if (value != unit_values.end() && value->second > 0) total += each.amount / value->second;
    }
    for (const auto& inner : sums[at].greatest) total += least_of(inner, false, unit_values);
    for (const auto& inner : sums[at].least) total += least_of(inner, true, unit_values);
    chosen = at == 0 ? total : is_least ? std::min(chosen, total) : std::max(chosen, total);
  }
  return chosen;
}

void add_units(const std::vector<DutySum>& sums, std::vector<std::string>& units) {
  for (const DutySum& sum : sums) {
    for (const SpecificDuty& each : sum.specific) {
      if (std::find(units.begin(), units.end(), each.unit) == units.end()) units.push_back(each.unit);
    }
    for (const auto& inner : sum.greatest) add_units(inner, units);
    for (const auto& inner : sum.least) add_units(inner, units);
  }
}

}  // namespace

bool LineRate::is_ad_valorem() const {
  std::vector<std::string> units;
  add_units(sums, units);
  return !sums.empty() && units.empty();
}

LineRate parse_line_rate(std::string_view text, const Place& place) {
  if (!is_us_text(text)) return RateReader(text, place).read();
  const std::string plain = rate_from_us_text(text);
  if (plain.starts_with(words_mark)) return rate_in_words(std::string_view(plain).substr(words_mark.size()));
  return RateReader(plain, place).read();
}

LineRate rate_in_words(std::string_view text) { return {.kind = RateKind::replace, .text = std::string(text)}; }

std::optional<double> ad_valorem_equivalent(const LineRate& rate, const UnitValues& unit_values) {
  return chosen_of(rate.sums, rate.choice == LineRate::Choice::least, unit_values);
}

double least_equivalent(const LineRate& rate, const UnitValues& unit_values) {
  return least_of(rate.sums, rate.choice == LineRate::Choice::least, unit_values);
}

std::vector<std::string> units_of(const LineRate& rate) {
  std::vector<std::string> units;
  add_units(rate.sums, units);
  return units;
}

}  // namespace parley::tariff
