#include "parley/report/html.hpp"

#include <fmt/format.h>

#include <cctype>

namespace parley::report {

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
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
        // Control characters are not allowed in HTML or XML; a replacement keeps the reader aware of them.
        if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') {
          out += "\uFFFD";
        } else {
          out += c;
        }
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
    if (kept && c != '\'') {
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
  file.insert(body, "<style>.gain{fill:#1b6fa8}.loss{fill:#c0562b}.other{fill:#a9b0b8}line{stroke:#1c1f24}</style>");
  return fmt::format(R"(<a download="{}.svg" href="{}">SVG</a>)", slug(name), data_uri("image/svg+xml", file));
}

std::string fold(std::string_view summary, std::string_view html, std::string_view css_class) {
  return fmt::format("<details class=\"{}\"><summary>{}</summary>\n{}</details>\n", css_class, escaped(summary), html);
}

std::string how_made(std::string_view html) {
  return fold("How these numbers are made", fmt::format("<p>{}</p>\n", html), "how");
}

}  // namespace parley::report
