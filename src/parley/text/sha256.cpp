#include "parley/text/sha256.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <stdexcept>

#include "parley/text/csv.hpp"

namespace parley::text {

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("SHA-256 failed");
  }
  std::string text;
  for (unsigned int at = 0; at < length; ++at) text += fmt::format("{:02x}", digest[at]);
  return text;
}

std::string sha256_of_file(const std::filesystem::path& path) { return sha256(read_bytes(path)); }

}  // namespace parley::text
