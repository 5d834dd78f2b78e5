// Any bytes are JSON or an InputError with a place; what was read is written and reads back the same.
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "parley/text/json.hpp"
#include "read_or_refuse.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  parley::fuzz::read_or_refuse([&] {
    const nlohmann::json value = parley::text::parse_json(text, "fuzz.json");
    const std::string written = parley::text::json_text(value);
    parley::fuzz::require(parley::text::json_text(parley::text::parse_json(written, "fuzz.json")) == written);
  });
  return 0;
}
