// Any bytes are numbers of at least zero by country and sector, or an InputError.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "parley/data/sector_table.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parley;
  static const Economy labels({{"USA", "United States"}, {"CHN", "China"}},
                              {{"STL", "Steel", true}, {"MVH", "Cars", true}, {"FIN", "Finance", false}});
  try {
    const std::string text(reinterpret_cast<const char*>(bytes), size);
    const Array<Country, Sector> values = data::sector_table(text::parse_csv(text, "fuzz.csv"), "weight", labels);
    for (const double value : values.values()) {
      if (!(std::isnan(value) || (value >= 0 && std::isfinite(value)))) std::abort();
    }
  } catch (const InputError& error) {
    if (error.problems().empty()) std::abort();
  }
  return 0;
}
