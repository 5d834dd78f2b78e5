#include <cstddef>
#include <cstdint>
#include <string>

#include "parley/base/error.hpp"
#include "parley/scenario/scenario.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  try {
    (void)parley::scenario::parse(text, "fuzz.toml");
  } catch (const parley::InputError&) {
    return 0;
  }
  return 0;
}
