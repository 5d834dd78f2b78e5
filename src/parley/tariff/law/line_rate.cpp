#include "parley/tariff/law/line_rate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/text/number.hpp"
#include "parley/text/trim.hpp"

namespace parley::tariff {
namespace {

constexpr const char* line_rate_forms =
    R"--(write "free", "25%", "+25%", "-10%", "<=15%", ">=15%", ">=15% all-in", "0.5/kg + 8%" or "max(10%, 0.5/kg)")--";
constexpr double highest_line_percent = 1000;
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
  [[noreturn]] void fail() const { fail(fmt::format("'{}' is not a rate", text_)); }

  void read_choice(std::string_view body, LineRate& rate) const {
    if (take_front(body, "max(")) rate.choice = LineRate::Choice::greatest;
    if (take_front(body, "min(")) rate.choice = LineRate::Choice::least;
    if (rate.choice == LineRate::Choice::only) {
      rate.sums.push_back(read_sum(body));
      return;
    }
    if (!take_back(body, ")")) fail();
    for (std::size_t comma = 0; comma != std::string_view::npos;) {
      comma = body.find(',');
      rate.sums.push_back(read_sum(text::trimmed(body.substr(0, comma))));
      if (comma != std::string_view::npos) body = text::trimmed(body.substr(comma + 1));
    }
    if (rate.sums.size() < 2) fail();
  }

  [[nodiscard]] DutySum read_sum(std::string_view body) const {
    DutySum sum;
    if (body == "free" || body == "Free") return sum;
    for (std::size_t plus = 0; plus != std::string_view::npos;) {
      plus = body.find('+');
      add_term(text::trimmed(body.substr(0, plus)), sum);
      if (plus != std::string_view::npos) body = body.substr(plus + 1);
    }
    if (100 * sum.ad_valorem > highest_line_percent)
      fail(fmt::format("'{}' is over {} %", text_, highest_line_percent));
    return sum;
  }

  void add_term(std::string_view term, DutySum& sum) const {
    if (take_back(term, "%")) {
      sum.ad_valorem += number(term) / 100;
      return;
    }
    const std::size_t slash = term.find('/');
    if (slash == std::string_view::npos) fail();
    const std::string_view unit = text::trimmed(term.substr(slash + 1));
    if (!is_unit(unit)) fail();
    sum.specific.push_back({number(text::trimmed(term.substr(0, slash))), std::string(unit)});
  }

  [[nodiscard]] double number(std::string_view text) const {
    const std::optional<double> value = text::read_number(text);
    if (!value || std::signbit(*value) || *value > highest_amount) fail();
    return *value;
  }

  void negate(LineRate& rate) const {
    if (rate.choice != LineRate::Choice::only || !rate.is_ad_valorem()) fail();
    rate.sums.front().ad_valorem *= -1;
  }

  std::string_view text_;
  const Place& place_;
};

std::optional<double> equivalent(const DutySum& sum, const UnitValues& unit_values) {
  double total = sum.ad_valorem;
  for (const SpecificDuty& each : sum.specific) {
    const auto value = unit_values.find(each.unit);
    if (value == unit_values.end() || !(value->second > 0)) return std::nullopt;
    total += each.amount / value->second;
  }
  return total;
}

}  // namespace

bool LineRate::is_ad_valorem() const {
  return !sums.empty() &&
         std::all_of(sums.begin(), sums.end(), [](const DutySum& each) { return each.specific.empty(); });
}

LineRate parse_line_rate(std::string_view text, const Place& place) { return RateReader(text, place).read(); }

LineRate rate_in_words(std::string_view text) { return {.kind = RateKind::replace, .text = std::string(text)}; }

std::optional<double> ad_valorem_equivalent(const LineRate& rate, const UnitValues& unit_values) {
  std::optional<double> chosen;
  for (const DutySum& sum : rate.sums) {
    const std::optional<double> each = equivalent(sum, unit_values);
    if (!each) return std::nullopt;
    if (!chosen) {
      chosen = each;
    } else {
      chosen = rate.choice == LineRate::Choice::least ? std::min(*chosen, *each) : std::max(*chosen, *each);
    }
  }
  return chosen;
}

std::vector<std::string> units_of(const LineRate& rate) {
  std::vector<std::string> units;
  for (const DutySum& sum : rate.sums) {
    for (const SpecificDuty& each : sum.specific) {
      if (std::find(units.begin(), units.end(), each.unit) == units.end()) units.push_back(each.unit);
    }
  }
  return units;
}

}  // namespace parley::tariff
