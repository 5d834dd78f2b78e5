// Any bytes are a price table, a file of dividends or an event plan, or an InputError; what was read keeps its promises.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>

#include "parley/market/plan.hpp"
#include "read_or_refuse.hpp"

namespace {

using namespace parley;
using fuzz::require;

void check_prices(const market::DayTable& table) {
  for (std::size_t t = 1; t < table.dates.size(); ++t) require(table.dates[t - 1] < table.dates[t]);
  for (const double price : table.value.values()) require(std::isnan(price) || price > 0);
  std::vector<std::string> notes;
  const market::DayTable returns = market::simple_returns(table, {}, notes);
  for (const double value : returns.value.values()) require(std::isnan(value) || value >= -1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  fuzz::read_or_refuse([&] { check_prices(market::parse_day_table(text, "fuzz.csv", {})); });
  fuzz::read_or_refuse([&] {
    check_prices(market::parse_day_table(text, "fuzz.csv", {.layout = market::DayTableForm::Layout::long_rows}));
  });
  fuzz::read_or_refuse([&] {
    for (const market::CorporateAction& each : market::parse_corporate_actions(text, "fuzz.csv", {}))
      require(each.split > 0 && each.dividend >= 0);
  });
  fuzz::read_or_refuse([&] {
    const market::EventPlan plan = market::parse_plan(text, "fuzz.toml");
    require(!plan.groups.empty() && !plan.events.empty());
  });
  return 0;
}
