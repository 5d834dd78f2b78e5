#include "parley/customs/imported.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "support/files.hpp"

namespace parley::customs {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

customs::Imported import_text(std::string bytes, const std::string& file, const customs::ImportOptions& options) {
  Observer nobody;
  return customs::import_file(std::move(bytes), file, options, nobody);
}

/// The files are hand-written in the documented forms with made-up numbers.
customs::Imported import_example(const std::string& name, customs::ImportOptions options) {
  const std::filesystem::path file = test::project() / "scenarios/downloads" / name;
  return import_text(test::read_file(file), file.string(), options);
}

double left_out(const customs::Imported& imported, const std::string& cause) {
  for (const customs::LeftOut& entry : imported.left_out) {
    if (entry.cause.find(cause) != std::string::npos) return entry.value_usd;
  }
  ADD_FAILURE() << "nothing was left out for: " << cause;
  return -1;
}

void expect_every_row_is_accounted_for(const customs::Imported& imported) {
  std::size_t rows = imported.rows_kept;
  for (const customs::LeftOut& entry : imported.left_out) rows += entry.rows;
  EXPECT_EQ(rows, imported.rows_read);
  double sum = 0;
  for (const customs::TradeRow& row : imported.trade) sum += row.value_usd;
  EXPECT_DOUBLE_EQ(sum, imported.value_usd);
}

TEST(Comtrade, KeepsPartsOnceAndSaysWhatItLeftOut) {
  const customs::Imported imported = import_example("comtrade.csv", {.format = customs::ImportFormat::comtrade});
  EXPECT_THAT(imported.trade, ElementsAre(customs::TradeRow{2017, "CHN", "USA", "HS2017", "020312", 700, "cif"},
                                          customs::TradeRow{2017, "CHN", "USA", "HS2017", "080111", 200.5, "cif"},
                                          customs::TradeRow{2017, "CHN", "USA", "HS2017", "760200", 80, "cif"}));
  EXPECT_EQ(left_out(imported, "totals of all commodities"), 1000.5);
  EXPECT_EQ(left_out(imported, "2 digits"), 700);
  EXPECT_EQ(left_out(imported, "not elsewhere specified"), 20);
  EXPECT_EQ(left_out(imported, "the world as partner"), 2100);
  EXPECT_EQ(left_out(imported, "parts by transport"), 200.5);
  EXPECT_EQ(left_out(imported, "re-exports, re-imports"), 3);
  EXPECT_EQ(imported.rows_read, 11u);
  expect_every_row_is_accounted_for(imported);
}

TEST(Comtrade, ReadsTheColumnNamesOfBefore2022) {
  const customs::Imported imported =
      import_example("comtrade-before-2022.csv", {.format = customs::ImportFormat::comtrade, .flow = "export"});
  EXPECT_THAT(imported.trade, ElementsAre(customs::TradeRow{2016, "CHN", "USA", "HS2012", "020312", 400, "fob"},
                                          customs::TradeRow{2016, "MEX", "USA", "HS2012", "020312", 900, "fob"}));
  EXPECT_EQ(left_out(imported, "the other flow"), 7);
  EXPECT_EQ(left_out(imported, "4 digits"), 400);
  expect_every_row_is_accounted_for(imported);
}

TEST(Comtrade, AsksWhichFlowIsMeant) {
  EXPECT_THROW(
      static_cast<void>(import_example("comtrade-before-2022.csv", {.format = customs::ImportFormat::comtrade})),
      InputError);
}

const std::string comtrade_head =
    "refYear,period,reporterISO,flowCode,partnerISO,classificationCode,cmdCode,primaryValue\n";

TEST(Comtrade, TheWorldStaysWhereNoPartnerIsNamed) {
  const customs::Imported imported = import_text(comtrade_head + "2017,2017,CHN,M,W00,H5,020312,9\n", "c.csv", {});
  EXPECT_THAT(imported.trade, ElementsAre(customs::TradeRow{2017, "CHN", "WLD", "HS2017", "020312", 9, "cif"}));
}

TEST(Comtrade, AddsUpMonthsUnlessTheYearIsThere) {
  const std::string months = "2017,201701,CHN,M,USA,H5,020312,4\n2017,201702,CHN,M,USA,H5,020312,5\n";
  EXPECT_EQ(import_text(comtrade_head + months, "c.csv", {}).trade.at(0).value_usd, 9);
  const customs::Imported both =
      import_text(comtrade_head + months + "2017,2017,CHN,M,USA,H5,020312,70\n", "c.csv", {});
  EXPECT_EQ(both.trade.at(0).value_usd, 70);
  EXPECT_EQ(left_out(both, "months of a year"), 9);
}

TEST(Comtrade, RefusesWhatItCannotRead) {
  for (const char* row :
       {"x,2017,CHN,M,USA,H5,020312,4\n", "2017,2017,CHN,M,USA,S3,020312,4\n", "2017,2017,CHN,M,USA,H5,020312,-4\n",
        "2017,2017,CHN,M,USA,H5,020312,a\n", "2017,2017,,M,USA,H5,020312,4\n",
        "2017,2017,CHN,M,USA,H5,020312,4\n2017,2017,CHN,M,USA,H5,020312,4\n", ""}) {
    EXPECT_THROW(static_cast<void>(import_text(comtrade_head + row, "c.csv", {})), InputError) << row;
  }
}

customs::ImportOptions baci_options() {
  customs::ImportOptions options{.format = customs::ImportFormat::baci};
  options.countries.add(text::read_csv(test::project() / "scenarios/downloads/country_codes_V202401b.csv"));
  return options;
}

TEST(Baci, IsThousandsOfDollarsByCountryNumber) {
  const customs::Imported imported = import_example("BACI_HS17_Y2017_V202401b.csv", baci_options());
  EXPECT_THAT(imported.trade, ElementsAre(customs::TradeRow{2017, "CHN", "KOR", "HS2017", "854232", 40500, "fob"},
                                          customs::TradeRow{2017, "CHN", "USA", "HS2017", "020312", 512250, "fob"},
                                          customs::TradeRow{2017, "CHN", "USA", "HS2017", "760200", 833125, "fob"},
                                          customs::TradeRow{2017, "USA", "CHN", "HS2017", "080111", 3500, "fob"}));
  EXPECT_EQ(left_out(imported, "not elsewhere specified"), 12000);
  ASSERT_EQ(imported.notes.size(), 1u);
  EXPECT_THAT(imported.notes[0], HasSubstr("1 rows: a leading zero"));
  expect_every_row_is_accounted_for(imported);
}

TEST(Baci, KeepsTheCountriesAskedForAndCountsTheOthers) {
  customs::ImportOptions options = baci_options();
  options.importers = {"USA"};
  const customs::Imported imported = import_example("BACI_HS17_Y2017_V202401b.csv", options);
  EXPECT_EQ(imported.trade.size(), 1u);
  EXPECT_EQ(left_out(imported, "not asked for"), 40500 + 512250 + 833125);
}

TEST(Baci, ACountryWithoutACodeIsAnError) {
  EXPECT_THROW(static_cast<void>(import_text("t,i,j,k,v,q\n2017,9990,156,020312,1,\n", "BACI_HS17_Y2017.csv",
                                             {.format = customs::ImportFormat::baci})),
               InputError);
}

TEST(DataWeb, ReadsASheetWithYearsAsColumns) {
  const customs::Imported imported =
      import_example("dataweb.csv", {.format = customs::ImportFormat::dataweb, .digits = 8});
  EXPECT_THAT(imported.trade,
              ElementsAre(customs::TradeRow{2016, "USA", "CHN", "HTS", "72085100", 1250000, "customs"},
                          customs::TradeRow{2016, "USA", "CHN", "HTS", "76011030", 500, "customs"},
                          customs::TradeRow{2016, "USA", "KOR", "HTS", "72085100", 2000000, "customs"},
                          customs::TradeRow{2017, "USA", "CHN", "HTS", "72085100", 980500, "customs"},
                          customs::TradeRow{2017, "USA", "CHN", "HTS", "76011060", 75000, "customs"},
                          customs::TradeRow{2017, "USA", "KOR", "HTS", "72085100", 2100000, "customs"}));
  EXPECT_EQ(left_out(imported, "totals at the foot"), 3250500 + 3155500) << "and they are the sum of the rows";
  EXPECT_DOUBLE_EQ(imported.value_usd, 3250500 + 3155500);
  expect_every_row_is_accounted_for(imported);
}

TEST(DataWeb, AddsLinesUpToFewerDigits) {
  const customs::Imported imported =
      import_example("dataweb.csv", {.format = customs::ImportFormat::dataweb, .digits = 6});
  EXPECT_EQ(imported.trade.size(), 6u);
  EXPECT_EQ(imported.trade[0].code, "720851");
}

TEST(DataWeb, ReadsASheetWithOneColumnPerMeasure) {
  const customs::Imported imported = import_example("dataweb-by-year.csv", {.format = customs::ImportFormat::dataweb});
  EXPECT_THAT(imported.trade, ElementsAre(customs::TradeRow{2017, "CHN", "USA", "HTS", "020312", 350000, "fas"},
                                          customs::TradeRow{2017, "CHN", "USA", "HTS", "760200", 900000, "fas"},
                                          customs::TradeRow{2017, "MEX", "USA", "HTS", "020312", 1250000, "fas"}));
}

TEST(DataWeb, NamesCountriesWithoutACode) {
  try {
    static_cast<void>(import_text("Data Type,HTS Number,Country,2017\nCustoms Value,020312,Ruritania,5\n", "d.csv",
                                  {.format = customs::ImportFormat::dataweb}));
    FAIL() << "there is no Ruritania";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("no code for Ruritania"));
    EXPECT_THAT(error.what(), HasSubstr("--countries"));
  }
}

