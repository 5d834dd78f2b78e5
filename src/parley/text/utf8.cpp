#include "parley/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "parley/base/error.hpp"

namespace parley::text {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

unsigned byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

bool continues(std::string_view bytes, std::size_t at, unsigned least = 0x80, unsigned most = 0xBF) {
  return at < bytes.size() && byte_at(bytes, at) >= least && byte_at(bytes, at) <= most;
}

/// The code point of a character of UTF-8.
char32_t code_point(std::string_view text, std::size_t at, std::size_t length) {
  if (length == 1) return byte_at(text, at);
  char32_t code = byte_at(text, at) & (0x7FU >> length);
  for (std::size_t k = 1; k < length; ++k) code = (code << 6U) | (byte_at(text, at + k) & 0x3FU);
  return code;
}

/// Line and column of a byte, both from one, the column in characters.
Place place_of_byte(std::string_view bytes, std::size_t at, const std::string& file) {
  const std::string_view before = bytes.substr(0, at);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::size_t newline = before.rfind('\n');
  const std::string_view in_line = before.substr(newline == std::string_view::npos ? 0 : newline + 1);
  const auto column = std::count_if(in_line.begin(), in_line.end(),
                                    [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
  return {file, static_cast<int>(line), static_cast<int>(column) + 1, ""};
}

[[noreturn]] void refuse(const std::string& bytes, std::size_t at, const std::string& file) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
    throw InputError({file, 1, 1, ""}, "the file is in UTF-16", "save it as UTF-8");
  const Place place = place_of_byte(bytes, at, file);
  if (bytes[at] == '\0') throw InputError(place, "a NUL byte, so this is not a text file", "save it as text in UTF-8");
  throw InputError(place, fmt::format("the byte 0x{:02X} is not UTF-8", byte_at(bytes, at)),
                   "save the file as UTF-8; it may be in Latin-1 or Windows-1252");
}

}  // namespace

std::size_t utf8_length(std::string_view bytes, std::size_t at) {
  const unsigned first = byte_at(bytes, at);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return continues(bytes, at + 1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const bool second = continues(bytes, at + 1, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF);
    return second && continues(bytes, at + 2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const bool second = continues(bytes, at + 1, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF);
    return second && continues(bytes, at + 2) && continues(bytes, at + 3) ? 4 : 0;
  }
  return 0;
}

std::size_t utf8_end(std::string_view bytes) {
  constexpr std::uint64_t high_bits = 0x8080808080808080U;
  std::size_t at = 0;
  while (at < bytes.size()) {
    // Downloads of a gigabyte are ASCII but for some names: eight bytes at a time.
    std::uint64_t next = high_bits;
    if (at + sizeof next <= bytes.size()) std::memcpy(&next, bytes.data() + at, sizeof next);
    if ((next & high_bits) == 0) {
      at += sizeof next;
      continue;
    }
    const std::size_t length = utf8_length(bytes, at);
    if (length == 0) break;
    at += length;
  }
  return at;
}

std::string utf8_text(std::string bytes, const std::string& file) {
  const std::size_t bad = std::min(utf8_end(bytes), bytes.find('\0'));
  if (bad < bytes.size()) refuse(bytes, bad, file);
  if (bytes.starts_with(byte_order_mark)) bytes.erase(0, byte_order_mark.size());
  return bytes;
}

bool is_unprintable(std::string_view text, std::size_t at, std::size_t length) {
  const char32_t code = code_point(text, at, length);
  if (code == U'\n' || code == U'\t') return false;
  return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x061C || code == 0x200E || code == 0x200F ||
         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0xFFFE || code == 0xFFFF;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_length(text, at);
    if (length == 0 || is_unprintable(text, at, length)) {
      // The line end of Windows is a line end.
      const bool is_line_end = text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
      if (!is_line_end) out += replacement;
    } else {
      out += text.substr(at, length);
    }
    at += std::max<std::size_t>(length, 1);
  }
  return out;
}

}  // namespace parley::text
