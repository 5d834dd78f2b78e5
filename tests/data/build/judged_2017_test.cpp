#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

#include "parley/data/build/build_baseline.hpp"
#include "parley/data/build/part_shares.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/sha256.hpp"
#include "support/files.hpp"

namespace parley::data {
namespace {

namespace fs = std::filesystem;

const fs::path data_folder = test::project() / "data";
const fs::path basic_folder = test::project() / "tests" / "data" / "build" / "basic";

/// What a baseline looks like by codes.
struct Coded {
  BaselineData data;
  [[nodiscard]] Sector sector(const char* code) const { return *data.economy.find_sector(code); }
  [[nodiscard]] Country country(const char* code) const { return *data.economy.find_country(code); }
  [[nodiscard]] double flow(const char* s, const char* to, const char* from) const {
    return data.flow(sector(s), importer(country(to)), exporter(country(from)));
  }
  [[nodiscard]] double tariff(const char* s, const char* to, const char* from) const {
    return data.tariff(sector(s), importer(country(to)), exporter(country(from)));
  }
  [[nodiscard]] double duties(const char* of, const char* in = nullptr) const {
    double sum = 0;
    for (const Sector s : data.economy.sectors()) {
      if (in != nullptr && s != sector(in)) continue;
      for (const Exporter i : data.economy.exporters()) {
        sum += data.flow(s, importer(country(of)), i) * data.tariff(s, importer(country(of)), i);
      }
    }
    return sum;
  }
};

Coded built(const fs::path& recipe) { return {build_baseline(recipe, *test::shared() / "data").data}; }

class Judged2017 : public testing::Test {
 public:
  static void SetUpTestSuite() {
    if (!test::shared()) return;
    judged = std::make_unique<Coded>(built(data_folder / "world-2017.recipe.toml"));
    basic = std::make_unique<Coded>(built(basic_folder / "basic-2017.recipe.toml"));
  }
  static void TearDownTestSuite() {
    judged.reset();
    basic.reset();
  }
  void SetUp() override {
    if (!test::shared()) GTEST_SKIP() << "PARLEY_SHARED names no folder";
  }
  static std::unique_ptr<Coded> judged;
  static std::unique_ptr<Coded> basic;
};
std::unique_ptr<Coded> Judged2017::judged;
std::unique_ptr<Coded> Judged2017::basic;

// A regression test, not a truth: without judgements the builder makes what it made in version 0.1.
TEST_F(Judged2017, WithoutJudgementsIsVersion01) {
  const test::TemporaryFolder out;
  write_baseline(basic->data, out / "basic");
  EXPECT_EQ(text::sha256_of_file(out / "basic" / "flows.csv"),
            "5d94ad9f5b8b2831651f6ec21499d647ecbdd94e7451ce9d0899f3833c3951a5");
  EXPECT_EQ(text::sha256_of_file(out / "basic" / "use.csv"),
            "404f98b0bdb34d9d9e0f8097987e6db220b947898e2236d3833377d52439d559");
  EXPECT_EQ(text::sha256_of_file(out / "basic" / "tariffs.csv"),
            "62d1f70b520293972da37a60d567af3bc623b4e4d1f41e6924f0f6f85f0021d3");
}

TEST_F(Judged2017, ChipsFollowTheSharesAtBasicPrices) {
  const Sector part = basic->sector("SEM");
  const Sector rest = basic->sector("ELE");
  const PartShares shares = read_part_shares(basic_folder / "semiconductor-shares.csv", basic->data, rest, "SEM", 1);
  for (const Importer n : basic->data.economy.importers()) {
    for (const Exporter i : basic->data.economy.exporters()) {
      const double whole = basic->data.flow(part, n, i) + basic->data.flow(rest, n, i);
      EXPECT_NEAR(basic->data.flow(part, n, i), shares.share(n, i) * whole, 1e-7 * whole + 1e-6);
    }
  }
  EXPECT_EQ(basic->data.trade_elasticity(part), basic->data.trade_elasticity(rest));
}

TEST_F(Judged2017, BaseTariffsBetweenTheUnitedStatesAndChinaLieInTheRangeOfTheirLines) {
  // China's are scaled to what it collected; soybeans pay 3 % on everybody, which gives the factor.
  const double factor = judged->tariff("OSD", "CHN", "BRA") / 0.03;
  const text::CsvTable table = text::read_csv(data_folder / "world-2017.line-tariffs.csv");
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const auto word = [&](const char* name) { return std::string(table.cell(row, table.column(name))); };
    const double tariff = 100 *
                          judged->tariff(word("sector").c_str(), word("importer").c_str(), word("exporter").c_str()) /
                          (word("importer") == "CHN" ? factor : 1.0);
    EXPECT_GE(tariff, table.number(row, table.column("low_pct")) - 1e-4) << word("importer") << " " << word("sector");
    EXPECT_LE(tariff, table.number(row, table.column("high_pct")) + 1e-4) << word("importer") << " " << word("sector");
  }
  EXPECT_EQ(table.row_count(), 46U);
}

TEST_F(Judged2017, TheEuropeanUnionHasOneExternalTariffAndNoneInside) {
  const std::vector<const char*> members{"DEU", "FRA", "ITA", "EUR", "GBR"};
  const Economy& economy = judged->data.economy;
  for (const Sector s : economy.sectors()) {
    for (const Country i : economy.countries()) {
      const bool is_member =
          std::any_of(members.begin(), members.end(), [&](const char* code) { return economy.code(i) == code; });
      const double first = judged->data.tariff(s, importer(judged->country("DEU")), exporter(i));
      for (const char* code : members) {
        const double tariff = judged->data.tariff(s, importer(judged->country(code)), exporter(i));
        if (is_member) {
          EXPECT_EQ(tariff, 0.0) << code << economy.code(i);
        }
        if (!is_member) {
          EXPECT_EQ(tariff, first) << code << economy.code(i);
        }
      }
    }
  }
  EXPECT_GT(judged->tariff("FOD", "FRA", "AUS"), 0.0);
}

TEST_F(Judged2017, PreferencesInForceAreZero) {
  for (const auto& [to, from] :
       {std::pair{"USA", "KOR"}, {"USA", "CAN"}, {"USA", "MEX"}, {"CAN", "USA"}, {"MEX", "USA"}, {"CAN", "MEX"}}) {
    for (const Sector s : judged->data.economy.sectors()) {
      EXPECT_EQ(judged->data.tariff(s, importer(judged->country(to)), exporter(judged->country(from))), 0.0);
    }
  }
  EXPECT_EQ(judged->tariff("MVH", "KOR", "USA"), 0.0);
}

TEST_F(Judged2017, NobodyPaysKoreasOutOfQuotaRates) {
  for (const Country i : judged->data.economy.countries()) {
    EXPECT_LE(judged->tariff("AGR", "KOR", judged->data.economy.code(i).c_str()), 0.08);
  }
  // 9.82 trillion won, 8.98 billion USD, in 2012 (Ministry of Finance of Korea, Yonhap 12 March 2013); 15.1 before.
  EXPECT_GT(basic->duties("KOR"), 15000);
  EXPECT_LT(judged->duties("KOR") - judged->duties("KOR", "FOD"), 8980);
}

TEST_F(Judged2017, ChinaCollectsWhatItCollected) { EXPECT_NEAR(judged->duties("CHN"), 44403, 0.1); }

// Ministry of Economic Affairs of Taiwan 2018: 36.7 % of China's purchases; customs of China: Korea 25.2 %.
TEST_F(Judged2017, ChinaBuysChipsFromTaiwanFirstAndKoreaSecond) {
  std::map<std::string, double> bought;
  double all = 0;
  for (const Country i : judged->data.economy.countries()) {
    if (i == judged->country("CHN")) continue;
    const std::string& code = judged->data.economy.code(i);
    all += bought[code] = judged->flow("SEM", "CHN", code.c_str());
  }
  for (const auto& [code, value] : bought) {
    if (code != "TWN") {
      EXPECT_LT(value, bought["TWN"]) << code;
    }
    if (code != "TWN" && code != "KOR") {
      EXPECT_LT(value, bought["KOR"]) << code;
    }
  }
  EXPECT_NEAR(bought["TWN"] / all, 0.367, 0.02);
  EXPECT_NEAR(bought["KOR"] / all, 0.252, 0.02);
}

/// A text without the lines in which `words` stand.
std::string without_lines_of(const std::string& text, const std::string& words) {
  std::string kept;
  std::size_t begin = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
    const std::string line = text.substr(begin, end + 1 - begin);
    if (line.find(words) == std::string::npos) kept += line;
    begin = end + 1;
  }
  return kept;
}

