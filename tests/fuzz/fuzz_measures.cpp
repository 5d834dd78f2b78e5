// Any bytes are a book of measures (and a list of lines) or an InputError; duties of a book that was read are sums of parts.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>

#include "parley/base/error.hpp"
#include "parley/tariff/law/duty.hpp"
#include "parley/tariff/law/line_list.hpp"
#include "parley/tariff/law/measure_read.hpp"
#include "read_or_refuse.hpp"

namespace {

using parley::fuzz::require;

void price_lines(const parley::tariff::MeasureBook& book) {
  for (const parley::tariff::Measure& measure : book.measures) {
    if (measure.lines.empty()) continue;
    const std::string& code = measure.lines.entries().begin()->first;
    for (const std::string& origin : book.countries) {
      const auto duty = parley::tariff::duty_at(book, {measure.imposer, origin, code, {2018, 9, 24}}, {{"kg", 2.0}});
      double sum = 0;
      for (const auto& part : duty.parts) sum += part.ad_valorem;
      require(std::isfinite(duty.total) && sum == duty.total);
    }
    return;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  try {
    price_lines(parley::tariff::parse_measures(text, "fuzz.toml"));
  } catch (const parley::InputError& error) {
    require(!error.problems().empty());
  }
  try {
    static_cast<void>(parley::tariff::parse_line_list(
        text, "fuzz.csv", {.rate = "rate", .share = "share", .partial = "partial", .from = "from", .until = "until"}));
  } catch (const parley::InputError& error) {
    require(!error.problems().empty());
  }
  return 0;
}