TEST(DataWeb, KeepsLineNumbersBelowATitle) {
  try {
    static_cast<void>(
        import_text("Title,,,\nData Row Count,1,,\nData Type,HTS Number,Country,2017\nCustoms Value,020312,China,x\n",
                    "d.csv", {.format = customs::ImportFormat::dataweb}));
    FAIL() << "x is no value";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("d.csv:4: column 2017: 'x' is not a value"));
  }
}

TEST(Wits, ReadsTheBulkDownloadAndDoesNotTakeAMissingRateForFreeEntry) {
  const customs::Imported imported = import_example("wits-mfn.csv", {.format = customs::ImportFormat::wits});
  ASSERT_EQ(imported.tariffs.size(), 3u);
  EXPECT_EQ(imported.tariffs[0].code, "020312");
  EXPECT_EQ(imported.tariffs[0].importer, "CHN");
  EXPECT_EQ(imported.tariffs[0].exporter, "WLD");
  EXPECT_EQ(imported.tariffs[0].kind, "mfn");
  EXPECT_EQ(imported.tariffs[0].rate_pct, 12);
  EXPECT_EQ(imported.tariffs[1].code, "080111");
  EXPECT_EQ(imported.tariffs[1].lines_without_rate, 1u);
  ASSERT_EQ(imported.left_out.size(), 1u);
  EXPECT_THAT(imported.left_out[0].cause, HasSubstr("no line has an ad valorem rate"));
}

