#pragma once

#include <string>
#include <string_view>

namespace parley::report {

/// Text made safe for HTML and SVG, in content and in quoted attributes.
[[nodiscard]] std::string escaped(std::string_view text);

/// Lower-case letters, digits and hyphens, for ids and file names.
[[nodiscard]] std::string slug(std::string_view text);

/// "data:<type>,<content>" with what a URI may not hold written as %XX.
[[nodiscard]] std::string data_uri(std::string_view type, std::string_view content);

/// A link that saves an inline drawing as an SVG file with the page's light colours.
[[nodiscard]] std::string svg_download(std::string_view name, std::string_view svg);

/// A folded explanation; `html` is trusted, `summary` is escaped.
[[nodiscard]] std::string fold(std::string_view summary, std::string_view html, std::string_view css_class);

}  // namespace parley::report
