#include <fmt/format.h>

#include <cmath>

#include "parley/text/number.hpp"
#include "parley/text/split.hpp"
#include "parley/uncertainty/sensitivity.hpp"

namespace parley::uncertainty {
namespace {

[[noreturn]] void refuse(const std::string& text, const Place& place, const std::string& why) {
  throw InputError(place, fmt::format("'{}' {}", text, why),
                   "write none, lognormal:0.3, uniform:0.5:1.5 or triangular:0.5:1:2 (factors on the value)");
}

double number(const std::string& word, const std::string& text, const Place& place) {
  const std::optional<double> value = text::read_number(word);
  if (!value) refuse(text, place, fmt::format("has '{}' in place of a number", word));
  return *value;
}

}  // namespace

Uncertainty parse_uncertainty(const std::string& text, const Place& place) {
  const std::vector<std::string> parts = text::split(text, ':');
  Uncertainty result;
  result.text = text;
  const auto at = [&](std::size_t k) { return number(parts[k], text, place); };
  if (text == "none") return result;
  if (parts[0] == "lognormal" && parts.size() == 2) {
    result = {Uncertainty::Shape::lognormal, at(1), 1, 1, text};
    if (!(result.low > 0 && result.low <= 2)) refuse(text, place, "needs a standard deviation of the log in (0, 2]");
  } else if (parts[0] == "uniform" && parts.size() == 3) {
    result = {Uncertainty::Shape::uniform, at(1), 1, at(2), text};
  } else if (parts[0] == "triangular" && parts.size() == 4) {
    result = {Uncertainty::Shape::triangular, at(1), at(2), at(3), text};
    if (!(result.low <= result.mode && result.mode <= result.high))
      refuse(text, place, "is not low, mode, high in order");
  } else {
    refuse(text, place, "is not a known distribution");
  }
  const bool is_range = result.shape != Uncertainty::Shape::lognormal;
  if (is_range && !(result.low > 0 && result.low < result.high)) refuse(text, place, "needs 0 < low < high");
  return result;
}

double factor(const Uncertainty& uncertainty, double score) {
  const double width = uncertainty.high - uncertainty.low;
  switch (uncertainty.shape) {
    case Uncertainty::Shape::none:
      return 1;
    case Uncertainty::Shape::lognormal:
      return std::exp(uncertainty.low * score);
    case Uncertainty::Shape::uniform:
      return uncertainty.low + width * numerics::normal_probability(score);
    case Uncertainty::Shape::triangular:
      break;
  }
  const double p = numerics::normal_probability(score);
  const double rise = uncertainty.mode - uncertainty.low;
  const double fall = uncertainty.high - uncertainty.mode;
  return p * width <= rise ? uncertainty.low + std::sqrt(p * width * rise)
                           : uncertainty.high - std::sqrt((1 - p) * width * fall);
}

}  // namespace parley::uncertainty
