#include <gmock/gmock.h>

#include <algorithm>
#include <numeric>

#include "parley/data/build/build_baseline.hpp"
#include "parley/data/build/source_tables.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/equilibrium/certificate.hpp"
#include "parley/equilibrium/solve.hpp"
#include "parley/text/csv.hpp"
#include "support/files.hpp"

namespace parley::data {
namespace {

namespace fs = std::filesystem;

double sum(std::span<const double> values) { return std::accumulate(values.begin(), values.end(), 0.0); }

class Wiod2014 : public testing::Test {
 public:
  void SetUp() override {
    const auto found = test::shared();
    if (!found) GTEST_SKIP() << "PARLEY_SHARED names no folder";
    sources = *found / "data";
  }
  BuiltBaseline build() const { return build_baseline(test::project() / "data" / "wiod-2014.recipe.toml", sources); }
  fs::path sources;
};

TEST_F(Wiod2014, CalibratesWithSectorsWithoutOutput) {
  const BuiltBaseline built = build();
  const Baseline baseline = calibrate(built.data);
  EXPECT_EQ(baseline.economy.country_count(), 44U);
  EXPECT_EQ(baseline.economy.sector_count(), 50U);
  EXPECT_TRUE(baseline.clipped_final_use.empty());
  EXPECT_NEAR(sum(baseline.deficit.values()) / sum(baseline.gross_output.values()), 0.0, 1e-12);
  const auto output = baseline.gross_output.values();
  const auto empty = std::count(output.begin(), output.end(), 0.0);
  EXPECT_GT(empty, 0);
  for (std::size_t at = 0; at < output.size(); ++at) {
    if (output[at] > 0) continue;
    EXPECT_EQ(baseline.value_added_share.values()[at], 1.0);
  }
}

// Where output without inventories is below inputs with tariffs, found here from the source's own files.
TEST_F(Wiod2014, ListsTheCellsWithoutValueAdded) {
  const SourceTables source = read_source_tables(
      sources, {.folder = "wiod-2014", .tariffs = "tariffs_2014.csv", .tariff_column = "ahs_weighted_pct"});
  std::vector<std::string> expected;
  for (const Country n : source.data.economy.countries()) {
    for (const Sector j : source.data.economy.sectors()) {
      double left = 0;
      for (const Country m : source.data.economy.countries()) left += source.data.flow(j, importer(m), exporter(n));
      if (left == 0) continue;
      for (const Sector k : source.data.economy.sectors()) {
        double basic = 0;
        double paid = 0;
        for (const Exporter i : source.data.economy.exporters()) {
          const double flow = source.data.flow(k, importer(n), i);
          basic += flow;
          paid += flow * (1 + source.data.tariff(k, importer(n), i));
        }
        if (basic > 0) left -= source.data.use(n, input(k), j) * paid / basic;
      }
      if (left <= 0) expected.push_back(source.data.economy.code(n) + " " + source.data.economy.code(j));
    }
  }
  const BuiltBaseline built = build();
  std::vector<std::string> listed;
  for (const ValueAddedCell& cell : built.report.value_added) {
    listed.push_back(cell.region + " " + cell.sector);
    EXPECT_GT(cell.moved_musd, 0);
    EXPECT_GE(cell.inputs_musd + cell.tariffs_musd, cell.gross_output_musd);
  }
  EXPECT_EQ(expected.size(), 5U);
  EXPECT_EQ(listed, expected);
}

TEST_F(Wiod2014, RepairedCellsHaveTheSourcesValueAddedShare) {
  const BuiltBaseline built = build();
  const Baseline baseline = calibrate(built.data);
  const text::CsvTable accounts = text::read_csv(sources / "wiod-2014" / "accounts.csv");
  std::size_t seen = 0;
  for (std::size_t row = 0; row < accounts.row_count(); ++row) {
    for (const ValueAddedCell& cell : built.report.value_added) {
      if (accounts.cell(row, accounts.column("region")) != cell.region) continue;
      if (accounts.cell(row, accounts.column("sector")) != cell.sector) continue;
      const double stated = accounts.number(row, accounts.column("value_added_musd")) /
                            accounts.number(row, accounts.column("gross_output_musd"));
      const Country n = *baseline.economy.find_country(cell.region);
      EXPECT_NEAR(baseline.value_added_share(n, *baseline.economy.find_sector(cell.sector)), stated, 1e-9);
      ++seen;
    }
  }
  EXPECT_EQ(seen, 5U);
}

TEST_F(Wiod2014, FlowsAreTheSourcesToTheLastDigit) {
  const SourceTables source = read_source_tables(
      sources, {.folder = "wiod-2014", .tariffs = "tariffs_2014.csv", .tariff_column = "ahs_weighted_pct"});
  EXPECT_EQ(build().data.flow, source.data.flow);
}

TEST_F(Wiod2014, NoShockChangesNothing) {
  const Baseline baseline = calibrate(build().data);
  const Equilibrium still = solve(baseline, no_shock(baseline));
  ASSERT_TRUE(still.report.usable()) << still.report.message;
  for (const double wage : still.wage_hat.values()) EXPECT_NEAR(wage, 1.0, 1e-12);
  for (const double price : still.price_index_hat.values()) EXPECT_NEAR(price, 1.0, 1e-12);
}

TEST_F(Wiod2014, TwoSolversAgreeAndTheAnswerIsCertified) {
  const Baseline baseline = calibrate(build().data);
  const Importer usa = importer(*baseline.economy.find_country("USA"));
  const Exporter chn = exporter(*baseline.economy.find_country("CHN"));
  Shock shock = no_shock(baseline);
  for (const Sector j : baseline.economy.sectors()) {
    if (baseline.economy.sector(j).is_goods) shock.tariff_new(j, usa, chn) += 0.25;
  }
  const Equilibrium one = solve(baseline, shock);
  const Equilibrium two = solve(baseline, shock, {.solver = Solver::newton_krylov});
  ASSERT_TRUE(one.report.usable() && two.report.usable());
  for (const Country n : baseline.economy.countries()) EXPECT_NEAR(one.wage_hat(n), two.wage_hat(n), 1e-8);
  EXPECT_TRUE(certify(baseline, shock, one).holds());
}

TEST_F(Wiod2014, IsReadBackAsItWasWritten) {
  const test::TemporaryFolder out;
  const BuiltBaseline built = build();
  write_baseline(built.data, out / "wiod-2014");
  const BaselineData back = read_baseline_data(out / "wiod-2014");
  EXPECT_EQ(back.flow, built.data.flow);
  EXPECT_EQ(back.use, built.data.use);
  EXPECT_EQ(back.economy.country_codes(), built.data.economy.country_codes());
  EXPECT_EQ(back.economy.sector_codes(), built.data.economy.sector_codes());
  EXPECT_NO_THROW(static_cast<void>(calibrate(back)));
}

}  // namespace
}  // namespace parley::data
