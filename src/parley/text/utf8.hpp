#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace parley::text {

/// Length in bytes of the character of UTF-8 that begins at `at`, from 1 to 4; 0 where none does (RFC 3629: no overlong
/// forms, no surrogates, nothing above U+10FFFF).
[[nodiscard]] std::size_t utf8_length(std::string_view bytes, std::size_t at);

/// Where the first byte stands that is not UTF-8, or the size of `bytes`.
[[nodiscard]] std::size_t utf8_end(std::string_view bytes);

/// The text that a file holds: its bytes without a byte-order mark. Every reader of CSV, TOML and JSON begins with it.
/// Errors  InputError with line and column for bytes that are no UTF-8, as Latin-1 and UTF-16 have them, and for a NUL.
[[nodiscard]] std::string utf8_text(std::string bytes, const std::string& file);

/// What may be shown anywhere: line ends and tabs stay; other control characters, marks that change the direction of
/// writing, U+2028, U+2029, U+FFFE, U+FFFF and bytes that are no UTF-8 become U+FFFD. A terminal obeys nothing of it.
[[nodiscard]] std::string printable(std::string_view text);

/// Whether printable() would replace the character of `length` bytes at `at`, which is UTF-8.
[[nodiscard]] bool is_unprintable(std::string_view text, std::size_t at, std::size_t length);

}  // namespace parley::text
