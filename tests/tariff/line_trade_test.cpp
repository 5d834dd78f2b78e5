// Imports by line: scaling to an official total, every dollar accounted for, schedules down to their finest lines.
#include "parley/tariff/lists/line_trade.hpp"

#include <gmock/gmock.h>

#include <numeric>

#include "support/files.hpp"

namespace parley::tariff {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Trade : public testing::Test {
 protected:
  Trade() {
    test::write_file(folder / "concordance.csv", "hs,isic\n72,2410\n87,2910\n99,9900\n");
    test::write_file(folder / "overrides.csv", "code,sector,reason\n98,*,no goods in particular\n85,VEH,for cars\n");
    source = {.id = "us-imports",
              .importer = "USA",
              .exporter = "CHN",
              .rows = {.file = "trade.csv", .where = {}, .place = {}},
              .code_column = "code",
              .value_column = "usd",
              .unit_musd = 1e-6};
  }
  LineTrade read(const std::string& rows) {
    test::write_file(folder / "trade.csv", "code,usd,kg\n" + rows);
    return read_line_trade(source, sectors(), folder.path());
  }
  std::string refusal(const std::string& rows) {
    try {
      (void)read(rows);
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  }
  /// Made at the first reading: the matches point into it.
  const SectorFinder& sectors() {
    if (!finder) {
      finder.emplace(SectorMap{.concordance = {.file = "concordance.csv", .where = {}, .place = {}},
                               .code_column = "hs",
                               .class_column = "isic",
                               .sector_of_class = {{"24", "STL"}, {"29", "VEH"}},
                               .overrides = folder / "overrides.csv"},
                     folder.path());
    }
    return *finder;
  }
  test::TemporaryFolder folder;
  TradeSource source;
  std::optional<SectorFinder> finder;
};

constexpr const char* rows = "720810,60e6,\n870323,20e6,\n850000,16e6,\n980100,24e6,\n990000,3e6,\n010121,5e6,\n";

TEST_F(Trade, CountsEveryDollarUnderItsBasis) {
  const LineTrade trade = read(rows);
  ASSERT_EQ(trade.rows.size(), 6U);
  EXPECT_EQ(trade.total.trade, "us-imports");
  EXPECT_DOUBLE_EQ(trade.total.total_musd, 128);
  const auto& by_basis = trade.total.by_basis;
  EXPECT_DOUBLE_EQ(by_basis.at(SectorBasis::concordance).musd, 80);
  EXPECT_EQ(by_basis.at(SectorBasis::concordance).codes, 2U);
  EXPECT_DOUBLE_EQ(by_basis.at(SectorBasis::by_override).musd, 16);
  EXPECT_DOUBLE_EQ(by_basis.at(SectorBasis::spread).musd, 24);
  const double sum = std::accumulate(by_basis.begin(), by_basis.end(), 0.0,
                                     [](double so_far, const auto& each) { return so_far + each.second.musd; });
  EXPECT_DOUBLE_EQ(sum, trade.total.total_musd) << "the dollars by basis add up to the total";
}

TEST_F(Trade, NamesWhatNoSectorTakes) {
  const LineTrade trade = read(rows);
  EXPECT_DOUBLE_EQ(trade.total.unmapped_musd, 8) << "an open class and an unknown code; what is spread is not lost";
  EXPECT_THAT(trade.total.largest_unmapped, ElementsAre("010121 5.0", "990000 3.0"));
}

TEST_F(Trade, SpreadsDollarsOverWhatIsMapped) {
  EXPECT_DOUBLE_EQ(read(rows).total.spread_factor, 1 + 24.0 / (80 + 16));
  EXPECT_DOUBLE_EQ(read("720810,60e6,\n").total.spread_factor, 1);
}

TEST_F(Trade, IsScaledToTheOfficialTotal) {
  source.official_musd = 256;
  const LineTrade trade = read(rows);
  EXPECT_DOUBLE_EQ(trade.total.factor, 2);
  EXPECT_DOUBLE_EQ(trade.total.file_musd, 128);
  EXPECT_DOUBLE_EQ(trade.total.total_musd, 256);
  EXPECT_DOUBLE_EQ(trade.rows[0].value_musd, 120);
  EXPECT_DOUBLE_EQ(trade.total.by_basis.at(SectorBasis::concordance).musd, 160);
}

TEST_F(Trade, AWeightThatIsNotThereIsNotKnown) {
  source.kg_column = "kg";
  const LineTrade trade = read("720810,60e6,1500\n870323,20e6,\n");
  EXPECT_DOUBLE_EQ(trade.rows[0].kg, 1500);
  EXPECT_DOUBLE_EQ(trade.rows[1].kg, 0);
}

TEST_F(Trade, ACodeTwiceAndNegativeImportsAreBothNamed) {
  const std::string message = refusal("720810,60e6,\n870323,-1,\n720810,1,\n");
  EXPECT_THAT(message, HasSubstr("trade.csv:3: column usd: imports are negative"));
  EXPECT_THAT(message, HasSubstr("trade.csv:4: column code: code 720810 appears twice; select one year and partner"));
}

TEST_F(Trade, AScheduleIsItsFinestLines) {
  test::write_file(folder / "schedule.csv", "line\n8541\n85414020\n854140\n\n85414060\n85415000\n85414020\n");
  const std::vector<std::string> lines =
      read_schedule_lines({{.file = "schedule.csv", .where = {}, .place = {}}, "line"}, folder.path());
  EXPECT_THAT(lines, ElementsAre("85414020", "85414060", "85415000"));
}

TEST(LinesBelow, AreThoseThatBeginWithTheCode) {
  const std::vector<std::string> schedule{"85413000", "85414020", "85414060", "85415000"};
  const auto count = [&](std::string_view code) {
    const auto [first, last] = lines_below(schedule, code);
    return last - first;
  };
  EXPECT_EQ(count("854140"), 2);
  EXPECT_EQ(count("85414020"), 1);
  EXPECT_EQ(count("8541"), 4);
  EXPECT_EQ(count("8542"), 0);
  EXPECT_EQ(count("854140201"), 0);
}

}  // namespace
}  // namespace parley::tariff
