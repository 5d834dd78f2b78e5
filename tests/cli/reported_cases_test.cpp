// Files that people really have, by the kind of what is wrong with them. Each test writes its own small input; where
// PARLEY_SHARED has the reported case, that runs too.
#include <gmock/gmock.h>

#include "shell.hpp"
#include "support/files.hpp"

namespace parley::test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

ShellResult refused(const std::string& arguments, const std::string& folder, const std::string& what) {
  ShellResult result = parley(arguments, folder);
  EXPECT_EQ(result.exit_code, 2) << arguments << "\n" << result.output;
  EXPECT_THAT(result.output, HasSubstr(what)) << arguments;
  return result;
}

/// A copy of a reported case to work in; nothing where the machine does not have it.
std::optional<std::string> reported(const std::string& number, const TemporaryFolder& folder) {
  const std::optional<fs::path> cases = shared();
  if (!cases || !fs::is_directory(*cases / "cases/reported" / number)) return std::nullopt;
  fs::copy(*cases / "cases/reported" / number, folder / number, fs::copy_options::recursive);
  return (folder / number).string();
}

std::string imported(const std::string& file) { return read_file(file); }

TEST(ACodeIsACode, ALostZeroOfADownloadReturnsAndASpoiltCodeIsRefused) {
  const TemporaryFolder folder;
  const auto place = reported("01", folder);
  if (!place) GTEST_SKIP() << "the reported case is not on this machine";
  refused("lines import --format comtrade comtrade.csv --out o.csv", *place,
          "comtrade.csv:4: column cmdCode: '8.54E+05' is not a commodity code");
}

TEST(AFilterSaysWhatItIsKeyedOn, InTheReportedDownloads) {
  const TemporaryFolder folder;
  const auto months = reported("03", folder);
  if (!months) GTEST_SKIP() << "the reported cases are not on this machine";
  const std::string import = "lines import --format comtrade comtrade.csv --out o.csv";
  EXPECT_EQ(parley(import, *months).exit_code, 0);
  EXPECT_THAT(imported(*months + "/o.csv"), HasSubstr("USA,CHN,HS2017,080111,12000,cif"));
  const std::string worlds = *reported("04", folder);
  EXPECT_EQ(parley(import, worlds).exit_code, 0);
  EXPECT_THAT(imported(worlds + "/o.csv"),
              AllOf(HasSubstr("IND,WLD,HS2017,270900,90000000,cif"), HasSubstr("by 60.00 US dollars")));
  const std::string valuation = *reported("08", folder);
  EXPECT_EQ(parley(import, valuation).exit_code, 0);
  EXPECT_THAT(imported(valuation + "/o.csv"),
              AllOf(HasSubstr("CAN,USA,HS2017,080111,1000,fob"), HasSubstr("CHN,USA,HS2017,080111,1100,cif")));
}

TEST(AFilterSaysWhatItIsKeyedOn, TheSameRowTwiceIsRefusedInEveryFormat) {
  const TemporaryFolder folder;
  const auto place = reported("06", folder);
  if (!place) GTEST_SKIP() << "the reported case is not on this machine";
  for (const char* file : {"comtrade comtrade-parts-twice.csv", "comtrade comtrade-total-twice.csv",
                           "dataweb dataweb.csv", "baci BACI_HS17_Y2017_V202401b.csv"}) {
    refused("lines import --format " + std::string(file) + " --out o.csv", *place, "appears twice");
  }
}

TEST(ANumberIsANumber, ADecimalCommaIsRefusedInEveryFormat) {
  const TemporaryFolder folder;
  const auto place = reported("07", folder);
  if (!place) GTEST_SKIP() << "the reported case is not on this machine";
  for (const char* file : {"comtrade comtrade.csv", "comtrade comtrade-groups.csv", "dataweb dataweb.csv",
                           "baci BACI_HS17_Y2017_V202401b.csv"}) {
    refused("lines import --format " + std::string(file) + " --out o.csv", *place, "is not a value");
  }
}

