#include "parley/tariff/law/us_rate_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <string>

#include "parley/text/number.hpp"
#include "parley/text/trim.hpp"

namespace parley::tariff {
namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

std::string trimmed(std::string_view text) { return std::string(text::trimmed(text)); }

std::optional<double> number(std::string_view text) {
  const std::optional<double> value = text::read_number(text);
  if (!value || *value < 0) return std::nullopt;
  return value;
}

/// "68c/head", "$1.104/kg", "0.9c each" -> "0.68/head"; nothing for other forms.
std::optional<std::string> money_term(std::string term) {
  const bool is_dollars = term.starts_with('$');
  if (is_dollars) term.erase(0, 1);
  const std::size_t cents = term.find('c');
  if (is_dollars == (cents != std::string::npos && cents < term.find('/') && cents < term.find(' '))) {
    return std::nullopt;
  }
  replace_all(term, " each", "/each");
  const std::size_t slash = term.find('/');
  if (slash == std::string::npos) return std::nullopt;
  const std::string amount_text = is_dollars ? term.substr(0, slash) : term.substr(0, cents);
  if (!is_dollars && trimmed(term.substr(cents + 1, slash - cents - 1)) != "") return std::nullopt;
  const std::optional<double> amount = number(trimmed(amount_text));
  std::string unit = trimmed(term.substr(slash + 1));
  // "1.7c/kg on lead content" is no duty on the kilogram that is imported.
  if (!amount || unit.empty() || unit.find(" on ") != std::string::npos || unit.find(" of ") != std::string::npos ||
      unit.find_first_of(",/()") != std::string::npos) {
    return std::nullopt;
  }
  if (unit.ends_with('.')) unit.pop_back();
  replace_all(unit, "pf. liter", "pf.liter");
  if (unit == "1000") unit = "thousand";
  return fmt::format("{:.7g}/{}", is_dollars ? *amount : *amount / 100, unit);
}

std::optional<std::string> term_in_list_words(const std::string& term) {
  if (term.ends_with('%')) {
    const std::optional<double> percent = number(trimmed(term.substr(0, term.size() - 1)));
    return percent ? std::optional<std::string>(fmt::format("{:.7g}%", *percent)) : std::nullopt;
  }
  return money_term(term);
}

constexpr std::string_view line_itself = "The duty provided in the applicable subheading";

/// "Free (A,AU,BH)": free for the programs named, and nothing after them.
bool is_free_for_programs(std::string_view text) {
  return text.starts_with("Free (") && text.find(')') == text.size() - 1;
}

}  // namespace

bool is_us_text(std::string_view text) {
  const std::string_view plain = text::trimmed(text);
  return plain.find('$') != std::string_view::npos || plain.find("\xC2\xA2") != std::string_view::npos ||
         plain.find(" cents") != std::string_view::npos || plain.starts_with("Free (") ||
         plain.starts_with("The duty ") || plain.starts_with("The rate ");
}

std::string rate_from_us_text(std::string_view text) {
  std::string plain(text);
  replace_all(plain, "`", "");
  replace_all(plain, "\xC2\xA2;", "c");
  replace_all(plain, "\xC2\xA2", "c");
  replace_all(plain, " cents", "c");
  plain = trimmed(plain);
  if (plain == "Free" || is_free_for_programs(plain)) return "free";
  // Chapter 99 adds to whatever the line itself pays.
  const bool adds = plain.starts_with(line_itself);
  std::string built = adds ? "+" : "";
  std::string rest = adds ? trimmed(std::string_view(plain).substr(line_itself.size())) : plain;
  if (adds && rest.empty()) return "+0%";
  if (adds && rest.starts_with('+')) rest.erase(0, 1);
  bool is_first = true;
  while (true) {
    const std::size_t plus = rest.find('+');
    const std::optional<std::string> term = term_in_list_words(trimmed(rest.substr(0, plus)));
    if (!term) {
      std::string words = trimmed(std::string(text));
      replace_all(words, "\xC2\xA2;", "\xC2\xA2");
      return std::string(words_mark) + words;
    }
    built += (is_first ? "" : " + ") + *term;
    is_first = false;
    if (plus == std::string::npos) return built;
    rest = rest.substr(plus + 1);
  }
}

}  // namespace parley::tariff
