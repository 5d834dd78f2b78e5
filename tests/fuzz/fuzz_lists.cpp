// Any bytes are what lists of tariff lines are built from, or an InputError: the recipe of the lists that ship, the table
// of a concordance or of overrides, imports by line, a schedule, and a rate in the words of the schedule of the USA.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "parley/tariff/law/line_rate.hpp"
#include "parley/tariff/law/us_rate_text.hpp"
#include "parley/tariff/lists/line_trade.hpp"
#include "parley/tariff/lists/shipped_lists.hpp"
#include "read_or_refuse.hpp"
#include "temporary_file.hpp"

namespace {

using namespace parley;
using fuzz::require;

const test::TemporaryFolder& sources() {
  static const test::TemporaryFolder folder;
  return folder;
}

tariff::RowSelection rows_of(const char* file) { return {.file = file, .where = {}, .place = {.file = "recipe"}}; }

/// What the schedule of the USA writes is a rate, or words that are kept and never computed.
void check_rate(std::string_view text) {
  static_cast<void>(tariff::is_us_text(text));
  const std::string rate = tariff::rate_from_us_text(text);
  require(!rate.empty());
  if (rate.starts_with(tariff::words_mark)) return;
  fuzz::read_or_refuse([&] {
    const auto value = tariff::ad_valorem_equivalent(tariff::parse_line_rate(rate, {}), {});
    require(!value || std::isfinite(*value));
  });
}

void check_recipe(const std::filesystem::path& file) {
  const tariff::ShippedListRecipe recipe = tariff::read_shipped_recipe(file);
  require(!recipe.lists.empty() || !recipe.schedules.empty());
  for (const tariff::BuiltList& list : tariff::build_shipped_lists(recipe, sources().path()))
    require(!list.file.empty() && list.text.starts_with('#'));
}

void check_trade(const tariff::SectorFinder& sectors) {
  const tariff::TradeSource source{.id = "t",
                                   .importer = "USA",
                                   .exporter = "CHN",
                                   .rows = rows_of("fuzz.csv"),
                                   .code_column = "code",
                                   .value_column = "value",
                                   .source = "x"};
  const tariff::LineTrade trade = tariff::read_line_trade(source, sectors, sources().path());
  double musd = 0;
  for (const tariff::LineTradeRow& row : trade.rows) {
    require(row.value_musd >= 0);
    musd += row.value_musd;
  }
  if (musd > 1e-6 && musd < 1e12) require(std::abs(musd - trade.total.total_musd) <= 1e-6 * musd);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  const std::filesystem::path file = fuzz::write(sources(), "fuzz.csv", text);
  fuzz::write(sources(), "right.csv", "code,value,class,rate,from\n0901.11,5,A,Free,2018\n7208.51.00,7,B,2.5%,2018\n");
  for (std::size_t at = 0, line = 0; at < text.size() && line < 50; ++line) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    check_rate(std::string_view(text).substr(at, end - at));
    at = end + 1;
  }
  fuzz::read_or_refuse([&] { check_recipe(file); });
  tariff::SectorMap map{.concordance = rows_of("right.csv"),
                        .code_column = "code",
                        .class_column = "class",
                        .sector_of_class = {{"A", "AGR"}, {"B", "STL"}},
                        .overrides = {}};
  fuzz::read_or_refuse([&] { check_trade(tariff::SectorFinder(map, sources().path())); });
  fuzz::read_or_refuse([&] {
    const auto lines = tariff::read_schedule_lines({rows_of("fuzz.csv"), "code"}, sources().path());
    for (std::size_t at = 1; at < lines.size(); ++at) require(lines[at - 1] < lines[at]);
  });
  map.concordance = rows_of("fuzz.csv");
  fuzz::read_or_refuse([&] { static_cast<void>(tariff::SectorFinder(map, sources().path()).find("0901")); });
  map.concordance = rows_of("right.csv");
  map.overrides = file;
  fuzz::read_or_refuse([&] { static_cast<void>(tariff::SectorFinder(map, sources().path()).find("0901")); });
  return 0;
}