TEST(ANumberIsANumber, EveryOptionRefusesWhatIsNone) {
  const TemporaryFolder folder;
  write_file(folder / "p.csv",
             "product,partner,imports,tariff_before_pct,tariff_after_pct\nE1,A,100,20,0\nE1,B,200,20,20\n");
  const std::string here = folder.path().string();
  for (const char* option : {"--import-demand", "--export-supply", "--substitution"}) {
    for (const char* word : {"nan", "inf", "0x10", "1,5", "=5", "1e400"}) {
      refused("smart p.csv " + std::string(option) + " " + word, here, "is not a finite number");
    }
  }
  write_file(folder / "s.toml",
             "format = 1\ntitle = \"t\"\nbaseline = \"world-2017\"\n[[action]]\nid = \"a\"\nimposer = \"USA\"\n"
             "origin = [\"CHN\"]\nsectors = [\"MCH\"]\nrate = \"+10%\"\nsource = \"x\"\n");
  for (const char* option :
       {"--seed -1", "--seed 1.5", "--seed 0x1F", "--threads 0x2", "--draws 1e3", "--threads 99999999999999999999"}) {
    refused("sensitivity s.toml --out o " + std::string(option), here, "is not a whole number");
  }
  const std::string words = refused("sensitivity s.toml --out o --draws " + std::string(309, '9'), here, "...").output;
  EXPECT_THAT(words, Not(HasSubstr(std::string(60, '9'))));
}

TEST(ANumberIsANumber, OptionsWithARangeRefuseWhatIsNone) {
  for (const char* words :
       {"lines at 2018-09-24 --importer USA --origin CHN 8541.40 --value",
        "list design scenarios/lists/us-60bn.toml --rate-pct", "lines cut rates.csv --formula swiss:8 --mark-up",
        "ladder world-2017 --players USA,CHN --points",
        "coalition world-2017 --candidates JPN,KOR --against USA --points",
        "talks world-2017 --players USA,CHN --power", "sensitivity scenarios/starter.toml --sector-correlation",
        "sensitivity scenarios/starter.toml --shock-correlation"}) {
    for (const char* word : {"nan", "inf", "0x10"}) {
      const ShellResult result = parley(std::string(words) + " " + word);
      EXPECT_EQ(result.exit_code, 2) << words << " " << word << "\n" << result.output;
      EXPECT_THAT(result.output, HasSubstr("is not a finite number")) << words << " " << word;
    }
  }
  refused("lines at 2018-09-24 --importer USA --origin CHN 8541.40 --unit-value kg=nan", PARLEY_SOURCE_DIR,
          "'kg=nan' is not a quantity");
}

TEST(ANumberIsANumber, CountsOfAScenarioAreWhole) {
  const TemporaryFolder folder;
  write_file(folder / "l.csv", "code\n0901.11.00\n");
  for (const char* expect : {"-1", "818.5", "nan", "0x10"}) {
    write_file(folder / "s.toml",
               "format = 1\ntitle = \"t\"\nbaseline = \"world-2017\"\n[[action]]\nid = \"a\"\nimposer = \"USA\"\n"
               "origin = [\"CHN\"]\nlines = { list = \"l.csv\", expect = " +
                   std::string(expect) +
                   ", weights = \"w.csv\" }\n"
                   "rate = \"+10%\"\nsource = \"x\"\n");
    refused("run s.toml --out o", folder.path().string(), "lines.expect");
  }
}

