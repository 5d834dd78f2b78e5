#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <set>

#include "parley/data/build/aggregate.hpp"
#include "parley/data/build/build_baseline.hpp"
#include "parley/data/build/part_shares.hpp"
#include "parley/data/build/source_tables.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/text/csv.hpp"
#include "support/files.hpp"

namespace parley::data {
namespace {

namespace fs = std::filesystem;

const fs::path folder = test::project() / "data" / "world-2017";
const fs::path recipe = test::project() / "data" / "world-2017.recipe.toml";
const fs::path shares = test::project() / "data" / "world-2017.semiconductor-shares.csv";
const fs::path basic_recipe = test::project() / "tests" / "fixtures" / "world-2017-basic.recipe.toml";
const fs::path basic_shares = test::project() / "tests" / "fixtures" / "world-2017.semiconductor-shares.csv";

double sum(std::span<const double> values) { return std::accumulate(values.begin(), values.end(), 0.0); }

Country at(const Economy& economy, const char* code) { return *economy.find_country(code); }

TEST(World2017, HasTheRegionsAndSectorsItSays) {
  const BaselineData data = read_baseline_data(folder);
  EXPECT_EQ(data.economy.country_count(), 22U);
  EXPECT_EQ(data.economy.sector_count(), 35U);
  ASSERT_TRUE(data.economy.find_sector("SEM"));
  EXPECT_EQ(data.economy.find_sector("SEM")->value(), data.economy.find_sector("ELE")->value() + 1);
  EXPECT_EQ(data.info.year, 2017);
  EXPECT_FALSE(data.info.provenance.empty());
}

TEST(World2017, CalibratesToAnExactEquilibrium) {
  const Baseline baseline = read_baseline(folder);
  EXPECT_TRUE(baseline.clipped_final_use.empty());
  for (const double share : baseline.value_added_share.values()) EXPECT_GT(share, 0.0);
  for (const double share : baseline.consumption_share.values()) EXPECT_GE(share, 0.0);
  for (const double tariff : baseline.tariff.values()) {
    EXPECT_GE(tariff, 0.0);
    EXPECT_LE(tariff, 4.0);
  }
  EXPECT_NEAR(sum(baseline.deficit.values()) / sum(baseline.gross_output.values()), 0.0, 1e-12);
}

// accounts.csv is written from the rounded flows and uses; each identity must hold on what stands in the files.
TEST(World2017, AccountsHoldRowByRow) {
  const BaselineData data = read_baseline_data(folder);
  const text::CsvTable accounts = text::read_csv(folder / "accounts.csv");
  ASSERT_EQ(accounts.row_count(), 22U * 35U);
  for (std::size_t row = 0; row < accounts.row_count(); ++row) {
    const Country n = at(data.economy, std::string(accounts.cell(row, accounts.column("region"))).c_str());
    const Sector s = *data.economy.find_sector(accounts.cell(row, accounts.column("sector")));
    const auto cell = [&](const char* name) { return accounts.number(row, accounts.column(name)); };
    double sold = 0;
    double inputs = 0;
    double used = 0;
    for (const Country m : data.economy.countries()) sold += data.flow(s, importer(m), exporter(n));
    for (const InputSector k : data.economy.input_sectors()) inputs += data.use(n, k, s);
    for (const double value : data.use.row(n, input(s))) used += value;
    const double scale = 1e-9 * cell("gross_output_musd") + 1e-6;
    EXPECT_NEAR(cell("gross_output_musd"), sold, scale);
    EXPECT_NEAR(cell("gross_output_musd"), cell("value_added_musd") + inputs, scale);
    // Absorption: own output less exports plus imports is what inputs and final use take.
    EXPECT_NEAR(cell("gross_output_musd") - cell("exports_musd") + cell("imports_musd"),
                used + cell("final_demand_musd"), scale + 1e-9 * cell("imports_musd"));
  }
}

// Value added at basic prices in the OECD inter-country tables for 2017, billion USD, which the source folder holds to
// the dollar. Market-price GDP is higher by taxes on products: 19,477, 12,310 and 3,690 (World Bank, 2017).
TEST(World2017, GdpIsThatOfTheSources) {
  const Baseline baseline = read_baseline(folder);
  const std::map<std::string, std::pair<double, double>> published{
      {"USA", {18885, 19477}}, {"CHN", {11411, 12310}}, {"DEU", {3357, 3690}}};
  for (const auto& [code, figures] : published) {
    const Country n = at(baseline.economy, code.c_str());
    const double gdp = (baseline.value_added(n) + baseline.tariff_revenue(n)) / 1e3;
    EXPECT_NEAR(gdp / figures.first, 1.0, 0.02) << code;
    EXPECT_LT(gdp, figures.second) << code;
    EXPECT_GT(gdp, 0.9 * figures.second) << code;
  }
}

// Shares hold at basic prices; customs records of electronics and of chips bend them.
TEST(World2017, SemiconductorsFollowTheSharesAtBasicPrices) {
  const BaselineData data = read_baseline_data(test::basic_world());
  const Sector electronics = *data.economy.find_sector("ELE");
  const Array<Importer, Exporter> share = read_part_shares(basic_shares, data, electronics, "SEM", 1).share;
  const Sector part = *data.economy.find_sector("SEM");
  const Sector rest = *data.economy.find_sector("ELE");
  for (const Importer n : data.economy.importers()) {
    for (const Exporter i : data.economy.exporters()) {
      const double whole = data.flow(part, n, i) + data.flow(rest, n, i);
      EXPECT_NEAR(data.flow(part, n, i), share(n, i) * whole, 1e-7 * whole + 1e-6);
    }
  }
  EXPECT_EQ(data.trade_elasticity(part), data.trade_elasticity(rest));
}

TEST(World2017, AFewRegionsOfItStillMakeAWorld) {
  const BaselineData data = read_baseline_data(folder);
  GroupMap map{{{"USA", "United States"}, {"CHN", "China"}, {"REST", "Everybody else"}}, {}};
  for (const Country n : data.economy.countries()) {
    const std::string& code = data.economy.code(n);
    map.group_of.push_back(code == "USA" ? 0U : code == "CHN" ? 1U : 2U);
  }
  const AggregatedBaseline small = aggregate(data, map, keep_sectors(data.economy));
  const Baseline before = calibrate(data);
  const Baseline after = calibrate(small.data);
  EXPECT_NEAR(sum(after.gross_output.values()) / sum(before.gross_output.values()), 1.0, 1e-12);
  for (const auto& [group, code] : {std::pair{0U, "USA"}, std::pair{1U, "CHN"}}) {
    const Country old = at(data.economy, code);
    EXPECT_NEAR(after.deficit(Country(group)), before.deficit(old), 1e-6 * std::abs(before.deficit(old)));
    EXPECT_NEAR(after.tariff_revenue(Country(group)) / before.tariff_revenue(old), 1.0, 1e-9);
    EXPECT_NEAR(after.value_added(Country(group)) / before.value_added(old), 1.0, 1e-9);
  }
}

/// Tests that need the sources.
class World2017Sources : public testing::Test {
 public:
  void SetUp() override {
    const auto found = test::shared();
    if (!found) GTEST_SKIP() << "PARLEY_SHARED names no folder";
    sources = *found / "data";
  }
  fs::path sources;
};

/// Builds by a recipe and compares every file with a committed folder.
void expect_rebuilt(const fs::path& by, const fs::path& sources, const fs::path& committed) {
  const test::TemporaryFolder out;
  const BuiltBaseline built = build_baseline(by, sources);
  write_baseline(built.data, out / "rebuilt");
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(committed)) names.insert(entry.path().filename().string());
  std::set<std::string> rebuilt;
  for (const auto& entry : fs::directory_iterator(out / "rebuilt")) rebuilt.insert(entry.path().filename().string());
  EXPECT_EQ(names, rebuilt);
  for (const std::string& name : names) {
    EXPECT_TRUE(test::read_file(committed / name) == test::read_file(out / "rebuilt" / name)) << name << " differs";
  }
}

TEST_F(World2017Sources, RebuildIsTheCommittedFolderByteForByte) { expect_rebuilt(recipe, sources, folder); }

TEST_F(World2017Sources, RebuildAtBasicPricesIsTheFixtureByteForByte) {
  expect_rebuilt(basic_recipe, sources, test::basic_world());
}

TEST_F(World2017Sources, NothingButRoundingMoves) {
  const BuildReport report = build_baseline(recipe, sources).report;
  EXPECT_TRUE(report.final_use.empty());
  EXPECT_TRUE(report.value_added.empty());
  EXPECT_LT(report.split_gap, 1e-12);
  EXPECT_LT(report.rounding.flow_moved_musd, 1.0);
  EXPECT_LT(report.rounding.use_moved_musd, 1.0);
  EXPECT_LT(report.rounding.zeroed_musd, 1e-3);
}

TEST_F(World2017Sources, ValueAddedOfEveryRegionIsTheSources) {
  const Baseline baseline = read_baseline(folder);
  const text::CsvTable accounts = text::read_csv(sources / "baseline-2017" / "accounts.csv");
  std::map<std::string, double> stated;
  for (std::size_t row = 0; row < accounts.row_count(); ++row) {
    stated[std::string(accounts.cell(row, accounts.column("region")))] +=
        accounts.number(row, accounts.column("value_added_musd"));
  }
  for (const Country n : baseline.economy.countries()) {
    const double gdp = baseline.value_added(n) + baseline.tariff_revenue(n);
    EXPECT_NEAR(gdp / stated.at(baseline.economy.code(n)), 1.0, 0.02) << baseline.economy.code(n);
  }
}

using LineFilter = std::function<bool(const text::CsvTable&, std::size_t)>;

/// The rows of the share table that are computed from customs lines, computed again.
class CustomsShares : public World2017Sources {
 public:
  void SetUp() override {
    World2017Sources::SetUp();
    if (IsSkipped()) return;
    lines = sources / "tariff-lines";
    read_concordance("conc_hs4_isic3.csv", "HS4_6d");
    read_concordance("conc_hs5_isic3.csv", "HS5_6d");
    const text::CsvTable table = text::read_csv(shares);
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      // Where a row carries bounds, the customs record of the exporter is its lower one.
      const std::size_t low = table.column("low");
      stated[std::string(table.cell(row, table.column("exporter"))) + ">" +
             std::string(table.cell(row, table.column("importer")))] =
          table.number(row, table.cell(row, low).empty() ? table.column("share") : low);
    }
  }

