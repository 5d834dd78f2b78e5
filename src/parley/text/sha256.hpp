#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace parley::text {

/// SHA-256 of bytes, 64 hexadecimal digits.   Source  FIPS 180-4.
[[nodiscard]] std::string sha256(std::string_view bytes);

/// SHA-256 of a file's content; InputError where it cannot be read.
[[nodiscard]] std::string sha256_of_file(const std::filesystem::path& path);

}  // namespace parley::text
