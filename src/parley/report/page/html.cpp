#include "parley/report/page/html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>

#include "parley/text/utf8.hpp"

namespace parley::report {
namespace {

/// The page's light colours, for drawings that leave it.
constexpr std::string_view svg_colours =
    ".gain{fill:#1a8a6e}.loss{fill:#8e4390}.other{fill:#a9b0b8}.party-0{fill:#1b6fa8}.party-1{fill:#c0562b}"
    ".party-2{fill:#9a7400}.party-3{fill:#5b6bc0}line,.thread{stroke:#1c1f24}circle{fill:#fff;stroke:#1c1f24}"
    "svg.curves "
    "text{paint-order:stroke;stroke:#fff;stroke-width:3px}.grid{stroke:#d9dde2}.curve{fill:none!important;stroke-width:"
    "2.5}.curve.party-0{stroke:#1b6fa8}"
    ".curve.party-1{stroke:#c0562b}.curve.party-2{stroke:#9a7400}.curve.party-3{stroke:#5b6bc0}"
    ".curve.other{stroke:#a9b0b8}circle.party-0{fill:#1b6fa8}circle.party-1{fill:#c0562b}circle.other{fill:#a9b0b8}"
    ".map path{stroke:#d9dde2;stroke-width:6}";

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  // Neither HTML nor XML allows control characters: printable() leaves a mark where one was.
  for (const char c : text::printable(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string slug(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && std::isalnum(byte) != 0) {
      out += static_cast<char>(std::tolower(byte));
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out.empty() ? "x" : out;
}

std::string data_uri(std::string_view type, std::string_view content) {
  static constexpr std::string_view plain = "-_.!~*'(),;:=/ ";
  std::string out = fmt::format("data:{},", type);
  out.reserve(out.size() + content.size() * 5 / 4);
  for (const char c : content) {
    const auto byte = static_cast<unsigned char>(c);
    const bool kept = byte < 0x80 && (std::isalnum(byte) != 0 || plain.find(c) != std::string_view::npos);
    if (kept) {
      out += c;
    } else {
      fmt::format_to(std::back_inserter(out), "%{:02X}", byte);
    }
  }
  return out;
}

std::string svg_download(std::string_view name, std::string_view svg) {
  constexpr std::string_view opening = "<svg ";
  std::string file = R"(<svg xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" font-size="13" )";
  file += svg.substr(opening.size());
  const std::size_t body = file.find('>') + 1;
  file.insert(body, "<style>" + std::string(svg_colours) + "</style>");
  // Apostrophes need no escape in a data URI, quotation marks do; escaped() leaves neither in a value.
  std::replace(file.begin(), file.end(), '"', '\'');
  return html_format(R"(<a download="{}.svg" href="{}">SVG</a>)", slug(name), Html{data_uri("image/svg+xml", file)});
}

std::string fold(std::string_view summary, std::string_view html, std::string_view css_class) {
  return html_format("<details class=\"{}\"><summary>{}</summary>\n{}</details>\n", css_class, summary, Html{html});
}

}  // namespace parley::report