TEST(ANumberIsANumber, MorePackagesThanAWholeNumberCountsAreRefused) {
  const TemporaryFolder folder;
  std::string deal =
      "format = 1\ntitle = \"t\"\nbaseline = \"world-2017\"\n[[action]]\nid = \"a\"\nimposer = \"USA\"\norigin = "
      "[\"CHN\"]\n"
      "sectors = [\"MCH\"]\nrate = \"+10%\"\nsource = \"x\"\n[deal]\nparties = [\"USA\", \"CHN\"]\ndisagreement = []\n";
  for (int issue = 0; issue < 64; ++issue) {
    deal += "[[issue]]\nid = \"i" + std::to_string(issue) +
            "\"\noption = [{ id = \"a\", actions = [] }, { id = \"b\", actions = [\"a\"] }]\n";
  }
  write_file(folder / "s.toml", deal);
  refused("deal s.toml", folder.path().string(), "1.844674e+19 packages are too many");
}

TEST(ANumberIsANumber, AListOfNumbersHasNothingElse) {
  const TemporaryFolder folder;
  write_file(
      folder / "s.toml",
      "format = 1\ntitle = \"t\"\nbaseline = \"world-2017\"\n[[action]]\nid = \"a\"\nimposer = \"USA\"\norigin = "
      "[\"CHN\"]\n"
      "sectors = [\"MCH\"]\nrate = \"+10%\"\nsource = \"x\"\n[deal]\nparties = [\"USA\", \"CHN\"]\ndisagreement = []\n"
      "weights = [1, 1, \"x\"]\n[[issue]]\nid = \"i\"\n"
      "option = [{ id = \"a\", actions = [] }, { id = \"b\", actions = [\"a\"] }]\n");
  refused("deal s.toml", folder.path().string(), "deal.weights: expected 2 values, found 3");
}

TEST(ACodeIsACode, WithoutItsZeroItIsQuestionedInQueriesListsAndPrefixes) {
  refused("lines at 2018-09-24 --importer USA --origin CHN 90111", PARLEY_SOURCE_DIR,
          "'90111' is not a tariff code; 090111?");
  const TemporaryFolder folder;
  const std::string here = folder.path().string();
  const auto book = [&](const std::string& lines) {
    write_file(
        folder / "book.toml",
        "format = 1\ntitle = \"t\"\ncountries = [\"USA\", \"COL\"]\n[stack]\norder = [\"mfn\"]\nbase = [\"mfn\"]\n"
        "[[measure]]\nid = \"m\"\nimposer = \"USA\"\nauthority = \"mfn\"\norigin = [\"*\"]\nlines = " +
            lines + "\nrate = \"10%\"\nlaw = \"x\"\n");
  };
  const std::string query = "lines at 2018-06-01 --measures book.toml --importer USA --origin COL 9011";
  write_file(folder / "list.csv", "code\n90111\n0902.10\n");  // 0901.11, saved by a spreadsheet
  book("{ list = \"list.csv\" }");
  refused(query, here, "list.csv:2: column code: '90111' is not a tariff code; 090111?");
  book("{ prefix = [\"401\"] }");
  refused(query, here, "'401' is not a tariff code; 0401?");
  write_file(folder / "list.csv", "code\n0901.11\n0902.10\n");
  for (const char* count : {"-1", "2.5"}) {
    book("{ list = \"list.csv\", expect = " + std::string(count) + " }");
    refused(query, here, "lines.expect");
  }
  write_file(
      folder / "s.toml",
      "format = 1\ntitle = \"t\"\nbaseline = \"world-2017\"\n[[action]]\nid = \"a\"\nimposer = \"USA\"\norigin = "
      "[\"CHN\"]\nlines = { prefix = [\"401\"], weights = \"w.csv\" }\nrate = \"+25%\"\n");
  refused("run s.toml --out o", here, "'401' is not a tariff code; 0401?");
  if (const auto place = reported("16", folder)) {
    refused("lines at 2018-06-01 --measures book.toml --importer USA --origin COL 9011", *place, "090111?");
    refused("lines at 2018-06-01 --measures book401.toml --importer USA --origin CHN 4011.10", *place, "0401?");
    refused("run scen.toml --out o", *place, "0401?");
  }
}

