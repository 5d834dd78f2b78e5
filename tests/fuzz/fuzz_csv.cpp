#include <cstddef>
#include <cstdint>
#include <string>

#include "parley/base/error.hpp"
#include "parley/text/csv.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  try {
    const parley::text::CsvTable table = parley::text::parse_csv(text, "fuzz.csv");
    for (std::size_t row = 0; row < table.row_count(); ++row) (void)table.number(row, 0);
  } catch (const parley::InputError&) {
    return 0;
  }
  return 0;
}
