#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <type_traits>

namespace parley::report {

/// Text made safe for HTML and SVG, in content and in quoted attributes.
[[nodiscard]] std::string escaped(std::string_view text);

/// HTML or SVG that is whole and safe, which html_format() takes as it is.
struct Html {
  std::string text;
  explicit Html(std::string_view markup) : text(markup) {}
};

/// What a value becomes between tags: text and HTML text, numbers themselves.
template <class Value>
using HtmlValue = std::conditional_t<std::is_arithmetic_v<Value>, Value, std::string>;

template <class Value>
[[nodiscard]] HtmlValue<Value> html_value(const Value& value) {
  if constexpr (std::is_same_v<Value, Html>) {
    return value.text;
  } else if constexpr (std::is_arithmetic_v<Value>) {
    return value;
  } else {
    static_assert(std::is_convertible_v<const Value&, std::string_view>, "a text, a number or Html");
    return escaped(value);
  }
}

/// Tags by a format as fmt::format has it. Every text among the values is escaped, whatever it is, so that only what says
/// Html is trusted; a test sees to it that no tag of a page is written otherwise.
template <class... Values>
[[nodiscard]] std::string html_format(fmt::format_string<HtmlValue<Values>...> format, const Values&... values) {
  return fmt::format(format, html_value(values)...);
}

/// Lower-case letters, digits and hyphens, for ids and file names.
[[nodiscard]] std::string slug(std::string_view text);

/// "data:<type>,<content>" with what a URI may not hold written as %XX.
[[nodiscard]] std::string data_uri(std::string_view type, std::string_view content);

/// A link that saves an inline drawing as an SVG file with the page's light colours.
[[nodiscard]] std::string svg_download(std::string_view name, std::string_view svg);

/// A folded explanation; `html` is trusted, `summary` is escaped.
[[nodiscard]] std::string fold(std::string_view summary, std::string_view html, std::string_view css_class);

}  // namespace parley::report
