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

std::string error_of(const std::string& bytes, const std::string& file, const customs::ImportOptions& options) {
  try {
    static_cast<void>(import_text(bytes, file, options));
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

std::string comtrade_error(const std::string& rows) { return error_of(comtrade_head + rows, "c.csv", {}); }

std::string all_notes(const customs::Imported& imported) {
  std::string text;
  for (const std::string& note : imported.notes) text += note + "\n";
  return text;
}

TEST(Comtrade, ALostZeroReturnsAndACodeThatASpreadsheetSpoiltIsRefused) {
  const customs::Imported imported =
      import_text(comtrade_head + "2017,2017,CHN,M,USA,H5,20312,4\n2017,2017,CHN,M,USA,H5,760200,1\n", "c.csv", {});
  EXPECT_EQ(imported.trade.at(0).code, "020312");
  EXPECT_THAT(all_notes(imported), HasSubstr("1 rows: a leading zero was put back"));
  EXPECT_THAT(
      comtrade_error("2017,2017,CHN,M,USA,H5,8.54E+05,4\n"),
      HasSubstr("c.csv:2: column cmdCode: '8.54E+05' is not a commodity code; a spreadsheet has made a number"));
  EXPECT_THAT(comtrade_error("2017,2017,CHN,M,USA,H5,854231.0,4\n"), HasSubstr("is not a commodity code"));
}

TEST(Comtrade, MonthsAreLeftOutOnlyWhereThatReporterPartnerAndCodeHasTheYear) {
  std::string rows = "2017,2017,CHN,M,USA,H5,020312,70\n";
  for (int month = 1; month <= 12; ++month) {
    rows += "2017,2017" + std::string(month < 10 ? "0" : "") + std::to_string(month) + ",USA,M,CHN,H5,020312,1000\n";
  }
  rows += "2017,201701,CHN,M,MEX,H5,020312,5\n2017,201702,CHN,M,USA,H5,020312,6\n";
  const customs::Imported imported = import_text(comtrade_head + rows, "c.csv", {});
  EXPECT_THAT(imported.trade, ElementsAre(customs::TradeRow{2017, "CHN", "MEX", "HS2017", "020312", 5, "cif"},
                                          customs::TradeRow{2017, "CHN", "USA", "HS2017", "020312", 70, "cif"},
                                          customs::TradeRow{2017, "USA", "CHN", "HS2017", "020312", 12000, "cif"}));
  EXPECT_EQ(left_out(imported, "months of a year"), 6);
  EXPECT_THAT(all_notes(imported), HasSubstr("part years: CHN 2017 has 1 of 12 months (01)\n"));
  expect_every_row_is_accounted_for(imported);
}

TEST(Comtrade, TheWorldIsATotalOnlyWhereThatReporterAndCodeHasPartners) {
  const customs::Imported imported =
      import_text(comtrade_head +
                      "2017,2017,CHN,M,USA,H5,080111,200\n2017,2017,CHN,M,W00,H5,080111,260\n"
                      "2017,2017,IND,M,W00,H5,270900,90000000\n",
                  "c.csv", {});
  EXPECT_THAT(imported.trade, ElementsAre(customs::TradeRow{2017, "CHN", "USA", "HS2017", "080111", 200, "cif"},
                                          customs::TradeRow{2017, "IND", "WLD", "HS2017", "270900", 90000000, "cif"}));
  EXPECT_EQ(left_out(imported, "the world as partner"), 260);
  EXPECT_THAT(all_notes(imported),
              HasSubstr("the world as partner exceeds the partners in the file by 60.00 US dollars"));
  expect_every_row_is_accounted_for(imported);
}

TEST(Comtrade, ShortCodesAreTotalsOnlyOfLongerCodesInTheFile) {
  const customs::Imported imported =
      import_text(comtrade_head +
                      "2017,2017,CHN,M,USA,H5,02,110\n2017,2017,CHN,M,USA,H5,020312,100\n"
                      "2017,2017,CHN,M,USA,H5,0801,7\n2017,2017,IND,M,USA,H5,02,3\n2017,2017,CHN,M,USA,H5,TOTAL,1000\n"
                      "2017,2017,CHN,M,USA,H5,9999AA,5\n2017,2017,IND,M,USA,H5,TOTAL,50\n",
                  "c.csv", {});
  EXPECT_THAT(imported.trade, ElementsAre(customs::TradeRow{2017, "CHN", "USA", "HS2017", "020312", 100, "cif"}));
  EXPECT_EQ(left_out(imported, "2 digits: totals of longer codes"), 110);
  EXPECT_EQ(left_out(imported, "2 digits: fewer than wanted, and no longer code"), 3);
  EXPECT_EQ(left_out(imported, "4 digits: fewer than wanted, and no longer code"), 7);
  EXPECT_EQ(left_out(imported, "totals of all commodities, none of which"), 50);
  EXPECT_THAT(all_notes(imported), HasSubstr("totals of 2 digits exceed the codes in the file by 10.00 US dollars"));
  EXPECT_THAT(all_notes(imported),
              HasSubstr("totals of all commodities exceed the codes in the file by 895.00 US dollars"));
  expect_every_row_is_accounted_for(imported);
}

TEST(Comtrade, ACodeOfTheWantedLengthIsNotAddedToItsParts) {
  const customs::Imported imported =
      import_text(comtrade_head +
                      "2017,2017,CHN,M,USA,H5,0203,110\n2017,2017,CHN,M,USA,H5,020312,100\n"
                      "2017,2017,CHN,M,USA,H5,080111,7\n2017,2017,CHN,M,USA,H5,080112,1\n",
                  "c.csv", {.digits = 4});
  EXPECT_THAT(imported.trade, ElementsAre(customs::TradeRow{2017, "CHN", "USA", "HS2017", "0203", 110, "cif"},
                                          customs::TradeRow{2017, "CHN", "USA", "HS2017", "0801", 8, "cif"}));
  EXPECT_EQ(left_out(imported, "longer codes of a code that is there itself"), 100);
  EXPECT_THAT(all_notes(imported), HasSubstr("codes exceed the longer codes below them by 10.00 US dollars"));
  expect_every_row_is_accounted_for(imported);
}

TEST(Comtrade, TheSamePartTwiceAndTheSameFlowUnderTwoEditionsAreErrors) {
  const std::string head =
      "refYear,period,reporterISO,flowCode,partnerISO,motCode,classificationCode,cmdCode,primaryValue\n";
  const std::string sea = "2017,2017,CHN,M,USA,2100,H5,020312,150.5\n";
  const std::string air = "2017,2017,CHN,M,USA,1000,H5,020312,50\n";
  EXPECT_EQ(import_text(head + sea + air, "c.csv", {}).trade.at(0).value_usd, 200.5);
  EXPECT_THAT(error_of(head + sea + air + sea, "c.csv", {}),
              HasSubstr("c.csv:4: column cmdCode: CHN USA 020312 of 2017 transport 2100 appears twice; line 2 has it"));
  EXPECT_THAT(comtrade_error("2017,2017,CHN,M,USA,H5,020312,4\n2017,2017,CHN,M,USA,H4,020312,4\n"),
              HasSubstr("c.csv:3: column cmdCode: the trade of CHN with USA in 2017 is there under HS2017 and HS2012"));
}

TEST(Comtrade, ImportsFromOneselfHaveACauseOfTheirOwn) {
  const customs::Imported imported =
      import_text(comtrade_head + "2017,2017,CHN,M,CHN,H5,020312,4\n2017,2017,CHN,M,USA,H5,020312,5\n", "c.csv", {});
  EXPECT_EQ(left_out(imported, "imports from oneself"), 4);
  EXPECT_EQ(imported.value_usd, 5);
}

TEST(Comtrade, TheValuationIsThatOfTheRow) {
  const std::string head =
      "refYear,period,reporterISO,flowCode,partnerISO,classificationCode,cmdCode,cifvalue,fobvalue,primaryValue\n";
  const customs::Imported imported = import_text(
      head + "2017,2017,CAN,M,USA,H5,080111,,1000,1000\n2017,2017,CHN,M,USA,H5,080111,1100,,1100\n", "c.csv", {});
  EXPECT_THAT(imported.trade, ElementsAre(customs::TradeRow{2017, "CAN", "USA", "HS2017", "080111", 1000, "fob"},
                                          customs::TradeRow{2017, "CHN", "USA", "HS2017", "080111", 1100, "cif"}));
}

TEST(Comtrade, ReadsNamesInSnakeCaseAndNamesWhatItDoesNotRead) {
  const customs::Imported imported = import_text(
      "ref_year,period,reporter_iso,flow_code,partner_iso,partner2code,classification_code,cmd_code,"
      "primary_value,net_wgt\n2017,2017,CHN,M,USA,0,H5,020312,1e+06,12\n",
      "c.csv", {});
  EXPECT_THAT(imported.trade, ElementsAre(customs::TradeRow{2017, "CHN", "USA", "HS2017", "020312", 1e6, "cif"}));
  EXPECT_THAT(all_notes(imported), HasSubstr("columns that are not read: net_wgt\n"));
}

TEST(Comtrade, CommasAreThousandsMarksInGroupsOfThreeOrRefused) {
  EXPECT_EQ(import_text(comtrade_head + "2017,2017,CHN,M,USA,H5,020312,\"1,234,567.5\"\n", "c.csv", {}).value_usd,
            1234567.5);
  EXPECT_THAT(
      comtrade_error("2017,2017,CHN,M,USA,H5,020312,\"200,5\"\n"),
      HasSubstr("c.csv:2: column primaryValue: '200,5' is not a value; US dollars; decimal comma? write 200.5"));
  for (const char* cell : {"1234,56", "12,34,567", "nan", "0x10"}) {
    EXPECT_THAT(comtrade_error("2017,2017,CHN,M,USA,H5,020312,\"" + std::string(cell) + "\"\n"),
                HasSubstr("is not a value"));
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
  EXPECT_THAT(imported.notes, ElementsAre(HasSubstr("1 rows: a leading zero"), "columns that are not read: q"));
  expect_every_row_is_accounted_for(imported);
}

TEST(Baci, KeepsTheCountriesAskedForAndCountsTheOthers) {
  customs::ImportOptions options = baci_options();
  options.importers = {"USA"};
  const customs::Imported imported = import_example("BACI_HS17_Y2017_V202401b.csv", options);
  EXPECT_EQ(imported.trade.size(), 1u);
  EXPECT_EQ(left_out(imported, "not asked for"), 40500 + 512250 + 833125 + 12000);
}

TEST(Baci, ACountryWithoutACodeIsAnError) {
  EXPECT_THROW(static_cast<void>(import_text("t,i,j,k,v,q\n2017,9990,156,020312,1,\n", "BACI_HS17_Y2017.csv",
                                             {.format = customs::ImportFormat::baci})),
               InputError);
}

TEST(Baci, RefusesMarksInNumbersFlowsTwiceAndCodesOfAnotherWidth) {
  const auto error = [](const std::string& rows) {
    return error_of("t,i,j,k,v,q\n" + rows, "BACI_HS17_Y2017.csv", baci_options());
  };
  EXPECT_THAT(
      error("2017,842,156,760200,\"833,125\",1\n"),
      HasSubstr("column v: '833,125' is not a value; thousand US dollars; a thousands mark or a decimal comma?"));
  EXPECT_THAT(error("2017,842,156,760200,\"40,5\",1\n"), HasSubstr("decimal comma? write 40.5"));
  EXPECT_THAT(error("2017,842,156,760200,1,1\n2017,842,156,020312,1,1\n2017,842,156,760200,2,1\n"),
              HasSubstr(":4: column k: 760200 from 842 to 156 appears twice; line 2 has it, too"));
  EXPECT_THAT(error("2017,842,156,7602,1,1\n"), HasSubstr("'7602' is not a code of six digits"));
  EXPECT_THAT(error("2017,842,156,7.6E+05,1,1\n"), HasSubstr("is not a commodity code"));
}

TEST(DataWeb, RefusesARowTwiceAndADecimalComma) {
  const std::string head = "Data Type,HTS Number,Description,Country,2017\n";
  const customs::ImportOptions options{.format = customs::ImportFormat::dataweb};
  const std::string row = "Customs Value,7208.51.00,X,China,1000\n";
  EXPECT_THAT(error_of(head + row + row, "d.csv", options), HasSubstr("d.csv:3"));
  EXPECT_THAT(error_of(head + row + row, "d.csv", options), HasSubstr("appears twice; line 2 has it, too"));
  EXPECT_THAT(error_of(head + "Customs Value,7208.51.00,X,China,\"980,50\"\n", "d.csv", options),
              HasSubstr("decimal comma? write 980.50"));
}

TEST(DataWeb, AllCountriesTogetherAreATotalOnlyOfCodesThatHaveCountries) {
  const customs::Imported imported = import_text(
      "Data Type,HTS Number,Country,2017\nCustoms Value,7208.51.00,China,1000\n"
      "Customs Value,7208.51.00,Total,1500\nCustoms Value,7602.00.00,Total,70\n",
      "d.csv", {.format = customs::ImportFormat::dataweb});
  EXPECT_THAT(imported.trade, ElementsAre(customs::TradeRow{2017, "USA", "CHN", "HTS", "720851", 1000, "customs"},
                                          customs::TradeRow{2017, "USA", "WLD", "HTS", "760200", 70, "customs"}));
  EXPECT_EQ(left_out(imported, "all countries together"), 1500);
  EXPECT_THAT(all_notes(imported),
              HasSubstr("all countries together, a total: 500.00 US dollars more than their parts"));
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
    FAIL() << "x is not a value";
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

TEST(Wits, RefusesRatesOfOneYearUnderTwoEditions) {
  const std::string head =
      "NomenCode,Reporter_ISO_N,Year,ProductCode,SimpleAverage,Min_Rate,Max_Rate,Nbr_NA_Lines,TotalNoOfLines\n";
  const auto rows = [&](const std::string& text) {
    Observer nobody;
    const customs::CountryNames countries;
    return customs::import_file(head + text, "w.csv", {.format = customs::ImportFormat::wits, .countries = countries},
                                nobody)
        .tariffs.size();
  };
  EXPECT_EQ(rows("H4,156,2016,020312,10,12,12,0,2\nH5,156,2017,020312,12,12,12,0,2\n"), 2U) << "one edition a year";
  try {
    static_cast<void>(rows("H4,156,2017,020312,10,12,12,0,2\nH5,156,2017,080111,12,12,12,0,2\n"));
    FAIL() << "two editions of one year";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("w.csv:3"));
    EXPECT_THAT(error.what(), HasSubstr("under HS2012 and HS2017; keep the rows of one of them; line 2 has the other"));
  }
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