  void read_concordance(const char* file, const char* column) {
    const text::CsvTable table = text::read_csv(lines / file);
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      isic[std::string(table.cell(row, table.column(column)))] = table.cell(row, table.column("ISIC3_2d"));
    }
  }

  struct Sums {
    double chips = 0;
    double electronics = 0;
    [[nodiscard]] double share() const { return chips / electronics; }
  };

  Sums sums(const char* file, const char* code, const char* value, const LineFilter& counts) const {
    const text::CsvTable table = text::read_csv(lines / file);
    Sums result;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      if (!counts(table, row) || table.cell(row, table.column(value)).empty()) continue;
      const std::string hs6(table.cell(row, table.column(code)).substr(0, 6));
      const bool is_chip = hs6.starts_with("8541") || hs6.starts_with("8542");
      const auto found = isic.find(hs6);
      const std::string division = found == isic.end() ? "" : found->second;
      const double dollars = table.number(row, table.column(value));
      if (is_chip) result.chips += dollars;
      if (is_chip || division == "30" || division == "32" || division == "33") result.electronics += dollars;
    }
    return result;
  }

  static LineFilter is_2017(const std::string& partner = "") {
    return [partner](const text::CsvTable& table, std::size_t row) {
      return table.cell(row, table.column("year")) == "2017" &&
             (partner.empty() || table.cell(row, table.column("partner")) == partner);
    };
  }

  fs::path lines;
  std::map<std::string, std::string> isic;
  std::map<std::string, double> stated;
};