TEST(ACodeIsACode, APanelNeverTakesWhatItDoesNotKnowForFree) {
  const TemporaryFolder folder;
  const auto panel = [&](const std::string& codes) {
    write_file(folder / "list.csv", "code\n" + codes);
    return parley("lines panel --importer USA --days 2018-06-01..2018-06-01 --column code --schedule " +
                  (folder / "list.csv").string());
  };
  const ShellResult good = panel("02023080\n87032301\n");
  EXPECT_EQ(good.exit_code, 0) << good.output;
  EXPECT_THAT(good.output, HasSubstr("14.4"));
  const ShellResult lost = panel("2023080\n87032301\n");
  EXPECT_EQ(lost.exit_code, 2);
  EXPECT_THAT(lost.output, HasSubstr("list.csv:2: column code: '2023080' is not a tariff code; 02023080?"));
  const ShellResult unknown = panel("12345678\n");
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_THAT(unknown.output, HasSubstr("list.csv:2: column code: the schedule of USA has no line 1234.56.78"));
  EXPECT_EQ(panel("99999999\n").exit_code, 2);
  const ShellResult six = panel("020230\n870323\n");
  EXPECT_EQ(six.exit_code, 0) << six.output;
  EXPECT_THAT(six.output, HasSubstr("2 short codes were spelt out into their lines"));
  EXPECT_THAT(six.output, Not(HasSubstr("mean duty    0.0000 %")));
}

TEST(FilesOfOursReadOneAnother, WhatImportWritesGoesIntoCoverageDesignAndConvert) {
  const TemporaryFolder folder;
  const auto place = reported("32", folder);
  if (!place) GTEST_SKIP() << "the reported case is not on this machine";
  const ShellResult built = parley("coverage build --sources src --recipe cov.recipe.toml --out cov.csv", *place);
  EXPECT_EQ(built.exit_code, 0) << built.output;
  const ShellResult designed = parley("list design r.toml --data .", *place);
  EXPECT_EQ(designed.exit_code, 0) << designed.output;
  for (const char* file : {"three.csv", "two.csv"}) {
    const ShellResult converted = parley(
        "lines convert " + std::string(file) + " --value value_usd --from HS2017 --to HS2022 --out c.csv", *place);
    EXPECT_EQ(converted.exit_code, 0) << converted.output;
    EXPECT_THAT(read_file(*place + "/c.csv"), HasSubstr("\n2017,CHN,USA,fob,HS2022,020312,512000,0,020312\n"));
  }
}

TEST(FilesOfOursReadOneAnother, AListThatASpreadsheetHasSavedIsRead) {
  const TemporaryFolder folder;
  const auto place = reported("31", folder);
  if (!place) GTEST_SKIP() << "the reported case is not on this machine";
  const ShellResult converted =
      parley("lines convert us-232-excel.csv --hs6 --from HS2017 --to HS2022 --out c.csv", *place);
  EXPECT_EQ(converted.exit_code, 0) << converted.output;
}

TEST(OfficialForms, TheExportOfTheScheduleIsABookAndWordsAreNoZero) {
  const TemporaryFolder folder;
  const auto place = reported("18", folder);
  if (!place) GTEST_SKIP() << "the reported case is not on this machine";
  for (const char* book : {"book-hts.toml", "book-list.toml", "book-ok.toml"}) {
    const std::string at = "lines at 2025-01-01 --importer USA --origin CHN --measures " + std::string(book);
    const ShellResult words = parley(at + " 9102.11.10", *place);
    EXPECT_EQ(words.exit_code, 0) << words.output;
    EXPECT_THAT(words.output, HasSubstr("not computable: a rate in words")) << book;
    const ShellResult compound = parley(at + " 0402.29.50", *place);
    EXPECT_THAT(compound.output, AllOf(HasSubstr("at least 14.90 %"), HasSubstr("--unit-value kg=")));
  }
}

}  // namespace
}  // namespace parley::test