TEST(Wits, ReadsAQueryWithSeveralKindsOfRate) {
  const customs::Imported imported = import_example("wits-query.csv", {.format = customs::ImportFormat::wits});
  ASSERT_EQ(imported.tariffs.size(), 4u);
  const customs::Imported bound =
      import_example("wits-query.csv", {.format = customs::ImportFormat::wits, .kind = "bound"});
  ASSERT_EQ(bound.tariffs.size(), 1u);
  EXPECT_EQ(bound.tariffs[0].kind, "bound");
  EXPECT_EQ(bound.left_out.at(0).rows, 3u);
}

TEST(ImportedFile, SaysAtItsHeadWhereItComesFromAndWhatIsMissing) {
  const customs::Imported imported = import_example("comtrade.csv", {.format = customs::ImportFormat::comtrade});
  const std::string csv = customs::imported_csv(imported, customs::imported_head(imported, "comtrade download"));
  EXPECT_THAT(csv, HasSubstr("# comtrade download\n# 11 rows read, 4 kept as 3 rows, 980.50 US dollars\n"));
  EXPECT_THAT(csv, HasSubstr("# left out, 1 rows, 2100.00 US dollars: the world as partner, a total\n"));
  EXPECT_THAT(csv, HasSubstr("\nyear,importer,exporter,nomenclature,code,value_usd,valuation\n"));
  EXPECT_THAT(csv, HasSubstr("\n2017,CHN,USA,HS2017,080111,200.5,cif\n"));
}

TEST(ImportedFile, AFileThatLeavesNothingIsAnErrorWithTheCauses) {
  try {
    static_cast<void>(import_example("comtrade.csv", {.format = customs::ImportFormat::comtrade, .years = {2015}}));
    FAIL() << "the file is of 2017";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("no row is left"));
    EXPECT_THAT(error.what(), HasSubstr("not asked for"));
  }
}

}  // namespace
}  // namespace parley::customs