TEST_F(CustomsShares, OfTheUnitedStatesAndChina) {
  const auto any = [](const text::CsvTable&, std::size_t) { return true; };
  EXPECT_NEAR(sums("cn_imports_from_us_2017_hs8.csv", "hs8", "imports_us_2017_kusd", any).share(), stated["USA>CHN"],
              6e-6);
  EXPECT_NEAR(sums("us_imports_from_china_hs6_2015_2021.csv", "hs6", "imports_cif_usd", is_2017()).share(),
              stated["CHN>USA"], 6e-6);
}

TEST_F(CustomsShares, OfOtherSuppliersToTheUnitedStates) {
  for (const char* partner : {"MEX", "VNM", "TWN"}) {
    EXPECT_NEAR(sums("us_imports_mex_vnm_twn_hs6_2015_on.csv", "hs6", "imports_usd", is_2017(partner)).share(),
                stated[std::string(partner) + ">USA"], 6e-6)
        << partner;
  }
}

TEST_F(CustomsShares, OfTaiwanByDestination) {
  const BaselineData source = read_source_tables(sources, {.folder = "baseline-2017"}).data;
  const Sector ele = *source.economy.find_sector("ELE");
  const auto flow_to = [&](const std::string& code) {
    return source.flow(ele, importer(at(source.economy, code.c_str())), exporter(at(source.economy, "TWN")));
  };
  const Sums to_usa = sums("us_imports_mex_vnm_twn_hs6_2015_on.csv", "hs6", "imports_usd", is_2017("TWN"));
  const double basic_over_customs = 1e6 * flow_to("USA") / to_usa.electronics;
  const std::map<std::string, std::string> region{{"CHN", "CHN"}, {"HKG", "CHN"}, {"JPN", "JPN"}, {"KOR", "KOR"},
                                                  {"MYS", "ASE"}, {"PHL", "ASE"}, {"SGP", "ASE"}, {"OTH", "*"}};
  std::map<std::string, double> chips;
  const text::CsvTable table = text::read_csv(lines / "tw_ic_exports_hs6_2016_2018.csv");
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const auto found = region.find(std::string(table.cell(row, table.column("dest"))));
    if (found == region.end() || table.cell(row, table.column("year")) != "2017") continue;
    chips[found->second] += table.number(row, table.column("taiwan_exports_usd"));
  }
  double rest = 0;
  for (const Country n : source.economy.countries()) {
    const std::string& code = source.economy.code(n);
    if (code != "TWN" && code != "USA" && !chips.contains(code)) rest += flow_to(code);
  }
  for (const auto& [code, value] : chips) {
    const double flow = 1e6 * (code == "*" ? rest : flow_to(code));
    EXPECT_NEAR(value * basic_over_customs / flow, stated["TWN>" + code], 1e-4) << code;
  }
}

}  // namespace
}  // namespace parley::data