/// A copy of the recipe and its files without anything about soybeans.
/// The customs value of Brazil's farm goods, which the file of soybeans asks for, stays.
fs::path recipe_without_soybeans(const fs::path& folder) {
  fs::copy(test::project() / "scenarios", folder / "scenarios", fs::copy_options::recursive);
  const fs::path overrides = folder / "scenarios/coverage/hs-overrides.csv";
  test::write_file(overrides, without_lines_of(test::read_file(overrides), "1201,OSD,"));
  fs::create_directory(folder / "data");
  fs::copy_file(data_folder / "hs-editions.csv", folder / "data/hs-editions.csv");
  for (const auto& entry : fs::directory_iterator(data_folder)) {
    const std::string name = entry.path().filename().string();
    if (!entry.is_regular_file() || !name.starts_with("world-2017.")) continue;
    std::string text = test::read_file(entry.path());
    if (name.ends_with(".csv") && name != "world-2017.soybeans.csv") {
      text = without_lines_of(text, "OSD,");
    } else if (name == "world-2017.recipe.toml") {
      const std::size_t begin = text.find("[[split]]\nsector = \"AGR\"");
      text.erase(begin, text.find("[tariffs]", begin) - begin);
      text.insert(text.find("[[customs.suppliers]]"),
                  "[[customs.cell]]\nimporter = \"CHN\"\nexporter = \"BRA\"\nsector = \"AGR\"\nmusd = 24803\n"
                  "source = \"the file of soybeans\"\n\n");
    }
    test::write_file(folder / "data" / name, text);
  }
  return folder / "data/world-2017.recipe.toml";
}

