// Gives a fuzz target every file of its corpus, whole, cut short and with a byte changed: what every build can check
// without a fuzzer. A crash or a broken promise ends the program.
#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace {

void give(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

constexpr std::size_t pieces = 16;
constexpr const char* odd_bytes = "\"\n,=0\xff";

}  // namespace

int main(int count, char** words) {
  std::size_t files = 0;
  give("");
  for (int k = 1; k < count; ++k) {
    for (const auto& entry : std::filesystem::directory_iterator(words[k])) {
      const std::string bytes = bytes_of(entry.path());
      give(bytes);
      for (std::size_t piece = 0; piece < pieces && !bytes.empty(); ++piece) {
        const std::size_t at = bytes.size() * piece / pieces;
        give(bytes.substr(0, at));
        std::string changed = bytes;
        changed[at] = odd_bytes[piece % 6];
        give(changed);
      }
      ++files;
    }
  }
  fmt::print("{} files\n", files);
  return files > 0 || count == 1 ? 0 : 1;
}
