// Any bytes are sales shares of firms or sales of affiliates, or an InputError.
#include <cstddef>
#include <cstdint>
#include <string>

#include "parley/market/exposure.hpp"
#include "read_or_refuse.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parley;
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  fuzz::read_or_refuse([&] { static_cast<void>(market::parse_sales_shares(text, "fuzz.csv")); });
  fuzz::read_or_refuse([&] { static_cast<void>(market::parse_affiliate_sales(text, "fuzz.csv")); });
  return 0;
}