TEST_F(Judged2017, SoybeansAndTheRestMakeUpFarmGoods) {
  const test::TemporaryFolder folder;
  const Coded whole = built(recipe_without_soybeans(folder.path()));
  const Economy& economy = judged->data.economy;
  ASSERT_FALSE(whole.data.economy.find_sector("OSD"));
  for (const Importer n : economy.importers()) {
    for (const Exporter i : economy.exporters()) {
      const double farm = whole.data.flow(whole.sector("AGR"), n, i);
      const double parts =
          judged->data.flow(judged->sector("AGR"), n, i) + judged->data.flow(judged->sector("OSD"), n, i);
      EXPECT_NEAR(parts, farm, 2e-7 * farm + 2e-6);
    }
  }
  const auto soy = [&](Country n, Sector user) {
    return judged->data.use(n, input(judged->sector("AGR")), user) +
           judged->data.use(n, input(judged->sector("OSD")), user);
  };
  for (const Country n : economy.countries()) {
    for (const Sector old : whole.data.economy.sectors()) {
      const std::string& code = whole.data.economy.code(old);
      double used = soy(n, judged->sector(code.c_str()));
      if (code == "AGR") used += soy(n, judged->sector("OSD"));
      const double farm = whole.data.use(n, input(whole.sector("AGR")), old);
      EXPECT_NEAR(used, farm, 1e-6 * farm + 1e-5) << economy.code(n) << " " << code;
    }
  }
  EXPECT_TRUE(calibrate(judged->data).clipped_final_use.empty());
}

// China's imports by its own customs (USA) and by suppliers' records; the rest is assumed, and mills buy it.
TEST_F(Judged2017, SoybeansStandWhereTheyAreKnown) {
  const double mills = judged->data.use(judged->country("CHN"), input(judged->sector("OSD")), judged->sector("FOD"));
  double bought = 0;
  for (const Country i : judged->data.economy.countries()) {
    bought += judged->flow("OSD", "CHN", judged->data.economy.code(i).c_str());
  }
  EXPECT_GT(mills, 0.9 * bought);
  EXPECT_EQ(judged->data.trade_elasticity(judged->sector("OSD")), 7);
  for (const char* from : {"USA", "BRA"}) {
    const double known = from == std::string("USA") ? 14449 : 24003;
    const double farm = judged->flow("AGR", "CHN", from) + judged->flow("OSD", "CHN", from);
    EXPECT_NEAR(judged->flow("OSD", "CHN", from), std::min(known, 0.97 * farm), 1e-6 * known) << from;
  }
  EXPECT_NEAR(judged->flow("OSD", "CHN", "CAN"), 907, 1e-3);
}

TEST_F(Judged2017, SaysWhatWasJudged) {
  const std::vector<Judgement>& all = judged->data.info.judgements;
  const auto about = [&](const std::string& what) {
    return std::count_if(all.begin(), all.end(),
                         [&](const Judgement& each) { return each.what.find(what) != std::string::npos; });
  };
  for (const char* what :
       {"SEM in ELE from TWN to CHN", "trade elasticity of OSD", "tariff of KOR on all others in AGR",
        "tariff of USA on CHN in 23 sectors", "customs union EU", "base tariffs of CHN"}) {
    EXPECT_EQ(about(what), 1) << what;
  }
  for (const Judgement& each : all) {
    EXPECT_FALSE(each.source.empty()) << each.what;
    EXPECT_TRUE(fs::is_regular_file(data_folder / each.file)) << each.file;
  }
  const test::TemporaryFolder out;
  write_baseline(judged->data, out / "w");
  EXPECT_EQ(read_baseline_data(out / "w").info.judgements.size(), all.size());
}

}  // namespace
}  // namespace parley::data
